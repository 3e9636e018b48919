"""CP509 bare-percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["BarePercentage"]

_PERCENT = re.compile(
    r"\b(\d+(?:\.\d+)?) ?(?:%|per ?cent|percent) (?:of|to \d+ ?%? of) (?:all |the )?"
    r"(?:people|patients|women|men|adults|children|babies|those|cases|users|participants|persons|individuals)",
    re.IGNORECASE,
)
"""Of people: strengths of solutions and shares of food are meant as they stand."""
_IN_PEOPLE = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|half) (?:in|out of|of) (?:every )?\d",
    re.IGNORECASE,
)


def _example(number: str) -> str:
    value = float(number)
    if value >= 1:
        return f"write about {value:.0f} in 100 people, and the percentage in brackets"
    return f"write about {max(1, round(value * 10))} in 1,000 people, and the percentage in brackets"


class BarePercentage(WordRule):
    """What it checks
    A percentage of people stands beside a number of people: 3 in 100.

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
                help_ = _example(match[1])
                message = f"“{match[0]}” alone is hard to picture"
                yield self.in_words(text, context, passage, match[0], (message, help_))
