"""What files suppress, held against what was found in them: which faults are not told, and what is wrong with that.

A suppression is judged by what rules find, whatever the site makes of their faults: a setting elsewhere does not make
an article's suppression useless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carepress.content import faults as load_faults
from carepress.content.suppression import Suppressed
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import Diagnostic, Fault, Level, declared_faults, did_you_mean

__all__ = ["SUPPRESSION_FAULTS", "Judgement", "judge"]


def _fault(code: str, slug: str, level: Level, what: str, why: str, example: str, instead: str) -> Fault:
    docs = f"What it checks\n{what}\n\nWhy it matters to readers\n{why}\n\nExample\n{example}\n\n"
    return Fault(code, slug, level, f"{docs}Use instead\n{instead}\n\nSource\nCarepress: content model.")


_GROUP = re.compile(r"CP\d{0,2}", re.IGNORECASE)
"""The beginning of many codes."""
_QUOTED = "reason: The consent form must be quoted word for word."

RULE_UNKNOWN = _fault(
    "CP030",
    "suppressed-rule-unknown",
    Level.INTEGRITY,
    "A suppression names one rule, by its code or its slug.",
    "A misspelt name hides nothing, or one day something else.",
    f"suppress:\n  - rule: long-sentense\n    {_QUOTED}",
    f"suppress:\n  - rule: long-sentence\n    {_QUOTED}",
)
REFUSED = _fault(
    "CP031",
    "suppression-refused",
    Level.INTEGRITY,
    "Only editorial faults and advice are suppressed: no fault of integrity, and none of suppressions themselves.",
    "With a fault of integrity the page could not be right: a link leads nowhere, or words are lost.",
    f"suppress:\n  - rule: dead-link\n    {_QUOTED}",
    "A link that leads somewhere.",
)
TWICE = _fault(
    "CP033",
    "suppression-twice",
    Level.INTEGRITY,
    "A rule is suppressed once in one place.",
    "Of two reasons for one thing, nobody knows which one holds.",
    f"suppress:\n  - rule: long-sentence\n    {_QUOTED}\n  - rule: CP501\n    reason: It is a quotation.",
    f"suppress:\n  - rule: long-sentence\n    {_QUOTED}",
)
WITHOUT_EFFECT = _fault(
    "CP035",
    "suppression-without-effect",
    Level.EDITORIAL,
    "A suppression hides something that would be told without it.",
    "One that is left over would hide, unseen, what somebody writes later.",
    f"suppress:\n  - rule: long-sentence\n    {_QUOTED}\n\nand no long sentence in the text",
    "Nothing: delete the suppression.",
)
SUPPRESSION_FAULTS = (
    RULE_UNKNOWN,
    REFUSED,
    load_faults.SUPPRESSION_UNEXPLAINED,
    TWICE,
    load_faults.SUPPRESSED_SECTION,
    WITHOUT_EFFECT,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of the suppressions of one file."""

    reasons: dict[Diagnostic, str]
    """What is not told, and why."""
    faults: list[Diagnostic]
    """What is wrong with the suppressions."""


def judge(path: str, suppressed: Sequence[Suppressed], found: Iterable[Diagnostic], *, is_live: bool) -> Judgement:
    """Hold the suppressions of a file against all that was ``found`` in it.

    Whether one has no effect is said only where everything is known: the text ``is_live``, so that rules have looked at
    it, and nothing in it is wrong that could have kept them from seeing it as it will be.
    """
    found = list(found)
    is_known = is_live and not any(each.fault.level is Level.INTEGRITY for each in found)
    judgement = Judgement({}, [])
    usable: list[tuple[Suppressed, Fault]] = []
    for each in suppressed:
        fault = _named(each.rule)
        told = _not_usable(each, fault) or _given_before(each, fault, usable)
        if told is not None:
            judgement.faults.append(Diagnostic(told[0], path, each.span, *told[1:]))
            continue
        assert fault is not None  # noqa: S101 - a rule that nobody knows is not usable
        usable.append((each, fault))
        alike = [diagnostic for diagnostic in found if diagnostic.fault is fault]
        hidden = [diagnostic for diagnostic in alike if each.covers(diagnostic.span)]
        judgement.reasons.update(dict.fromkeys(hidden, each.reason))
        if not hidden and is_known:
            words = _without_effect(each, sorted(alike, key=lambda diagnostic: diagnostic.order))
            judgement.faults.append(Diagnostic(WITHOUT_EFFECT, path, each.span, *words))
    return judgement


def _named(name: str) -> Fault | None:
    return next((fault for fault in declared_faults() if name in (fault.code, fault.slug)), None)


Told = tuple[Fault, str, str]


def _not_usable(each: Suppressed, fault: Fault | None) -> Told | None:
    name = shown(each.rule)
    if fault is None:
        names = [name for known in declared_faults() for name in (known.code, known.slug)]
        guess = did_you_mean(each.rule, names)
        if guess is None or _GROUP.fullmatch(each.rule):
            help_ = "write the code or the slug of one rule, as `carepress check` prints it: `CP501` or `long-sentence`"
        else:
            help_ = f"did you mean `{guess}`?"
        return RULE_UNKNOWN, f"there is no rule `{name}`", help_
    if fault in SUPPRESSION_FAULTS:
        return REFUSED, f"`{name}` is about suppressions, and cannot be suppressed itself", "delete this suppression"
    if fault.level is Level.INTEGRITY:
        message = f"`{name}` cannot be suppressed: with what it finds, the page could not be right"
        return REFUSED, message, "mend what it finds, and delete this suppression"
    return None


def _given_before(each: Suppressed, fault: Fault | None, usable: Iterable[tuple[Suppressed, Fault]]) -> Told | None:
    for other, known in usable:
        if known is not fault or (other.section and each.section and other.section != each.section):
            continue
        where = f"in `{shown(other.section)}`" if other.section else "in the whole text"
        message = f"`{shown(each.rule)}` is suppressed {where} already, on line {other.span.line}"
        return TWICE, message, "delete one of the two"
    return None


def _without_effect(each: Suppressed, elsewhere: Sequence[Diagnostic]) -> tuple[str, str]:
    where = f" in `{shown(each.section)}`" if each.section else ""
    message = f"nothing is hidden by this: `{shown(each.rule)}` finds nothing{where}"
    if elsewhere:
        return f"{message}, but something on line {elsewhere[0].span.line}", "delete it, or correct its section"
    return message, "delete it"
