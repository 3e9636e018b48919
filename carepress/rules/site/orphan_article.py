"""CP707 orphan-article."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["OrphanArticle"]


class OrphanArticle(ArticleRule):
    """What it checks
    The text of some other article or page links to every article that lists show.

    Why it matters to readers
    Somebody who reads of a treatment does not learn that it has a page of its own. Lists and the A–Z find it only for
    those who know its name.

    Example
    knee-replacement.md, while the article on osteoarthritis speaks of the operation and does not link to it

    Use instead
    You may be offered a [knee replacement](knee-replacement.md).

    Source
    NHS content guide: links; CDC Clear Communication Index: a call to action.
    """

    code = "CP707"
    slug = "orphan-article"
    level = Level.ADVICE

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        if article.head.status == "published" and not context.library.is_linked(article):
            message = "no other article or page links to this one"
            yield self.at(article, "title", message, "link to it where others speak of it")
