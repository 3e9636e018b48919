"""CP212 link-to-draft."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.library import Problem
from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule
from carepress.rules.links.problems import link_problems

__all__ = ["LinkToDraft"]


class LinkToDraft(Rule):
    """What it checks
    Links lead to articles that are on the site, not to drafts or to articles that are held back.

    Why it matters to readers
    The link would lead nowhere.

    Example
    [psoriasis](psoriasis.md), while psoriasis.md says status: draft

    Use instead
    No link, until the other article is published.

    Source
    Carepress: content model.
    """

    code = "CP212"
    slug = "link-to-draft"
    level = Level.INTEGRITY

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for link, resolved in link_problems(text, context, Problem.NOT_PUBLISHED):
            where = resolved.text.path if resolved.text else link.target
            yield self.at(
                text,
                link.span,
                f"{where} is not on the site (it is a draft or held back)",
                "take the link out for now, or publish that article first",
            )
