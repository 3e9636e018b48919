"""Fixes change the stretches that they name and not a byte besides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carepress.diagnostics import Edit, Fix, Span, Whole
from carepress.diagnostics.mending import mended


def edit(line: int, start: int, end: int, text: str) -> Fix:
    return Fix((Edit(Span(line, start, line, end), text),))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_mark_line_ends_and_tabs_stay_as_they_are(end: str, mark: str) -> None:
    text = f"{mark}a:\tone{end}bé: two  # why{end}{end}three"
    data, applied = mended(text.encode(), [edit(2, 5, 8, "2")])
    assert data.decode() == text.replace("two", "2")
    assert len(applied) == 1


def test_a_new_line_ends_as_those_around_it() -> None:
    assert mended(b"one\r\ntwo\r\n", [edit(2, 1, 1, "\n")])[0] == b"one\r\n\r\ntwo\r\n"


def test_a_whole_line_can_go_even_the_last() -> None:
    fix = Fix((Edit(Span(2, 1, 3, 1), ""),))
    assert mended(b"one\ntwo\n", [fix])[0] == b"one\n"
    assert mended(b"one\r\ntwo", [fix])[0] == b"one\r\n"


def test_of_two_fixes_that_overlap_the_first_is_applied_whole() -> None:
    first, second = edit(1, 1, 4, "x"), Fix((Edit(Span(1, 3, 1, 5), "y"), Edit(Span(2, 1, 2, 2), "z")))
    assert mended(b"abcdef\ng", [first, second]) == (b"xdef\ng", [first])
    assert mended(b"abcdef\ng", [second, first]) == (b"abyef\nz", [second])
    assert mended(b"ab", [edit(1, 2, 2, "1"), edit(1, 2, 2, "2")])[0] == b"a1b"


def test_the_same_fix_of_two_faults_is_applied_once() -> None:
    assert mended(b"abc", [edit(1, 2, 2, "x"), edit(1, 2, 2, "x")]) == (b"axbc", [edit(1, 2, 2, "x")] * 2)


def test_a_whole_file_is_mended_together_with_its_words() -> None:
    fixes = [Fix(whole=Whole.NO_MARK), Fix(whole=Whole.LINE_FEEDS), edit(2, 1, 4, "2")]
    assert mended("\ufeffone\r\ntwo\rthree".encode(), fixes) == (b"one\n2\nthree", fixes)


PIECES = st.sampled_from(["a", "é", "\U0001f441", " ", "\t", "\n", "\r\n", "\r", "\u2028"])
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(before=TEXTS, old=st.sampled_from(["x", "xyz"]), after=TEXTS, mark=st.sampled_from(["", "\ufeff"]))
def test_whatever_stands_around_it_stays(before: str, old: str, after: str, mark: str) -> None:
    plain = before.replace("\r\n", "\n").replace("\r", "\n")
    line, column = plain.count("\n") + 1, len(plain) - (plain.rfind("\n") + 1) + 1
    data = f"{mark}{before}{old}{after}".encode()
    assert mended(data, [edit(line, column, column + len(old), "new")])[0] == f"{mark}{before}new{after}".encode()
    assert mended(data, []) == (data, [])
