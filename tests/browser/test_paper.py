"""What comes out of the printer: leaflets and appointment sheets, as pages of a PDF."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from .conftest import Open, Seen, Site
from .kinds_of_page import ARTICLE

pytestmark = pytest.mark.browser

SHEET = f"{ARTICLE}appointment/"
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
WIDTHS = {"A4": 595, "Letter": 612}


def printed(page: Page, paper: str = "A4") -> list[list[str]]:
    """The lines of each sheet, from top to bottom, after its number."""
    reader = PdfReader(BytesIO(page.pdf(format=paper)))
    assert {round(float(sheet.mediabox.width)) for sheet in reader.pages} <= {WIDTHS[paper], WIDTHS[paper] + 1}
    texts = [sheet.extract_text().translate(LIGATURES) for sheet in reader.pages]
    return [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]


def headings(page: Page) -> set[str]:
    return {text.strip() for text in page.locator("main :is(h1, h2, h3, h4)").all_text_contents()}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("address", [ARTICLE, "/conditions/shingles/", SHEET])
def test_no_heading_is_the_last_line_of_a_sheet(example: Site, address: str, paper: str, open_page: Open) -> None:
    page = open_page(example.url(address))
    sheets = printed(page, paper)
    assert [sheet[0] for sheet in sheets] == [f"{n} / {len(sheets)}" for n in range(1, len(sheets) + 1)]
    assert [sheet[-1] for sheet in sheets if sheet[-1] in headings(page)] == []


# A copy after the other of one part, each between two words of its own: without a rule against it, some would be cut.
COPIES = """([selector, number]) => {
  const part = document.querySelector(selector);
  for (let copy = 1; copy <= number; copy += 1) {
    const other = part.cloneNode(true);
    other.removeAttribute("id");
    const place = other.querySelector("h2, h3, caption, th, img") ?? other;
    place.before(document.createTextNode(`begin${copy}mark `));
    other.append(document.createTextNode(` end${copy}mark`));
    part.parentElement.append(other);
  }
}"""


@pytest.mark.parametrize("part", [".care-card", ".faq__item", ".figure", ".questions-to-ask"])
def test_no_card_answer_figure_or_list_of_questions_is_cut_by_the_end_of_a_sheet(
    example: Site, part: str, open_page: Open
) -> None:
    page = open_page(example.url(ARTICLE))
    page.evaluate(COPIES, [part, 15])
    sheets = [" ".join(sheet) for sheet in printed(page)]
    found = {
        number: [[f"{mark}{number}mark" in sheet for sheet in sheets] for mark in ("begin", "end")]
        for number in range(1, 16)
    }
    assert len({str(begin) for begin, _ in found.values()}) > 1
    assert [number for number, (begin, end) in found.items() if begin != end or sum(begin) != 1] == []


def test_a_leaflet_begins_with_the_sites_name_and_ends_with_its_address(example: Site, open_page: Open) -> None:
    sheets = printed(open_page(example.url(ARTICLE)))
    first, last = " ".join(sheets[0]), " ".join(sheets[-1])
    assert first.index("Carepress example") < first.index("Neuromodulators for skin") < first.index("not medically")
    assert "Medical disclaimer" in last
    words = " ".join(" ".join(sheet) for sheet in sheets)
    assert "First published" in words
    assert "24 November 2026" in words
    assert "(https://www.nhs.uk/" in words


def test_the_picture_of_the_address_is_fetched_for_paper_alone(states: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert not [url for url in seen.requests if url.endswith("qr.svg")]
    assert not page.locator(".on-paper").is_visible()
    page.pdf()
    assert seen.requests[-1] == states.url("/conditions/reviewed/qr.svg")
    assert seen.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_sheet_is_reached_and_left_by_keyboard(example: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(example.url(ARTICLE), java_script_enabled=scripts)
    page.get_by_role("link", name="Sheet for your appointment").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SHEET}")
    expect(page.get_by_role("heading", name="My questions")).to_be_visible()
    assert page.get_by_role("button", name="Print", exact=True).count() == scripts
    page.get_by_role("link", name="Back to the article").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ARTICLE}")


def test_the_sheets_button_prints_it(example: Site, open_page: Open) -> None:
    page = open_page(example.url(SHEET))
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate("window.printed")


def test_a_printed_sheet_has_a_box_for_each_thing_to_tell_and_lines_for_each_question(
    example: Site, open_page: Open
) -> None:
    page = open_page(example.url(SHEET))
    page.emulate_media(media="print")
    boxes = page.locator(".sheet__ticks li")
    assert boxes.count() == 6
    drawn = boxes.evaluate_all("items => items.map(item => getComputedStyle(item, '::before').borderTopStyle)")
    assert set(drawn) == {"solid"}
    for question in page.locator(".sheet__questions li").all():
        lines = question.locator(".sheet__lines").bounding_box()
        assert lines is not None
        assert lines["height"] > 40
    assert page.get_by_text("Back to the article").filter(visible=True).count() == 0
