"""Quotation marks and spaces that make YAML read something else, and texts that are written so on purpose."""

import pytest

from carepress.content.front_matter import read_mapping
from carepress.content.yaml_slips import duplicates
from carepress.content.yaml_source import parse_yaml

SPACE = "\u00a0"


def told(text: str) -> list[tuple[str, int, int]]:
    _, found = read_mapping(text, "a.md", 0)
    return [(each.message, each.span.line, each.span.column) for each in found]


def open_until(line: int) -> str:
    return f"the quotation mark that opens here is not closed: YAML takes all up to line {line} for one text"


@pytest.mark.parametrize(
    ("text", "line", "column", "stopped"),
    [
        ('a: "x\nb: y\nc: "z"\n', 1, 4, 3),
        ('a: "x\nb: y\nc: z"\n', 1, 4, 3),
        ("a: 'x\nb: it's\n", 1, 4, 2),
        ('a: b\nc:\n  - "x\n  - y\n  - "z"\n', 3, 5, 5),
        ('a: {b: "x}\nc: {d: "y"}\n', 1, 8, 2),
        ('a: "fine"\nb: "x\nc: say "y" twice\n', 2, 4, 3),
    ],
)
def test_an_open_mark_is_told_where_it_opens(text: str, line: int, column: int, stopped: int) -> None:
    assert told(text) == [(open_until(stopped), line, column)]


@pytest.mark.parametrize(
    "text",
    [
        'a: "x\n  y"\n',
        'a: "x\n\n  note: y"\nb: z\n',
        'a: "x\n  - y"\n',
        'a: |\n  "x\n  b: y\n',
        'a: "x\ny z"\n',
        'a: "x\nNote: y"\n',
    ],
)
def test_a_text_in_quotes_may_go_on_below(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (f"a: x\nb:{SPACE}y\n", 2, 3),
        (f"a{SPACE}: x\n", 1, 2),
        (f"{SPACE}{SPACE}a: x\n", 1, 1),
        (f"a:\n  b: x\n{SPACE}{SPACE}c: y\n", 3, 1),
        (f"a:\n  b: x\n {SPACE}c: y\n", 3, 2),
        (f"a:\n  - x\n  -{SPACE}y\n", 3, 4),
        ("a:\u202fx\nb: y\n", 1, 3),
        (f"a:{SPACE}x\n", 1, 3),
    ],
)
def test_a_no_break_space_that_yaml_needs_as_a_space_is_told_at_its_place(text: str, line: int, column: int) -> None:
    ((message, *place),) = told(text)
    assert message.endswith("no-break space stands here, which YAML does not take for a space")
    assert place == [line, column]


@pytest.mark.parametrize(
    "text",
    [
        f"a: 5{SPACE}mg\n",
        f"vitamin{SPACE}D: x\n",
        f"a: |\n  Dose:{SPACE}5{SPACE}mg\n  -{SPACE}x\n",
        f'a: "Dose:{SPACE}5 mg"\n',
        f"a: take\n  dose:{SPACE}5 mg\n",
        f"a: [5{SPACE}mg]\n",
    ],
)
def test_a_no_break_space_between_words_is_none_of_our_business(text: str) -> None:
    assert told(text) == []


def test_of_thousands_of_keys_given_twice_each_is_held_against_few_others() -> None:
    keys = [f"k{number}:" for number in range(1_000)] * 2
    node = parse_yaml("\n".join(keys), "a.md", 0)
    assert node is not None
    asked: list[tuple[str, str]] = []

    def may_hold(name: str, key: str) -> None:
        asked.append((name, key))

    assert len(list(duplicates(node, "a.md", lambda line: keys[line - 1], may_hold))) == 1_000
    assert len(asked) <= 10 * 2_000


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("a: 'It's dry'\n", 'put the whole text in the other kind of quotation marks: `a: "It\'s dry"`'),
        ('a: "Dry" or "sore"\n', 'put the whole text in the other kind of quotation marks: `a: \'"Dry" or "sore"\'`'),
        ("a: x: y\n", 'put the whole text in quotes: `a: "x: y"`'),
        ("a: x: y\n  z\n\nb: c\n", 'put the whole text in quotes, on one line: `a: "x: y z"`'),
        ("a: x: y\n\n  z\n", "put the whole text after the first colon in quotes, on one line"),
        ("a: x: y\n  z # my note\n", "put the whole text after the first colon in quotes, on one line"),
        ("a:\n- Next: x: y\n", 'put the whole text in quotes: `- "Next: x: y"`'),
        ("a:\n- b: x: y\n", 'put the whole text in quotes: `- b: "x: y"`'),
        ("also_called: [Lips #2]\n", 'put the text in quotes: `"Lips #2"`'),
        ("a: [b, Lips #2, c]\n", 'put the text in quotes: `"Lips #2"`'),
        ("a:\n- {b: c, d: Lips #2}\n", 'put the text in quotes: `"Lips #2"`'),
        ("title: [x] lips\n", 'put the whole text in quotes: `title: "[x] lips"`'),
        ("a:\n- [x] lips\n", 'put the whole text in quotes: `- "[x] lips"`'),
        (
            "a: [b], [c]\n",
            "put all items of a list between one pair of brackets; where it is a text, put the whole in quotes",
        ),
        ("a:\n- b: |\n  C d.\n  e: f\n", "begin each line of the text with 4 spaces"),
        ("a: |\nC d.\ne: f\n", "begin each line of the text with 2 spaces"),
        ('a: "x": y\n', "put the whole text in quotes: `a: '\"x\": y'`"),
        ("A b: x: y\n", 'put the whole text after the first colon in quotes: `key: "one: two"`'),
    ],
)
def test_the_help_gives_the_line_as_it_should_be(text: str, help_: str) -> None:
    _, (fault,) = read_mapping(text, "a.md", 0)
    assert fault.help == help_
