"""How a file is spoiled: by lines, words, signs and bytes; as editors slip, as tools damage, as attackers try.

Pure functions of a generator of random numbers: the same number gives the same mutant, on every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random

from fuzzing.seeds import Seed, seeds

__all__ = ["mutant"]

MOST = 320_000
"""Bytes of a mutant: a little more than a content file may have."""

_KEYS = """
    title kind slug summary also_called misspellings category topics tags date modified authors review by due codes
    system code match sources publisher journal year url accessed doi pmid at_a_glance term detail aliases status
    lang changes note extra checked faq question answer uses procedure risks symptoms treatment overview get-help
    name summary parent definition also credentials role specialty registration body number bio links photo sample
    on yes null <<
""".split()  # noqa: SIM905 - a list of them would be a word a line
# A line each would be four hundred lines.
# fmt: off
_VALUES = (
    "", "~", "null", "yes", "No", "on", "off", "true", "FALSE", "y", "=", "<<", "-", "---", "...", "0", "-1", "007",
    "0x1F", "0b1", "0o7", "1e3", "1_000", "12:30:45", "1:60", ".inf", "-.INF", ".nan", "1.", ".5", "9" * 18, "9" * 19,
    "9" * 400, "1" * 5000, "-" + "9" * 30, "1" * 9 + ":" + "1" * 9, "2026-01-05", "2026-13-45", "2026-02-30",
    "0000-00-00", "9999-12-31", "1899-12-31", "26-1-5", "2026-1-5", "2026-01-05T10:00:00Z",
    "2026-01-05 10:00:00 +99:99", "05/01/2026", "5 January 2026", "January 2026", "20260105",
    "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0665", "2026\u201101\u201105", "2026-01-05 # now", "[]", "{}",
    "[[]]", "[a, , b]", "[a, b", "{a: b", "{a}", "{a, b: c}", "a, b", "[a]: b", "{[a]: b}", "[? a : b]", "- a",
    "- - - a", "? a", "? ", ": a", "a: b", "a: b: c", "'a", '"a', "'a''", '"a\\q"', "'a' b", '"a" b', "''",
    '"\\u0000"', '"\\ud800"', '"\\U0010FFFF"', '"\\x07"', '"\\e[31m"', '"\\u202e"', '"\\N"', '"\\L"', '"\\_"', "|",
    ">", "|-", ">+2", "|9", "|0", "| # c", "|\n  a\n b", ">\n\n\n  a", "&a b", "*a", "&a", "! a", "!!python/name:os",
    "!!binary YQ==", "!!set {a}", "!<tag:x> a", "%YAML 1.1", "%a", "@a", "`a`", "#a", "a #b", "a# b", "a\t# b", "\ta",
    "draft", "hidden", "published", "procedure", "condition", "en", "ar", "xx", "pt-BR", "EN", "zh-Hant-TW", "eyes",
    "skin", "Eyes", "jo-reed", "Jo Reed", "../x", "/x/", "/x/../y/", "//x", "/x?y#z", "x y", "x/y", "a--b",
    "javascript:alert(1)", "https://", "http://x", "https://x y", "https://[", "https://x:99999999/", "data:,x",
    "<b>x</b>", "&nbsp;", "&#0;", "{{ x }}", "{% x %}", "**b**", "[a](b.md)", "a" * 300, "a " * 3000, "\u0301" * 50,
)
_SNIPPETS = (
    "# h", "## h", "### h", "#### h {#h}", "## Uses {#uses}", "## FAQ", "### Why?", "##h", "## ", "#", "h\n===",
    "h\n---", "## x {#x .y}", "## {#symptoms}", "## x {: onclick=a }", "## [^nhs]", "## <b>", "## `a`",
    "## [a](b.md)", "## \\#", "- a", "* a\n+ b\n- c", "1. a", "10. a\n3. b", "1) a", "- a\n  - b\n    - c", "-a",
    "- [ ] a", "-\n-\n-", "\u2022\ta", "> a", ">a\n> > b", "> [!urgent] a:\n> - b", "> [!emergency]\n> x",
    "> [!note]", "> [!foo] x", ">[!urgent]a\nb", "> - > - > a", "> ## h", "> | a | b |\n> |---|---|\n> | c | d |",
    "- > [!urgent] a:\n  > - b", "[!urgent] a", "| a | b |\n|---|---|\n| c | d |", "|a|\n|-|", "| a | b |\n| c | d |",
    "|---|", "a | b\n--|--\nc", "|||\n|-|-|\n||||", "[a](b.md)", "[a](<b c.md>)", '[a](b.md "t")', "[a](b.md 't)",
    "[a]( )", "[a]()", "[](b)", "[a] (b)", "[a][b]", "[a]: b", "[a]: <b> 't'", "[a]:\n    b", "[[a]]", "![a](b.svg)",
    "![](neuromodulators-how-they-work.svg)", "! [a](b)", "![a](neuromodulators-how-they-work.svg)",
    "![x](<images/a b.png> 'c')", "[![a](b)](c)", "[a](b](c)d)", "[a](b(c(d", "[a](javascript:alert(1))",
    "[a](JaVa&#115;cript:x)", "[a](java\nscript:x)", "[a](data:text/html,x)", "[a](vbscript:x)",
    "<javascript:alert(1)>", "[a](\\\\evil.com)", "[a](//evil.com)", "[a](https:evil)", '[a](x" onclick="y)',
    "[a](&#x6A;s:x)", '![x" onerror="y](z.svg "\'><script>")', '<https://x.org/"onclick=y>', "<a@b.c>",
    '<mailto:a@b.c?x="y>', "[a](mailto:a)", "[^nhs]", "[^x]", "[^]", "[^ a]", "[^a", "[^nhs][^nhs]", "[^nhs]: a",
    "[^a b]", "^[a]", "[a[^nhs]b](c.md)", "![a[^nhs]](b)", "<!-- a -->", "<!--", "-->", "<!-->", "<!--->",
    "<!-- <!-- -->", "<!--\n\n## h\n\n-->", "a <!-- b\nc --> d", "`<!--`", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg/onload=x>", "<b", "</p>", "<br/>", "<table><tr><td>", "<!DOCTYPE html>",
    "<?php x ?>", "<![CDATA[x]]>", "<style>*{}</style>", "<a href='javascript:x'>", "<iframe srcdoc=x>",
    "<ScRiPt\n>x</sCrIpT>", "<x-y>", "a<b", "a < b > c", "<3", "&lt;script&gt;", "&#60;b&#62;", "&#xE000;", "&copy",
    "&;", "```\na\n```", "~~~", "    a", "\ta", "`a", "``a`", "`` ` ``", "{{ a }}", "{% a %}", "{# a #}", "---",
    "***", "- - -", "**a**", "** a **", "*a", "a*", "_a_b_", "__a", "***a**", "**a *b** c*", "a\\", "a  \nb", "\\<b>",
    "\\\\", "\\a", "\\*", "Term\n:   def", ": def", "Term\n: a\n: b\n\n    c", "http://x.org/a_b_c", "www.x.org",
    "klzzwxh:0000", "wzxhzdk:0", "\x02amp\x03", "\x0212345\x03", "\x02wzxhzdk:0\x03", "STX", "cp-link:0",
    "cp-image:9", '<a href="cp-link:7">', "%s %d", "30% of patients", "completely safe", "Click [here](dry-eye.md).",
    "It doubles the risk.", "NSAID", "pruritus", "rare", "\n\n\n", "\n---\n", "---\ntitle: x\n---", "<<<<<<< HEAD",
    "=======", ">>>>>>> x", "\ufeff", "a\xa0b", "# \xa0",
)
_OF_A_KIND = (
    *(("## Heading 9", "\n"), ("### Heading 9\n\nx", "\n"), ("## x {#x9}", "\n"), ("## The same 9 {#same}", "\n")),
    *(("[a](x9.md)", " "), ("[a](#x9)", "\n\n"), ("[a](dry-eye.md#x9)", " "), ("[a9]: https://x.org/9", "\n")),
    *(("[^s9]", " "), ("AB9C", " "), ("AB9C (a b c)", ". "), ("Word 9 is rare.", " "), ("<b9>", " ")),
    *(("<i>9</i>", "\n"), ("&#9;", " "), ("{{ 9 }}", "\n"), ("**9", "\n\n"), ("Term 9\n:   9\n", "\n")),
    *(("![a9](x9.svg)", "\n\n"), ("> [!urgent] Call 9 if:\n> - 9\n", "\n"), ("- item 9", "\n"), ("9. item", "\n")),
    *(("  s9: {title: x}", "\n"), ("  s9:\n    title: x", "\n"), ("key9: x", "\n"), ("- {term: 9, detail: x}", "\n")),
    *(("word 9: {definition: d, also: [w9]}", "\n"), ("t9: {name: n, summary: s, parent: t8}", "\n"), ("*a9", " ")),
    *(("| 9 | 9 |", "\n"), ("\\word9", " "), ("cornea9 cornea", " "), ("`a9` <", " ")),
    *(("tag9, ", ""), ("- question: 9?\n  answer: 9", "\n"), ("<!-- 9 -->", "\n")),
)
"""What many are made of: a shape in which each gets its number, and what stands between them."""
_NESTS = ("> ", "- ", "    ", "1. ", "> - ", "  ", "* ", ">", "\t", "- > ", "    - ", "> > ", "+   ", "#")
_SIGNS: tuple[str, ...] = (
    *"-*+#>|[](){}<>!&%@`'\"\\:;,.?=~^_$/", "**", "__", "***", "``", "[[", "]]", "![", "](", "[^", "[]", "()", "{#",
    "<!--", "-->", "||", "|-", "||\n", "{{", "&#", "_*", "*_", "[a](", "![a](", "<a ", "</", "a*", "*a", "a_", "**a",
    "a**", "`a", "[a][", "[a]:", "\\\n", "  \n", "- ", "> ", ": ", ":\n", "- - ", "? ", "[a, ", "{a: ", "'", '"',
    "a: ", "\n", "\n\n", "\n- ", "\n> ", "\n#", "\n|", "&amp;", "<b>",
)
_CHARS = (
    "\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x0e", "\x0f", "\x1b[31m", "\x1f", "\x7f", "\x80", "\x85",
    "\x9f", "\xa0", "\xad", "\u0300", "\u0301\u0302\u0303", "\u034f", "\u061c", "\u115f", "\u180e", "\u200b",
    "\u200c", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069",
    "\u3000", "\u3164", "\ufeff", "\ufff9", "\ufffc", "\ufffd", "\ufffe", "\uffff", "\ue000", "\ue001", "\ue002",
    "\uf0b7", "\U000e0001", "\U000f0000", "\U0010ffff", "\U0001f469\u200d\u2695\ufe0f", "\U0001f1ec\U0001f1e7",
    "\U00010348", "e\u0301", "\xe9", "\u0130", "\u0131", "\u1e9e", "\ufb01", "\u212a", "\u017f", "\u0660", "\u09e7",
    "\uff11", "\uff1a", "\uff03", "\uff0d", "\u2010", "\u2011", "\u2212", "\u2013", "\u2014", "\u2018", "\u2019",
    "\u201c", "\u201d", "\u2026", "\u05d0\u05d1", "\u0627\u0644", "\u4e00", "\u0e01",
)
_BYTES = (
    b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\xe2\x82", b"\x00", b"\x80", b"\xa0", b"\xe9", b"\x93\x94", b"\r", b"\n\r", b"\r\r\n", b"\x1a",
    b"\xfc\x80\x80\x80\x80\x80",
)
# fmt: on
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-8-sig",
    "latin-1",
    "cp1252",
    "utf-7",
    "cp437",
    "shift_jis",
)
_LINE_ENDS = ("\r\n", "\r", "\n\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\n\n", "\r\r\n", "")


def mutant(seed: int, number: int) -> Seed:
    """The mutant of a number: one of the seeds, changed in one to six ways."""
    rng = Random(f"{seed}:{number}")  # noqa: S311 - no secrets
    file = _pick(rng)
    text = file.data.decode("utf-8", "replace")
    front = ""
    if rng.random() < 0.5:  # noqa: PLR2004 - else most would be stopped by their front matter
        before, rule, after = text.partition("\n---\n")
        front, text = (before + rule, after) if rule else ("", text)
    for _ in range(min(6, 1 + int(rng.expovariate(0.9)))):
        text = rng.choices(_TEXT, _TEXT_WEIGHTS)[0](rng, text)
        if len(text) > MOST:
            text = text[:MOST]
    data = (front + text).encode("utf-8", "surrogatepass")
    if rng.random() < 0.15:  # noqa: PLR2004
        data = rng.choice(_RAW)(rng, data)
    path = file.path
    if rng.random() < 0.02:  # noqa: PLR2004
        folder, _, name = path.rpartition("/")
        stem, _, ending = name.rpartition(".")
        stem = rng.choice(
            (f"{stem}.ar", f"{stem}.xx", stem.upper(), f"{stem} 2", f"{stem}.en", f"-{stem}", "é", f"{stem}.a.b")
        )
        path = f"{folder}/{stem}.{ending}".lstrip("/") if folder else path
    return replace(file, path=path, data=data[:MOST])


def _pick(rng: Random) -> Seed:
    """One file: the first, which holds everything, and whole articles more often than others."""
    every = seeds()
    chance = rng.random()
    if chance < 0.15:  # noqa: PLR2004
        return every[0]
    if chance < 0.4:  # noqa: PLR2004
        return rng.choice([seed for seed in every if len(seed.data) > 2_000])  # noqa: PLR2004
    return rng.choice(every)


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _line(change: Callable[[Random, list[str], int], None]) -> Callable[[Random, str], str]:
    def mutate(rng: Random, text: str) -> str:
        lines = text.split("\n")
        change(rng, lines, _index(rng, lines))
        return "\n".join(lines)

    return mutate


def _index(rng: Random, lines: list[str]) -> int:
    """A line; as often one of the front matter as one of the text."""
    end = next((number for number, line in enumerate(lines[1:], 1) if line == "---"), 0)
    return rng.randrange(end + 1) if end and rng.random() < 0.5 else rng.randrange(len(lines))  # noqa: PLR2004


def _delete(rng: Random, lines: list[str], at: int) -> None:
    del lines[at : at + rng.choice((1, 1, 1, 2, 5))]


def _duplicate(rng: Random, lines: list[str], at: int) -> None:
    count = rng.choices((1, 2, 30, 1_000), (10, 5, 2, 0.3))[0]
    lines[at:at] = lines[at : at + rng.choice((1, 1, 3))] * count


def _swap(rng: Random, lines: list[str], at: int) -> None:
    other = _index(rng, lines)
    lines[at], lines[other] = lines[other], lines[at]


def _indent(rng: Random, lines: list[str], at: int) -> None:
    by = rng.choice((" ", "  ", "    ", "\t", " \t", "      ", "\u00a0", "\u3000", " " * 200))
    for number in range(at, min(len(lines), at + rng.choice((1, 1, 2, 8)))):
        lines[number] = by + lines[number]


def _dedent(rng: Random, lines: list[str], at: int) -> None:
    for number in range(at, min(len(lines), at + rng.choice((1, 3)))):
        lines[number] = lines[number].lstrip()


def _join(_: Random, lines: list[str], at: int) -> None:
    if at + 1 < len(lines):
        lines[at : at + 2] = [lines[at] + " " + lines[at + 1].lstrip()]


def _break(rng: Random, lines: list[str], at: int) -> None:
    place = rng.randrange(len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:place], lines[at][place:]]


def _blank(rng: Random, lines: list[str], at: int) -> None:
    lines[at:at] = rng.choice(([""], [" "], ["\t"], [""] * 3, ["#"], ["# c"], [">"]))


def _value(rng: Random, lines: list[str], at: int) -> None:
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}: {rng.choice(_VALUES)}" if colon else f"{rng.choice(_KEYS)}: {rng.choice(_VALUES)}"


def _key(rng: Random, lines: list[str], at: int) -> None:
    key, _, value = lines[at].partition(":")
    indent = key[: len(key) - len(key.lstrip(" -"))]
    word = rng.choice(_KEYS)
    if rng.random() < 0.3 and key.strip():  # noqa: PLR2004
        word = "".join(rng.sample(key.strip(), len(key.strip())))
    lines[at] = f"{indent}{word}:{value}"


def _add_key(rng: Random, lines: list[str], at: int) -> None:
    lines.insert(at, f"{rng.choice(('', '', '  ', '- ', '    - '))}{rng.choice(_KEYS)}: {rng.choice(_VALUES)}")


def _quote_value(rng: Random, lines: list[str], at: int) -> None:
    key, colon, value = lines[at].partition(": ")
    if colon:
        before, after = rng.choice(
            (("'", "'"), ('"', '"'), ("[", "]"), ("{", "}"), ("'", ""), ('"', ""), ("[", ""), ("&a ", ""))
        )
        lines[at] = f"{key}: {before}{value}{after}"


def _snippet(rng: Random, lines: list[str], at: int) -> None:
    snippet = rng.choice(_SNIPPETS)
    if rng.random() < 0.4:  # noqa: PLR2004
        place = rng.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:place] + snippet + lines[at][place:]
    else:
        around = [""] if rng.random() < 0.6 else []  # noqa: PLR2004
        lines[at:at] = [*around, *snippet.split("\n"), *around]


def _nest(rng: Random, lines: list[str], at: int) -> None:
    depth = rng.choices((1, 2, 5, 15, 60, 1_000), (5, 5, 4, 3, 2, 0.5))[0]
    lines[at] = rng.choice(_NESTS) * depth + lines[at]


def _stairs(rng: Random, lines: list[str], at: int) -> None:
    """A list, a quote or a group that goes one level deeper on each line."""
    step, item = rng.choice(
        (("    ", "- a"), ("  ", "a:"), ("> ", "a"), ("  ", "- a"), ("    ", "1. a"), ("  ", "-"), ("- ", "a: b"))
    )
    lines[at:at] = [step * depth + item for depth in range(rng.choice((5, 10, 30, 100)))]


def _wide(rng: Random, lines: list[str], at: int) -> None:
    """A table of many columns or rows."""
    columns, rows = rng.choice(((200, 3), (3, 200), (30, 30), (1_000, 2)))
    row = "|" + " a |" * columns
    lines[at:at] = ["", row, "|" + "---|" * columns, *[row] * rows, ""]


def _many(rng: Random, lines: list[str], at: int) -> None:
    """Many of a kind, each another: what is looked for once for each takes long."""
    count = rng.choices((20, 200, 2_000), (4, 3, 1))[0]
    shape, between = rng.choice(_OF_A_KIND)
    items = [shape.replace("9", str(number)) for number in range(count)]
    lines[at:at] = ["", *items, ""] if between == "\n" else between.join(items).split("\n")


# ── Words and signs ──────────────────────────────────────────────────────────────────────────────────────────────


def _place(rng: Random, text: str) -> int:
    return rng.randrange(len(text) + 1)


def _insert(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


def _insert_sign(rng: Random, text: str) -> str:
    return _insert(text, _place(rng, text), rng.choice(_SIGNS))


def _repeat_sign(rng: Random, text: str) -> str:
    count = rng.choices((2, 10, 60, 1_000, 5_000, 50_000), (8, 6, 4, 3, 1, 0.3))[0]
    return _insert(text, _place(rng, text), rng.choice(_SIGNS) * count)


def _repeat_snippet(rng: Random, text: str) -> str:
    count = rng.choices((2, 10, 100, 1_500), (8, 6, 2, 0.5))[0]
    return _insert(text, _place(rng, text), (rng.choice(_SNIPPETS) + rng.choice(("", " ", "\n", "\n\n"))) * count)


def _insert_char(rng: Random, text: str) -> str:
    count = rng.choices((1, 3, 2_000), (20, 4, 0.5))[0]
    return _insert(text, _place(rng, text), rng.choice(_CHARS) * count)


def _replace_sign(rng: Random, text: str) -> str:
    """One sign of YAML or Markdown becomes another, or none."""
    places = [at for at, char in enumerate(text) if not char.isalnum() and char != " "]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + rng.choice(("", *_SIGNS)) + text[at + 1 :]


def _replace_all(rng: Random, text: str) -> str:
    """A sign becomes another everywhere, as find and replace does it."""
    old = rng.choice((*"-#:>|[]()'\" *.,\n", "---", "  ", "- ", "\n\n", "## ", "[^", "](", ": "))
    new = rng.choice((*_SIGNS, *_CHARS, ""))
    return text.replace(old, new, rng.choice((1, 2, 5, -1))) if len(text) < 20_000 else text  # noqa: PLR2004


def _cut(rng: Random, text: str) -> str:
    at = _place(rng, text)
    return text[:at] + text[at + rng.choice((1, 1, 2, 5, 40, 500)) :]


def _copy(rng: Random, text: str) -> str:
    start = _place(rng, text)
    piece = text[start : start + rng.choice((1, 5, 40, 500))]
    return _insert(text, _place(rng, text), piece * rng.choices((1, 3, 40), (10, 4, 1))[0])


def _truncate(rng: Random, text: str) -> str:
    return text[: _place(rng, text)]


def _splice(rng: Random, text: str) -> str:
    other = _pick(rng).data.decode("utf-8", "replace")
    return text[: _place(rng, text)] + other[_place(rng, other) :]


def _case(rng: Random, text: str) -> str:
    at = _place(rng, text)
    piece = text[at : at + rng.choice((10, 100, 5_000))]
    return text[:at] + rng.choice((piece.upper(), piece.swapcase(), piece.title())) + text[at + len(piece) :]


def _normalise(rng: Random, text: str) -> str:
    return unicodedata.normalize(rng.choice(("NFD", "NFKD", "NFKC")), text)


def _line_ends(rng: Random, text: str) -> str:
    return text.replace("\n", rng.choice(_LINE_ENDS), rng.choice((1, 3, -1, -1)))


def _one_line(rng: Random, text: str) -> str:
    """A very long line."""
    at = _place(rng, text)
    return text[:at] + text[at : at + rng.choice((500, 5_000))].replace("\n", " ") * rng.choice((1, 3, 12)) + text[at:]


def _again(rng: Random, text: str) -> str:
    """The text of an article, over and over."""
    head, rule, body = text.partition("\n---\n")
    count = rng.choices((2, 5, 30), (10, 4, 0.5))[0]
    return head + rule + body * count if rule else text * count


def _bomb(rng: Random, text: str) -> str:
    """What grows to billions of values where anybody follows it."""
    levels = rng.choice((3, 9, 40))
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)]
    lines.append(rng.choice(("<<: *a0", "*a0 : b", "b: *a1", "? *a1", "c: !!merge *a0", "")))
    return text.replace("\n", "\n" + "\n".join(lines) + "\n", 1)


# ── Bytes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _recode(rng: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")


def _flip(rng: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 4, 50))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _insert_bytes(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice((*_BYTES, rng.randbytes(8))) * rng.choice((1, 1, 3)) + data[at:]


def _cut_bytes(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice((1, 2, 7, 1_000_000)) :]


def _mark(_: Random, data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _windows(_: Random, data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


_RAW = (_recode, _flip, _insert_bytes, _cut_bytes, _mark, _windows)
_WEIGHTED: tuple[tuple[Callable[[Random, str], str], float], ...] = (
    *((_line(change), 5.0) for change in (_delete, _duplicate, _swap, _indent, _dedent, _join, _break, _blank)),
    *((_line(change), 8.0) for change in (_value, _key, _add_key, _quote_value)),
    (_line(_snippet), 25.0),
    (_line(_nest), 6.0),
    (_line(_stairs), 2.0),
    (_line(_wide), 1.0),
    (_line(_many), 4.0),
    *((change, 8.0) for change in (_insert_sign, _replace_sign, _insert_char, _cut, _copy)),
    *((change, 4.0) for change in (_repeat_sign, _repeat_snippet, _replace_all, _splice)),
    *((change, 2.0) for change in (_truncate, _line_ends, _one_line, _again, _case)),
    *((change, 1.0) for change in (_normalise, _bomb)),
)
_TEXT, _TEXT_WEIGHTS = [change for change, _ in _WEIGHTED], [weight for _, weight in _WEIGHTED]
