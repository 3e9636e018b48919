"""A content file as bytes, turned into text that can be trusted to be what the editor sees.

Everything here is a pure function of bytes. Faults stop the reading of the file where what follows would only be noise.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape

from carepress.content import faults
from carepress.diagnostics import START, Diagnostic, Edit, Fault, Fix, Span, Whole, literal

__all__ = [
    "LONGEST_START",
    "MAX_BYTES",
    "MAX_LIST_BYTES",
    "SourceText",
    "decode",
    "invisible",
    "invisible_words",
    "split_front_matter",
    "word_processor",
]

MAX_BYTES = 300_000
"""Largest content file, six times the longest of 400 real articles (51 kB)."""
_SAVE_AS_UTF8 = "save the file with the encoding “UTF-8”"
_DOCUMENTS = {
    b"PK\x03\x04": "a Word document or one of another word processor",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
}
"""How documents begin that editors take for texts, each with what to call it."""
LONGEST_START = max(map(len, _DOCUMENTS))
"""Bytes that tell such a document."""
_MOST_ZEROS = 4
"""Of so many characters one may be a zero. In UTF-16, every other one is, as long as the letters are Latin."""

MAX_LIST_BYTES = 20_000_000
"""Largest file of addresses: some 400,000 of them."""

_DASHES = re.compile("[-‐-―−_=*~]{1,20}")
"""What stands where three hyphens should: a long dash, made of them by Word, or some other row of signs."""
_OTHER_END = re.compile("(?!-$|---$)[-‐-―−]{1,20}")
"""What stands where three hyphens should end the front matter. A single hyphen would be an empty item of a list."""
_OF_FRONT_MATTER = re.compile(r"\s*$|[ \t]|[\w.-]+[ \t]*:|- |-$|[#\]}]")
"""How lines of front matter begin: keys, items, what is indented, comments, and what closes brackets."""
_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_LONE_EQUALS = re.compile(r"^={7}$", re.MULTILINE)
_UNDERLINED = re.compile(r"(?:^(?:---)?[ \t]*\n|\A)[ \t]*[^\s>|*+-][^\n]*\n\Z", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z]+;)")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""Controls except tab and line feed, soft hyphens, line and paragraph separators, direction embeddings and overrides,
word joiners and other operators without a shape, byte-order marks, annotations, surrogates, private use, noncharacters.

Joiners and single marks of direction are no faults: Persian, Indic scripts and emoji cannot be written without.
"""
_WORD_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8")
"""Signs of lists in the fonts Symbol and Wingdings, which a word processor copies as private-use characters."""
_ZERO_WIDTH_SPACE = "\u200b"
_WITHOUT_SHAPE = frozenset("\u00ad\u200b\u2060\ufeff")
"""Of these readers see nothing, wherever they stand: soft hyphens, spaces without width, word joiners."""
_UNSPACED = "\u0e00-\u109f\u1780-\u17ff"
"""Thai, Lao, Tibetan, Burmese and Khmer, where a zero width space ends a word (Unicode 15, chapter 23.2)."""
_STRAY_SPACE = re.compile(f"(?<![{_UNSPACED}]){_ZERO_WIDTH_SPACE}(?![{_UNSPACED}])")


@dataclass(slots=True)
class SourceText:
    """The text of one file with what was wrong with it. ``text`` is None where it cannot be read at all."""

    path: str
    text: str | None
    found: list[Diagnostic] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    """Where each line begins, once a place has been asked for; ``text`` stays as it is from then on."""

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character of ``text``."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Where in ``text`` a line and column, from 1, stand; a line below the last is the text's end."""
        starts = self._line_starts()
        return starts[line - 1] + column - 1 if line <= len(starts) else len(self.text or "")

    def stretch(self, span: Span) -> str:
        """What stands in a place."""
        return (self.text or "")[self.offset(*span[:2]) : self.offset(*span[2:])]

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text or ""))]
        return self._starts

    def span(self, start: int, end: int) -> Span:
        """The stretch between two offsets into ``text``."""
        return Span(*self.position(start), *self.position(end))

    def first_of(self, line: int) -> Span:
        """The first character of a line, if it has one: for a fault of what begins there."""
        start = self.offset(line, 1)
        return self.span(start, start + ((self.text or "")[start : start + 1] not in ("", "\n")))

    def report(self, fault: Fault, span: Span, message: str, help_: str, fix: Fix | None = None) -> None:
        self.found.append(Diagnostic(fault, self.path, span, message, help_, fix))


def decode(data: bytes, path: str, limit: int = MAX_BYTES) -> SourceText:
    """Bytes to text with LF line ends and no byte-order mark; not of more than ``limit`` bytes."""
    source = SourceText(path, None)
    if (told := word_processor(data, path)) is not None:
        source.report(faults.NOT_UTF8, START, *told)
        return source
    if len(data) > limit:
        source.report(
            faults.FILE_TOO_LARGE,
            START,
            f"the file has {len(data):,} bytes; a content file has at most {limit:,}",
            "split it into several articles, or check whether something was pasted by mistake",
        )
        return source
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "the file is not UTF-8 text: it is saved as UTF-16, which some programs call “Unicode”"
        source.report(faults.NOT_UTF8, START, message, _SAVE_AS_UTF8)
        return source
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _with_own_line_ends(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        guess = data[error.start : error.start + 1].decode("windows-1252", errors="replace")
        hint = f" (here perhaps “{guess}”, as older Windows programs save it)" if guess.isprintable() else ""
        source.report(
            faults.NOT_UTF8,
            Span(line, column, line, column + 1),
            f"the file is not UTF-8 text{hint}",
            _SAVE_AS_UTF8,
        )
        return source
    if text.count("\0") * _MOST_ZEROS > len(text):
        source.report(
            faults.NOT_UTF8,
            START,
            "the file is not UTF-8 text (it is full of zeros, as if some program had saved it as UTF-16)",
            _SAVE_AS_UTF8,
        )
        return source
    if text.startswith("\ufeff"):
        text = text.removeprefix("\ufeff")
        source.report(
            faults.BYTE_ORDER_MARK,
            START,
            "the file begins with a byte-order mark",
            "save it with the encoding “UTF-8”, not “UTF-8 with BOM”",
            Fix(whole=Whole.NO_MARK),
        )
    if "\r" in text:
        text = _with_own_line_ends(text)
        source.report(
            faults.WINDOWS_LINE_ENDS,
            START,
            "the lines end as Windows ends them (CR LF)",
            "set the line ends to “LF” in your text editor, and save again",
            Fix(whole=Whole.LINE_FEEDS),
        )
    source.text = text
    _find_control_characters(source, text)
    _find_conflicts(source, text)
    return source


def word_processor(data: bytes, path: str) -> tuple[str, str] | None:
    """Sentence and help for a document of a word processor under the name of a text; its first bytes are enough."""
    program_of = next((name for start, name in _DOCUMENTS.items() if data.startswith(start)), None)
    if program_of is None:
        return None
    help_ = (
        "open it in the program that wrote it, copy its text into a new file of a plain text editor, and save that as "
        f"{literal(path.rpartition('/')[2])} with the encoding “UTF-8”"
    )
    return f"the file is {program_of}, not plain text, whatever its name ends in", help_


def _with_own_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_control_characters(source: SourceText, text: str) -> None:
    for match in _ENTITY.finditer(text):
        char = unescape(match[0])
        if not char or invisible(char) or _ZERO_WIDTH_SPACE in char:
            source.report(faults.CONTROL_CHARACTER, source.span(*match.span()), *invisible_words(char, match[0]))
    stray = _STRAY_SPACE.finditer(text) if _ZERO_WIDTH_SPACE in text else ()
    for match in (*_INVISIBLE.finditer(text), *stray):
        span = source.span(*match.span())
        fix = Fix((Edit(span, ""),)) if match[0] in _WITHOUT_SHAPE else None
        source.report(faults.CONTROL_CHARACTER, span, *invisible_words(match[0]), fix)


def invisible(text: str) -> bool:
    """True where a text holds a character that readers cannot see or that changes how they see others."""
    return _INVISIBLE.search(text) is not None


def invisible_words(char: str, written: str = "") -> tuple[str, str]:
    """Sentence and help for a character that must not be there; ``written`` is how the file writes it, if otherwise."""
    codes = " ".join(f"U+{ord(one):04X}" for one in char) or written
    if char in _WORD_BULLETS:
        return (
            f"the sign of a list stands here as a word processor copies it, and most readers would not see it: {codes}",
            "delete it, and begin the line with a hyphen and a space: `- text`",
        )
    name = unicodedata.name(char, "a control or private character").lower() if len(char) == 1 else "not a character"
    how = f", written {written}" if written else ""
    return f"an invisible character stands here: {codes} ({name}{how})", "delete the word and type it again"


def _find_conflicts(source: SourceText, text: str) -> None:
    opened = False
    if "\n=======" in text and not _CONFLICT.search(text):
        _find_lone_equals(source, text)
    for match in _CONFLICT.finditer(text):
        begins, opened = match[1].startswith("<"), not opened
        if begins or opened:
            source.report(
                faults.MERGE_CONFLICT,
                source.span(match.start(), match.end()),
                "two versions of the text stand here, left by a merge that was not finished",
                "keep one of them, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
            )


def _find_lone_equals(source: SourceText, text: str) -> None:
    """The middle line of a merge whose other two are gone; below a single line it may be meant to make a heading."""
    for match in _LONE_EQUALS.finditer(text):
        line_above = text.rfind("\n", 0, max(0, match.start() - 1)) + 1
        if _UNDERLINED.search(text, text.rfind("\n", 0, max(0, line_above - 1)) + 1, match.start()):
            continue
        source.report(
            faults.MERGE_CONFLICT,
            source.span(match.start(), match.end()),
            "this line was left by a merge that was not finished",
            "check that the text above and below it is not there twice, and delete this line",
        )


def split_front_matter(source: SourceText) -> tuple[str, int] | None:
    """The front matter's text and the line, from 0, on which the body begins; None where there is none.

    The front matter begins on the file's second line.
    """
    text = source.text or ""
    lines = text.split("\n")
    if not text.strip():
        help_ = "delete it, and begin the article with `carepress new`"
        if source.path.startswith("pages/"):
            help_ = "delete it, or begin it with a line `---`, then title, summary and date, then another line `---`"
        source.report(faults.NO_FRONT_MATTER, START, "the file is empty", help_)
        return None
    if lines[0].rstrip() != "---":
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        late = first and lines[first].rstrip() == "---"
        dashes = _DASHES.fullmatch(lines[first].strip())
        source.report(
            faults.NO_FRONT_MATTER,
            Span(first + 1, 1, first + 1, len(lines[first]) + 1),
            "something stands before the first line of three hyphens"
            if late
            else f"the first line is not three hyphens, but `{lines[first].strip()}`"
            if dashes
            else "the front matter is missing: the first line is not three hyphens",
            "delete the empty lines above it"
            if late
            else "write three hyphens in its place: `---`"
            if dashes
            else "begin the file with a line `---`, then title, kind and the other keys, then another line `---`",
        )
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if (other := _other_end(lines[:end])) is not None:
        written, below = lines[other].strip(), lines[other + 1 : end]
        message = f"the front matter does not end with three hyphens, but with `{written}`"
        help_ = "write exactly three hyphens in its place, and nothing else on the line: `---`"
        if end is not None and any(below) and all(map(_OF_FRONT_MATTER.match, below)):
            message = f"`{written}` stands within the front matter, which ends on line {end + 1}"
            help_ = "delete this line"
        place = Span(other + 1, 1, other + 1, len(lines[other]) + 1)
        source.report(faults.FRONT_MATTER_OPEN, place, message, help_)
        return None
    if end is None:
        source.report(
            faults.FRONT_MATTER_OPEN,
            Span(1, 1, 1, 4),
            "the front matter that begins here does not end",
            "add a line `---` after the last key, before the text",
        )
        return None
    doubled = end + 1 if lines[end + 1 : end + 2] and lines[end + 1].rstrip() == "---" else None
    if end == 1 and re.match(r"[A-Za-z_]+:", "".join(lines[2:3])):
        doubled = 1
    if doubled is not None:
        source.report(
            faults.FRONT_MATTER_DOUBLED,
            Span(doubled + 1, 1, doubled + 1, 4),
            "the line `---` stands here twice",
            "delete one of the two",
        )
        return None
    return "\n".join(lines[1:end]), end + 1


def _other_end(lines: list[str]) -> int | None:
    """The line, from 0, that was meant to end the front matter: all above it is front matter, and text would not be."""
    for number, line in enumerate(lines[1:], 1):
        if _OTHER_END.fullmatch(line.rstrip()):
            return number
        if _OF_FRONT_MATTER.match(line) is None:
            return None
    return None
