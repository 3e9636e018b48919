"""What the search is given to find: words with their weights, and what is never shown."""

import json

import html5lib
import pytest

from carepress.content.body import Html, Section
from carepress.content.glossary import Term
from carepress.diagnostics import START
from carepress.metadata.search import SearchEntry, search_document, vocabulary
from carepress.site.glossary import Glossary

ENTRY = SearchEntry(
    "/conditions/dry-eye/",
    "en",
    "Dry eye <1>",
    "Tears & what they do.",
    ("Dry eyes", 'The "dry" one'),
    ("drie eye",),
    "condition",
    ("eyes", "ageing"),
)


def elements(html: str, attribute: str) -> list[tuple[str, str]]:
    """Each element with an attribute: its value, and the words in it."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    return [(each.attrib[attribute], "".join(each.itertext())) for each in tree.iter() if attribute in each.attrib]


def test_names_and_misspellings_weigh_almost_as_much_as_the_title_and_more_than_the_text() -> None:
    weights = {words: float(weight) for weight, words in elements(search_document(ENTRY, None), "data-pagefind-weight")}
    assert weights["Dry eye <1>"] == 10 > weights["Dry eyes"] == weights["drie eye"] > weights["Tears & what they do."]
    assert weights["Tears & what they do."] > 1


def test_kind_and_topics_are_filters_and_no_words() -> None:
    html = search_document(ENTRY, None)
    filters = elements(html, "data-pagefind-filter")
    assert filters == [("kind[title]", ""), ("topic[title]", ""), ("topic[title]", "")]
    assert [title for title, _ in elements(html, "title")][-3:] == ["condition", "eyes", "ageing"]


def test_misspellings_stand_before_every_section_that_a_result_can_show() -> None:
    html = search_document(ENTRY, None)
    assert html.index("drie eye") < html.index("Tears")
    assert "drie eye" not in dict(elements(html, "data-pagefind-meta")).values()


def test_a_page_has_neither_kind_nor_names() -> None:
    html = search_document(SearchEntry("/about/", "ar", "عن الموقع", "ملخص"), None)
    assert elements(html, "lang") == [("ar", "عن الموقعملخص\n")]
    assert elements(html, "data-pagefind-filter") == []


@pytest.mark.parametrize(
    ("forms", "html", "weighed"),
    [
        ({"artery"}, "<p>An artery, and arteries.</p>", ["artery"]),
        ({"artery"}, '<p title="artery">Artery</p>', ["Artery"]),
        ({"eye", "dry eye"}, "<p>Dry eye</p>", ["Dry eye"]),
        ({"A & E"}, "<p>Go to A &amp; E now.</p>", ["A & E"]),
        ({"c++ (x)"}, "<p>c++ (x)</p>", ["c++ (x)"]),
        (set(), "<p>artery</p>", []),
    ],
)
def test_words_of_the_glossary_weigh_more(forms: set[str], html: str, weighed: list[str]) -> None:
    section = Section("x", None, "", "", (Html(html),), (), START)
    entry = SearchEntry("/about/", "en", "", "", sections=(section,))
    found = elements(
        search_document(entry, Glossary({form: Term(definition="x") for form in forms}).pattern), "data-pagefind-weight"
    )
    assert [words for _, words in found if words] == weighed


def test_each_word_is_proposed_once_and_short_ones_never() -> None:
    assert json.loads(vocabulary(["Dry eye", "The EYE of it", "Ménière’s disease", "ECG 12"])) == [
        "disease",
        "dry",
        "ecg",
        "eye",
        "ménière’s",
        "the",
    ]
