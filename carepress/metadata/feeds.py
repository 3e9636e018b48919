"""Atom feeds (RFC 4287), the same bytes for the same entries: nothing in them depends on the time of the build."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from feedgenerator import Atom1Feed

from carepress.metadata.site_info import SiteInfo

__all__ = ["MAX_ENTRIES", "FeedEntry", "atom_feed"]

MAX_ENTRIES = 50
_EMPTY_FEED_UPDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Atom requires a feed's ``updated``; an empty one has no date of its own."""
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold in any form (§2.2)."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article in a feed. ``address`` is from the site's root; ``summary`` is plain text."""

    title: str
    address: str
    summary: str
    published: dt.date
    updated: dt.date
    authors: tuple[str, ...] = ()
    """Their names; empty means the site's publisher."""
    categories: tuple[str, ...] = ()


def atom_feed(
    *,
    title: str,
    subtitle: str,
    home: str,
    self_address: str,
    site: SiteInfo,
    entries: Iterable[FeedEntry],
    lang: str | None = None,
) -> bytes:
    """Make an Atom feed, in UTF-8, of the newest :data:`MAX_ENTRIES` entries, last updated first.

    ``home`` is the address of the page that the feed follows, ``self_address`` the feed's own, both from the site's
    root; ``lang`` is its language if that is not the site's. Days stand as midnight UTC. While the site has no address,
    links are relative to the root, which Atom allows, and ids, which must be absolute, are ``urn:uuid:`` made from the
    site's name and the address; they change once, when the site gets its address.
    """
    feed = _Feed(
        title=_clean(title),
        link=site.absolute(home),
        description=_clean(subtitle),
        language=lang or site.lang,
        author_name=_clean(site.publisher or site.name),
        feed_url=site.absolute(self_address),
        feed_guid=_id(self_address, site),
    )
    for entry in _newest(entries):
        feed.add_item(
            title=_clean(entry.title),
            link=site.absolute(entry.address),
            description=escape(_clean(entry.summary), quote=False),  # feedgenerator marks summaries as HTML
            unique_id=_id(entry.address, site),
            pubdate=_midnight(entry.published),
            updateddate=_midnight(entry.updated),
            categories=tuple(map(_clean, entry.categories)),
            authors=tuple(map(_clean, entry.authors)),
        )
    return str(feed.writeString("utf-8")).encode("utf-8")


class _Feed(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """Any number of authors for an entry, and never the time of the build."""

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=_EMPTY_FEED_UPDATED)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def _newest(entries: Iterable[FeedEntry]) -> Sequence[FeedEntry]:
    """Order by last update, then by first publication, then by address, so that one day's entries have one order."""
    by_address = sorted(entries, key=lambda entry: entry.address)
    return sorted(by_address, key=lambda entry: (entry.updated, entry.published), reverse=True)[:MAX_ENTRIES]


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _id(address: str, site: SiteInfo) -> str:
    """Make a permanent, absolute IRI (RFC 4287 §4.2.6)."""
    if site.url:
        return site.absolute(address)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.name} {address}").urn
