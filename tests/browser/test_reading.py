"""What a reader does with a page: find, open, jump, switch, print; with scripts and without."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open, Site
from .kinds_of_page import ARTICLE, EVERY_KIND_OF_PAGE
from .states import QUESTIONS

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize(
    "scripts", [pytest.param(True, id="with scripts"), pytest.param(False, id="without scripts")]
)
LAST_QUESTION = f"is-this-question-number-{QUESTIONS}"


def top(locator: Locator) -> float:
    """How far below the top of the window something begins."""
    box = locator.bounding_box()
    assert box is not None
    return box["y"]


def arrived_at(page: Page, anchor: str) -> bool:
    return 0 <= top(page.locator(f"[id='{anchor}']")) < 400


# ── Questions and answers ────────────────────────────────────────────────────────────────────────────────────────


@SCRIPTS
def test_answers_are_closed_until_they_are_asked_for(states: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(states.url("/conditions/reviewed/"), java_script_enabled=scripts)
    answer = page.get_by_text("This is answer number 7.", exact=True)
    assert not answer.is_visible()
    page.get_by_text("Is this question number 7?", exact=True).click()
    expect(answer).to_be_visible()
    assert not page.get_by_text("This is answer number 8.", exact=True).is_visible()


@SCRIPTS
def test_a_question_opens_by_keyboard(states: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(states.url("/conditions/reviewed/"), java_script_enabled=scripts)
    page.locator("#is-this-question-number-3 > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is answer number 3.", exact=True)).to_be_visible()


@SCRIPTS
def test_the_address_of_a_question_opens_its_answer(states: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(states.url(f"/conditions/reviewed/#{LAST_QUESTION}"), java_script_enabled=scripts)
    answer = page.get_by_text(f"This is answer number {QUESTIONS}.", exact=True)
    expect(answer).to_be_visible()
    height = answer.bounding_box()
    assert height is not None
    assert height["height"] > 10
    assert arrived_at(page, LAST_QUESTION) or page.evaluate("scrollY + innerHeight >= document.body.scrollHeight - 2")
    assert not page.get_by_text("This is answer number 1.", exact=True).is_visible()


def test_following_a_link_to_another_answer_of_the_same_page_opens_it(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    page.evaluate("location.hash = 'is-this-question-number-5'")
    expect(page.get_by_text("This is answer number 5.", exact=True)).to_be_visible()


def test_words_that_are_looked_for_open_the_answer_that_holds_them(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/#:~:text=answer%20number%2017."), java_script_enabled=False)
    expect(page.get_by_text("This is answer number 17.", exact=True)).to_be_visible()
    assert page.locator("details.faq__item[open]").count() == 1


def test_an_address_that_is_no_anchor_does_no_harm(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/#%E0%A4%A"))
    expect(page.get_by_role("button", name="Dark colours")).to_be_visible()
    page.get_by_role("button", name="Open all answers").click()
    expect(page.get_by_text("This is answer number 1.", exact=True)).to_be_visible()


def test_all_answers_open_and_close_together(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    answers = page.get_by_text(re.compile(r"^This is answer number \d+\.$"))
    page.get_by_role("button", name="Open all answers").click()
    assert [answer.is_visible() for answer in answers.all()] == [True] * QUESTIONS
    page.get_by_role("button", name="Close all answers").click()
    assert [answer.is_visible() for answer in answers.all()] == [False] * QUESTIONS
    expect(page.get_by_role("button", name="Open all answers")).to_be_visible()


def test_the_button_knows_when_the_last_answer_was_opened_by_hand(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE))
    for summary in page.locator(".faq summary").all():
        summary.click()
    expect(page.get_by_role("button", name="Close all answers")).to_be_visible()


def test_an_article_without_questions_has_no_button_for_them(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/unreviewed/"))
    assert page.locator("[data-do=faq]").count() == 0
    assert page.locator("details.faq__item").count() == 0


# ── Hard words ───────────────────────────────────────────────────────────────────────────────────────────────────


@SCRIPTS
def test_a_hard_word_is_explained_by_keyboard_and_closed_by_escape(
    states: Site, open_page: Open, *, scripts: bool
) -> None:
    page = open_page(states.url("/conditions/reviewed/"), java_script_enabled=scripts)
    explanation = page.get_by_text("A tube through which you breathe.")
    assert not explanation.is_visible()
    page.get_by_role("button", name="airway").focus()
    page.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    box = explanation.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()


@SCRIPTS
def test_a_hard_word_is_explained_by_touch(states: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(
        states.url("/conditions/reviewed/"), width=360, java_script_enabled=scripts, has_touch=True, is_mobile=True
    )
    explanation = page.get_by_text("A tube through which you breathe.")
    page.get_by_role("button", name="airway").tap()
    expect(explanation).to_be_visible()
    box = explanation.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator("h1").tap()
    expect(explanation).to_be_hidden()


def test_a_hard_word_is_explained_once_on_a_page(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE))
    names = [term.inner_text().lower() for term in page.locator("button.term").all()]
    assert len(names) > 3
    assert len(names) == len(set(names))


# ── Light and dark ───────────────────────────────────────────────────────────────────────────────────────────────

BACKGROUND = """() => {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
  return r + g + b > 382 ? "light" : "dark";
}"""


@pytest.mark.parametrize(("device", "other"), [("light", "dark"), ("dark", "light")])
def test_colours_follow_the_device_until_the_reader_chooses_and_the_choice_is_kept(
    example: Site, device: str, other: str, open_page: Open
) -> None:
    page = open_page(example.url(ARTICLE), color_scheme=device)
    button = page.get_by_role("button", name="Dark colours")
    assert page.evaluate(BACKGROUND) == device
    assert button.get_attribute("aria-pressed") == str(device == "dark").lower()
    button.click()
    assert page.evaluate(BACKGROUND) == other
    assert button.get_attribute("aria-pressed") == str(other == "dark").lower()
    page.goto(example.url("/a-z/"))
    assert page.evaluate(BACKGROUND) == other
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(BACKGROUND) == device


def test_the_chosen_colours_are_there_before_anything_is_painted(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE), color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    page.route("**/theme/*.js", lambda route: route.abort())
    page.goto(example.url("/a-z/"))
    assert page.evaluate(BACKGROUND) == "dark"


@pytest.mark.parametrize("address", [ARTICLE, "/", "/a-z/", "/search/"])
def test_nothing_but_the_page_is_waited_for_before_it_is_painted(example: Site, address: str, open_page: Open) -> None:
    # On a machine so busy that it paints nothing for a second, the page would not wait for that.
    no_timer = "const { setTimeout: set } = window; window.setTimeout = (f, ms) => ms === 1000 || set(f, ms);"
    page = open_page(example.url(address), first=no_timer)
    painted, asked = page.evaluate("""() => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      const awaited = ({ name }) => /\\.(js|css)$/.test(name) && !/\\/print\\./.test(name);
      const others = performance.getEntriesByType("resource").filter(awaited);
      return [paint.startTime, others.map(({ startTime }) => startTime)];
    }""")
    assert asked
    assert painted <= min(asked)


@pytest.mark.parametrize("scripts", [{}, {"java_script_enabled": False}], ids=["scripts", "no scripts"])
def test_paper_has_its_style_once_a_page_is_loaded(example: Site, scripts: dict[str, bool], open_page: Open) -> None:
    page = open_page("about:blank", **scripts)
    page.goto(example.url(ARTICLE), wait_until="load")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Main").is_visible()


def test_scripts_come_where_a_browser_does_not_say_when_it_has_painted(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE), first="PerformanceObserver.prototype.observe = () => {};")
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(BACKGROUND) == "dark"


@pytest.mark.parametrize("address", [ARTICLE, "/", "/a-z/", "/search/"])
def test_nothing_moves_when_the_scripts_come(example: Site, address: str, open_page: Open) -> None:
    note_moves = """
      window.moved = [];
      const note = (list) => list.getEntries().forEach(({ value, sources }) => {
        moved.push([value, ...sources.map(({ node }) => node?.outerHTML ?? node?.nodeValue)]);
      });
      new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
    """
    page = open_page(example.url(address), width=412, first=note_moves)
    assert page.get_by_role("button", name="Dark colours").is_visible()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("moved") == []


def test_colours_follow_the_device_without_scripts_and_no_dead_switch_is_shown(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE), java_script_enabled=False, color_scheme="dark")
    assert page.evaluate(BACKGROUND) == "dark"
    assert not page.get_by_role("button", name="Dark colours").is_visible()


def test_paper_is_white_for_readers_who_chose_dark(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE), color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    page.emulate_media(media="print")
    colours = page.evaluate("""() => {
      const { color } = getComputedStyle(document.querySelector(".section p"));
      const { backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    }""")
    assert colours[0] == "rgb(0, 0, 0)"
    assert colours[1] in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


# ── Ways through a page ──────────────────────────────────────────────────────────────────────────────────────────


@SCRIPTS
@pytest.mark.parametrize("width", [360, 1280])
def test_on_this_page_leads_to_every_heading(example: Site, width: int, open_page: Open, *, scripts: bool) -> None:
    page = open_page(example.url(ARTICLE), width=width, java_script_enabled=scripts)
    links = page.get_by_role("navigation", name="On this page").get_by_role("link", include_hidden=True)
    assert links.count() > 15
    for link in links.all():
        if not link.is_visible():
            page.locator(".contents summary").click()
        anchor, text = (link.get_attribute("href") or "").removeprefix("#"), link.inner_text()
        link.click()
        assert page.url.endswith(f"#{anchor}")
        section = page.locator(f"[id='{anchor}']")
        assert section.get_by_role("heading", level=2).first.inner_text() == text
        assert arrived_at(page, anchor) or page.evaluate("scrollY + innerHeight >= document.body.scrollHeight - 2"), (
            text
        )
        page.evaluate("scrollTo(0, 0)")


def test_on_this_page_is_closed_on_a_phone_and_open_on_a_wide_screen(example: Site, open_page: Open) -> None:
    link = ".contents a >> nth=0"
    assert not open_page(example.url(ARTICLE), width=360).locator(link).is_visible()
    assert open_page(example.url(ARTICLE), width=1280).locator(link).is_visible()


def test_the_section_that_is_being_read_is_marked(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE))
    page.locator("#risks").evaluate("section => section.scrollIntoView()")
    expect(page.locator(".contents a[aria-current]")).to_have_attribute("href", "#risks")
    page.locator("#results").evaluate("section => section.scrollIntoView()")
    expect(page.locator(".contents a[aria-current]")).to_have_attribute("href", "#results")


@SCRIPTS
def test_a_reference_leads_there_and_back(example: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(example.url(ARTICLE), java_script_enabled=scripts)
    citation = page.locator(".citation a").first
    assert citation.inner_text() == "1"
    citation.click()
    reference = (page.url.split("#"))[1]
    assert page.locator(f"[id='{reference}']").evaluate("item => item.tagName + item.value") == "LI1"
    assert top(page.locator(f"[id='{reference}']")) < 800
    page.locator(f"[id='{reference}'] .references__back a").first.click()
    back = (page.url.split("#"))[1]
    assert page.locator(f"[id='{back}'] a").inner_text() == "1"
    assert 0 <= top(page.locator(f"[id='{back}']")) < 800


def test_citations_are_numbered_in_order_of_first_use(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE))
    numbers = list(dict.fromkeys(page.locator(".citation a").all_text_contents()))
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert page.locator(".references li").count() == len(numbers)


@SCRIPTS
def test_an_old_address_leads_to_the_article(states: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(states.url("/old/reviewed/"), java_script_enabled=scripts)
    page.wait_for_url("**/sub/conditions/reviewed/")
    assert page.locator("h1").inner_text() == "Reviewed"


def test_an_address_that_leads_nowhere_offers_ways_on(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/no/such/page/"))
    assert "not" in page.locator("h1").inner_text().lower()
    page.locator("main a").first.click()
    assert page.url.startswith(example.root)
    assert page.locator("h1").inner_text() != ""
    assert page.get_by_text("Page not found").count() == 0


# ── Without scripts, and on paper ────────────────────────────────────────────────────────────────────────────────

# Text that nobody can reach: not shown, and not behind a <details> or an explanation that opens without scripts.
UNREACHABLE = """() => {
  document.querySelectorAll("details").forEach(details => details.open = true);
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const lost = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("[popover], [hidden], script, style, .on-paper")) continue;
    if (element.closest(".visually-hidden, .contents, .heading__link")) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) lost.push(node.data.trim());
  }
  return lost;
}"""


@EVERY_KIND_OF_PAGE
def test_everything_can_be_read_without_scripts(
    site_name: str, address: str, request: pytest.FixtureRequest, open_page: Open
) -> None:
    site: Site = request.getfixturevalue(site_name)
    page = open_page(site.url(address), java_script_enabled=False)
    assert page.evaluate(UNREACHABLE) == []
    assert [button.inner_text() for button in page.locator("button").all() if is_dead(button)] == []


def is_dead(button: Locator) -> bool:
    """A button that is shown and does nothing where scripts do not run."""
    works = "popovertarget" in button.evaluate("button => button.getAttributeNames()")
    submits = button.get_attribute("type") == "submit"
    return button.is_visible() and not works and not submits


@SCRIPTS
def test_paper_shows_every_answer_and_leaves_navigation_out(states: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(states.url("/conditions/reviewed/"), java_script_enabled=scripts)
    page.emulate_media(media="print")
    answers = page.get_by_text(re.compile(r"^This is answer number \d+\.$"))
    assert [answer.is_visible() for answer in answers.all()] == [True] * QUESTIONS
    shown = [name for name in (".site-header__nav", ".breadcrumb", ".contents", ".share", ".related", ".call-to-action")
             for element in page.locator(name).all() if element.is_visible()]  # fmt: skip
    assert shown == []
    assert page.get_by_role("button").filter(visible=True).filter(has_not_text="airway").count() == 0
    assert page.locator(".disclaimer").is_visible()
    assert page.locator(".review-line").is_visible()
    assert "2 October 2026" in page.locator(".review-line").inner_text()
    assert page.locator(".about-page__dates").first.is_visible()
    assert page.locator(".references").is_visible()
    assert page.get_by_text("On the web: https://example.org/sub/conditions/reviewed/").is_visible()


def test_paper_shows_where_links_lead(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    page.emulate_media(media="print")
    after = page.locator(".references cite a").evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://example.org/" in after


def test_answers_that_were_closed_are_closed_again_after_printing(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    page.locator("#is-this-question-number-2 > summary").click()
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.faq__item[open]").count() == QUESTIONS
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.faq__item[open]").count() == 1


def test_a_copied_link_is_the_pages_address(example: Site, open_page: Open) -> None:
    page = open_page(example.url(ARTICLE), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".share").get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == example.url(ARTICLE)


# ── Long pages ───────────────────────────────────────────────────────────────────────────────────────────────────


@SCRIPTS
@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_page_has_a_way_back_to_its_top(example: Site, open_page: Open, width: int, *, scripts: bool) -> None:
    page = open_page(example.url(ARTICLE), width=width, java_script_enabled=scripts)
    back = page.get_by_role("link", name="Back to the top")
    expect(back).not_to_be_in_viewport()
    page.mouse.wheel(0, 4000)
    expect(back).to_be_in_viewport()
    box = back.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    assert box["x"] + box["width"] <= width
    back.click()
    expect(page.locator("h1")).to_be_in_viewport()
    expect(back).not_to_be_in_viewport()


def test_a_short_page_has_none_and_is_not_made_longer_by_it(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/no/such/page/"), height=3000)
    assert page.evaluate("document.documentElement.scrollHeight") == 3000
    expect(page.get_by_role("link", name="Back to the top")).not_to_be_in_viewport()
