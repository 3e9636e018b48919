"""One loaded file of each sort, as the rest of the program sees it.

A text has two parts. Its *head* is what lists, links and other pages may see of it; a build holds all heads in memory.
Its *details*, the whole front matter and the body, matter only for its own page and its own checks; they can be left in
a store and fetched when they are asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple, Self

from carepress.content.article import ArticleMeta
from carepress.content.body import Body
from carepress.content.front_matter import Places
from carepress.content.items import questions_of
from carepress.content.kinds import Kind, kinds
from carepress.content.page import PageMeta
from carepress.diagnostics import START, Span

__all__ = ["Article", "Details", "Head", "Page", "ReviewHead", "Text", "links_of"]


class ReviewHead(NamedTuple):
    """The review as the front matter gives it."""

    by: tuple[str, ...]
    date: dt.date
    due: dt.date | None


class Head(NamedTuple):
    """What the rest of a site may see of a text. Nothing else of it is ever shown elsewhere."""

    title: str
    summary: str
    status: str
    date: dt.date
    modified: dt.date
    """The last change; the date where there was none."""
    newest: dt.date
    """The latest day on which anything is said to have been done."""
    anchors: tuple[str, ...]
    """What links can lead to, sorted."""
    kind: str = ""
    topics: tuple[str, ...] = ()
    """Ids of all topics, the main one first."""
    tags: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    review: ReviewHead | None = None
    codes: tuple[str, ...] = ()
    """What it is exactly about, as ``system:code``."""
    images: tuple[str, ...] = ()
    """What it shows, as written."""
    asks: bool = False
    """Whether it has questions to take to an appointment, and so a sheet for one."""


class Details(NamedTuple):
    """What only a text's own page and checks need."""

    meta: ArticleMeta | PageMeta
    body: Body
    places: Places
    source: str
    """The file as text, for whoever must say where in it something stands."""


class Text:
    """What articles and pages have in common. ``path`` is relative to the content folder."""

    __slots__ = ("_fetch", "head", "lang", "links", "path", "slug")

    def __init__(
        self,
        path: str,
        slug: str,
        lang: str,
        head: Head,
        fetch: Callable[[str], Details],
        links: tuple[str, ...] = (),
    ) -> None:
        """``fetch`` gives the details for the path, each time they are asked for.

        ``links``: see :func:`links_of`. They are no part of the head, because nothing that others show comes of them.
        """
        self.path = path
        self.slug = slug
        self.lang = lang
        self.head = head
        self.links = links
        self._fetch = fetch

    @classmethod
    def of(cls, path: str, slug: str, lang: str, details: Details) -> Self:
        """A text whose details stay in memory."""
        return cls(path, slug, lang, head_of(details), lambda _: details, links_of(details))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path}>"

    @property
    def details(self) -> Details:
        return self._fetch(self.path)

    @property
    def body(self) -> Body:
        return self.details.body

    @property
    def modified(self) -> dt.date:
        return self.head.modified

    def place(self, name: str) -> Span:
        """Where a value of the front matter stands, or the group it is missing from; else the file's start."""
        places = self.details.places
        while name:
            if name in places:
                return places[name]
            name = name.rpartition(".")[0]
        return START


class Article(Text):
    """An article that could be loaded."""

    __slots__ = ()

    @property
    def meta(self) -> ArticleMeta:
        meta = self.details.meta
        assert isinstance(meta, ArticleMeta)  # noqa: S101 - an article's loader made it
        return meta

    @property
    def kind(self) -> Kind:
        return kinds()[self.head.kind]

    @property
    def topics(self) -> tuple[str, ...]:
        """Ids of all its topics, the main one first."""
        return self.head.topics

    @property
    def references(self) -> tuple[str, ...]:
        """Ids of its sources as the page numbers them: those it cites, by first use, then the others."""
        details = self.details
        sources = details.meta.sources if isinstance(details.meta, ArticleMeta) else {}
        known = (source for source in details.body.cited if source in sources)
        return tuple(dict.fromkeys((*known, *sources)))


class Page(Text):
    """A page that could be loaded."""

    __slots__ = ()

    @property
    def meta(self) -> PageMeta:
        meta = self.details.meta
        assert isinstance(meta, PageMeta)  # noqa: S101 - a page's loader made it
        return meta


def links_of(details: Details) -> tuple[str, ...]:
    """What a text links to within the site, as written but for the part of the page, each once and sorted."""
    targets = {link.target.strip().partition("#")[0] for link in details.body.links}
    return tuple(sorted(target for target in targets if target and ":" not in target and target.isprintable()))


def head_of(details: Details) -> Head:
    """What may be seen of a text."""
    meta = details.meta
    head = Head(
        title=meta.title,
        summary=meta.summary,
        status=meta.status,
        date=meta.date,
        modified=meta.modified or meta.date,
        newest=max(day for day in (meta.date, meta.modified, meta.translated) if day is not None),
        anchors=tuple(sorted(details.body.anchors)),
        images=tuple(dict.fromkeys(image.target for image in details.body.images)),
        aliases=meta.aliases,
    )
    if not isinstance(meta, ArticleMeta):
        return head
    review = ReviewHead(meta.review.by, meta.review.date, meta.review.due) if meta.review else None
    done = [review and review.date, *(change.date for change in meta.changes)]
    done += [source.accessed for source in meta.sources.values()]
    return head._replace(
        newest=max([head.newest, *(day for day in done if day is not None)]),
        kind=meta.kind,
        topics=tuple(dict.fromkeys((meta.category, *meta.topics))),
        tags=meta.tags,
        also_called=meta.also_called,
        authors=meta.authors,
        review=review,
        codes=tuple(f"{code.system}:{code.code}" for code in meta.codes if code.match == "exact"),
        asks=bool(questions_of(details.body.section("questions-to-ask"))),
    )
