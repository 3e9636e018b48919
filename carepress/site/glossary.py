"""Explains hard words in place: the first use of each glossary term on a page becomes a button with a popover.

The popover is the browser's own (``popover`` attribute): it works by keyboard, by touch and without scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape, unescape
from itertools import count

from carepress.content.body import OPT_OUT
from carepress.content.glossary import Term, forms_of
from carepress.content.kinds import slugify_role

__all__ = ["Glossary", "GlossaryPage"]

_TAGS = re.compile(r"(<[^>]+>)")
_WORD = re.compile(r"\w+")
_SKIP = ("a", "button", "code", "pre", "h3", "h4", "h5", "h6", "th")


class Glossary:
    """All terms, compiled once for a site."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._owner = {_plain(form): name for name, term in terms.items() for form in (name, *term.also)}
        self._anchors: dict[str, str] = {}
        for name in terms:
            base = f"term-{slugify_role(name)}"
            taken = self._anchors.values()
            self._anchors[name] = next(
                anchor for number in count(1) if (anchor := base if number == 1 else f"{base}-{number}") not in taken
            )
        self._keys = {max(_WORD.findall(form), key=len, default="") for form in self._owner}
        written = forms_of(terms)
        forms = sorted(
            {spelling for form in written for spelling in _spellings(form)}, key=lambda form: (-len(form), form)
        )
        pattern = "|".join(map(_pattern, forms))
        self.pattern = re.compile(rf"({OPT_OUT}?)(?<!\w)({pattern})(?!\w)", re.IGNORECASE) if forms else None

    def may_hold(self, html: str) -> bool:
        """False where no term can stand in a text: the pattern, which is slow, need not look."""
        return "" in self._keys or not self._keys.isdisjoint(_WORD.findall(_plain(html)))

    def owner(self, form: str) -> str | None:
        """The term that a form, as it stands in HTML, belongs to; None where only the pattern takes it for one."""
        return self._owner.get(_plain(unescape(form)))

    def anchor(self, term: str) -> str:
        return self._anchors[term]

    def definition(self, term: str) -> str:
        return self._terms[term].definition

    def page(self, known: Iterable[str] = ()) -> GlossaryPage:
        """The state of one page. ``known`` are words that its title explains already."""
        return GlossaryPage(self, {owner for form in known if (owner := self.owner(escape(form))) is not None})


def _plain(form: str) -> str:
    return " ".join(unicodedata.normalize("NFC", form).replace("’", "'").casefold().split())


def _spellings(form: str) -> set[str]:
    """A form as texts may hold it: with accents in one sign or in two, and without letters that only one case has."""
    return {unicodedata.normalize(how, each) for each in (form, form.casefold()) for how in ("NFC", "NFD")}


def _pattern(form: str) -> str:
    words = re.escape(escape(" ".join(form.split()), quote=False)).replace(r"\ ", r"\s+")
    return re.sub("['’]", "['’]", words)


class GlossaryPage:
    """Remembers which terms a page has explained."""

    def __init__(self, glossary: Glossary, explained: set[str]) -> None:
        self._glossary = glossary
        self._explained = explained

    def explain(self, html: str) -> str:
        """HTML with the first use of each term explained. Text in links, headings and code is left alone."""
        if self._glossary.pattern is None or not self._glossary.may_hold(html):
            return self.leave(html)
        parts = _TAGS.split(html)
        skipping = 0
        for index, part in enumerate(parts):
            if index % 2:
                name = part.strip("</>").split(maxsplit=1)[0]
                if name in _SKIP:
                    skipping += -1 if part.startswith("</") else 1
            elif part and not skipping:
                parts[index] = self._glossary.pattern.sub(self._replace, part)
        # A backslash before a word that is no term was meant as a backslash.
        return "".join(parts).replace(OPT_OUT, "\\")

    def leave(self, html: str) -> str:
        """HTML in which nothing is explained; a backslash before a term goes, as it does where terms are explained."""
        if OPT_OUT in html and self._glossary.pattern is not None:
            html = self._glossary.pattern.sub(lambda match: match[2], html)
        return html.replace(OPT_OUT, "\\")

    def _replace(self, match: re.Match[str]) -> str:
        opted_out, word = match[1], match[2]
        if opted_out:
            return word
        term = self._glossary.owner(word)
        if term is None or term in self._explained:
            return word
        self._explained.add(term)
        anchor = self._glossary.anchor(term)
        definition = escape(self._glossary.definition(term))
        return (
            f'<button type="button" class="term" popovertarget="{anchor}">{word}</button>'
            f'<span popover id="{anchor}" class="term-definition" role="note">{definition}</span>'
        )
