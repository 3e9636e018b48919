"""What is left out to save time changes nothing that comes out."""

from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from carepress.content.markdown.dialect import build_markdown
from carepress.content.markdown.document import _BARE, _CLEANER, _PROSE

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "content").rglob("*.md"), *(ROOT / "tests" / "corpus" / "content").rglob("*.md")])
SIGNS = [
    "word",
    "Ä",
    " ",
    "  \n",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "``",
    "\\",
    "\\*",
    "\\word",
    "\\\n",
    "[a](b.md)",
    "[",
]
SIGNS += ["]", "(", ")", "![i](j.svg)", "[^nhs]", "[a][b]", "[a]", "![a]", "\n\n[b]: c.md\n\n", "<", ">", "&amp;", "&"]
SIGNS += ["<https://example.org>", "<jo@example.org>", "- ", "1. ", "> ", "## ", "| a | b |\n|---|---|\n", "***x***"]
PIECES = st.sampled_from(SIGNS)


def plain_library() -> Markdown:
    """Our dialect with the library's own inline processor."""
    markdown = build_markdown()
    markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)
    return markdown


QUICK, PLAIN = build_markdown(), plain_library()


def both(text: str) -> tuple[str, str]:
    return QUICK.reset().convert(text), PLAIN.reset().convert(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_real_texts_come_out_as_from_the_plain_library(path: Path) -> None:
    quick, plain = both(path.read_text("utf-8").split("\n---\n", 1)[-1])
    assert quick == plain
    assert "<p>" in quick


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_any_text_comes_out_as_from_the_plain_library(text: str) -> None:
    quick, plain = both(text)
    assert quick == plain


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("abzÄ ,.;:'\"()?!%/+=€–—-1209"), min_size=1, max_size=40))
def test_a_line_of_prose_is_one_paragraph_for_the_library_too(text: str) -> None:
    if _PROSE.fullmatch(text):
        assert PLAIN.reset().convert(text) == f"<p>{escape(text, quote=False)}</p>"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Most people feel a short sting. It passes.", True),
        ("Does it hurt?", True),
        ("Straße: 5 mg/dL (about 10 % less), then “rest”.", True),
        ("1. First", False),
        ("- an item", False),
        ("Two\nlines", False),
        ("A **bold** word", False),
        ("a_b", False),
        ("A < b", False),
        ("A & b", False),
        ("See [it](b.md)", False),
        ("Ends with space ", False),
        ("a | b", False),
    ],
)
def test_only_plain_sentences_are_prose(text: str, *, prose: bool) -> None:
    assert bool(_PROSE.fullmatch(text)) is prose


@pytest.mark.parametrize(
    "html",
    [
        "<p>Text “with” quotes, 5 % and <strong>bold</strong>.</p>\n<ul>\n<li>One</li>\n<li><em>Two</em></li>\n</ul>",
        "<ol>\n<li>First</li>\n</ol>",
        "",
    ],
)
def test_html_that_is_not_cleaned_would_not_be_changed_by_cleaning(html: str) -> None:
    assert _BARE.fullmatch(html)
    assert _CLEANER.clean(html) == html


@pytest.mark.parametrize("html", ["<b>x</b>", '<p onclick="x">', "<p>&amp;</p>", "<script>", "a<b", "<p >", "x\u00a0y"])
def test_anything_else_is_cleaned(html: str) -> None:
    assert _BARE.fullmatch(html) is None
