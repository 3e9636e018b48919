"""CP704 term-twice."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.table import place_in
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["TermTwice"]


class TermTwice(Rule):
    """What it checks
    Each word is explained once in glossary.yaml, as a term or under also.

    Why it matters to readers
    Readers would get one of two explanations by chance.

    Example
    toxin: {also: [poison]} and poison: {…}

    Use instead
    One entry for both.

    Source
    Carepress: content model.
    """

    code = "CP704"
    slug = "term-twice"
    level = Level.INTEGRITY

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        glossary = context.library.glossary
        first: dict[str, tuple[str, str]] = {}
        for term, entry in glossary.items():
            forms = {"": term, **{f"also.{number}": form for number, form in enumerate(entry.also)}}
            for place, form in forms.items():
                owner, other_place = first.setdefault(form.casefold(), (term, place))
                if owner != term:
                    line = place_in(glossary, owner, other_place).line
                    message = f"`{form}` is explained under `{owner}` and under `{term}`"
                    help_ = f"keep it in one of the two; the other is on line {line}"
                    yield self.in_table("glossary.yaml", glossary, (term, place), (message, help_))
