"""CP403 no-sources."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["NoSources"]


class NoSources(ArticleRule):
    """What it checks
    An article names at least one source.

    Why it matters to readers
    Without sources nobody can check what the page says.

    Example
    A front matter without sources:

    Use instead
    sources: with title, publisher and url

    Source
    HON principle 4; DISCERN 4; JAMA benchmarks.
    """

    code = "CP403"
    slug = "no-sources"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        if not article.meta.sources:
            yield self.at(
                article, "title", "this article names no source", "add `sources:` to the front matter, and cite them"
            )
