"""What libyaml complains about, in an editor's words, at the line that must be mended.

The parser stops where it gives up, which for a missing colon is often a line too late, and for a missing quotation mark
many lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from carepress.content.yaml_spelling import (
    comment_at,
    no_break_space,
    no_break_words,
    quotes_help,
    shown,
    swallows,
    with_spaces,
    within_curly,
)

__all__ = ["Complaint", "Loader", "close_quote_help", "explain", "open_quote_words"]

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, where PyYAML has it: its own scanner takes time that grows with the square of some texts."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """``row``, ``column`` and ``end`` count from 0 inside the text that was parsed; the end is exclusive."""

    row: int
    column: int
    end: int
    message: str
    help: str
    fix: tuple[int, int, str] | None = None
    """Columns of the row from and to which something else is to stand, where that is certain."""


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
    line_offset: int
    """Lines of the file before ``lines``."""

    @property
    def line(self) -> str:
        return self.lines[self.row]

    def at(self, row: int, column: int, message: str, help_: str) -> Complaint:
        line = self.lines[row]
        column = min(column, len(line))  # a file may end, or libyaml stop, behind its last line
        end = max(len(line.rstrip()), min(column + 1, len(line)))
        return Complaint(row, column, end, message, help_)

    def here(self, message: str, help_: str) -> Complaint:
        return self.at(self.row, self.column, message, help_)


def explain(error: yaml.YAMLError, text: str, line_offset: int = 0) -> Complaint:
    """The first explanation that fits. ``line_offset``: lines of the file before ``text``."""
    lines = text.split("\n")
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        end = min(1, len(lines[0]))
        return Complaint(0, 0, end, "YAML does not allow a character in this file", "delete it and type the word again")
    began: Any = getattr(error, "context_mark", None)
    last = len(lines) - 1
    found = _Error(
        lines,
        min(mark.line, last),
        mark.column,
        str(getattr(error, "problem", "") or ""),
        str(getattr(error, "context", "") or ""),
        (min(began.line, last), began.column) if began is not None else None,
        line_offset,
    )
    return next(complaint for explanation in _EXPLANATIONS if (complaint := explanation(found)) is not None)


def _tab(error: _Error) -> Complaint | None:
    indent = error.line[: len(error.line) - len(error.line.lstrip())]
    if "\\t" not in error.problem and "\t" not in indent:
        return None
    if "\t" not in indent:
        return error.at(error.row, 0, "a tab is used where YAML wants spaces", "replace the tab by two spaces")
    above = next((line for line in reversed(error.lines[: error.row]) if line.strip(" ") and "\t" not in line), "")
    help_ = "type two spaces in place of each tab, so that keys of one group begin in the same column"
    if _KEY.match(above) and not above.rstrip().endswith((":", "|", ">")) and _indent(above) and len(indent) == 1:
        help_ = f"type spaces in its place: {_indent(above)}, as before the line above it"
    complaint = error.at(error.row, 0, "a tab is used where YAML wants spaces", help_)
    return replace(complaint, column=indent.index("\t"), end=len(indent))


def _no_break_space(error: _Error) -> Complaint | None:
    for row in (error.row, error.row - 1, error.row - 2):
        if row >= 0 and (place := no_break_space(error.lines[row])) is not None:
            return Complaint(row, *place, *no_break_words(error.lines[row][place[0]]), with_spaces(error.lines[row]))
    return None


def _space_before_key(error: _Error) -> Complaint | None:
    """A first key of a group, or a key at the margin, with a space before it: what is left of ``# key:``."""
    if not error.row or _KEY.match(error.line) is None or _indent(error.line) != 1:
        return None
    above = next((line for line in reversed(error.lines[: error.row]) if line.strip() and line.lstrip()[0] != "#"), "")
    if not above or _TEXT_BELOW.match(above) or above.rstrip().endswith(":"):
        return None
    word = error.line.split(":")[0].strip()
    complaint = error.at(
        error.row, 0, f"a space stands before `{word}`", f"delete it, so that `{word}` begins the line"
    )
    return replace(complaint, end=1)


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
    message = "a colon followed by a space inside a text makes YAML look for another key"
    if (match := _VALUE.match(error.line)) is not None:
        text, on_one_line = match[2].rstrip(), ""
        more = _lines_of_the_same_text(error)
        if more is None:
            return error.here(message, "put the whole text after the first colon in quotes, on one line")
        if more:
            text, on_one_line = " ".join([text, *more]), ", on one line"
        if within_curly(text) is not None:
            message = f"curly quotation marks, {text[0]} and {text[-1]}, do not protect the colon in this text"
            return error.here(message, quotes_help("use straight ones", text, f"{match[1]} "))
        return error.here(message, quotes_help(f"put the whole text in quotes{on_one_line}", text, f"{match[1]} "))
    return error.here(message, 'put the whole text after the first colon in quotes: `key: "one: two"`')


def _lines_of_the_same_text(error: _Error) -> list[str] | None:
    """What stands below a line and is indented further, up to a key; None where not all of it may be one text."""
    lines: list[str] = []
    for line in error.lines[error.row + 1 :]:
        if line.strip() and (_indent(line) <= _indent(error.line) or _KEY.match(line)):
            break
        lines.append(line.strip())
    while lines and not lines[-1]:
        lines.pop()
    unsure = any(not line or line.startswith("- ") or comment_at(line) is not None for line in lines)
    return None if unsure else lines


_VALUE = re.compile(r" *((?:- +)?[a-z][a-z_-]*:|-) +([^\s\[{#|>].*)")
"""What a line says after its key or hyphen. Keys are small letters; ``- Next: wait`` is a text with a colon in it."""


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
            complaint = error.at(row, indent, f"a space is missing after the colon of `{word}`", f"write `{word}: …`")
            colon = indent + len(word) + 1
            return replace(complaint, fix=(colon, colon, " ")) if word.islower() else complaint
    return None


def _too_deep(error: _Error) -> Complaint | None:
    if "nesting depth" not in error.problem:
        return None
    return error.here("this goes deeper, or holds more values, than any article needs", "use fewer brackets")


def _never_closed(error: _Error) -> Complaint | None:
    if error.opened is None:
        return None
    if "quoted scalar" in error.context:
        return _open_quote(error, *error.opened, "the quotation mark that opens here is never closed")
    if "flow" not in error.context:
        return None
    return error.at(
        *error.opened,
        "the bracket that opens here is never closed",
        "add the closing `]` or `}`; in a list, put a comma between the items",
    )


def _closed_too_late(error: _Error) -> Complaint | None:
    """A mark that is closed only by the next one in the file: the parser stops there, keys and lines later."""
    for start, end in _quoted(error.lines):
        if swallows(error.lines, start.line, end.line):
            return _open_quote(error, start.line, start.column, open_quote_words(end.line + error.line_offset + 1))
    return None


def _open_quote(error: _Error, row: int, column: int, message: str) -> Complaint:
    return error.at(row, column, message, close_quote_help(error.lines[row][column]))


def open_quote_words(stopped: int) -> str:
    """The sentence for a mark that is closed on a later line, ``stopped``, by one that was meant for something else."""
    return f"the quotation mark that opens here is not closed: YAML takes all up to line {stopped} for one text"


def close_quote_help(mark: str) -> str:
    """How to mend a quotation mark that is not closed."""
    if mark == "'":
        return "add `'` at the end of the text; where it is an apostrophe, put the whole text in double quotes"
    return f"add `{mark}` at the end of the text, before any comma or bracket"


def _quoted(lines: list[str]) -> Iterator[tuple[Any, Any]]:
    """Where each text in quotes begins and ends, as far as YAML can be taken apart."""
    try:
        for token in yaml.scan("\n".join(lines), Loader=Loader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                yield token.start_mark, token.end_mark
    except yaml.YAMLError:
        return  # where it cannot go on is what is being explained


def _cut_in_brackets(error: _Error) -> Complaint | None:
    """A ``#`` after a text in brackets, behind which YAML does not see the comma or the closing bracket."""
    if error.opened is None or "flow" not in error.context:
        return None
    for row in range(error.opened[0], error.row + 1):
        line = error.lines[row]
        at = comment_at(line)
        if at is None or (row == error.opened[0] and at < error.opened[1]):
            continue
        before, comment = line[:at].rstrip(), line[at:].rstrip()
        if not before or before[-1] in "'\",:[]{}" or (hidden := re.search(r"[,\]}]", comment)) is None:
            continue
        item = re.split(r"[\[{,]|:\s|^\s*-\s", line[:at])[-1] + comment[: hidden.start()]
        sign = next((char for char in comment if char in "]}"), hidden[0])
        message = f"YAML takes `{shown(comment, 40)}` for a comment, and does not see the `{sign}` in it"
        return error.at(row, at, message, quotes_help("put the text in quotes", item.strip()))
    return None


def _cut_before_next_line(error: _Error) -> Complaint | None:
    if "did not find expected" not in error.problem or "block" not in error.context or not error.row:
        return None
    above = error.lines[error.row - 1]
    at = comment_at(above)
    before = above[:at].rstrip()
    if at is None or not before or before[-1] in "'\",:[]{}|>" or _indent(error.line) <= _indent(above):
        return None
    return error.at(
        error.row - 1,
        at,
        f"YAML takes `{shown(above[at:].rstrip(), 40)}` for a comment, and the text cannot go on below it",
        "put the whole text in quotes, from its first line to its last",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _text_below_sign(error: _Error) -> Complaint | None:
    """``answer: |`` with its text not indented: YAML takes that for the next key."""
    row = error.row
    if error.opened is not None and "simple key" in error.context:
        row = error.opened[0]
    head = next((above for above in range(row - 1, -1, -1) if error.lines[above].strip()), None)
    if head is None or (match := _TEXT_BELOW.match(error.lines[head])) is None or _KEY.match(error.lines[row]):
        return None
    column, key, sign = len(match[1]), match[2] or "", match[3]
    if match[1].rstrip() and not key:  # an item: its text goes further than its hyphen
        column = match[1].rindex("-")
    if _indent(error.lines[row]) > column:
        return None
    word = f"{shown(key)} {sign}" if key else f"- {sign}"
    message = f"the text below `{word}` must be indented further than that line"
    if key and match[1].rstrip():
        message = f"the text below `{word}` must be indented further than `{shown(key[:-1])}`"
    spaces = column + 2
    return error.at(row, _indent(error.lines[row]), message, f"begin each line of the text with {spaces} spaces")


_TEXT_BELOW = re.compile(
    r"( *(?:- +)*)([A-Za-z_][\w.-]*:)?(?:(?<=-)|(?<=[ :])) *([|>])[+-]?[1-9]?[+-]?[ \t]*(?:\s#.*)?$"
)
"""A line that says its text stands below it."""
_KEY = re.compile(r" *(?:- +)?[a-z_][a-z0-9_.-]*:(?:\s|$)")


def _text_after_bracket(error: _Error) -> Complaint | None:
    before = error.line[: error.column].rstrip()
    after_value = "did not find expected" in error.problem and "block" in error.context
    if not before.endswith(("]", "}")) or not (after_value or "mapping values are not allowed" in error.problem):
        return None
    if (match := _IN_BRACKETS.match(error.line.rstrip())) is None:
        return None
    help_ = quotes_help("put the whole text in quotes", match[2], f"{match[1]} ")
    if error.line[len(before) :].lstrip().startswith(","):
        help_ = "put all items of a list between one pair of brackets; where it is a text, put the whole in quotes"
    return error.at(error.row, len(before) - 1, "the text goes on after its closing bracket", help_)


_IN_BRACKETS = re.compile(r" *((?:- +)?[A-Za-z_][\w.-]*:|-) +([\[{].*)")


def _text_after_quote(error: _Error) -> Complaint | None:
    before = error.line[: error.column].rstrip()
    if not before.endswith(("'", '"')) or "block" not in error.context:
        return None
    help_ = "for quotation marks inside a text, put the whole text in the other kind: `'a \"word\" in quotes'`"
    if (match := _VALUE.match(error.line.rstrip())) is not None:
        text, mark = match[2], len(before) - 1
        inside = error.line[mark - 1].isspace() or error.line[mark + 1 : mark + 2].isalnum()
        if inside and text[0] == text[-1]:  # 'It's dry', and not "Dry" or "sore"
            text = text[1:-1]
        help_ = quotes_help("put the whole text in the other kind of quotation marks", text, f"{match[1]} ")
    message = "the text goes on after its closing quotation mark"
    return error.at(error.row, len(before) - 1, message, help_)


def _backslash(error: _Error) -> Complaint | None:
    if "escape" not in error.problem:
        return None
    return error.here("a backslash in double quotes means something else to YAML", "use single quotes: `'a\\b'`")


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
    _closed_too_late,
    _no_break_space,
    _cut_in_brackets,
    _text_below_sign,
    _text_after_bracket,
    _space_missing,
    _space_before_key,
    _indented,
    _colon_inside,
    _colon_missing,
    _backslash,
    _never_closed,
    _text_after_quote,
    _cut_before_next_line,
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
