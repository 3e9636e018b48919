"""CP305 review-overdue."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.review import OverduePolicy
from carepress.rules.base import ArticleRule, Context

__all__ = ["ReviewOverdue"]


class ReviewOverdue(ArticleRule):
    """What it checks
    No article is past its review date by more than the days of grace, where the site's policy is to warn.

    Why it matters to readers
    Medicine changes; an old review no longer vouches for the text.

    Example
    A review that was due half a year ago.

    Use instead
    A new review; or the policy notice or unpublish.

    Source
    VA.gov: reminders are keyed on the review, not on the last edit.
    """

    code = "CP305"
    slug = "review-overdue"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        review = context.reviews[article.path]
        if review.past_grace and context.policy.overdue is OverduePolicy.WARN:
            yield self.at(
                article,
                "review.due" if "review.due" in article.details.places else "review.date",
                f"the review was due on {review.due}, more than {context.policy.grace_days} days ago",
                "have the article reviewed, then write the new date",
            )
