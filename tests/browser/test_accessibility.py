"""Every kind of page, measured by axe-core and by its width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import Open, Site
from .kinds_of_page import EVERY_KIND_OF_PAGE

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
MOVED = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What sticks out of the page, for the message. What scrolls inside a box of its own does not move the page.
STICKING_OUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1) && !element.closest(".table");
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""
# As readers may set it: WCAG 2.2, 1.4.12, text spacing.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Boxes that hide a part of their text. What is hidden on purpose is one pixel large; the way to the top shows an icon.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(element => {
  const hides = getComputedStyle(element).overflow !== "visible" && element.clientHeight > 1 && element.clientWidth > 1;
  const scrolls = element.closest(".table, .to-top, textarea, input, svg");
  return hides && !scrolls && element.textContent.trim()
    && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def site(site_name: str, request: pytest.FixtureRequest) -> Site:
    return request.getfixturevalue(site_name)


def violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in Axe().run(page, options=OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]


@EVERY_KIND_OF_PAGE
def test_axe_finds_nothing_narrow_or_wide_light_or_dark(site: Site, address: str, open_page: Open) -> None:
    page = open_page(site.url(address), reduced_motion="reduce")
    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[width, scheme] = violations(page)
        page.emulate_media(color_scheme="light", forced_colors="active")
        found[width, "forced colours"] = violations(page)
        page.emulate_media(forced_colors="none")
    assert {state: these for state, these in found.items() if these} == {}


@EVERY_KIND_OF_PAGE
def test_nothing_needs_sideways_scrolling_at_320_pixels(site: Site, address: str, open_page: Open) -> None:
    page = open_page(site.url(address), width=320)
    assert page.evaluate(MOVED) <= 0, page.evaluate(STICKING_OUT)


@EVERY_KIND_OF_PAGE
def test_wider_spacing_of_letters_words_and_lines_loses_nothing(site: Site, address: str, open_page: Open) -> None:
    page = open_page(site.url(address), width=320)
    page.evaluate(SPACED)
    assert page.evaluate(MOVED) <= 0, page.evaluate(STICKING_OUT)
    assert page.evaluate(CUT_OFF) == []


def test_open_answers_and_explanations_leave_nothing_for_axe_to_find(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/procedures/neuromodulators-for-skin/"), width=360)
    page.get_by_role("button", name="Open all answers").click()
    page.locator("button.term").first.click()
    assert violations(page) == []


def test_a_wide_table_scrolls_by_keyboard_inside_its_own_box(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/wide/"), width=320)
    box = page.locator(".table")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.focus()
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.table').scrollLeft > 0")
    assert page.evaluate("scrollX") == 0


def test_the_head_and_the_first_column_of_a_wide_table_stay_in_view(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/wide/"), width=800)
    box = page.locator(".table")
    assert box.evaluate("box => box.scrollHeight > box.clientHeight && box.clientHeight < innerHeight")
    box.evaluate("box => box.scrollTo(400, 700)")
    outer, last = box.bounding_box(), page.get_by_role("columnheader", name="Column number 9").bounding_box()
    named = page.get_by_role("rowheader", name="value 25.1", exact=True).bounding_box()
    assert last["y"] - outer["y"] < 3
    assert named["x"] - outer["x"] < 3


def test_a_phone_shows_all_rows_of_a_table_and_keeps_their_names_in_view(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/wide/"), width=320)
    box = page.locator(".table")
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight && box.scrollWidth > box.clientWidth")
    box.evaluate("box => box.scrollTo(400, 0)")
    named = page.get_by_role("rowheader", name="value 25.1", exact=True).bounding_box()
    assert named["x"] - box.bounding_box()["x"] < 3


def test_a_picture_of_people_is_heard_as_numbers_and_told_apart_without_colours(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/wide/"), width=320, forced_colors="active")
    assert page.get_by_role("img", name="100 people: 35 marked, 65 not marked", exact=True).is_visible()
    figure = page.get_by_role("figure", name="Does the spray help?")
    assert "35 in 100 people catch a cold" in figure.inner_text()
    colours = [
        figure.locator(f".numbers__{name}").first.evaluate("shape => getComputedStyle(shape).stroke")
        for name in ("all", "inside", "part")
    ]
    assert colours[0] == colours[2] != colours[1]  # filled figures and outlines, of one colour
    pictures = [figure.get_by_role("img").nth(index).bounding_box() for index in (0, 1)]
    assert pictures[0]["y"] == pictures[1]["y"]  # side by side
    assert pictures[0]["x"] + pictures[0]["width"] < pictures[1]["x"]


def test_the_marked_people_begin_where_a_line_of_text_begins(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/ar/conditions/reviewed/"))
    picture, marked = page.get_by_role("img").bounding_box(), page.locator(".numbers__part").bounding_box()
    assert picture["x"] + picture["width"] - marked["x"] - marked["width"] < picture["width"] / 20


def test_the_levels_of_care_cards_are_heard_in_words(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    for name in (
        "Emergency: Call an ambulance if:",
        "Urgent advice: Ask for an urgent appointment if:",
        "Non-urgent advice: See a doctor if:",
    ):
        card = page.get_by_role("group", name=name, exact=True)
        assert card.count() == 1, page.locator(".care-card").all_inner_texts()
        assert card.get_by_role("heading", name=name, exact=True).is_visible()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/procedures/neuromodulators-for-skin/"))
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to main content")
    assert link.evaluate("link => link === document.activeElement")
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["width"] > 100
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_everything_that_takes_the_focus_shows_it(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/procedures/neuromodulators-for-skin/"))
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate("""() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return [document.activeElement.outerHTML.slice(0, 120), outlineStyle, parseFloat(outlineWidth)];
        }""")
        assert outline[1] != "none", outline
        assert outline[2] >= 2, outline
        seen += 1
    assert seen == 60


def test_the_links_of_on_this_page_are_reached_by_keyboard_on_a_wide_screen(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/procedures/neuromodulators-for-skin/"), height=500)
    page.locator("main").focus()
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('.contents') && document.activeElement.hash"))
    assert {"#uses", "#faq", "#page-about"} <= reached


def test_a_page_in_arabic_runs_from_right_to_left(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/ar/conditions/reviewed/"))
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).direction") == "rtl"
    heading, main = page.locator("h1").bounding_box(), page.locator("main").bounding_box()
    assert heading is not None
    assert main is not None
    text_edge = page.locator(".section li").first.bounding_box()
    assert text_edge is not None
    assert text_edge["x"] + text_edge["width"] > main["x"] + main["width"] / 2


def test_translations_link_to_each_other_by_the_languages_own_names(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/sub/ar/conditions/reviewed/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/sub/conditions/reviewed/")
    assert page.locator("h1").inner_text() == "Reviewed"
