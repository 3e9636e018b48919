"""What search engines are told: which pages there are, and what they may read."""

import dataclasses
import datetime as dt
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest

from carepress.metadata import sitemap as module
from carepress.metadata.robots import robots
from carepress.metadata.site_info import SiteInfo
from carepress.metadata.sitemap import MAX_URLS, SitemapEntry, sitemap, sitemaps

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def parsed(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - our own


def locations(data: bytes) -> list[str | None]:
    return [each.text for each in parsed(data).iter(f"{SITEMAP}loc")]


def many(number: int) -> list[SitemapEntry]:
    return [SitemapEntry(f"/{each}/", dt.date(2026, 1, 1) + dt.timedelta(days=each // 1000)) for each in range(number)]


# ── Sitemap ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sitemap_names_pages_and_their_last_change(site: SiteInfo) -> None:
    files = sitemaps([SitemapEntry("/"), SitemapEntry("/conditions/dry-eye/", dt.date(2026, 10, 1))], site)
    assert files.keys() == {"/sitemap.xml"}
    root = parsed(files["/sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    assert locations(files["/sitemap.xml"]) == [
        "https://example.org/care/",
        "https://example.org/care/conditions/dry-eye/",
    ]
    assert [each.text for each in root.iter(f"{SITEMAP}lastmod")] == ["2026-10-01"]


def test_language_versions_name_each_other_and_themselves(site: SiteInfo) -> None:
    versions = (("en", "/conditions/dry-eye/"), ("de", "/de/conditions/dry-eye/"))
    data = sitemap([SitemapEntry(address, None, versions) for _, address in versions], site)
    for url in parsed(data):
        assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in url.iter(LINK)] == [
            ("alternate", "en", "https://example.org/care/conditions/dry-eye/"),
            ("alternate", "de", "https://example.org/care/de/conditions/dry-eye/"),
        ]


def test_a_page_missing_from_its_own_versions_is_a_bug() -> None:
    with pytest.raises(ValueError, match="/a/ is missing"):
        SitemapEntry("/a/", None, (("de", "/de/a/"),))


def test_addresses_are_escaped(site: SiteInfo) -> None:
    data = sitemap([SitemapEntry("/tags/größer/"), SitemapEntry('/x/?a=1&b="<2>"')], site)
    assert locations(data) == [
        "https://example.org/care/tags/gr%C3%B6%C3%9Fer/",
        "https://example.org/care/x/?a=1&b=%22%3C2%3E%22",
    ]


def test_a_site_without_an_address_has_no_sitemap(site: SiteInfo) -> None:
    nowhere = dataclasses.replace(site, url="")
    assert sitemaps([SitemapEntry("/")], nowhere) == {}
    with pytest.raises(ValueError, match="without an address"):
        sitemap([SitemapEntry("/")], nowhere)


def test_exactly_as_many_addresses_as_allowed_need_no_index(site: SiteInfo) -> None:
    files = sitemaps(many(MAX_URLS), site)
    assert files.keys() == {"/sitemap.xml"}
    assert len(locations(files["/sitemap.xml"])) == 50_000


def test_more_addresses_than_allowed_are_split_under_an_index(site: SiteInfo) -> None:
    entries = many(MAX_URLS + 1)
    files = sitemaps(entries, site)
    index = parsed(files["/sitemap.xml"])
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert locations(files["/sitemap.xml"]) == [
        "https://example.org/care/sitemap-1.xml",
        "https://example.org/care/sitemap-2.xml",
    ]
    assert [each.text for each in index.iter(f"{SITEMAP}lastmod")] == ["2026-02-19", "2026-02-20"]
    found = [*locations(files["/sitemap-1.xml"]), *locations(files["/sitemap-2.xml"])]
    assert found == [site.absolute(entry.address) for entry in entries]
    with pytest.raises(ValueError, match="at most 50000"):
        sitemap(entries, site)


def test_a_sitemap_that_would_be_too_large_is_split(site: SiteInfo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    files = sitemaps(many(30), site)
    parts = {address: data for address, data in files.items() if address != "/sitemap.xml"}
    assert len(parts) > 1
    assert all(len(data) <= 1000 for data in parts.values())
    assert sum(len(locations(data)) for data in parts.values()) == 30


def test_an_empty_sitemap_is_still_one(site: SiteInfo) -> None:
    assert locations(sitemaps([], site)["/sitemap.xml"]) == []


# ── robots.txt ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("demonstration", [True, False])
def test_everything_may_be_read(site: SiteInfo, *, demonstration: bool) -> None:
    text = robots(site, demonstration=demonstration)
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert parser.can_fetch("AnyBot", "https://example.org/care/conditions/dry-eye/")
    assert parser.site_maps() == ["https://example.org/care/sitemap.xml"]
    assert ("noindex" in text) is demonstration


def test_no_sitemap_is_named_without_an_address(site: SiteInfo) -> None:
    assert "Sitemap" not in robots(dataclasses.replace(site, url=""), demonstration=False)
