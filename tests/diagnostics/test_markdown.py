"""The summary of a run: what an editor reads on the code host, and that no article can write into it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given
from hypothesis import strategies as st

from carepress.diagnostics import START, Collector, Diagnostic, Fault, Level, Span
from carepress.diagnostics.links import Links, is_base
from carepress.diagnostics.markdown import LIMIT, LONGEST, as_code, as_text, render_markdown
from carepress.diagnostics.text import printable

ERROR = Fault(
    "CP910", "an-error", Level.INTEGRITY, "What it checks\nOne <b>thing</b>.\n\nWhy it matters to readers\nIt *is*."
)
WARNING = Fault("CP911", "a-warning", Level.EDITORIAL, "What it checks\nAnother.\n\nWhy it matters to readers\nSo.")
NOTE = Fault("CP912", "a-note", Level.ADVICE, "What it checks\nA third.\n\nWhy it matters to readers\nPerhaps.")
LINKS = Links("https://host.example/o/r/blob/abc", "https://host.example/o/r/blob/abc/docs/rules/")
STOPS_NOTHING = "Nothing stops the build; 2 warnings would stop publishing"
HOSTILE = (
    "@everyone",
    "me@example.org",
    "<img src=https://evil.example/x.png onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[win](https://evil.example)",
    "[win][1]\n\n[1]: https://evil.example",
    "<https://evil.example>",
    "https://evil.example",
    "www.evil.example",
    "mailto:me@example.org",
    "#12 o/r#12 GH-12 deadbeefdeadbeef",
    "</details></li></ul><script>alert(1)</script>",
    "<!-- ",
    "```\n# Approved\n```",
    "\n\n# Approved\n\n> [!NOTE]\n> Approved",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- [x] reviewed",
    "**bold** _it_ ~~no~~ ==x== $`x`$ $$x$$ :tada:",
    "&lt;b&gt; &#64;everyone",
    "`a``b`@everyone`",
    "x@```bar`",
    "\\`@everyone\\`",
    "\x1b[31m\u202egnp.exe\x00",
    "[^1]\n\n[^1]: foot",
    "](javascript:alert(1))",
    "`](javascript:alert(1)) [`",
    "x](https://evil.example) [y",
    ") (https://evil.example",
    "JaVaScRiPt:alert(1) [a](<javascript:alert(1)>)",
    "[a]: javascript:alert(1) 'b'",
    "a | b\n--- | ---\n1 | 2",
    "<br>|<td>x</td>|",
    "\r\n| a |\r|---|\u2028| 1 |\u0085| 2 |",
    "</summary><summary>Approved</summary>",
    "<a href=javascript:alert(1)>x</a>",
    "&#106;avascript:alert(1) &lt;script&gt;",
)


def at(fault: Fault, message: str, *, path: str = "a.md", line: int = 2, help_: str = "mend it") -> Diagnostic:
    return Diagnostic(fault, path, Span(line, 1, line, 2) if line else START, message, help_)


def summary(*diagnostics: Diagnostic, links: Links = LINKS, production: bool = False, **more: object) -> str:
    found = Collector(production=production)
    found.extend(diagnostics)
    return render_markdown(found, prefix="content/", links=links, **more)  # type: ignore[arg-type]


def shown(markdown: str) -> Element:
    """The page that the code host makes of it, before it takes away what it does not like."""
    html = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return html5lib.parse(html, namespaceHTMLElements=False)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def outside_code(element: Element) -> Iterator[str]:
    """Stretches of text in which the code host looks for people, issues, commits and addresses."""
    if element.tag in ("code", "pre"):
        return
    yield element.text or ""
    for child in element:
        yield from outside_code(child)
        yield child.tail or ""


# ── What an editor reads ─────────────────────────────────────────────────────────────────────────────────────────


def test_errors_come_first_then_warnings_and_advice_is_folded_away() -> None:
    page = shown(summary(at(NOTE, "n"), at(WARNING, "w"), at(ERROR, "e"), titles={"a.md": "Dry eye"}))
    body = words(page)
    assert body.startswith("1 error in 1 file stops the build Begin with the errors")
    assert body.index("To mend first: 1 error") < body.index(": e (CP910 an-error)") < body.index("1 warning")
    assert body.index(": w (CP911 a-warning)") < body.index("1 note of advice") < body.index(": n (CP912 a-note)")
    (folded,) = page.iter("details")
    assert words(folded).startswith("1 note of advice")
    assert ": n " in words(folded)
    assert ": w " not in words(folded)


@pytest.mark.parametrize(
    ("faults", "more", "sentence"),
    [
        ([], {"texts": 23}, "Nothing to mend in 23 articles and pages"),
        ([], {}, "Nothing to mend"),
        ([at(NOTE, "n")], {"texts": 1_023}, "Nothing to mend in 1,023 articles and pages; 1 note of advice"),
        ([at(WARNING, "w"), at(WARNING, "v")], {}, STOPS_NOTHING),
        ([at(WARNING, "w")], {"production": True}, "1 error in 1 file stops the production build"),
        ([at(ERROR, "e"), at(ERROR, "e", path="b.md"), at(WARNING, "w")], {}, "2 errors in 2 files stop the build"),
    ],
)  # fmt: skip
def test_the_first_line_says_in_one_sentence_what_the_run_came_to(
    faults: list[Diagnostic], more: dict[str, int], sentence: str
) -> None:
    heading = next(shown(summary(*faults, **more)).iter("h2"))
    assert words(heading) == sentence


def test_each_file_is_named_once_with_its_title_above_its_faults() -> None:
    faults = (at(ERROR, "one", line=2), at(ERROR, "two", line=7), at(ERROR, "three", path="b.md"))
    page = shown(summary(*faults, titles={"a.md": "Dry *eye*"}))
    assert [words(each) for each in page.iter("h4")] == ["content/a.md: Dry *eye*", "content/b.md"]


def test_a_fault_leads_to_its_line_and_to_the_page_on_its_rule() -> None:
    page = shown(
        summary(at(ERROR, "`x.md` is not there", path="b (1)/a#b.md", line=9), at(ERROR, "all", path="c.md", line=0))
    )
    base = "https://host.example/o/r/blob/abc"
    assert [(words(link), link.get("href")) for link in page.iter("a")] == [
        ("content/b (1)/a#b.md", f"{base}/content/b%20%281%29/a%23b.md"),
        ("Line 9", f"{base}/content/b%20%281%29/a%23b.md?plain=1#L9"),
        ("CP910 an-error", f"{base}/docs/rules/CP910.md"),
        ("content/c.md", f"{base}/content/c.md"),
        ("The file", f"{base}/content/c.md"),
        ("CP910 an-error", f"{base}/docs/rules/CP910.md"),
    ]
    assert "Line 9: x.md is not there (CP910 an-error) help: mend it" in words(page)


def test_without_addresses_nothing_is_a_link_and_the_rules_are_explained() -> None:
    page = shown(summary(at(ERROR, "e"), at(ERROR, "f"), links=Links()))
    assert list(page.iter("a")) == []
    (folded,) = page.iter("details")
    assert words(folded) == "What these faults are CP910 an-error: One <b>thing</b>. It *is*."


def test_a_file_elsewhere_has_no_address_on_the_code_host() -> None:
    found = Collector()
    found.extend([at(ERROR, "e")])
    page = shown(render_markdown(found, prefix="/elsewhere/", links=LINKS))
    assert [words(link) for link in page.iter("a")] == ["CP910 an-error"]


@pytest.mark.parametrize(
    "address", ["", "o/r", "javascript:alert(1)", "https://a b", "https://a/)", "https://a/?q", "//a"]
)
def test_only_a_whole_address_can_be_put_before_a_path(address: str) -> None:
    assert not is_base(address)
    assert is_base("https://git.example.org:8443/o/r.x/blob/0a1b")


# ── Very long ones ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_long_summary_ends_within_the_limit_and_says_how_many_faults_more_there_are() -> None:
    faults = [at(NOTE, f"{number} " + "é" * 90, path=f"{number // 3}.md", line=number + 1) for number in range(900)]
    markdown = summary(*faults, limit=50_000)
    page = shown(markdown)
    told = len(list(page.iter("li")))
    assert 40_000 < len(markdown.encode()) <= 50_000
    assert f"{900 - told} more faults did not fit here." in words(page)
    assert markdown.count("<details>") == markdown.count("</details>") == 1
    assert words(page.findall(".//details")[-1]).count(" help: ") == told


def test_the_limit_leaves_room_for_others_in_what_github_takes() -> None:
    assert LIMIT < 1024 * 1024
    faults = [at(ERROR, "x" * 900, path=f"{number}.md") for number in range(2_000)]
    assert len(summary(*faults, links=Links()).encode()) <= LIMIT


def test_a_message_without_end_is_cut() -> None:
    assert len(as_text("<" * 5_000)) <= len("&lt;") * LONGEST + 2
    assert as_text("<" * 5_000).endswith(" …")


# ── Nothing from an article is obeyed ────────────────────────────────────────────────────────────────────────────


def assert_harmless(markdown: str) -> None:
    page = shown(markdown)
    allowed = {
        "html",
        "head",
        "body",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "li",
        "strong",
        "code",
        "a",
        "br",
        "details",
        "summary",
    }
    assert {str(each.tag) for each in page.iter()} <= allowed
    assert all(str(link.get("href")).startswith("https://host.example/o/r/blob/abc/") for link in page.iter("a"))
    for text in outside_code(page):
        assert not re.search(r"[@#$]\w|:\w+:|https?:|www\.|\bGH-\d|\b[0-9a-f]{7,40}\b", text, re.IGNORECASE), text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["message", "help", "path", "title"])
def test_no_article_writes_into_the_summary(text: str, place: str) -> None:
    fault = at(
        ERROR,
        f"there is no page {text}" if place == "message" else "wrong",
        help_=f"did you mean `{text}`?" if place == "help" else "mend it",
        path=text if place == "path" else "a.md",
    )
    markdown = summary(fault, at(NOTE, text), titles={"a.md": text} if place == "title" else None)
    assert_harmless(markdown)
    assert words(next(shown(markdown).iter("h2"))) == "1 error in 1 file stops the build"
    assert len(list(shown(markdown).iter("li"))) == 2


SIGNS = st.text("ab@`\\<>&;![](){}#*_~$|:/.-=+1 \n\"'", max_size=30)
PIECES = st.lists(st.one_of(SIGNS, st.sampled_from(HOSTILE)), max_size=4).map("".join)


@given(message=PIECES, help_=PIECES, title=PIECES, path=PIECES)
@example(message="x@``", help_="`@a`` @b `", title="\\", path="](javascript:alert(1))")
def test_whatever_the_words_are_they_are_shown_as_they_are(message: str, help_: str, title: str, path: str) -> None:
    markdown = summary(at(ERROR, message, help_=help_, path=path), titles={path: title})
    assert_harmless(markdown)
    page = shown(markdown)
    assert [len(list(page.iter(tag))) for tag in ("h2", "h3", "h4", "ul", "li")] == [1] * 5
    assert len(list(page.iter("a"))) == 3  # the file, the line, the rule
    body = re.sub(r"[`\s]", "", "".join(page.itertext()))
    for text in (message, help_, title, path):
        assert re.sub(r"[`\s]", "", printable(" ".join(text.split()))) in body


def test_a_sentence_with_an_address_stays_a_sentence() -> None:
    assert as_text("begin it with https://, tel:, or (www.a.b)!") == "begin it with `https://`, tel:, or `(www.a.b)`!"


def test_two_pieces_of_code_side_by_side_stay_two() -> None:
    assert [words(each) for each in shown(as_text("x@`y``z`")).iter("code")] == ["x@", "y", "z"]


@given(st.text(max_size=20))
@example("``")
@example("` x `")
def test_code_is_shown_as_it_is(text: str) -> None:
    plain = printable(" ".join(text.split()))
    page = shown(f"a {as_code(text)} b")
    assert words(page) == " ".join(f"a {plain} b".split())
    assert [each.tag for each in page.find("body").iter()] == ["body", "p", *["code"] * bool(plain)]  # type: ignore[union-attr]
