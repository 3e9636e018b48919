"""The prose of a text, as readers see it, for rules about words: passages, sentences, lists, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import NamedTuple

from carepress.content.body import CITATION, OPT_OUT, Html, Section, block_html
from carepress.content.markdown.comments import blanked
from carepress.content.model import Text
from carepress.content.source_file import SourceText
from carepress.diagnostics import Span

__all__ = ["List", "Passage", "Prose", "Sentence", "is_to_look_up", "sentences_of", "words_in"]

_BREAK = re.compile(r"<(/?)(p|li|ul|ol|h[3-6]|dl|dt|dd|td|th|tr|table|blockquote|pre)\b[^>]*>")
_LINE_END = re.compile(r"<br\b[^>]*>")
_BOLD = re.compile(r"\s*<strong>(?:(?!</strong>).)*</strong>\s*", re.DOTALL)
_TAG = re.compile(r"</?[a-z][a-z0-9]*[^>]*>")
_LISTS = ("ul", "ol")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|Dr|Mr|Mrs|Ms|Prof|St|No|approx|cf|al|Fig)"
    r"|(?:^|[^\w\s-] ?|\b(?:[A-Z][\w’']*[ -]|by ))[A-Z])\.$"
)
"""Of single letters, initials: after another name. In “vitamin D.” a sentence ends."""
_BETWEEN = r"[\s*_`\[\]>\\-]{1,40}(?:\([^)\n]{0,300}\)[\s*_>]*)?"
"""What may stand between two words in Markdown and is not shown: line ends, marks, an address."""
_TO_LOOK_UP = re.compile(
    r"\b(?:resources?|organi[sz]ations?|charit(?:y|ies)|websites?|publications?|references?|leaflets?|booklets?"
    r"|fact sheets?|further reading|find out more|more information|contacts?|helplines?)\b[^.]*$",
    re.IGNORECASE,
)
"""What the words before a list of sources speak of, in their last sentence."""
FIRST = 4
"""Words by which a place is found where not all can be: as good as unique in one article."""


@dataclass(frozen=True)
class Passage:
    """A run of words without a break: a paragraph, an item, a cell."""

    text: str
    tag: str
    """The element that holds it: ``p``, ``li``, ``td`` …"""
    section: Section
    listed_under: str = ""
    """In a list: the passage before the list."""
    bold: bool = False
    """Whether all of it is, and it stands where a heading could: in a section's own text."""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words in small letters, each part with a hyphen apart: a slow pattern looks up first what it needs."""
        return frozenset(_LETTERS.findall(self.text.lower()))

    @property
    def is_running_text(self) -> bool:
        """Paragraphs and items, whose sentences can be counted; no tables, headings or code."""
        return self.tag in ("p", "li", "dd")

    @property
    def is_to_look_up(self) -> bool:
        """An item of a list of sources: a name that others gave."""
        return is_to_look_up(self.listed_under)


class Sentence(NamedTuple):
    """A sentence of running text."""

    passage: Passage
    text: str
    words: list[str]


@dataclass(slots=True)
class List:
    """A list, complete when it was read to its end."""

    section: Section
    items: int = 0
    """Its own, without those of lists within it."""
    nested: bool = False
    """Whether an item holds another list."""
    links: int = 0
    """In it, and in lists within it."""
    first: str = ""
    """The words of its first item."""
    before: str = ""
    """The passage before it in its section, which mostly says what it lists."""


class Prose:
    """What one text says in words."""

    def __init__(self, text: Text) -> None:
        details = text.details
        self._source = SourceText(text.path, blanked(details.source))  # no word is found in a comment
        reader = _Reader()
        for section in details.body.sections:
            for block in section.all_blocks():
                reader.read(block_html(block), section, may_head=isinstance(block, Html) and not section.questions)
        self.passages, self.lists = tuple(reader.passages), tuple(reader.lists)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of running text."""
        return tuple(
            Sentence(passage, sentence, words_in(sentence))
            for passage in self.passages
            if passage.is_running_text
            for sentence in sentences_of(passage.text)
        )

    def place(self, section: Section, words: str, within: str = "") -> Span:
        """Where words of a section stand in the source: after the beginning of ``within``, if given.

        Where marks hide some of them, those that can be found; else the section's own place.
        """
        start = self._source.offset(section.span.line, 1)
        if within and (found := self._find(within, start)) is not None:
            start = found[0]
        found = self._find(words, start)
        return self._source.span(*found) if found is not None else section.span

    def _find(self, words: str, start: int) -> tuple[int, int] | None:
        source = self._source.text or ""
        offset = source.find(words, start)
        while offset >= 0:
            end = offset + len(words)
            if not (_is_inside_word(source, offset) or _is_inside_word(source, end)):
                return offset, end
            offset = source.find(words, offset + 1)
        parts = words.split()
        for count in (FIRST, 2, 1):  # line ends and marks stand between the words
            pattern = _BETWEEN.join(re.escape(part) for part in parts[:count])
            if count <= len(parts) and (match := re.compile(pattern).search(source, start)) is not None:
                return match.span()
        return None


class _Reader:
    """Takes the HTML of blocks apart, which Carepress has made."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.lists: list[List] = []

    def read(self, html: str, section: Section, *, may_head: bool) -> None:
        """Add the passages and lists of one block; ``may_head`` says whether a heading could stand in it."""
        self._may_head = may_head
        html = CITATION.sub("", html).replace(OPT_OUT, "")
        self._open: list[str] = []
        self._lists: list[List] = []
        self._section = section
        first, *rest = _BREAK.split(html)
        self._passage(first)
        for is_end, tag, words in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            if is_end:
                self._close(tag)
            else:
                self._begin(tag)
            self._passage(words)

    def _passage(self, html: str) -> None:
        """What stands between two tags that break the text."""
        if not html or html.isspace():
            return
        bold = False
        if "<" in html:
            bold = self._may_head and self._open == ["p"] and _BOLD.fullmatch(html) is not None
            links = html.count("<a ")
            for each in self._lists:
                each.links += links
            html = _TAG.sub("", _LINE_END.sub(" ", html))
        said = " ".join(unescape(html).split())
        if not said:
            return
        tag = next((each for each in reversed(self._open) if each not in _LISTS), "p")
        if tag == "p" and "li" in self._open:
            tag = "li"
        under = self._lists[-1].before if self._lists else ""
        self.passages.append(Passage(said, tag, self._section, under, bold))
        for each in self._lists:
            each.first = each.first or said

    def _begin(self, tag: str) -> None:
        if tag == "li" and self._lists:
            self._lists[-1].items += 1
        if tag in _LISTS:
            if self._lists:
                self._lists[-1].nested = True
            last = self.passages[-1] if self.passages else None
            before = last.text if last is not None and last.section is self._section else ""
            self._lists.append(List(self._section, before=before))
        self._open.append(tag)

    def _close(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag in _LISTS and self._lists:
            self.lists.append(self._lists.pop())


def _is_inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def is_to_look_up(before: str) -> bool:
    """Whether the words before a list say that it lists sources: resources, organisations, websites."""
    return _TO_LOOK_UP.search(before) is not None


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a passage. A full stop after a usual abbreviation or an initial ends none."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[start : match.start()]):
            yield text[start : match.start()].strip()
            start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def words_in(text: str) -> list[str]:
    """The words of a text: numbers and signs are none, "long-term" and "don't" are one."""
    return _WORD.findall(text)
