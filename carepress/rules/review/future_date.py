"""CP306 future-date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from carepress.content.article import ArticleMeta
from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["FutureDate"]


class FutureDate(Rule):
    """What it checks
    No date of what was done is after today. Until its day has come, a review is not shown.

    Why it matters to readers
    Readers judge by these dates whether to trust the page; a review that is still to come is none.

    Example
    review: {by: [a], date: 2062-10-02}

    Use instead
    review: {by: [a], date: 2026-10-02}

    Source
    Carepress: a claim of review is a claim that it happened.
    """

    code = "CP306"
    slug = "future-date"
    level = Level.EDITORIAL

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        today = context.today
        if text.head.newest <= today:
            return
        for place, day in _days(text):
            if day is not None and day > today:
                name = "the review" if place == "review.date" else f"`{place.rpartition('.')[2]}`"
                yield self.at(
                    text,
                    place,
                    f"{name} ({day}) is after today ({today})",
                    "write a day that has been; if it has, the clock of this computer is slow",
                )


def _days(text: Text) -> Iterator[tuple[str, dt.date | None]]:
    """Every day on which something is said to have been done, and its place in the front matter."""
    meta = text.details.meta
    yield from (("date", meta.date), ("modified", meta.modified), ("translated", meta.translated))
    if isinstance(meta, ArticleMeta):
        if meta.review is not None:
            yield "review.date", meta.review.date
        yield from ((f"sources.{name}.accessed", source.accessed) for name, source in meta.sources.items())
        yield from ((f"changes.{index}.date", change.date) for index, change in enumerate(meta.changes))
