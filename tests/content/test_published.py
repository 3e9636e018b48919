"""The list of published addresses: nothing that people wrote in it is lost when a build adds to it."""

from __future__ import annotations

import pytest

from carepress.content.published import HEAD, Published, read_published, with_added
from carepress.content.source_file import decode

LIST = """\
# Ours.

/b/
# Merged in 2026, see the minutes.
/c/ gone  # by the board
/e
"""


def read(text: str) -> tuple[Published, list[str]]:
    source = decode(text.encode(), "addresses.txt")
    published = read_published(source)
    return published, [f"{each.span.line}:{each.span.column} {each.help}" for each in source.found]


def test_addresses_are_read_with_their_lines() -> None:
    published, found = read(LIST)
    assert found == []
    assert list(zip(published.addresses, published.lines, strict=True)) == [("/b/", 3), ("/c/", 5), ("/e/", 6)]
    assert published.gone == {"/c/"}


def test_a_list_begins_with_what_it_is_for() -> None:
    text = with_added("", {"/b/", "/a/"})
    assert text == f"{HEAD}/a/\n/b/\n"
    assert read(text) == (Published(("/a/", "/b/"), (4, 5), frozenset()), [])


def test_what_is_new_goes_to_its_place_and_what_people_wrote_stays() -> None:
    assert with_added(LIST, {"/b/", "/d/", "/a/"}) == (
        "# Ours.\n/a/\n/b/\n# Merged in 2026, see the minutes.\n/c/ gone  # by the board\n/d/\n/e\n"
    )


@pytest.mark.parametrize("live", [set(), {"/b/"}, {"/b/", "/e/"}])
def test_nothing_new_changes_nothing(live: set[str]) -> None:
    assert with_added(LIST, live) is None


def test_what_is_there_again_is_gone_no_more() -> None:
    text = with_added(LIST, {"/c/"})
    assert text is not None
    assert read(text)[0].gone == frozenset()
    assert "# Merged in 2026, see the minutes.\n/c/\n" in text


def test_what_two_branches_added_is_put_in_order_by_the_next_address() -> None:
    text = with_added("/c/\n/a/\n/c/\n# The end.\n", {"/b/"})
    assert text == f"{HEAD}/a/\n/b/\n/c/\n# The end.\n"


def test_adding_twice_is_adding_once() -> None:
    text = with_added(LIST, {"/x/", "/y/"})
    assert text is not None
    assert with_added(text, {"/x/", "/y/"}) is None


@pytest.mark.parametrize(
    ("line", "help_"),
    [
        ("https://example.org/a/", "write it without the name of the site: `/a/`"),
        ("//example.org", "delete the line"),
        ("https://[x/", "delete the line"),
        ("a/b/", "write `/a/b/`"),
        ("/a//b/", "write `/a/b/`"),
        ("/a/../b/", "write it without parts that are only dots"),
        ("/a/?b=c", "write it without what follows the question mark or hash: `/a/`"),
        ("/a b/", "an address has no spaces; write each on a line of its own"),
        (f"/{'a' * 300}/", "check whether something was pasted by mistake"),
        ("/a/ gon", "write `/a/ gone`"),
        ("/a/ Gone", "write `/a/ gone`"),
        ("/\N{LATIN SMALL LETTER U WITH DIAERESIS}/", "begin with a slash; only letters, digits, hyphens"),
    ],
)
def test_a_line_that_is_no_address_is_told_with_what_to_write(line: str, help_: str) -> None:
    published, found = read(f"/x/\n  {line}  # why\n")
    assert published.addresses == ("/x/",)
    assert len(found) == 1
    assert found[0].startswith(f"2:3 {help_}")
