"""CP407 source-without-place."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["SourceWithoutPlace"]


class SourceWithoutPlace(ArticleRule):
    """What it checks
    Every source says where it can be read: an address, a DOI, a PubMed number, or a book's or leaflet's publisher.

    Why it matters to readers
    A source that nobody can find cannot be checked.

    Example
    study: {title: A trial of drops, year: 2023}

    Use instead
    study: {title: A trial of drops, year: 2023, pmid: 12345678}

    Source
    HON principle 4; JAMA benchmarks: attribution.
    """

    code = "CP407"
    slug = "source-without-place"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for name, source in article.meta.sources.items():
            if not (source.url or source.doi or source.pmid or source.publisher or source.journal):
                message = f"nobody can find the source `{name}`"
                yield self.at(article, f"sources.{name}", message, "add `url:`, `doi:`, `pmid:` or `publisher:`")
