"""Long lists, cut into pages at ``/page/N/``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from carepress.content.model import Article
from carepress.site.site import Site
from carepress.site.views import Link, Listing, Pagination

__all__ = ["by_topic", "numbered_address", "page_addresses", "pages_of", "pagination"]


def by_topic(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """The articles of each topic that has any, in the order given."""
    table: dict[str, list[Article]] = {}
    for article in articles:
        for topic in article.topics:
            table.setdefault(topic, []).append(article)
    return table


def numbered_address(address: str, number: int) -> str:
    """The address of one page of a list; the first is the list's own."""
    return address if number == 1 else f"{address}page/{number}/"


def page_addresses(address: str, total: int, size: int) -> list[str]:
    """The addresses of all pages of a list; an empty list has one page."""
    return [numbered_address(address, number) for number in range(1, max(1, -(-total // size)) + 1)]


def pagination(site: Site, address: str, total: int, number: int, size: int) -> Pagination | None:
    """Where one page stands among the pages of a list; None where there is only one."""
    places = [site.settings.href(place) for place in page_addresses(address, total, size)]
    if len(places) == 1:
        return None
    return Pagination(
        number=number,
        count=len(places),
        previous=places[number - 2] if number > 1 else None,
        next=places[number] if number < len(places) else None,
        pages=tuple(Link(str(index), place) for index, place in enumerate(places, 1)),
    )


def pages_of(site: Site, address: str, articles: Sequence[Article], number: int, size: int | None = None) -> Listing:
    """One page of a list of articles. ``size`` defaults to the site's own."""
    size = size or site.settings.page_size
    shown = articles[(number - 1) * size : number * size]
    entries = tuple(site.entry(article) for article in shown)
    return Listing(entries, len(articles), pagination(site, address, len(articles), number, size))
