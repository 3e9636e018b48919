"""CP120 section-missing."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level, literal
from carepress.rules.base import ArticleRule, Context
from carepress.rules.structure.roles import meant_as, roles_missing

__all__ = ["SectionMissing"]


class SectionMissing(ArticleRule):
    """What it checks
    An article has the sections that its kind requires.

    Why it matters to readers
    A reader who looks for the risks and finds none may think that there are none.

    Example
    A procedure without {#risks}

    Use instead
    ## What are the risks? {#risks}

    Source
    DISCERN 7–15; NHS service manual: content types.
    """

    code = "CP120"
    slug = "section-missing"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for name, role in roles_missing(article, "required"):
            message = f"a {article.kind.id} needs a section `{name}`, and there is none"
            help_ = f"add: `## {role.heading} {{#{name}}}`; if a heading speaks of it, write `{{#{name}}}` behind that"
            if name == "overview":
                yield self.at(article, "kind", message, "write one or two short paragraphs before the first heading")
            elif (meant := meant_as(article, name, role)) is not None:
                message = f"a {article.kind.id} needs a section `{name}`, and this is not read as its heading"
                yield self.at(article, meant[0], message, f"write: {literal(meant[1])}")
            else:
                yield self.at(article, "kind", message, help_)
