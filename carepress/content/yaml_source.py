"""YAML from strangers, read without running or trusting anything, every value with its place in the file.

libyaml's parser (where PyYAML has it) gives events; from them a small tree is built. No YAML constructor runs, so no
tag, alias or merge key can do anything: they are refused. Values keep their text; :func:`plain_value` gives the Python
value that YAML 1.1 means, but only where no surprise is possible.

This module must not know articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from carepress.content import faults
from carepress.content.source_file import invisible, invisible_words
from carepress.content.yaml_errors import Loader, explain
from carepress.diagnostics import Diagnostic, Edit, Fix, Span

__all__ = ["YEARS", "Mapping", "Node", "Scalar", "Sequence", "Surprise", "YamlFault", "parse_yaml", "plain_value"]

MAX_DEPTH = 8
MAX_NODES = 20_000

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_COMMENT = re.compile(r"[ \t]+#")
_DATE_LIKE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?\Z")


_NO_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")
"""YAML 1.1 ends lines here, and nobody else does: every later place would be a line off."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value.

    ``plain`` means written without quotes, so that YAML may read it as something other than text. ``comment`` is what
    follows a plain value on its last line, from the spaces before the ``#`` on: YAML drops it.
    """

    text: str
    plain: bool
    span: Span
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """A group of keys, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, name: str) -> Node | None:
        return next((node for key, node in self.entries if key.text == name), None)

    def key(self, name: str) -> Scalar | None:
        return next((key for key, _ in self.entries if key.text == name), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Surprise:
    """A plain scalar that YAML 1.1 reads as something its author cannot have meant. ``meaning`` says what, in words."""

    text: str
    meaning: str


class YamlFault(Exception):  # noqa: N818 - it carries a fault, it is not an error of the program
    """The first thing that keeps the text from being read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Builder:
    path: str
    line_offset: int
    lines: list[str]
    events: Iterator[Any]
    count: int = 0

    def span(self, start: Any, end: Any) -> Span:
        return Span(*self.position(start), *self.position(end))

    def position(self, mark: Any) -> tuple[int, int]:
        """Line and column, from 1. Where the text has no line end at its end, libyaml sees one more line."""
        if mark.line >= len(self.lines):
            return self.line_offset + len(self.lines), len(self.lines[-1]) + 1
        return self.line_offset + mark.line + 1, mark.column + 1

    def refuse(self, event: Any, what: str, help_: str) -> YamlFault:
        span = self.span(event.start_mark, event.end_mark)
        return YamlFault(Diagnostic(faults.YAML_FORBIDDEN, self.path, span, what, help_))

    def node(self, event: Any, depth: int) -> Node:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise YamlFault(
                Diagnostic(
                    faults.YAML_TOO_DEEP,
                    self.path,
                    self.span(event.start_mark, event.end_mark),
                    "this goes deeper, or holds more values, than any article needs",
                    f"use at most {MAX_DEPTH} levels and {MAX_NODES:,} values",
                )
            )
        if isinstance(event, yaml.AliasEvent):
            raise self.refuse(
                event,
                f"`*{event.anchor}` is a YAML alias, which is not allowed",
                "if you meant text that begins with *, put the whole value in quotes; otherwise write the value out",
            )
        if event.anchor:
            raise self.refuse(
                event,
                f"`&{event.anchor}` is a YAML anchor, which is not allowed",
                "if you meant text that begins with &, put the whole value in quotes; otherwise delete the anchor",
            )
        if event.tag and event.tag != "!":
            raise self.refuse(
                event,
                f"`{event.tag}` is a YAML tag, which is not allowed",
                "if you meant text that begins with !, put the whole value in quotes; otherwise delete the tag",
            )
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_invisible(event)
            plain = event.implicit[0]
            comment = self.comment(event.end_mark) if plain and event.value else ""
            return Scalar(event.value, plain, self.span(event.start_mark, event.end_mark), comment)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def comment(self, end: Any) -> str:
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        return rest.rstrip() if _COMMENT.match(rest) else ""

    def refuse_invisible(self, event: Any) -> None:
        """Double quotes can write any character as an escape, past the check of the file's own text."""
        if invisible(event.value):
            bad = [char for char in event.value if invisible(char)]
            span = self.span(event.start_mark, event.end_mark)
            raise YamlFault(
                Diagnostic(faults.CONTROL_CHARACTER, self.path, span, *invisible_words(bad[0], "as an escape"))
            )

    def sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), self.span(start.start_mark, event.end_mark))

    def mapping(self, start: Any, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise YamlFault(
                    Diagnostic(
                        faults.YAML_SYNTAX,
                        self.path,
                        key.span,
                        "a list or a group cannot be the name of a key",
                        "if the text begins with [ or {, put it in quotes",
                    )
                )
            if key.plain and key.text == "<<":
                raise self.refuse(event, "`<<` is a YAML merge key, which is not allowed", "write the values out")
            entries.append((key, self.node(next(self.events), depth + 1)))
        return Mapping(tuple(entries), self.span(start.start_mark, event.end_mark))


def parse_yaml(text: str, path: str, line_offset: int = 0) -> Node | None:
    """Read one YAML document; None where it is empty.

    ``line_offset`` is the number of lines of the file that stand before ``text``. Raises :class:`YamlFault` with the
    first fault, in plain words.
    """
    text = text.translate(_NO_LINE_ENDS)
    builder = _Builder(path, line_offset, text.split("\n"), yaml.parse(text, Loader=Loader))
    try:
        for event in builder.events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                continue
            if isinstance(event, yaml.StreamEndEvent):
                return None
            node = builder.node(event, 1)
            next(builder.events)
            if isinstance(extra := next(builder.events), yaml.DocumentStartEvent):
                span = builder.span(extra.start_mark, extra.end_mark)
                raise YamlFault(
                    Diagnostic(faults.YAML_SYNTAX, path, span, "a second YAML document begins here", "keep only one")
                )
            return node
    except yaml.YAMLError as error:
        complaint = explain(error, text, line_offset)
        line = complaint.row + line_offset + 1
        span = Span(line, complaint.column + 1, line, complaint.end + 1)
        fault = faults.YAML_TOO_DEEP if "nesting depth" in str(error) else faults.YAML_SYNTAX
        fix = None
        if complaint.fix is not None:
            begin, end, words = complaint.fix
            fix = Fix((Edit(Span(line, begin + 1, line, end + 1), words),))
        raise YamlFault(Diagnostic(fault, path, span, complaint.message, complaint.help, fix)) from None
    return None


_READABLE = 20
"""Characters of a number that a message can show."""
YEARS = range(1900, 2201)
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_MEANINGS = {
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:value": "a special key",
}


def plain_value(scalar: Scalar) -> str | int | bool | date | Surprise | None:
    """The value YAML 1.1 gives a scalar, or a :class:`Surprise` where that is not what its text looks like."""
    text = scalar.text
    if not scalar.plain:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if len(text) <= 18 and _INTEGER.match(text):  # noqa: PLR2004 - 18 digits fit every 64-bit integer
        return int(text)
    if _DATE_LIKE.match(text):
        return _as_date(text)
    for pattern_tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], []):
        if pattern.match(text):
            return Surprise(text, _meaning(pattern_tag, text))
    return text


def _as_date(text: str) -> date | Surprise:
    if not _ISO_DATE.match(text):
        return Surprise(text, "a date")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Surprise(text, "a date that does not exist")
    return day if day.year in YEARS else Surprise(text, "a date that does not exist")


def _meaning(tag: str, text: str) -> str:
    if tag == "tag:yaml.org,2002:bool":
        return "true" if text.casefold() in ("yes", "on", "y") else "false"
    if tag == "tag:yaml.org,2002:int" and ":" in text and len(text) < _READABLE:
        minutes = 0
        for part in text.replace("_", "").lstrip("+-").split(":"):
            minutes = minutes * 60 + int(part)
        return f"the number {minutes}"
    if tag == "tag:yaml.org,2002:float" and re.fullmatch(r"\d+\.\d+", text):
        return f"the number {float(text):g}"
    return _MEANINGS.get(tag, "something else")
