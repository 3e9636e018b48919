"""The files of a built site, held against what readers, search engines and hosts expect of them."""

import base64
import datetime as dt
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import brotli
import pytest
import yaml

from .conftest import ROOT, TOPIC, HtmlPage, Output, Write, article, build, text

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
POLICIES = ("editorial-policy", "disclaimer", "privacy", "accessibility", "about", "contact")
BUDGET, LENGTH, WORD = 14_000, 1_500, 4
"""Bytes of HTML and CSS in one round trip, for an article of so many words; what each word more may cost."""
ABOUT = (
    "Written by",
    "First published",
    "Last changed",
    "Medically reviewed",
    "Next review",
    "How we write and review",
    "Report a problem with this page",
    "Edit this page",
)
ALL_SOURCES = sorted((ROOT / "content" / "articles").rglob("*.md"))
SOURCES = [source for source in ALL_SOURCES if "." not in source.stem]
"""Those in English."""
DEMONSTRATION = {"en": "is medical advice", "es": "es consejo médico", "ar": "نصيحة طبية"}


def front_matter(source: Path) -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---"))
    return values


def topics_of(meta: dict[str, Any]) -> list[str]:
    return [meta["category"], *meta.get("topics", ())]


def page_of(source: Path, site: Output) -> HtmlPage:
    kinds = {"condition": "conditions", "medicine": "medicines", "procedure": "procedures", "symptom": "symptoms"}
    meta = front_matter(source)
    lang = "" if meta["lang"] == "en" else f"/{meta['lang']}"
    return site.pages[f"{lang}/{kinds.get(meta['kind'], meta['kind'].replace('test', 'tests'))}/{meta['slug']}/"]


def xml(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - the site's own files


EVERY_ARTICLE = pytest.mark.parametrize("source", [pytest.param(path, id=path.stem) for path in SOURCES])
WITH_TRANSLATIONS = pytest.mark.parametrize("source", [pytest.param(path, id=path.stem) for path in ALL_SOURCES])


def language(page: HtmlPage) -> str:
    """The language that the address of a page of the example stands for."""
    first = page.address.split("/")[1]
    return first if first in DEMONSTRATION else "en"


# ── Every page ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_page_is_html_without_parse_errors(example: Output) -> None:
    assert {page.address: page.errors for page in example.pages.values() if page.errors} == {}


def test_no_id_stands_twice_on_a_page(example: Output) -> None:
    twice = {
        page.address: [id_ for id_, count in Counter(page.ids).items() if count > 1] for page in example.pages.values()
    }
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(example: Output) -> None:
    dead = [
        f"{page.address}: {link} {problem}"
        for page in example.pages.values()
        for link in page.links
        if (problem := example.problem_with(link, page.address))
    ]
    assert dead == []
    assert sum(len(page.links) for page in example.pages.values()) > 4_000


def test_elements_that_name_others_name_elements_of_the_same_page(example: Output) -> None:
    lost = [
        f"{page.address}: {attribute}={target}"
        for page in example.pages.values()
        for element in page.tree.iter()
        for attribute in ("popovertarget", "for", "aria-labelledby", "aria-describedby", "aria-controls")
        for target in element.get(attribute, "").split()
        if target not in page.ids
    ]
    assert lost == []


def test_no_page_needs_a_rule_that_the_security_policy_forbids(example: Output) -> None:
    """No style attribute, no handler, no javascript: link; of the script in the page, the policy has the digest."""
    found = [
        f"{page.address}: {element.tag} {name}={value}"
        for page in example.pages.values()
        for element in page.tree.iter()
        for name, value in element.attrib.items()
        if name == "style"
        or name.startswith("on")
        or (name in ("href", "src", "action") and value.lower().startswith(("javascript:", "data:", "vbscript:")))
    ]
    assert found == []
    for page in example.pages.values():
        policy = page.meta("Content-Security-Policy", "http-equiv")
        for script in page.all("script"):
            if not script.get("src") and script.get("type") != "application/ld+json":
                digest = hashlib.sha256((script.text or "").encode()).digest()
                assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy, page.address
        assert policy.startswith("default-src 'none'")
        assert ("'wasm-unsafe-eval'" in policy) is page.address.endswith("/search/")
        assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "")


def test_no_page_takes_anything_from_another_host(example: Output) -> None:
    loaded = [
        f"{page.address}: {value}"
        for page in example.pages.values()
        for element in page.tree.iter()
        for name, value in element.attrib.items()
        if (
            name in ("src", "srcset", "poster")
            or (element.tag == "link" and element.get("rel") in ("icon", "stylesheet"))
        )
        and re.match(r"(https?:)?//", value)
    ]
    assert loaded == []
    assert not re.search(rb"url\(|@import", b"".join(page.source for page in example.pages.values()))


def test_every_page_names_its_language_direction_title_and_purpose(example: Output) -> None:
    titles = Counter()
    for page in example.full_pages:
        html = page.one("html")
        lang = language(page)
        assert (html.get("lang"), html.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr"), page.address
        title = text(page.one("title"))
        titles[lang, title] += 1
        assert "Carepress example" in title
        assert 10 <= len(page.meta("description")) <= 300, page.address
        assert len(page.all("h1")) == 1, page.address
        assert len(page.all("main")) == 1, page.address
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_has_its_complete_address_and_open_graph(example: Output) -> None:
    for page in example.full_pages:
        if page.address == "/404.html":
            continue
        address = quote(page.address.removesuffix("appointment/"))  # a sheet speaks for its article
        assert page.one("link", rel="canonical").get("href") == f"https://example.org{address}"
        assert page.meta("og:url", "property") == f"https://example.org{address}"
        assert page.meta("og:title", "property") in text(page.one("title")) or page.address == "/"
        assert page.meta("og:description", "property") == page.meta("description")
        expected = "article" if page.all("div", "review-line") and not page.all("*", "sheet") else "website"
        assert page.meta("og:type", "property") in (expected, "profile"), page.address
        assert page.meta("og:site_name", "property") == "Carepress example"


def test_headings_never_skip_a_level(example: Output) -> None:
    for page in example.full_pages:
        levels = [int(element.tag[1]) for element in page.tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        assert levels[0] == 1, page.address
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), page.address


def test_every_image_has_its_text_and_its_size(example: Output) -> None:
    images = [image for page in example.pages.values() for image in page.all("img")]
    assert images
    for image in images:
        assert image.get("alt")
        assert int(image.attrib["width"]) > 0
        assert int(image.attrib["height"]) > 0


def test_every_page_of_the_demonstration_says_so_and_asks_not_to_be_listed(example: Output) -> None:
    for page in example.pages.values():
        assert "noindex" in page.meta("robots"), page.address
    for page in example.full_pages:
        line = text(page.one("aside", "demonstration"))
        assert DEMONSTRATION[language(page)] in line, page.address


def test_every_kind_of_page_is_there(example: Output) -> None:
    meta = [front_matter(source) for source in SOURCES]
    expected = {
        "/", "/a-z/", "/glossary/", "/people/", "/recent/", "/search/", "/topics/", "/404.html",
        *(f"/{policy}/" for policy in POLICIES),
        *(f"/topics/{topic}/" for topic in yaml.safe_load((ROOT / "content" / "topics.yaml").read_text("utf-8"))),
        *(f"/people/{person.stem}/" for person in (ROOT / "content" / "people").glob("*.yaml")),
        *(f"/tags/{re.sub('[^a-z0-9]+', '-', tag.lower())}/" for values in meta for tag in values.get("tags", ())),
        *(page_of(source, example).address for source in SOURCES),
        *(re.match("/[a-z]+/", page_of(source, example).address)[0] for source in SOURCES),  # type: ignore[index]
    }  # fmt: skip
    assert expected <= set(example.pages)
    assert len({values["kind"] for values in meta}) >= 4
    assert len(meta) >= 12
    assert "robots.txt" in example.files
    assert "sitemap.xml" in example.files
    assert "feed.atom" in example.files


def test_the_page_for_lost_readers_works_at_any_depth_and_offers_search_and_letters(example: Output) -> None:
    page = example.pages["/404.html"]
    assert [link for link in page.links if not link.startswith(("/", "#", "https://", "mailto:"))] == []
    assert page.all("form", role="search")
    assert [link for link in page.links if link.startswith("/a-z/")]


# ── Articles ─────────────────────────────────────────────────────────────────────────────────────────────────────


def parts(page: HtmlPage, meta: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The twelve parts of an article, in order: what each is, and how the page's source begins it."""
    yield "skip link", 'class="skip-link"'
    yield "header", 'class="site-header"'
    yield "search", 'role="search"'
    yield "breadcrumb", 'class="breadcrumb"'
    yield "title", "<h1>"
    if meta.get("also_called"):
        yield "other names", "Also called: "
    yield "summary", 'class="lead"'
    yield "review line", 'class="review-line '
    if meta.get("at_a_glance"):
        yield "at a glance", 'class="at-a-glance"'
    yield "on this page", 'class="contents"'
    yield "sections", 'class="section"'
    if 'id="questions-to-ask"' in page.source.decode():
        yield "questions to take along", 'class="questions-to-ask"'
    yield "questions and answers", '<details class="faq__item"'
    yield "references", 'id="page-references"'
    yield "about this page", 'id="page-about"'
    yield "topics", 'id="page-topics"'
    if meta.get("tags"):
        yield "tags", 'id="page-tags"'
    yield "related", 'class="related"'
    yield "share", 'class="share"'
    yield "disclaimer", 'class="disclaimer"'
    yield "footer", 'class="site-footer"'


@EVERY_ARTICLE
def test_an_article_has_all_its_parts_in_order(source: Path, example: Output) -> None:
    page, meta = page_of(source, example), front_matter(source)
    html = page.source.decode()
    body = html[html.index("<body") :]
    places = [(what, body.find(mark)) for what, mark in parts(page, meta)]
    assert [what for what, place in places if place < 0] == []
    assert [what for what, _ in sorted(places, key=lambda each: each[1])] == [what for what, _ in places]


@EVERY_ARTICLE
def test_an_article_says_who_when_and_what_next(source: Path, example: Output) -> None:
    page, meta = page_of(source, example), front_matter(source)
    assert text(page.one("h1")) == meta["title"]
    assert text(page.one("p", "lead")) == " ".join(meta["summary"].split())
    crumbs = text(page.one("nav", "breadcrumb"))
    assert crumbs.startswith("Home ")
    assert crumbs.endswith(meta["title"])
    line = text(page.one("div", "review-line"))
    assert re.fullmatch(r"Example content, not medically reviewed · \d+ min read", line)
    about = text(page.one("section", "about-page"))
    for word in ABOUT:
        assert word in about
    assert long_date(meta["date"]) in about
    assert long_date(meta["modified"]) in about
    for person in (*meta["authors"], *meta["review"]["by"]):
        described = (ROOT / "content" / "people" / f"{person}.yaml").read_text("utf-8")
        assert yaml.safe_load(described)["name"] in about
    report = next(link for link in page.links if link.startswith("mailto:editors"))
    assert f"https://example.org{page.address}" in report.replace("%3A", ":").replace("%2F", "/")
    assert f"https://example.org/edit/content/{source.relative_to(ROOT / 'content').as_posix()}" in page.links
    footer = page.one("footer", "site-footer")
    assert {f"/{policy}/" for policy in POLICIES} <= {link.get("href") for link in footer.iter("a")}
    assert "CC BY 4.0" in text(footer)
    disclaimer = page.one("section", "disclaimer")
    assert len(text(disclaimer)) > 100
    assert "/disclaimer/" in [link.get("href") for link in disclaimer.iter("a")]


def long_date(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


@EVERY_ARTICLE
def test_an_article_leads_from_its_head_to_where_it_says_when_to_get_help(source: Path, example: Output) -> None:
    page = page_of(source, example)
    links = page.tree.findall(".//p[@class='article__help']/a")
    sections = [each for each in page.tree.iter() if each.get("id") == "get-help"]
    assert [link.get("href") for link in links] == ["#get-help"] * len(sections)
    assert all(text(link) in text(section) for link, section in zip(links, sections, strict=True))


@WITH_TRANSLATIONS
def test_an_articles_references_are_numbered_linked_both_ways_and_complete(source: Path, example: Output) -> None:
    page, meta = page_of(source, example), front_matter(source)
    items = list(page.one("section", "references").iter("li"))
    assert [item.get("value") for item in items] == [str(number) for number in range(1, len(items) + 1)]
    assert len(items) == len(meta["sources"])
    shown = text(page.one("section", "references"))
    for described in meta["sources"].values():
        assert described["title"] in shown
        assert described.get("publisher", described.get("journal", "")) in shown
        assert str(described.get("year", "")) in shown
        if "url" in described:
            assert described["url"] in page.links
        if accessed := described.get("accessed"):
            assert f"checked on {long_date(accessed)}" in shown or "not checked yet" in shown
    citations = page.all("sup", "citation")
    for item in items:
        backs = [link.attrib["href"][1:] for link in item.iter("a") if link.get("href", "").startswith("#")]
        uses = [use.attrib["id"] for use in citations if f"#{item.get('id')}" in [a.get("href") for a in use.iter("a")]]
        assert backs == uses
        assert uses


@WITH_TRANSLATIONS
def test_an_articles_html_and_css_are_small(source: Path, example: Output) -> None:
    page = page_of(source, example)
    assert [link.get("media") for link in page.all("link", rel="stylesheet")] == ["print"]
    words = len(text(page.one("div", "article__text")).split())
    assert len(brotli.compress(page.source)) < BUDGET + max(0, words - LENGTH) * WORD


@WITH_TRANSLATIONS
def test_an_article_explains_itself_to_machines_and_claims_no_review(source: Path, example: Output) -> None:
    page, meta = page_of(source, example), front_matter(source)
    data = json.loads(page.one("script", type="application/ld+json").text or "")
    words = json.dumps(data, ensure_ascii=False)
    assert "MedicalWebPage" in words
    assert meta["title"] in words
    assert meta["date"].isoformat() in words
    assert meta.get("modified", meta["date"]).isoformat() in words
    assert f'"inLanguage": "{meta["lang"]}"' in words
    assert "FAQPage" in words or "Question" in words
    assert "BreadcrumbList" in words
    assert not keys(data) & {"reviewedBy", "lastReviewed", "review", "reviewAspect"}


def keys(data: object) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*(keys(value) for value in data.values()))
    return set().union(*(keys(value) for value in data)) if isinstance(data, list) else set()


def test_the_structured_data_of_every_page_can_be_read_and_claims_no_review(example: Output) -> None:
    read = 0
    for page in example.pages.values():
        for script in page.all("script", type="application/ld+json"):
            data = json.loads(script.text or "")
            assert not keys(data) & {"reviewedBy", "lastReviewed", "review", "reviewAspect"}, page.address
            read += 1
    assert read > len(SOURCES)


def test_the_article_about_neuromodulators_has_ten_questions_and_an_emergency_card(example: Output) -> None:
    page = example.pages["/procedures/neuromodulators-for-skin/"]
    questions = page.all("details", "faq__item")
    assert len(questions) == 10
    assert all(question.get("id") for question in questions)
    cards = page.all("div", "care-card--emergency")
    assert cards
    assert text(cards[0]).startswith("Emergency: ")


def test_the_a_z_has_every_name_and_says_where_to_look(example: Output) -> None:
    places = [page for address, page in example.pages.items() if address.startswith("/a-z/")]
    entries = {
        (link.get("href"), text(item))
        for page in places
        for item in page.one("main").iter("li")
        for link in item.iter("a")
    }
    for source in SOURCES:
        meta, address = front_matter(source), page_of(source, example).address
        assert (address, meta["title"]) in entries
        for name in meta.get("also_called", ()):
            found = [words for href, words in entries if href == address and words.startswith(name)]
            assert any(re.search(rf"\bsee\b.*{re.escape(meta['title'])}", words) for words in found), (name, found)


# ── Feeds, sitemap, robots ───────────────────────────────────────────────────────────────────────────────────────


def test_every_feed_is_atom_and_its_links_lead_to_pages(example: Output) -> None:
    feeds = {path: xml(data) for path, data in example.files.items() if path.endswith(".atom")}
    topics = yaml.safe_load((ROOT / "content" / "topics.yaml").read_text("utf-8"))
    translated = {(meta["lang"], topic) for meta in map(front_matter, ALL_SOURCES) for topic in topics_of(meta)}
    assert set(feeds) == {
        *("feed.atom", "es/feed.atom", "ar/feed.atom"),
        *(f"topics/{topic}/feed.atom" for topic in topics),
        *(f"{lang}/topics/{topic}/feed.atom" for lang, topic in translated if lang != "en"),
    }
    for path, feed in feeds.items():
        assert feed.tag == f"{ATOM}feed"
        for part in ("id", "title", "updated"):
            assert feed.findtext(ATOM + part), path
        assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [
            f"https://example.org/{path}"
        ]
        identifiers = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(identifiers) == len(set(identifiers))
        for entry in feed.findall(f"{ATOM}entry"):
            assert entry.findtext(f"{ATOM}title")
            assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None
            for link in entry.findall(f"{ATOM}link"):
                assert link.attrib["href"].startswith("https://example.org/")
                assert example.problem_with(link.attrib["href"], "/") is None
    assert len(feeds["feed.atom"].findall(f"{ATOM}entry")) == len(SOURCES)


def test_the_sitemap_lists_every_article_and_only_pages_that_are_their_own_canonical(example: Output) -> None:
    listed = [location.text or "" for location in xml(example.files["sitemap.xml"]).iter(f"{SITEMAP}loc")]
    assert len(listed) == len(set(listed))
    for url in listed:
        page = example.pages[unquote(url.removeprefix("https://example.org"))]
        assert page.one("link", rel="canonical").get("href") == url
    assert {f"https://example.org{page_of(source, example).address}" for source in ALL_SOURCES} <= set(listed)
    assert not {"https://example.org/search/", "https://example.org/404.html"} & set(listed)


def test_robots_may_read_everything_and_are_told_of_the_sitemap(example: Output) -> None:
    lines = example.files["robots.txt"].decode().splitlines()
    assert "User-agent: *" in lines
    assert "Sitemap: https://example.org/sitemap.xml" in lines
    assert [line for line in lines if line.startswith("Disallow:") and line != "Disallow:"] == []


def test_a_site_without_an_address_has_no_sitemap_and_no_canonical(fresh: Path) -> None:
    site = build(fresh)
    assert "sitemap.xml" not in site.files
    assert "Sitemap" not in site.files["robots.txt"].decode()
    assert [page.address for page in site.full_pages if page.all("link", rel="canonical")] == []
    links = [link for page in site.full_pages for link in page.all("link", rel="alternate")]
    assert [link for link in links if link.get("hreflang")] == []  # they hold whole addresses, or nothing
    dead = [link for page in site.pages.values() for link in page.links if site.problem_with(link, page.address)]
    assert dead == []


# ── Other sites ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_content_folder_builds_a_site(content: Write, fresh: Path) -> None:
    site = build(fresh, PATH=str(content({})))
    assert {"/", "/a-z/", "/recent/", "/search/", "/404.html"} <= set(site.pages)
    for page in site.full_pages:
        assert page.errors == []
        assert [link for link in page.links if site.problem_with(link, page.address)] == []


def test_a_site_below_a_path_keeps_every_link_below_it(fresh: Path) -> None:
    site = build(fresh, SITEURL="https://example.org/sub")
    dead = [
        f"{page.address}: {link} {problem}"
        for page in site.pages.values()
        for link in page.links
        if (problem := site.problem_with(link, page.address))
    ]
    assert dead == []
    for page in site.full_pages:
        if page.address != "/404.html":
            address = quote(page.address.removesuffix("appointment/"))
            assert page.one("link", rel="canonical").get("href") == f"https://example.org/sub{address}"
    for location in xml(site.files["sitemap.xml"]).iter(f"{SITEMAP}loc"):
        assert (location.text or "").startswith("https://example.org/sub/")
    for link in xml(site.files["feed.atom"]).iter(f"{ATOM}link"):
        assert link.attrib["href"].startswith("https://example.org/sub/")


def test_long_lists_go_on_at_page_n_and_lose_no_article(content: Write, fresh: Path) -> None:
    files = {f"articles/one/a{n}.md": article(f"Article {n}", "tags: [many]\n") for n in range(1, 121)}
    site = build(fresh, PATH=str(content({**TOPIC, **files})), SITEURL="https://example.org")
    for start in ("/conditions/", "/topics/one/", "/tags/many/", "/recent/"):
        places = [start, f"{start}page/2/", f"{start}page/3/"]
        assert f"{start}page/4/" not in site.pages
        found = [
            link.get("href")
            for place in places
            for title in site.pages[place].all("h2", "entries__title") + site.pages[place].all("h3", "entries__title")
            for link in title.iter("a")
        ]
        assert sorted(found) == sorted(f"/conditions/a{n}/" for n in range(1, 121))
        titles = {text(site.pages[place].one("title")) for place in places}
        assert len(titles) == len(places)
        second = site.pages[places[1]]
        assert {start, places[2]} <= set(second.links)
        assert second.one("link", rel="canonical").get("href") == f"https://example.org{places[1]}"
    dead = [link for page in site.pages.values() for link in page.links if site.problem_with(link, page.address)]
    assert dead == []
    listed = {location.text for location in xml(site.files["sitemap.xml"]).iter(f"{SITEMAP}loc")}
    assert not [url for url in listed if "/page/" in (url or "")]


def test_translations_name_each_other_and_themselves(content: Write, fresh: Path) -> None:
    files = {
        **TOPIC,
        "articles/one/cough.md": article("Cough"),
        "articles/one/cough.ar.md": article("السعال", "lang: ar\n"),
        "articles/one/alone.md": article("Alone"),
    }
    site = build(fresh, PATH=str(content(files)), SITEURL="https://example.org")
    expected = {
        ("en", "https://example.org/conditions/cough/"),
        ("ar", "https://example.org/ar/conditions/cough/"),
        ("x-default", "https://example.org/conditions/cough/"),
    }
    for address, language, direction in (("/conditions/cough/", "en", "ltr"), ("/ar/conditions/cough/", "ar", "rtl")):
        page = site.pages[address]
        assert {
            (link.get("hreflang"), link.get("href")) for link in page.all("link") if link.get("hreflang")
        } == expected
        assert (page.one("html").get("lang"), page.one("html").get("dir")) == (language, direction)
        entry = next(
            url
            for url in xml(site.files["sitemap.xml"]).iter(f"{SITEMAP}url")
            if url.findtext(f"{SITEMAP}loc") == f"https://example.org{address}"
        )
        assert {(link.get("hreflang"), link.get("href")) for link in entry.iter(f"{XHTML}link")} == expected
    assert not [link for link in site.pages["/conditions/alone/"].all("link") if link.get("hreflang")]
    assert "/conditions/cough/" not in site.pages["/ar/conditions/"].one("main").itertext()
    assert [link for link in site.pages["/ar/conditions/"].links if link == "/ar/conditions/cough/"]


def test_short_benefits_and_risks_stand_side_by_side_and_long_ones_below_each_other(
    content: Write, fresh: Path
) -> None:
    benefits, risks = "## Benefits\n\n- you see better\n\n", "## Risks\n\n- you see worse\n\n"
    bodies = {
        "short": benefits + risks,
        "long": benefits + risks + "Words. " * 151,
        "card": benefits + risks + "> [!urgent] Call if:\n>\n> - you see nothing\n",
        "apart": benefits + "## More {#more}\n\nWords.\n\n" + risks,
        "alone": benefits,
    }
    files = {f"articles/{name}.md": article(name, body=body, kind="procedure") for name, body in bodies.items()}
    site = build(fresh, PATH=str(content({**TOPIC, **files})))
    pairs = {name: site.pages[f"/procedures/{name}/"].all("div", "pros-and-cons") for name in bodies}
    assert {name for name, found in pairs.items() if found} == {"short"}
    assert [section.attrib["id"] for section in pairs["short"][0].findall("section")] == ["benefits", "risks"]
    for name, body in bodies.items():
        ids = site.pages[f"/procedures/{name}/"].ids
        assert [each for each in ("benefits", "risks") if each in ids] == ["benefits", "risks"][: 1 + ("Risks" in body)]


def test_an_alias_leads_to_the_article_and_is_not_listed(content: Write, fresh: Path) -> None:
    files = {**TOPIC, "articles/one/new.md": article("New", "aliases: [/old/place/, /older.html]\n")}
    site = build(fresh, PATH=str(content(files)), SITEURL="https://example.org")
    for address in ("/old/place/", "/older.html"):
        page = site.pages[address]
        assert page.links.count("/conditions/new/") == 2
        assert page.one("link", rel="canonical").get("href") == "https://example.org/conditions/new/"
        assert page.meta("robots") == "noindex"
    assert b"/old" not in site.files["sitemap.xml"]


def test_a_hidden_article_has_a_page_and_stands_in_no_list(content: Write, fresh: Path) -> None:
    files = {
        **TOPIC,
        "articles/one/seen.md": article("Seen"),
        "articles/one/secret.md": article("Secret", "status: hidden\ntags: [secret]\n"),
        "articles/one/draft.md": article("Draft", "status: draft\n"),
    }
    site = build(fresh, PATH=str(content(files)), SITEURL="https://example.org")
    assert site.pages["/conditions/secret/"].meta("robots") == "noindex"
    assert "/conditions/draft/" not in site.pages
    others = [data for path, data in site.files.items() if path != "conditions/secret/index.html"]
    assert not [data for data in others if b"/conditions/secret/" in data]
    assert not [data for data in site.files.values() if b"Draft" in data]


# ── The same site, always ────────────────────────────────────────────────────────────────────────────────────────


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the example site, built by the command in the project's folder."""
    output = tmp_path_factory.mktemp("usual") / "output"
    done = run("carepress", "build", "-o", str(output), cwd=ROOT, PYTHONHASHSEED="0")
    assert done.returncode == 0, done.stderr
    return Output(output, "").files


ELSEWHERE = {
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "a language without UTF-8": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another order of sets": {"PYTHONHASHSEED": "4711"},
}


@pytest.mark.parametrize("difference", ELSEWHERE)
def test_the_same_bytes_come_out(difference: str, usual: dict[str, bytes], fresh: Path) -> None:
    done = run("carepress", "build", "-o", str(fresh), cwd=ROOT, **ELSEWHERE[difference])
    assert done.returncode == 0, done.stderr
    assert different(usual, Output(fresh, "").files) == []


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]


def test_the_same_bytes_come_out_in_another_working_directory(usual: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    done = run("carepress", "build", "-s", str(ROOT / "pelicanconf.py"), "-o", "here", cwd=tmp_path / "elsewhere")
    assert done.returncode == 0, done.stderr
    assert different(usual, Output(tmp_path / "elsewhere" / "here", "").files) == []


def test_the_same_bytes_come_out_of_a_second_build_over_the_first(usual: dict[str, bytes], fresh: Path) -> None:
    for _ in range(2):
        done = run("carepress", "build", "-o", str(fresh), cwd=ROOT)
        assert done.returncode == 0, done.stderr
    assert different(usual, Output(fresh, "").files) == []


def test_pelicans_own_command_gives_the_same_bytes(usual: dict[str, bytes], fresh: Path) -> None:
    done = run("pelican", "-s", "pelicanconf.py", "-o", str(fresh), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert different(usual, Output(fresh, "").files) == []


def test_pelicans_own_command_fails_where_the_content_has_a_fault(content: Write, fresh: Path) -> None:
    folder = content({**TOPIC, "articles/one/a.md": article("A", "colour: red\n")})
    done = run("pelican", str(folder), "-s", "pelicanconf.py", "-o", str(fresh), cwd=ROOT)
    assert done.returncode == 1
    assert "`colour` is not a known key" in done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    assert not fresh.exists()


def test_faults_are_told_on_a_terminal_that_has_only_ascii(content: Write, fresh: Path) -> None:
    folder = content({**TOPIC, "articles/one/a.md": article("“Ä”", "cölour: red\n")})
    done = run(
        "carepress", "build", "-c", str(folder), "-o", str(fresh), cwd=ROOT, **ELSEWHERE["a language without UTF-8"]
    )
    assert done.returncode == 1
    assert "unknown-key: `c\\xf6lour`" in done.stdout
    assert "Traceback" not in done.stderr
    json_ = ("carepress", "check", str(folder), "--format", "json")
    told = run(*json_, cwd=ROOT, **ELSEWHERE["a language without UTF-8"])
    assert "`cölour` is not a known key" in [each["message"] for each in json.loads(told.stdout)]
