"""CP406 old-source."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["OldSource"]

MOST_YEARS = 10


class OldSource(ArticleRule):
    """What it checks
    Sources are at most ten years old.

    Why it matters to readers
    Advice that was right then may be wrong now.

    Example
    year: 2009

    Use instead
    A newer edition or guideline; or the old one, if nothing newer says otherwise.

    Source
    DISCERN 5: when the information was produced. Ten years: practice of guideline bodies.
    """

    code = "CP406"
    slug = "old-source"
    level = Level.ADVICE

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        for name, source in article.meta.sources.items():
            if source.year is not None and context.today.year - source.year > MOST_YEARS:
                message = f"the source `{name}` is of {source.year}, more than {MOST_YEARS} years ago"
                yield self.at(article, f"sources.{name}.year", message, "look for a newer one")
