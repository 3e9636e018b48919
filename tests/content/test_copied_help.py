"""What an editor is told to copy is the whole of it, and for very long texts the marks to be typed."""

import pytest

from carepress.content.loading import Loader

HEAD = "kind: wellbeing\ncategory: eyes\ndate: 2026-01-05\n"
LONG = "these are small, itchy swellings that come on your toes after cold, and go away in two weeks"


def helps(front_matter: str) -> list[str]:
    found = Loader("en").article("articles/a.md", f"---\n{front_matter}{HEAD}---\nText.\n".encode()).found
    return [each.help for each in found]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (f"summary: Chilblains: {LONG}", f'summary: "Chilblains: {LONG}"'),
        (f"summary: “Chilblains: {LONG}”", f'summary: "Chilblains: {LONG}"'),
        (f"summary: [Chilblains] {LONG}", f'summary: "[Chilblains] {LONG}"'),
        (f"summary: 'It's dry', {LONG}", f'''summary: "'It's dry', {LONG}"'''),
        ("summary: Chilblains: these\n  are small,\n  and itch", 'summary: "Chilblains: these are small, and itch"'),
        ("summary: Chilblains: these\n\n", 'summary: "Chilblains: these"'),
        (f"summary: A {LONG} #1", f'"A {LONG} #1"'),
        (f"tags:\n- Chilblains {LONG}: red", f'- "Chilblains {LONG}: red"'),
        (f"tags: {LONG}", f"[{LONG}]"),
    ],
)
def test_a_line_to_be_copied_is_never_cut(line: str, right: str) -> None:
    assert any(f"`{right}`" in each for each in helps(f"title: x\n{line}\n"))
    assert not any("…`" in each for each in helps(f"title: x\nsummary: S\n{line}\n"))


@pytest.mark.parametrize(
    ("line", "help_"),
    [
        (f"summary: Toes: {'cold ' * 80}", 'put the whole text in quotes: put `"` before and behind the text'),
        (
            f'summary: The "toes": it\'s {"cold " * 80}',
            "put the whole text in quotes: put `'` before and behind the text, and write each `'` inside it twice",
        ),
        (
            f"summary: “Toes: {'cold ' * 80}”",
            'use straight ones: delete the curly marks, and put `"` before and behind',
        ),
        (f"tags: {'cold ' * 80}", "put `[` before and `]` behind the text, or write a line for each"),
    ],
)
def test_of_a_very_long_text_the_marks_are_told_and_not_the_text(line: str, help_: str) -> None:
    told = helps(f"title: x\n{line}\n")
    assert any(each.startswith(help_) for each in told), told
    assert all(len(each) < 300 for each in told)
