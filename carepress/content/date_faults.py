"""What an editor meant who wrote a date in another way, and how to write it.

A date that can be read in one way only is given back as it should be; of two readings the editor chooses.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from carepress.content.yaml_source import YEARS
from carepress.content.yaml_spelling import shown

__all__ = ["explain_date", "only_date"]

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[Tt ]+\d{1,2}:\d\d\S*.*)?\Z")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[-. ]+(?:of )?(?P<month>[A-Za-z]{3,})\.?[-,. ]+(?P<year>\d{4})\Z"
)
_MONTH_DAY = re.compile(r"(?P<month>[A-Za-z]{3,})\.?[- ]+(?P<day>\d{1,2})(?:st|nd|rd|th)?[-,. ]+(?P<year>\d{4})\Z")
_RIGHT_FORM = re.compile(r"\d{4}-\d\d-\d\d\Z")
_LONG_DASHES = str.maketrans(dict.fromkeys("‒–—―", "-"))
_LIKE_HYPHENS = str.maketrans(dict.fromkeys("‐‑−﹣－", "-"))
_FORM = "write the day as year-month-day, without quotes: `2026-10-02`"


def only_date(text: str) -> dt.date | None:
    """The day that a text means, where it can be read in one way only."""
    readings = {day for parts in _parts(_with_hyphens(text)) if (day := _day(*parts)) is not None}
    return readings.pop() if len(readings) == 1 else None


def explain_date(text: str, *, quoted: bool) -> tuple[str, str]:
    """Sentence and help for a text that stands where a date should."""
    numbers = _parts(_with_hyphens(text))
    meant = [day for parts in numbers if (day := _day(*parts)) is not None]
    if not numbers:
        return f"`{shown(text)}` is not a date", _FORM
    if not meant:
        return _impossible(text, *numbers[0])
    if quoted and _RIGHT_FORM.match(text):
        return f"`{text}` stands in quotes, so it is a text and not a date", f"take the quotes away: `{text}`"
    right = f"`{meant[0]}`" if len(meant) == 1 else ", or ".join(f"`{day}` for {_in_words(day)}" for day in meant)
    help_ = f"write {right}, without quotes" if quoted else f"write {right}"
    if text.translate(_LONG_DASHES) != text:
        return f"long dashes stand in `{shown(text)}`, where hyphens should", help_
    if text.translate(_LIKE_HYPHENS) != text:
        return f"signs stand in `{shown(text)}` that only look like hyphens", help_
    return f"`{shown(text)}` is not a date written as year-month-day", help_


def _with_hyphens(text: str) -> str:
    """A date with hyphens in place of the dashes and minus signs that word processors make of them."""
    return text.strip().translate(_LONG_DASHES).translate(_LIKE_HYPHENS)


def _parts(text: str) -> list[tuple[int, int, int]]:
    """Every way to read a text as year, month and day, whether there is such a day or not."""
    if match := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        return [(int(match[1]), int(match[2]), int(match[3]))]
    if match := _YEAR_LAST.match(text):
        one, other, year = map(int, match.groups())
        return list(dict.fromkeys([(year, other, one), (year, one, other)]))
    if match := _DAY_MONTH.match(text) or _MONTH_DAY.match(text):
        number = _month(match["month"])
        return [(int(match["year"]), number, int(match["day"]))] if number else []
    return []


def _month(word: str) -> int | None:
    """The number of a month's English name, which may be cut short."""
    word = word.casefold()
    return next((number for name, number in _MONTHS.items() if name.startswith(word)), None)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _impossible(text: str, year: int, month: int, _: int) -> tuple[str, str]:
    """Sentence and help for a day that does not exist."""
    message = f"there is no day `{text}`"
    if year not in YEARS:
        return f"`{text}` is not a day between {YEARS[0]} and {YEARS[-1]}", "check the year"
    if not 1 <= month <= len(_MONTHS):
        return f"{message}: a year has 12 months", "check the month; the order is year-month-day"
    last = calendar.monthrange(year, month)[1]
    return f"{message}: {calendar.month_name[month]} {year} has {last} days", "check the day and the month"


def _in_words(day: dt.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
