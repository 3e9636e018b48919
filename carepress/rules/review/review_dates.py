"""CP302 review-dates."""

from __future__ import annotations

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from carepress.content.model import Article, Page
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

LONGEST_INTERVAL_MONTHS = 36

__all__ = ["ReviewDates"]


class ReviewDates(ArticleRule):
    """What it checks
    Nothing is changed before it was published; the next review comes after the last, within 36
    months.

    Why it matters to readers
    Readers judge by these dates whether to trust the page; a date that cannot be makes it lie.

    Example
    review: {by: [a], date: 2026-10-02, due: 2031-10-02}

    Use instead
    due: 2029-10-02

    Source
    NHS service manual and MedlinePlus: review at least every three years.
    """

    code = "CP302"
    slug = "review-dates"
    level = Level.INTEGRITY

    def check(self, context: Context) -> Iterator[Diagnostic]:
        yield from super().check(context)
        for page in context.library.live_pages:
            yield from self._modified(page)

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        yield from self._modified(article)
        if (review := article.meta.review) is None or review.due is None:
            return
        if review.due <= review.date:
            yield self.at(
                article,
                "review.due",
                f"`due` ({review.due}) is not after the review ({review.date})",
                "write a later day",
            )
        latest = review.date + relativedelta(months=LONGEST_INTERVAL_MONTHS)
        if review.due > latest:
            yield self.at(
                article,
                "review.due",
                f"`due` is more than {LONGEST_INTERVAL_MONTHS} months after the review",
                f"write {latest} or earlier",
            )

    def _modified(self, text: Article | Page) -> Iterator[Diagnostic]:
        meta = text.meta
        if meta.modified is not None and meta.modified < meta.date:
            yield self.at(
                text,
                "modified",
                f"`modified` ({meta.modified}) is before `date` ({meta.date})",
                "`date` is the day of the first publication; correct one of the two",
            )
