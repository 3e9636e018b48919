r"""The Markdown that editors write: Python-Markdown's own, set up to agree with what a code host shows.

What differs from Python-Markdown, and why:

- raw HTML is never passed through; what looks like a tag is reported and shown as text;
- ``#`` needs a space after it to be a heading, as in CommonMark (``#1 cause`` is text);
- the numbers of a list are written with the digits 0 to 9, as in CommonMark;
- a list may follow a paragraph without an empty line, as in CommonMark;
- two quotes with an empty line between them are two quotes, as in CommonMark (two care cards are two cards);
- ``[^id]`` is a citation, ``\word`` keeps a word from being explained;
- a backslash at the end of a line breaks it, as in CommonMark;
- mail addresses are not scrambled: scrambling hides them from screen readers, not from robots.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockQuoteProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension, SaneOListProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from carepress.content.body import CITE_CLOSE, CITE_OPEN, OPT_OUT
from carepress.content.markdown.inline import QuickInline
from carepress.content.markdown.slips import SlipFinder, with_entities

__all__ = ["BULLET", "TagFinder", "build_markdown", "separate_lists"]

BULLET = re.compile(r"( {0,3})([-*+]|[0-9]{1,9}[.)])[ \t]+\S")
_INTERRUPTS = re.compile(r" {0,3}([-*+]|1[.])[ \t]+\S")
_BLOCK_START = re.compile(r" {0,3}(>|#{1,6} |\||[-*_=]{3,}\s*$)|\t| {4}")


def build_markdown() -> Markdown:
    """One converter, to be used again for every text after ``reset()``."""
    return Markdown(
        extensions=[TableExtension(use_align_attribute=True), DefListExtension(), SaneListExtension(), _Carepress()],
        output_format="html",
    )


class _Carepress(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_SeparateLists(md), "separate_lists", 25)
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_Numbers(md.parser), "olist", 40)
        md.parser.blockprocessors.register(_Quote(md.parser), "quote", 20)
        md.inlinePatterns.deregister("html")
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(QuickInline(md), "inline", 20)
        md.treeprocessors.register(TagFinder(md), "tag_finder", 5)
        md.treeprocessors.register(SlipFinder(md), "slip_finder", 4)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<"]
        md.inlinePatterns.register(_Citation(r"\[\^([^\s\[\]^]+)\]", md), "citation", 175)
        md.inlinePatterns.register(_OptOut(r"\\(?=[^\W\d_])", md), "opt_out", 179)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 178)
        md.inlinePatterns.register(_Mail(r"<([^<> !]+@[^@<> ]+)>", md), "automail", 110)


class _SeparateLists(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return separate_lists(lines)


def separate_lists(lines: list[str]) -> list[str]:
    """Put an empty line before a list that follows a paragraph directly."""
    separated: list[str] = []
    in_paragraph = False
    for line in lines:
        if in_paragraph and _INTERRUPTS.match(line):
            separated.append("")
            in_paragraph = False
        elif not line.strip():
            in_paragraph = False
        elif not separated or not separated[-1].strip():
            in_paragraph = not BULLET.match(line) and not _BLOCK_START.match(line) and not line.startswith(":")
        elif separated[-1].startswith("#"):
            in_paragraph = not BULLET.match(line) and not _BLOCK_START.match(line)
        separated.append(line)
    return separated


class _Heading(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?:[ \t](?P<header>[^\n]*))?(?:\n|$)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self.RE.search(block)
        if match is None:  # pragma: no cover - test() has found it
            return
        if before := block[: match.start()]:
            self.parser.parseBlocks(parent, [before])
        heading = SubElement(parent, f"h{len(match['level'])}")
        heading.text = _without_closing_hashes((match["header"] or "").strip())
        if after := block[match.end() :]:
            blocks.insert(0, after)


def _without_closing_hashes(text: str) -> str:
    """``Risks ##`` → ``Risks``; the hash of ``Vitamin C#`` is its own."""
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else text


class _Quote(BlockQuoteProcessor):
    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self.RE.search(block)
        if match is None:  # pragma: no cover - test() has found it
            return
        if before := block[: match.start()]:
            self.parser.parseBlocks(parent, [before])
        inner = separate_lists([self.clean(line) for line in block[match.start() :].strip("\n").split("\n")])
        quote = SubElement(parent, "blockquote")
        self.parser.state.set("blockquote")
        self.parser.parseChunk(quote, "\n".join(inner))
        self.parser.state.reset()


class _Numbers(SaneOListProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(r"^ {0,3}[0-9]+\. +(.*)")
        self.CHILD_RE = re.compile(r"^ {0,3}(([0-9]+\.)) +(.*)")


class _Citation(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return f"{CITE_OPEN}{m[1]}{CITE_CLOSE}", m.start(0), m.end(0)


class _OptOut(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return OPT_OUT, m.start(0), m.end(0)


class _Mail(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        address = m[1].removeprefix("mailto:")
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = address
        return link, m.start(0), m.end(0)


_TAG_LIKE = re.compile(
    r"<(?:/?([A-Za-z][A-Za-z0-9-]*(?::[A-Za-z][A-Za-z0-9-]*(?=[ \t\n/>]))?)([^<>]*)(>)?"
    r"|!--|![A-Za-z][^<>]*>?|\?[A-Za-z][^<>]*>?)"
)
"""A name may have two parts: Word pastes ``<o:p>``."""


_CARD_LIKE = re.compile(
    r"\[![ \t]*(?:non[- ]?urgent|urgent|emergency|note|warning)[ \t]*\]"
    r"|\[[ \t]*(?:non[- ]?urgent|urgent|emergency)[ \t]*\]",
    re.IGNORECASE,
)


class TagFinder(Treeprocessor):
    """Collects what looks like an HTML tag in text, after code and escaped characters are out of the way.

    ``found`` holds the tags of the last text, as written as far as Markdown left them whole; ``cards`` what looks like
    the mark of a care card but was not read as one.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: list[str] = []
        self.cards: list[str] = []

    def run(self, root: Element) -> None:
        self.found, self.cards = [], []
        self._walk(root)

    def _walk(self, element: Element) -> None:
        if element.tag not in ("code", "pre"):
            self._look(element.text)
            for child in element:
                self._walk(child)
                self._look(child.tail)

    def _look(self, text: str | None) -> None:
        if text and "[" in text:
            self.cards += _CARD_LIKE.findall(text)
        if text and "<" in text:
            for match in _TAG_LIKE.finditer(text):
                name, rest, closed = match.groups()
                # Without a name it is a comment or a declaration; "<b then" is a comparison, "<b on=" is not.
                if name is None or (closed and (not rest or rest[0] in " \t\n/")) or "=" in rest:
                    self.found.append(with_entities(match[0], self.md))
