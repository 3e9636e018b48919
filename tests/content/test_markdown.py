"""The Markdown that editors write: where it differs from Python-Markdown, and what blocks it becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carepress.content.body import CITE_CLOSE, CITE_OPEN, OPT_OUT, Block, Body, Card, Figure, Html, Note, Table
from carepress.content.loading import Loaded, Loader
from carepress.content.model import Article
from carepress.diagnostics import Span

Makes = Callable[..., str]
Loads = Callable[..., Body]
Finds = Callable[..., list[str]]
Load = Callable[..., Loaded[Article]]
MARKS = CITE_OPEN + CITE_CLOSE + OPT_OUT


def cited(source: str) -> str:
    return f"{CITE_OPEN}{source}{CITE_CLOSE}"


# ── Differences from Python-Markdown ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a < b and c > d", "<p>a &lt; b and c &gt; d</p>"),
        (r"\<b>", "<p>&lt;b&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("5 <6", "<p>5 &lt;6</p>"),
        ("x<y, so <z then", "<p>x&lt;y, so &lt;z then</p>"),
        ("&lt;b&gt; &copy; &bogus;", "<p>&lt;b&gt; © &amp;bogus;</p>"),
    ],
)
def test_the_sign_less_than_is_text_where_it_opens_no_tag(html: Makes, text: str, made: str) -> None:
    assert html(text) == made


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a <b>c</b>", ["1:3"]),
        ("<p>\n\nx\n\n</p>", ["1:1"]),
        ("<img src=x onerror=y", ["1:1"]),
        ("<svg/onload=y>", ["1:1"]),
        ("**<b>**", ["1:3"]),
        ("| a |\n|---|\n| <b> |", ["3:3"]),
        ("- <b>", ["1:3"]),
        ("> <b>", ["1:3"]),
        ("<!DOCTYPE html>", ["1:1"]),
        ("a</b> <i>c</i>", ["1:2", "1:7"]),
        ("<b>a</b> <b>c</b>", ["1:1", "1:10"]),
    ],
)
def test_what_looks_like_a_tag_is_told_where_it_stands(faults: Finds, text: str, places: list[str]) -> None:
    assert faults(text) == [f"{place} raw-html" for place in places]


def test_what_to_write_in_place_of_a_tag_is_said_of_each(load: Load) -> None:
    text = '<p class="MsoNormal">Rest <b>now</b>.<br>\nSee <a href="x">this</a>, <o:p> or <jo>.</p>'
    helps = [each.help.split(";")[0] for each in load(text).found]
    assert helps == [
        "delete it and the tag that closes it, and keep the words between",
        "write `**words**` in place of `<b>words</b>`",
        "delete it",
        "write `[words](address)` in place of `<a …>words</a>`",
        "delete it and the tag that closes it, and keep the words between",
        "write it in Markdown: `**bold**`, `*italic*`, `[link](address)`",
    ]


def test_a_hash_without_a_space_is_text(html: Makes) -> None:
    assert html("#1 cause of dry eyes") == "<p>#1 cause of dry eyes</p>"


def test_a_list_may_follow_a_paragraph_directly(html: Makes) -> None:
    assert html("You may have:\n- itching\n- burning") == (
        "<p>You may have:</p><ul><li>itching</li><li>burning</li></ul>"
    )


def test_a_number_in_a_paragraph_begins_no_list(html: Makes) -> None:
    assert html("It was in\n1986. A good year") == "<p>It was in\n1986. A good year</p>"


def test_two_quotes_with_an_empty_line_between_them_are_two(html: Makes) -> None:
    assert html("> one\n\n> two") == ("<blockquote><p>one</p></blockquote><blockquote><p>two</p></blockquote>")


def test_a_citation_is_a_mark(html: Makes) -> None:
    assert html("So it is.[^nhs] And *so*.[^fda-label]") == (
        f"<p>So it is.{cited('nhs')} And <em>so</em>.{cited('fda-label')}</p>"
    )


@pytest.mark.parametrize("text", ["`[^nhs]`", r"\[^nhs]"])
def test_a_citation_in_code_or_after_a_backslash_is_text(body: Loads, text: str) -> None:
    assert body(text).citations == ()


def test_a_backslash_before_a_word_keeps_it_from_being_explained(html: Makes) -> None:
    assert html(r"A \retina and 5 \* 3") == f"<p>A {OPT_OUT}retina and 5 * 3</p>"


def test_mail_addresses_are_not_scrambled(body: Loads) -> None:
    loaded = body("<editors@example.org>")
    assert [(link.target, link.text) for link in loaded.links] == [
        ("mailto:editors@example.org", "editors@example.org")
    ]
    (block,) = loaded.sections[0].blocks
    assert isinstance(block, Html)
    assert block.html == '<p><a href="cp-link:0">editors@example.org</a></p>'


@pytest.mark.parametrize("text", ["x {: .red}", "x\n{: onclick=y}", "*x*{.red}", '| a {comment="x"} |\n|---|\n| b |'])
def test_braces_that_are_no_name_of_a_heading_are_text(body: Loads, text: str) -> None:
    (section,) = body(text).sections
    (block,) = section.blocks
    assert isinstance(block, Html | Table)
    assert "{" in block.html
    assert "red" not in block.html.replace("{: .red}", "").replace("{.red}", "")


def test_a_comment_reaches_no_page_and_moves_no_place(body: Loads, faults: Finds) -> None:
    (section,) = body("a <!-- one\n\ntwo --> b\n\n<!-- three -->").sections
    assert [block.html for block in section.blocks if isinstance(block, Html)] == ["<p>a </p><p>b</p>"]
    assert faults("<!-- one\n\n--> <b>\n") == ["3:5 raw-html"]
    assert faults("a <!-- one --> b <!-- two") == ["1:18 comment-not-closed"]


def test_a_comment_can_hold_anything_and_counts_for_nothing(load: Load) -> None:
    note = "<!-- [a](nowhere.md) ![](x.png) [^nhs] {{ x }} <b>\n```\n## Causes\n> [!danger] x\n| a |\n[^1]: x\n---\n-->"
    loaded = load(f"a\n\n{note}\n\n## Symptoms\n\nb `<!-- c -->`\n\n{note}")
    assert loaded.found == ()
    assert loaded.value is not None
    body = loaded.value.body
    assert (body.links, body.images, body.citations, body.words) == ((), (), (), 6)
    assert [(section.role, section.heading) for section in body.sections] == [
        ("overview", ""),
        ("symptoms", "Symptoms"),
    ]
    assert "<code>&lt;!-- c --&gt;</code>" in str(body.sections[1].blocks)


@pytest.mark.parametrize("text", ["a <!-- b <!-- c --> d -->", "<!--> a -->", "&lt;!-- a -->", "<!-- a\n--> b -->"])
def test_an_end_of_a_comment_that_nothing_began_is_told_for_readers_would_see_it(faults: Finds, text: str) -> None:
    found = faults(text)
    line, column = text.rpartition("-->")[0].count("\n") + 1, len(text.rpartition("-->")[0].rpartition("\n")[2]) + 1
    assert found == [f"{line}:{column} comment-not-closed"]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("<!-- ` -->a <!-- b -->c", "<p>a c</p>"),
        ("`<!-- a -->` b <!-- c -->d", "<p><code>&lt;!-- a --&gt;</code> b d</p>"),
        ("`a` <!-- b --> `<!-- c -->`", "<p><code>a</code>  <code>&lt;!-- c --&gt;</code></p>"),
        ("`a\n\n<!-- b -->c", "<p>`a</p><p>c</p>"),
    ],
)
def test_a_comment_is_none_in_code_and_what_stands_in_a_comment_opens_no_code(
    html: Makes, text: str, made: str
) -> None:
    assert html(text) == made


@pytest.mark.parametrize("note", ["# <!-- a", "# <!-- a -->", "extra: {a: '<!-- b'}"])
def test_a_comment_in_the_front_matter_hides_nothing_of_the_text(faults: Finds, note: str) -> None:
    assert faults("{{ a }} <!-- b -->", more=f"{note}\n") == ["1:1 template-code"]


def test_a_comment_in_a_section_given_as_data_ends_there(faults: Finds) -> None:
    assert faults("a <!-- b -->", more="causes: c <!-- d -->\n") == []
    assert faults("a <!-- b -->", more="causes: c <!-- d\n") == ["-1:11 comment-not-closed"]
    assert faults("a <!-- b -->", more="causes: c --> d\n") == ["-1:11 comment-not-closed"]


def test_what_stands_behind_a_comment_is_checked_as_if_it_were_not_there(faults: Finds) -> None:
    assert faults("<!-- some words -->[^1]: NHS") == ["1:1 footnote-definition"]
    assert faults("<!-- some words --> [Warning]: stop") == ["1:1 unused-definition"]
    assert faults("<!-- some words -->```") == ["1:1 code-fence"]


def test_a_comment_inside_a_card_leaves_the_card_whole(body: Loads) -> None:
    (section,) = body("> [!urgent] See a doctor if:\n>\n> <!-- one\n> two -->\n> - it hurts").sections
    (card,) = section.blocks
    assert isinstance(card, Card)
    assert "<li>it hurts</li>" in card.html


def test_a_place_is_never_that_of_the_same_words_in_a_comment(load: Load) -> None:
    loaded = load("<!--\n## Causes\n\n[a](b.md)\n-->\n\n[a](b.md)\n\n## Causes\n\nx")
    assert loaded.value is not None
    body = loaded.value.body
    assert [link.span.line for link in body.links] == [14]
    assert [section.span.line for section in body.sections] == [8, 16]


# ── Places ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def places(body: Loads) -> Callable[[str], list[str]]:
    """What stands in the text at the place of each link, image and citation, in the order of the body."""

    def run(text: str) -> list[str]:
        lines = text.split("\n")

        def cut(span: Span) -> str:
            assert span.line == span.end_line
            return lines[span.line - 8][span.column - 1 : span.end_column - 1]

        loaded = body(text)
        return [cut(each.span) for each in (*loaded.links, *loaded.images, *loaded.citations)]

    return run


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md) and [c](<d e.md>)", ["b.md", "d e.md"]),
        ("[b.md](b.md)", ["b.md"]),
        (
            "<https://a.example> [x](https://b.example) <https://c.example>",
            ["https://a.example", "https://b.example", "https://c.example"],
        ),
        ("[a][1] and [b](b.md)\n\n[1]: a.md", ["a.md"]),
        ("[a](a.md) [b](a.md)\n\n- [c](a.md)", ["a.md", "a.md", "a.md"]),
        ("[a\tb](c\td.md)", ["c\td.md"]),
        (r"[a](b\c.md)", [r"b\c.md"]),
        ("![a](b.png) [c](d.md) ![e](f.png)", ["d.md", "b.png", "f.png"]),
        ("[![a](b.png)](c.md)", ["c.md", "b.png"]),
        ("a[^x] b[^y]\n\n> c[^x]\n\n| d[^y] |\n|---|\n| e[^x] |", ["[^x]", "[^y]", "[^x]", "[^y]", "[^x]"]),
        ("[a [^x]](b.md) c[^y]", ["b.md", "[^x]", "[^y]"]),
        ("## A [b](c.md)[^x]\n\n### D [e](f.md)\n\n[g](h.md)", ["c.md", "f.md", "h.md", "[^x]"]),
    ],
)
def test_links_images_and_citations_are_found_again(
    places: Callable[[str], list[str]], text: str, found: list[str]
) -> None:
    assert places(text)[: len(found)] == found


def test_the_same_citation_is_found_at_each_of_its_places(body: Loads) -> None:
    spans = [citation.span for citation in body("a[^x] b[^x]\n\nc[^x]").citations]
    assert spans == [Span(8, 2, 8, 6), Span(8, 8, 8, 12), Span(10, 2, 10, 6)]


def test_what_a_section_as_data_holds_is_found_in_the_front_matter(body: Loads) -> None:
    more = "treatment: 'Use [drops](drops.md).[^x]'\nself-care:\n  - Rest\n  - See [more](more.md)\n"
    loaded = body("", more=more)
    assert [(link.target, link.span[:3]) for link in loaded.links] == [
        ("drops.md", (7, 25, 7)),
        ("more.md", (10, 16, 10)),
    ]
    assert loaded.citations[0].span == Span(7, 35, 7, 39)


# ── Marks ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (r'[a](b.md "\see")', r'<p><a href="cp-link:0" title="\see">a</a></p>'),
        ("[a [^x] b](c.md) d", f'<p><a href="cp-link:0">a  b</a>{cited("x")} d</p>'),
        ("[*a[^x]*](c.md)", f'<p><a href="cp-link:0"><em>a</em></a>{cited("x")}</p>'),
    ],
)
def test_marks_stand_only_where_they_can_be_filled_in(html: Makes, text: str, made: str) -> None:
    assert html(text) == made


def test_the_address_of_a_link_keeps_what_is_no_mark(body: Loads) -> None:
    assert [link.target for link in body(r"[a](https://x.example/?y=[^x]) [b](c\d.md)").links] == [
        "https://x.example/?y=[^x]",
        r"c\d.md",
    ]


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def only(body: Body) -> Block:
    (section,) = body.sections
    (block,) = section.blocks
    return block


def test_a_care_card_has_its_level_heading_and_list(body: Loads) -> None:
    card = only(body("> [!emergency] Call *now* if:\n>\n> - you [faint](faint.md)\n> - you bleed"))
    assert card == Card(
        "emergency",
        "Call <em>now</em> if:",
        '<ul><li>you <a href="cp-link:0">faint</a></li><li>you bleed</li></ul>',
        Span(8, 3, 8, 15),
    )


@pytest.mark.parametrize("level", ["non-urgent", "urgent", "emergency"])
def test_the_level_of_a_card_may_be_written_in_capitals(body: Loads, level: str) -> None:
    card = only(body(f"> [!{level.upper()}] If:\n>\n> - x"))
    assert isinstance(card, Card)
    assert card.level == level


def test_two_cards_after_each_other_are_two(body: Loads) -> None:
    (section,) = body("> [!emergency] Call if:\n>\n> - a\n\n> [!urgent] Ask if:\n>\n> - b").sections
    assert [block.level for block in section.blocks if isinstance(block, Card)] == ["emergency", "urgent"]


def test_a_note_may_have_a_heading_or_none(body: Loads) -> None:
    assert only(body("> [!note] Mind this\n> Rest.")) == Note("note", "Mind this", "<p>Rest.</p>")
    assert only(body("> [!warning]\n> Rest.\n>\n> More.")) == Note("warning", "", "<p>Rest.</p><p>More.</p>")


def test_a_quote_that_is_no_card_stays_a_quote(html: Makes) -> None:
    assert html("> [!] but\n".replace("[!]", "[x]")) == "<blockquote><p>[x] but</p></blockquote>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("> [!danger] If:\n>\n> - x", ["1:3 unknown-card"]),
        ("> [!urgent]\n>\n> - x", ["1:3 card-shape"]),
        ("- a\n\n    > [!urgent] If:\n    >\n    > - x", ["3:7 card-shape"]),
        ("> a\n>\n> > [!urgent] If:\n> >\n> > - x", ["3:5 card-shape"]),
    ],
)
def test_a_card_that_nobody_would_notice_is_told(faults: Finds, text: str, found: list[str]) -> None:
    assert faults(text) == found


def test_an_image_on_its_own_line_is_a_figure_with_its_caption(body: Loads) -> None:
    loaded = body('![Where tears are made](eye.svg "The tear *gland*")')
    assert only(loaded) == Figure(0, "The tear *gland*")
    assert (loaded.images[0].target, loaded.images[0].alt) == ("eye.svg", "Where tears are made")


def test_an_image_in_a_sentence_stays_in_it(html: Makes) -> None:
    assert html("See ![An eye](eye.svg).") == '<p>See <img alt="An eye" src="cp-image:0">.</p>'


@pytest.mark.parametrize("text", ["![](eye.svg)", "![ ](eye.svg)", "See ![](eye.svg)."])
def test_an_image_without_words_is_told(faults: Finds, text: str) -> None:
    assert [fault.split()[1] for fault in faults(text)] == ["alt-missing"]


def test_a_table_is_named_after_the_heading_above_it(body: Loads) -> None:
    table = "| a | b |\n|---|--:|\n| c | d |"
    sections = body(f"## Doses\n\n{table}\n\n### For children\n\n{table}").sections
    tables = [block for block in sections[0].blocks if isinstance(block, Table)]
    assert [block.label for block in tables] == ["Doses", "For children"]
    assert tables[0].html == (
        '<table><thead><tr><th scope="col">a</th><th class="align-end" scope="col">b</th></tr></thead>'
        '<tbody><tr><th scope="row">c</th><td class="align-end">d</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("| Adults | 1 |\n| Children | 2 |", True),
        ("| **A** | 1 |\n| *B* | 2 |", True),
        ("| A | 1 |\n| A | 2 |", False),
        ("| A | 1 |\n| | 2 |", False),
    ],
)
def test_first_cells_that_tell_rows_apart_are_their_headers(body: Loads, rows: str, *, named: bool) -> None:
    table = only(body(f"| Age | Dose |\n|---|---|\n{rows}"))
    assert isinstance(table, Table)
    assert table.html.count('<th scope="row">') == (2 if named else 0)


def test_a_table_of_one_column_has_no_headers_of_rows(body: Loads) -> None:
    table = only(body("| Age |\n|---|\n| 1 |\n| 2 |"))
    assert isinstance(table, Table)
    assert "row" not in table.html


def test_an_empty_corner_of_a_table_is_no_header(body: Loads) -> None:
    table = only(body("|  | b |\n|---|---|\n| c | d |"))
    assert isinstance(table, Table)
    assert table.html.startswith('<table><thead><tr><td></td><th scope="col">b</th></tr>')


def test_definition_lists_and_deep_lists_are_lists(html: Makes) -> None:
    assert html("Tear\n:   Water of the eye") == "<dl><dt>Tear</dt><dd>Water of the eye</dd></dl>"
    assert html("- a\n    - b") == "<ul><li>a<ul><li>b</li></ul></li></ul>"


def test_a_list_that_is_indented_too_little_is_told(faults: Finds) -> None:
    assert faults("- a\n  - b\n   - c\n- d\n    - e") == ["2:1 list-indent", "3:1 list-indent"]


@pytest.mark.parametrize("text", ["{{ x }}", "{% x %}", "`{{ x }}`", "{{"])
def test_template_code_is_told(faults: Finds, text: str) -> None:
    assert [fault.split()[1] for fault in faults(text)] == ["template-code"]


def test_template_code_in_a_comment_is_left_alone(faults: Finds) -> None:
    assert faults("a <!-- {{ x }} -->") == []


def test_a_footnote_definition_is_told(faults: Finds) -> None:
    assert "3:1 footnote-definition" in faults("a[^x]\n\n[^x]: NHS")


# ── Slips ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n• b", ["2:1 list-sign"]),
        ("• **b**\n• c", ["1:1 list-sign"]),
        ("- a\n• b\n• c", ["2:1 list-sign"]),
        ("- a\n\n    •\tb", ["3:5 list-sign"]),
        ("•b", ["1:1 list-sign"]),
        ("o\u00a0a\no\u00a0b", ["1:1 list-sign"]),
        ("*\u00a0b", ["1:1 list-sign"]),
        ("a:\n*b\n*c", ["2:1 list-sign"]),
        ("+b\n+c", ["1:1 list-sign"]),
        ("1.b\n2.c", ["1:1 list-sign"]),
        ("— a\n— b\n\n— c\n— d", ["1:1 list-sign", "4:1 list-sign"]),
        ("— ¿Le duele? —preguntó.\n— No.", ["1:1 list-sign"]),
        ("• ¿Le duele?", ["1:1 list-sign"]),
        ("• «Oui»\n• <5 mg", ["1:1 list-sign"]),
        ("•\u200fنعم", ["1:1 list-sign"]),
        ("• –20 °C", ["1:1 list-sign"]),
        ("•\u202fa", ["1:1 list-sign"]),
        ("•\u2003a", ["1:1 list-sign"]),
        ("•\u2009a", ["1:1 list-sign"]),
        ("-\u00a0«No»", ["1:1 list-sign"]),
        ("-\u202fa", ["1:1 list-sign"]),
        ("1.\u2009a\n2.\u2009b", ["1:1 list-sign"]),
        ("-¿Sí?\n-¿No?", ["1:1 list-sign"]),
        ("a:\n-b\n-**c**", ["2:1 list-sign"]),
        ("■ a", ["1:1 list-sign"]),
        ("✓ a\n✓ b", ["1:1 list-sign"]),
        ("→ a\n→ b", ["1:1 list-sign"]),
        ("− a\n− b", ["1:1 list-sign"]),
        ("‐ a\n‐ b", ["1:1 list-sign"]),
        ("－ a\n－ b", ["1:1 list-sign"]),
        ("＊ a\n＊ b", ["1:1 list-sign"]),
        ("١. أ\n٢. ب", ["1:1 list-sign"]),
        ("a)text\nb)text", ["1:1 list-sign"]),
        ("(a) one\n(b) two", ["1:1 list-sign"]),
        ("a\n##b", ["2:1 heading-sign"]),
        ("###b", ["1:1 heading-sign"]),
        ("#\u00a0b", ["1:1 heading-sign"]),
        ("a **b** and **c", ["1:13 loose-emphasis"]),
        ("**b\n\nc**", ["1:1 loose-emphasis", "3:2 loose-emphasis"]),
        ("**a** *b*, **[c](/) d", ["1:12 loose-emphasis"]),
        ("- **a\n- b", ["1:3 loose-emphasis"]),
        ("| **a | b |\n|---|---|\n| c | d** |", ["1:3 loose-emphasis", "3:8 loose-emphasis"]),
        ("a__ b", ["1:2 loose-emphasis"]),
        ("a _b c", ["1:3 loose-emphasis"]),
        ("[a] (https://b.example/c)", ["1:1 broken-link"]),
        ("[**a** b]\u00a0(c.md#d)", ["1:1 broken-link"]),
        ('[a] (c.md "d")', ["1:1 broken-link"]),
        ("[a]\n(c.md)", ["1:1 broken-link"]),
        ("[[a|b]] [[c]]", ["1:1 broken-link", "1:9 broken-link"]),
        ("[a](b.md c (d) e", ["1:1 broken-link"]),
        ("![a](b.svg", ["1:1 broken-link"]),
        ("[a][b.md]", ["1:4 broken-link"]),
        ("a[^b.[^c]", ["1:2 broken-citation"]),
        ("a[ ^b]", ["1:2 broken-citation"]),
        ("a^[See there.]", ["1:2 broken-citation"]),
        ("| a[^b, c] |\n|---|\n| d |", ["1:4 broken-citation"]),
        ("## A [^b c]\n\nd", ["1:6 broken-citation"]),
        ('x[^b] ![a](/c "d[^b]") ![a[^b]](/c)', ["1:17 broken-citation", "1:27 broken-citation"]),
        ("a\n\n    b\n\n    c\n\nd\n\n    e", ["3:5 indented-text", "9:5 indented-text"]),
        ("c [a](/c)\n\n    c", ["3:5 indented-text"]),
        ("- a\n\n    b\n\n            c", ["5:13 indented-text"]),
        (">     a", ["1:7 indented-text"]),
        ("    - a\n    - b", ["1:5 indented-text"]),
        ("a | b | c\n1 | 2 | 3", ["1:1 table-shape"]),
        ("|---|---|\n| 1 | 2 |", ["1:1 table-shape"]),
        ("a\n\n---\ntitle: b\n---\n\nc", ["3:1 second-front-matter"]),
    ],
)
def test_what_was_meant_as_markdown_and_is_none_is_told(faults: Finds, text: str, found: list[str]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Mon • Tue • Wed",
        "It is cold:\n– 5 degrees",
        "He said — and she\n— but not they — agreed",
        "— Jane Doe\n\n— John Doe",
        "– a  \n– b",
        "| a | b |\n|---|---|\n| • | – |\n| ● | ##1 |",
        "-5 degrees\n-10 degrees",
        "1.5 mg\n2.5 mg",
        "1.\u00a0Januar",
        "– 20 °C is cold.\n– 18 °C is warmer.",
        "− 5 degrees\n− 10 degrees",
        "-\u00a05 degrees",
        "1.º día\n2.º día",
        "1.er jour\n2.e jour",
        "Levels of\n-OH groups and\n-COOH groups",
        "• • •",
        "→ See there.",
        "(a) one",
        "5*** and 7** (**p < 0.01, ***p < 0.001)",
        "Significant (**) at 1%",
        "low **, high ***",
        "low *, high **",
        "CYP2C19 *1 or *abc",
        "P(A|B) is not P(B|A).\nP(C|D) is not P(D|C).",
        "It has 1) one\n2) two",
        "#1 cause",
        "#WorldDiabetesDay",
        r"\## a",
        "`##a`",
        "5 mg* daily and **10 mg** weekly\n\n*Not for children.",
        "10 mg** a day; 5 mg* at night\n\n** With food.",
        "0.01** and **p < 0.05",
        "2 * 3 * 4",
        "CYP2C19 *2 and HLA-B *57",
        "Name: ____ and __________",
        "snake_case and http://a.example/__init__.py",
        r"\*\*a",
        "As written [sic] (and [1] (see 2)) [...] [emphasis added]",
        "[1] (https://a.example/b)",
        "[1][2] and [0, 1] (half open)",
        "- [ ] to do\n- [x] done",
        "[[1]]",
        "Yes! [a](/)",
        "[a [b]](/) [[c](/)]",
        "m^2 and 10^[3]",
        "`[^a b]` and `[[c]]`",
        r"\[^a b]",
        "- a\n\n    b\n\n    - c\n\n        d",
        "1. a\n\n    b",
        "A\n:   a\n\n    b",
        "a\n    b",
        "a | b\nc | d",
        "|x| and |y| are\nlarger than 5 | a | b",
        "Home | About | Mail",
        "| a | b |\n|---|---|\n| 1 | c \\| d |",
        "a\n\n---\n\n---\n\nb",
        "a\n\n---\nNote: b\n\nc",
        "<!-- • a [^b c] **d -->\n\ne",
        "می\u200cخواهم\u200d",
        "1.\tWash your hands.\n2.\tDry them.",
        "Drop\n:\ta little water\n:\ta sweet",
        "Lines\tone\nand no second row.",
        "The year began on a Thursday, on\n12. January it was warm, on\n13. January, too.",
        "It took\n3. It took\n4. Not more.",
        "It began:\n12. May was warm, and so was\n14. May.",
    ],
)
def test_what_only_resembles_a_slip_is_left_alone(faults: Finds, text: str) -> None:
    assert faults(text) == []


def test_the_digits_of_other_scripts_begin_no_list(load: Load) -> None:
    (found,) = load("١. أ\n٢. ب").found
    assert found.help == "write the numbers with the digits 0 to 9, a full stop and a space: `1. text`"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("See [^nhs**].", "1:5"),
        ("[^**]", "1:1"),
        ("Text.[^__e]", "1:6"),
        ("| a [^**] | b |\n|---|---|\n| c | d |", "1:5"),
    ],
)
def test_a_slip_in_the_name_of_a_source_stands_where_the_source_is_cited(faults: Finds, text: str, place: str) -> None:
    assert faults(text) == [f"{place} loose-emphasis"]


def test_lines_that_begin_with_dashes_may_be_speech(load: Load) -> None:
    (found,) = load("– Bonjour, docteur.\n– Bonjour, que puis-je faire ?").found
    assert found.help == (
        "for a list, begin each line with a hyphen and a space: `- text`; for speech, leave empty lines between"
    )


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("x [[^nhs]](x.md", "`[[^nhs]](`"),
        ("(a [^nhs])[x.md]", "`(a [^nhs])[x.md]`"),
        (r"** see \word this **", r"`** see \word this **`"),
        (r"[[a \* & &lt; b]]", r"`[[a \* & &lt; b]]`"),
        ("<b [^nhs] &amp; \\word>", "`<b [^nhs] &amp; \\word>`"),
    ],
)
def test_a_message_quotes_what_the_source_holds(load: Load, text: str, quoted: str) -> None:
    found = load(text).found
    assert any(quoted in each.message for each in found)
    assert not any(mark in each.message + each.help for each in found for mark in f"{MARKS}\x02\x03\x0e\x0f")


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("[^nhs, p. 4]", "write `[^nhs]`"),
        ("[^nhs 4]", "write `[^nhs]`"),
        ("[^a, b]", "write `[^a][^b]`"),
        ("[^a; ^b-c]", "write `[^a][^b-c]`"),
    ],
)
def test_only_what_looks_like_the_name_of_a_source_is_cited_on_its_own(load: Load, text: str, help_: str) -> None:
    assert [each.help for each in load(text).found] == [help_]


@pytest.mark.parametrize("text", ["## A {%s}\n\nb", "[%s]: b", "a [^%s b]", "[[%s]]"])
def test_a_message_cuts_a_long_text(load: Load, text: str) -> None:
    (found,) = load(text % ("word" * 50)).found
    assert "…" in found.message
    assert len(found.message) < 160


def test_a_footnote_that_is_defined_is_one_fault(faults: Finds) -> None:
    assert faults("[^1]: NHS") == ["1:1 footnote-definition"]
    assert faults("[1]: NHS\n\n[2]: b\n\n[a][2] and [ A  b ]\n\n[a B]: c") == ["1:1 unused-definition"]


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("#" * 100_000, id="hashes"),
        pytest.param(
            "".join(f"[a{number}]: x\n{'' if number % 900 else chr(10)}" for number in range(4_900)), id="definitions"
        ),
        pytest.param("|---|\n\n" * 40_000, id="rules of tables"),
        pytest.param("".join(f"a{number}\n---\n\n" for number in range(16_000)), id="underlined headings"),
        pytest.param("a\n\n    b\n\n" * 18_000, id="indented"),
        pytest.param("*a" * 140_000, id="stars"),
        pytest.param("`" * 2 + "`a " * 90_000, id="backticks"),
        pytest.param("-\n" * 140_000, id="hyphens"),
        pytest.param("+ " * 140_000, id="lists in lists"),
        pytest.param(">" * 280_000, id="quotes in quotes"),
        pytest.param("a | b\n" + " " * 200_000 + "|", id="spaces"),
        pytest.param("<!-- a -->" * 28_000, id="comments"),
        pytest.param("[" + "a\t" * 138_000 + "] (b.md)", id="tabs"),
    ],
)
def test_a_text_made_to_keep_the_program_busy_is_read_to_its_end(load: Load, text: str) -> None:
    """Each of these took from ten seconds to hours while some pattern or loop was quadratic."""
    loaded = load(text[:280_000])
    assert loaded.value is not None
    assert all(each.span.line <= text.count("\n") + 20 for each in loaded.found)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a\n\n" * 2_501, "1:1", "the text has 5,002 lines; an article has at most 5,000"),
        ("a\n\n" + "- a\n" * 1_002, "3:1", "more than 1,000 lines stand together here, without an empty line"),
        ("a\n\n" + "*a " * 5_001, "3:1", "more than 5,000 stars, brackets and other signs of Markdown"),
        ("a\n\n" + "> " * 21 + "a", "3:1", "lists and quotes are nested too deep in this text"),
        ("a\n\n" + "- " * 21 + "a", "3:1", "lists and quotes are nested too deep in this text"),
    ],
)
def test_a_text_that_would_take_long_is_told(load: Load, faults: Finds, text: str, place: str, message: str) -> None:
    assert faults(text) == [f"{place} tangled-text"]
    assert load(text).found[0].message.startswith(message)


@pytest.mark.parametrize("text", ["> - a\n" + "    -     " * 600, "- a\n\n" + "- " * 21 + "a"])
def test_a_text_that_is_too_deep_changes_nothing_of_the_next_one(text: str) -> None:
    """One loader reads many files, and what it made of them is kept."""
    front = "---\ntitle: A\nkind: condition\nsummary: A.\ncategory: eyes\ndate: 2026-01-01\n---\n\n"
    loader, path, sound = Loader("en"), "articles/eyes/a.md", f"{front}One.\n\n- two\n\nThree^[4].\n".encode()
    deep = loader.article(path, f"{front}{text}\n".encode())
    assert [fault.fault.slug for fault in deep.found if fault.fault.code == "CP116"] == ["tangled-text"]
    after, alone = loader.article(path, sound), Loader("en").article(path, sound)
    assert after.value is not None
    assert alone.value is not None
    assert after.found == alone.found
    assert after.value.body == alone.value.body


def test_a_text_that_is_too_long_and_begins_with_an_empty_line_is_told_within_that_line(load: Load) -> None:
    (fault,) = load("\n" * 6_000).found
    assert (fault.fault.slug, fault.span) == ("tangled-text", Span(8, 1, 8, 1))


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n" * 2_490,
        "- a\n" * 1_000,
        "- *a*\n" * 999,
        "a\n\n" + "- " * 50 + "\n\nb",
        "| a | b |\n|---|---|\n" + "| **c** | d |\n" * 998,
    ],
)
def test_a_long_text_is_read(faults: Finds, text: str) -> None:
    assert faults(text) == []


# ── Places of slips ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("**open** is here.\n\nAnd **open is here.", "3:5"),
        ("<!-- **open -->\n\n**open", "3:1"),
        ("[**](/) `**open` \\**open **open", "1:26"),
        ("é **a** &amp; **b", "1:15"),
        ("a\tb **c", "1:5"),
    ],
)
def test_a_slip_is_found_where_it_stands_and_not_where_the_same_words_are_right(
    faults: Finds, text: str, place: str
) -> None:
    assert f"{place} loose-emphasis" in faults(text)


def test_a_slip_in_a_section_as_data_is_found_in_the_front_matter(faults: Finds) -> None:
    more = "causes: |\n  Age.\n\n  • smoke\n  • dust [^a b]\nfaq:\n  - {question: Why?, answer: See **this.}\n"
    above = -len(more.splitlines()) - 1
    assert faults("Text.", more=more) == [
        f"{above + 4}:3 list-sign",
        f"{above + 5}:10 broken-citation",
        f"{above + 7}:34 loose-emphasis",
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("<table>\n<tr><td>a</td></tr>\n</table> <b>c</b>", ["1:1", "3:10"]),
        ("<ol><li>a<ol><li>b</li></ol></li></ol>", ["1:1"]),
        ("<ul><li>a\n\n<ul><li>b</li></ul>", ["1:1", "1:5", "3:1"]),
        ("<table>\n\n    <tr>\n\n</table>", ["1:1"]),
        ("</ul> a <ul>", ["1:1", "1:9"]),
    ],
)
def test_a_whole_table_or_list_in_html_is_one_fault(faults: Finds, text: str, places: list[str]) -> None:
    assert faults(text) == [f"{place} raw-html" for place in places]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Causes vary.\n\n# Causes\n\nAge.", "3:3 top-level-heading"),
        ("Causes vary.\n\nCauses\n======\n\nAge.", "3:1 top-level-heading"),
        ("Causes vary.\n\n#### Causes\n\nAge.", "3:6 heading-level-skipped"),
    ],
)
def test_a_heading_is_found_where_it_stands_and_not_where_its_words_are_text(
    faults: Finds, text: str, place: str
) -> None:
    assert faults(text) == [place]


# ── Tabs, and numbers at the beginning of lines ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["Day\tDose\n1\t2 mg", "Day\t\tDose\n1\ta\t2 mg", "Sign\t1.\nPain\t2."])
def test_rows_with_tabs_look_like_a_table(faults: Finds, text: str) -> None:
    (fault,) = faults(text)
    assert fault == "1:1 table-shape"


@pytest.mark.parametrize("text", ["Take:\n3. one\n4. two", "Take\n2. one\n3. two"])
def test_lines_that_count_on_are_a_list(faults: Finds, text: str) -> None:
    (fault,) = faults(text)
    assert fault == "2:1 list-sign"


@pytest.mark.parametrize("text", ["•\tone\n•\ttwo", "a)\tone\nb)\ttwo", "o\tone\no\ttwo"])
def test_lists_from_word_are_no_tables(faults: Finds, text: str) -> None:
    (fault,) = faults(text)
    assert fault == "1:1 list-sign"
