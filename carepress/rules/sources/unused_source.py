"""CP402 unused-source."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["UnusedSource"]


class UnusedSource(ArticleRule):
    """What it checks
    Every source is cited in the text.

    Why it matters to readers
    Readers cannot tell what an uncited source is meant to support.

    Example
    sources: {nhs: …}, and no [^nhs] in the text

    Use instead
    …for 3 months.[^nhs]

    Source
    JAMA benchmarks: attribution.
    """

    code = "CP402"
    slug = "unused-source"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        cited = {citation.source for citation in article.body.citations}
        for source in article.meta.sources:
            if source not in cited:
                yield self.at(
                    article,
                    f"sources.{source}",
                    f"the source `{source}` is not cited anywhere in the text",
                    f"write `[^{source}]` after what it supports, or delete it",
                )
