"""The page of all words that the glossary explains."""

from __future__ import annotations

from collections.abc import Mapping

from carepress.content.glossary import Term
from carepress.site.a_z import OTHER, anchor, first_letter, label, sorting
from carepress.site.glossary import Glossary
from carepress.site.views import TermGroup, TermView

__all__ = ["term_groups"]


def term_groups(glossary: Glossary, terms: Mapping[str, Term]) -> tuple[TermGroup, ...]:
    """The terms by their first letter, in the order in which people look for them."""
    table: dict[str, list[TermView]] = {}
    for name in sorted(terms, key=sorting):
        view = TermView(glossary.anchor(name), name, terms[name].also, terms[name].definition)
        table.setdefault(first_letter(name), []).append(view)
    return tuple(
        TermGroup(label(letter), anchor(letter), tuple(of))
        for letter, of in sorted(table.items(), key=lambda item: (item[0] == OTHER, item[0]))
    )
