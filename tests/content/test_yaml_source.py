"""YAML from strangers: every value with its exact place, nothing run, every complaint in plain words."""

import datetime as dt
from collections.abc import Iterator

import pytest

from carepress.content.yaml_source import (
    MAX_DEPTH,
    MAX_NODES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Surprise,
    YamlFault,
    parse_yaml,
    plain_value,
)
from carepress.diagnostics import Diagnostic, Span


def refused(text: str, line_offset: int = 0) -> Diagnostic:
    with pytest.raises(YamlFault) as caught:
        parse_yaml(text, "a.md", line_offset)
    return caught.value.diagnostic


def scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from scalars(value)


def cut(text: str, span: Span) -> str:
    """What stands at a place."""
    lines = text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, last = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])


# ── Places ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_value_is_found_again_at_its_place() -> None:
    text = (
        "title: Dry eye\n"
        'summary: "Tränen: 👁 too few"\n'
        "also: [one, 'two words', \"three\"]\n"
        "review: {by: [ana], date: 2026-01-06}\n"
        "rows:\n"
        "  - term: How long\n"
        "    detail: A day\n"
        "  -   plain\n"
        "# a comment\n"
        "last:   x   # not this\n"
    )
    written = {
        '"Tränen: 👁 too few"': "Tränen: 👁 too few",
        "'two words'": "two words",
        '"three"': "three",
    }
    found = [(cut(text, scalar.span), scalar.text) for scalar in scalars(parse_yaml(text, "a.md"))]
    assert found == [(at, written.get(at, at)) for at, _ in found]
    assert [at for at, _ in found] == [
        *("title", "Dry eye", "summary", '"Tränen: 👁 too few"', "also", "one", "'two words'", '"three"'),
        *("review", "by", "ana", "date", "2026-01-06", "rows", "term", "How long", "detail", "A day", "plain"),
        *("last", "x"),
    ]


def test_groups_and_lists_have_places_too() -> None:
    text = "a: {b: 1}\nc: [d, e]\n"
    node = parse_yaml(text, "a.md")
    assert isinstance(node, Mapping)
    assert [cut(text, value.span) for _, value in node.entries] == ["{b: 1}", "[d, e]"]


def test_lines_count_from_the_beginning_of_the_file() -> None:
    node = parse_yaml("a: b\nc: d\n", "a.md", 3)
    assert [scalar.span for scalar in scalars(node)][2:] == [Span(5, 1, 5, 2), Span(5, 4, 5, 5)]


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85"])
def test_line_ends_that_only_yaml_knows_end_no_line(char: str) -> None:
    text = f'a: "x{char}y"\nb: z\n'
    places = [scalar.span for scalar in scalars(parse_yaml(text, "a.md"))]
    assert places[2:] == [Span(2, 1, 2, 2), Span(2, 4, 2, 5)]


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("text", ['{0}: ""\n', '{0}{0}{0}- "a": ]\n', 'a: "x{0}y"\nb: "z" z\n', "a: [{0}\nb: 'c{0}\n"])
def test_line_ends_that_only_yaml_knows_do_no_harm_beside_a_fault(char: str, text: str) -> None:
    text = text.format(char)
    try:
        places = [scalar.span for scalar in scalars(parse_yaml(text, "a.md"))]
    except YamlFault as fault:
        places = [fault.diagnostic.span]
    assert all(place.line <= text.count("\n") for place in places)


def test_nothing_is_none() -> None:
    assert parse_yaml("", "a.md") is None
    assert parse_yaml("# only a comment\n", "a.md") is None


# ── Values ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dry eye", "Dry eye"),
        ("12", 12),
        ("-3", -3),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("2026-01-05", dt.date(2026, 1, 5)),
        ("1e3", "1e3"),
        ("12 drops", "12 drops"),
        ("nose", "nose"),
        ("9" * 18, int("9" * 18)),
    ],
)
def test_a_plain_value_is_what_it_looks_like(text: str, value: object) -> None:
    assert plain_value(Scalar(text, plain=True, span=Span(1, 1, 1, 1))) == value


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("18:30", "the number 1110"),
        ("1:10:05", "the number 4205"),
        ("no", "false"),
        ("Off", "false"),
        ("on", "true"),
        ("YES", "true"),
        ("1.10", "the number 1.1"),
        ("0755", "a number"),
        ("0x1F", "a number"),
        ("1_000", "a number"),
        (".inf", "a number"),
        ("=", "a special key"),
        ("2026-1-5", "a date"),
        ("2026-02-30", "a date that does not exist"),
        ("2026-01-05 10:00:00", "a date"),
    ],
)
def test_a_plain_value_that_yaml_reads_otherwise_is_a_surprise(text: str, meaning: str) -> None:
    assert plain_value(Scalar(text, plain=True, span=Span(1, 1, 1, 1))) == Surprise(text, meaning)


@pytest.mark.parametrize("text", ["18:30", "no", "1.10", "2026-01-05", "true", "12", "", "~"])
def test_a_value_in_quotes_is_text(text: str) -> None:
    node = parse_yaml(f"a: '{text}'", "a.md")
    assert isinstance(node, Mapping)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert plain_value(value) == text


# ── Refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "slug", "span"),
    [
        ("a: &x b", "yaml-feature-refused", Span(1, 4, 1, 8)),
        ("a: *x", "yaml-feature-refused", Span(1, 4, 1, 6)),
        ("a: !x b", "yaml-feature-refused", Span(1, 4, 1, 8)),
        ("a: !!python/name:os.system ''", "yaml-feature-refused", Span(1, 4, 1, 30)),
        ("- !!binary aGk=", "yaml-feature-refused", Span(1, 3, 1, 16)),
        ("!x a: b", "yaml-feature-refused", Span(1, 1, 1, 5)),
        ("? [a]\n: b", "yaml-syntax", Span(1, 3, 1, 6)),
        ("{a: b}: c", "yaml-syntax", Span(1, 1, 1, 7)),
        ("a: b\n---\nc: d\n", "yaml-syntax", Span(2, 1, 2, 4)),
    ],
)
def test_what_no_article_needs_is_refused_where_it_stands(text: str, slug: str, span: Span) -> None:
    diagnostic = refused(text)
    assert (diagnostic.fault.slug, diagnostic.span) == (slug, span)


def test_a_merge_key_is_refused_and_a_quoted_one_is_text() -> None:
    assert refused("<<: {a: b}").message == "`<<` is a YAML merge key, which is not allowed"
    assert [scalar.text for scalar in scalars(parse_yaml("'<<': a", "a.md"))] == ["<<", "a"]


def test_depth_is_limited() -> None:
    levels = MAX_DEPTH - 2
    assert parse_yaml("a: " + "[" * levels + "x" + "]" * levels, "a.md") is not None
    assert refused("a: " + "[" * (levels + 1) + "x" + "]" * (levels + 1)).fault.slug == "yaml-too-large"
    assert refused("a: " + "[" * 100_000).fault.slug == "yaml-too-large"


def test_the_number_of_values_is_limited() -> None:
    assert parse_yaml("[" + "1, " * (MAX_NODES - 1) + "]", "a.md") is not None
    assert refused("[" + "1, " * MAX_NODES + "]").fault.slug == "yaml-too-large"


# ── Complaints ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: b\n\tc: d\n", (2, 1), "a tab is used where YAML wants spaces"),
        ("a: b\n c: d\n", (2, 1), "a space stands before `c`"),
        ("a: b\n## e\n c:\n   d: e\n", (3, 1), "a space stands before `c`"),
        ("a: b\n  c: d\n", (2, 3), "this line is indented further than the line above it"),
        ("a: b: c\n", (1, 5), "a colon followed by a space inside a text makes YAML look for another key"),
        ("title Dry eye\nkind: x\n", (1, 1), "the colon after `title` is missing"),
        ("kind: x\ntitle Dry eye\n", (2, 1), "the colon after `title` is missing"),
        ("title:Dry eye\nkind: x\n", (1, 1), "a space is missing after the colon of `title`"),
        ("kind: x\ntitle:Dry eye\n", (2, 1), "a space is missing after the colon of `title`"),
        ("a:\n  url:https://example.org\n  b: c\n", (2, 3), "a space is missing after the colon of `url`"),
        ('a: "b\nc: d\n', (1, 4), "the quotation mark that opens here is never closed"),
        ("a: [b, c\nd: e\n", (1, 4), "the bracket that opens here is never closed"),
        ("a: {b: c\nd: e\n", (1, 4), "the bracket that opens here is never closed"),
        ('a: "b" c\n', (1, 6), "the text goes on after its closing quotation mark"),
        ("a: 'b'c\n", (1, 6), "the text goes on after its closing quotation mark"),
        (r'a: "b\qc"', (1, 6), "a backslash in double quotes means something else to YAML"),
        (r'a: "\uD800"', (1, 7), "a backslash in double quotes means something else to YAML"),
        ("a: [b #2]\n", (1, 7), "YAML takes `#2]` for a comment, and does not see the `]` in it"),
        ("a: [b #2, c]\n", (1, 7), "YAML takes `#2, c]` for a comment, and does not see the `]` in it"),
        ("a: [b,\n  c #2,\n  d]\n", (2, 5), "YAML takes `#2,` for a comment, and does not see the `,` in it"),
        ("a: {b: c #2}\n", (1, 10), "YAML takes `#2}` for a comment, and does not see the `}` in it"),
        ("a: [b, # c]\nd: e\n", (1, 4), "the bracket that opens here is never closed"),
        ("a: ['#2', b\nd: e\n", (1, 4), "the bracket that opens here is never closed"),
        ("a: b #1\n  c\n", (1, 6), "YAML takes `#1` for a comment, and the text cannot go on below it"),
        ("a: |\nb c\nd: e\n", (2, 1), "the text below `a: |` must be indented further than that line"),
        ("a: >-\n\nB c, d.\nE: e\n", (3, 1), "the text below `a: >` must be indented further than that line"),
        ("a:\n- b: c\n  d: |\n  E f.\ng: h\n", (4, 3), "the text below `d: |` must be indented further than that line"),
        ("a:\n- b: |\n  E f.\n  g: h\n", (3, 3), "the text below `b: |` must be indented further than `b`"),
        ("a: [x] y\nb: c\n", (1, 6), "the text goes on after its closing bracket"),
        ("a: [x](y.md) z\n", (1, 6), "the text goes on after its closing bracket"),
        ("- {x} y\n", (1, 5), "the text goes on after its closing bracket"),
        ("a: [x]: y\n", (1, 6), "the text goes on after its closing bracket"),
        ("a: @b\n", (1, 4), "a text cannot begin with this character"),
        ("a: `b`\n", (1, 4), "a text cannot begin with this character"),
        ("a: %b\n", (1, 4), "a text cannot begin with this character"),
        ("a: *b* c\n", (1, 4), "a text cannot begin with this character"),
        ("a: - b\n", (1, 4), "a text cannot begin with this character"),
    ],
)
def test_a_complaint_names_the_line_to_mend(text: str, place: tuple[int, int], says: str) -> None:
    diagnostic = refused(text)
    assert (diagnostic.fault.slug, diagnostic.span[:2], diagnostic.message) == ("yaml-syntax", place, says)
    assert diagnostic.help


@pytest.mark.parametrize("text", ["a:\n [\n", "a: [\n\n", 'a: "b\n', "\n\x01", "- |\n a\n\tb\n", "a: {b", "&"])
def test_a_complaint_stays_within_its_line(text: str) -> None:
    span, lines = refused(text).span, text.split("\n")
    assert 1 <= span.column <= span.end_column <= len(lines[span.line - 1]) + 1


@pytest.mark.parametrize("text", ["- a", "- a\n- |\n  b", "a:\n  - b", "a: [b,\n  c]"])
def test_what_ends_with_the_text_ends_in_its_last_line(text: str) -> None:
    node = parse_yaml(text, "a.md")
    assert node is not None
    lines = text.split("\n")
    assert node.span[2:] == (len(lines), len(lines[-1]) + 1)


def test_brackets_without_end_are_refused_before_anybody_loses_patience() -> None:
    assert refused("a: ]" + "[[a]" * 50_000).help


def test_complaints_count_lines_from_the_beginning_of_the_file() -> None:
    assert refused("a: b: c\n", 5).span.line == 6
