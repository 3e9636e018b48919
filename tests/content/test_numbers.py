"""Numbers of people that are drawn: what a sentence must say, and what an editor is told where it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from carepress.content.body import CITE_CLOSE, CITE_OPEN, Body, Note, Numbers, Proportion
from carepress.content.loading import Loaded
from carepress.content.model import Article

Loads = Callable[..., Body]
Finds = Callable[..., list[str]]
Load = Callable[..., Loaded[Article]]
CITED = f"{CITE_OPEN}nhs{CITE_CLOSE}"


def drawn(body: Body) -> Numbers:
    (section,) = body.sections
    (block,) = section.blocks
    assert isinstance(block, Numbers)
    return block


def told(loaded: Loaded[Any]) -> list[tuple[str, str]]:
    return [(fault.message, fault.help) for fault in loaded.found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("3 in 100 people get a clot, 97 do not.", (3, 100, "3 in 100 people get a clot", "97 do not")),
        ("About 3 in 100 get it, and about 97 do not.", (3, 100, "About 3 in 100 get it", "about 97 do not")),
        ("3 out of every 100 get it and 97 do not", (3, 100, "3 out of every 100 get it", "97 do not")),
        ("3 in 100 get it – 97 do not", (3, 100, "3 in 100 get it", "97 do not")),
        ("3 in 100 get it. The other 97 do not.", (3, 100, "3 in 100 get it", "The other 97 do not")),
        ("Within 5 years 3 in 10 get it, 7 do not", (3, 10, "Within 5 years 3 in 10 get it", "7 do not")),
        ("In 10 years 20 in 100 get it, 80 do not", (20, 100, "In 10 years 20 in 100 get it", "80 do not")),
        ("3 in 100 get it, mostly at 60, 97 do not", (3, 100, "3 in 100 get it, mostly at 60", "97 do not")),
        ("3 in 10 get it within 5 years, 7 do not", (3, 10, "3 in 10 get it within 5 years", "7 do not")),
        ("47 in 1,000 have it, 953 do not", (47, 1000, "47 in 1,000 have it", "953 do not")),
        ("47 in 1000 have it, 953 do not", (47, 1000, "47 in 1000 have it", "953 do not")),
        ("0 in 20 had it, 20 did not", (0, 20, "0 in 20 had it", "20 did not")),
        ("50 in 50 had it, 0 did not", (50, 50, "50 in 50 had it", "0 did not")),
        ("At 10:30 3 in 10 are up, 7 are not", (3, 10, "At 10:30 3 in 10 are up", "7 are not")),
        ("3 de cada 100 lo tienen, 97 no", (3, 100, "3 de cada 100 lo tienen", "97 no")),
        ("٣ من كل ١٠٠ شخص يصابون، ٩٧ لا يصابون", (3, 100, "٣ من كل ١٠٠ شخص يصابون", "٩٧ لا يصابون")),
        (
            "**3 in 100** get it, **97** do not",
            (3, 100, "<strong>3 in 100</strong> get it", "<strong>97</strong> do not"),
        ),
    ],
)
def test_a_sentence_with_both_sides_is_drawn(body: Loads, sentence: str, expected: tuple[int, int, str, str]) -> None:
    (one,) = drawn(body(f"> [!numbers]\n> {sentence}")).proportions
    assert (one.part, one.whole, one.has, one.rest) == expected


@pytest.mark.parametrize("end", ["97 do not.[^nhs]", "97 do not[^nhs].", "97 do not.[^nhs]\n>"])
def test_a_citation_stays_at_the_end_of_the_sentence(load: Load, end: str) -> None:
    loaded = load(f"> [!numbers]\n> 3 in 100 get it, {end}", more="sources: {nhs: {title: A}}\n")
    assert loaded.value is not None
    assert drawn(loaded.value.body).proportions[0].rest == f"97 do not{CITED}"


def test_each_side_keeps_what_it_cites(load: Load) -> None:
    for text in ("3 in 100 get it,[^nhs] 97 do not", "3 in 100 get it[^nhs], 97 do not"):
        loaded = load(f"> [!numbers]\n> {text}", more="sources: {nhs: {title: A}}\n")
        assert loaded.value is not None
        (one,) = drawn(loaded.value.body).proportions
        assert (one.has, one.rest) == (f"3 in 100 get it{CITED}", "97 do not")


def test_numbers_are_compared_under_one_heading_each_with_its_label(body: Loads) -> None:
    block = drawn(
        body(
            "> [!numbers] Does the *spray* help?\n"
            "> - Without it: 40 in 100 catch a cold, 60 do not\n"
            "> - With it: 35 in 100 catch a cold, 65 do not"
        )
    )
    assert block.heading == "Does the <em>spray</em> help?"
    assert block.proportions == (
        Proportion("Without it", 40, 100, "40 in 100 catch a cold", "60 do not"),
        Proportion("With it", 35, 100, "35 in 100 catch a cold", "65 do not"),
    )


def test_a_sentence_may_stand_on_the_first_line(body: Loads) -> None:
    block = drawn(body("> [!numbers] 3 in 100 get it, 97 do not"))
    assert block.heading == ""
    assert block.proportions[0].has == "3 in 100 get it"


def test_rules_about_words_read_the_whole_sentence(body: Loads) -> None:
    assert drawn(body("> [!numbers] It\n> 3 in 100 get it, 97 do not.")).html == "<p>3 in 100 get it, 97 do not.</p>"


SIDES = "say both sides, with a comma between them: `3 in 100 …, 97 do not`"
RANGE = "a range that ends in “5 in 100” cannot be drawn", "say one number: `about 4 in 100`"
ROUND = "cannot be drawn: pictures show 10, 20, 50, 100 or 1,000 people"


@pytest.mark.parametrize(
    ("sentence", "message", "help_"),
    [
        ("7 in 5 get it, 2 do not", "“7 in 5” cannot be: 7 are more than 5", "check both numbers"),
        ("3 in 0 get it, 97 do not", "“3 in 0” cannot be: 3 are more than 0", "check both numbers"),
        ("0 in 0 get it", f"“0 in 0” {ROUND}", "check both numbers"),
        ("3 in 97 get it, 94 do not", f"“3 in 97” {ROUND}", "write `about 3 in 100`"),
        ("1 in 5 get it, 4 do not", f"“1 in 5” {ROUND}", "write `20 in 100`"),
        ("1 in 6 get it, 5 do not", f"“1 in 6” {ROUND}", "write `about 17 in 100`"),
        ("3 in 5,000 get it", f"“3 in 5,000” {ROUND}", "write `about 1 in 1,000`"),
        (
            "1 in 10,000 get it",
            f"“1 in 10,000” {ROUND}",
            "say it in words alone: so few people cannot be seen in a picture",
        ),
        (
            "2.5 in 100 get it, 97.5 do not",
            "“2.5 in 100” is no whole number of people",
            "take more people: `25 in 1,000`, not 2.5 in 100",
        ),
        ("3 to 5 in 100 get it, 95 do not", *RANGE),
        ("3–5 in 100 get it, 95 do not", *RANGE),
        ("3 in 100 get it", "“3 in 100” leaves 97 of 100, and nothing here says so", SIDES),
        ("3 in 100 get it, 96 do not", "“3 in 100” leaves 97 of 100, and nothing here says so", SIDES),
        ("3 in 100 get it 97 do not", "“3 in 100” leaves 97 of 100, and nothing here says so", SIDES),
        (
            "Three in a hundred get it",
            "no number of people stands here that could be drawn",
            "write both sides in figures: `3 in 100 people have it, 97 do not`",
        ),
        (
            "3 in 100 get it, 97 do not" + " at all" * 200,
            "this is too long to stand beside a picture",
            "keep one sentence, and move the rest out",
        ),
    ],
)
def test_a_number_that_cannot_be_drawn_is_told(load: Load, sentence: str, message: str, help_: str) -> None:
    loaded = load(f"> [!numbers]\n> {sentence}")
    assert told(loaded) == [(message, help_)]


def test_a_fault_stands_at_its_sentence(faults: Finds) -> None:
    text = "3 in 97 are two words.\n\n> [!numbers] It\n>\n> - 3 in 100 get it, 97 do not\n> - 3 in 97 get it, 94 do not"
    assert faults(text) == ["6:5 numbers-not-drawn"]
    assert faults("> [!numbers] 3 in 97 get it") == ["1:14 numbers-not-drawn"]


@pytest.mark.parametrize(
    "text",
    [
        "> [!numbers] Nothing else",
        "> [!numbers]",
        "> [!numbers] It\n> 3 in 100 get it, 97 do not\n>\n> More.",
        "> [!numbers] It\n>\n> 1. 3 in 100 get it, 97 do not",
        "> [!numbers] It\n>\n> - 3 in 100 get it, 97 do not\n>     - a\n>     - b",
        "> [!numbers] It\n" + "> - 3 in 100 get it, 97 do not\n" * 5,
        "> [!numbers] It\n>\n> | a | b |\n> |---|---|\n> | 3 in 100 | 97 |",
    ],
)
def test_whatever_else_stands_in_the_block_is_told(faults: Finds, text: str) -> None:
    assert [fault.partition(" ")[2] for fault in faults(text)] == ["numbers-not-drawn"]


def test_different_wholes_side_by_side_are_told_with_how_to_write_them(load: Load) -> None:
    loaded = load("> [!numbers] It\n> - A: 1 in 10 fall ill, 9 do not\n> - B: 5 in 100 fall ill, 95 do not")
    assert told(loaded) == [
        (
            "these numbers are out of different numbers of people, and look as if they could be compared",
            "say all of them for as many people: 10 in 100 and 5 in 100",
        )
    ]
    assert loaded.value is not None
    assert len(drawn(loaded.value.body).proportions) == 2


def test_what_cannot_be_drawn_is_shown_in_words_in_a_preview(load: Load) -> None:
    loaded = load("> [!numbers] It\n> - 3 in 100 get it, 97 do not\n> - 3 in 97 get it")
    assert loaded.value is not None
    (block,) = loaded.value.body.sections[0].blocks
    assert block == Note("note", "It", "<ul><li>3 in 100 get it, 97 do not</li><li>3 in 97 get it</li></ul>")


def test_a_long_row_of_signs_costs_no_time(faults: Finds) -> None:
    for sign in (", ", "3 in ", ". . ", "3 in 100, ", "1,", "97 "):
        assert len(faults(f"> [!numbers]\n> 3 in 100 {sign * 3000}")) == 1
