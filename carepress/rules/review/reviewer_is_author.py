"""CP307 reviewer-is-author."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["ReviewerIsAuthor"]


class ReviewerIsAuthor(ArticleRule):
    """What it checks
    An article is reviewed by somebody who did not write it.

    Why it matters to readers
    Nobody sees their own mistakes.

    Example
    authors: [dr-okafor], review: {by: [dr-okafor], …}

    Use instead
    review: {by: [dr-lind], …}

    Source
    Practice of health publishers: two clinicians besides the writer; HON principle 1.
    """

    code = "CP307"
    slug = "reviewer-is-author"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        review = article.meta.review
        others = [person for person in review.by if person not in article.meta.authors] if review else []
        for index, person in enumerate(review.by if review and not others else ()):
            name = context.library.people[person].name if person in context.library.people else person
            yield self.at(
                article, f"review.by.{index}", f"{name} wrote this article, too", "name a reviewer who did not write it"
            )
