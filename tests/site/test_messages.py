"""Every word of the interface goes through gettext, and the template for translators has them all."""

import re
import string
from collections.abc import Iterator
from html import unescape
from pathlib import Path

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
            marked = tuple(f"⟦{form}⟧" for form in forms)
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
        + "PMID doi Carepress carepress"
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
        for text in spoken(page):
            for piece in re.split(r"[·…,]|\s\|\s", dates.sub("", text)):
                words = squeezed(piece)
                if re.search("[^\\W\\d_]", words) and words not in known:
                    strays.add(f"{page.relative_to(marked_site)}: {piece.strip()[:80]}")
    assert not strays
