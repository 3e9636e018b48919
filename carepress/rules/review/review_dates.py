"""CP302 review-dates."""

from __future__ import annotations

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

LONGEST_INTERVAL_MONTHS = 36

__all__ = ["ReviewDates"]


class ReviewDates(Rule):
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

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        meta = text.details.meta
        if meta.modified is not None and meta.modified < meta.date:
            yield self.at(
                text,
                "modified",
                f"`modified` ({meta.modified}) is before `date` ({meta.date})",
                "`date` is the day of the first publication; correct one of the two",
            )
        if (review := text.head.review) is None or review.due is None:
            return
        if review.due <= review.date:
            yield self.at(
                text,
                "review.due",
                f"`due` ({review.due}) is not after the review ({review.date})",
                "write a later day",
            )
        latest = review.date + relativedelta(months=LONGEST_INTERVAL_MONTHS)
        if review.due > latest:
            yield self.at(
                text,
                "review.due",
                f"`due` is more than {LONGEST_INTERVAL_MONTHS} months after the review",
                f"write `{latest}` or earlier",
            )
