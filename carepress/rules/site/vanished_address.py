"""CP708 vanished-address."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.library import Library
from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level, Span, did_you_mean
from carepress.rules.base import Context, Rule

__all__ = ["VanishedAddress"]

FEW = 20
"""Vanished addresses up to which the whole site is searched for a similar name: that takes a while for each."""
MOST_ALIASES = 3
"""Aliases that a help repeats."""


class VanishedAddress(Rule):
    """What it checks
    Every address in addresses.txt is a page of the site, or an alias of one, unless the line says that it is gone.

    Why it matters to readers
    A clinic has printed the address on a leaflet, a reader has kept it, other sites link to it. They would find
    nothing.

    Example
    dry-eye.md is now called dry-eyes.md, and /conditions/dry-eye/ leads nowhere

    Use instead
    aliases: [/conditions/dry-eye/] in dry-eyes.md. If nothing took its place: /conditions/dry-eye/ gone, in
    addresses.txt.

    Source
    W3C: Cool URIs don't change; what users of other generators ask for: addresses that stay.
    """

    code = "CP708"
    slug = "vanished-address"
    level = Level.EDITORIAL

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        library = context.library
        published = library.published
        unanswered = library.unanswered(published.addresses) - published.gone
        lost = [
            (address, line)
            for address, line in zip(published.addresses, published.lines, strict=True)
            if address in unanswered and not _is_excused(address, library)
        ]
        homes = _Homes(library, few=len(lost) <= FEW) if lost else None
        for address, line in lost:
            message = f"{address} was published, and leads nowhere now"
            span = Span(line, 1, line, len(address) + 1)
            help_ = _help(address, library, homes.of(address) if homes else None)
            yield Diagnostic(self.fault, "addresses.txt", span, message, help_)


def _is_excused(address: str, library: Library) -> bool:
    """True where a fault or a policy that is told elsewhere may be why an address is not there."""
    text = library.withheld(address)
    if text is not None and text.head.status != "draft":
        return True
    topic, person = address.startswith("/topics/"), address.startswith("/people/")
    if topic or person:
        return any(path.startswith("topics" if topic else "people/") for path in library.broken)
    return any(path.startswith(("articles/", "pages/")) for path in library.broken)


def _help(address: str, library: Library, home: Text | None) -> str:
    gone = f"write here: `{address} gone`"
    if (draft := library.withheld(address)) is not None:
        return f"{draft.path} is a draft: publish it again, or, if it will not come back, {gone}"
    if home is None:
        if address.startswith(("/topics/", "/people/")):
            return f"put it back, or, if it is meant to be gone, {gone}"
        return f"write in the article that took its place: `aliases: [{address}]`; if none did, {gone}"
    others = home.head.aliases
    line = f"write there: `aliases: [{', '.join((*others, address))}]`"
    if len(others) > MOST_ALIASES:
        line = f"add `{address}` to its aliases"
    return f"if {home.path} took its place, {line}; if nothing did, {gone}"


class _Homes:
    """Finds what probably took the place of an address."""

    def __init__(self, library: Library, *, few: bool) -> None:
        """``few``: there is time to look for similar names among all texts, and not only among the new ones."""
        known = set(library.published.addresses)
        self._library = library
        self._by_slug: dict[str, list[Text]] = {}
        self._new: dict[str, list[Text]] = {}
        for text in library.live_texts:
            self._by_slug.setdefault(text.slug, []).append(text)
            if library.address(text) not in known:
                self._new.setdefault(text.slug, []).append(text)
        self._tables = [self._new, self._by_slug] if few else [self._new]

    def of(self, address: str) -> Text | None:
        """A text of the same name, else a new one of a similar name, else the only new one in the same place."""
        if address.startswith(("/topics/", "/people/")):
            return None
        slug = address.rstrip("/").rpartition("/")[2].removesuffix(".html")
        if texts := self._by_slug.get(slug):
            return self._best(texts, address)
        for table in self._tables:
            if (guess := did_you_mean(slug, table)) is not None:
                return self._best(table[guess], address)
        place = address.rstrip("/").rpartition("/")[0]
        beside = [text for texts in self._new.values() for text in texts if self._place(text) == place]
        return beside[0] if len(beside) == 1 else None

    def _place(self, text: Text) -> str:
        return self._library.address(text).rstrip("/").rpartition("/")[0]

    def _best(self, texts: list[Text], address: str) -> Text:
        """The one whose address is most like the old one: its kind or language is the same."""
        parts = set(address.split("/"))
        return min(texts, key=lambda text: (-len(parts & set(self._library.address(text).split("/"))), text.path))
