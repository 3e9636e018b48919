"""Slips that YAML reads without complaint, as something nobody meant.

A key given twice, a text in quotes that swallows the keys after it, a key with a space that is none. What a ``#`` cuts
off is told in :mod:`carepress.content.cut_short`, which knows the fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content import faults
from carepress.content.yaml_errors import close_quote_help, open_quote_words
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence
from carepress.content.yaml_spelling import no_break_space, no_break_words, shown, strange_ends, swallows
from carepress.diagnostics import Diagnostic, Span

__all__ = ["duplicates", "misread"]


def misread(node: Node, text: str, path: str, line_offset: int) -> Diagnostic | None:
    """The first slip after which nothing of what YAML has read can be trusted.

    ``line_offset``: lines of the file before ``text``.
    """
    lines = text.split("\n")
    if isinstance(node, Scalar) and node.plain and (space := no_break_space(lines[0])) is not None:
        place = Span(line_offset + 1, space[0] + 1, line_offset + 1, space[1] + 1)
        return Diagnostic(faults.YAML_SYNTAX, path, place, *no_break_words(lines[0][space[0]]))
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
            column = span.column + strange[0]
            place = Span(span.line, column, span.line, column + 1)
            return Diagnostic(faults.YAML_SYNTAX, path, place, *no_break_words(scalar.text[strange[0]]))
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


def duplicates(node: Node, path: str) -> Iterator[Diagnostic]:
    """Keys given twice, of which YAML keeps one; the rest can be trusted."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from duplicates(item, path)
    elif isinstance(node, Mapping):
        first: dict[str, Scalar] = {}
        for key, value in node.entries:
            if key.text in first:
                line = first[key.text].span.line
                message = f"`{shown(key.text)}` is already given on line {line}; one of the two would be lost"
                yield Diagnostic(faults.YAML_DUPLICATE_KEY, path, key.span, message, "keep one of them")
            first.setdefault(key.text, key)
            yield from duplicates(value, path)
