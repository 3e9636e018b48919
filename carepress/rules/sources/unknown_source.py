"""CP401 unknown-source."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level, did_you_mean
from carepress.rules.base import ArticleRule, Context

__all__ = ["UnknownSource"]


class UnknownSource(ArticleRule):
    """What it checks
    Every [^id] in the text is a source in the front matter.

    Why it matters to readers
    A citation that leads to no source cannot be checked.

    Example
    …for 3 months.[^fda-lable]

    Use instead
    …for 3 months.[^fda-label]

    Source
    HON principle 4; JAMA benchmarks: attribution.
    """

    code = "CP401"
    slug = "unknown-source"
    level = Level.INTEGRITY

    def check(self, context: Context) -> Iterator[Diagnostic]:
        yield from super().check(context)
        for page in context.library.live_pages:
            for citation in page.body.citations:
                help_ = "link to the source instead: [its title](https://…)"
                yield self.at(page, citation.span, "pages have no sources that could be cited", help_)

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for citation in article.body.citations:
            if citation.source not in article.meta.sources:
                guess = did_you_mean(citation.source, article.meta.sources)
                help_ = (
                    f"did you mean [^{guess}]?"
                    if guess
                    else f"add {citation.source}: under sources: in the front matter"
                )
                yield self.at(article, citation.span, f"there is no source `{citation.source}`", help_)
