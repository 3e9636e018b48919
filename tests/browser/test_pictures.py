"""Photos: that each screen fetches the size and format that fit it, and that nothing jumps when they come."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route

from carepress.plugin.loading import load_project

from .conftest import SETTINGS, Open, Seen, Site, _serve
from .states import TODAY

pytestmark = pytest.mark.browser

ARTICLE = """\
---
title: Photos
kind: condition
summary: About photos.
category: one
date: 2026-01-01
---

![The first](first.jpg "Above all headings.")

Words.

## Symptoms

{words}

![The second](second.png)

A sign, and ![a third](third.jpg) between words.
"""
SHIFTS = """\
() => new Promise(resolve => {
  const moved = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      for (const {node} of entry.sources) if (document.querySelector("main").contains(node)) moved.push(node.outerHTML);
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(moved), 200);
})
"""
"""What has moved in the text of the page, though nobody touched anything."""


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("photos")
    images = folder / "content" / "images"
    (folder / "content" / "articles" / "one").mkdir(parents=True)
    images.mkdir()
    pixels = random.Random(1).randbytes(1_500 * 150 * 3)  # noqa: S311 - pixels, not secrets
    photo = Image.frombytes("RGB", (1_500, 150), pixels)
    photo.save(images / "first.jpg")
    photo.resize((800, 80)).save(images / "second.png")
    photo.resize((500, 50)).save(images / "third.jpg", quality=95)
    (folder / "content" / "topics.yaml").write_text("one: {name: One, summary: The first.}\n", encoding="utf-8")
    text = ARTICLE.format(words="\n\n".join(["Words that fill the screen. " * 40] * 12))
    (folder / "content" / "articles" / "one" / "photos.md").write_text(text, encoding="utf-8")
    overrides = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "CAREPRESS_SEARCH": False,
        "CAREPRESS_TODAY": TODAY,
    }
    outcome = load_project(SETTINGS, overrides).build()
    assert outcome.files, [str(diagnostic) for diagnostic in outcome.diagnostics]
    yield from _serve(Path(folder / "output"))


def fetched(seen: Seen) -> list[str]:
    """Sizes and formats of the photos that a browser asked for, in order: ``360.avif``."""
    return [url.rpartition("-")[2] for url in seen.requests if "/img/" in url]


def shown(page: Page, alt: str) -> None:
    """Wait until a photo is there."""
    page.get_by_alt_text(alt).scroll_into_view_if_needed()
    page.wait_for_function("alt => document.querySelector(`img[alt='${alt}']`).naturalWidth > 0", arg=alt)


@pytest.mark.parametrize(
    ("width", "density", "file"),
    [(360, 1, "360.avif"), (375, 2, "720.avif"), (390, 3, "1080.avif"), (1280, 1, "720.avif"), (1280, 2, "1440.avif")],
)
def test_each_screen_fetches_the_size_that_fits_it_as_avif(
    photos: Site, open_page: Open, seen: Seen, width: int, density: int, file: str
) -> None:
    page = open_page(photos.url("/conditions/photos/"), width=width, device_scale_factor=density)
    shown(page, "The first")
    assert fetched(seen) == [file]
    assert seen.complaints == []


def test_a_photo_further_down_is_fetched_when_a_reader_comes_near_it(photos: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(photos.url("/conditions/photos/"), width=360)
    page.wait_for_load_state("networkidle")
    assert fetched(seen) == ["360.avif"]
    shown(page, "The second")
    shown(page, "a third")
    assert fetched(seen) == ["360.avif"] * 3


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_when_photos_come_late(photos: Site, open_page: Open, width: int) -> None:
    page = open_page("about:blank", width=width)

    def late(route: Route) -> None:
        time.sleep(0.2)
        route.continue_()

    page.route("**/img/*", late)
    page.goto(photos.url("/conditions/photos/"))
    for alt in ("The first", "The second", "a third"):
        shown(page, alt)
    assert page.evaluate(SHIFTS) == []
