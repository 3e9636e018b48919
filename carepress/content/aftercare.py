"""The times of an aftercare timeline: how editors write them, and what somebody meant who wrote them another way.

One form each: ``after 4 hours`` begins then, ``for 24 hours`` ends then; ``3 to 5 days`` is a range.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints

from carepress.content.article import Model, Text
from carepress.content.yaml_spelling import shown

__all__ = ["TIMELINE", "TIME_KEYS", "TIME_PATTERN", "AftercareStep", "Time", "explain_time", "only_time", "read_time"]

TIMELINE = "aftercare_timeline"
"""The key of the front matter."""
TIME_KEYS = ("after", "for", "until")
"""What may stand as a key where somebody forgot ``when``."""
TIME_PATTERN = r"^(after|for) [1-9][0-9]{0,2}( to [1-9][0-9]{0,2})? (minute|hour|day|week|month)s?$"

_TIME = re.compile(r"(after|for) (\d+)(?: to (\d+))? (minute|hour|day|week|month)s?")
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60, "month": 30 * 24 * 60}
"""In each unit; only for putting times in order."""
_FORM = "write after or for, a number and a unit: `after 4 hours`, `for 24 hours`, `after 3 to 5 days`"
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_UNITS = {
    "min": "minute",
    "minute": "minute",
    "h": "hour",
    "hr": "hour",
    "hour": "hour",
    "d": "day",
    "day": "day",
    "wk": "week",
    "week": "week",
    "month": "month",
}
_WORDS = {
    "after": "after",
    "from": "after",
    "in": "after",
    "for": "for",
    "for the first": "for",
    "until": "for",
    "up to": "for",
}
_FREE = re.compile(
    r"(?P<word>after|from|in|for(?: the first)?|until|up to)? ?(?P<first>\d{1,3}|[a-z]+)"
    r"(?: ?(?:-|–|—|to|or) ?(?P<last>\d{1,3}|[a-z]+))? ?(?P<unit>[a-z]+?)s?\.?\Z"
)


class AftercareStep(Model):
    """One step of an aftercare timeline: when, and what to do."""

    when: Annotated[str, StringConstraints(pattern=TIME_PATTERN)] = Field(
        description="After how long it begins, or for how long it holds, counted from the procedure.",
        examples=["after 4 hours"],
    )
    do: Text = Field(
        description="What to do or to leave, in a sentence or two, in Markdown.", examples=["You can exercise again."]
    )


class Time(NamedTuple):
    """When something begins, or how long it holds, counted from the procedure. One number is a range of itself."""

    word: Literal["after", "for"]
    first: int
    last: int
    unit: Literal["minute", "hour", "day", "week", "month"]

    @property
    def minutes(self) -> tuple[int, int]:
        """How long it is from the procedure, for putting times in order: a month has 30 days."""
        return self.first * _MINUTES[self.unit], self.last * _MINUTES[self.unit]

    def __str__(self) -> str:
        span = f"{self.first} to {self.last}" if self.last != self.first else f"{self.first}"
        return f"{self.word} {span} {self.unit}{'' if self.last == 1 else 's'}"


def read_time(text: str) -> Time | None:
    """What a text in the one form means; None where it has another."""
    match = _TIME.fullmatch(text) if re.match(TIME_PATTERN, text) else None
    if match is None:
        return None
    first, last = int(match[2]), int(match[3] or match[2])
    return Time(match[1], first, last, match[4])  # type: ignore[arg-type]  # the pattern has no other words


def only_time(text: str) -> str | None:
    """A text as it should be written, where it says in other words what can be meant in one way only."""
    match = _FREE.match(" ".join(text.lower().split()))
    if match is None or match["word"] is None:
        return None
    first, last = (_number(match[name]) for name in ("first", "last"))
    unit = _UNITS.get(match["unit"])
    if first is None or unit is None or (match["last"] and last is None):
        return None
    right = str(Time(_WORDS[match["word"]], first, last or first, unit))  # type: ignore[arg-type]  # as above
    return right if read_time(right) is not None else None


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() else _NUMBERS.get(text)


def explain_time(text: str) -> tuple[str, str]:
    """Sentence and help for a text that is no time of a timeline."""
    right = only_time(text)
    if right is None and (both := [only_time(f"{word} {text}") for word in ("after", "for")])[0] is not None:
        return (
            f"`{shown(text)}` does not say whether it begins or ends then",
            f"write `{both[0]}`, if it begins then; write `{both[1]}`, if it holds until then",
        )
    return f"`{shown(text)}` cannot be read as a time", f"write `{right}`" if right else _FORM
