"""CP704 term-twice."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.diagnostics import START, Diagnostic, Level
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

    def check(self, context: Context) -> Iterator[Diagnostic]:
        owners: dict[str, str] = {}
        for term, entry in context.library.glossary.items():
            for form in (term, *entry.also):
                owner = owners.setdefault(form.casefold(), term)
                if owner != term:
                    yield Diagnostic(
                        self.fault,
                        "glossary.yaml",
                        START,
                        f"`{form}` is explained under `{owner}` and under `{term}`",
                        "keep it in one of the two",
                    )
