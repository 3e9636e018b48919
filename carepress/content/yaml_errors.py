"""What libyaml complains about, in an editor's words, at the line that must be mended.

The parser stops where it gives up, which for a missing colon or quotation mark is often a line too late.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

__all__ = ["Complaint", "explain"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """``row``, ``column`` and ``end`` count from 0 inside the text that was parsed; the end is exclusive."""

    row: int
    column: int
    end: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class _Error:
    """The parts of a YAML error that the explanations below look at."""

    lines: list[str]
    row: int
    column: int
    problem: str
    context: str
    opened: tuple[int, int] | None
    """Where the thing that was being read began."""

    @property
    def line(self) -> str:
        return self.lines[self.row]

    def at(self, row: int, column: int, message: str, help_: str) -> Complaint:
        end = max(len(self.lines[row].rstrip()), column + 1)
        return Complaint(row, column, end, message, help_)

    def here(self, message: str, help_: str) -> Complaint:
        return self.at(self.row, self.column, message, help_)


def explain(error: yaml.YAMLError, text: str) -> Complaint:
    """The first explanation that fits."""
    lines = text.split("\n")
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Complaint(0, 0, 1, "YAML does not allow a character in this file", "delete it and type the word again")
    began: Any = getattr(error, "context_mark", None)
    last = len(lines) - 1
    found = _Error(
        lines,
        min(mark.line, last),
        mark.column,
        str(getattr(error, "problem", "") or ""),
        str(getattr(error, "context", "") or ""),
        (min(began.line, last), began.column) if began is not None else None,
    )
    return next(complaint for explanation in _EXPLANATIONS if (complaint := explanation(found)) is not None)


def _tab(error: _Error) -> Complaint | None:
    indent = error.line[: len(error.line) - len(error.line.lstrip())]
    if "\\t" not in error.problem and "\t" not in indent:
        return None
    return error.at(error.row, 0, "a tab is used where YAML wants spaces", "replace the tab by two spaces")


def _indented(error: _Error) -> Complaint | None:
    if "mapping values are not allowed" not in error.problem or error.line.find(":") != error.column or not error.row:
        return None
    indent = len(error.line) - len(error.line.lstrip())
    if _line_without_colon(error) is not None:
        return None
    return error.at(
        error.row,
        indent,
        "this line is indented further than the line above it",
        "begin keys of one group in the same column",
    )


def _colon_inside(error: _Error) -> Complaint | None:
    if "mapping values are not allowed" not in error.problem or _line_without_colon(error) is not None:
        return None
    return error.here(
        "a colon followed by a space inside a text makes YAML look for another key",
        'put the whole text after the first colon in quotes: key: "one: two"',
    )


def _colon_missing(error: _Error) -> Complaint | None:
    if (row := _line_without_colon(error)) is None:
        return None
    word = error.lines[row].split(maxsplit=1)[0]
    return error.at(row, 0, f"the colon after `{word}` is missing", f"write `{word}: …`, with a space after the colon")


def _space_missing(error: _Error) -> Complaint | None:
    if "mapping values are not allowed" not in error.problem and "expected ':'" not in error.problem:
        return None
    for row in range(error.row, max(-1, error.row - 3), -1):
        if (match := re.match(r"( *)([A-Za-z_]+):(?=[^\s:/])", error.lines[row])) is not None:
            indent, word = len(match[1]), match[2]
            return error.at(row, indent, f"a space is missing after the colon of `{word}`", f"write `{word}: …`")
    return None


def _too_deep(error: _Error) -> Complaint | None:
    if "nesting depth" not in error.problem:
        return None
    return error.here("this goes deeper, or holds more values, than any article needs", "use fewer brackets")


def _never_closed(error: _Error) -> Complaint | None:
    quoted = "quoted scalar" in error.context
    if error.opened is None or not (quoted or "flow" in error.context):
        return None
    what, sign = ("quotation mark", "\" or '") if quoted else ("bracket", "] or }")
    return error.at(
        *error.opened,
        f"the {what} that opens here is never closed",
        f"add the closing {sign}; in a list, put a comma between the items",
    )


def _text_after_quote(error: _Error) -> Complaint | None:
    before = error.line[: error.column].rstrip()
    if not before.endswith(("'", '"')) or "block" not in error.context:
        return None
    return error.at(
        error.row,
        len(before) - 1,
        "the text goes on after its closing quotation mark",
        "for quotation marks inside a text, put the whole text in the other kind: 'a \"word\" in quotes'",
    )


def _backslash(error: _Error) -> Complaint | None:
    if "escape" not in error.problem:
        return None
    return error.here("a backslash in double quotes means something else to YAML", "use single quotes: 'a\\b'")


def _first_character(error: _Error) -> Complaint | None:
    if not any(hint in error.problem for hint in _BAD_STARTS):
        return None
    place = error.opened if error.opened and "alphabetic" in error.problem else (error.row, error.column)
    return error.at(*place, "a text cannot begin with this character", "put the whole text in quotes")


_BAD_STARTS = (
    "cannot start any token",
    "did not find expected alphabetic",
    "tag",
    "block sequence entries are not allowed",
    "mapping keys are not allowed",
)
"""What libyaml says of a plain text that begins with one of YAML's own signs."""


def _anything(error: _Error) -> Complaint | None:
    return error.here(
        "YAML cannot make sense of this line",
        "check that keys of one group begin in the same column, that each has a colon and a space after it, and that "
        "texts with quotation marks or colons stand in quotes",
    )


_EXPLANATIONS: tuple[Callable[[_Error], Complaint | None], ...] = (
    _tab,
    _too_deep,
    _space_missing,
    _indented,
    _colon_inside,
    _colon_missing,
    _backslash,
    _never_closed,
    _text_after_quote,
    _first_character,
    _anything,
)


def _line_without_colon(error: _Error) -> int | None:
    """The nearest line, at or just above the place, that looks like ``key value`` without a colon."""
    for row in (error.row, error.row - 1, error.row - 2):
        if row < 0 or not re.match(r"[A-Za-z_]+( +[^:#\s][^:]*)?$", error.lines[row].rstrip()):
            continue
        above = error.lines[row - 1].rstrip() if row else ""
        if not above.endswith(("|", ">", "|-", ">-")):
            return row
    return None
