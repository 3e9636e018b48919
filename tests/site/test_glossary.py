"""Hard words are found as readers would find them, and nothing else is."""

import pytest

from carepress.content.glossary import Term
from carepress.site.glossary import Glossary


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
