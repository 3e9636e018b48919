"""Fixes of what loading finds: what a person would do without thinking, and nothing that has to be guessed.

A word is put in place of another only where there is one that it can be, and never where digits differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from carepress.content.yaml_source import Scalar
from carepress.content.yaml_spelling import quote
from carepress.diagnostics import Edit, Fix, Span

__all__ = ["bracketed", "certain_word", "change", "quoted", "retyped", "rewrite"]

SHORTEST = 5
"""Letters of a word from which on one wrong letter leaves no doubt."""
_BARE = re.compile(r"[A-Za-z0-9/][\w./()-]*")
_DIGIT = re.compile(r"\d")


def change(span: Span, text: str) -> Fix:
    """Other words in one place."""
    return Fix((Edit(span, text),))


def rewrite(scalar: Scalar, text: str) -> Fix | None:
    """Another text for a value or a key, with its quotes if it has any; None where it goes over several lines."""
    return change(scalar.span, text) if scalar.span.line == scalar.span.end_line else None


def quoted(scalar: Scalar) -> Fix | None:
    """The same text in quotes. None where a comment follows, which may be part of it."""
    span = scalar.span
    as_written = scalar.plain and span.end_column - span.column == len(scalar.text)
    return rewrite(scalar, quote(scalar.text)) if as_written and not scalar.comment else None


def bracketed(scalar: Scalar) -> Fix | None:
    """One text as a list of one; None where it goes over several lines."""
    span = scalar.span
    begin, end = Span(*span[:2], *span[:2]), Span(*span[2:], *span[2:])
    return Fix((Edit(begin, "["), Edit(end, "]"))) if span.line == span.end_line else None


def retyped(scalar: Scalar, text: str) -> Fix | None:
    """Another text for a value, in the quotes that it has; in quotes of its own where it needs some."""
    span = scalar.span
    if scalar.plain:
        return rewrite(scalar, text if _BARE.fullmatch(text) else quote(text))
    if span.line != span.end_line or span.end_column - span.column != len(scalar.text) + 2 or "'" in text:
        return rewrite(scalar, quote(text))
    return change(Span(span.line, span.column + 1, span.line, span.end_column - 1), text)


def certain_word(typed: str, known: Iterable[str]) -> str | None:
    """The only known word that ``typed`` can be: with other capitals and hyphens, or one wrong letter."""
    words = list(dict.fromkeys(known))
    same = [word for word in words if _plain(word) == _plain(typed)]
    if same or len(typed) < SHORTEST:
        return same[0] if len(same) == 1 else None
    near = [word for word in words if _is_near(_plain(typed), _plain(word))]
    return near[0] if len(near) == 1 else None


def _plain(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _is_near(one: str, other: str) -> bool:
    """One letter too many, too few, wrong, or two that have changed places; no digit."""
    if abs(len(one) - len(other)) > 1 or _DIGIT.findall(one) != _DIGIT.findall(other):
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, of_other = one[start:], other[start:]
    swapped = rest[:2] == of_other[1::-1] and rest[2:] == of_other[2:]
    return swapped or rest[1:] == of_other[1:] or rest[1:] == of_other or rest == of_other[1:]
