"""Sitemaps as search engines read them (https://www.sitemaps.org/protocol.html), with language versions.

Language versions follow https://developers.google.com/search/docs/specialty/international/localized-versions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from carepress.metadata.site_info import SiteInfo

__all__ = ["MAX_BYTES", "MAX_URLS", "SitemapEntry", "sitemap", "sitemaps"]

MAX_URLS = 50_000
"""Addresses in one sitemap, and sitemaps in one index (sitemaps.org)."""
MAX_BYTES = 50 * 1024 * 1024
"""Size of one sitemap, uncompressed (sitemaps.org)."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPENING = f'{_DECLARATION}<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_CLOSING = "</urlset>\n"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One page. Addresses are from the site's root."""

    address: str
    modified: dt.date | None = None
    """The day of the last change of substance, where one is known."""
    alternates: tuple[tuple[str, str], ...] = ()
    """Every language version as language and address, this page itself among them; empty where there is only one.

    Search engines disregard versions that do not name each other and themselves.
    """

    def __post_init__(self) -> None:
        if self.alternates and self.address not in (address for _, address in self.alternates):
            raise ValueError(f"{self.address} is missing from its own language versions")


def sitemap(entries: Iterable[SitemapEntry], site: SiteInfo) -> bytes:
    """Write one sitemap in UTF-8, in the order given.

    Raises ValueError where it would be too long, or the site has no address: a sitemap's addresses must be complete.
    """
    if not site.url:
        raise ValueError("a site without an address cannot have a sitemap")
    chunks = list(_chunks(_rows(entries, site)))
    if len(chunks) > 1:
        raise ValueError(f"a sitemap holds at most {MAX_URLS} addresses and {MAX_BYTES} bytes")
    return _urlset(chunks[0] if chunks else ())


def sitemaps(entries: Iterable[SitemapEntry], site: SiteInfo) -> dict[str, bytes]:
    """Write all files, by address: ``/sitemap.xml``, an index of ``/sitemap-1.xml``, … where one cannot hold all.

    Empty while the site has no address, because a sitemap's addresses must be complete.
    """
    if not site.url:
        return {}
    chunks = list(_chunks(_rows(entries, site)))
    if len(chunks) <= 1:
        return {"/sitemap.xml": _urlset(chunks[0] if chunks else ())}
    parts = {f"/sitemap-{number}.xml": chunk for number, chunk in enumerate(chunks, 1)}
    return {"/sitemap.xml": _index(parts, site)} | {address: _urlset(chunk) for address, chunk in parts.items()}


@dataclass(frozen=True, slots=True)
class _Row:
    xml: str
    modified: dt.date | None


def _rows(entries: Iterable[SitemapEntry], site: SiteInfo) -> Iterator[_Row]:
    for entry in entries:
        lines = [f"<loc>{escape(site.absolute(entry.address))}</loc>"]
        if entry.modified is not None:
            lines.append(f"<lastmod>{entry.modified.isoformat()}</lastmod>")
        lines += [
            f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(site.absolute(address))}/>'
            for lang, address in entry.alternates
        ]
        yield _Row(f"<url>{''.join(lines)}</url>\n", entry.modified)


def _chunks(rows: Iterable[_Row]) -> Iterator[Sequence[_Row]]:
    """Divide the rows into as few sitemaps as the limits allow."""
    frame = len((_OPENING + _CLOSING).encode("utf-8"))
    chunk: list[_Row] = []
    size = frame
    for row in rows:
        length = len(row.xml.encode("utf-8"))
        if chunk and (len(chunk) == MAX_URLS or size + length > MAX_BYTES):
            yield chunk
            chunk, size = [], frame
        chunk.append(row)
        size += length
    if chunk:
        yield chunk


def _urlset(rows: Iterable[_Row]) -> bytes:
    return (_OPENING + "".join(row.xml for row in rows) + _CLOSING).encode("utf-8")


def _index(parts: dict[str, Sequence[_Row]], site: SiteInfo) -> bytes:
    """List each sitemap with the newest date in it."""
    rows = []
    for address, chunk in parts.items():
        newest = max((row.modified for row in chunk if row.modified is not None), default=None)
        modified = f"<lastmod>{newest.isoformat()}</lastmod>" if newest else ""
        rows.append(f"<sitemap><loc>{escape(site.absolute(address))}</loc>{modified}</sitemap>\n")
    return f'{_DECLARATION}<sitemapindex xmlns="{_SITEMAPS}">\n{"".join(rows)}</sitemapindex>\n'.encode()
