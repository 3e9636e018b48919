"""What can be mended without a person: signs and spellings that leave no doubt, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from carepress.content.faults import LOAD_FAULTS
from carepress.content.fixes import certain_word
from carepress.content.loading import Loaded
from carepress.diagnostics import Diagnostic
from carepress.diagnostics.mending import mended

from ..loaded import is_loaded, loaded  # noqa: TID252 - the tests are no package with a name

HEAD = """\
---
title: Dry eye
kind: condition
summary: Too few tears.
category: eyes
date: 2026-01-05
sources: {nhs: {title: Dry eyes}}
"""
CASES = sorted((Path(__file__).parents[1] / "bad_input" / "cases").glob("*.txt"))
PART = re.compile(r"^-- (\S.*) --\n", re.MULTILINE)
FIXED = 45
"""Bad cases, at least, that have something to mend."""


def load(data: bytes, path: str = "articles/eyes/dry-eye.md") -> Loaded[object]:
    return loaded(path, data)


def fixed(text: str) -> str:
    """A file after one round."""
    return mended(text.encode(), [each.fix for each in load(text.encode()).found if each.fix])[0].decode()


def front_matter(line: str) -> str:
    """The good article with one more line; without those that it takes the place of."""
    key = line.strip("- ").split(":")[0].casefold()
    head = "".join(f"{each}\n" for each in HEAD.splitlines() if each.split(":")[0] != key)
    return f"{head}{line}\n---\n\nText.[^nhs]\n"


TIMELINE = "kind: procedure\naftercare_timeline: [{{when: {}, do: Rest.}}]"
IN_FRONT_MATTER = (
    (TIMELINE.format("after 4 hrs"), TIMELINE.format("after 4 hours")),
    (TIMELINE.format("'until two days'"), TIMELINE.format("'for 2 days'")),
    (TIMELINE.format("after 5 to 3 days"), TIMELINE.format("after 3 to 5 days")),
    (TIMELINE.format("for 3 to 3 weeks"), TIMELINE.format("for 3 weeks")),
    ("Status: draft", "status: draft"),
    ("also_caled: [Sore eyes]", "also_called: [Sore eyes]"),
    ("also-called: [Sore eyes] # as patients say", "also_called: [Sore eyes] # as patients say"),
    ("author: [jo-reed]", "authors: [jo-reed]"),
    ("status: Published", "status: published"),
    ("status: publisehd", "status: published"),
    ("status: 'Draft'", "status: 'draft'"),
    ("title: 2024", 'title: "2024"'),
    ("title:   18:30", 'title:   "18:30"'),
    ("tags: [no, tears]", 'tags: ["no", tears]'),
    ("tags: tears", "tags: [tears]"),
    ("tags: 'dry tears'", "tags: ['dry tears']"),
    ("date: 25.10.2025", "date: 2025-10-25"),
    ("date: 2 October 2025", "date: 2025-10-02"),
    ("date: '2025-10-02'", "date: 2025-10-02"),
    ("review: {by: [jo], on: 2026-01-06}", "review: {by: [jo], date: 2026-01-06}"),
    ("aliases: [old/path/]", "aliases: [/old/path/]"),
    (
        "sources: {nhs: {title: Eyes, doi: https://doi.org/10.1000/x}}",
        "sources: {nhs: {title: Eyes, doi: 10.1000/x}}",
    ),
    ("sources: {nhs: {title: Eyes, doi: 'doi:10.1000/x'}}", "sources: {nhs: {title: Eyes, doi: '10.1000/x'}}"),
    ("sources: {nhs: {title: Eyes, pmid: PMID 123}}", "sources: {nhs: {title: Eyes, pmid: 123}}"),
    ("sources: {nhs: {title: Eyes, year: '2019'}}", "sources: {nhs: {title: Eyes, year: 2019}}"),
    ("title: Dry eye\ntitle: Dry eye", "title: Dry eye"),
    ("title: Dry eye\nslug:\ntitle: Dry eye", "title: Dry eye\nslug:"),
    ("title:\u00a0Dry eye", "title: Dry eye"),
    ("title:Dry eye", "title: Dry eye"),
    ("title: Dry\u00ad eye", "title: Dry eye"),
)


@pytest.mark.parametrize(("line", "right"), IN_FRONT_MATTER)
def test_a_slip_of_the_front_matter_is_mended_in_place(line: str, right: str) -> None:
    assert fixed(front_matter(line)) == front_matter(line).replace(f"{line}\n", f"{right}\n")
    assert load(fixed(front_matter(line)).encode()).found == ()


@pytest.mark.parametrize(
    "line",
    [
        "status: hiden-draft",
        "kind: prodecures",
        "date: 2.10.2025",
        "date: 30.2.2025",
        "title: Dry eye\ntitle: Dry eyes",
        "also_called: {a: b}",
        "also_caled: yes",
        "tag: tears, eyes",
        "tags: tears and eyes",
        "slug: Dry Eye",
        "sources: {nhs: {title: Eyes, pmid: 1 or 2}}",
        "sources: {nhs: {title: Eyes, year: about 2019}}",
        "codes: [{system: icd11, code: H04}]",
        "title: 18:30 # in the evening",
        "extra: {time: 18:30}",
        "summary: Dry\n  eyes\nsummary: Dry",
        "review:\nby: [jo]\ndate: 2026-01-05\ndate: 2026-01-05",
        "sources:\nnhs:\ntitle: Dry eye",
    ],
)
def test_what_leaves_a_doubt_is_left_to_a_person(line: str) -> None:
    assert load(front_matter(line).encode()).found != ()
    assert fixed(front_matter(line)) == front_matter(line)


IN_TEXT = (
    ("##Risks\n\nFew.", "## Risks\n\nFew."),
    (" ## Risks\n\nFew.", "## Risks\n\nFew."),
    ("##\u00a0Risks\n\nFew.", "## Risks\n\nFew."),
    ("• itching\n• burning", "- itching\n- burning"),
    ("Eyes:\n\n• itching\n\n• burning", "Eyes:\n\n- itching\n\n- burning"),
    ("-\u00a0itching\n-\u00a0burning", "- itching\n- burning"),
    ("Take ** two ** drops.", "Take **two** drops."),
    ("Take **two **drops.", "Take **two** drops."),
    ("See [eyes] (dry-eye.md).", "See [eyes](dry-eye.md)."),
    ("See (eyes)[dry-eye.md].", "See [eyes](dry-eye.md)."),
    ("It stings.[^ nhs]", "It stings.[^nhs]"),
    ("It stings.[ˆnhs]", "It stings.[^nhs]"),
    ("It stings.^[nhs]", "It stings.[^nhs]"),
    ("> [!urgnt] Call if:\n>\n> - it stings", "> [!urgent] Call if:\n>\n> - it stings"),
    ("> [!nonurgent] Call if:\n>\n> - it stings", "> [!non-urgent] Call if:\n>\n> - it stings"),
    ("## Why {: #why}\n\nIt is dry.", "## Why {#why}\n\nIt is dry."),
    ("## Why {#self_care}\n\nIt is dry.", "## Why {#self-care}\n\nIt is dry."),
    ("## Help {#Get-Help}\n\nCall.", "## Help {#get-help}\n\nCall."),
    ("Two rows:\n| a | b |\n|---|---|\n| 1 | 2 |", "Two rows:\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
    ("It \u200bstings.", "It stings."),
)


@pytest.mark.parametrize(("text", "right"), IN_TEXT)
def test_a_slip_of_the_text_is_mended_in_place(text: str, right: str) -> None:
    before, after = (f"{HEAD}---\n\nText.[^nhs]\n\n{each}\n" for each in (text, right))
    assert fixed(before) == after
    assert load(after.encode()).found == ()


@pytest.mark.parametrize(
    "text",
    [
        "####### Risks",
        "• itching\n◦ burning\n\n* one",
        "See [eyes](dry-eye.md",
        "It stings.[^nhs, p. 4]",
        "It stings.[^nhs, who]",
        "> [!danger] Call if:\n>\n> - it stings",
        "## Why {onclick=x}\n\nIt is dry.",
        "## Risks {#risk}\n\n#### Few\n\nFew.",
        "| a | b |\n| 1 | 2 |",
        "Take **two drops.",
    ],
)
def test_words_and_what_can_be_meant_otherwise_are_left_to_a_person(text: str) -> None:
    before = f"{HEAD}---\n\nText.[^nhs]\n\n{text}\n"
    found = load(before.encode()).found
    assert found
    if text.startswith("•"):  # the first sign alone is a list for certain
        assert "◦ burning" in fixed(before)
    else:
        assert fixed(before) == before


def test_every_fault_of_loading_that_says_how_it_is_mended_is_mended_here() -> None:
    texts = [front_matter(line) for line, _ in IN_FRONT_MATTER]
    texts += [f"{HEAD}---\n\nText.[^nhs]\n\n{text}\n" for text, _ in IN_TEXT]
    texts += [f"\ufeff{HEAD}---\r\n\nText.[^nhs]\n"]
    mended_here = {each.fault for text in texts for each in load(text.encode()).found if each.fix}
    assert mended_here == {fault for fault in LOAD_FAULTS if fault.fix}


def test_a_file_with_very_many_faults_is_told_of_and_not_mended() -> None:
    text = HEAD + "".join(f"titl{number}: x\n" for number in range(60)) + "sumary: x\n---\n"
    assert len(load(text.encode()).found) > 60
    assert fixed(text) == text


def test_a_file_from_windows_loses_its_mark_and_its_line_ends() -> None:
    text = f"{HEAD}---\n\nText.[^nhs]\n"
    assert fixed("\ufeff" + text.replace("\n", "\r\n")) == text


@pytest.mark.parametrize(
    ("typed", "known", "word"),
    [
        ("sumary", ["summary", "title"], "summary"),
        ("SUMMARY", ["summary"], "summary"),
        ("also called", ["also_called"], "also_called"),
        ("tilte", ["title"], "title"),
        ("tite", ["title", "tile"], None),
        ("icd1O", ["icd10", "icd10cm"], None),
        ("icd11", ["icd10"], None),
        ("tag", ["tags"], None),
        ("smmary", ["summary", "summaries"], "summary"),
        ("", ["a"], None),
    ],
)
def test_a_word_is_certain_where_it_can_be_one_only(typed: str, known: list[str], word: str | None) -> None:
    assert certain_word(typed, known) == word


def files_of(case: Path) -> list[tuple[str, str]]:
    _, *parts = PART.split(case.read_bytes().decode())
    files = list(zip(parts[::2], parts[1::2], strict=True))[:-1]
    return [(path, text) for path, text in files if is_loaded(path) and path.endswith((".md", ".yaml"))]


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(each.fault.code, each.message) for each in found]


def outside(text: str, found: tuple[Diagnostic, ...]) -> list[str]:
    """The lines of a file that no fix names."""
    touched = {
        line
        for each in found
        for edit in (each.fix.edits if each.fix else ())
        for line in range(edit.span.line, edit.span.end_line + 1)
    }
    return [line for number, line in enumerate(text.split("\n"), 1) if number not in touched]


def test_a_fix_mends_its_own_fault_brings_no_other_and_changes_nothing_else_in_all_bad_cases() -> None:
    count = 0
    for case in CASES:
        for path, text in files_of(case):
            before = load(text.encode(), path)
            fixable = tuple(each for each in before.found if each.fix)
            if not fixable:
                continue
            count += 1
            data, applied = mended(text.encode(), [each.fix for each in fixable if each.fix])
            after = load(data, path)
            assert len(applied) == len(fixable), case.name
            assert all(each.fault.fix for each in fixable), f"{case.name}: its fault does not say so"
            assert not set(told(fixable)) & set(told(after.found)), case.name
            if before.value is not None:  # what could not be read before has faults that nobody has told
                assert set(told(after.found)) <= set(told(before.found)), case.name
            kept = iter(data.decode().split("\n"))
            assert all(line in kept for line in outside(text, fixable)), case.name
            again, _ = mended(data, [each.fix for each in after.found if each.fix])
            assert again == data, case.name
    assert count >= FIXED


def test_the_day_of_a_review_that_is_not_indented_is_never_taken_out() -> None:
    text = front_matter("review:\nby: [jo]\ndate: 2026-01-05")
    (twice,) = [each for each in load(text.encode()).found if each.fault.slug == "duplicate-key"]
    assert twice.fix is None
    assert twice.help == (
        "where one of them belongs to `review:` on line 8, indent it by two spaces; otherwise keep one of them"
    )
    assert "review:\nby: [jo]\ndate: 2026-01-05\n" in fixed(text)


def test_a_key_twice_below_what_holds_anything_is_never_taken_out() -> None:
    text = front_matter("extra:\nslug: dry\nslug: dry\n")
    (twice,) = [each for each in load(text.encode()).found if each.fault.slug == "duplicate-key"]
    assert twice.fix is None
    assert twice.help.startswith("where one of them belongs to `extra:` on line 8, indent it by two spaces; ")


def test_a_key_of_a_group_further_up_is_to_be_moved_there() -> None:
    text = front_matter("review:\nstatus: draft\ndate: 2026-01-06\nxyz:\ntags: [a]\ntags: [b]")
    dates, tags = [each for each in load(text.encode()).found if each.fault.slug == "duplicate-key"]
    assert dates.help == (
        "where one of them belongs to `review:` on line 8, move it below that line, and indent it by two spaces; "
        "otherwise keep one of them"
    )
    assert (tags.help, tags.fix) == ("keep one of them", None)
