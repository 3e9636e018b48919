"""Snippets for VS Code: what it offers inside an article, where it knows no schemas.

Its extension for YAML completes files of YAML, and passes over the front matter of Markdown files. Snippets need no
extension. VS Code takes front matter for YAML and the text below it for Markdown, and each snippet is for one of the
two. Made from the schemas and kinds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, get_args, get_type_hints

from carepress.content.aftercare import TIMELINE
from carepress.content.body import Card, Note
from carepress.content.kinds import kinds
from carepress.content.schema import Schema, schema

__all__ = ["as_json", "snippets"]

ARTICLES = ["**/articles/**/*.md"]
TEXTS = [*ARTICLES, "**/pages/*.md"]
USUAL = {"sources": ("title", "publisher", "url")}
"""What an entry needs as a rule, where its model asks for less; of a source, a reader wants to know where it is."""

Snippet = dict[str, Any]


def as_json() -> str:
    """All snippets as the text of their file."""
    return json.dumps(snippets(), indent=2, ensure_ascii=False) + "\n"


def snippets() -> dict[str, Snippet]:
    """All snippets by name, in the form of VS Code."""
    return {**dict(_front_matter()), **dict(_sections()), **dict(_boxes())}


def _snippet(prefix: str, scope: str, include: list[str], body: list[str], description: str) -> Snippet:
    return {"prefix": prefix, "scope": scope, "include": include, "body": body, "description": description}


# ── Front matter ─────────────────────────────────────────────────────────────────────────────────────────────────


def _front_matter() -> Iterator[tuple[str, Snippet]]:
    """A snippet for each key of an article, and for the times of aftercare, which only some kinds have."""
    article = schema("article")
    offered = [branch["then"]["properties"] for branch in article["allOf"] if "then" in branch]
    timeline = next(fields[TIMELINE] for fields in offered if TIMELINE in fields)
    for name, field in {**article["properties"], TIMELINE: timeline}.items():
        stops = count(1)
        body = _lines(name, field, stops, usual=USUAL.get(name, ()))
        yield f"Front matter: {name}", _snippet(name, "yaml", ARTICLES, body, field["description"])


def _lines(name: str, field: Schema, stops: Iterator[int], usual: tuple[str, ...] = ()) -> list[str]:
    """``name: …`` as it is typed, with a stop for each value."""
    item = field.get("items", {})
    entry = field.get("additionalProperties")
    if "properties" in field:
        return [f"{name}:", *_indented(_group(field, stops, usual))]
    if "properties" in item:
        first, *rest = _group(item, stops, usual)
        return [f"{name}:", f"  - {first}", *_indented(_indented(rest))]
    if isinstance(entry, dict):
        return [f"{name}:", f"  ${{{next(stops)}:id}}:", *_indented(_indented(_group(entry, stops, usual)))]
    return [f"{name}: {_value(field, stops)}"]


def _group(group: Schema, stops: Iterator[int], usual: tuple[str, ...]) -> list[str]:
    """The keys of a group that it must have, or that are usual."""
    names = usual or group["required"]
    return [line for name in names for line in _lines(name, group["properties"][name], stops)]


def _value(field: Schema, stops: Iterator[int]) -> str:
    stop = next(stops)
    if choices := [each for each in field.get("enum", ()) if each is not None]:
        return f"${{{stop}|{','.join(choices)}|}}"
    if "array" in field["type"]:
        return f"[${stop}]"
    if "object" in field["type"]:
        return f"{{${stop}}}"
    return f"${{{stop}:year-month-day}}" if field.get("format") == "date" else f"${stop}"


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


# ── The text ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _sections() -> Iterator[tuple[str, Snippet]]:
    """A snippet for each role, with the headings that its kinds suggest and what the first of them says of it."""
    roles = dict.fromkeys(role for kind in kinds().values() for role in kind.roles)
    for name in roles:
        having = [kind for kind in kinds().values() if name in kind.roles]
        headings = dict.fromkeys(kind.roles[name].heading for kind in having)
        heading = (
            "${1|" + ",".join(map(_as_choice, headings)) + "|}"
            if len(headings) > 1
            else f"${{1:{next(iter(headings))}}}"
        )
        about = f"{', '.join(kind.name for kind in having)}: {having[0].roles[name].guidance}"
        body = [f"## {heading} {{#{name}}}", "", "$0"]
        yield f"Section: {name}", _snippet(f"section-{name}", "markdown", ARTICLES, body, about)


def _as_choice(text: str) -> str:
    return text.replace(",", "\\,").replace("|", "\\|")


def _boxes() -> Iterator[tuple[str, Snippet]]:
    for level in get_args(get_type_hints(Card)["level"]):
        body = [f"> [!{level}] $1 if:", "> - $0"]
        about = "When to get help, and how soon: a heading that ends in “if:”, and a list of signs."
        yield f"Care card: {level}", _snippet(f"card-{level}", "markdown", TEXTS, body, about)
    for level in get_args(get_type_hints(Note)["level"]):
        body = [f"> [!{level}] $1", "> $0"]
        yield (
            f"Note: {level}",
            _snippet(f"note-{level}", "markdown", TEXTS, body, "A note beside the text; its heading can be left out."),
        )
    compared = [
        "> [!numbers] ${1:What is counted?}",
        "> - ${2:Without treatment}: ${3:10} in 100 people ${4:have it}, ${5:90} do not",
        "> - ${6:With treatment}: ${7:5} in 100 people ${8:have it}, ${9:95} do not",
    ]
    for name, prefix, body in (
        ("one", "numbers", ["> [!numbers]", "> ${1:3} in 100 people ${2:have it}, ${3:97} do not.[^$4]"]),
        ("compared", "numbers-compared", compared),
    ):
        about = "A picture of people, so many of 10, 20, 50, 100 or 1,000 marked; both sides in words."
        yield f"Numbers: {name}", _snippet(prefix, "markdown", TEXTS, body, about)
    yield "Citation", _snippet("cite", "markdown", ARTICLES, ["[^$1]"], "Cites a source of the front matter by its id.")
