"""Texts that YAML ends too early, at a ``#`` or a comma, because they stand without quotes.

A comment is as good as any other after a date, a list, an id or a word of a fixed choice. Only where a field takes free
text may what follows the ``#`` belong to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, StringConstraints

from carepress.content import faults
from carepress.content.fields import field_at
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence, plain_value
from carepress.content.yaml_spelling import quotes_help, shown
from carepress.diagnostics import Diagnostic, Span

__all__ = ["comment_in_text", "cut_by_comma", "cut_short", "is_free_text"]

_MOST_PARTS = 100
"""Keys of a group, more than which no commas of one text have made."""
_NO_SENTENCES = ("code", "number", "photo", "rule", "section")
"""Fields of any text, in which nobody writes sentences: what follows a ``#`` there is a comment."""


def is_free_text(model: type[BaseModel], loc: Iterable[int | str]) -> bool:
    """True where ``loc`` leads to a field, or an item of a list, that takes any text."""
    names = list(loc)
    while names and isinstance(names[-1], int):
        names.pop()
    field = field_at(model, names)
    if field is None or names[-1] in _NO_SENTENCES:
        return False
    return any(isinstance(each, StringConstraints) and each.pattern is None for each in _parts(field))


def _parts(annotation: Any) -> Iterator[Any]:
    """What an annotation is made of; a field's own constraints are kept beside its annotation."""
    if metadata := getattr(annotation, "metadata", None):
        yield from metadata
    yield annotation
    for part in get_args(getattr(annotation, "annotation", annotation)):
        yield from _parts(part)


def cut_short(node: Mapping, model: type[BaseModel], path: str) -> list[Diagnostic]:
    """What YAML takes for a comment, behind the free texts of a mapping that is held against ``model``."""
    return [
        comment_in_text(scalar, path)
        for loc, scalar in _with_comment(node, ())
        if isinstance(plain_value(scalar), str) and is_free_text(model, loc)
    ]


def _with_comment(node: Node, loc: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], Scalar]]:
    if isinstance(node, Scalar):
        if node.comment:
            yield loc, node
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _with_comment(item, (*loc, index))
    else:
        for key, value in node.entries:
            yield from _with_comment(value, (*loc, key.text))


def comment_in_text(scalar: Scalar, path: str) -> Diagnostic:
    """The fault of a text with something behind it that YAML takes for a comment."""
    comment = scalar.comment.lstrip()
    line, column = scalar.span.end_line, scalar.span.end_column + len(scalar.comment) - len(comment)
    return Diagnostic(
        faults.YAML_SURPRISE,
        path,
        Span(line, column, line, column + len(comment)),
        f"YAML takes `{shown(comment, 40)}` for a comment, and would show nothing of it",
        f"{quotes_help('put the whole text in quotes', scalar.text + scalar.comment)}; "
        "a note of your own goes on a line of its own that begins with `#`",
    )


def cut_by_comma(group: Node, unknown: str, free_texts: Iterable[str]) -> tuple[Span, str, str] | None:
    """Place, sentence and help where ``unknown`` is no key, but the rest of a text in braces that has a comma in it."""
    if (
        not isinstance(group, Mapping)
        or not 0 < len(group.entries) <= _MOST_PARTS
        or group.span[:2] == group.entries[0][0].span[:2]
    ):
        return None
    bare = [_is_bare(key, value) for key, value in group.entries]
    place = next((n for n, (key, _) in enumerate(group.entries) if key.text == unknown), None)
    if place is None or not bare[place] or False not in bare[:place]:
        return None
    first = max(n for n in range(place) if not bare[n])
    last = next((n - 1 for n in range(place, len(bare)) if not bare[n]), len(bare) - 1)
    key, value = group.entries[first]
    if not isinstance(value, Scalar) or not value.plain or not value.text or key.text not in set(free_texts):
        return None
    rest = [name for name, _ in group.entries[first + 1 : last + 1]]
    text = ", ".join([value.text, *(name.text for name in rest)])
    return (
        Span(*value.span[:2], *rest[-1].span[2:]),
        f"YAML ends the text of `{key.text}` at the comma, because it stands in braces without quotes",
        quotes_help("put the whole text in quotes", text, f"{key.text}: "),
    )


def _is_bare(key: Scalar, value: Node) -> bool:
    """True for a key in braces without a colon."""
    return key.plain and isinstance(value, Scalar) and value.span == Span(*key.span[2:], *key.span[2:])
