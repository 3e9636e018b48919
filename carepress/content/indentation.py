"""Keys that stand beside the key they belong to, because nobody indented them.

To YAML the upper key is then empty, and the others are keys that nobody knows.
"""

from __future__ import annotations

from collections.abc import Collection

from pydantic import BaseModel

from carepress.content import faults
from carepress.content.fields import group_of
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence, plain_value
from carepress.diagnostics import Diagnostic, Span, did_you_mean

__all__ = ["nest", "nest_entries"]

Entry = tuple[Scalar, Node]


def nest(
    node: Mapping, model: type[BaseModel], also_known: Collection[str], path: str
) -> tuple[Mapping, list[Diagnostic]]:
    """Put keys that ``model`` does not know below the empty key just above them, if that takes them; and say so.

    What is wrong inside them is then found at once.
    """
    known = {*model.model_fields, *also_known}
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    rest = list(node.entries)
    while rest:
        key, value = rest.pop(0)
        field = model.model_fields.get(key.text) if _is_empty(value) or isinstance(value, Mapping) else None
        group = group_of(field) if field is not None else None
        if group is not None:
            shape, inner = group
            if _is_empty(value):
                seen = {name.text for name, _ in entries}
                strays = _strays(rest, known, seen, shape, inner)
                if strays:
                    del rest[: len(strays)]
                    found.append(_misplaced(key, strays[0][0], shape, path))
                    below = _group(strays)
                    value = Sequence((below,), below.span) if shape is tuple else below
            if shape is dict and isinstance(value, Mapping):
                value, more = nest_entries(value, inner, path)
                found += more
        entries.append((key, value))
    return (Mapping(tuple(entries), node.span), found) if found else (node, [])


def nest_entries(node: Mapping, model: type[BaseModel], path: str) -> tuple[Mapping, list[Diagnostic]]:
    """The same for a group of entries with names of their own, each of which takes the fields of ``model``."""
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    rest = list(node.entries)
    while rest:
        key, value = rest.pop(0)
        if _is_empty(value):
            count = next((n for n, (name, _) in enumerate(rest) if name.text not in model.model_fields), len(rest))
            strays = [entry for entry in rest[:count] if not isinstance(entry[1], Mapping)]
            if count and len(strays) == count:
                del rest[:count]
                found.append(_misplaced(key, strays[0][0], None, path))
                value = _group(strays)
        entries.append((key, value))
    return (Mapping(tuple(entries), node.span), found) if found else (node, [])


def _strays(rest: list[Entry], known: set[str], seen: set[str], shape: object, inner: type[BaseModel]) -> list[Entry]:
    """The first of ``rest`` that belong to an empty key above them. ``seen`` are keys that are given already."""

    def belongs(key: Scalar, value: Node) -> bool:
        if shape is not dict:
            return key.text in inner.model_fields and (key.text not in known or key.text in seen)
        if key.text in known or did_you_mean(key.text, known) is not None:
            return False
        return isinstance(value, Mapping) or _is_empty(value)

    count = next((number for number, entry in enumerate(rest) if not belongs(*entry)), len(rest))
    return rest[:count]


def _group(entries: list[Entry]) -> Mapping:
    return Mapping(tuple(entries), Span(*entries[0][0].span[:2], *entries[-1][1].span[2:]))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and plain_value(node) is None


def _misplaced(above: Scalar, stray: Scalar, shape: object, path: str) -> Diagnostic:
    message = f"`{stray.text}` stands beside `{above.text}:`, which is empty, and not below it"
    help_ = f"indent the lines below `{above.text}:` by two spaces"
    if shape is tuple:
        help_ = f"write `- {stray.text}: …` below `{above.text}:`, and indent the lines that belong to it by two spaces"
    return Diagnostic(faults.YAML_SYNTAX, path, stray.span, message, help_)
