"""The fields of a model at a place of the front matter: which there are, and what each is for."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

__all__ = ["field_at", "field_names", "group_of", "meaning"]

Step = int | str


def field_at(model: type[BaseModel], loc: Iterable[Step]) -> FieldInfo | None:
    """The field that ``loc`` leads to; None for entries of lists and groups, which have ids or numbers."""
    return _walk(model, loc)[1]


def field_names(model: type[BaseModel], loc: Iterable[Step]) -> list[str]:
    """The names of the fields at a place."""
    current = _walk(model, loc)[0]
    return list(current.model_fields) if current is not None else []


def _walk(model: type[BaseModel], loc: Iterable[Step]) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    current: type[BaseModel] | None = model
    field: FieldInfo | None = None
    at_entry = False
    for step in loc:
        if at_entry:  # an id or a number
            field, at_entry = None, False
        elif current is not None and (field := current.model_fields.get(str(step))) is not None:
            at_entry = any(origin in (tuple, dict, list) for origin, _ in _shapes(field.annotation))
            current = _model_in(field.annotation)
    return current, field


def group_of(field: FieldInfo) -> tuple[Any, type[BaseModel]] | None:
    """What a field takes that holds keys: ``dict``, ``tuple`` or None (the keys themselves), and their model."""
    inner = _model_in(field.annotation)
    if inner is None:
        return None
    shapes = [origin for origin, _ in _shapes(field.annotation) if origin in (dict, tuple)]
    return (shapes[0] if shapes else None), inner


def meaning(field: FieldInfo) -> str:
    """What belongs into a field, in words that go on a sentence."""
    words = (field.description or "").split(". ")[0].rstrip(".")
    words = words[:1].lower() + words[1:]
    if choices := [
        argument
        for origin, arguments in _shapes(field.annotation)
        if origin is typing.Literal
        for argument in arguments
    ]:
        return f"{words}; one of {', '.join(map(str, choices))}"
    return f"{words}; year-month-day" if field.annotation is dt.date else words


def _shapes(annotation: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """The origins of an annotation and of what is inside ``X | None`` and ``Annotated``, with their arguments."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    yield origin, arguments
    if origin in (types.UnionType, typing.Union, typing.Annotated):
        for argument in arguments:
            yield from _shapes(argument)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside ``X | None``, ``tuple[X, ...]``, ``dict[str, X]``."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    inside = (_model_in(argument) for argument in typing.get_args(annotation))
    return next((model for model in inside if model is not None), None)
