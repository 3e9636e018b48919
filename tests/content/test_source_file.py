"""Bytes to text, and text to front matter and body."""

import pytest

from carepress.content.source_file import MAX_BYTES, decode, split_front_matter
from carepress.diagnostics import START, Span, program


def slugs(data: bytes) -> list[tuple[str, Span]]:
    return [(each.fault.slug, each.span) for each in decode(data, "a.md").found]


def test_good_text_stays_as_it_is() -> None:
    source = decode("Ünïcode\n\ttext 👁\n".encode(), "a.md")
    assert (source.text, source.found) == ("Ünïcode\n\ttext 👁\n", [])


def test_a_byte_order_mark_goes_and_is_told() -> None:
    source = decode(b"\xef\xbb\xbfa", "a.md")
    assert source.text == "a"
    assert slugs(b"\xef\xbb\xbfa") == [("byte-order-mark", START)]


@pytest.mark.parametrize("data", [b"a\r\nb\r\n", b"a\rb\r", b"a\r\nb\n"])
def test_other_line_ends_become_lf_and_are_told_once(data: bytes) -> None:
    assert decode(data, "a.md").text == "a\nb\n"
    assert slugs(data) == [("windows-line-ends", START)]


def test_the_place_of_a_wrong_byte_counts_letters_and_not_bytes() -> None:
    assert slugs("é\nüx".encode() + b"\xff") == [("not-utf8", Span(2, 3, 2, 4))]


@pytest.mark.parametrize("before", ["é\rü", "é\r\nü", "\ufeffé\nü"])
def test_the_place_of_a_wrong_byte_is_where_a_text_editor_shows_it(before: str) -> None:
    assert slugs(before.encode() + b"\xff") == [("not-utf8", Span(2, 2, 2, 3))]


def test_a_wrong_byte_that_would_show_nothing_is_not_shown() -> None:
    (fault,) = decode(b"a\xad", "a.md").found
    assert fault.message == "the file is not UTF-8 text"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_file_full_of_zeros_has_one_fault_and_not_one_for_each(encoding: str) -> None:
    assert slugs("---\ntitle: Dry eye\n---\n".encode(encoding)) == [("not-utf8", START)]


def test_a_file_may_have_exactly_the_largest_size() -> None:
    assert decode(b"x" * MAX_BYTES, "a.md").text is not None
    assert slugs(b"x" * (MAX_BYTES + 1)) == [("file-too-large", START)]


@pytest.mark.parametrize(
    "char",
    [
        "\0",
        "\x08",
        "\x7f",
        "\x9f",
        "\u00ad",
        "\u200b",
        "\u2028",
        "\u2029",
        "\u2060",
        "\ufeff",
        "\u202d",
        "\u202e",
        "\ue000",
        "\U000f0000",
        "\ufdd0",
    ],
)
def test_characters_that_nobody_sees_are_told(char: str) -> None:
    assert slugs(f"ab\nc{char}d".encode()) == [("invisible-character", Span(2, 2, 2, 3))]


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7"])
def test_the_sign_of_a_list_from_a_word_processor_is_told_as_one(sign: str) -> None:
    (found,) = decode(f"a\n\n{sign} b".encode(), "a.md").found
    assert (found.fault.slug, found.span) == ("invisible-character", Span(3, 1, 3, 2))
    assert found.help == "delete it, and begin the line with a hyphen and a space: `- text`"


@pytest.mark.parametrize("char", ["\t", "\u00a0", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "👁️", "क"])
def test_characters_that_writing_needs_are_left_alone(char: str) -> None:
    assert slugs(f"ab{char}".encode()) == []


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "क\u094d\u200dष", "👩\u200d⚕️", "ភាសា\u200bខ្មែរ", "ภาษา\u200bไทย", "&nbsp;&copy;&zwnj;&AT;T"],
)
def test_what_joins_and_parts_letters_is_left_alone(text: str) -> None:
    assert slugs(text.encode()) == []


@pytest.mark.parametrize("entity", ["&shy;", "&#173;", "&ZeroWidthSpace;", "&NoBreak;", "&#x2028;"])
def test_an_entity_for_what_nobody_sees_is_told(entity: str) -> None:
    assert slugs(f"a{entity}".encode()) == [("invisible-character", Span(1, 2, 1, 2 + len(entity)))]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n\n=======\n\ntwo\n", 3),
        ("one\ntwo\n=======\nthree\n", 3),
        ("a\n\n- one\n=======\n- two\n", 4),
        ("one\n\n=======", 3),
    ],
)
def test_the_middle_of_a_merge_alone_is_told(text: str, line: int) -> None:
    assert slugs(text.encode()) == [("merge-conflict", Span(line, 1, line, 8))]


def test_the_middle_of_a_merge_that_is_told_is_not_told_again() -> None:
    assert len(slugs(b"<<<<<<< a\none\n\n=======\ntwo\n>>>>>>> b\n")) == 1


def test_a_merge_conflict_is_told_once_where_it_begins() -> None:
    text = b"a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> other\ne\n"
    assert slugs(text) == [("merge-conflict", Span(2, 1, 2, 9))]


def test_two_merge_conflicts_are_two_faults() -> None:
    one = b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"
    assert [span.line for _, span in slugs(one + one)] == [1, 6]


@pytest.mark.parametrize(
    "text",
    [
        b"x\n=======\n",
        b"---\nx: y\n---\nx\n=======\n",
        b"a\n\n======\n",
        b"<<<<<< six\n",
        b"<<<<<<<x\n",
        b" <<<<<<< HEAD\n",
    ],
)
def test_what_only_resembles_a_merge_conflict_is_left_alone(text: bytes) -> None:
    assert slugs(text) == []


def test_the_front_matter_and_the_body_are_told_apart() -> None:
    source = decode(b"---\na: b\nc: d\n--- \nText\n---\n", "a.md")
    assert split_front_matter(source) == ("a: b\nc: d", 4)
    assert source.found == []


@pytest.mark.parametrize(
    ("text", "slug", "line"),
    [
        ("", "front-matter-missing", 1),
        ("Text\n---\n", "front-matter-missing", 1),
        ("\n\n---\na: b\n---\n", "front-matter-missing", 3),
        ("----\na: b\n----\n", "front-matter-missing", 1),
        ("---\na: b\n", "front-matter-not-closed", 1),
        ("---\na: b\n-- -\n", "front-matter-not-closed", 1),
        ("---\na: b\n-----\nText\n", "front-matter-not-closed", 3),
        ("---\na: b\n--\nText\n", "front-matter-not-closed", 3),
        ("---\na:\n- b\n  c\n\n# d\n— \nText\n", "front-matter-not-closed", 7),
        ("---\na: b\n-----\nText\n\n---\n\nMore\n", "front-matter-not-closed", 3),
        ("---\na: b\n\nText\n\n-----\n\nMore\n", "front-matter-not-closed", 1),
        ("---\na:\n-\n", "front-matter-not-closed", 1),
        ("---\n---\na: b\n---\n", "front-matter-doubled", 2),
        ("---\na: b\n---\n---\nText\n", "front-matter-doubled", 4),
    ],
)
def test_front_matter_that_does_not_begin_or_end_is_told(text: str, slug: str, line: int) -> None:
    source = decode(text.encode(), "a.md")
    assert split_front_matter(source) is None
    (fault,) = source.found
    assert (fault.fault.slug, fault.span.line) == (slug, line)
    assert fault.span.end_column <= len(text.split("\n")[line - 1]) + 1


def test_places_and_spans_count_from_one() -> None:
    source = decode("ab\ncdé\n".encode(), "a.md")
    assert [source.position(offset) for offset in (0, 2, 3, 5, 7)] == [(1, 1), (1, 3), (2, 1), (2, 3), (3, 1)]
    assert source.span(1, 5) == Span(1, 2, 2, 3)
    assert [source.offset(*place) for place in [(1, 1), (1, 3), (2, 1), (2, 3), (3, 1), (4, 1)]] == [0, 2, 3, 5, 7, 7]


def test_the_first_character_of_a_line_is_none_where_the_line_is_empty() -> None:
    source = decode(b"ab\n\nc", "a.md")
    assert [source.first_of(line) for line in (1, 2, 3)] == [Span(1, 1, 1, 2), Span(2, 1, 2, 1), Span(3, 1, 3, 2)]


def test_many_places_in_a_long_text_are_found() -> None:
    source = decode(b"a\n\n" * 90_000, "a.md")
    places = [source.position(offset) for offset in range(0, 270_000, 3)]
    assert places == [(line, 1) for line in range(1, 180_000, 2)]


@pytest.mark.parametrize("line", ["-----", "--", "—", "––", "−−−"])
def test_another_line_in_place_of_the_three_hyphens_is_named(line: str) -> None:
    source = decode(f"---\na: b\n{line}\nText\n".encode(), "a.md")
    assert split_front_matter(source) is None
    (fault,) = source.found
    assert fault.span == Span(3, 1, 3, len(line) + 1)
    assert fault.message == f"the front matter does not end with three hyphens, but with `{line}`"
    assert fault.help == "write exactly three hyphens in its place, and nothing else on the line: `---`"


def test_a_line_of_hyphens_within_the_front_matter_is_to_be_deleted() -> None:
    source = decode(b"---\na: b\n----\nc: d\n---\nText\n", "a.md")
    assert split_front_matter(source) is None
    (fault,) = source.found
    assert fault.span == Span(3, 1, 3, 5)
    assert fault.message == "`----` stands within the front matter, which ends on line 5"
    assert fault.help == "delete this line"


def test_a_row_of_hyphens_inside_a_text_of_the_front_matter_ends_nothing() -> None:
    source = decode(b"---\na: |\n  b\n  -----\n  c\n---\nText\n\n-----\n", "a.md")
    assert split_front_matter(source) == ("a: |\n  b\n  -----\n  c", 6)
    assert source.found == []


@pytest.mark.parametrize("text", ["", "\n\n", " \n"])
def test_an_empty_file_is_told_as_empty(text: str) -> None:
    for path, begin in (("articles/a.md", f"`{program()} new`"), ("pages/a.md", "a line `---`")):
        source = decode(text.encode(), path)
        assert split_front_matter(source) is None
        ((message, help_),) = [(each.message, each.help) for each in source.found]
        assert message == "the file is empty"
        assert help_.startswith("delete it, ")
        assert begin in help_


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\x00\xff", "a Word document or one of another word processor"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
        (b"{\\rtf1\\ansi Dry eye}", "an RTF document"),
    ],
)
def test_a_document_saved_under_the_name_of_a_text_is_told_as_one(data: bytes, what: str) -> None:
    source = decode(data, "articles/eyes/x.md")
    (fault,) = source.found
    assert source.text is None
    assert fault.message == f"the file is {what}, not plain text, whatever its name ends in"
    assert fault.help.endswith("and save that as `x.md` with the encoding “UTF-8”")
