"""What a feed reader gets: valid Atom, and the same bytes for the same articles."""

import dataclasses
import datetime as dt
from xml.etree import ElementTree as ET

from carepress.metadata.feeds import FeedEntry, atom_feed
from carepress.metadata.site_info import SiteInfo

ATOM = "{http://www.w3.org/2005/Atom}"
ENTRY = FeedEntry(
    title="Dry <eye> & you",
    address="/conditions/dry-eye/",
    summary="Fewer than < 5 tears & salt.",
    published=dt.date(2022, 11, 29),
    updated=dt.date(2026, 10, 1),
    authors=("Wim Smit", "Ada Okoye"),
    categories=("Eyes", "Tests & scans"),
)


def feed(site: SiteInfo, *entries: FeedEntry, subtitle: str = "New & changed", lang: str | None = None) -> bytes:
    return atom_feed(
        title="Eyes & ears",
        subtitle=subtitle,
        home="/topics/eyes/",
        self_address="/topics/eyes/feed.atom",
        site=site,
        entries=entries,
        lang=lang,
    )


def parsed(site: SiteInfo, *entries: FeedEntry, lang: str | None = None) -> ET.Element:
    return ET.fromstring(feed(site, *entries, lang=lang))  # noqa: S314 - our own


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [each.text for each in element.findall("/".join(ATOM + step for step in path.split("/")))]


def links(element: ET.Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def days_later(days: int) -> FeedEntry:
    return dataclasses.replace(ENTRY, address=f"/conditions/{days}/", updated=ENTRY.updated + dt.timedelta(days=days))


def test_a_feed_has_what_atom_requires(site: SiteInfo) -> None:
    root = parsed(site, ENTRY)
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert texts(root, "title") == ["Eyes & ears"]
    assert texts(root, "subtitle") == ["New & changed"]
    assert texts(root, "id") == ["https://example.org/care/topics/eyes/feed.atom"]
    assert texts(root, "updated") == ["2026-10-01T00:00:00+00:00"]
    assert texts(root, "author/name") == ["Clear Sight Trust"]
    assert links(root) == {
        "alternate": "https://example.org/care/topics/eyes/",
        "self": "https://example.org/care/topics/eyes/feed.atom",
    }


def test_an_entry_has_what_atom_requires(site: SiteInfo) -> None:
    root = parsed(site, ENTRY)
    [entry] = root.findall(f"{ATOM}entry")
    assert texts(entry, "title") == ["Dry <eye> & you"]
    assert texts(entry, "id") == ["https://example.org/care/conditions/dry-eye/"]
    assert links(entry) == {"alternate": "https://example.org/care/conditions/dry-eye/"}
    assert texts(entry, "published") == ["2022-11-29T00:00:00+00:00"]
    assert texts(entry, "updated") == ["2026-10-01T00:00:00+00:00"]
    assert texts(entry, "author/name") == ["Wim Smit", "Ada Okoye"]
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == ["Eyes", "Tests & scans"]


def test_a_summary_is_text_although_readers_take_it_as_html(site: SiteInfo) -> None:
    summary = parsed(site, ENTRY).find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"
    assert summary.text == "Fewer than &lt; 5 tears &amp; salt."


def test_an_entry_without_authors_has_those_of_the_feed(site: SiteInfo) -> None:
    root = parsed(site, dataclasses.replace(ENTRY, authors=()))
    assert texts(root, "entry/author") == []
    assert texts(root, "author/name") == ["Clear Sight Trust"]
    assert texts(parsed(dataclasses.replace(site, publisher="")), "author/name") == ["Clear Sight"]


def test_the_newest_fifty_come_first(site: SiteInfo) -> None:
    root = parsed(site, *(days_later(days) for days in range(60)))
    ids = texts(root, "entry/id")
    assert len(ids) == 50
    assert ids[0] == "https://example.org/care/conditions/59/"
    assert ids[-1] == "https://example.org/care/conditions/10/"
    assert texts(root, "updated") == texts(root, "entry/updated")[:1]


def test_a_feed_depends_neither_on_the_time_nor_on_the_order_given(site: SiteInfo) -> None:
    same_day = dataclasses.replace(ENTRY, address="/conditions/a/")
    assert feed(site, ENTRY, same_day) == feed(site, same_day, ENTRY)
    assert feed(site) == feed(site)
    assert texts(parsed(site), "updated") == ["1970-01-01T00:00:00+00:00"]


def test_ids_are_absolute_and_stable_before_the_site_has_an_address(site: SiteInfo) -> None:
    nowhere = dataclasses.replace(site, url="")
    root = parsed(nowhere, ENTRY, days_later(1))
    ids = [*texts(root, "id"), *texts(root, "entry/id")]
    assert len(set(ids)) == 3
    assert all(str(each).startswith("urn:uuid:") for each in ids)
    assert ids == [*texts(parsed(nowhere), "id"), *texts(parsed(nowhere, ENTRY, days_later(1)), "entry/id")]
    assert links(root)["self"] == "/topics/eyes/feed.atom"


def test_a_feed_can_be_in_another_language(site: SiteInfo) -> None:
    assert parsed(site, lang="de").get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_addresses_are_encoded_and_characters_unknown_to_xml_left_out(site: SiteInfo) -> None:
    root = parsed(site, dataclasses.replace(ENTRY, address="/tags/größer/", title="Bell \x07\ufffe rings 🔔"))
    assert texts(root, "entry/id") == ["https://example.org/care/tags/gr%C3%B6%C3%9Fer/"]
    assert texts(root, "entry/title") == ["Bell  rings 🔔"]
