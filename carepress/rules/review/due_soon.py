"""CP309 review-due-soon."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.review.lifecycle import ReviewState
from carepress.rules.base import ArticleRule, Context

__all__ = ["ReviewDueSoon"]


class ReviewDueSoon(ArticleRule):
    """What it checks
    The next review is not due within the days of warning that the site's policy gives.

    Why it matters to readers
    A review takes weeks. Begun in time, it never is overdue.

    Example
    review: {…, due: in 30 days}

    Use instead
    Ask the reviewer now.

    Source
    Practice of the US Department of Veterans Affairs: remind ahead of the date.
    """

    code = "CP309"
    slug = "review-due-soon"
    level = Level.ADVICE

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        review = context.reviews[article.path]
        if review.state is ReviewState.DUE_SOON and review.due is not None:
            days = (review.due - context.today).days
            message = f"the next review is due on {review.due}, in {days} day{'' if days == 1 else 's'}"
            yield self.at(article, "review.due", message, "ask a reviewer to look at it again")
