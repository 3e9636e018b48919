"""CP508 patient-for-you."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["PatientForYou"]

_PATIENTS = re.compile(
    r"\b(?:the |all |most |many |some |these |those )?"
    r"(?P<who>patients|sufferers|individuals|(?<!\ba )(?<!\bthe )persons"
    r"|(?:the|an?|each|every) patient(?! information| leaflet))\b"
    r"(?! groups?| information| leaflets?| organi[sz]ations?| who volunteer)",
    re.IGNORECASE,
)
_WORDS = frozenset({"patients", "sufferers", "individuals", "persons", "patient"})


class PatientForYou(WordRule):
    """What it checks
    The text speaks to “you”, or of “people”; not of patients, sufferers, persons or individuals.

    Why it matters to readers
    Readers do not think of themselves as patients, and wonder who is meant.

    Example
    Patients may feel dizzy.

    Use instead
    You may feel dizzy.

    Source
    NHS content guide: how we write; PEMAT 21.
    """

    code = "CP508"
    slug = "patient-for-you"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        told: set[str] = set()
        for passage in context.prose(text).passages:
            if (_WORDS - told).isdisjoint(passage.vocabulary):
                continue
            for match in _PATIENTS.finditer(passage.text):
                word = match["who"].lower().rpartition(" ")[2]
                if word not in told:
                    told.add(word)
                    message = f"“{match[0]}” keeps the reader at a distance"
                    yield self.in_words(text, context, passage, match["who"], (message, "write you, or people"))
