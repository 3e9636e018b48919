"""CP320 translation-outdated."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["OldTranslation"]


class OldTranslation(Rule):
    """What it checks
    The original of a translation was not changed after the day on which the two were last in step. The translation
    says that day as translated; where it does not, its last change counts.

    Why it matters to readers
    A warning that was added to the original is missing from the translation. The page says so, and leads to the
    original, until the translation is in step again.

    Example
    translated: 2026-03-01, where the original has modified: 2026-10-01

    Use instead
    Take over what has changed, then write today's date: translated: 2026-10-05

    Source
    Carepress: content model.
    """

    code = "CP320"
    slug = "translation-outdated"
    level = Level.ADVICE

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        original = context.library.newer_original(text)
        if original is None:
            return
        place = next(name for name in ("translated", "modified", "date") if getattr(text.details.meta, name))
        yield self.at(
            text,
            place,
            f"the original, {original.path}, was changed on {original.modified}, after this translation",
            "take over what has changed, then write the day on which you did: `translated: year-month-day`; "
            "until then the page tells readers",
        )
