"""The A–Z: every title and every other name under its first letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from carepress.content.model import Article
from carepress.site.alphabet import OTHER
from carepress.site.i18n import plain, words
from carepress.site.listing import numbered_address, page_addresses, pagination
from carepress.site.site import Site
from carepress.site.views import AZEntry, Letter, LetterGroup

__all__ = ["Index", "Place", "anchor", "label", "letter_tiles"]

ONE_PAGE = 300
"""Names up to which the whole A–Z is one page: about 30 KB of HTML, and find-in-page works. A longer one has a page, or
more, for each letter."""


def label(letter: str) -> str:
    """What a letter is called."""
    return "0–9" if letter == OTHER else letter


def anchor(letter: str) -> str:
    """The name of a letter's part of a page."""
    return f"letter-{'other' if letter == OTHER else letter.lower()}"


@dataclass(frozen=True)
class Place:
    """One page of the A–Z. ``title`` is empty for the first, which has the A–Z's own."""

    index: Index
    address: str
    letter: str | None
    number: int
    title: str

    def variables(self) -> Mapping[str, Any]:
        return self.index.variables(self)


class Index:
    """The A–Z of one language: one page where it is short, else a page or more for each letter."""

    def __init__(self, site: Site, lang: str, articles: Sequence[Article]) -> None:
        self._site = site
        self._lang = lang
        self._alphabet = words(lang).alphabet
        self._articles = articles
        self.base = site.local("/a-z/", lang)

    @cached_property
    def entries(self) -> dict[str, list[AZEntry]]:
        """Letter → its entries, letters in alphabetical order, ``#`` last."""
        table: dict[str, list[AZEntry]] = {}
        site, lang, first = self._site, self._lang, self._alphabet.first
        for article in self._articles:
            href, title = site.href(article), article.head.title
            table.setdefault(first(title), []).append(AZEntry(title, href, None))
            for name in dict.fromkeys(article.head.also_called):
                if name.casefold() != title.casefold():
                    table.setdefault(first(name), []).append(AZEntry(name, href, title))
        listed = {topic for article in self._articles for topic in article.topics}
        for topic in site.library.topics:
            for name in site.topic_names(topic, lang) if topic in listed else ():
                link = site.topic_link(topic, lang)
                table.setdefault(first(plain(name)), []).append(AZEntry(name, link.href, link.text))
        for entries in table.values():
            entries.sort(key=lambda entry: (self._alphabet.key(plain(entry.name)), entry.see or ""))
        return {letter: table[letter] for letter in self._alphabet.order(set(table))}

    @cached_property
    def short(self) -> bool:
        """True where everything fits on one page."""
        return sum(map(len, self.entries.values())) <= ONE_PAGE

    def letter_address(self, letter: str) -> str:
        return f"{self.base}{'other' if letter == OTHER else letter.lower()}/"

    def places(self) -> list[Place]:
        """Every page of the A–Z."""
        places = [Place(self, "/a-z/", None, 1, "")]
        if self.short:
            return places
        say, size = words(self._lang), self._site.settings.page_size
        for letter, entries in self.entries.items():
            own = f"/a-z/{'other' if letter == OTHER else letter.lower()}/"
            for number, _ in enumerate(page_addresses(own, len(entries), size), 1):
                title: str = say.gettext("A–Z: %(letter)s", letter=label(letter))
                if number > 1:
                    title = say.gettext("%(title)s, page %(number)s", title=title, number=number)
                places.append(Place(self, numbered_address(own, number), letter, number, title))
        return places

    def variables(self, place: Place) -> Mapping[str, Any]:
        letters = letter_tiles(self, current=place.letter)
        title = place.title or words(self._lang).gettext("A–Z")
        if place.letter is None:
            groups = (
                tuple(self.group(letter, entries) for letter, entries in self.entries.items()) if self.short else ()
            )
            return {"title": title, "letters": letters, "groups": groups, "pagination": None}
        size = self._site.settings.page_size
        entries = self.entries[place.letter]
        shown = entries[(place.number - 1) * size : place.number * size]
        pages = pagination(self._site, self.letter_address(place.letter), len(entries), place.number, size)
        groups = (self.group(place.letter, shown),)
        return {"title": title, "letters": letters, "groups": groups, "pagination": pages}

    def group(self, letter: str, entries: Sequence[AZEntry]) -> LetterGroup:
        return LetterGroup(label(letter), anchor(letter), tuple(entries))

    def href(self, address: str) -> str:
        return self._site.settings.href(address)

    def alphabet(self) -> list[str]:
        """The letters of the language and others that occur, then digits and signs where they occur.

        Where names are in another script alone, only letters that occur.
        """
        own, present = set(self._alphabet.letters), set(self.entries) - {OTHER}
        letters = own | present if own & present or not present else present
        return self._alphabet.order(letters | (set(self.entries) & {OTHER}))


def letter_tiles(index: Index, current: str | None = None) -> tuple[Letter, ...]:
    """One tile for each letter, leading to its part of the A–Z."""
    tiles = []
    for letter in index.alphabet():
        count = len(index.entries.get(letter, ()))
        place = f"{index.base}#{anchor(letter)}" if index.short else index.letter_address(letter)
        tiles.append(Letter(label(letter), index.href(place) if count else None, letter == current, count))
    return tuple(tiles)
