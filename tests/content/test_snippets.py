"""Snippets: what VS Code types for an editor is what the loader reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from carepress.content.aftercare import TIMELINE
from carepress.content.article import ArticleMeta
from carepress.content.body import Body, Card, Note, Numbers
from carepress.content.kinds import kinds
from carepress.content.loading import Loader
from carepress.content.snippets import snippets

SNIPPETS = snippets()
CHOICE = re.compile(r"\$\{\d+\|(.*?)(?<!\\)\|\}")
OF_A_FORM = {"url": "https://example.org/", "aliases": "[/x/]", "lang": "en", "reason": "It is quoted word for word."}
"""Keys that do not take any word."""


def of(group: str) -> dict[str, dict[str, Any]]:
    return {each["prefix"]: each for name, each in SNIPPETS.items() if name.startswith(group)}


def typed(snippet: dict[str, Any], word: str) -> list[str]:
    """The lines of a snippet, with the first of each choice, today for each day, and a word at each other stop."""
    text = "\n".join(snippet["body"]).replace("$0", word)
    text = CHOICE.sub(lambda match: re.split(r"(?<!\\),", match[1])[0].replace("\\", ""), text)
    text = re.sub(r"\$\{\d+:year-month-day\}", "2026-01-05", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", re.sub(r"\$\d+", word, text)).split("\n")


def test_every_key_of_an_article_has_a_snippet() -> None:
    assert list(of("Front matter")) == [*ArticleMeta.model_fields, TIMELINE]


@pytest.mark.parametrize("key", ArticleMeta.model_fields)
def test_a_snippet_of_the_front_matter_is_read_without_fault(key: str) -> None:
    snippet = of("Front matter")[key]
    lines = [re.sub(r"(\w+): .*", _with_form, line) for line in typed(snippet, "x" if key != "extra" else "x: y")]
    others = {
        "title": "Dry eye",
        "kind": "condition",
        "summary": "Few tears.",
        "category": "eyes",
        "date": "2026-01-05",
    }
    more = "".join(f"{name}: {value}\n" for name, value in others.items() if name != key) + "\n".join(lines) + "\n"
    assert Loader("en").article("articles/eyes/dry-eye.md", f"---\n{more}---\n\nText.\n".encode()).found == ()


def _with_form(match: re.Match[str]) -> str:
    return f"{match[1]}: {OF_A_FORM[match[1]]}" if match[1] in OF_A_FORM else match[0]


@pytest.mark.parametrize("role", dict.fromkeys(role for kind in kinds().values() for role in kind.roles))
def test_a_snippet_of_a_section_opens_it_in_every_kind_that_has_it(role: str, body: Callable[..., Body]) -> None:
    text = "\n".join(typed(of("Section")[f"section-{role}"], "### Why?\n\nWords."))
    for kind in kinds().values():
        if role in kind.roles:
            assert [section.role for section in body(text + "\n", kind=kind.id).sections] == [role]


def test_a_section_offers_each_heading_that_a_kind_suggests() -> None:
    for kind in kinds().values():
        for name, role in kind.roles.items():
            assert role.heading in of("Section")[f"section-{name}"]["body"][0]


@pytest.mark.parametrize("prefix", [*of("Care card"), *of("Note")])
def test_a_snippet_of_a_card_or_note_is_one(prefix: str, body: Callable[..., Body]) -> None:
    (section,) = body("\n".join(typed({**of("Care card"), **of("Note")}[prefix], "See a doctor")) + "\n").sections
    (block,) = section.blocks
    assert isinstance(block, Card | Note)
    assert prefix == f"{'card' if isinstance(block, Card) else 'note'}-{block.level}"


@pytest.mark.parametrize("prefix", of("Numbers"))
def test_a_snippet_of_numbers_is_drawn(prefix: str, body: Callable[..., Body]) -> None:
    (section,) = body("\n".join(typed(of("Numbers")[prefix], "x")).replace("[^x]", "") + "\n").sections
    (block,) = section.blocks
    assert isinstance(block, Numbers)
    assert len(block.proportions) == (2 if "compared" in prefix else 1)


def test_front_matter_is_yaml_to_vs_code_and_the_rest_is_markdown() -> None:
    assert {each["scope"] for each in of("Front matter").values()} == {"yaml"}
    assert {each["scope"] for name, each in SNIPPETS.items() if not name.startswith("Front matter")} == {"markdown"}
    assert all(each["description"] and each["include"] for each in SNIPPETS.values())
