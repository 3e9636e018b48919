"""Every word of the interface goes through gettext, and the template for translators has them all."""

import re
import string
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import html5lib
import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from carepress.cli import main
from carepress.site import i18n

ROOT = Path(__file__).parents[2]
POT = ROOT / "carepress" / "locale" / "carepress.pot"
MARK = re.compile("⟦[^⟦⟧]*⟧")
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-close", "data-copied", "content")


def messages(path: Path) -> dict[object, str | None]:
    with path.open("rb") as file:
        return {message.id: message.context for message in read_po(file) if message.id}


def test_the_template_for_translators_is_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    fresh = tmp_path / "fresh.pot"
    command = [
        "pybabel",
        "--quiet",
        "extract",
        "--mapping-file",
        "babel.cfg",
        "--keywords",
        "plain",
        "--output",
        str(fresh),
        ".",
    ]
    CommandLineInterface().run(command)
    assert messages(fresh), "nothing was extracted"
    assert messages(POT) == messages(fresh), "run make messages"


@pytest.fixture
def marked_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The example site in a language in which every interface word stands in brackets."""
    catalogue = Catalog(locale="en")
    with POT.open("rb") as file:
        for message in read_po(file):
            forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
            letters = str(message.id).lower() == string.ascii_lowercase
            marked = tuple(str(form) if letters else f"⟦{form}⟧" for form in forms)
            if message.id:
                catalogue.add(message.id, marked if len(marked) > 1 else marked[0], context=message.context)
    target = tmp_path / "locale" / "en" / "LC_MESSAGES" / "carepress.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "CATALOGUES", tmp_path / "locale")
    i18n.words.cache_clear()
    output = tmp_path / "output"
    result = CliRunner().invoke(main, ["build", "-s", str(ROOT / "pelicanconf.py"), "-o", str(output)])
    assert result.exit_code == 0, result.output
    yield output
    i18n.words.cache_clear()


def content_words() -> str:
    """Everything editors and the site's owner wrote, and names that are the same in every language."""
    files = [*(ROOT / "content").rglob("*.md"), *(ROOT / "content").rglob("*.yaml"), ROOT / "pelicanconf.py"]
    return (
        squeezed(" ".join(path.read_text("utf-8") for path in files))
        + "PMID doi Carepress carepress español العربية"
        + string.ascii_letters
    )


def squeezed(text: str) -> str:
    return re.sub(r"[^\w]+", "", re.sub(r"\[\^[^\]]*\]|\]\([^)\s]*|\{#[^}]*\}", "", unescape(text))).casefold()


def spoken(page: Path) -> Iterator[str]:
    """Every text and spoken attribute of a page that did not come out of gettext."""
    html = page.read_text("utf-8")
    while MARK.search(html):
        html = MARK.sub(" ", html)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if element.tag in ("style", "script"):
            continue
        if element.tag != "meta" or element.get("name") == "description":
            yield from (element.get(name) or "" for name in SPOKEN)
        yield element.text or ""
        yield from (child.tail or "" for child in element)


def test_no_word_of_the_interface_is_written_past_gettext(marked_site: Path) -> None:
    known = content_words()
    dates = re.compile(
        r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
    )
    strays = set()
    for page in sorted(marked_site.rglob("*.html")):
        if page.relative_to(marked_site).parts[0] in (
            "ar",
            "es",
        ):  # these have no marks: their catalogues are not there
            continue
        for text in spoken(page):
            for piece in re.split(r"[·…,]|\s\|\s", dates.sub("", text)):
                words = squeezed(piece)
                if re.search("[^\\W\\d_]", words) and words not in known:
                    strays.add(f"{page.relative_to(marked_site)}: {piece.strip()[:80]}")
    assert not strays


# ── A language without a catalogue ───────────────────────────────────────────────────────────────────────────────

PERSIAN = """\
---
title: سرفه
kind: condition
summary: سرفه چیست.
category: breathing
date: 2024-01-01
lang: fa
authors: [bo]
also_called: [سرفه کردن]
tags: [سرفه]
review: {by: [ada-okoro], date: 2026-10-02}
sources: {one: {title: منبع, accessed: 2026-09-01}}
---

متن.[^one]

## نشانه‌ها {#symptoms}

> [!urgent] نوبت بگیرید اگر:
>
> - بدتر شد

| دارو | مقدار |
|---|---|
| الف | ب |

## پرسش‌ها {#faq}

### آیا سرفه مسری است؟

بله.
"""
ENGLISH = PERSIAN[: PERSIAN.index("متن")].replace("lang: fa\n", "").replace("سرفه", "Cough") + "Text.[^one]\n"


@pytest.fixture(scope="module")
def persian_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content, output = tmp_path_factory.mktemp("content"), tmp_path_factory.mktemp("site") / "output"
    files = {
        "topics.yaml": "breathing: {name: Breathing, summary: Lungs., also_called: [Lung topics]}\n",
        "pages/about.md": "---\ntitle: About us\nsummary: Us.\ndate: 2024-01-01\n---\nWe.\n",
        "people/ada-okoro.yaml": "name: Ada Okoro\ncredentials: MD\nrole: reviewer\nspecialty: Lungs\n",
        "people/bo.yaml": "name: Bo\nrole: editor\n",
        "articles/breathing/cough.md": ENGLISH,
        "articles/breathing/cough.fa.md": PERSIAN,
    }
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    command = ["build", "-s", str(ROOT / "pelicanconf.py"), "-c", str(content), "-o", str(output)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return output


def in_languages(page: Path) -> Iterator[tuple[str, str, str]]:
    """Every text of a page's body with the language and direction it is marked with."""
    body = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False).find("body")
    assert body is not None

    def walk(element: Any, lang: str, direction: str) -> Iterator[tuple[str, str, str]]:
        lang, direction = element.get("lang", lang), element.get("dir", direction)
        yield element.text or "", lang, direction
        for child in element:
            yield from walk(child, lang, direction)
            yield child.tail or "", lang, direction

    yield from walk(body, "fa", "rtl")


def test_english_words_on_a_page_in_another_language_say_that_they_are_english(persian_site: Path) -> None:
    names = ("Ada Okoro", "AO", "Bo", ", MD", "CC BY 4.0")
    pages = sorted((persian_site / "fa").rglob("*.html"))
    assert len(pages) > 5, pages
    strays = {
        f"{page.relative_to(persian_site)}: {text.strip()} ({lang}, {direction})"
        for page in pages
        for text, lang, direction in in_languages(page)
        if re.search("[A-Za-z]{2}", text) and text.strip() not in names
        # One word reads the same in both directions.
        if lang != "en" or (direction != "ltr" and " " in text.strip())
    }
    assert not strays
    persian = {text for text, lang, _ in in_languages(persian_site / "fa/conditions/cough/index.html") if lang == "fa"}
    assert {"سرفه", "سرفه چیست.", "سرفه کردن", "آیا سرفه مسری است؟"} <= persian


def test_words_and_dates_fall_back_together(persian_site: Path) -> None:
    page = (persian_site / "fa/conditions/cough/index.html").read_text("utf-8")
    text = " ".join(squeezed(text) for text, _, _ in in_languages(persian_site / "fa/conditions/cough/index.html"))
    assert "1january2024" in text.replace(" ", "")
    assert "ژانویه" not in page


def test_marks_of_a_language_stay_out_of_titles_and_attributes(persian_site: Path) -> None:
    for page in persian_site.rglob("*.html"):
        tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
        values = [value for element in tree.iter() for value in element.attrib.values()]
        values += [element.text or "" for tag in ("title", "script") for element in tree.iter(tag)]
        assert not [value for value in values if "<span" in value or "<bdi" in value], page


def test_a_language_is_called_by_its_own_name(persian_site: Path) -> None:
    persian = (persian_site / "fa/conditions/cough/index.html").read_text("utf-8")
    english = (persian_site / "conditions/cough/index.html").read_text("utf-8")
    assert 'hreflang="en" lang="en" dir="ltr">English</a>' in persian
    assert 'hreflang="fa" lang="fa" dir="rtl">فارسی</a>' in english
    assert "<span lang=" not in english
