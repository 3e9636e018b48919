"""JSON Schemas of everything that editors write as YAML, for text editors that complete and check it as it is typed.

All of it is made from the models and kinds. A schema sees what YAML makes of a file, and not how that is written. It
accepts what the loader accepts, and refuses what the loader refuses for its shape: an unknown key, a missing one, a
value of another type or form. What only the loader sees, such as quotes, a word that YAML 1.1 reads as yes or no, HTML
in a plain text, and everything between files, is left to ``carepress check``.

Draft 07, because every text editor reads it, and nothing here needs a newer one. ``patternErrorMessage`` and
``enumDescriptions`` are words of VS Code for its messages and tooltips; others pass over them. Examples stand in the
descriptions: a text editor would type those of ``examples`` into an article, and readers would find them there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from carepress.content.aftercare import TIME_PATTERN, TIMELINE, AftercareStep
from carepress.content.article import ALIAS_PATTERN, LANG_PATTERN, SLUG_PATTERN, ArticleMeta, Question
from carepress.content.glossary import Term
from carepress.content.kinds import Kind, Role, kinds
from carepress.content.page import PageMeta
from carepress.content.person import Person
from carepress.content.source import DOI_PATTERN, SOURCE_ID_PATTERN, URL_PATTERN
from carepress.content.topic import Topic
from carepress.content.yaml_source import YEARS

__all__ = ["MADE", "PATTERN_WORDS", "SCHEMAS", "as_json", "schema"]

PATTERN_WORDS: Mapping[str, str] = {
    SLUG_PATTERN: "id (a–z, 0–9, single hyphens)",
    LANG_PATTERN: "language code",
    ALIAS_PATTERN: "address on this site, beginning with a slash",
    URL_PATTERN: "web address",
    DOI_PATTERN: "DOI",
    SOURCE_ID_PATTERN: "id (letters, digits, full stops, hyphens)",
    TIME_PATTERN: "after or for, a number, and minutes, hours, days, weeks or months",
}
"""Every pattern of the models in words. A new one must be added here, or no schema can be made."""

MADE = "Made by carepress schema from the content model."
"""Stands in every schema, so that a file that somebody else wrote is known."""

_CENTURIES = "|".join(sorted({str(year // 100) for year in YEARS}))
_DATE = {
    "type": "string",
    "format": "date",
    "pattern": rf"^({_CENTURIES})\d\d-\d\d-\d\d$",
    "patternErrorMessage": "Expected here: date (year-month-day, two figures for the month and the day).",
}
_NOTHING = {"type": "null"}
_TEXT = {"type": "string", "pattern": r"\S", "patternErrorMessage": "This text is empty."}
_NAME = r"[^\s!-/:-@\[-`{-~]"
"""One character, or one of ASCII at least, that is neither a space nor a sign."""

_KEYWORDS = (
    *("description", "type", "format", "enum", "pattern", "patternErrorMessage", "maxLength", "minimum", "maximum"),
    *("minItems", "items", "required", "properties", "propertyNames", "additionalProperties", "anyOf", "default"),
)
"""What a schema may hold, in this order."""
_LEFT_OUT = {"$ref", "$defs", "examples", "title"}

Schema = dict[str, Any]


def as_json(name: str) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def schema(name: str) -> Schema:
    """The schema of one sort of file: a name of :data:`SCHEMAS`."""
    title, make = SCHEMAS[name]
    return {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": MADE, "title": title, **make()}


# ── One model ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas of fields, with what those leave out."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        made = super().str_schema(schema)
        if "pattern" in made:
            return {**made, **_form(made["pattern"])}
        if schema.get("strip_whitespace") and schema.get("min_length") == 1:
            del made["minLength"]  # which would count spaces
            return {**made, **_TEXT}
        return made

    def date_schema(self, schema: core_schema.DateSchema) -> Schema:
        del schema
        return dict(_DATE)

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        made = super().dict_schema(schema)
        for pattern, values in made.pop("patternProperties", {}).items():
            made |= _entries({"title": "id", **_form(pattern)}, values)
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        made = super().default_schema(schema)
        if made.get("default") in (None, [], {}):
            made.pop("default", None)
        return made


def _form(pattern: str) -> Schema:
    return {"pattern": pattern, "patternErrorMessage": f"Expected here: {PATTERN_WORDS[pattern]}."}


def _entries(key: Schema, values: Schema) -> Schema:
    """A group of entries with names of their own."""
    return {"type": "object", "propertyNames": key, "additionalProperties": values}


def _of(model: type[BaseModel]) -> Schema:
    """The schema of a group of keys that the loader holds against a model.

    Of the keys of the group itself, those that are not required may stand there empty.
    """
    made = model.model_json_schema(schema_generator=_Generator)
    flat = _flat(made, made.get("$defs", {}))
    required = flat.get("required", ())
    flat["properties"] = {
        name: field if name in required else _or_empty(field) for name, field in flat["properties"].items()
    }
    return flat


def _flat(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A schema without references, and without alternatives where one schema of two types says the same.

    Raises ``ValueError`` where a model says something that would be lost.
    """
    if "$ref" in schema:
        schema = {**definitions[schema["$ref"].rpartition("/")[2]], **schema}
    if strange := schema.keys() - {*_KEYWORDS, *_LEFT_OUT}:
        raise ValueError(f"no schema can be made with {', '.join(sorted(strange))}: see {__name__}._KEYWORDS")
    flat = {key: schema[key] for key in _KEYWORDS if key in schema}
    if "description" in flat:
        flat["description"] = _description(flat["description"], schema.get("examples", ()))
    if "properties" in flat:
        flat["properties"] = {name: _flat(field, definitions) for name, field in flat["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(flat.get(key), dict):
            flat[key] = _flat(flat[key], definitions)
    if "anyOf" in flat:
        others = [_flat(each, definitions) for each in flat["anyOf"] if each != _NOTHING]
        can_be_empty = len(others) < len(flat.pop("anyOf"))
        flat = {**others[0], **flat} if len(others) == 1 else {**flat, "anyOf": others}
        flat = _or_empty(flat) if can_be_empty else flat
    return {key: flat[key] for key in _KEYWORDS if key in flat}


def _or_empty(schema: Schema) -> Schema:
    """What a schema accepts, or nothing at all."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [each for each in schema["anyOf"] if each != _NOTHING] + [_NOTHING]}
    if not isinstance(schema["type"], str):
        return schema
    wider = {**schema, "type": [schema["type"], "null"]}
    return {**wider, "enum": [*schema["enum"], None]} if "enum" in schema else wider


def _description(text: str, examples: Iterable[Any]) -> str:
    text = text.replace("``", "`")
    shown = [f"[{', '.join(map(str, each))}]" if isinstance(each, list) else str(each) for each in examples]
    return f"{text} Example: {shown[0]}" if shown else text


# ── Each sort of file ────────────────────────────────────────────────────────────────────────────────────────────


def _article() -> Schema:
    """The front matter of an article. Its kind decides which sections it may give as data.

    Each kind has a branch of its own, which alone says that nothing else may stand there; so that a text editor offers
    the sections of that kind and no others.
    """
    made = _of(ArticleMeta)
    fields = made["properties"]
    fields["kind"]["enumDescriptions"] = [kinds()[each].summary for each in fields["kind"]["enum"]]
    del made["additionalProperties"]
    branches: list[Schema] = [
        {"if": _is_kind([kind.id]), "then": _closed(fields, _sections(kind, fields))} for kind in kinds().values()
    ]
    every = {role: True for kind in kinds().values() for role in _sections(kind, fields)}
    branches.append({"if": _is_kind(list(kinds())), "else": _closed(fields, every)})
    return {**made, "allOf": branches}


def _is_kind(ids: list[str]) -> Schema:
    return {"required": ["kind"], "properties": {"kind": {"enum": ids}}}


def _closed(fields: Iterable[str], sections: Mapping[str, Any]) -> Schema:
    """Nothing but the fields, which are described elsewhere, and these sections."""
    return {"properties": {**dict.fromkeys(fields, True), **sections}, "additionalProperties": False}


def _sections(kind: Kind, fields: Iterable[str]) -> dict[str, Schema]:
    """The sections that an article of a kind can give as data. A role with the name of a field is none."""
    made = {name: _section(name, role) for name, role in kind.roles.items() if name not in fields}
    return made | {TIMELINE: _timeline()} if "aftercare" in made else made


def _timeline() -> Schema:
    return {
        "description": "What to do after the procedure and when, at the end of the section `aftercare`. "
        "A list of `when` and `do`, in order.",
        "type": ["array", "null"],
        "items": _of(AftercareStep),
    }


def _section(name: str, role: Role) -> Schema:
    about = f"The section “{role.heading}” as data ({role.requirement}, here or in the text). {role.guidance}"
    if name == "faq":
        return {
            "description": f"{about} A list of question and answer.",
            "type": "array",
            "minItems": 1,
            "items": _of(Question),
        }
    shape = [dict(_TEXT), {"type": "array", "minItems": 1, "items": dict(_TEXT)}]
    return {"description": f"{about} One text, or a list of texts.", "anyOf": shape}


def _topics() -> Schema:
    return {
        "description": "The topics, each under its id.",
        **_entries({"title": "id", **_form(SLUG_PATTERN)}, _of(Topic)),
    }


def _glossary() -> Schema:
    key = {"title": "term", "pattern": _NAME, "patternErrorMessage": "This entry has no name."}
    return {"description": "The terms, each under the word itself.", **_entries(key, _of(Term))}


SCHEMAS: Mapping[str, tuple[str, Callable[[], Schema]]] = {
    "article": ("The front matter of an article", _article),
    "page": ("The front matter of a page", lambda: _of(PageMeta)),
    "person": ("A person", lambda: _of(Person)),
    "topics": ("The topics", _topics),
    "glossary": ("The glossary", _glossary),
}
"""What each schema is of, and what makes it."""
