"""From front matter, people and today's date to the state of a review.

The one place that decides what may be claimed: pages, structured data and rules all ask here. A review is never claimed
for an invented person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from dateutil.relativedelta import relativedelta
from pydantic import Field

from carepress.content.model import Article
from carepress.content.person import Person

__all__ = ["OverduePolicy", "Review", "ReviewPolicy", "ReviewState", "review_of"]


class ReviewState(StrEnum):
    """Where an article stands between one review and the next."""

    REVIEWED = "reviewed"
    DUE_SOON = "due-soon"
    """Reviewed, and to be reviewed again within the policy's days of warning. Readers see "reviewed"."""
    OVERDUE = "overdue"
    SAMPLE = "sample"
    """Every reviewer named is an invented person."""
    UNREVIEWED = "unreviewed"


class OverduePolicy(StrEnum):
    """What happens to an overdue article after its days of grace. Its page shows a notice from the first day."""

    NOTICE = "notice"
    """Nothing more."""
    WARN = "warn"
    """An editorial fault, which stops a production build."""
    UNPUBLISH = "unpublish"
    """It is held back: no page, and named in the build's count."""


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """``interval_months`` is at most 36 (practice of the NHS and MedlinePlus)."""

    interval_months: Annotated[int, Field(ge=1, le=36, description="How many months a review lasts.")] = 36
    due_soon_days: Annotated[
        int, Field(ge=0, description="Days before the next review from which an article counts as due soon.")
    ] = 90
    grace_days: Annotated[int, Field(ge=0, description="Days after the due date before `overdue` takes effect.")] = 90
    overdue: Annotated[
        OverduePolicy,
        Field(
            description="What happens after the days of grace. notice: nothing more than the words on the page, which "
            "stand there from the first day. warn: a fault, which stops a production build. unpublish: the article is "
            "held back."
        ),
    ] = OverduePolicy.NOTICE


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one article on one day. ``date``, ``due`` and ``reviewers`` are what may be claimed."""

    state: ReviewState
    date: dt.date | None = None
    due: dt.date | None = None
    reviewers: tuple[str, ...] = ()
    past_grace: bool = False

    @property
    def claimed(self) -> bool:
        """True where a named clinician did review the article."""
        return self.state not in (ReviewState.SAMPLE, ReviewState.UNREVIEWED)


def review_of(article: Article, people: Mapping[str, Person], today: dt.date, policy: ReviewPolicy) -> Review:
    """The state of an article's review on ``today``.

    A review is overdue from the day after its due date, and is none before its own. Unknown reviewers are left out
    here; a rule reports them.
    """
    meta = article.head.review
    if meta is None:
        return Review(ReviewState.UNREVIEWED)
    known = [person for person in meta.by if person in people]
    real = tuple(person for person in known if not people[person].sample)
    if not real:
        return Review(ReviewState.SAMPLE if known else ReviewState.UNREVIEWED)
    if meta.date > today:
        return Review(ReviewState.UNREVIEWED)
    due = meta.due or meta.date + relativedelta(months=policy.interval_months)
    if due < today:
        past_grace = (today - due).days > policy.grace_days
        return Review(ReviewState.OVERDUE, meta.date, due, real, past_grace)
    soon = (due - today).days <= policy.due_soon_days
    return Review(ReviewState.DUE_SOON if soon else ReviewState.REVIEWED, meta.date, due, real)
