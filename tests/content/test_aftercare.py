"""The times of aftercare: what can be written, and where the steps stand on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carepress.content.aftercare import Time, explain_time, only_time, read_time
from carepress.content.body import Timeline, words_of
from carepress.content.loading import Loader
from carepress.content.model import Article

FRONT = """\
---
title: T
kind: procedure
summary: S.
category: skin
date: 2026-01-01
sources: {nhs: {title: N}}
aftercare_timeline:
  - when: for 24 hours
    do: Keep it **dry**.[^nhs]
  - when: after 3 to 5 days
    do: See [the clinic](https://example.org/).
---

"""

times = st.builds(
    lambda word, first, more, unit: Time(word, first, first + more, unit),
    st.sampled_from(("after", "for")),
    st.integers(1, 400),
    st.integers(0, 500),
    st.sampled_from(("minute", "hour", "day", "week", "month")),
)


def load(body: str, front: str = FRONT) -> Article:
    loaded = Loader("en").article("articles/a.md", (front + body).encode())
    assert loaded.found == ()
    assert loaded.value is not None
    return loaded.value


@given(times)
def test_what_a_time_says_of_itself_is_read_as_that_time(time: Time) -> None:
    assert read_time(str(time)) == time


@given(st.text())
def test_any_other_text_is_explained_and_never_guessed_wrong(text: str) -> None:
    assert all(explain_time(text))
    if (right := only_time(text)) is not None:
        assert read_time(right) is not None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("After 4 Hours", "after 4 hours"),
        ("after 4hrs", "after 4 hours"),
        ("in 3–5 days", "after 3 to 5 days"),
        ("after a week", "after 1 week"),
        ("for the first 24 hours", "for 24 hours"),
        ("until 1 days", "for 1 day"),
        ("up to six months", "for 6 months"),
        ("4 hours", None),
        ("after some days", None),
        ("after 4 h 30 min", None),
        ("after 0 days", None),
        ("after -3 days", None),
        ("after 1.5 hours", None),
        ("after 1000 days", None),
        ("PT4H", None),
    ],
)
def test_a_time_in_other_words_is_understood_where_it_can_mean_one_thing_only(text: str, right: str | None) -> None:
    assert read_time(text) is None
    assert only_time(text) == right


@pytest.mark.parametrize(
    "text", ["after 4 hours\n", " after 4 hours", "after 04 hours", "after 4  hours", "after ٤ hours"]
)
def test_nothing_but_the_one_form_is_a_time(text: str) -> None:
    assert read_time(text) is None


def test_times_in_different_units_can_be_put_in_order() -> None:
    written = ["for 90 minutes", "after 2 hours", "after 2 to 3 hours", "for 1 day", "after 30 hours", "after 1 week"]
    read = [time for text in written if (time := read_time(text)) is not None]
    assert [str(time) for time in sorted(read, key=lambda time: time.minutes)] == written


def test_the_steps_stand_at_the_end_of_the_section_about_aftercare() -> None:
    article = load("## Results\n\nx\n\n## Later on {#aftercare}\n\nRest.\n")
    section = article.body.section("aftercare")
    assert section is not None
    assert section.text == "Later on"
    *before, block = section.blocks
    assert [each.type for each in before] == ["html"]
    assert isinstance(block, Timeline)
    assert [str(step.time) for step in block.steps] == ["for 24 hours", "after 3 to 5 days"]
    assert words_of(block.html) == "for 24 hours: Keep it dry . after 3 to 5 days: See the clinic ."


def test_the_section_is_made_where_there_is_none_and_in_its_place() -> None:
    article = load("Text.\n\n## Results\n\nx\n\n## Risks\n\ny\n")
    assert [section.id for section in article.body.sections] == ["overview", "risks", "aftercare", "results"]
    assert "aftercare" in article.head.anchors


def test_links_and_citations_in_a_step_count_as_those_of_the_text() -> None:
    article = load("Text.\n")
    assert article.body.cited == ("nhs",)
    assert [link.target for link in article.body.links] == ["https://example.org/"]
    assert article.body.citations[0].span.line == 10


def test_a_step_is_found_by_its_line() -> None:
    section = load("Text.\n").body.section("aftercare")
    assert section is not None
    assert isinstance(section.blocks[0], Timeline)
    assert [step.span.line for step in section.blocks[0].steps] == [9, 11]


def test_an_empty_timeline_is_none() -> None:
    front = FRONT.partition("aftercare_timeline:")[0] + "aftercare_timeline:\n---\n\n"
    assert [section.id for section in load("Text.\n", front).body.sections] == ["overview"]
