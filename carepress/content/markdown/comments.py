"""Editors' notes in a text, ``<!-- … -->``. They reach no page, and no check looks at what they say.

A comment ends at the first ``-->``, as on a code host, so none can stand inside another. In code they are code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["blanked", "open_comment", "stray_ends", "without_comments"]

_OPEN, _CLOSE = "<!--", "-->"
_NOT_LINE_END = re.compile(r"[^\n]")
_QUOTE = re.compile(r" {0,3}>[ >]*")
_STRAY = re.compile(_CLOSE)


def without_comments(text: str) -> str:
    """The text without its comments, each line still on its line; a quote goes on below a comment that is inside it."""
    kept, end = [], 0
    for start, stop in _comments(text):
        quote = _QUOTE.match(text, text.rfind("\n", 0, start) + 1)
        line_end = "\n" + (quote[0].rstrip() + " " if quote is not None and quote.end() <= start else "")
        kept += [text[end:start], line_end * text.count("\n", start, stop)]
        end = stop
    return "".join([*kept, text[end:]])


def blanked(text: str) -> str:
    """The text with blanks for its comments, each character still in its place."""
    kept, end = [], 0
    for start, stop in _comments(text):
        kept += [text[end:start], _NOT_LINE_END.sub(" ", text[start:stop])]
        end = stop
    return "".join([*kept, text[end:]])


def open_comment(text: str) -> int | None:
    """Where a comment begins that does not end; None where there is none."""
    return next((start for start, stop in _comments(text) if not _is_closed(text, start, stop)), None)


def stray_ends(visible: str) -> Iterator[int]:
    """Where a comment ends that does not begin, in a text that was :func:`blanked`: one stood inside another."""
    place = _InCode(visible)
    return (match.start() for match in _STRAY.finditer(visible) if not place.is_code(match.start()))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments begin and end; one that never ends goes to the end of the text."""
    place = _InCode(text)
    start = text.find(_OPEN)
    while start >= 0:
        if place.is_code(start):
            start = text.find(_OPEN, start + len(_OPEN))
            continue
        close = text.find(_CLOSE, start + len("<!"))  # `<!-->` is one, too
        end = len(text) if close < 0 else close + len(_CLOSE)
        yield start, end
        place.go_on(end)
        start = text.find(_OPEN, end)


def _is_closed(text: str, start: int, stop: int) -> bool:
    return text.endswith(_CLOSE, start + len("<!"), stop)


class _InCode:
    """Says of places of a text, in order, whether a backtick is open there on their line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = self._ticks = 0

    def is_code(self, offset: int) -> bool:
        if line := self._text.rfind("\n", self._counted, offset) + 1:
            self._counted, self._ticks = line, 0
        self._ticks += self._text.count("`", self._counted, offset)
        self._counted = offset
        return self._ticks % 2 == 1

    def go_on(self, offset: int) -> None:
        """Leave out what stands before a place: the comment that ends there."""
        self._counted = offset
