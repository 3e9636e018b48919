"""Slips that YAML reads without complaint, as something nobody meant.

A key given twice, a text in quotes that swallows the keys after it, a key with a space that is none. What a ``#`` cuts
off is told in :mod:`carepress.content.cut_short`, which knows the fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from carepress.content import faults
from carepress.content.fixes import change
from carepress.content.yaml_errors import close_quote_help, open_quote_words
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence
from carepress.content.yaml_spelling import no_break_space, no_break_words, shown, strange_ends, swallows, with_spaces
from carepress.diagnostics import Diagnostic, Edit, Fix, Span

__all__ = ["duplicates", "misread"]


def misread(node: Node, text: str, path: str, line_offset: int) -> Diagnostic | None:
    """The first slip after which nothing of what YAML has read can be trusted.

    ``line_offset``: lines of the file before ``text``.
    """
    lines = text.split("\n")
    if isinstance(node, Scalar) and node.plain and (space := no_break_space(lines[0])) is not None:
        place = Span(line_offset + 1, space[0] + 1, line_offset + 1, space[1] + 1)
        words, (start, end, spaces) = no_break_words(lines[0][space[0]]), with_spaces(lines[0]) or (*space, " ")
        fix = change(Span(place.line, start + 1, place.line, end + 1), spaces)
        return Diagnostic(faults.YAML_SYNTAX, path, place, *words, fix)
    for key, scalar in _scalars(node):
        span = scalar.span
        if span.end_line > span.line and not scalar.plain:
            first, last = span.line - line_offset - 1, span.end_line - line_offset - 1
            mark = lines[first][span.column - 1 : span.column]
            if mark in ("'", '"') and swallows(lines, first, last):
                place = Span(span.line, span.column, span.line, len(lines[first]) + 1)
                message = open_quote_words(span.end_line)
                return Diagnostic(faults.YAML_SYNTAX, path, place, message, close_quote_help(mark))
        if key and scalar.plain and (strange := strange_ends(scalar.text)):
            places = [Span(span.line, span.column + at, span.line, span.column + at + 1) for at in strange]
            fix = Fix(tuple(Edit(each, " ") for each in places))
            return Diagnostic(faults.YAML_SYNTAX, path, places[0], *no_break_words(scalar.text[strange[0]]), fix)
    return None


def _scalars(node: Node) -> Iterator[tuple[bool, Scalar]]:
    """Every scalar in order, and whether it is a key."""
    if isinstance(node, Scalar):
        yield False, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield True, key
            yield from _scalars(value)


MayHold = Callable[[str, str], bool | None]


def duplicates(
    node: Node, path: str, line_at: Callable[[int], str], may_hold: MayHold = lambda _, __: None
) -> Iterator[Diagnostic]:
    """Keys given twice, of which YAML keeps one; the rest can be trusted. ``line_at``: a line of the file, from 1.

    One below a key that is empty may belong to it and only want its indentation: none is taken out there.
    ``may_hold`` says of an empty key at the top and another key whether the one can hold the other; None where nobody
    knows what it can hold.
    """
    if isinstance(node, Sequence):
        for item in node.items:
            yield from duplicates(item, path, line_at)
    elif isinstance(node, Mapping):
        first: dict[str, tuple[Scalar, Node]] = {}
        empty: dict[str, Scalar] = {}  # whose keys somebody knows: there are few of them, whatever the file
        strange: set[str] = set()
        unbroken: dict[str, Scalar] = {}
        for key, value in node.entries:
            if key.text in first:
                line = first[key.text][0].span.line
                again = _without_echo(first[key.text][1], value, line_at)
                message = f"`{shown(key.text)}` is already given on line {line}; one of the two would be lost"
                help_ = "keep one of them"
                groups = [
                    each
                    for name, each in {**empty, **unbroken}.items()
                    if name != key.text and may_hold(name, key.text) is not False
                ]
                if groups or (strange and strange != {key.text}):
                    again = None
                if groups:
                    group = max(groups, key=lambda each: each.span)
                    belongs = f"belongs to `{shown(group.text)}:` on line {group.span.line}"
                    indent = "indent it" if group.text in unbroken else "move it below that line, and indent it"
                    help_ = f"where one of them {belongs}, {indent} by two spaces; otherwise keep one of them"
                yield Diagnostic(faults.YAML_DUPLICATE_KEY, path, key.span, message, help_, again)
            # Empty keys below which, up to here, nothing stands but what they can hold.
            unbroken = {name: each for name, each in unbroken.items() if may_hold(name, key.text)}
            if isinstance(value, Scalar) and value.plain and not value.text:
                unbroken[key.text] = key
                if may_hold(key.text, key.text) is None:
                    strange.add(key.text)
                else:
                    empty[key.text] = key
            first.setdefault(key.text, (key, value))
            yield from duplicates(value, path, line_at)


def _without_echo(first: Node, second: Node, line_at: Callable[[int], str]) -> Fix | None:
    """Takes away the second of two lines that are the same, and hold a key and its value from end to end."""
    if not isinstance(first, Scalar) or not isinstance(second, Scalar) or first.text != second.text:
        return None
    number, above = second.span.line, first.span.line
    on_one_line = second.span.end_line == number > above == first.span.end_line
    if not on_one_line or line_at(number) != line_at(above) or _WHOLE_LINE.fullmatch(line_at(number)) is None:
        return None
    return change(Span(number, 1, number + 1, 1), "")


_WHOLE_LINE = re.compile(r" *[\w-]+: +[^\s{\[].*")
