"""What is made for paper: QR codes and appointment sheets."""

import re
from pathlib import Path

import pytest
import zxingcpp

from carepress.build.render import Why
from carepress.plugin.loading import load_project

from .conftest import ROOT, TODAY, TOPIC, Output, Write, article, build, text

SHEET = """\
## Who should not have it? {#contraindications}

You must not have it if:

- you are pregnant
- you have <2> things & more

## Questions {#questions-to-ask}

- Is it safe?
- What does it cost?
"""


def seen_by_a_camera(svg: bytes) -> str:
    """What a reader of QR codes makes of the picture, drawn with four dots for each module."""
    drawing = svg.decode()
    shape = re.search(r'viewBox="0 0 (\d+) \1"', drawing)
    path = re.search(r' d="([^"]*)"', drawing)
    assert shape is not None
    assert path is not None
    width, x, y = int(shape[1]) * 4, 0, 0
    dots = bytearray(b"\xff" * width * width)
    for command, across, down in re.findall(r"([Mmh])(-?\d+)(?: (-?\d+)(?:\.5)?)?", path[1]):
        if command == "M":
            x, y = int(across), int(down)
        elif command == "m":
            x, y = x + int(across), y + int(down)
        else:
            for row in range(y * 4, y * 4 + 4):
                begin = row * width + x * 4
                dots[begin : begin + int(across) * 4] = b"\0" * (int(across) * 4)
            x += int(across)
    (code,) = zxingcpp.read_barcodes(memoryview(dots).cast("B", shape=[width, width]))
    return str(code.text)


def canonical(site: Output, address: str) -> str:
    return site.pages[address].one("link", rel="canonical").attrib["href"]


# ── QR codes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_qr_code_of_every_article_is_read_as_its_canonical_address(example: Output) -> None:
    pictures = [path for path in example.files if path.endswith("/qr.svg")]
    assert len(pictures) == len(list((ROOT / "content" / "articles").rglob("*.md")))
    for path in pictures:
        address = "/" + path.removesuffix("qr.svg")
        assert seen_by_a_camera(example.files[path]) == canonical(example, address)
        assert example.pages[address].one("img", "on-paper__qr").attrib["src"] == "/" + path


def test_a_long_address_in_a_folder_of_its_language_can_be_read_too(content: Write, fresh: Path) -> None:
    slug = "a-very-long-name-" * 5 + "b"
    folder = content({**TOPIC, f"articles/{slug}.ar.md": article("س", "lang: ar\n")})
    site = build(fresh, PATH=str(folder), SITEURL="https://example.org/clinic")
    address = f"/ar/conditions/{slug}/"
    expected = f"https://example.org/clinic{address}"
    assert seen_by_a_camera(site.files[f"{address[1:]}qr.svg"]) == canonical(site, address) == expected


def test_a_site_without_an_address_has_no_qr_codes(content: Write, fresh: Path) -> None:
    folder = content({**TOPIC, "articles/a.md": article("A", kind="procedure", body=SHEET)})
    site = build(fresh, PATH=str(folder), SITEURL="")
    assert [path for path in site.files if path.endswith("qr.svg")] == []
    for address in ("/procedures/a/", "/procedures/a/appointment/"):
        assert site.pages[address].all("*", "on-paper") == []


def test_the_picture_of_an_address_is_made_once(content: Write, fresh: Path) -> None:
    folder = content({**TOPIC, "articles/a.md": article("A")})
    values = {
        "PATH": str(folder),
        "OUTPUT_PATH": str(fresh),
        "SITEURL": "https://example.org",
        "CAREPRESS_TODAY": TODAY,
    }
    load_project(ROOT / "pelicanconf.py", values).pelican().build()
    (folder / "articles" / "a.md").write_text(article("Another title"), encoding="utf-8")
    outcome = load_project(ROOT / "pelicanconf.py", {**values, "SITENAME": "New"}).pelican().build()
    assert outcome.rendered is not None
    assert outcome.rendered.results["conditions/a/index.html"][0] is Why.CHANGED
    assert outcome.rendered.results["conditions/a/qr.svg"][0] is Why.UNTOUCHED


# ── The sheet for an appointment ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def small(content: Write, fresh: Path) -> Output:
    files = {
        "articles/asks.md": article("Asks", kind="procedure", body=SHEET),
        "articles/silent.md": article("Silent", body="A [sheet](/procedures/asks/appointment/).\n"),
        "articles/only.md": article("Only", body="## Questions {#questions-to-ask}\n\n- Why?\n"),
        "articles/draft.md": article("Draft", "status: draft\n", kind="procedure", body=SHEET),
    }
    return build(fresh, PATH=str(content({**TOPIC, **files})), SITEURL="https://example.org")


def test_a_sheet_has_the_questions_and_what_to_tell_and_no_verdict(small: Output) -> None:
    sheet = small.pages["/procedures/asks/appointment/"]
    ticks = [text(item) for item in sheet.one("ul", "sheet__ticks")]
    assert ticks == ["you are pregnant", "you have <2> things & more"]
    assert [text(item) for item in sheet.one("ol", "sheet__questions")] == ["Is it safe?", "What does it cost?"]
    words = text(sheet.one("main"))
    assert "Tell your clinician if any of these is true for you" in words
    assert "must not" not in words
    assert "should not" not in words


def test_a_sheet_says_what_it_is_from_when_and_how_far_it_is_reviewed(small: Output) -> None:
    sheet = small.pages["/procedures/asks/appointment/"]
    words = text(sheet.one("main"))
    assert text(sheet.one("h1")) == "Asks"
    for part in (
        "Not medically reviewed",
        "1 January 2024",
        "Medical disclaimer",
        "https://example.org/procedures/asks/",
    ):
        assert part in words
    assert sheet.one("img", "on-paper__qr").attrib["src"] == "/procedures/asks/qr.svg"


def test_the_article_leads_to_its_sheet_and_the_sheet_back(small: Output) -> None:
    assert "/procedures/asks/appointment/" in small.pages["/procedures/asks/"].links
    assert "/procedures/asks/" in small.pages["/procedures/asks/appointment/"].links


def test_a_sheet_is_left_to_those_who_come_from_the_article(small: Output) -> None:
    sheet = small.pages["/procedures/asks/appointment/"]
    assert sheet.meta("robots") == "noindex"
    assert canonical(small, sheet.address) == "https://example.org/procedures/asks/"
    assert b"appointment" not in small.files["sitemap.xml"]


def test_an_article_without_questions_and_a_draft_have_no_sheet(small: Output) -> None:
    sheets = {address for address in small.pages if address.endswith("/appointment/")}
    assert sheets == {"/procedures/asks/appointment/", "/conditions/only/appointment/"}


def test_a_sheet_without_contraindications_asks_for_none(small: Output) -> None:
    sheet = small.pages["/conditions/only/appointment/"]
    assert sheet.all("ul", "sheet__ticks") == []
    assert text(sheet.one("ol", "sheet__questions")) == "Why?"
