"""Writes the references, ``docs/reference/`` and ``docs/rules/``, from the code, and what VS Code knows of it.

``make docs`` runs it; a test fails where a file is not what it would write. Each page says only what the code says of
itself: descriptions of fields, docs of faults, help of commands. To change a page, change the code.
"""

from __future__ import annotations

import datetime as dt
import inspect
import pkgutil
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import annotated_types
import click
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

import carepress
from carepress.cli import main as command
from carepress.content.aftercare import AftercareStep
from carepress.content.article import ArticleMeta, Question
from carepress.content.glossary import Term
from carepress.content.identifiers import DOI_PATTERN
from carepress.content.kinds import Kind, kinds
from carepress.content.page import PageMeta
from carepress.content.person import Person
from carepress.content.schema import PATTERN_WORDS, SCHEMAS
from carepress.content.schema import as_json as schema_as_json
from carepress.content.snippets import as_json as snippets_as_json
from carepress.content.topic import Topic
from carepress.diagnostics import Fault, Level
from carepress.diagnostics.markdown import as_block
from carepress.diagnostics.model import EXAMPLES, SECTIONS
from carepress.plugin.settings import NAMES
from carepress.rules import ALL_RULES
from carepress.site.settings import Address, SiteSettings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
EDITOR = ROOT / ".vscode"
HEAD = "<!-- Made by docs/generate.py from the code. Change the code, then run: make docs -->\n\n"


class Named(NamedTuple):
    """A model and what its section is called. ``key`` is the field that takes it, empty for a whole file."""

    title: str
    where: str
    model: type[BaseModel]


ARTICLE = (
    Named("Article", "The front matter of `articles/<topic>/<slug>.md`.", ArticleMeta),
    Named("Page", "The front matter of `pages/<slug>.md`.", PageMeta),
    Named("Person", "The whole of `people/<id>.yaml`.", Person),
    Named("Topic", "One entry of `topics.yaml`, under its id.", Topic),
    Named("Glossary term", "One entry of `glossary.yaml`, under the term itself.", Term),
    Named(
        "Aftercare step",
        "One entry of `aftercare_timeline`, the times of the section `aftercare`, for kinds that have it.",
        AftercareStep,
    ),
    Named("Question", "One entry of `faq`, where the FAQ is given as data.", Question),
)

PATTERNS: Mapping[str, str] = {
    **PATTERN_WORDS,
    typing.get_args(Address)[1].pattern: "address (https:, mailto:, or on this site)",
    DOI_PATTERN: "DOI",
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "id (letters, digits, full stops, hyphens)",
}
"""Every pattern of the models in words. A new one must be added here, or the page cannot be made."""


# ── Words for types ──────────────────────────────────────────────────────────────────────────────────────────────


def in_words(annotation: Any, metadata: Iterable[Any] = ()) -> str:
    """What a field takes, as an editor would say it."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return in_words(arguments[0], arguments[1:])
    if origin in (types.UnionType, typing.Union):
        return " or ".join(in_words(argument) for argument in arguments if argument is not types.NoneType)
    if origin is typing.Literal:
        return "one of: " + ", ".join(f"`{argument}`" for argument in arguments)
    if origin is tuple:
        return f"list of: {in_words(arguments[0])}"
    if origin is dict:
        value = "anything" if arguments[1] is Any else in_words(arguments[1])
        key = "key" if arguments[0] is str else in_words(arguments[0])
        return f"group; under each {key}, {value}"
    return _plain_type(annotation, list(_flat(metadata)))


def _plain_type(annotation: Any, constraints: list[Any]) -> str:
    if inspect.isclass(annotation) and issubclass(annotation, StrEnum):
        return "one of: " + ", ".join(f"`{member.value}`" for member in annotation)
    if inspect.isclass(annotation) and (issubclass(annotation, BaseModel) or is_dataclass(annotation)):
        return f"group: [{_title(annotation)}](#{_title(annotation).lower().replace(' ', '-')})"
    if annotation is str:
        return next((PATTERNS[c.pattern] for c in constraints if getattr(c, "pattern", None)), "text")
    if annotation is int:
        low = next((c.ge for c in constraints if isinstance(c, annotated_types.Ge)), None)
        high = next((c.le for c in constraints if isinstance(c, annotated_types.Le)), None)
        if low is None:
            return "whole number"
        return f"whole number, {low} or more" if high is None else f"whole number, {low} to {high}"
    return {dt.date: "date (year-month-day)", bool: "`true` or `false`"}[annotation]


def _flat(metadata: Iterable[Any]) -> Iterator[Any]:
    for each in metadata:
        if isinstance(each, FieldInfo):
            yield from each.metadata
        elif isinstance(each, StringConstraints) or not isinstance(each, str):
            yield each


def _title(model: type) -> str:
    known = {named.model: named.title for named in ARTICLE}
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.removesuffix("Meta"))
    return known.get(model, words.capitalize())


def _about(model: type) -> str:
    return (inspect.getdoc(model) or "").replace("``", "`")


def inner_models(annotation: Any) -> Iterator[type[Any]]:
    """Every model or dataclass that an annotation mentions."""
    if inspect.isclass(annotation) and (issubclass(annotation, BaseModel) or is_dataclass(annotation)):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from inner_models(argument)


# ── Tables of fields ─────────────────────────────────────────────────────────────────────────────────────────────


def cell(text: object) -> str:
    """Text for one cell of a Markdown table. Angle brackets outside code would be HTML."""
    return " ".join(str(text).split()).replace("|", r"\|")


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**required**"
    value = field.get_default(call_default_factory=True)
    if value is None or value in ((), {}, ""):
        return ""
    if isinstance(value, BaseModel) or is_dataclass(value):
        return "see there"
    return f"`{_value(value)}`"


def _example(field: FieldInfo) -> str:
    if field.examples:
        return f"`{_value(field.examples[0])}`"
    annotation = next(
        (a for a in (field.annotation, *typing.get_args(field.annotation)) if a is not types.NoneType), None
    )
    for candidate in (annotation, *typing.get_args(field.annotation)):
        if typing.get_origin(candidate) is typing.Literal:
            return f"`{typing.get_args(candidate)[0]}`"
        if candidate is dt.date:
            return "`2026-10-02`"
        if candidate is bool:
            return "`true`"
    return ""


def field_table(model: type[BaseModel]) -> str:
    """A table with a row for each field. Raises ``ValueError`` where a field says nothing of itself."""
    table = [["key", "takes", "default", "what it is", "example"]]
    for name, field in model.model_fields.items():
        if not field.description:
            raise ValueError(f"{model.__name__}.{name} has no description")
        takes = in_words(field.annotation, field.metadata)
        table.append([f"`{name}`", takes, _default(field), field.description, _example(field)])
    if not any(row[-1] for row in table[1:]):
        table = [row[:-1] for row in table]
    return rows_of(table)


def rows_of(table: list[list[str]]) -> str:
    """A Markdown table; the first row is its head."""
    head, *rows = ["| " + " | ".join(map(cell, row)) + " |" for row in table]
    return "\n".join([head, "|" + "---|" * len(table[0]), *rows])


def front_matter() -> str:
    """The page on every key of every file."""
    parts = [
        HEAD + "# Front matter: every key\n\n"
        "What each file of the content folder may hold. How to use it: [the content model](../content-model.md).\n\n"
        "Keys that are not here are refused, with a suggestion. Dates stand without quotes. A text that looks like a "
        "number, a date, `yes` or `no` stands in quotes.\n\n"
        "An article may also give a section as data, under its role's name: see [roles](roles.md).\n"
    ]
    shown: set[type] = set()
    pending = [(named.title, named.where, named.model) for named in ARTICLE]
    while pending:
        title, where, model = pending.pop(0)
        if model in shown:
            continue
        shown.add(model)
        parts.append(f"## {title}\n\n{where}\n\n{field_table(model)}\n")
        top = {named.model for named in ARTICLE}
        inner = [
            (_title(each), _about(each), each)
            for field in model.model_fields.values()
            for each in inner_models(field.annotation)
            if each not in top
        ]
        pending = inner + pending
    return "\n".join(parts)


# ── Roles ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _kind(kind: Kind) -> str:
    rows = ["| role | needed | suggested heading | what belongs there |", "|---|---|---|---|"]
    rows += [
        f"| `{name}` | {role.requirement} | {cell(role.heading)} | {cell(role.guidance)} |"
        for name, role in kind.roles.items()
    ]
    about = f"`kind: {kind.id}` · {kind.summary} Addresses begin with `/{kind.path}/`."
    return f"## {kind.name}\n\n{about}\n\n" + "\n".join(rows) + "\n"


def roles() -> str:
    """The page on kinds and the roles of their sections."""
    return (
        HEAD + "# Kinds and roles\n\n"
        "A kind says which sections an article has. A section's role stands after its heading: "
        "`## What are the risks? {#risks}`. A heading that is the role's name, or the suggested heading, needs no "
        "mark. Roles stand here in the order in which they appear on the page. A missing *required* role is a fault: "
        "[CP120](../rules/CP120.md).\n\n" + "\n".join(_kind(kind) for kind in kinds().values())
    )


# ── Faults ───────────────────────────────────────────────────────────────────────────────────────────────────────

GROUPS = (
    ("CP0", "Files and front matter"),
    ("CP1", "The text and its sections"),
    ("CP2", "Links and images"),
    ("CP3", "People and reviews"),
    ("CP4", "Sources"),
    ("CP5", "Plain words"),
    ("CP6", "Care cards and safety"),
    ("CP7", "The site as a whole"),
)
LEVELS: Mapping[Level, str] = {
    Level.INTEGRITY: "the page could not be right. Stops every build.",
    Level.EDITORIAL: "the page is right but not good enough. A warning in a local build; stops a production build.",
    Level.ADVICE: "it could perhaps be better; a person has to judge. Told by `carepress check`; stops nothing.",
}
OTHER_LEVEL = "A site can change that: [`CAREPRESS_RULES`](../reference/settings.md)."


def all_faults() -> list[Fault]:
    """Every fault that any module declares, and every rule's, by code."""
    modules = [import_module(info.name) for info in pkgutil.walk_packages(carepress.__path__, "carepress.")
               if not info.name.endswith("__main__")]  # fmt: skip
    declared = {fault for module in modules for fault in vars(module).values() if isinstance(fault, Fault)}
    found = {fault.code: fault for fault in (*declared, *(rule.fault for rule in ALL_RULES))}
    return [found[code] for code in sorted(found)]


def sections_of(fault: Fault) -> dict[str, str]:
    """The five sections of a fault's docs. Raises ``ValueError`` where one is missing."""
    found = fault.sections
    if tuple(found) != SECTIONS or not all(found.values()):
        raise ValueError(
            f"{fault.code} {fault.slug} needs the sections {', '.join(SECTIONS)}; it has {', '.join(found)}"
        )
    return found


def fault_page(fault: Fault) -> str:
    """The page on one fault."""
    about = f"*{fault.level.value.capitalize()}*: {LEVELS[fault.level]}"
    parts = [f"# {fault.code} {fault.slug}", about]
    if fault.level is not Level.INTEGRITY:
        parts.append(OTHER_LEVEL)
    for name, text in sections_of(fault).items():
        parts += [f"## {name}", _shown(text) if name in EXAMPLES else _prose(text)]
    if fault.fix:
        parts += ["## Mended by itself", f"`carepress check --fix`: {_prose(fault.fix)}"]
    parts.append(f"[All faults](README.md) · at the command line: `carepress check --explain {fault.code}`")
    return HEAD + "\n\n".join(parts) + "\n"


def _shown(text: str) -> str:
    """What stands in a file, as it stands there; a sentence as a sentence."""
    if re.fullmatch(r"[A-Z][^\n\[]*\.", text):
        return _prose(text)
    return as_block(text)


def _prose(text: str) -> str:
    """Signs that Markdown would take for its own, as they are."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(re.sub(r"([<>\[\]{}*_#&~])", r"\\\1", paragraph) for paragraph in paragraphs)


def fault_list(found: list[Fault]) -> str:
    """The page that leads to every fault. Raises ``ValueError`` where a fault belongs to no group."""
    known = tuple(prefix for prefix, _ in GROUPS)
    if strange := [fault.code for fault in found if not fault.code.startswith(known)]:
        raise ValueError(f"no group of the reference has {', '.join(strange)}")
    counts = {level: sum(fault.level is level for fault in found) for level in Level}
    counted = ", ".join(f"{count} of {level}" for level, count in counts.items())
    levels = "\n".join(f"- *{level.value.capitalize()}*: {words}" for level, words in LEVELS.items())
    parts = [
        HEAD + "# Faults\n\n"
        f"All {len(found)} faults that Carepress can report: {counted}.\n\n{levels}\n\n"
        f"`carepress check --fix` mends {sum(bool(fault.fix) for fault in found)} of them where it is certain how; the "
        "page on the fault says when. No words change for a reader.\n\n"
        "A site can make another of the last two levels of a fault: "
        "[`CAREPRESS_RULES`](../reference/settings.md). A code is permanent: a number is never given twice. "
        "What to do first: [errors and warnings](../content-model.md#errors-and-warnings).\n"
    ]
    for prefix, title in GROUPS:
        table = [["code", "slug", "level", "what it checks"]]
        table += [
            [f"[{fault.code}]({fault.code}.md)", fault.slug, fault.level.value, _prose(fault.summary)]
            for fault in found
            if fault.code.startswith(prefix)
        ]
        parts.append(f"## {title}\n\n{rows_of(table)}\n")
    return "\n".join(parts)


def rules() -> dict[str, str]:
    """A page for each fault, and the one that leads to them, by the file's name."""
    found = all_faults()
    return {"README.md": fault_list(found), **{f"{fault.code}.md": fault_page(fault) for fault in found}}


# ── Settings ─────────────────────────────────────────────────────────────────────────────────────────────────────

PELICAN = (
    ("PELICAN_CLASS", '`"carepress.Carepress"`: gives the build to Carepress. Leave it.'),
    ("PATH", "The content folder, by its whole path."),
    ("OUTPUT_PATH", "Where the website goes, by its whole path."),
    ("THEME", "The theme's folder, by its whole path: how pages look."),
    ("THEME_TEMPLATES_OVERRIDES", "Folders with page templates and components, by their whole paths: what pages say."),
)


def _dataclass_table(model: type[Any]) -> str:
    rows = ["| key | takes | default | what it is |", "|---|---|---|---|"]
    hints = typing.get_type_hints(model, include_extras=True)
    for field in fields(model):
        annotation = hints[field.name]
        description = next(
            (each.description for each in typing.get_args(annotation) if isinstance(each, FieldInfo)), None
        )
        if not description:
            raise ValueError(f"{model.__name__}.{field.name} has no description")
        default = "**required**" if field.default is MISSING else f"`{_value(field.default)}`"
        rows.append(f"| `{field.name}` | {cell(in_words(annotation))} | {default} | {cell(description)} |")
    return "\n".join(rows)


def settings() -> str:
    """The page on every setting."""
    rows = ["| setting | takes | default | what it is |", "|---|---|---|---|"]
    groups: dict[type, str] = {}
    for name, field in SiteSettings.model_fields.items():
        if not field.description:
            raise ValueError(f"SiteSettings.{name} has no description")
        takes = in_words(field.annotation, field.metadata).replace("`true` or `false`", "`True` or `False`")
        default = {"`true`": "`True`", "`false`": "`False`"}.get(_default(field), _default(field))
        if name == "name":
            default = "**set it**"
        rows.append(f"| `{NAMES[name]}` | {cell(takes)} | {default} | {cell(field.description)} |")
        for model in inner_models(field.annotation):
            groups.setdefault(model, _about(model))
    pelican = "\n".join(f"| `{name}` | {text} |" for name, text in PELICAN)
    parts = [
        HEAD + "# Settings\n\n"
        "They stand in `pelicanconf.py`; `publishconf.py` holds what differs in production. Names are Pelican's where "
        "Pelican has one; all others begin with `CAREPRESS_`. A setting of that prefix that is not here is refused, "
        "with a suggestion. How to set up a site: [for site owners](../site-owners.md).\n\n"
        "## The site\n\n" + "\n".join(rows) + "\n"
    ]
    for model, about in groups.items():
        table = field_table(model) if issubclass(model, BaseModel) else _dataclass_table(model)
        parts.append(f"## {_title(model)}\n\n{about}\n\n{table}\n")
    parts.append(
        "## Pelican's own\n\n"
        "Carepress reads these of Pelican's other settings. Pelican's own feeds are off, because Carepress makes "
        "them.\n\n"
        f"| setting | what it is |\n|---|---|\n{pelican}\n"
    )
    return "\n".join(parts)


# ── The command line ─────────────────────────────────────────────────────────────────────────────────────────────


def _options(each: click.Command) -> str:
    rows = ["| option | what it does |", "|---|---|"]
    for option in each.params:
        if not isinstance(option, click.Option):
            continue
        if not option.help:
            raise ValueError(f"{each.name} {option.opts[-1]} has no help")
        names = ", ".join(f"`{name}`" for name in option.opts)
        values = f" One of {', '.join(map(str, option.type.choices))}." if isinstance(option.type, click.Choice) else ""
        default = f" Default: `{option.default}`." if option.show_default else ""
        rows.append(f"| {names} | {cell(option.help + values + default)} |")
    return "\n".join(rows)


def make_targets() -> dict[str, str]:
    """What ``make`` can do, by target, as the Makefile says it."""
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    found = (re.match(r"([a-z]+):.*?## (.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def command_line() -> str:
    """The page on make and the command."""
    parts = [
        HEAD + "# Command line\n\n## make\n\n| command | what it does |\n|---|---|\n"
        + "\n".join(f"| `make {name}` | {cell(about)} |" for name, about in make_targets().items())
        + f"\n\n## carepress\n\n{inspect.getdoc(command.callback)}\n\n"
        "It is in `.venv/bin/` after `make html`. `carepress --version` prints its version, `--help` its help.\n"
    ]  # fmt: skip
    for name, each in command.commands.items():
        if not each.help:
            raise ValueError(f"carepress {name} has no help")
        about = "\n\n".join(" ".join(paragraph.split()) for paragraph in each.help.split("\n\n"))
        arguments = [
            f"[{argument.name}{'…' if argument.nargs < 0 else ''}]".upper()
            for argument in each.params
            if isinstance(argument, click.Argument)
        ]
        usage = " ".join(["carepress", name, "[options]", *arguments])
        parts.append(f"### carepress {name}\n\n`{usage}`\n\n{about}\n\n{_options(each)}\n")
    parts.append("`pelican -s pelicanconf.py` builds the same site, and ends with status 1 where there are faults.\n")
    return "\n".join(parts)


def references() -> dict[str, str]:
    """Every generated page by its file's place in ``docs/``."""
    return {
        "reference/front-matter.md": front_matter(),
        "reference/roles.md": roles(),
        "reference/settings.md": settings(),
        "reference/command-line.md": command_line(),
        **{f"rules/{name}": text for name, text in rules().items()},
    }


def for_editors() -> dict[str, str]:
    """Every generated file of VS Code by its path under ``.vscode/``."""
    schemas = {f"schemas/{name}.schema.json": schema_as_json(name) for name in SCHEMAS}
    return {**schemas, "carepress.code-snippets": snippets_as_json()}


def main() -> None:
    """Write every page, and what VS Code knows."""
    for folder, texts in ((DOCS, references()), (EDITOR, for_editors())):
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
