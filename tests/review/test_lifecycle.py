"""What may be claimed of a review on a day."""

import datetime as dt

import pytest

from carepress.content.loading import Loader
from carepress.content.person import Person
from carepress.review import ReviewPolicy, ReviewState, review_of

ARTICLE = """\
---
title: Dry eye
kind: wellbeing
summary: Eyes that make too few tears.
category: eyes
date: 2026-01-05
authors: [jo]
review: {by: [jo], date: 2026-06-02, due: 2028-06-02}
---
Text.
"""


@pytest.mark.parametrize(
    ("day", "sample", "state"),
    [
        ("2026-06-01", False, ReviewState.UNREVIEWED),
        ("2026-06-02", False, ReviewState.REVIEWED),
        ("2028-03-03", False, ReviewState.REVIEWED),
        ("2028-03-04", False, ReviewState.DUE_SOON),
        ("2028-06-02", False, ReviewState.DUE_SOON),
        ("2028-06-03", False, ReviewState.OVERDUE),
        ("2026-06-01", True, ReviewState.SAMPLE),
        ("2030-01-01", True, ReviewState.SAMPLE),
    ],
)
def test_a_review_is_claimed_from_its_own_day_by_real_people_only(
    day: str,
    sample: bool,  # noqa: FBT001
    state: ReviewState,
) -> None:
    article = Loader("en").article("articles/eyes/dry-eye.md", ARTICLE.encode()).value
    assert article is not None
    people = {"jo": Person(name="Jo", role="reviewer", sample=sample)}
    review = review_of(article, people, dt.date.fromisoformat(day), ReviewPolicy())
    assert review.state is state
    assert review.claimed == (state not in (ReviewState.UNREVIEWED, ReviewState.SAMPLE))
    assert (review.date is not None) == review.claimed
