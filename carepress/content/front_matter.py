"""Front matter as data that has been checked: YAML with positions, held against a model, every fault in plain words."""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from carepress.content import faults
from carepress.content.cut_short import cut_short
from carepress.content.fields import group_of
from carepress.content.indentation import nest
from carepress.content.value_faults import Explainer, without_echoes
from carepress.content.yaml_slips import duplicates, misread
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence, Surprise, YamlFault, parse_yaml, plain_value
from carepress.content.yaml_spelling import quotes_help, shown
from carepress.diagnostics import START, Diagnostic, Span

__all__ = ["Checked", "Places", "check_against", "read_mapping"]

M = TypeVar("M", bound=BaseModel)
_MOST_FIXED = 50
"""Faults of one group of keys up to which it is asked what can be mended: each time the whole is held against its
model."""
Places = dict[str, Span]
"""Where each value stands: ``review.date`` → its span. Items of lists count from 0: ``tags.0``."""


@dataclass(frozen=True, slots=True)
class Checked(typing.Generic[M]):
    """What became of a mapping: the model, or None and the reasons."""

    model: M | None
    found: list[Diagnostic]
    places: Places


def read_mapping(
    text: str, path: str, line_offset: int, model: type[BaseModel] | None = None
) -> tuple[Mapping | None, list[Diagnostic]]:
    """Read YAML that must be a group of keys. ``line_offset``: lines of the file before ``text``.

    ``model`` is what it will be held against, where that is known: it says which keys can stand below which.
    """
    try:
        node = parse_yaml(text, path, line_offset)
    except YamlFault as fault:
        return None, [fault.diagnostic]
    if node is None:
        return Mapping((), Span(line_offset + 1, 1, line_offset + 1, 1)), []
    if (slip := misread(node, text, path, line_offset)) is not None:
        return None, [slip]
    if not isinstance(node, Mapping):
        message = "this is not a group of keys, each with a colon and a value"
        return None, [Diagnostic(faults.YAML_SYNTAX, path, node.span, message, "write it as `key: value`, a line each")]
    lines = text.split("\n")

    @cache
    def may_hold(name: str, key: str) -> bool | None:
        field = model.model_fields.get(name) if model is not None else None
        if field is None:
            return None
        group = group_of(field)
        return key in group[1].model_fields if group is not None else get_origin(field.annotation) is dict

    return node, list(duplicates(node, path, lambda line: lines[line - line_offset - 1], may_hold))


def check_against(
    model: type[M], node: Mapping, path: str, *, also_known: Collection[str] = (), whole: Span = START
) -> Checked[M]:
    """Hold a mapping against a model.

    Keys in ``also_known`` are left to the caller. All faults are reported, each at its value; what is missing from the
    mapping itself, at ``whole``.
    """
    node, misplaced = nest(node, model, also_known, path)
    misplaced += cut_short(node, model, path)
    places: Places = {}
    values = {
        key: value
        for key, value in _values(node, "", places).items()
        if key not in also_known and not (value is None and _may_be_empty(model, key))
    }
    try:
        checked = model.model_validate(values)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        explainer = Explainer(model, node, path, also_known, whole, values, too_many=len(errors) > _MOST_FIXED)
        found = explainer.explain_all(errors)
        told = {each.span for each in misplaced}
        return Checked(None, misplaced + [each for each in without_echoes(found) if each.span not in told], places)
    found = misplaced + [diagnostic for extra in _extras(node) for diagnostic in _surprises(extra, path)]
    return Checked(None if found else checked, found, places)


def _extras(node: Node) -> Iterator[Node]:
    """Everything under ``extra``, which no model looks into."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from (value,) if key.text == "extra" else _extras(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _extras(item)


def _surprises(node: Node, path: str) -> Iterator[Diagnostic]:
    if isinstance(node, Scalar):
        if isinstance(value := plain_value(node), Surprise):
            help_ = (
                "write true or false"
                if value.meaning in ("true", "false")
                else quotes_help("put it in quotes", node.text)
            )
            message = f"YAML reads `{shown(node.text)}` as {value.meaning}"
            yield Diagnostic(faults.YAML_SURPRISE, path, node.span, message, help_)
        return
    for item in node.items if isinstance(node, Sequence) else (value for _, value in node.entries):
        yield from _surprises(item, path)


def _may_be_empty(model: type[BaseModel], key: str) -> bool:
    field = model.model_fields.get(key)
    return field is not None and not field.is_required()


def _values(node: Node, prefix: str, places: Places) -> Any:
    if prefix:
        places[prefix] = node.span
    dot = prefix + "." if prefix else ""
    if isinstance(node, Scalar):
        return plain_value(node)
    if isinstance(node, Sequence):
        return [_values(item, f"{dot}{index}", places) for index, item in enumerate(node.items)]
    return {key.text: _values(value, f"{dot}{key.text}", places) for key, value in node.entries}
