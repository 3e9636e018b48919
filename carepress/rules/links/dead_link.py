"""CP210 dead-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.library import Problem
from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level, literal
from carepress.rules.base import Context, Rule
from carepress.rules.links.problems import link_problems

__all__ = ["DeadLink"]

_WEB = re.compile(r"(?:www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|eu|info|uk))(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")


class DeadLink(Rule):
    """What it checks
    Links within the site lead to a page that exists.

    Why it matters to readers
    A link that leads nowhere leaves a worried reader without the answer they came for.

    Example
    [dry eye](dry-eyes.md)

    Use instead
    [dry eye](dry-eye.md)

    Source
    What users of other generators ask for: links checked always.
    """

    code = "CP210"
    slug = "dead-link"
    level = Level.INTEGRITY

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for link, resolved in link_problems(text, context, Problem.NO_PAGE, Problem.OUTSIDE):
            if resolved.problem is Problem.OUTSIDE:
                yield self.at(
                    text, link.span, f"`{link.target}` leads out of the content folder", "link to an article or page"
                )
                continue
            yield self.at(text, link.span, f"there is no page `{link.target}`", _help(link.target, resolved.suggestion))


def _help(target: str, suggestion: str | None) -> str:
    if _WEB.fullmatch(target):
        return f"if it is another site's address, write https:// before it: {literal(f'https://{target}')}"
    if _MAIL.fullmatch(target):
        return f"if it is a mail address, write mailto: before it: {literal(f'mailto:{target}')}"
    return f"did you mean `{suggestion}`?" if suggestion else "check the name of the file"
