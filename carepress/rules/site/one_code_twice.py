"""CP706 one-code-twice."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["OneCodeTwice"]


class OneCodeTwice(ArticleRule):
    """What it checks
    Two articles in one language do not both claim to be exactly about one code.

    Why it matters to readers
    Readers who search for it find two answers, and the two grow apart.

    Example
    {system: mesh, code: D015352, match: exact} in two articles

    Use instead
    match: narrower in one of them; or one article.

    Source
    SKOS: exactMatch; Carepress: content model.
    """

    code = "CP706"
    slug = "one-code-twice"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        for index, code in enumerate(article.meta.codes):
            if code.match != "exact":
                continue
            others = [
                other.path
                for other in context.library.articles_of_code(f"{code.system}:{code.code}")
                if other.path != article.path and other.lang == article.lang
            ]
            if others:
                message = f"{others[0]} is exactly about {code.system} {code.code}, too"
                yield self.at(
                    article, f"codes.{index}", message, "say `match: narrower` or `match: broader` in one of the two"
                )
