"""HTML and template code in texts that are shown as they stand, and what only looks like them."""

import json

import pytest

from carepress.content.loading import Loader

GOOD = "kind: wellbeing\nsummary: Too few tears.\ncategory: eyes\ndate: 2026-01-05\n"


def told(more: str, title: str = "Dry eye") -> list[tuple[str, int, int]]:
    text = f"---\ntitle: {title}\n{GOOD}{more}---\nText.\n"
    found = Loader("en").article("articles/a.md", text.encode()).found
    return [(each.fault.slug, each.span.line, each.span.column) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "<5 mg, < 5 mg and 5< 6",
        "a < b and c > d",
        "a<b, x <y",
        "<https://example.org/?a=b> and <jo@example.org>",
        "1 <-> 2 and x => y <= z",
        "I <3 eyes",
        "R&D; AT&T, drops & more; &c.; a&b",
        "{one} and { {two} }",
        "100 % {of} them",
        "x <b and c> d",
        "<IL-6> and <IL>",
        "p<q>r and 1<p>2",
        "<button A or B>",
        "<my-tag>",
    ],
)
def test_signs_that_are_words_are_no_fault(text: str) -> None:
    assert told("", json.dumps(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<b>",
            "</b>",
            "<BR>",
            "<br/>",
            "<br />",
            "<a href='x'>",
            "<svg/onload=alert(1)>",
            "<img\nsrc=x>",
            "<font color = red>",
            "H<sub>2</sub>O",
            "p<q>r</q>",
            "one<p>two",
            "<b >",
        ),
        *("<!-- x -->", "&nbsp;", "&amp;", "&#8217;", "&#x2019;", "&lt;"),
    ],
)
def test_what_a_browser_would_take_for_html_is_one_fault(text: str) -> None:
    assert [slug for slug, _, _ in told("", json.dumps(f"Dry {text} eye {text}"))] == ["raw-html"]


def test_a_tag_is_found_on_its_own_line_of_a_long_text() -> None:
    more = "changes:\n  - date: 2026-02-01\n    note: |\n      One.\n      Two <b>words</b>.\n"
    assert told(more) == [("raw-html", 11, 11)]


def test_what_the_file_writes_otherwise_is_told_at_the_value() -> None:
    assert told("", r'"Dry \x3cb>eye"') == [("raw-html", 2, 8)]


def test_markdown_in_the_front_matter_is_left_to_its_own_check() -> None:
    assert told("get-help: Say <b>so</b>.\n") == [("raw-html", 7, 15)]
    assert told("faq:\n- question: <i>Why</i>\n  answer: x\n") == [("raw-html", 8, 13)]


def test_what_is_an_editors_own_is_not_looked_at() -> None:
    assert told("extra: {note: <b>x</b>}\nsources: {a: {title: x, extra: {note: <b>}}}\n# <b>\n") == []


def test_an_entry_or_a_source_may_be_called_extra_and_is_looked_at() -> None:
    (fault,) = Loader("en").glossary("glossary.yaml", b"extra: {definition: A <b>tear</b>.}\n").found
    assert (fault.fault.slug, fault.span[:2]) == ("raw-html", (1, 23))
    (fault,) = Loader("en").topics("topics.yaml", b"extra: {name: A <b>, summary: x}\n").found
    assert (fault.fault.slug, fault.span[:2]) == ("raw-html", (1, 17))
    assert told("sources: {extra: {title: <b>}}\n") == [("raw-html", 7, 26)]


def test_what_is_a_persons_own_is_not_looked_at() -> None:
    assert Loader("en").person("people/jo.yaml", b"name: Jo\nextra: {note: <b>}\n").found == ()


def test_a_value_with_another_fault_gets_no_second_one() -> None:
    assert told("slug: <b>x</b>\n") == [("wrong-value", 7, 7)]


def test_template_code_is_told_once() -> None:
    assert told("", '"{{ x }}"') == [("template-code", 2, 9)]
    (fault,) = Loader("en").glossary("glossary.yaml", b"tear: {definition: 'A {{ drop }} and {% x %}.'}\n").found
    assert (fault.fault.slug, fault.span[:2]) == ("template-code", (1, 23))
