"""Hard words are found as readers would find them, and nothing else is."""

from pathlib import Path

import pytest
import yaml

from carepress.content.glossary import Term
from carepress.site.glossary import Glossary

from .conftest import ROOT, TOPIC, Output, Write, article, build, text


def explained(term: str, html: str, *also: str) -> str:
    """The words that became a button; empty where none did."""
    page = Glossary({term: Term(definition="What it means.", also=also)}).page()
    _, opened, rest = page.explain(html).partition('class="term" popovertarget="')
    return rest.partition(">")[2].partition("</button>")[0] if opened else ""


@pytest.mark.parametrize(
    ("term", "html", "found"),
    [
        ("ache", "<p>An Ache and an ache.</p>", "Ache"),
        ("ache", "<p>Headaches, aches.</p>", ""),
        ("Straße", "eine Straße", "Straße"),
        ("Weißfleck", "ein WEISSFLECK", "WEISSFLECK"),
        ("İğne", "bir İğne", "İğne"),
        ("Crohn's", "has Crohn\u2019s disease", "Crohn\u2019s"),
        ("Crohn\u2019s", "has Crohn's disease", "Crohn's"),
        ("caf\u00e9", "a cafe\u0301 here", "cafe\u0301"),
        ("cafe\u0301", "a caf\u00e9 here", "caf\u00e9"),
        ("heart attack", "a heart\n attack", "heart\n attack"),
        ("A & E", "go to A &amp; E now", "A &amp; E"),
        ("ache", "<h3>Ache</h3><a href='/'>ache</a>", ""),
    ],
)
def test_a_term_is_explained_however_it_is_written(term: str, html: str, found: str) -> None:
    assert explained(term, html) == found


def test_other_forms_belong_to_their_term_and_only_the_first_is_explained() -> None:
    glossary = Glossary({"artery": Term(definition="A vessel.", also=("arteries",))})
    html = glossary.page().explain("Arteries and an artery.")
    assert html.count("popovertarget") == 1
    assert html.startswith("<button")
    assert html.endswith("and an artery.")


def test_one_page_explains_every_word_under_the_anchor_that_other_pages_use(example: Output) -> None:
    page = example.pages["/glossary/"]
    terms = yaml.safe_load((ROOT / "content" / "glossary.yaml").read_text("utf-8"))
    shown = {text(item.find("dt")): text(item) for item in page.all("div", "terms__item")}  # type: ignore[arg-type]
    assert shown.keys() == terms.keys()
    assert all(term["definition"] in shown[name] for name, term in terms.items())
    assert all(form in shown[name] for name, term in terms.items() for form in term.get("also", ()))
    anchors = {
        button.attrib["popovertarget"] for other in example.pages.values() for button in other.all("button", "term")
    }
    assert len(anchors) > 10
    assert anchors <= set(page.ids)


def test_every_page_leads_to_the_words_that_are_explained(example: Output) -> None:
    assert all("/glossary/" in page.links for page in example.full_pages)


def test_a_site_without_a_glossary_has_no_such_page(fresh: Path, content: Write) -> None:
    site = build(fresh, PATH=str(content({**TOPIC, "articles/one/dry-eye.md": article("Dry eye")})))
    assert "/conditions/dry-eye/" in site.pages
    assert "/glossary/" not in site.pages
    assert "/glossary/" not in site.pages["/"].links
