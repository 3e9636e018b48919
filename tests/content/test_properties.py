"""Whatever strangers write: nothing raises, every fault has a place in the file, and no word is lost."""

from __future__ import annotations

import re
from html import unescape

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carepress.content.body import Body, block_html
from carepress.content.loading import Loaded, Loader
from carepress.content.model import Article
from carepress.diagnostics import START

LOADER = Loader("en")
HEAD = "---\ntitle: Dry eye\nkind: condition\nsummary: Too few tears.\ncategory: eyes\ndate: 2026-01-05\n---\n"
PIECES = [
    *(
        "---",
        "\n---\n",
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "title",
        "kind: condition",
        ":",
        ": ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
    ),
    *(
        "&a",
        "*a",
        "!a",
        "!!x",
        "<<",
        "|",
        ">",
        "'",
        '"',
        "\\",
        "#",
        "# ",
        "## ",
        "### ",
        "%",
        "@",
        "`",
        "```",
        "~~~",
        ",",
    ),
    *(
        "<",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<img src=x onerror=y",
        "{#x}",
        "{#symptoms}",
        "{: .x}",
        "{{",
        "{%",
        "[^x]",
        "[^x]:",
    ),
    *(
        "[a](b.md)",
        "[a](",
        "![",
        "![a](b.png)",
        "](",
        "(",
        ")",
        "> ",
        "> [!urgent] If:",
        "> [!",
        "1. ",
        "| a | b |",
        "|---|",
    ),
    *(
        "**",
        "_",
        "*",
        "&lt;",
        "&#106;",
        "&#xE000;",
        "javascript:",
        "\u2028",
        "\u0085",
        "é",
        "العين",
        "👁",
        "word",
        "two words",
    ),
    *(
        "## FAQ\n\n### Why?\n\nSo.",
        "faq:",
        "treatment:",
        "review: {by: [a]}",
        "2026-01-05",
        "18:30",
        "no",
        "\r\n",
        "\ufeff",
        "\0",
    ),
]
anything = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def check_places(loaded: Loaded[Article], text: str) -> None:
    """Every fault stands in the file, ends after it begins, and says something."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in loaded.found:
        span = each.span
        assert each.message
        assert each.help
        assert 1 <= span.line <= span.end_line
        assert span[:2] <= span[2:]
        if span != START:
            assert span.line <= len(lines), (each.fault.slug, span)
            assert span.column <= len(lines[span.line - 1]) + 1, (each.fault.slug, span)
    assert loaded.value is not None or loaded.found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_no_file_breaks_the_loader(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    check_places(LOADER.article("articles/eyes/dry-eye.md", text.encode()), text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_no_front_matter_breaks_the_loader(text: str) -> None:
    text = f"---\n{text}\n---\nText.\n".encode("utf-8", "replace").decode("utf-8")
    check_places(LOADER.article("articles/eyes/dry-eye.md", text.encode()), text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_no_text_breaks_the_loader(text: str) -> None:
    text = (HEAD + text).encode("utf-8", "replace").decode("utf-8")
    check_places(LOADER.article("articles/eyes/dry-eye.md", text.encode()), text)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_no_text_makes_html_that_runs(text: str) -> None:
    loaded = LOADER.article("articles/eyes/dry-eye.md", (HEAD + text).encode("utf-8", "replace"))
    for element in html5lib.parseFragment(html_of(loaded), namespaceHTMLElements=False).iter():
        assert element.tag not in (
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "svg",
            "math",
            "link",
            "meta",
        )
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert element.get("href", "cp-link:").startswith("cp-link:")
        assert element.get("src", "cp-image:").startswith("cp-image:")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_no_bytes_break_the_loader(data: bytes) -> None:
    for load in (LOADER.article, LOADER.page, LOADER.person, LOADER.topics, LOADER.glossary):
        loaded = load("articles/a.md", data)
        assert loaded.value is not None or loaded.found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_no_table_breaks_the_loader(text: str) -> None:
    data = text.encode("utf-8", "replace")
    for load in (LOADER.person, LOADER.topics, LOADER.glossary):
        loaded = load("people/a.yaml", data)
        assert loaded.value is not None or loaded.found


def html_of(loaded: Loaded[Article]) -> str:
    body: Body | None = loaded.value.body if loaded.value else None
    parts = []
    for section in body.sections if body else ():
        parts += [section.heading, *(block_html(block) for block in section.blocks)]
        for question in section.questions:
            parts += [question.question, *(block_html(block) for block in question.blocks)]
    return "\n".join(parts)


# ── Plain Markdown keeps every word ──────────────────────────────────────────────────────────────────────────────

words = st.lists(
    st.text(st.characters(categories=("Ll", "Lu", "Lo", "Nd"), max_codepoint=0x2FFF), min_size=1, max_size=8),
    min_size=1,
    max_size=8,
).map(lambda each: "x" + " y".join(each))  # a letter first: "1." and "3" would be a list
inline = st.one_of(
    words,
    words.map(lambda text: f"*{text}*"),
    words.map(lambda text: f"**{text}**"),
    words.map(lambda text: f"[{text}](https://example.org/)"),
    words.map(lambda text: f"`{text}`"),
)
line = st.lists(inline, min_size=1, max_size=4).map(" ".join)
block = st.one_of(
    line,
    line.map(lambda text: f"> {text}"),
    line.map(lambda text: f"### {text}"),
    st.lists(line, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(line, min_size=1, max_size=4).map(
        lambda items: "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    ),
    st.tuples(line, line).map(lambda pair: f"- {pair[0]}\n    - {pair[1]}"),
    st.tuples(line, line).map(lambda pair: f"{pair[0]}\n- {pair[1]}"),
    st.tuples(words, words).map(lambda pair: f"| {pair[0]} | b |\n|---|---|\n| c | {pair[1]} |"),
    st.tuples(words, line).map(lambda pair: f"{pair[0]}\n:   {pair[1]}"),
)


def plain(markdown: str) -> list[str]:
    """The words of a text, by a reader that knows nothing but the signs used above."""
    text = re.sub(r"\]\(https://example\.org/\)", "", markdown)
    text = re.sub(r"^\s*(> |### |- |\d+\. |:   |\|---.*$)", "", text, flags=re.MULTILINE)
    return re.sub(r"[*`\[|]", " ", text).split()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(block, min_size=1, max_size=6).map("\n\n".join))
def test_plain_markdown_keeps_every_word_in_order(text: str) -> None:
    loaded = LOADER.article("articles/eyes/dry-eye.md", (HEAD + "## Drops\n\n" + text).encode())
    assert loaded.found == ()
    shown = unescape(re.sub(r"<[^>]*>", " ", html_of(loaded)))
    assert shown.split() == ["Drops", *plain(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a_b_c and 2 * 3 * 4",
        'It\'s 5 < 6 & "so" – on…',
        "+ plus\n- minus",
        "Line one\nline two  \nline three",
        "Call 020 7946 0000 (24 hours)",
        "50 % of 100 – #1",
    ],
)
def test_ordinary_signs_are_kept(text: str) -> None:
    loaded = LOADER.article("articles/eyes/dry-eye.md", (HEAD + text).encode())
    shown = unescape(re.sub(r"<[^>]*>", " ", html_of(loaded)))
    kept = re.sub(r"^[-+] ", "", text, flags=re.MULTILINE)
    assert "".join(shown.split()) == "".join(kept.split())
