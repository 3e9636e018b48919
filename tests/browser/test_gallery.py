"""The gallery of components: everything is in it, and it is as accessible as what it shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from carepress.site.components import load_components
from gallery.__main__ import main
from gallery.pages import THEME, VARIANTS
from gallery.tokens import Colour, contrast, declared, in_scheme, meetings

from .conftest import Open, Site, _serve
from .test_accessibility import MOVED, STICKING_OUT, violations

COMPONENTS = load_components(Path(__file__).parents[2] / "templates")
REPEATED = ("landmark-unique", "heading-order")
"""What axe says of the same part shown several times, which no page of a site does."""
EVERY_VARIANT = pytest.mark.parametrize("file", [variant.file for variant in VARIANTS])


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("gallery")
    assert main([str(folder)]) == 0
    yield from _serve(folder)


@EVERY_VARIANT
def test_the_gallery_has_every_component_with_its_examples_and_variables(gallery: Site, file: str) -> None:
    source = (gallery.folder / file).read_text("utf-8")
    shown = set(re.findall(r'data-example="([^"]+)"', source))
    assert shown == {f"{name}-{n}" for name, each in COMPONENTS.items() for n in range(1, len(each.examples) + 1)}
    for name, component in COMPONENTS.items():
        part = source.split(f'id="gallery-{name}">')[1].split("</h3>")[0]
        assert all(f'<th scope="row">{param.name}</th>' in part for param in component.params)


@EVERY_VARIANT
def test_the_gallery_is_html_in_which_each_part_has_a_name_of_its_own(gallery: Site, file: str) -> None:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        (gallery.folder / file).read_text("utf-8")
    )
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for element in tree.iter():
        names = " ".join(element.get(each, "") for each in ("aria-labelledby", "for", "popovertarget")).split()
        assert set(names) <= set(ids), element.attrib


@pytest.mark.browser
@EVERY_VARIANT
def test_axe_finds_nothing_in_the_gallery_and_it_needs_no_sideways_scrolling(
    gallery: Site, file: str, open_page: Open
) -> None:
    page = open_page(gallery.url(f"/{file}"), width=320, reduced_motion="reduce")
    assert page.evaluate(MOVED) <= 0, page.evaluate(STICKING_OUT)
    assert [each for each in violations(page) if not each.startswith(REPEATED)] == []
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(255, 255, 255)") is (file != "dark.html")


def test_colours_that_meet_have_the_contrast_that_they_need() -> None:
    tokens = declared(THEME / "static" / "css" / "tokens.css")
    colours = {name: Colour(name, *both) for name, value in tokens.items() if (both := in_scheme(value)) is not None}
    assert [each for each in meetings(colours) if each.ratio < each.needed] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#ffffff", 21.0), ("#fff", "#fff", 1.0), ("#777", "#fff", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_no_site_has_the_gallery(example: Site) -> None:
    assert [path for path in example.folder.rglob("*") if "gallery" in path.name] == []
    assert all("gallery__" not in path.read_text("utf-8") for path in example.folder.glob("*/*/index.html"))
