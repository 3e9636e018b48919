"""What a section lists, as plain text: for a sheet of paper on which each item gets a box or a line of its own."""

from __future__ import annotations

from html.parser import HTMLParser

from carepress.content.body import CITATION, OPT_OUT, Html, Section

__all__ = ["items_of", "questions_of"]


def items_of(section: Section | None) -> tuple[str, ...]:
    """The items of a section's lists, each with what is listed within it. Cards, notes and tables have none."""
    return tuple(text for text, tag in _lines(section) if tag == "li")


def questions_of(section: Section | None) -> tuple[str, ...]:
    """The questions of a section: the items of its lists, and paragraphs that end with a question mark."""
    return tuple(text for text, tag in _lines(section) if tag == "li" or text.endswith(_QUESTION_MARKS))


_QUESTION_MARKS = ("?", "？", "؟", ";", "՞")
"""Of Latin, Chinese, Arabic, Greek and Armenian."""


def _lines(section: Section | None) -> list[tuple[str, str]]:
    reader = _Reader()
    for block in section.blocks if section else ():
        if isinstance(block, Html):
            reader.feed(CITATION.sub("", block.html).replace(OPT_OUT, ""))
    reader.close()
    return reader.lines


class _Reader(HTMLParser):
    """Items and paragraphs of HTML that Carepress has made, each with its tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, str]] = []
        self._items = 0
        self._nested = 0
        """Items within the item that is open, so far."""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "li":
            self._items += 1
            if self._items == 1:
                self._words, self._nested = [], 0
            else:
                self._words.append("; " if self._nested else " ")
                self._nested += 1
        elif tag == "p" and not self._items:
            self._words = []
        elif tag in ("p", "br"):
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "li":
            self._items -= 1
        if tag in ("li", "p") and not self._items and (text := " ".join("".join(self._words).split())):
            self.lines.append((text.replace(" ;", ";"), tag))
            self._words = []

    def handle_data(self, data: str) -> None:
        self._words.append(data)
