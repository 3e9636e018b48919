"""A suppression holds in the whole file, or from the heading of its section to the next one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carepress.content.loading import Loaded, Loader
from carepress.content.model import Article
from carepress.diagnostics import Span

MORE = "suppress: [{{rule: CP106, reason: The form has these levels., section: {section}}}]\n"
TEXT = """\
First.

## Symptoms

Stinging.

### At night

More.

## Causes of it {#why}

Dry air.

## FAQ

### Does it hurt?

A little.
"""


@pytest.fixture
def lines(load: Callable[..., Loaded[Article]]) -> Callable[..., list[int]]:
    """The lines of a file, counted as in the file, in which a suppression in a section holds."""

    def run(section: str, text: str = TEXT, more: str = "") -> list[int]:
        loaded = load(text, more=more + MORE.format(section=section))
        assert [each.message for each in loaded.found] == []
        (suppressed,) = loaded.suppressed
        return [line for line in range(1, 40) if suppressed.covers(Span(line, 1, line, 2))]

    return run


def test_it_holds_below_its_heading_and_in_what_is_below_that(lines: Callable[..., list[int]]) -> None:
    first = 9  # of the text
    assert lines("symptoms") == list(range(first + 2, first + 10))
    assert lines("why") == list(range(first + 10, first + 14))


def test_the_first_section_is_the_text_before_the_first_heading(lines: Callable[..., list[int]]) -> None:
    assert lines("overview") == [9, 10]


def test_the_last_one_goes_to_the_end(lines: Callable[..., list[int]]) -> None:
    assert lines("faq") == list(range(23, 40))


def test_a_section_given_as_data_is_where_its_text_stands(lines: Callable[..., list[int]]) -> None:
    assert lines("causes", "First.\n", "causes:\n  - Dry air\n  - Wind\n") == [8, 9]
    assert lines("causes", "First.\n", "causes: Dry air.\n") == [7]
    assert lines("faq", "First.\n", "faq:\n  - question: Why?\n    answer: Because.\n") == [8, 9]


def test_without_a_section_it_holds_for_what_concerns_the_whole_file_too(load: Callable[..., Loaded[Article]]) -> None:
    loaded = load(TEXT, more="suppress: [{rule: CP106, reason: The form has these levels.}]\n")
    assert loaded.suppressed[0].covers(Span(1, 1, 1, 1))


@pytest.mark.parametrize(
    ("reason", "says_why"),
    [
        ("x", False),
        ("N/A", False),
        ("to do!", False),
        ("…", False),
        ("1234", False),
        ("Long sentence needed here", False),
        ("The label is quoted.", True),
        ("Quotation", True),
        ("引用原文", True),
        ("قانون", True),
    ],
)
def test_a_reason_has_a_word_that_says_something(reason: str, says_why: bool) -> None:  # noqa: FBT001 - a parameter
    text = f"""---
title: Dry eye
kind: wellbeing
summary: Too few tears.
category: eyes
date: 2026-01-05
suppress:
  - rule: long-sentence
    reason: "{reason}"
---

Text.
"""
    loaded = Loader("en").article("articles/dry-eye.md", text.encode())
    assert [each.fault.code for each in loaded.found] == ([] if says_why else ["CP032"])
