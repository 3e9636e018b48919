"""The times of an aftercare timeline in the words of a page's language."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from carepress.content.aftercare import Time
from carepress.site.i18n import Words

__all__ = ["in_words"]


def _marked(one: str, many: str) -> tuple[str, str]:
    """A message and its plural, found by name when messages are collected."""
    return one, many


ngettext = _marked

_EXACT: Mapping[tuple[str, str], tuple[str, str]] = {
    ("after", "minute"): ngettext("After %(n)s minute", "After %(n)s minutes"),
    ("after", "hour"): ngettext("After %(n)s hour", "After %(n)s hours"),
    ("after", "day"): ngettext("After %(n)s day", "After %(n)s days"),
    ("after", "week"): ngettext("After %(n)s week", "After %(n)s weeks"),
    ("after", "month"): ngettext("After %(n)s month", "After %(n)s months"),
    ("for", "minute"): ngettext("For %(n)s minute", "For %(n)s minutes"),
    ("for", "hour"): ngettext("For %(n)s hour", "For %(n)s hours"),
    ("for", "day"): ngettext("For %(n)s day", "For %(n)s days"),
    ("for", "week"): ngettext("For %(n)s week", "For %(n)s weeks"),
    ("for", "month"): ngettext("For %(n)s month", "For %(n)s months"),
}
_RANGE: Mapping[tuple[str, str], tuple[str, str]] = {
    ("after", "minute"): ngettext("After %(first)s to %(n)s minute", "After %(first)s to %(n)s minutes"),
    ("after", "hour"): ngettext("After %(first)s to %(n)s hour", "After %(first)s to %(n)s hours"),
    ("after", "day"): ngettext("After %(first)s to %(n)s day", "After %(first)s to %(n)s days"),
    ("after", "week"): ngettext("After %(first)s to %(n)s week", "After %(first)s to %(n)s weeks"),
    ("after", "month"): ngettext("After %(first)s to %(n)s month", "After %(first)s to %(n)s months"),
    ("for", "minute"): ngettext("For %(first)s to %(n)s minute", "For %(first)s to %(n)s minutes"),
    ("for", "hour"): ngettext("For %(first)s to %(n)s hour", "For %(first)s to %(n)s hours"),
    ("for", "day"): ngettext("For %(first)s to %(n)s day", "For %(first)s to %(n)s days"),
    ("for", "week"): ngettext("For %(first)s to %(n)s week", "For %(first)s to %(n)s weeks"),
    ("for", "month"): ngettext("For %(first)s to %(n)s month", "For %(first)s to %(n)s months"),
}
"""By word and unit. Each a message of its own: in many languages a number's words change after "after" and "for"."""


def in_words(time: Time, say: Words) -> Markup:
    """``After 3 to 5 days``."""
    messages = _RANGE if time.last != time.first else _EXACT
    return say.ngettext(*messages[time.word, time.unit], time.last, n=time.last, first=time.first)
