"""The page of all words that the glossary explains."""

from __future__ import annotations

from collections.abc import Mapping

from carepress.content.glossary import Term
from carepress.site.a_z import anchor, label
from carepress.site.glossary import Glossary
from carepress.site.i18n import Words
from carepress.site.views import TermGroup, TermView

__all__ = ["heading", "term_groups"]


def heading(say: Words) -> tuple[str, str]:
    """The title of the page, and what it is about."""
    return say.gettext("Words explained"), say.plain("Medical words in plain language.")


def term_groups(glossary: Glossary, terms: Mapping[str, Term], say: Words) -> tuple[TermGroup, ...]:
    """The terms by their first letter, in the order in which people look for them."""
    table: dict[str, list[TermView]] = {}
    for name in sorted(terms, key=say.alphabet.key):
        view = TermView(glossary.anchor(name), name, terms[name].also, terms[name].definition)
        table.setdefault(say.alphabet.first(name), []).append(view)
    letters = say.alphabet.order(set(table))
    return tuple(TermGroup(label(letter), anchor(letter), tuple(table[letter])) for letter in letters)
