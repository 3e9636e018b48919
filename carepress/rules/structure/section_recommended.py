"""CP130 section-recommended."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.structure.roles import roles_missing

__all__ = ["SectionRecommended"]


class SectionRecommended(ArticleRule):
    """What it checks
    An article has the sections that its kind recommends.

    Why it matters to readers
    Readers ask what the alternatives are and what happens if they do nothing.

    Example
    A procedure without {#alternatives}

    Use instead
    ## What are the alternatives? {#alternatives}

    Source
    DISCERN 7–15; BRAN; IPDAS.
    """

    code = "CP130"
    slug = "section-recommended"
    level = Level.ADVICE

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for name, role in roles_missing(article, "recommended"):
            message = f"readers of a {article.kind.id} often look for a section `{name}`"
            help_ = f"consider: `## {role.heading} {{#{name}}}`"
            if name == "overview":
                help_ = "write one or two short paragraphs before the first heading"
            yield self.at(article, "kind", message, help_)
