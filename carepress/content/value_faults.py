"""What pydantic says of a value, in an editor's words, at the value's place."""

from __future__ import annotations

import copy
import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from carepress.content import faults
from carepress.content.aftercare import AftercareStep, explain_time, only_time
from carepress.content.article import SLUG_PATTERN, is_slug
from carepress.content.cut_short import cut_by_comma, is_free_text
from carepress.content.date_faults import explain_date, only_date
from carepress.content.fields import field_at, field_names, group_of, meaning
from carepress.content.fixes import bracketed, certain_word, change, quoted, retyped, rewrite
from carepress.content.identifier_faults import explain_identifier
from carepress.content.plain_slug import plain_slug
from carepress.content.source import Source
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence, Surprise, plain_value
from carepress.content.yaml_spelling import COPIED, in_quotes, no_break_words, quotes_help, shown, strange_ends
from carepress.diagnostics import MOST, START, Diagnostic, Fault, Fix, Span, did_you_mean, literal

__all__ = ["Explainer", "colon_in_text", "colon_words", "without_echoes"]

_LONGEST = 100
"""Characters of a key that can be a misspelt one."""
_ALIKE = 0.8
"""Similarity from which on a misspelt key at the top is taken for a known one."""


def without_echoes(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """One fault for one value: a value of a union fails once for each of its types. Missing keys share their place.

    A text that a comma has cut may be a number as well. The cut is told, which comes after: keys that are unknown do.
    """
    return list(
        {
            (
                diagnostic.span[:2] if diagnostic.fault is faults.YAML_SURPRISE else diagnostic.span,
                diagnostic.fault.code,
                diagnostic.fault is faults.MISSING_KEY and diagnostic.message,
            ): diagnostic
            for diagnostic in found
        }.values()
    )


def colon_in_text(node: Node) -> tuple[Span, str] | None:
    """Place and words of a text without quotes that YAML takes for a group of one key, because of a colon in it."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return None
    key, value = node.entries[0]
    in_braces = node.span[:2] != key.span[:2]
    if in_braces or not key.plain or not isinstance(value, Scalar) or not value.plain:
        return None
    return Span(*key.span[:2], *max(key.span, value.span)[2:]), f"{key.text}: {value.text}".rstrip()


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains the errors of one mapping held against a model. For the parameters see ``check_against``."""

    model: type[BaseModel]
    root: Mapping
    path: str
    also_known: Collection[str]
    whole: Span
    values: dict[str, Any]
    """What the model refuses."""
    too_many: bool
    """True where nobody asks any more what can be mended."""
    _entries: dict[int, dict[str, tuple[Scalar, Node]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The entries of mappings by their keys: there may be thousands, and as many errors."""

    def _fault(self, which: Fault, span: Span, message: str, help_: str, fix: Fix | None = None) -> Diagnostic:
        return Diagnostic(which, self.path, span, message, help_, fix)

    def explain_all(self, errors: Iterable[ErrorDetails]) -> list[Diagnostic]:
        """Every error in words. A key that is there under a misspelt name is not called missing as well."""
        told: list[tuple[ErrorDetails, Diagnostic]] = []
        misspelt: set[str | None] = set()
        unknown = 0
        nameless = False
        for error in errors:
            if self._is_nameless(error["loc"]):
                if nameless or error["type"] not in _GROUPS:
                    continue  # all of them want the same name
                nameless = True
            if error["type"] == "too_short" and self._has_items(error["loc"]):
                continue  # what is wrong with each item is told, so the list is not empty
            if error["type"] == "extra_forbidden":
                unknown += 1
                guess = self._guess(error["loc"]) if unknown <= MOST else None
                told.append((error, self._unknown_key(error, guess, look=unknown <= MOST)))
                if len(error["loc"]) == 1 and told[-1][1].fault is faults.UNKNOWN_KEY:
                    misspelt.add(guess)
            else:
                told.append((error, self._explain(error)))
        return [
            each
            for error, each in told
            if error["type"] != "missing" or len(error["loc"]) > 1 or error["loc"][0] not in misspelt
        ]

    def _is_nameless(self, loc: tuple[int | str, ...]) -> bool:
        """True for a key of a source that stands where the source's name should, and for what is below it."""
        at_name = len(loc) > 1 and loc[0] == "sources" and loc[1] in Source.model_fields
        return at_name and self.model.model_fields.get("sources") is not None

    def _has_items(self, loc: tuple[int | str, ...]) -> bool:
        node, _, _ = self._find(self.root, loc)
        return isinstance(node, Sequence) and bool(node.items)

    def _explain(self, error: ErrorDetails) -> Diagnostic:
        loc = [step for step in error["loc"] if step != "[key]"]
        node, key, way = self._find(self.root, loc)
        kind = error["type"]
        if "[key]" in error["loc"] and key is not None:
            words = _bad_language(key.text) if loc[0] == "translations" else _bad_id(key.text)
            return self._fault(faults.WRONG_TYPE, key.span, *words)
        if kind == "missing":
            return self._missing(loc, node, key, way)
        if isinstance(node, Scalar):
            return self._scalar(error, node, key, way)
        return self._group(kind, error, node, way)

    def _missing(self, loc: list[int | str], node: Node, key: Scalar | None, way: list[str]) -> Diagnostic:
        in_list = bool(way) and way[-1].isdigit()
        span = node.span if in_list else key.span if key is not None else self.whole
        where = f" in `{'.'.join(way)}`" if way else ""
        braces = isinstance(node, Mapping) and node.entries and node.span[:2] != node.entries[0][0].span[:2]
        add = "add between the braces" if braces else "add a line"
        message = f"`{loc[-1]}` is missing{where}"
        return self._fault(faults.MISSING_KEY, span, message, f"{add}: {self._sketch(loc)}")

    def _sketch(self, loc: list[int | str]) -> str:
        """``key: …`` and what belongs there, never another article's words, which might be pasted."""
        field = field_at(self.model, loc)
        return f"`{loc[-1]}: …`" + (f" ({meaning(field)})" if field is not None else "")

    def _scalar(self, error: ErrorDetails, node: Scalar, key: Scalar | None, way: list[str]) -> Diagnostic:
        kind, name, value = error["type"], ".".join(way), plain_value(node)
        in_list = way[-1].isdigit()
        if node.text.strip() == "" or value is None:
            span = key.span if key is not None and not in_list else node.span
            return self._fault(
                faults.MISSING_KEY, span, f"`{name}` is empty", self._fill_in(kind, list(error["loc"]), in_list=in_list)
            )
        if node.plain and (strange := strange_ends(node.text.removeprefix("-"))):
            offset = strange[0] + node.text.startswith("-")
            span = node.span
            if span.line == span.end_line:
                span = Span(span.line, span.column + offset, span.line, span.column + offset + 1)
            fix = change(span, " ") if span.line == span.end_line else None
            return self._fault(faults.YAML_SYNTAX, span, *no_break_words(node.text[offset]), fix)
        if (told := self._day_or_time(error, node, name)) is not None:
            return told
        if isinstance(value, Surprise) and kind.startswith("bool"):
            message = f"`{name}` takes true or false, not `{shown(node.text)}`"
            fix = self._fix(error, node, {"true": True, "false": False}.get(value.meaning))
            return self._fault(faults.YAML_SURPRISE, node.span, message, "write true or false", fix)
        if isinstance(value, Surprise) or kind == "string_type":
            meant = value.meaning if isinstance(value, Surprise) else _TYPES.get(type(value), "something else")
            message = f"YAML reads `{shown(node.text)}` as {meant}"
            if not isinstance(value, Surprise):
                message = f"`{name}` takes text, but {message}"
            help_ = quotes_help("put it in quotes", node.text)
            if node.comment and is_free_text(self.model, error["loc"]):
                help_ += quotes_help(", or with what YAML takes for a comment", node.text + node.comment)
            fix = quoted(node) if self._takes(error, node.text) else None
            return self._fault(faults.YAML_SURPRISE, node.span, message, help_, fix)
        message, help_ = (
            _identifier(kind, way, node.text)
            or self._comma_missing(kind, error["loc"], node.text)
            or self._no_source(kind, error["loc"], node)
            or _wrong_value(error, name, node.text)
        )
        help_ = self._instead(kind, error["loc"], node.text, way) or help_
        return self._fault(faults.WRONG_TYPE, node.span, message, help_, self._right(error, node))

    def _day_or_time(self, error: ErrorDetails, node: Scalar, name: str) -> Diagnostic | None:
        """What is wrong with a day, or with a time of aftercare; None where another value belongs."""
        if error["type"].startswith("date"):
            told = explain_date(node.text, quoted=not node.plain)
            return self._fault(faults.BAD_DATE, node.span, *told, self._fix(error, node, only_date(node.text)))
        if self.model is not AftercareStep or name != "when":
            return None
        right, fix = only_time(node.text), None
        if right is not None and self._takes(error, right):
            fix = rewrite(node, right) if node.plain else retyped(node, right)
        return self._fault(faults.BAD_TIME, node.span, *explain_time(node.text), fix)

    def _comma_missing(self, kind: str, loc: tuple[int | str, ...], text: str) -> tuple[str, str] | None:
        """Sentence and help for ids of a list with only a space between them."""
        parts = text.split()
        together = self._find(self.root, loc[:-1])[0]
        if kind != "string_pattern_mismatch" or not isinstance(together, Sequence) or not self._takes_ids(loc[:-1]):
            return None
        if len(parts) < 2 or not all(map(is_slug, parts)):  # noqa: PLR2004 - a comma stands between two
            return None
        help_ = f"write {literal(', '.join(parts))} between brackets, or a line for each beginning with a hyphen"
        if not _ids_without_comma(text):  # both may be words of one name
            help_ += f"; if it is one id, write `{shown(plain_slug(text), COPIED)}`"
        between = f"between `{shown(parts[0])}` and `{shown(parts[1])}`"
        return f"a comma is missing {between}", help_

    def _no_source(self, kind: str, loc: tuple[int | str, ...], node: Node) -> tuple[str, str] | None:
        """Sentence and help where sources stand without names, or a name has none of a source's keys below it."""
        *above, last = loc
        field = field_at(self.model, above or loc)
        group = group_of(field) if field is not None and kind in _GROUPS else None
        if group is None or group[0] is not dict or group[1] is not Source or len(loc) > 2:  # noqa: PLR2004 - a source
            return None
        url = node.text if isinstance(node, Scalar) and _ADDRESS.fullmatch(node.text) else "…"
        opened = "`accessed: …` (the day on which you opened it; year-month-day)"
        keys = f"`title: …`, `publisher: …`, `url: {url}` and {opened}"
        below = f"below that, indented by four spaces, a line for each of {keys}"
        if not above:
            message = f"`{last}` takes a group, in which each source has a name of its own"
            name = "a name of your own for each source, such as `source-1:`"
            return message, f"write `{last}:` alone on its line; below it, indented by two spaces, {name}; {below}"
        if str(last) in Source.model_fields:
            message = f"a name of its own is missing for the source with `{last}`"
            name = "such as `source-1:`, and indent it by two spaces"
            return message, f"write above it a line with a name of your own, {name}, and the keys below it by four"
        message = f"`{above[0]}.{shown(str(last))}` takes a group of keys"
        return message, f"write `{shown(str(last), COPIED)}:` alone on its line; {below}"

    def _instead(self, kind: str, loc: tuple[int | str, ...], text: str, way: list[str]) -> str:
        """What to write where a list or a group of keys belongs and a text stands; empty where nobody can tell."""
        if kind == "tuple_type":
            if keys := self._keys(loc):
                return f"write `{way[-1]}:` alone on its line, and below it, indented by two spaces: `- {keys}`"
            if len(text) > COPIED:
                return "put `[` before and `]` behind the text, or write a line for each beginning with a hyphen"
            return f"write {literal(f'[{self._items(list(loc), text)}]')}, or a line for each beginning with a hyphen"
        keys = self._keys(loc[:-1]) if kind in _GROUPS and way[-1].isdigit() else ""
        return f"write in its place `{keys}`" if keys else ""

    def _keys(self, loc: tuple[int | str, ...]) -> str:
        """``{key: …, key: …}``, what each item of a list needs; empty where an item is a single text."""
        field = field_at(self.model, loc)
        group = group_of(field) if field is not None else None
        needed = [name for name, each in group[1].model_fields.items() if each.is_required()] if group else []
        return f"{{{', '.join(f'{name}: …' for name in needed)}}}" if needed else ""

    # ── What can be mended ───────────────────────────────────────────────────────────────────────────────────

    def _takes(self, error: ErrorDetails, value: object) -> bool:
        """True where the model would take another value in the place of one that it refuses."""
        way = _steps(self.root, error["loc"])
        return self._fits(way, lambda group, last: group.__setitem__(last, value))

    def _fits(self, way: list[int | str], set_: Callable[[Any, Any], None]) -> bool:
        """True where nothing is wrong at a place of the values, once it is set."""
        if self.too_many:
            return False
        values: Any = copy.copy(self.values)
        try:
            group = values
            for step in way[:-1]:  # what is not on the way is the same
                group[step] = copy.copy(group[step])
                group = group[step]
            set_(group, way[-1])
            self.model.model_validate(values)
        except ValidationError as error:
            return all(each["loc"][: len(way)] != tuple(way) for each in error.errors(include_url=False))
        except (LookupError, TypeError):  # the front matter is not nested as it was written
            return False
        return True

    def _fix(self, error: ErrorDetails, node: Scalar, value: object) -> Fix | None:
        """Writes a value in place of another, if that is right there."""
        if value is None or not self._takes(error, value):
            return None
        return retyped(node, value) if isinstance(value, str) else rewrite(node, str(value).lower())

    def _right(self, error: ErrorDetails, node: Scalar) -> Fix | None:
        """What to write for a value that is not allowed, where it says itself what it should be."""
        kind, text, context = error["type"], node.text.strip(), error.get("ctx", {})
        if kind == "literal_error":
            return self._fix(error, node, certain_word(text, _allowed(context)))
        if kind == "tuple_type":
            is_one = isinstance(plain_value(node), str) and not _SEVERAL.search(text) and not _MEANT.search(text)
            return bracketed(node) if is_one and self._takes(error, [text]) else None
        name = str(_steps(self.root, error["loc"])[-1])
        if kind.startswith("int"):
            number = _PMID.fullmatch(text) if name == "pmid" else _NUMBER.fullmatch(text)
            return self._fix(error, node, int(number[1])) if number else None
        if name == "doi" and (doi := _DOI.fullmatch(text)) is not None:
            return self._fix(error, node, doi[1])
        if error["loc"][0] == "aliases" and _PATH.fullmatch(text):
            return self._fix(error, node, f"/{text}")
        return None

    def _rename(self, loc: tuple[int | str, ...], key: Scalar) -> Fix | None:
        """The known key that one which nobody knows can only be."""
        *above, unknown = loc
        known = [name for name in field_names(self.model, above) if name != "extra"]
        right = _SAID_OTHERWISE.get((str(above[-1]) if above else "", str(unknown))) or certain_word(
            str(unknown), known
        )
        group = self._find(self.root, above)[0]
        if right is None or not isinstance(group, Mapping) or group.key(right) is not None:
            return None
        is_right = self._fits([*above, right], lambda values, name: values.__setitem__(name, values.pop(unknown)))
        return rewrite(key, right) if is_right else None

    def _takes_ids(self, loc: Iterable[int | str]) -> bool:
        field = field_at(self.model, loc)
        return field is not None and SLUG_PATTERN in str(field.annotation)

    def _items(self, loc: list[int | str], text: str) -> str:
        """One text as what stands between the brackets of a list: names become ids where ids belong."""
        if self._takes_ids(loc):
            names = [each for name in _SEVERAL.split(text) for each in _ids_without_comma(name) or (name,)]
            return ", ".join(slug for name in names if (slug := plain_slug(name))) or "…"
        return in_quotes(text) if any(sign in text for sign in "[]{}#:\"'") else shown(text, len(text))

    def _fill_in(self, kind: str, loc: list[int | str], *, in_list: bool) -> str:
        if in_list:
            return "fill it in, or take it out of the list"
        if kind in _GROUPS and field_at(self.model, loc) is None:
            return "write its keys below it, indented by two spaces, or delete the line"
        return f"fill it in: {self._sketch(loc)}"

    def _group(self, kind: str, error: ErrorDetails, node: Node, way: list[str]) -> Diagnostic:
        """A list or a group of keys where a single value should be, or the other one of the two."""
        name = ".".join(way) or "the front matter"
        if kind.startswith("date"):
            return self._fault(faults.BAD_DATE, node.span, f"`{name}` takes a date", explain_date("", quoted=False)[1])
        if kind != "string_type":
            told = self._no_source(kind, error["loc"], node) or _wrong_value(error, name, "")
            return self._fault(faults.WRONG_TYPE, node.span, *told)
        if (text := colon_in_text(node)) is not None:
            before = "- " if way[-1].isdigit() else f"{way[-1]}: "
            return self._fault(faults.WRONG_TYPE, text[0], *colon_words(text[1], before))
        message = f"`{name}` takes one text, not a list or group"
        return self._fault(faults.WRONG_TYPE, node.span, message, "write one text")

    def _find(self, node: Node, loc: Iterable[int | str]) -> tuple[Node, Scalar | None, list[str]]:
        """The deepest node that exists on the way ``loc``, the key it stands under, and the way's readable form."""
        key: Scalar | None = None
        way: list[str] = []
        for step in loc:
            if isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items):
                node = node.items[step]
                way.append(str(step + 1))
            elif isinstance(node, Mapping):
                if id(node) not in self._entries:
                    entries = {name.text: (name, value) for name, value in reversed(node.entries)}  # the first counts
                    self._entries[id(node)] = entries
                if (found := self._entries[id(node)].get(str(step))) is not None:
                    key, node = found
                    way.append(shown(str(step)))
        return node, key, way

    def _guess(self, loc: tuple[int | str, ...]) -> str | None:
        """The known key that one which nobody knows was probably meant to be."""
        *above, last = loc
        unknown = str(last)
        if len(unknown) > _LONGEST:
            return None
        known = self._known(above)
        guess = did_you_mean(unknown, known)
        if guess is None and not above:
            alike = (name for name in known if difflib.SequenceMatcher(None, unknown, name).ratio() > _ALIKE)
            guess = next(alike, None)
        return guess

    def _known(self, above: Iterable[int | str]) -> list[str]:
        """The keys that a place takes."""
        way = list(above)
        return [*field_names(self.model, way), *(self.also_known if not way else ())]

    def _unknown_key(self, error: ErrorDetails, guess: str | None, *, look: bool) -> Diagnostic:
        """``look``: whether it may be the rest of a text; nobody reads what is said of the hundredth."""
        _, key, _ = self._find(self.root, error["loc"])
        place = key.span if key else START
        if not look:
            return self._fault(faults.UNKNOWN_KEY, place, "this is no known key", "delete it")
        *parents, unknown = [str(step + 1 if isinstance(step, int) else step) for step in error["loc"]]
        above = error["loc"][:-1]
        texts = [name for name in field_names(self.model, above) if is_free_text(self.model, (*above, name))]
        if (cut := cut_by_comma(self._find(self.root, above)[0], unknown, texts)) is not None:
            return self._fault(faults.YAML_SURPRISE, *cut)
        known = self._known(above)
        where = f" in `{'.'.join(map(shown, parents))}`" if parents else ""
        extra = " (YAML even reads it as true or false)" if unknown.casefold() in ("on", "off", "yes", "no") else ""
        help_ = f"did you mean `{guess}`?" if guess else f"known keys: {', '.join(map(literal, sorted(known)))}"
        return self._fault(
            faults.UNKNOWN_KEY,
            place,
            f"`{shown(unknown)}` is not a known key{where}{extra}",
            f"{help_} (anything of your own goes under `extra`)" if not parents and "extra" in known else help_,
            self._rename(error["loc"], key) if key else None,
        )


_MEANT = re.compile(r"[\[\]{}#:]")
"""Signs that mean something between the brackets of a list."""
_SAID_OTHERWISE = {("review", "on"): "date"}
"""Keys that other programs call otherwise, each with the key that it stands below."""
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s?#%]+)", re.IGNORECASE)
_PMID = re.compile(
    r"(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/|PMID:?\s*)?([1-9]\d*)/?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([1-9]\d*)")
_PATH = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~/-]*")


def _steps(node: Node, loc: Iterable[int | str]) -> list[int | str]:
    """The part of ``loc`` that leads through the front matter, without what pydantic says of types."""
    way: list[int | str] = []
    for step in loc:
        if isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Mapping) and (found := node.get(str(step))) is not None:
            node = found
        else:
            break
        way.append(step)
    return way


def colon_words(text: str, before: str) -> tuple[str, str]:
    """Sentence and help for a text with a colon in it. ``before``: what stands before it, a hyphen or a key."""
    word = text.partition(":")[0]
    message = f"YAML takes `{shown(word)}:` for a key, because a space follows the colon"
    return message, quotes_help("put the whole text in quotes", text, before)


_TYPES = {bool: "yes or no", int: "a number", dt.date: "a date"}
_ADDRESS = re.compile(r"https?://\S{1,290}")
_SEVERAL = re.compile(r"[,;&]|\band\b")
_GROUPS = ("model_type", "model_attributes_type", "dict_type")


def _bad_language(text: str) -> tuple[str, str]:
    return f"`{shown(text)}` is not a language", "write its short code: `en`, `es`, `ar`, `pt-BR`"


def _bad_id(text: str) -> tuple[str, str]:
    slug = plain_slug(text)
    message = f"`{shown(text)}` cannot be an id: only letters, digits, dots, hyphens and low lines can"
    return message, f"write `{shown(slug)}`" if slug else "use small letters, digits and hyphens"


def _identifier(kind: str, way: list[str], text: str) -> tuple[str, str] | None:
    """Sentence and help for a value of an identifier's or an address's form, where it can be seen what was meant."""
    if way[-1] not in ("doi", "pmid", "url") or kind not in ("int_type", "string_pattern_mismatch"):
        return None
    return explain_identifier(way[-1], text, of_source=way[0] == "sources")


def _allowed(context: dict[str, Any]) -> list[str]:
    return [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]


def _wrong_value(error: ErrorDetails, name: str, text: str) -> tuple[str, str]:
    """Sentence and help for a value of the right type that is not allowed, or of the wrong type."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        allowed = _allowed(context)
        guess = did_you_mean(text, allowed)
        hint = f"did you mean `{guess}`? " if guess else ""
        return f"`{shown(text)}` is not a value of `{name}`", f"{hint}write one of: {', '.join(map(literal, allowed))}"
    if kind == "tuple_type":
        return f"`{name}` takes a list", "write `[…]`, or a line for each beginning with a hyphen"
    if kind in _GROUPS:
        return f"`{name}` takes a group of keys", "write each key on its own line below it, indented by two spaces"
    if kind == "too_short":
        return f"`{name}` is an empty list", "give at least one"
    if kind == "string_too_long":
        return f"`{name}` is too long", f"use at most {context['max_length']} characters"
    if limit := [f"{context[bound]} or {word}" for bound, word in (("ge", "more"), ("le", "less")) if bound in context]:
        return f"`{shown(text)}` is not a value of `{name}`", f"write {limit[0]}"
    if kind.startswith("int"):
        return f"`{shown(text)}` is not a value of `{name}`", "write a whole number, without quotes"
    if kind.startswith("bool"):
        return f"`{name}` takes true or false, not `{shown(text)}`", "write true or false"
    if kind == "string_pattern_mismatch":
        return _pattern(name.rsplit(".", maxsplit=1)[-1] if not name[-1].isdigit() else name.split(".")[-2], name, text)
    return f"`{name}` cannot be used as it is", str(error["msg"])


def _pattern(field: str, name: str, text: str) -> tuple[str, str]:
    if field == "url":
        return f"`{shown(text)}` is not a web address", "write the whole address, beginning with `https://`"
    if field == "doi":
        return f"`{shown(text)}` is not a DOI", "write it without the address before it: `10.1000/xyz123`"
    if field == "aliases":
        return f"`{shown(text)}` is not an address of this site", "begin with a slash: `/old/path/`"
    if field == "lang":
        return _bad_language(text)
    use = "in" if name[-1].isdigit() else "as"  # an item of a list
    return (
        f"`{shown(text)}` cannot be used {use} `{name.rstrip('.0123456789')}`: only a–z, 0–9 and single hyphens can",
        f"write `{shown(plain_slug(text), 100)}`" if plain_slug(text) else "use small letters, digits and hyphens",
    )


def _ids_without_comma(text: str) -> list[str]:
    """Ids with only spaces between them, one of which at least is no single word; empty where it may be one name."""
    parts = text.split()
    return parts if len(parts) > 1 and all(map(is_slug, parts)) and any("-" in part for part in parts) else []
