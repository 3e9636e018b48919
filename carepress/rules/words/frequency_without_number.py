"""CP511 frequency-without-number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["FrequencyWithoutNumber"]

SECTIONS = ("risks", "side-effects", "benefits")
_OFTEN = r"\b(?:very |more |most |less )?(?:rare(?:ly)?|(?:un)?common(?:ly)?|(?:in)?frequent(?:ly)?)\b"
_FREQUENCY = re.compile(rf"{_OFTEN}(?! (?:cold|sense|to))", re.IGNORECASE)
_HARM = r"(?:side[- ]effects?|complications?|adverse (?:effects|reactions))"
_OF_HARM = re.compile(
    rf"{_OFTEN}(?= (?:(?:but|and) )?(?:(?:serious|severe|mild|possible|dangerous) )?{_HARM}\b)"
    rf"|\b{_HARM} (?:is|are) {_OFTEN}(?! (?:in|than|to|with)\b)",
    re.IGNORECASE,
)
_WORDS = frozenset({"effect", "effects", "complication", "complications", "reactions"})
"""One of these is in whatever is said of harm elsewhere."""


class FrequencyWithoutNumber(WordRule):
    """What it checks
    Where risks and side effects are “rare” or “common”, a number says how rare: in sections on them, and wherever
    side effects or complications are called so.

    Why it matters to readers
    “Common” means 1 in 10 to a regulator and nearly everybody to a reader.

    Example
    Rare side effects include hair loss.

    Use instead
    Fewer than 1 in 1,000 people lose hair.

    Source
    PIF TICK: risk communication; CDC Clear Communication Index, item 17.
    """

    code = "CP511"
    slug = "frequency-without-number"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for passage in context.prose(text).passages:
            if not passage.is_running_text:
                continue
            if passage.section.role in SECTIONS:
                match = _FREQUENCY.search(passage.text)
            else:
                match = None if _WORDS.isdisjoint(passage.vocabulary) else _OF_HARM.search(passage.text)
            if match is not None and not re.search(r"\d", passage.text):
                message = f"“{match[0]}”: how often is that?"
                help_ = "add a number, such as fewer than 1 in 1,000 people, or say that nobody knows it"
                yield self.in_words(text, context, passage, match[0], (message, help_))
