"""What a section lists, as a sheet of paper shows it."""

import pytest

from carepress.content.items import items_of, questions_of
from carepress.content.loading import Loader

FRONT = (
    "---\ntitle: T\nkind: procedure\nsummary: S.\ncategory: skin\ndate: 2026-01-01\nsources: {nhs: {title: N}}\n---\n\n"
)


def listed(text: str, role: str = "contraindications") -> tuple[str, ...]:
    article = Loader("en").article("articles/a.md", (FRONT + f"## A {{#{role}}}\n\n{text}\n").encode()).value
    assert article is not None
    section = article.body.section(role)
    return questions_of(section) if role == "questions-to-ask" else items_of(section)


def test_items_are_plain_words_without_marks_and_citations() -> None:
    text = "Do not have it if:\n\n- you are **pregnant**[^nhs]\n- you take `A` & [B](https://example.org/) < 2 days\n"
    assert listed(text) == ("you are pregnant", "you take A & B < 2 days")


def test_what_stands_in_a_list_within_an_item_belongs_to_it() -> None:
    assert listed("- you have:\n    - asthma\n    - gout\n- you smoke\n") == ("you have: asthma; gout", "you smoke")


def test_loose_and_numbered_lists_are_lists_too() -> None:
    assert listed("1. one\n\n    more of it\n\n2. two\n\ntext\n\n- three\n") == ("one more of it", "two", "three")


def test_paragraphs_cards_notes_and_tables_list_nothing() -> None:
    assert listed("Only words.\n\n> [!note] Note\n>\n> - no\n\n| a | b |\n|---|---|\n| c | d |\n") == ()


@pytest.mark.parametrize("text", ["Does it hurt?", "هل هذا مؤلم؟", "痛吗？"])
def test_a_paragraph_that_asks_is_a_question_in_any_script(text: str) -> None:
    assert listed(f"Ask these.\n\n{text}\n\n- Is it safe?", "questions-to-ask") == (text, "Is it safe?")


def test_an_article_without_the_section_lists_nothing() -> None:
    assert items_of(None) == questions_of(None) == ()


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        ("## Questions {#questions-to-ask}\n\n- Why?\n", True),
        ("## Questions {#questions-to-ask}\n\nAsk what you like.\n", False),
        ("## Risks {#risks}\n\n- Why?\n", False),
    ],
)
def test_an_article_has_a_sheet_where_it_has_questions(body: str, asks: bool) -> None:  # noqa: FBT001
    article = Loader("en").article("articles/a.md", (FRONT + body).encode()).value
    assert article is not None
    assert article.head.asks is asks
