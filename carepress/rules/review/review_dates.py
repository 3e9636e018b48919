"""CP302 review-dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from carepress.content.model import Article, Page
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

LONGEST_INTERVAL_MONTHS = 36

__all__ = ["ReviewDates"]


class ReviewDates(ArticleRule):
    """What it checks
    No date is after today, none is changed before it was published; the next review within 36
    months of the last.

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
            yield from self.check_dates(page, context.today)

    def check_dates(self, text: Article | Page, today: dt.date) -> Iterator[Diagnostic]:
        """What articles and pages have in common."""
        meta = text.meta
        for place, day in (("date", meta.date), ("modified", meta.modified)):
            if day is not None and day > today:
                yield self.at(text, place, f"`{place}` ({day}) is after today ({today})", "write a day that has been")
        if meta.modified is not None and meta.modified < meta.date:
            yield self.at(
                text,
                "modified",
                f"`modified` ({meta.modified}) is before `date` ({meta.date})",
                "`date` is the day of the first publication; correct one of the two",
            )

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        meta, today = article.meta, context.today
        yield from self.check_dates(article, today)
        days = [(f"sources.{name}.accessed", source.accessed) for name, source in meta.sources.items()]
        days += [(f"changes.{index}.date", change.date) for index, change in enumerate(meta.changes)]
        for place, day in days:
            if day is not None and day > today:
                name = place.rpartition(".")[2]
                yield self.at(article, place, f"`{name}` ({day}) is after today ({today})", "write a day that has been")
        if (review := meta.review) is None:
            return
        if review.date > today:
            yield self.at(
                article,
                "review.date",
                f"the review ({review.date}) is after today ({today})",
                "write the day on which the review was done",
            )
        if review.due is not None and review.due <= review.date:
            yield self.at(
                article,
                "review.due",
                f"`due` ({review.due}) is not after the review ({review.date})",
                "write a later day",
            )
        latest = review.date + relativedelta(months=LONGEST_INTERVAL_MONTHS)
        if review.due is not None and review.due > latest:
            yield self.at(
                article,
                "review.due",
                f"`due` is more than {LONGEST_INTERVAL_MONTHS} months after the review",
                f"write {latest} or earlier",
            )
