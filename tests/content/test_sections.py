"""Sections: by role, by name, by suggested heading; their order; as data; the FAQ."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carepress.content.body import Body, Html, block_html
from carepress.content.kinds import kinds

Loads = Callable[..., Body]
Finds = Callable[..., list[str]]


def shape(body: Body) -> list[tuple[str, str | None, str]]:
    return [(section.id, section.role, section.text) for section in body.sections]


# ── Roles ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_before_the_first_heading_is_the_overview(body: Loads) -> None:
    assert shape(body("Text.")) == [("overview", "overview", "")]
    assert shape(body("## Drops\n\nText.")) == [("drops", None, "Drops")]


@pytest.mark.parametrize(
    "heading", ["Symptoms", "What are they like? {#symptoms}", "SYMPTOMS", "**Symptoms**", "Symptoms ##"]
)
def test_a_heading_takes_a_role_by_name_or_mark(body: Loads, heading: str) -> None:
    ((anchor, role, _),) = shape(body(f"## {heading}\n\nx"))
    assert (anchor, role) == ("symptoms", "symptoms")


@pytest.mark.parametrize("kind", kinds())
def test_every_suggested_heading_means_its_role(body: Loads, kind: str) -> None:
    for name, role in kinds()[kind].roles.items():
        text = "### Why?\n\nSo." if name == "faq" else "x"
        assert body(f"## {role.heading}\n\n{text}", kind=kind).sections[0].role == name


def test_a_mark_that_is_no_role_is_the_name_of_an_ordinary_section(body: Loads) -> None:
    assert shape(body("## Symptoms {#drops}\n\nx")) == [("drops", None, "Symptoms")]


def test_roles_of_other_kinds_are_ordinary_names(body: Loads) -> None:
    assert shape(body("## How {#how-to-take}\n\nx", kind="condition")) == [("how-to-take", None, "How")]


@pytest.mark.parametrize("name", ["symptons", "get_help", "gethelp", "self-cares", "cuases"])
def test_a_misspelt_role_is_told(faults: Finds, name: str) -> None:
    assert faults(f"## What {{#{name}}}\n\nx") == ["1:4 role-misspelt"]


def test_roles_stand_in_the_kinds_order_and_others_behind_what_they_follow(body: Loads) -> None:
    text = "Over.\n\n## Treatment\n\na\n\n## Drops\n\nb\n\n## Symptoms\n\nc\n\n## Itching\n\nd\n\n## Causes\n\ne"
    assert [section.id for section in body(text).sections] == [
        *("overview", "symptoms", "itching", "causes", "treatment", "drops"),
    ]


def test_sections_of_a_page_stay_as_they_are(library: Callable[..., object]) -> None:
    made = library({"pages/about.md": "Us.\n\n## Treatment\n\na\n\n## Symptoms\n\nb\n"})
    assert shape(made.pages[0].body) == [  # type: ignore[attr-defined]
        ("introduction", None, ""),
        ("treatment", None, "Treatment"),
        ("symptoms", None, "Symptoms"),
    ]


def test_text_before_a_section_called_overview_comes_first_and_has_an_anchor_of_its_own(body: Loads) -> None:
    assert shape(body("Text.\n\n## Causes\n\nx\n\n## Overview\n\ny")) == [
        ("introduction", None, ""),
        ("overview", "overview", "Overview"),
        ("causes", "causes", "Causes"),
    ]


# ── Anchors ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_headings_with_the_same_words_get_anchors_of_their_own(body: Loads) -> None:
    loaded = body("## Rest\n\na\n\n### More\n\nb\n\n## Sleep\n\nc\n\n### More\n\nd")
    assert {"rest", "sleep", "more", "more-2"} <= loaded.anchors


def test_a_name_that_an_editor_gave_is_kept_whatever_comes_before_it(body: Loads) -> None:
    loaded = body("## Rest\n\na\n\n## Sleep {#rest}\n\nb")
    assert [section.id for section in loaded.sections] == ["rest-2", "rest"]


@pytest.mark.parametrize("words", ["Page", "Site", "Home", "Term", "Card", "FAQ", "A title"])
def test_two_headings_of_words_that_begin_the_names_of_the_page_itself_get_anchors(body: Loads, words: str) -> None:
    first, second = body(f"## Rest\n\n### {words}\n\nx\n\n### {words}\n\nx").anchors - {"rest"}
    assert first != second


@pytest.mark.parametrize(
    ("heading", "words", "anchor"),
    [
        ("Rest &amp; sleep", "Rest & sleep", "rest-sleep"),
        ("F&#252;r dich", "Für dich", "für-dich"),
        ("Below&nbsp;5 &lt; 6", "Below 5 < 6", "below-5-6"),
        (r"5 \< 6", "5 < 6", "5-6"),
        ("What is &0;?", "What is &0;?", "what-is-0"),
    ],
)
def test_an_entity_in_a_heading_is_read_as_its_sign_wherever_the_heading_is_named(
    body: Loads, heading: str, words: str, anchor: str
) -> None:
    (section,) = body(f"## {heading}\n\nx").sections
    assert (section.text, section.id) == (words, anchor)
    (faq,) = body(f"## FAQ\n\n### {heading}\n\nx").sections
    assert [question.text for question in faq.questions] == [words]


def test_headings_of_other_scripts_have_anchors(body: Loads) -> None:
    assert [section.id for section in body("## العلاج بالقطرات\n\na").sections] == ["العلاج-بالقطرات"]


@pytest.mark.parametrize("name", ["main", "page-x", "ref-nhs", "cite-nhs-1", "term-tear", "card-1", "x-title"])
def test_names_that_the_page_uses_are_refused(faults: Finds, name: str) -> None:
    assert faults(f"## Rest {{#{name}}}\n\nx") == ["1:4 duplicate-anchor"]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Main", "section-main"),
        ("Home visits", "section-home-visits"),
        ("Term births", "section-term-births"),
        ("Page title", "section-page-title-2"),
    ],
)
def test_headings_that_would_take_such_a_name_get_another(body: Loads, heading: str, anchor: str) -> None:
    (section,) = body(f"## {heading}\n\nx").sections
    assert section.id == anchor


@pytest.mark.parametrize("list_", ["{onclick=x}", "{: .x}", "{#x .y}", "{}", "{# x}", "{#1}", '{#x"y}'])
def test_attributes_are_refused(faults: Finds, list_: str) -> None:
    assert faults(f"## Rest {list_}\n\nx") == ["1:9 attribute-list"]


def test_headings_of_the_wrong_level_are_told(faults: Finds) -> None:
    assert faults("# One\n\nx\n\n## Two\n\n#### Four\n\ny") == ["1:3 top-level-heading", "7:6 heading-level-skipped"]


def test_a_heading_without_text_is_no_fault_of_loading_for_a_draft_may_wait_for_it(faults: Finds) -> None:
    assert faults("## One\n\n## Two\n\nx\n\n## FAQ\n\n<!-- questions -->") == []


# ── FAQ ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_question_of_a_faq_has_its_answer_and_an_anchor(body: Loads) -> None:
    text = "## FAQ\n\nAsk.\n\n### Does *it* hurt?\n\nNo.[^x]\n\n#### Ever?\n\nNo.\n\n### Does it pass?\n\n- Yes"
    (section,) = body(text).sections
    assert section.role == "faq"
    assert [block_html(block) for block in section.blocks] == ["<p>Ask.</p>"]
    assert [(each.id, each.question, each.text) for each in section.questions] == [
        ("does-it-hurt", "Does <em>it</em> hurt?", "Does it hurt?"),
        ("does-it-pass", "Does it pass?", "Does it pass?"),
    ]
    assert [block_html(block) for block in section.questions[1].blocks] == ["<ul><li>Yes</li></ul>"]
    assert section.cites


def test_a_question_may_have_a_name(body: Loads) -> None:
    (section,) = body("## FAQ\n\n### Does it hurt? {#pain}\n\nNo.").sections
    assert section.questions[0].id == "pain"


def test_a_faq_as_data_is_the_same_as_in_the_text(body: Loads) -> None:
    more = "faq:\n  - {question: Does *it* hurt?, answer: 'No.[^x]'}\n  - {question: Does it pass?, answer: '- Yes'}\n"
    written = "## Questions people often ask\n\n### Does *it* hurt?\n\nNo.[^x]\n\n### Does it pass?\n\n- Yes"
    (data,), (text,) = body("", more=more).sections, body(written).sections
    assert (data.id, data.role, data.text) == (text.id, text.role, text.text)
    assert [(q.id, q.question, q.text, q.blocks) for q in data.questions] == [
        (q.id, q.question, q.text, q.blocks) for q in text.questions
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## FAQ\n\nText.", ["1:4 faq-shape"]),
        ("## FAQ\n\n### One?\n\n### Two?\n\nx", ["3:5 faq-shape"]),
        ("## FAQ\n\n### One?\n\nx\n\n### Two?", ["7:5 faq-shape"]),
    ],
)
def test_a_question_without_answer_is_told(faults: Finds, text: str, found: list[str]) -> None:
    assert faults(text) == found


# ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def htmls(body: Body) -> list[str]:
    return [block.html for section in body.sections for block in section.blocks if isinstance(block, Html)]


def test_a_section_as_text_is_markdown(body: Loads) -> None:
    loaded = body("", more="treatment: |\n  Use *drops*.\n\n  ### More\n\n  - a\n  - b\n")
    assert shape(loaded) == [("treatment", "treatment", "Treatment")] or loaded.sections[0].role == "treatment"
    assert htmls(loaded) == ['<p>Use <em>drops</em>.</p><h3 id="more">More</h3><ul><li>a</li><li>b</li></ul>']


def test_a_section_as_a_list_is_bullets(body: Loads) -> None:
    assert htmls(body("", more="treatment: [Use *drops*, Rest]\n")) == [
        "<ul><li>Use <em>drops</em></li><li>Rest</li></ul>"
    ]


def test_the_steps_of_a_procedure_are_numbered(body: Loads) -> None:
    assert htmls(body("", kind="procedure", more="procedure: [Lie down, Rest]\n")) == [
        '<ol class="steps"><li>Lie down</li><li>Rest</li></ol>'
    ]


def test_sections_as_data_stand_in_the_kinds_order(body: Loads) -> None:
    loaded = body("Over.\n\n## Treatment\n\nx", more="symptoms: Itching.\n")
    assert [section.id for section in loaded.sections] == ["overview", "symptoms", "treatment"]


@pytest.mark.parametrize(
    ("more", "text", "found"),
    [
        ("treatment: x\n", "## Treatment\n\ny", ["section-given-twice"]),
        ("overview: x\n", "Text.", ["section-given-twice"]),
        ("treatment: {a: b}\n", "", ["wrong-value"]),
        ("treatment: [a, [b]]\n", "", ["wrong-value"]),
        ("treatment: 12\n", "", ["yaml-surprise"]),
        ("treatment: [a, no]\n", "", ["yaml-surprise"]),
        ("treatment: [a, '']\n", "", ["missing-key"]),
        ("treatment: '## x'\n", "", ["top-level-heading"]),
        ("faq: text\n", "", ["wrong-value"]),
        ("faq: [a]\n", "", ["faq-shape"]),
        ("faq: [{question: a}]\n", "", ["missing-key"]),
    ],
)
def test_a_section_that_cannot_be_read_is_told(faults: Finds, more: str, text: str, found: list[str]) -> None:
    assert [fault.split()[1] for fault in faults(text, more=more)] == found


def test_words_of_headings_answers_and_tables_are_counted(body: Loads) -> None:
    loaded = body("one two\n\n## Three\n\n- four\n\n| five |\n|---|\n| six |\n\n## FAQ\n\n### Seven?\n\neight[^x]")
    assert loaded.words == 9


@pytest.mark.parametrize("empty", ["#", "##", "## ##", "# "])
def test_a_heading_without_words_does_not_hide_the_places_of_those_below_it(faults: Finds, empty: str) -> None:
    found = faults(f"{empty}\n\n## Care\n\nx\n\n## Care {{.x}}\n\nx")
    assert "7:9 attribute-list" in found


def test_a_heading_that_the_text_writes_otherwise_is_told_within_the_text(faults: Finds) -> None:
    assert faults("## Rest {.x}\n\n#\tRest {.x}\n\n#") == [
        "1:9 attribute-list",
        "3:3 top-level-heading",
        "3:8 attribute-list",
        "5:2 top-level-heading",
    ]
