"""CP306 future-date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from carepress.content.model import Article, Page, Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["FutureDate"]


class FutureDate(ArticleRule):
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

    def check(self, context: Context) -> Iterator[Diagnostic]:
        yield from super().check(context)
        for page in context.library.live_pages:
            yield from self._check(page, _dates_of_text(page), context.today)

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        meta = article.meta
        days = _dates_of_text(article)
        if meta.review is not None:
            days.append(("review.date", meta.review.date))
        days += [(f"sources.{name}.accessed", source.accessed) for name, source in meta.sources.items()]
        days += [(f"changes.{index}.date", change.date) for index, change in enumerate(meta.changes)]
        yield from self._check(article, days, context.today)

    def _check(self, text: Text, days: list[tuple[str, dt.date | None]], today: dt.date) -> Iterator[Diagnostic]:
        for place, day in days:
            if day is not None and day > today:
                name = "the review" if place == "review.date" else f"`{place.rpartition('.')[2]}`"
                yield self.at(
                    text,
                    place,
                    f"{name} ({day}) is after today ({today})",
                    "write a day that has been; if it has, the clock of this computer is slow",
                )


def _dates_of_text(text: Article | Page) -> list[tuple[str, dt.date | None]]:
    return [("date", text.meta.date), ("modified", text.meta.modified)]
