"""Front matter as data that has been checked: YAML with positions, held against a model, every fault in plain words."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import types
import typing
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from carepress.content import faults
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence, Surprise, YamlFault, parse_yaml, plain_value
from carepress.diagnostics import START, Diagnostic, Fault, Span, did_you_mean

__all__ = ["Checked", "Places", "check_against", "read_mapping"]

M = TypeVar("M", bound=BaseModel)
Places = dict[str, Span]
"""Where each value stands: ``review.date`` → its span. Items of lists count from 0: ``tags.0``."""


@dataclass(frozen=True, slots=True)
class Checked(typing.Generic[M]):
    """What became of a mapping: the model, or None and the reasons."""

    model: M | None
    found: list[Diagnostic]
    places: Places


def read_mapping(text: str, path: str, line_offset: int) -> tuple[Mapping | None, list[Diagnostic]]:
    """Read YAML that must be a group of keys. ``line_offset``: lines of the file before ``text``."""
    try:
        node = parse_yaml(text, path, line_offset)
    except YamlFault as fault:
        return None, [fault.diagnostic]
    if node is None:
        return Mapping((), Span(line_offset + 1, 1, line_offset + 1, 1)), []
    if not isinstance(node, Mapping):
        message = "this is not a group of keys, each with a colon and a value"
        return None, [Diagnostic(faults.YAML_SYNTAX, path, node.span, message, "write it as `key: value`, a line each")]
    return node, _duplicates(node, path) + _cut_short(text, path, line_offset)


def _cut_short(text: str, path: str, line_offset: int) -> list[Diagnostic]:
    """Texts that YAML ends at a ``#``. A comment that is meant stands apart: two spaces before the sign, one after."""
    found: list[Diagnostic] = []
    literal: int | None = None
    for number, line in enumerate(text.split("\n"), line_offset + 1):
        indent = len(line) - len(line.lstrip())
        if literal is not None and (indent > literal or not line.strip()):
            continue
        literal = indent if re.search(r":\s*[|>][+-]?\s*$", line) else None
        at = line.find(" #")
        before = line[: max(at, 0)]
        meant = before.endswith(" ") and line[at + 2 : at + 3] == " "
        if before.strip() and not meant and not any(sign in before for sign in "\"'"):
            span = Span(number, at + 2, number, len(line) + 1)
            message = f"YAML takes `{line[at + 1 :].strip()[:40]}` for a comment, and would show nothing of it"
            help_ = "put the whole text in quotes; a comment of your own has two spaces before the # and one after it"
            found.append(Diagnostic(faults.YAML_SURPRISE, path, span, message, help_))
    return found


def _duplicates(node: Node, path: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    if isinstance(node, Sequence):
        for item in node.items:
            found += _duplicates(item, path)
    elif isinstance(node, Mapping):
        first: dict[str, Scalar] = {}
        for key, value in node.entries:
            if key.text in first:
                line = first[key.text].span.line
                found.append(
                    Diagnostic(
                        faults.YAML_DUPLICATE_KEY,
                        path,
                        key.span,
                        f"`{key.text}` is already given on line {line}; one of the two would be lost",
                        "keep one of them",
                    )
                )
            first.setdefault(key.text, key)
            found += _duplicates(value, path)
    return found


def check_against(
    model: type[M], node: Mapping, path: str, *, also_known: Collection[str] = (), whole: Span = START
) -> Checked[M]:
    """Hold a mapping against a model.

    Keys in ``also_known`` are left to the caller. All faults are reported, each at its value; what is missing from the
    mapping itself, at ``whole``.
    """
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
        found = [_in_plain_words(details, model, node, path, also_known, whole) for details in errors]
        return Checked(None, _without_echoes(found), places)
    found = [diagnostic for extra in _extras(node) for diagnostic in _surprises(extra, path)]
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
            help_ = "write true or false" if value.meaning in ("true", "false") else f'put it in quotes: "{node.text}"'
            message = f"YAML reads `{node.text}` as {value.meaning}"
            yield Diagnostic(faults.YAML_SURPRISE, path, node.span, message, help_)
        return
    for item in node.items if isinstance(node, Sequence) else (value for _, value in node.entries):
        yield from _surprises(item, path)


def _without_echoes(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """One fault for one value: a value of a union fails once for each of its types. Missing keys share their place."""
    return list(
        {
            (
                diagnostic.span,
                diagnostic.fault.code,
                diagnostic.fault is faults.MISSING_KEY and diagnostic.message,
            ): diagnostic
            for diagnostic in found
        }.values()
    )


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


def _find(node: Node, loc: Iterable[int | str]) -> tuple[Node, Scalar | None, list[str]]:
    """The deepest node that exists on the way ``loc``, the key it stands under, and the way's readable form."""
    key: Scalar | None = None
    way: list[str] = []
    for step in loc:
        if isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items):
            node = node.items[step]
            way.append(str(step + 1))
        elif isinstance(node, Mapping) and (found := node.get(str(step))) is not None:
            key = node.key(str(step))
            node = found
            way.append(str(step))
    return node, key, way


def _in_plain_words(
    error: ErrorDetails, model: type[BaseModel], root: Mapping, path: str, also_known: Collection[str], whole: Span
) -> Diagnostic:
    loc = [step for step in error["loc"] if step != "[key]"]
    node, key, way = _find(root, loc)
    name = ".".join(way) or "the front matter"
    kind = error["type"]

    def fault(which: Fault, span: Span, message: str, help_: str) -> Diagnostic:
        return Diagnostic(which, path, span, message, help_)

    if kind == "extra_forbidden":
        return _unknown_key(error, model, root, path, also_known)
    if "[key]" in error["loc"] and key is not None:
        return fault(faults.WRONG_TYPE, key.span, *_bad_id(key.text))
    in_list = bool(way) and way[-1].isdigit()
    if kind == "missing":
        missing = str(loc[-1])
        span = node.span if in_list else key.span if key is not None else whole
        where = f" in `{'.'.join(way)}`" if way else ""
        return fault(
            faults.MISSING_KEY,
            span,
            f"`{missing}` is missing{where}",
            f"add it: {_example(model, loc) or missing + ': …'}",
        )
    if isinstance(node, Scalar) and isinstance(value := plain_value(node), Surprise):
        return _surprise(node, value, name, error, path)
    if isinstance(node, Scalar) and (node.text.strip() == "" or (node.plain and plain_value(node) is None)):
        span = key.span if key is not None and not in_list else node.span
        example = ", or take it out of the list" if in_list else f": {_example(model, loc) or way[-1] + ': …'}"
        return fault(faults.MISSING_KEY, span, f"`{name}` is empty", f"fill it in{example}")
    text = node.text if isinstance(node, Scalar) else ""
    if kind.startswith("date"):
        return fault(
            faults.BAD_DATE,
            node.span,
            f"`{text}` is not a date" if text else f"`{name}` takes a date",
            "write the day as year-month-day, without quotes: 2026-10-02",
        )
    if kind == "string_type":
        if isinstance(node, Scalar):
            meaning = {bool: "yes or no", int: "a number", dt.date: "a date"}.get(
                type(plain_value(node)), "something else"
            )
            return fault(
                faults.YAML_SURPRISE,
                node.span,
                f"`{name}` takes text, but YAML reads `{text}` as {meaning}",
                f'put it in quotes: "{text}"',
            )
        return fault(faults.WRONG_TYPE, node.span, f"`{name}` takes one text, not a list or group", "write one text")
    return fault(faults.WRONG_TYPE, node.span, *_wrong_value(error, name, text))


def _bad_id(text: str) -> tuple[str, str]:
    slug = _slug(text)
    message = f"`{text}` cannot be an id: only letters, digits, dots, hyphens and low lines can"
    return message, f"write `{slug}`" if slug else "use small letters, digits and hyphens"


def _wrong_value(error: ErrorDetails, name: str, text: str) -> tuple[str, str]:
    """Sentence and help for a value of the right type that is not allowed, or of the wrong type."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        allowed = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        guess = did_you_mean(text, allowed)
        hint = f"did you mean `{guess}`? " if guess else ""
        return f"`{text}` is not a value of `{name}`", f"{hint}write one of: {', '.join(allowed)}"
    if kind == "tuple_type":
        return f"`{name}` takes a list", f"write [{text or '…'}], or a line for each beginning with a hyphen"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"`{name}` takes a group of keys", "write each key on its own line below it, indented by two spaces"
    if kind == "too_short":
        return f"`{name}` is an empty list", "give at least one"
    if kind == "string_too_long":
        return f"`{name}` is too long", f"use at most {context['max_length']} characters"
    if limit := [f"{context[bound]} or {word}" for bound, word in (("ge", "more"), ("le", "less")) if bound in context]:
        return f"`{text}` is not a value of `{name}`", f"write {limit[0]}"
    if kind.startswith("int"):
        return f"`{text}` is not a value of `{name}`", "write a whole number, without quotes"
    if kind.startswith("bool"):
        return f"`{name}` takes true or false, not `{text}`", "write true or false"
    if kind == "string_pattern_mismatch":
        return _pattern(name.rsplit(".", maxsplit=1)[-1] if not name[-1].isdigit() else name.split(".")[-2], name, text)
    return f"`{name}` cannot be used as it is", str(error["msg"])


def _pattern(field: str, name: str, text: str) -> tuple[str, str]:
    if field == "url":
        return f"`{text}` is not a web address", "write the whole address, beginning with https://"
    if field == "doi":
        return f"`{text}` is not a DOI", "write it without the address before it: 10.1000/xyz123"
    if field == "aliases":
        return f"`{text}` is not an address of this site", "begin with a slash: /old/path/"
    if field == "lang":
        return f"`{text}` is not a language", "write its short code: en, es, ar, pt-BR"
    return (
        f"`{text}` cannot be used as `{name}`: only a–z, 0–9 and single hyphens can",
        f"write `{_slug(text)}`" if _slug(text) else "use small letters, digits and hyphens",
    )


def _slug(text: str) -> str:
    return "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in text.lower()).split())


def _surprise(node: Scalar, value: Surprise, name: str, error: ErrorDetails, path: str) -> Diagnostic:
    if error["type"].startswith("date") or "does not exist" in value.meaning:
        return Diagnostic(
            faults.BAD_DATE,
            path,
            node.span,
            f"`{node.text}` is not a date that exists, written year-month-day",
            "write it like this, without quotes: 2026-10-02",
        )
    if error["type"].startswith("bool"):
        return Diagnostic(
            faults.YAML_SURPRISE,
            path,
            node.span,
            f"`{name}` takes true or false, not `{node.text}`",
            "write true or false",
        )
    return Diagnostic(
        faults.YAML_SURPRISE,
        path,
        node.span,
        f"YAML reads `{node.text}` as {value.meaning}",
        f'put it in quotes: "{node.text}"',
    )


def _unknown_key(
    error: ErrorDetails, model: type[BaseModel], root: Mapping, path: str, also_known: Collection[str]
) -> Diagnostic:
    *parents, unknown = [str(step + 1 if isinstance(step, int) else step) for step in error["loc"]]
    _, key, _ = _find(root, error["loc"])
    known = [*_fields(model, error["loc"][:-1]), *(also_known if not parents else ())]
    guess = did_you_mean(unknown, known)
    if guess is None and not parents:
        guess = next((name for name in known if difflib.SequenceMatcher(None, unknown, name).ratio() > 0.8), None)  # noqa: PLR2004
    where = f" in `{'.'.join(parents)}`" if parents else ""
    extra = " (YAML even reads it as true or false)" if unknown.casefold() in ("on", "off", "yes", "no") else ""
    help_ = f"did you mean `{guess}`?" if guess else f"known keys: {', '.join(sorted(known))}"
    return Diagnostic(
        faults.UNKNOWN_KEY,
        path,
        key.span if key else START,
        f"`{unknown}` is not a known key{where}{extra}",
        f"{help_} (anything of your own goes under `extra`)" if not parents and "extra" in known else help_,
    )


def _fields(model: type[BaseModel], loc: Iterable[int | str]) -> list[str]:
    """The names of the fields at a place of the model."""
    current: Any = model
    for step in loc:
        if isinstance(current, type) and issubclass(current, BaseModel) and str(step) in current.model_fields:
            current = _inner(current.model_fields[str(step)].annotation)
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _inner(annotation: Any) -> Any:
    """The model inside ``X | None``, ``tuple[X, ...]``, ``dict[str, X]``; else the annotation itself."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union, tuple, dict, list, typing.Annotated):
        models = (_inner(argument) for argument in typing.get_args(annotation))
        return next((m for m in models if isinstance(m, type) and issubclass(m, BaseModel)), annotation)
    return annotation


def _example(model: type[BaseModel], loc: list[int | str]) -> str | None:
    """``key: value`` with the field's own example."""
    parent = _fields(model, loc[:-1])
    name = str(loc[-1])
    if len(loc) == 1 and name in parent and model.model_fields[name].examples:
        example = (model.model_fields[name].examples or [""])[0]
        return f"{name}: {example}"
    return None
