"""One loaded file of each sort, as the rest of the program sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from carepress.content.article import ArticleMeta
from carepress.content.body import Body
from carepress.content.front_matter import Places
from carepress.content.kinds import Kind, kinds
from carepress.content.page import PageMeta
from carepress.diagnostics import START, Span

__all__ = ["Article", "Page", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """What articles and pages have in common. ``path`` is relative to the content folder."""

    path: str
    slug: str
    lang: str
    body: Body
    places: Places

    def place(self, name: str) -> Span:
        """Where a value of the front matter stands, or the group it is missing from; else the file's start."""
        while name:
            if name in self.places:
                return self.places[name]
            name = name.rpartition(".")[0]
        return START


@dataclass(frozen=True, slots=True)
class Article(Text):
    """An article that could be loaded."""

    meta: ArticleMeta

    @property
    def kind(self) -> Kind:
        return kinds()[self.meta.kind]

    @property
    def modified(self) -> dt.date:
        return self.meta.modified or self.meta.date

    @property
    def references(self) -> tuple[str, ...]:
        """Ids of its sources as the page numbers them: those it cites, by first use, then the others."""
        known = (source for source in self.body.cited if source in self.meta.sources)
        return tuple(dict.fromkeys((*known, *self.meta.sources)))

    @property
    def topics(self) -> tuple[str, ...]:
        """Ids of all its topics, the main one first."""
        return tuple(dict.fromkeys((self.meta.category, *self.meta.topics)))


@dataclass(frozen=True, slots=True)
class Page(Text):
    """A page that could be loaded."""

    meta: PageMeta

    @property
    def modified(self) -> dt.date:
        return self.meta.modified or self.meta.date
