"""CP506 unexplained-abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule
from carepress.rules.prose import Passage

__all__ = ["UnexplainedAbbreviation"]

KNOWN = frozenset(
    {
        "A&E",
        "AIDS",
        "AM",
        "BBC",
        "BMI",
        "CT",
        "DNA",
        "DVD",
        "ECG",
        "EU",
        "FAQ",
        "FDA",
        "GP",
        "HIV",
        "ID",
        "IQ",
        "IU",
        "IV",
        "MD",
        "MRI",
        "NHS",
        "NICE",
        "NIH",
        "OK",
        "PDF",
        "PM",
        "RNA",
        "TV",
        "UK",
        "UN",
        "UNICEF",
        "US",
        "USA",
        "UV",
        "UVA",
        "UVB",
        "WHO",
        "II",
        "III",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "XX",
        "XY",
    }
)
"""What nearly everybody knows, and Roman numbers."""
_ABBREVIATION = re.compile(r"(?<![\w&/.-])[A-Z][A-Z0-9&]*[A-Z](?:s\b)?(?![\w&/-]|\.[A-Z])")

_SHORT = r"([A-Z][A-Z0-9&]*[A-Z])"
_EXPLAINED = re.compile(
    rf"(?<![\w&])(?=(?:{_SHORT}s? \(|{_SHORT}s?,? (?:short for|which stands for)))|(?<=\(){_SHORT}s?\)|\bor {_SHORT}\b"
)
"""In brackets after its words, with its words in brackets, or as another name."""
_NAME = re.compile(r"[IVX]+[A-D]?\d?\b|[A-Z0-9]+ (?:gene|genes|protein|mutation)s?\b")
"""Stages and genes: names, which stand for no words that a reader would miss."""


def _explained_in(passages: Iterable[Passage]) -> set[str]:
    whole = " ".join(passage.text for passage in passages)
    return {short for match in _EXPLAINED.finditer(whole) for short in match.groups() if short}


class UnexplainedAbbreviation(WordRule):
    """What it checks
    An abbreviation stands in brackets after its words at first, or is explained in the glossary.

    Why it matters to readers
    Letters that nobody explained are noise; and one abbreviation can mean two things.

    Example
    You may need a TUG test.

    Use instead
    You may need a “timed up and go” (TUG) test.

    Source
    CDC Clear Communication Index, item 7; NHS content guide.
    """

    code = "CP506"
    slug = "unexplained-abbreviation"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        passages = context.prose(text).passages
        explained = context.library.explained
        told: set[str] | None = None
        for passage in passages:
            for match in _ABBREVIATION.finditer(passage.text):
                short = match[0].removesuffix("s")
                if short in KNOWN or short in explained or _NAME.match(passage.text, match.start()):
                    continue
                if told is None:  # looked for only where there is need: it takes longer than all the rest
                    told = _explained_in(passages)
                if short in told:
                    continue
                told.add(short)
                message = f"`{short}` is not explained"
                help_ = f"write its words at first, and ({short}) after them, or add it to glossary.yaml"
                yield self.in_words(text, context, passage, short, (message, help_))
