"""What stands behind a ``#`` or a comma: the rest of a text that YAML cut off, or a comment like any other."""

import pytest

from carepress.content.loading import Loader

GOOD = "kind: wellbeing\nsummary: Too few tears.\ncategory: eyes\ndate: 2026-01-05\n"
HEAD = f"title: Dry eye\n{GOOD}"


def told(front_matter: str) -> list[tuple[str, int, int, str, str]]:
    found = Loader("en").article("articles/a.md", f"---\n{front_matter}---\nText.\n".encode()).found
    return [(each.fault.code, each.span.line, each.span.column, each.message, each.help) for each in found]


@pytest.mark.parametrize(
    "more",
    [
        "modified: 2026-01-06 # first",
        "slug: dry # a comment",
        "tags: [a, b] # more",
        "also_called: # all checked\n  - Sore eye",
        "sources: # all checked\n  nhs: {title: x} # this too",
        "sources:\n  nhs: # the first\n    title: x\n    year: 2020 # or 2021\n    url: https://example.org/ #a",
        "sources:\n  nhs:\n    title: x\n    kind: label # sure\n    accessed: 2026-01-05 # again",
        "sources:\n  nhs:\n    title: x\n    extra:\n      checked: false # soon\n      note: mine #1",
        "status: draft # not yet",
        "lang: en # English",
        "authors: [a] #1",
        "authors:\n  - jo-reed # the elder",
        "topics:\n  - eyes # first",
        "aliases:\n  - /old/ # since 2020",
        "review:\n  by: [a] # x\n  date: 2026-01-06 # x",
        "codes:\n  - system: mesh # x\n    code: D019274 # the heading\n    match: exact #1",
        "extra:\n  colour: red # mine",
        "extra: # mine\n  a: b #c",
        'get-help: "Call." # now',
        "get-help: | # as Markdown\n  Step #1 is to wait",
        "# a line of its own\n# title: x #1",
        "changes:\n  - date: 2026-02-01 # x\n    note: 'One #2' # x",
    ],
)
def test_a_comment_where_no_text_can_be_cut_is_a_comment(more: str) -> None:
    assert told(f"{HEAD}{more}\n") == []


def test_a_comment_may_stand_behind_kind_and_date_and_each_quoted_text() -> None:
    commented = "title: 'Dry eye' # x\nkind: wellbeing # a comment\nsummary: \"S.\"  # x\ncategory: eyes #1\n"
    assert told(f"{commented}date: 2022-11-29 # first\n") == []


@pytest.mark.parametrize(
    ("more", "line", "column", "cut", "whole"),
    [
        ("also_called:\n  - Lips #2", 8, 10, "#2", "Lips #2"),
        ("tags:\n  - a\n  - b # two", 9, 7, "# two", "b # two"),
        ("at_a_glance:\n  - term: How long # x\n    detail: '1'", 8, 20, "# x", "How long # x"),
        ("at_a_glance:\n  - term: a\n    detail: Step\n      two #3", 10, 11, "#3", "Step two #3"),
        ("changes:\n  - date: 2026-02-01\n    note: We're #1", 9, 17, "#1", "We're #1"),
        ("sources:\n  nhs:\n    title: Report #4", 9, 19, "#4", "Report #4"),
        ("sources:\n  nhs:\n    title: x\n    authors: A B #4", 10, 18, "#4", "A B #4"),
        ("sources:\n  nhs:\n    title: x\n    authors:\n    - A B #4", 11, 11, "#4", "A B #4"),
        ("get-help: Call #911", 7, 16, "#911", "Call #911"),
        ("get-help:\n  - Call #911", 8, 10, "#911", "Call #911"),
        ("faq:\n  - question: Is it #1?\n    answer: x", 8, 21, "#1?", "Is it #1?"),
    ],
)
def test_what_cuts_a_free_text_is_told(more: str, line: int, column: int, cut: str, whole: str) -> None:
    (fault,) = told(f"{HEAD}{more}\n")
    assert fault == (
        "CP014",
        line,
        column,
        f"YAML takes `{cut}` for a comment, and would show nothing of it",
        f'put the whole text in quotes: `"{whole}"`; a note of your own goes on a line of its own that begins with `#`',
    )


def test_two_spaces_before_the_sign_cut_a_free_text_as_well() -> None:
    ((code, line, column, _, help_),) = told(f"title: Dry eye  # note\n{GOOD}")
    assert (code, line, column) == ("CP014", 2, 17)
    assert 'put the whole text in quotes: `"Dry eye  # note"`; a note of your own goes on a line of its own' in help_


def test_a_text_that_is_also_a_number_or_a_yes_is_told_once_with_both_ways_out() -> None:
    ((code, _, _, message, help_),) = told(f"title: No #2 pencil\n{GOOD}")
    assert (code, message) == ("CP014", "YAML reads `No` as false")
    assert help_ == 'put it in quotes: `"No"`, or with what YAML takes for a comment: `"No #2 pencil"`'


def test_a_text_is_told_as_cut_beside_other_faults() -> None:
    codes = [code for code, *_ in told(f"title: Dry #1\n{GOOD}status: x\n")]
    assert sorted(codes) == ["CP014", "CP017"]


def test_texts_of_people_topics_and_terms_are_told_and_their_ids_are_not() -> None:
    person = (
        b"name: Jo #1\nrole: editor # x\nphoto: a.jpg # x\nsample: true # x\nregistration: {body: B, number: A1} # x\n"
    )
    topics = b"eyes:\n  name: Eyes #1\n  summary: S.\n  parent: body # x\n"
    found = [
        *Loader("en").person("people/jo.yaml", person).found,
        *Loader("en").topics("topics.yaml", topics).found,
        *Loader("en").glossary("glossary.yaml", b"tear: # x\n  definition: A drop #1\n  also: [a] # x\n").found,
    ]
    assert [each.message.split("`")[1] for each in found] == ["#1", "#1", "#1"]


@pytest.mark.parametrize(
    ("fact", "column", "key", "whole"),
    [
        ("{term: x, detail: Yes, a little}", 23, "detail", "Yes, a little"),
        ("{term: x, detail: Yes, a little, or more}", 23, "detail", "Yes, a little, or more"),
        ("{term: x, detail: 5, or 6}", 23, "detail", "5, or 6"),
        ("{term: How, or when, detail: x}", 12, "term", "How, or when"),
    ],
)
def test_a_comma_that_cuts_a_text_in_braces_is_told_once(fact: str, column: int, key: str, whole: str) -> None:
    assert told(f"{HEAD}at_a_glance:\n  - {fact}\n") == [
        (
            "CP014",
            8,
            column,
            f"YAML ends the text of `{key}` at the comma, because it stands in braces without quotes",
            f'put the whole text in quotes: `{key}: "{whole}"`',
        )
    ]


@pytest.mark.parametrize(
    "fact", ["{term: x, detail: y, other: z}", "{other, term: x, detail: y}", "{term: x, detail: 'y', other}"]
)
def test_another_key_in_braces_is_an_unknown_key(fact: str) -> None:
    assert [code for code, *_ in told(f"{HEAD}at_a_glance:\n  - {fact}\n")] == ["CP015"]
