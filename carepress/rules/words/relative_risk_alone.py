"""CP510 relative-risk-alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["RelativeRiskAlone"]

_RISK = r"(?:risks?|chances?|odds|likelihood)"
_SHARE = r"\d+ ?(?:%|per ?cent)"
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?)"
_TIMES = rf"(?:twice|{_NUMBER} times)"
_DOUBLED = rf"\b(?:doubl|tripl|quadrupl|halv)(?:e|es|ed|ing) (?:the|your|their|this) {_RISK}\b"
_WITHOUT_NUMBER = re.compile(_DOUBLED, re.IGNORECASE)
_RELATIVE = re.compile(
    rf"{_DOUBLED}"
    rf"|\b{_TIMES} (?:(?:as|more) (?:likely|common)|(?:the|your|higher|greater) {_RISK})\b"
    rf"|\b(?:increas|rais|reduc|lower|cut)\w* (?:the|your|their) {_RISK}[^.]{{0,60}}?"
    rf" by (?:about |around |up to )?{_SHARE}"
    rf"|\b{_RISK}\b[^.]{{0,80}}? (?:{_SHARE} (?:higher|lower|greater)|{_TIMES} (?:as|higher|greater)|{_NUMBER}-?fold)\b"
    rf"|\b{_SHARE} (?:(?:higher|lower|greater|increased|reduced) {_RISK}|(?:more|less) likely)\b"
    rf"|\b(?:{_SHARE}|{_NUMBER}-?fold) (?:increase|rise|reduction|decrease|drop|fall) in (?:\w+ )?{_RISK}\b",
    re.IGNORECASE,
)
_WORDS = frozenset({"risk", "risks", "chance", "chances", "odds", "likelihood", "twice", "times", "cent", "percent"})
"""One of these is in whatever the pattern finds, or a sign for per cent."""
_NUMBERS = frozenset({"twice", "times", "cent", "percent"})
_ABSOLUTE = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|half) (?:in|out of|of|people in) (?:every )?\d", re.IGNORECASE
)


class RelativeRiskAlone(WordRule):
    """What it checks
    A change of risk stands beside the risks themselves.

    Why it matters to readers
    “Doubles the risk” frightens people away from what helps: from 1 to 2 in 10,000 is little.

    Example
    It doubles the risk of clots.

    Use instead
    It raises the risk of clots from about 5 to about 10 in 10,000 women a year.

    Source
    PIF TICK: risk communication; CDC Clear Communication Index, item 17.
    """

    code = "CP510"
    slug = "relative-risk-alone"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for passage in context.prose(text).passages:
            if _WORDS.isdisjoint(passage.vocabulary) and "%" not in passage.text:
                continue
            has_number = not _NUMBERS.isdisjoint(passage.vocabulary) or "%" in passage.text or "fold" in passage.text
            match = (_RELATIVE if has_number else _WITHOUT_NUMBER).search(passage.text)
            if match is not None and not _ABSOLUTE.search(passage.text):
                message = f"“{match[0]}” says nothing without the risk itself"
                help_ = "say both: from about … to about … in 10,000 people"
                yield self.in_words(text, context, passage, match[0], (message, help_))
