"""Holds the pages of a site against their sources, with a reader of its own: nothing of Carepress is used here.

The reader knows only as much Markdown as the articles have: headings, paragraphs, lists, tables, definition lists,
quotes, and in a line emphasis, links, citations and backslashes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import yaml

KINDS = {
    "condition": "conditions",
    "medicine": "medicines",
    "procedure": "procedures",
    "symptom": "symptoms",
    "test": "tests",
    "wellbeing": "wellbeing",
}
BULLET = re.compile(r"(\s*)(?:[-*+]|\d{1,9}\.)\s+(.*)")
HEADING = re.compile(r"(#{1,6}) +(.*?)\s*(?:\{#[\w-]+\})?\s*#*$")
TABLE_RULE = re.compile(r"\|?[\s:|-]+\|?$")
EMPHASIS = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\*\*(?=\S)(.+?)(?<=\S)\*\*",
        r"__(?=\S)(.+?)(?<=\S)__",
        r"\*(?=\S)(.+?)(?<=\S)\*",
        r"(?<![^\W_])_(?=\S)(.+?)(?<=\S)_(?![^\W_])",
    )
]
CARD = re.compile(r"\[!([\w-]+)\]\s*(.*)")


@dataclass(frozen=True)
class Unit:
    """One piece of an article: what it is, and its words. ``question`` is the FAQ's question that it answers."""

    kind: str
    words: str
    question: str = ""


# ── The source ───────────────────────────────────────────────────────────────────────────────────────────────────


def plain(markdown: str) -> str:
    """The words of a line of Markdown, its signs taken off; what a backslash protects stays."""
    protected = re.sub(r"\\([!-/:-@\[-`{-~])", lambda match: chr(0xE000 + ord(match[1])), markdown)
    text = re.sub(r"\[\^[^\]\s]+\]", "", protected)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)", r"\1", text)
    text = re.sub(r"<((?:https?://|[^\s<>@]+@)[^\s<>]+)>", r"\1", text)
    for emphasis in EMPHASIS:
        text = emphasis.sub(r"\1", text)
    text = re.sub("[\ue000-\ue0ff]", lambda match: chr(ord(match[0]) - 0xE000), text)
    return " ".join(text.split())


def read_source(path: Path) -> tuple[dict[str, Any], list[Unit]]:
    """The front matter of an article, and the pieces of its text."""
    _, front, body = re.split(r"^---\n", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    return yaml.safe_load(front), list(_units(body.splitlines()))


def _units(lines: list[str]) -> Iterator[Unit]:
    in_faq, question = False, ""
    for block in _blocks(lines):
        heading = HEADING.match(block[0])
        if heading:
            level, words = len(heading[1]), plain(heading[2])
            if level <= 2:
                in_faq, question = "{#faq}" in block[0] or words == "Frequently asked questions", ""
            if in_faq and level == 3:
                question = words
                yield Unit("question", words)
            else:
                yield Unit("heading", words, question if level > 2 else "")
        else:
            for kind, words in _pieces(block):
                if words:
                    yield Unit(kind, words, question)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: a heading alone, else what no empty line parts."""
    block: list[str] = []
    for line in [*lines, ""]:
        if not line.strip() or HEADING.match(line):
            if block:
                yield block
            block = []
            if line.strip():
                yield [line]
        else:
            block.append(line)


def _pieces(block: list[str]) -> Iterator[tuple[str, str]]:
    if block[0].lstrip().startswith(">"):
        inner = [re.sub(r"^\s*> ?", "", line) for line in block]
        if card := CARD.match(inner[0]):
            yield "heading", plain(card[2])
            inner = inner[1:]
        for part in _blocks(inner):
            yield from _pieces(part)
    elif len(block) > 1 and "|" in block[0] and TABLE_RULE.match(block[1]):
        for row in (block[0], *block[2:]):
            for cell in re.split(r"(?<!\\)\|", row.strip().strip("|")):
                yield "cell", plain(cell)
    elif len(block) > 1 and block[1].startswith(":"):
        for line in block:
            yield ("definition", plain(line[1:])) if line.startswith(":") else ("term", plain(line))
    else:
        yield from _lines(block)


def _lines(block: list[str]) -> Iterator[tuple[str, str]]:
    """A paragraph, a list, or one directly after the other."""
    kind, words = "paragraph", ""
    for line in block:
        if bullet := BULLET.match(line):
            yield kind, plain(words)
            kind, words = "item", bullet[2]
        else:
            words += "\n" + line
    yield kind, plain(words)


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────

TAGS = {
    "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "p": "paragraph",
    "li": "item", "td": "cell", "th": "cell", "dt": "term", "dd": "definition",
}  # fmt: skip
OWN = {"ul", "ol", "table", "dl", "blockquote"}
"""What inside an item or a definition is counted by itself."""


def read_page(path: Path) -> tuple[Element, Counter[Unit]]:
    """The main part of a page, and the pieces of its text."""
    tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    main: Element = next(tree.iter("main"))
    return main, Counter(_shown(main, ""))


def _shown(element: Element, question: str) -> Iterator[Unit]:
    if element.tag == "details" and "faq__item" in element.get("class", ""):
        question = words_of(next(element.iter("h3")))
        yield Unit("question", question)
    elif element.tag in TAGS:
        # The level of a care card is the page's own word, before the editor's.
        yield Unit(TAGS[str(element.tag)], words_of(element).strip(), question)
    for child in element:
        yield from _shown(child, question)


def words_of(element: Element) -> str:
    """An element's own words: no citation marks, no explanations, nothing that is counted by itself."""
    return " ".join(_words(element).split())


def _words(element: Element) -> str:
    found = element.text or ""
    for child in element:
        classes = child.get("class", "").split()
        left_out = "popover" in child.attrib or {"citation", "care-card__level"} & set(classes) or child.tag in OWN
        found += "" if left_out else f"\n{_words(child)}\n" if child.tag == "p" else _words(child)
        found += " " if child.tag == "br" else ""
        found += child.tail or ""
    return found


# ── The two together ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Comparison:
    """How much was looked for, by kind, and what was not found."""

    looked_for: Counter[str]
    lost: list[str]


def compare(content: Path, output: Path) -> Comparison:
    """Look for every piece of every published article of a content folder in its page."""
    result = Comparison(Counter(), [])
    for path in sorted((content / "articles").rglob("*.md")):
        meta, units = read_source(path)
        page = output / KINDS[meta["kind"]] / (meta.get("slug") or path.stem) / "index.html"
        main, shown = read_page(page)
        result.looked_for["article"] += 1
        everything = words_of(main) + " " + " ".join(unit.words for unit in shown)
        for words in _told_in_front_matter(meta):
            result.looked_for["front matter"] += 1
            if plain_text(words) not in everything:
                result.lost.append(f"{path.name}: front matter: {words}")
        for unit, count in Counter(units).items():
            result.looked_for[unit.kind] += count
            if shown[unit] < count:
                result.lost.append(f"{path.name}: {unit.kind} ({shown[unit]} of {count}): {unit.words}")
    return result


def plain_text(text: str) -> str:
    return " ".join(str(text).split())


def _told_in_front_matter(meta: dict[str, Any]) -> Iterator[str]:
    yield meta["title"]
    yield meta["summary"]
    yield from meta.get("also_called", ())
    for fact in meta.get("at_a_glance", ()):
        yield fact["term"]
        yield fact["detail"]
