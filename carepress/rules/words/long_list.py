"""CP505 long-list."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule
from carepress.rules.prose import is_to_look_up

__all__ = ["LongList"]

MOST_ITEMS = 7
"""CDC Clear Communication Index, item 8."""


class LongList(WordRule):
    """What it checks
    A list has at most seven items, or is parted by lists within it; or it lists links, resources or organisations.

    Why it matters to readers
    Nobody keeps more in mind; the important item drowns among the others.

    Example
    Ten side effects in one list.

    Use instead
    Two lists: those that are usual, and those that need a doctor.

    Source
    CDC Clear Communication Index, item 8.
    """

    code = "CP505"
    slug = "long-list"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for each in context.prose(text).lists:
            if each.items <= MOST_ITEMS or each.nested:
                continue
            if each.links * 2 <= each.items and not is_to_look_up(each.before):
                span = context.prose(text).place(each.section, each.first, each.before)
                message = f"this list has {each.items} items; {MOST_ITEMS} are the most that people keep in mind"
                yield self.at(text, span, message, "part it into two lists with a line of words above each")
