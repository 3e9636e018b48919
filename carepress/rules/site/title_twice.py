"""CP709 title-twice."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["TitleTwice"]


class TitleTwice(ArticleRule):
    """What it checks
    No two articles in one language have the same title.

    Why it matters to readers
    Lists and searches show the title twice, and nobody can tell which article is the right one. Often the second is a
    copy that was left in the folder, and grows old there.

    Example
    title: Dry eye, in dry-eye.md and in dry-eye-copy.md

    Use instead
    One article; or two titles that say how they differ.

    Source
    Carepress: content model. WCAG 2.2, 2.4.2: page titled.
    """

    code = "CP709"
    slug = "title-twice"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        others = context.library.namesakes(article)
        if others:
            message = f"{others[0].path} has the same title"
            yield self.at(
                article, "title", message, "if one of the two is a copy, delete it; else give each a title of its own"
            )
