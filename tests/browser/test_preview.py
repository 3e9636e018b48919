"""The preview, as somebody sees it who writes: a save is on the screen, with what is wrong beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from ..preview.started import DRY, WET, Preview, change, started, wait_until, write, write_site  # noqa: TID252 - tests are no package
from .conftest import Open, Seen
from .test_accessibility import violations

pytestmark = pytest.mark.browser

MARK = "() => { document.getElementById('page').contentWindow.mark = true }"
IS_MARKED = "() => document.getElementById('page').contentWindow.mark === true"
SCROLLED = "() => document.getElementById('page').contentWindow.scrollY"
TOP_OF = "name => document.getElementById('page').contentDocument.getElementById(name).getBoundingClientRect().top"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    write_site(tmp_path)
    with started(tmp_path) as running:
        yield running


@pytest.fixture
def show(preview: Preview, open_page: Open) -> Callable[..., Page]:
    def show_(address: str = "/conditions/dry-eye/", **options: object) -> Page:
        page = open_page(preview.root + address, **options)
        expect(page.locator("#summary")).not_to_have_text("Loading …")
        return page

    return show_


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("#page")


def test_a_save_is_on_the_screen_scrolled_where_it_was(preview: Preview, show: Callable[..., Page]) -> None:
    page = show()
    framed(page).locator("#causes").evaluate("element => element.scrollIntoView({behavior: 'instant'})")
    before, top = page.evaluate(SCROLLED), page.evaluate(TOP_OF, "causes")
    assert before > 300
    longer = "- they sting\n- they water\n- they are red\n\nMuch more about it.\n"
    change(preview.site / "content" / DRY, "- they sting\n", longer)
    change(preview.site / "content" / DRY, "Drops.", "Drops, or a gel.")
    expect(framed(page).get_by_text("Much more about it.")).to_be_attached()
    expect(framed(page).get_by_text("Drops, or a gel.")).to_be_attached()
    page.wait_for_function(f"name => Math.abs(({TOP_OF})(name) - {top}) < 3", arg="causes")
    assert page.evaluate(SCROLLED) > before  # what was added above has not moved what was being read


def test_a_fault_is_shown_and_gone(preview: Preview, show: Callable[..., Page], seen: Seen) -> None:
    page = show()
    fault = page.locator(".fault", has_text="There is no page")
    expect(fault).to_have_count(0)
    change(preview.site / "content" / DRY, "Drops.", "Drops of [tears](nowhere.md).")
    expect(fault).to_be_visible()
    expect(fault.locator("mark")).to_have_text("nowhere.md")
    expect(page.locator("#summary")).to_contain_text("1 error")
    link = fault.get_by_role("link", name=re.compile(r"Line \d+"))
    assert re.fullmatch(r"vscode://file/.*/dry-eye\.md:\d+:18", link.get_attribute("href") or "")
    fault.get_by_text("Why?").click()
    expect(fault.get_by_text("A link that leads nowhere leaves a worried reader")).to_be_visible()
    change(preview.site / "content" / DRY, "[tears](nowhere.md)", "tears")
    expect(fault).to_have_count(0)
    assert seen.complaints == []


def test_what_cannot_be_loaded_leaves_the_last_page_with_the_fault_on_top(
    preview: Preview, show: Callable[..., Page]
) -> None:
    page = show()
    change(preview.site / "content" / DRY, "title: Dry eye", 'title: "Dry eye')
    expect(page.locator("#outdated")).to_contain_text("the page as it last could be shown")
    expect(page.locator(".fault").first).to_contain_text("Must be mended")
    expect(framed(page).get_by_role("heading", name="Dry eye", level=1)).to_be_visible()
    change(preview.site / "content" / DRY, 'title: "Dry eye', "title: Sore eye")
    expect(framed(page).get_by_role("heading", name="Sore eye", level=1)).to_be_visible()
    expect(page.locator("#outdated")).to_be_hidden()
    expect(page).to_have_title("Preview: Sore eye · A site")


def test_a_change_elsewhere_leaves_the_page_alone_and_is_offered(preview: Preview, show: Callable[..., Page]) -> None:
    page = show()
    page.evaluate(MARK)
    change(preview.site / "content" / WET, "Drops.", "Drops, or a gel.")
    expect(page.locator("#saved")).to_contain_text(WET)
    assert page.evaluate(IS_MARKED)
    page.locator("#saved a").click()
    expect(framed(page).get_by_text("Drops, or a gel.")).to_be_attached()
    expect(page).to_have_url(preview.root + "/conditions/wet-eye/")
    expect(page.locator("#status")).to_contain_text("Draft: readers do not get this page.")
    expect(page.locator("#summary")).to_contain_text(re.compile(r"^\d+ to mend before you publish it, \d+ notes?$"))
    expect(page.locator(".fault-warning").first).to_contain_text("Mend before you publish it")


def test_links_in_the_page_move_the_address_and_back_goes_back(preview: Preview, show: Callable[..., Page]) -> None:
    page = show("/")
    framed(page).get_by_role("link", name="A–Z").first.click()
    expect(page).to_have_url(preview.root + "/a-z/")
    expect(page.locator("#summary")).to_have_text("A page made from many files")
    framed(page).get_by_role("link", name="Dry eye").click()
    expect(page.locator("#file")).to_have_text(DRY)
    page.go_back()
    expect(page).to_have_url(preview.root + "/a-z/")


def test_a_text_is_found_by_some_of_its_title_with_the_keyboard(preview: Preview, show: Callable[..., Page]) -> None:
    page = show("/")
    page.get_by_label("Find an article or page").fill("wet")
    expect(page.locator("#results")).to_contain_text("Wet eye (draft)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(preview.root + "/conditions/wet-eye/")
    expect(page.locator("#results")).to_be_hidden()
    page.get_by_label("Find an article or page").fill("zebra")
    expect(page.locator("#results")).to_contain_text("Nothing has this")


def test_the_page_can_be_seen_as_wide_as_a_phone(show: Callable[..., Page]) -> None:
    page = show()
    page.get_by_text("Phone", exact=True).click()
    assert page.evaluate("() => document.getElementById('page').contentWindow.innerWidth") == 360


def test_a_preview_that_was_stopped_says_so(preview: Preview, show: Callable[..., Page]) -> None:
    page = show()
    expect(page.locator("#lost")).to_be_hidden()
    assert preview.stop()[0] == 0
    expect(page.locator("#lost")).to_be_visible()


def test_what_comes_from_content_is_text_in_the_panel(preview: Preview, show: Callable[..., Page], seen: Seen) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    change(preview.site / "content" / DRY, "Drops.", f"Drops of [{hostile}]({hostile.replace(' ', '')}.md).")
    page = show()
    expect(page.locator(".fault-error").first).to_be_visible()
    assert page.locator(".panel img").count() == 0
    assert seen.complaints == []


@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing_in_the_shell(preview: Preview, show: Callable[..., Page], width: int) -> None:
    write(preview.site / "content/articles/eyes/bad.md", "nothing")
    change(preview.site / "content" / DRY, "Drops.", "Drops of [tears](nowhere.md).")
    page = show(width=width, bypass_csp=True)
    expect(page.locator("#others")).to_contain_text("bad.md")
    expect(page.locator(".fault-error")).to_be_visible()
    page.get_by_label("Find an article or page").fill("eye")
    expect(page.locator("#results a").first).to_be_visible()
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = violations(page)
    assert found == {"light": [], "dark": []}


def test_what_a_help_gives_to_be_copied_is_code_and_nothing_is_added_to_it(
    preview: Preview, show: Callable[..., Page]
) -> None:
    change(preview.site / "content" / DRY, "## Causes", "## Why? {#causes}.")
    page = show()
    help_ = page.locator(".fault-help", has_text="Write:")
    expect(help_).to_have_text("Write: ## Why? {#causes}")
    expect(help_.locator("code")).to_have_text("## Why? {#causes}")


def test_the_sites_own_search_says_that_a_preview_has_none(preview: Preview, show: Callable[..., Page]) -> None:
    change(preview.site / "pelicanconf.py", "PATH, OUTPUT_PATH", "CAREPRESS_SEARCH = True\nPATH, OUTPUT_PATH")
    wait_until(lambda: b'class="search"' in preview.get("/search/")[1])
    words = "A preview has no search. Find an article in the box above."
    page = show("/search/")
    framed(page).locator("#search").fill("dry")
    framed(page).locator("#search").press("Enter")
    expect(framed(page).locator(".search__status")).to_have_text(words)
    expect(framed(show("/search/?q=dry")).locator(".search__status")).to_have_text(words)


def test_an_address_without_a_page_is_said_to_have_none(show: Callable[..., Page]) -> None:
    expect(show("/nowhere/").locator("#summary")).to_have_text("There is no page at this address")
