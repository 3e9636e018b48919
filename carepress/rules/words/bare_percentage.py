"""CP509 bare-percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["BarePercentage"]

_PERCENT = re.compile(
    r"\b(?<![\d.,])(?:(?P<low>\d+(?:\.\d+)?) ?(?:%|per ?cent)? ?(?:to|or|and|-|–) ?)?"
    r"(?P<high>\d+(?:\.\d+)?) ?(?:%|per ?cent) "
    r"(?:(?:or (?:more|less|fewer) )?of "
    r"(?:(?:all|the|these|such|affected|infected|pregnant|healthy|older|younger) ){0,2}"
    r"(?P<who>people|patients|women|men|adults|children|babies|infants|newborns|girls|boys|smokers|users|participants"
    r"|persons|individuals|those|cases|pregnancies|population)"
    r"|(?:lifetime |overall |higher )?(?:chance|risk|likelihood|probability))\b",
    re.IGNORECASE,
)
"""Of people: strengths of solutions and shares of food are meant as they stand."""
_IN_PEOPLE = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|half) (?:in|out of|of) (?:every )?\d",
    re.IGNORECASE,
)


ALL = 100
_OTHERS = (
    "women",
    "men",
    "adults",
    "children",
    "babies",
    "infants",
    "newborns",
    "girls",
    "boys",
    "smokers",
    "pregnancies",
)
"""Whoever else a percentage can be of, and how to name them."""


def _example(match: re.Match[str]) -> str:
    who = (match["who"] or "").lower()
    values = [float(number) for number in (match["low"], match["high"]) if number]
    if max(values) > ALL:
        return "check the number: no share of people is above 100%"
    all_of, factor = ("1,000", 10) if min(values) < 1 else ("100", 1)
    some = " to ".join(f"{max(1, round(value * factor))}" for value in values)
    return f"write about {some} in {all_of} {who if who in _OTHERS else 'people'}, and the percentage in brackets"


class BarePercentage(WordRule):
    """What it checks
    A percentage of people, or a chance in per cent, stands beside a number of people: 3 in 100.

    Why it matters to readers
    Many readers cannot tell whether 3% is much; three in a hundred they can picture.

    Example
    Headache affects 3% of people.

    Use instead
    Headache affects about 3 in 100 people (3%).

    Source
    PIF TICK: risk communication; CDC Clear Communication Index, item 17.
    """

    code = "CP509"
    slug = "bare-percentage"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for passage, sentence, _ in context.prose(text).sentences:
            match = _PERCENT.search(sentence) if "%" in sentence or "cent" in sentence else None
            if match is not None and not _IN_PEOPLE.search(sentence):
                help_ = _example(match)
                message = f"“{match[0]}” alone is hard to picture"
                yield self.in_words(text, context, passage, match[0], (message, help_))
