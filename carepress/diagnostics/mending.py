"""Applies fixes to the bytes of a file. Only the stretches that a fix names change: line ends and all else stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from carepress.diagnostics.model import Edit, Fix, Span, Whole

__all__ = ["MARK", "mended"]

MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


class _Change(NamedTuple):
    """An edit by offsets into the text, without a byte-order mark."""

    start: int
    end: int
    text: str


def mended(data: bytes, fixes: Iterable[Fix]) -> tuple[bytes, list[Fix]]:
    """A file with fixes applied, and those of them that were: of two that overlap, the first.

    ``data`` is UTF-8, as it was when the fixes were found.
    """
    text = data.decode("utf-8")
    mark = MARK if text.startswith(MARK) else ""
    text = text.removeprefix(MARK)
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    applied, changes = [], dict[_Change, None]()
    for fix in fixes:
        wanted = [_change(edit, text, starts, ends) for edit in fix.edits]
        if all(change in changes or not any(_overlap(change, other) for other in changes) for change in wanted):
            changes.update(dict.fromkeys(wanted))
            applied.append(fix)
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    whole = {fix.whole for fix in applied}
    if Whole.LINE_FEEDS in whole:
        text = _LINE_END.sub("\n", text)
    return (("" if Whole.NO_MARK in whole else mark) + text).encode("utf-8"), applied


def _change(edit: Edit, text: str, starts: list[int], ends: list[re.Match[str]]) -> _Change:
    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column - 1 if line <= len(starts) else len(text)

    span: Span = edit.span
    nearest = ends[min(span.line, len(ends)) - 1][0] if ends else "\n"
    start, end = offset(span.line, span.column), offset(span.end_line, span.end_column)
    return _Change(start, end, edit.text.replace("\n", nearest))


def _overlap(one: _Change, other: _Change) -> bool:
    """Two insertions at one place overlap too: nobody knows which comes first."""
    return one.start == other.start or (one.start < other.end and other.start < one.end)
