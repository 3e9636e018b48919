"""Text that looks hostile and is allowed: it reaches readers as the words it is, and runs nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import html5lib
import pytest

if TYPE_CHECKING:
    from tests.bad_input.conftest import Site

HOSTILE = "</script <script src=//x <img src=x onerror=alert(1) \" ' & {# x #}"
"""Tags that are not closed: those that are, are refused in front matter. Browsers close them at the next sign."""
FIRST = Path(__file__).parents[2] / "themes/carepress/static/js/first.js"
"""The one script that stands in pages."""
ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)


def quoted(text: str) -> str:
    return json.dumps(text)


def elements(output: Path) -> Iterator[tuple[str, ET.Element]]:
    """Every element of every page, parsed as a browser parses it. Markup that is not valid fails."""
    for page in sorted(output.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        for element in parser.parse(page.read_text(encoding="utf-8")).iter():
            yield page.relative_to(output).as_posix(), element


def check_that_nothing_runs(output: Path) -> None:
    scripts = set()
    for page, element in elements(output):
        name = str(element.tag)
        handlers = [attribute for attribute in element.attrib if attribute.lower().startswith("on")]
        assert not handlers, (page, name, handlers)
        assert name != "img" or element.get("src", "").startswith("/"), (page, element.attrib)
        assert not element.get("href", "").lower().startswith(("javascript:", "data:", "//")), (page, element.attrib)
        if name == "script" and element.get("type") != "application/ld+json":
            scripts.add((element.text, element.get("src"), element.attrib["data-scripts"]))
        if name == "script" and element.get("type") == "application/ld+json":
            assert json.loads(element.text or "")["@context"] == "https://schema.org"
    assert len(scripts) == 1, scripts
    text, source, address = scripts.pop()
    assert (text, source) == (FIRST.read_text("utf-8"), None)
    assert re.fullmatch(r"/theme/[\w.]+", address), address
    for feed in output.rglob("*.atom"):
        ET.fromstring(feed.read_text(encoding="utf-8"))  # noqa: S314 - our own file


def test_markup_in_front_matter_is_shown_as_words(site: Site) -> None:
    site.article(
        title=quoted(HOSTILE),
        summary=quoted(HOSTILE),
        also_called=f"[{quoted(HOSTILE)}]",
        tags=f"[{quoted(HOSTILE)}]",
        at_a_glance=f"[{{term: {quoted(HOSTILE)}, detail: {quoted(HOSTILE)}}}]",
        changes=f"[{{date: 2026-02-01, note: {quoted(HOSTILE)}}}]",
        modified="2026-02-01",
        codes=f"[{{system: mesh, code: {quoted(HOSTILE)}}}]",
    )
    assert site.build().status == 0
    check_that_nothing_runs(site.output)
    headings = [
        "".join(element.itertext())
        for page, element in elements(site.output)
        if element.tag == "h1" and page == "wellbeing/dry-eye/index.html"
    ]
    assert headings == [HOSTILE]


def test_markup_in_people_topics_and_terms_is_shown_as_words(site: Site) -> None:
    site.write(
        "people/jo-reed.yaml",
        "".join(f"{key}: {quoted(HOSTILE)}\n" for key in ("name", "credentials", "bio", "specialty"))
        + f"registration: {{body: {quoted(HOSTILE)}, number: {quoted(HOSTILE)}}}\n"
        f"links: [{{text: {quoted(HOSTILE)}, url: 'https://example.org/?a=1&b=%22'}}]\n",
    )
    site.write("topics.yaml", f"eyes: {{name: {quoted(HOSTILE)}, summary: {quoted(HOSTILE)}}}\n")
    site.write("glossary.yaml", f"sting: {{definition: {quoted(HOSTILE)}}}\n")
    assert site.build().status == 0
    check_that_nothing_runs(site.output)
    shown = "".join(
        "".join(element.itertext())
        for page, element in elements(site.output)
        if element.tag == "span" and page == "wellbeing/dry-eye/index.html"
    )
    assert HOSTILE in shown


@pytest.mark.parametrize(
    "text",
    [
        r"\<script>alert(1)\</script>",
        "`<script>alert(1)</script>`",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "<javascript:alert(1)>",
        "<![CDATA[<x]]>",
        "<script",
        "para {: onclick=alert(1)}",
        "| a {onclick=alert(1)} | b |\n|---|---|\n| c | d |",
        '[x](https://example.org/"onmouseover="alert(1))',
        '[x](https://example.org/ "\'><img src=x onerror=alert(1)>")',
        '![a"onerror="alert(1)](eye.png \'"><script>alert(1)</script>\')',
        'See ![a" onerror="alert(1)](eye.png) here.',
        "<!-- <script>alert(1)</script> -->",
        "x < y > z, 5 <6 and a<b",
    ],
)
def test_text_that_looks_like_markup_is_shown_as_words(site: Site, text: str) -> None:
    site.write("images/eye.png", ONE_PIXEL)
    site.article(f"Dry eyes sting.[^nhs]\n\n{text}\n")
    assert site.build().status == 0
    check_that_nothing_runs(site.output)


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://example.org/?a=[^nhs])",
        "[see [^nhs] there](https://example.org/)",
        r"![\sting](eye.png) [x](https://example.org/a\b)",
        "## Care [^nhs]\n\nRest.",
    ],
)
def test_citations_and_opt_outs_never_break_out_of_an_attribute(site: Site, text: str) -> None:
    """Marks that stand for them become markup later; inside a tag they would take it apart."""
    site.write("images/eye.png", ONE_PIXEL)
    site.write("glossary.yaml", "sting: {definition: To hurt.}\n")
    site.article(f"Dry eyes sting.[^nhs]\n\n{text}\n")
    assert site.build().status == 0
    check_that_nothing_runs(site.output)
    page = (site.output / "wellbeing" / "dry-eye" / "index.html").read_text(encoding="utf-8")
    assert not {char for char in page if "\ue000" <= char <= "\uf8ff"}
    assert "cp-image" not in page
    assert "cp-link" not in page


def test_an_image_within_a_sentence_is_shown(site: Site) -> None:
    site.write("images/eye.png", ONE_PIXEL)
    site.article(
        'Dry eyes sting.[^nhs]\n\nLook: ![An eye](eye.png "Closed") and [![Again](eye.png)](https://example.org/)\n'
    )
    assert site.build().status == 0
    shown = [
        (element.get("alt"), element.get("src"), element.get("width"))
        for page, element in elements(site.output)
        if element.tag == "img" and page == "wellbeing/dry-eye/index.html"
    ]
    assert shown == [("An eye", "/images/eye.png", "1"), ("Again", "/images/eye.png", "1")]


def test_text_before_a_section_called_overview_leaves_each_anchor_unique(site: Site) -> None:
    site.article("Dry eyes sting.[^nhs]\n\n## Overview\n\nMore.\n")
    assert site.build().status == 0
    anchors = [
        element.get("id")
        for page, element in elements(site.output)
        if element.get("id") and page == "wellbeing/dry-eye/index.html"
    ]
    assert len(anchors) == len(set(anchors))
    assert "overview" in anchors


@pytest.mark.parametrize("name", ["a%2f..%2f..%2fpasswd.png", "a b & c.png", "%2e%2e.png", "a'b.png", 'a"b.png'])
def test_no_name_of_an_image_reaches_outside_the_output_or_breaks_out_of_its_tag(site: Site, name: str) -> None:
    """Such a name is refused, or its address is written so that it leads to this file and to no other."""
    site.write(f"images/{name}", ONE_PIXEL)
    site.article(f"Dry eyes sting.[^nhs]\n\n![An eye](<{quote(name)}>)\n")
    before = {path for path in site.tree() if not path.startswith("output/")}
    ran = site.build()
    assert {path for path in site.tree() if not path.startswith("output/")} == before
    if ran.status:
        assert any(fault.startswith(f"content/images/{name}:1:1: CP019 file-name") for fault in ran.faults)
    else:
        sources = [element.get("src", "") for _, element in elements(site.output) if element.tag == "img"]
        assert [unquote(source) for source in sources] == [f"/images/{name}"]
