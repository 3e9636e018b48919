"""CP405 undated-source."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["UndatedSource"]


class UndatedSource(ArticleRule):
    """What it checks
    Every source has a year, or the day on which an editor opened it.

    Why it matters to readers
    Medicine changes. Without a date nobody can tell whether the source is of this decade.

    Example
    nhs: {title: Acne, url: https://…}

    Use instead
    nhs: {title: Acne, url: https://…, accessed: 2026-09-30}

    Source
    HON principle 4; JAMA benchmarks: currency; DISCERN 5.
    """

    code = "CP405"
    slug = "undated-source"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for name, source in article.meta.sources.items():
            if source.year is None and source.accessed is None and not source.unchecked:
                message = f"the source `{name}` has no date"
                yield self.at(
                    article, f"sources.{name}", message, "add `year:`, or `accessed:` with the day you opened it"
                )
