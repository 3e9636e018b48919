"""The text of an article or page after loading: sections of blocks, and everything it refers to.

HTML in here is made by Carepress from Markdown and cleaned; it holds *marks* where something depends on other files
or on the order of the page:

| mark | stands for |
|---|---|
| ``href="cp-link:3"`` | the fourth of ``Body.links`` |
| ``src="cp-image:0"`` | the first of ``Body.images`` |
| ``CITE_OPEN id CITE_CLOSE`` | a citation of the source ``id`` |
| ``OPT_OUT`` | the next word is not explained from the glossary (a backslash in the source) |

The last three characters are private-use characters, which source files may not contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from carepress.content.aftercare import Time
from carepress.diagnostics import Span

__all__ = [
    "CITATION",
    "CITE_CLOSE",
    "CITE_OPEN",
    "OPT_OUT",
    "Block",
    "Body",
    "Card",
    "Citation",
    "Figure",
    "Html",
    "Image",
    "Link",
    "Note",
    "Numbers",
    "Proportion",
    "Question",
    "Section",
    "Step",
    "Table",
    "Timeline",
    "block_html",
    "words_of",
]

CITE_OPEN, CITE_CLOSE, OPT_OUT = "\ue000", "\ue001", "\ue002"
CITATION = re.compile(f"{CITE_OPEN}([^{CITE_CLOSE}]*){CITE_CLOSE}")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written. ``span`` is the place of its address."""

    target: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Image:
    """An image as written. ``span`` is the place of its address."""

    target: str
    alt: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as written."""

    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Html:
    """Paragraphs, lists and lower headings."""

    html: str
    type: Literal["html"] = "html"


@dataclass(frozen=True, slots=True)
class Card:
    """A care card."""

    level: Literal["non-urgent", "urgent", "emergency"]
    heading: str
    html: str
    span: Span
    type: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class Note:
    """A note or warning: less than a care card."""

    level: Literal["note", "warning"]
    heading: str
    """Empty where the note has none."""
    html: str
    type: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Figure:
    """An image on its own line. ``image`` is its place in ``Body.images``."""

    image: int
    caption: str
    type: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, which may be wider than the page."""

    html: str
    label: str
    """The text of the nearest heading above it."""
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Proportion:
    """So many people of a whole, to be drawn, and both sides in words."""

    label: str
    """Inline HTML: of whom or when it is true; may be empty."""
    part: int
    whole: int
    has: str
    """Inline HTML: what is true of the part."""
    rest: str
    """Inline HTML: what is true of all others."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of people to be drawn: one, or several to be compared."""

    heading: str
    """Empty where there is none."""
    html: str
    """The sentences as a list."""
    proportions: tuple[Proportion, ...]
    type: Literal["numbers"] = "numbers"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a timeline. ``html`` is as a rule inline; ``span`` is the place of its time."""

    time: Time
    html: str
    span: Span


@dataclass(frozen=True, slots=True)
class Timeline:
    """What to do after a procedure and when, as the front matter gives it."""

    steps: tuple[Step, ...]
    type: Literal["timeline"] = "timeline"

    @property
    def html(self) -> str:
        """All of it as a list, for whoever wants the words: pages show the times in their own language."""
        return f"<ol>{''.join(f'<li>{escape(str(step.time))}: {step.html}</li>' for step in self.steps)}</ol>"


Block = Html | Card | Note | Figure | Table | Numbers | Timeline


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a FAQ with its answer."""

    id: str
    question: str
    """Inline HTML."""
    text: str
    """Plain text of the question."""
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one level-2 heading, or before the first."""

    id: str
    role: str | None
    heading: str
    """Inline HTML; empty for the text before the first heading."""
    text: str
    """Plain text of the heading."""
    blocks: tuple[Block, ...]
    questions: tuple[Question, ...]
    span: Span

    @property
    def cites(self) -> bool:
        """True where at least one source is cited in the section."""
        return any(CITE_OPEN in block_html(block) for block in self.all_blocks())

    def pieces(self) -> Iterator[str]:
        """The section's HTML from top to bottom: heading, blocks, questions with their answers."""
        yield self.heading
        yield from map(block_html, self.blocks)
        for question in self.questions:
            yield question.question
            yield from map(block_html, question.blocks)

    def all_blocks(self) -> Iterator[Block]:
        """The section's blocks and those of its answers, in order."""
        yield from self.blocks
        for question in self.questions:
            yield from question.blocks


@dataclass(frozen=True, slots=True)
class Body:
    """The whole text. ``words`` counts headings, questions and everything below them."""

    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    citations: tuple[Citation, ...]
    anchors: frozenset[str]
    """Everything a link can lead to on the page: sections, questions, named headings."""
    words: int

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the sources in the order in which the page first cites them, from top to bottom."""
        pieces = (piece for section in self.sections for piece in section.pieces())
        return tuple(dict.fromkeys(match[1] for piece in pieces for match in CITATION.finditer(piece)))

    def section(self, role: str) -> Section | None:
        return next((section for section in self.sections if section.role == role), None)


def block_html(block: Block) -> str:
    """All HTML of a block in reading order, heading first; empty for a figure."""
    if isinstance(block, Figure):
        return ""
    heading = block.heading if isinstance(block, Card | Note | Numbers) else ""
    return heading + block.html


def words_of(html: str) -> str:
    """The words of HTML made by Carepress, without tags and marks; entities stay as they are."""
    return " ".join(_TAG.sub(" ", CITATION.sub("", html)).replace(OPT_OUT, "").split())
