"""CP120 section-missing."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.structure.roles import roles_missing

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
            yield self.at(
                article,
                "kind",
                f"a {article.kind.id} needs a section `{name}`, and there is none",
                f"add: ## {role.heading} {{#{name}}}" if name != "overview" else "begin the text with a short overview",
            )
