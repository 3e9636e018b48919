r"""Slips of Markdown: signs that were meant as a list, a heading, a link, a citation or a table, and are none.

They are looked for in the text as Markdown leaves it: what it read as it was meant is gone from there, and so are code
and whatever stands behind a backslash. What still looks like a sign would be shown to readers as it stands. Nothing
here knows of files: :func:`find_slips` says where a slip stands in that text, :func:`locate` where in a source.

In the text gathered by :class:`SlipFinder` every block begins with ``BLOCK`` and a line end (cells of tables without
the line end: no list and no heading begins there); ``INLINE`` stands where an element within a block begins or ends.

Texts come from anybody: no pattern may take time that grows with the square of a text's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import accumulate
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from carepress.content import faults
from carepress.content.body import CITATION, CITE_CLOSE, CITE_OPEN, OPT_OUT
from carepress.diagnostics import Fault, literal

__all__ = [
    "SIGNS",
    "Slip",
    "SlipFinder",
    "as_read",
    "as_written",
    "bare_citations",
    "closing_tags",
    "find_slips",
    "html_blocks",
    "html_help",
    "locate",
    "second_front_matter",
    "short",
    "with_entities",
]

BLOCK, INLINE = "\x0e", "\x0f"
"""Controls that a source cannot hold without a fault of their own."""

_INLINE_TAGS = frozenset({"a", "br", "code", "em", "img", "strong"})
_CELLS = frozenset({"td", "th"})

Told = tuple[str, str]
"""What is wrong, and the help."""
Place = tuple[int, int]
"""Where a stretch of text begins and ends, as offsets."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip and where it stands in the text in which it was found.

    ``written`` is what the source holds there, where that text does not.
    """

    start: int
    end: int
    fault: Fault
    message: str
    help: str
    written: str = ""


# ── The text that readers would see ──────────────────────────────────────────────────────────────────────────────


class SlipFinder(Treeprocessor):
    """Gathers the text that readers would see in ``shown``, and in ``slips`` those that are not found in text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.shown = ""
        self.slips: list[Slip] = []
        self._pieces: list[str] = []
        self._noted: list[tuple[int, Fault, Told, str]] = []

    def run(self, root: Element) -> None:
        self._pieces, self._noted, self.slips = [], [], []
        self._gather(root)
        self._pieces = [with_entities(piece, self.md) for piece in self._pieces]
        self.shown = "".join(self._pieces)
        if self._noted:
            places = list(accumulate(map(len, self._pieces)))
            self.slips = [
                Slip(places[index], places[index], fault, *told, written) for index, fault, told, written in self._noted
            ]

    def _gather(self, element: Element) -> None:
        tag, pieces = element.tag, self._pieces
        pieces.append(INLINE if tag in _INLINE_TAGS else BLOCK if tag in _CELLS else BLOCK + "\n")
        if tag == "pre":
            first, *_ = unescape("".join(element.itertext())).strip("\n").split("\n")
            self._note(faults.INDENTED_TEXT, _INDENTED, first.strip())
        elif tag != "code":
            if tag in ("img", "a"):
                for match in CITATION.finditer(f"{element.get('alt', '')}\n{element.get('title', '')}"):
                    self._note(faults.BROKEN_CITATION, _CITED_IN_WORDS, f"[^{match[1]}]")
            if element.text:
                pieces.append(element.text)
            for child in element:
                self._gather(child)
        pieces.append(INLINE)
        if element.tail:
            pieces.append(element.tail)

    def _note(self, fault: Fault, told: Told, written: str) -> None:
        self._noted.append((len(self._pieces) - 1, fault, told, written))


_INDENTED = (
    "this text is indented so far that Markdown shows it as program code",
    "begin its lines at the left margin; what belongs to an item of a list is indented by four spaces",
)
_CITED_IN_WORDS = (
    "a citation cannot stand in the description, the caption or the title of an image or a link",
    "write it in the text beside it",
)

# ── The shapes ───────────────────────────────────────────────────────────────────────────────────────────────────

_LINE = rf"[^\n{BLOCK}]*"
_SPECIAL_SPACE = "[\u00a0\u2000-\u200a\u202f\u3000]"
_SPACE = "[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_LETTER = r"[^\W\d_]"
SIGNS = "•◦▪■●‣⁃·∙➢➤►▸−‐－＊"
_HYPHENS = "−‐－"
_WORD = rf"(?:{INLINE}(?!{BLOCK})|[^\s{BLOCK}{INLINE}{SIGNS}])"
"""What an item begins with: anything but another sign (a row of signs parts two sections)."""
_SPEECH = "[¿¡«“‘\"'(]"
_ADDRESS = (
    r"(?:(?:https?://|www\.|mailto:|tel:)[^\s()\[\]]{1,500}|#[A-Za-z][\w-]{1,99}|/[\w-]{1,99}/[\w/#-]{0,300}"
    r"|[^\s()\[\]]{1,300}\.(?:md|html?|svg|png|jpe?g|webp|gif|pdf)(?:#[^\s()\[\]]{0,99})?)"
)
_SIGNIFICANCE = rf"{_SPACE}*[Pp]{_SPACE}*[<>=≤≥]"
_RULE = re.compile(r"(?=[ |:]*-)[ |:-]+")
_LONGEST, _MOST_HASHES = 60, 6


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a slip looks like: the group ``slip``. ``hint``: what is in each, cheap to look for; empty without any.

    ``tell`` gives sentence and help, or nothing where it is no slip after all.
    """

    hint: str
    pattern: re.Pattern[str]
    fault: Fault
    tell: Callable[[re.Match[str]], Told | None]


def _shape(hint: str, pattern: str, fault: Fault, tell: Callable[[re.Match[str]], Told | None] | Told) -> _Shape:
    """``tell`` may be the words themselves, with … for what is written."""
    if not isinstance(tell, tuple):
        return _Shape(hint, re.compile(pattern), fault, tell)
    message, help_ = tell
    return _Shape(
        hint, re.compile(pattern), fault, lambda match: (message.replace("…", short(match["slip"]), 1), help_)
    )


def _lines(sign: str, below: str = "") -> str:
    """Two or more lines of one paragraph, each beginning with the sign. ``below``: after what line break.

    A pattern that begins with a plain character is found some thirty times as fast as one that looks behind first.
    """
    return rf"\n{below} *(?P<slip>{sign}){_LINE}(?:\n *{sign}{_LINE})+"


_MARKS = {ord(CITE_OPEN): "[^", ord(CITE_CLOSE): "]", ord(OPT_OUT): "\\", ord(INLINE): None, ord(BLOCK): None}
_PUT_ASIDE = re.compile("\x02(?:amp|(?P<code>[0-9]{1,6})|(?P<entity>&[^\x03]*))\x03")


def with_entities(text: str, md: Markdown) -> str:
    """A text with the entities that Markdown has put aside back in the controls that mark their places."""
    if "\x02" not in text:
        return text
    aside = md.htmlStash.rawHtmlBlocks

    def entity(match: re.Match[str]) -> str:
        number = int(match[1])
        return f"\x02{aside[number]}\x03" if number < len(aside) else match[0]

    return HTML_PLACEHOLDER_RE.sub(entity, text)


def as_read(text: str, md: Markdown) -> str:
    """A text as readers see it: signs in place of the entities that Markdown has put aside."""
    if "\x02" not in text:
        return text
    return _PUT_ASIDE.sub(
        lambda match: chr(int(match["code"])) if match["code"] else unescape(match["entity"] or "&"),
        with_entities(text, md),
    )


def as_written(text: str) -> str:
    """A text as its author wrote it: signs in place of the marks that were put there for them."""

    def sign(match: re.Match[str]) -> str:
        return f"\\{chr(int(match['code']))}" if match["code"] else match["entity"] or "&"

    return _PUT_ASIDE.sub(sign, text).translate(_MARKS)


def short(text: str) -> str:
    """A text as a message quotes it: as written, on one line, and cut where it is long."""
    words = " ".join(as_written(text).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _heading(match: re.Match[str]) -> Told:
    hashes, after, words = match["slip"], match["after"], short(match["words"])
    if len(hashes) > _MOST_HASHES:
        return "a heading has at most six hashes", "write two hashes for a section, three below it"
    if after == "\u00a0":
        return (
            f"a no-break space stands after `{hashes}`, so this is no heading",
            f"delete it, and type an ordinary space: {literal(f'{hashes} {words}')}",
        )
    if after == " ":
        return f"a space stands before `{hashes}`, so this is no heading", "begin the line with the hashes"
    return f"no space stands after `{hashes}`, so this is no heading", f"write {literal(f'{hashes} {words}')}"


def _link(match: re.Match[str]) -> Told:
    if match["rest"].count(")") <= match["rest"].count("("):
        return f"`{short(match['slip'])}` is not closed, so this is no link", "write `)` after the address"
    return (
        f"`{short(match['slip'])}` is not read as a link; readers would see the brackets",
        "write `[text](address)`, without another link inside it",
    )


_ID = re.compile(rf"\^?{_LETTER}[\w-]*")
"""What looks like the name of a source, and not like a page (``[^nhs, p. 4]``)."""


def _citation(match: re.Match[str]) -> Told:
    if match["inner"] is None:
        return f"the citation `{short(match['slip'])}` is not closed", "write `]` after the name of the source"
    written = short(match["slip"])
    first, *others = re.split(r"[\s,;]+", match["inner"].strip())
    if not first:
        return f"`{written}` names no source", "write its name from `sources:` in the front matter: `[^name]`"
    if others:
        named = (first, *others) if all(map(_ID.fullmatch, others)) else (first,)
        each = "".join(f"[^{one.lstrip('^')}]" for one in named)
        return f"`{written}` is no citation: it can name one source, without spaces", f"write {literal(each)}"
    if match["caret"] != "^":
        return (
            f"`{written}` is no citation: `{match['caret']}` is another sign than ^",
            f"write {literal(f'[^{first}]')}",
        )
    return f"`{written}` is no citation: a space stands in it", f"write {literal(f'[^{first}]')}"


_ROW = re.compile(r"(?:^|\s)\|(?:\s|$)|^[ \t]*\||\|[ \t]*$|^[ |:-]+$")
"""A bar with spaces round it or at an edge; P(A|B) is no row."""


def _table(match: re.Match[str]) -> Told | None:
    lines = match["slip"].replace(INLINE, "").split("\n")
    if not all(map(_ROW.search, lines)):
        return None
    bars = {line.strip().strip("|").count("|") for line in lines}
    if len(bars) > 1 and not all(line.lstrip().startswith("|") for line in lines):
        return None
    rule = next((index for index, line in enumerate(lines) if _RULE.fullmatch(line)), None)
    if rule is None:
        return (
            "these lines are no table: the line of hyphens is missing, and they would run together",
            f"write below the heading row: `{'|---' * (max(bars) + 1)}|`",
        )
    if rule == 1 and match["before"]:
        return (
            "these lines are no table: they stand straight below other text",
            "leave an empty line before the heading row",
        )
    return (
        "these lines are no table: the heading row and the line of hyphens below it do not match",
        "write one heading row, and below it a line with as many cells of hyphens",
    )


_ITEM = "write each item on a line of its own that begins with a hyphen and a space: `- text`"
_ORDINARY_SPACE = "delete it, and type an ordinary space"
_NUMBERED = "write the numbers with a full stop and a space: `1. text`"
_BELOW_COLON = rf"(?:(?<=[:：{BLOCK}]\n)|(?<=[:：][ {INLINE}]\n))"
_ORDINAL = r"(?:º|ª|er|ère|re|e|ème|o)\b"


def _special_space(match: re.Match[str]) -> Told:
    after = "the number" if match["slip"][0].isdigit() else f"`{match['slip']}`"
    space = "a no-break space stands" if match["space"] == "\u00a0" else "a special space stands"
    return f"{space} after {after}, so this begins no item of a list", _ORDINARY_SPACE


_LINE_NUMBER = re.compile(r"^ *(\d{1,2})\. ", re.MULTILINE)


def _late_list(match: re.Match[str]) -> Told | None:
    """Lines that count on. A sentence that is wrapped before a day of the month may begin a line with a number, too."""
    numbers = [int(number) for number in _LINE_NUMBER.findall(match[0])]
    above = match.string[: match.start()].rstrip(f" {INLINE}")
    is_list = numbers[0] == 2 or above[-1:] in ("", ":", "：", BLOCK)  # noqa: PLR2004 - the first that is not 1
    if not is_list or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    message = f"a list that stands straight below other text begins with 1, not with `{short(match['slip'])}`"
    return f"{message}; these lines would run together", "leave an empty line before the list, or number it from 1"


_BY_NUMBER = (
    "`…` is no citation, but a number",
    "write the source in the front matter, and its name here: `[^name]`",
)

_SHAPES = (
    _shape(
        "\n",
        rf"\n{_SPACE}*(?P<slip>[{SIGNS}](?<![{_HYPHENS}])|[{_HYPHENS}](?={_SPACE}+[^\d\s])){_SPACE}*(?={_WORD})[^\n]*"
        rf"(?:\n{_SPACE}*[{SIGNS}][^\n]*)*",
        faults.LIST_SIGN,
        ("`…` begins no list; readers would see it as it stands", _ITEM),
    ),
    _shape(
        "\n",
        _lines(rf"[✓✔→⇒](?={_SPACE}*{_WORD})"),
        faults.LIST_SIGN,
        ("`…` begins no item of a list; these lines would run together", _ITEM),
    ),
    _shape(
        "\n",
        rf"\n *(?P<slip>[-*+])(?P<space>{_SPECIAL_SPACE}){_SPACE}*(?=[^\s\d{BLOCK}])[^\n]*"
        rf"(?:\n *[-*+]{_SPECIAL_SPACE}[^\n]*)*",
        faults.LIST_SIGN,
        _special_space,
    ),
    _shape(
        "\n",
        rf"\n *(?P<slip>\d{{1,2}}[.)])(?P<space>{_SPECIAL_SPACE}){_LINE}(?:\n *\d{{1,2}}[.)]{_SPECIAL_SPACE}{_LINE})+",
        faults.LIST_SIGN,
        _special_space,
    ),
    _shape(
        "\n",
        _lines(rf"[–—](?={_SPACE}+\D)"),
        faults.LIST_SIGN,
        (
            "`…` begins no item of a list; these lines would run together",
            "for a list, begin each line with a hyphen and a space: `- text`; for speech, leave empty lines between",
        ),
    ),
    _shape(
        "\n",
        _lines(rf"(?:o(?:{_SPECIAL_SPACE}|\t|[ ]{{2,}})|[A-Za-z]\)(?={_SPACE}*\S)|\([A-Za-z]\)(?={_SPACE}))"),
        faults.LIST_SIGN,
        ("`…` begins no item of a list; these lines would run together", _ITEM),
    ),
    _shape(
        "\n",
        _lines(rf"-(?={_LETTER}|{_SPEECH}|{INLINE}(?!{BLOCK}))", below=_BELOW_COLON),
        faults.LIST_SIGN,
        (
            "no space stands after `…`, so these lines are no list and would run together",
            "write `- text`, with a space",
        ),
    ),
    _shape(
        "\n",
        _lines(
            rf"(?:\+(?={_LETTER})|\*(?={_LETTER}[^*\n]*(?:\n|[{BLOCK}{INLINE}]))|\d{{1,2}}\.(?={_LETTER})(?!{_ORDINAL}))"
        ),
        faults.LIST_SIGN,
        lambda match: (
            f"no space stands after `{match['slip']}`, so these lines are no list and would run together",
            f"write `{match['slip']} text`, with a space",
        ),
    ),
    _shape(
        "\n",
        _lines(rf"(?:(?![0-9])\d){{1,2}}[.)]{_SPACE}"),
        faults.LIST_SIGN,
        (
            "`…` begins no item of a list; these lines would run together",
            "write the numbers with the digits 0 to 9, a full stop and a space: `1. text`",
        ),
    ),
    _shape(
        ".",
        _lines(r"\d{1,2}\. (?=\S)"),
        faults.LIST_SIGN,
        _late_list,
    ),
    _shape(
        ")",
        _lines(rf"\(?\d{{1,2}}\){_SPACE}?(?=\S)"),
        faults.LIST_SIGN,
        ("`…` begins no item of a list; these lines would run together", _NUMBERED),
    ),
    _shape(
        "#",
        rf"\n{_SPACE}*(?P<slip>\#{{2,}}+|\#(?=[ \u00a0]{_LETTER}))(?P<after>[ \u00a0]?+)"
        rf"(?=(?P<words>{_LINE}\w{_LINE}))",
        faults.HEADING_SIGN,
        _heading,
    ),
    _shape(
        "](",
        rf"(?P<slip>(?:!?\[[^\[\]\n{BLOCK}]*)?\]\()(?=(?P<rest>[^\n{BLOCK}]{{0,300}}))",
        faults.BROKEN_LINK,
        _link,
    ),
    _shape(
        "[",
        rf"(?P<slip>!?\[(?!\d+\])[^\[\]{BLOCK}]+\])[ \t\u00a0\n]+\((?P<address>{_ADDRESS})(?: [^()\n{BLOCK}]*)?\)",
        faults.BROKEN_LINK,
        lambda match: (
            f"a space stands after `{short(match['slip'])}`, so this is no "
            + ("image" if match["slip"].startswith("!") else "link"),
            "write " + literal(f"]({match['address']})") + " without the space",
        ),
    ),
    _shape(
        "!",
        rf"\n(?P<slip>!) {INLINE}[^\n{BLOCK}{INLINE}]*{INLINE}{{2,}}\n?(?:{BLOCK}|\Z)",
        faults.BROKEN_LINK,
        ("a space stands after `…`, so this is a link and no image", "write `![` without the space"),
    ),
    _shape(
        "[",
        rf"(?P<slip>\[\[(?=[\d\s_-]{{0,9}}{_LETTER})[^\[\]\n{BLOCK}]+\]\])",
        faults.BROKEN_LINK,
        ("`…` is no link; readers would see the brackets", "write `[text](name-of-the-file.md)`"),
    ),
    _shape(
        "[",
        rf"(?P<slip>\((?P<words>[^()\n{BLOCK}]+)\)\[(?P<address>{_ADDRESS})\])",
        faults.BROKEN_LINK,
        lambda match: (
            f"`{short(match['slip'])}` is no link: the brackets have changed places",
            "write " + literal(f"[{short(match['words'])}]({match['address']})"),
        ),
    ),
    _shape(
        ".md",
        r"(?<![\[)])(?P<slip>\[(?P<address>[\w./-]+\.md(?:#[\w-]+)?)\])(?!\])",
        faults.BROKEN_LINK,
        lambda match: (f"`{match['slip']}` is no link", f"write `[text]({match['address']})`"),
    ),
    _shape(
        "[",
        rf"(?P<slip>\[{_SPACE}*(?P<caret>[\^ˆ＾⌃])"
        rf"(?:(?P<inner>[^\[\]\n{BLOCK}{INLINE}]*)\]|[^\[\]\s{BLOCK}{INLINE}]*))",
        faults.BROKEN_CITATION,
        _citation,
    ),
    _shape(
        "[",
        rf"(?P<slip>\^\[(?P<name>{_LETTER}[^\[\]\n{BLOCK}]*)\])",
        faults.BROKEN_CITATION,
        lambda match: (
            f"`{short(match['slip'])}` is no citation",
            "write the source in the front matter, and its name here: `[^name]`"
            if " " in match["name"]
            else "write " + literal(f"[^{match['name']}]"),
        ),
    ),
    _shape(
        "[",
        r"(?P<slip>\[(?<=[.,;!?]\[)\d{1,2}\])(?![(\[:])",
        faults.BROKEN_CITATION,
        _BY_NUMBER,
    ),
    _shape("", r"(?P<slip>[⁰¹²³⁴-⁹](?<=\w[.,;!?].)[⁰¹²³⁴-⁹,]{0,9})", faults.BROKEN_CITATION, _BY_NUMBER),
    _shape(
        "|",
        rf"(?P<before>[^\n{BLOCK}]?)\n"
        rf"(?P<slip>[^\n{BLOCK}|]*\|[^\n{BLOCK}|]*\|{_LINE}(?:\n[^\n{BLOCK}|]*\|[^\n{BLOCK}|]*\|{_LINE})+)",
        faults.TABLE_SHAPE,
        _table,
    ),
    _shape(
        "|",
        rf"{BLOCK}\n *(?P<slip>\|(?=[ |:]*-)[ |:-]*)(?=[{INLINE}{BLOCK}]|\Z)",
        faults.TABLE_SHAPE,
        ("this line belongs to a table, but stands alone", "delete the empty lines between the rows of the table"),
    ),
    _shape(
        INLINE,
        rf"(?P<slip>\d{INLINE}\d)",
        faults.LOOSE_EMPHASIS,
        (
            "a star stands between figures here; readers would see none, and the figures as one number",
            "write `×` for “times”, or put a backslash before the sign if it is to be shown: `2\\*5`",
        ),
    ),
    _shape(
        "**",
        rf"(?<![\w*])(?P<slip>\*\*(?!{_SIGNIFICANCE})(?P<words>{_SPACE}*\w[^*\n{BLOCK}{INLINE}]*)\*\*)(?!\*)",
        faults.LOOSE_EMPHASIS,
        lambda match: (
            f"`{short(match['slip'])}` is not bold; readers would see the stars",
            "write " + literal(f"**{short(match['words'])}**") + ", with no space inside the stars",
        ),
    ),
)

_FOOTNOTE_STAR = re.compile(r"[^\W_]\*(?!\*)")
_SCIENCE_STAR = re.compile(rf"(?<!\*)\*\d|\*{_SIGNIFICANCE}")
"""Stars of a paragraph about genes (``CYP2C19 *2``) or about significance (``** p < 0.01``)."""
_LOOSE_SIGNS = re.compile(
    rf"(?<![*\d])\*\*(?!\*)(?!(?<=[\s(\[]\*\*)(?:[,;.:)\]]|[\n{INLINE}]*(?:{BLOCK}|\Z)))"
    r"|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])"
    rf"|(?<=[\w,;:)] )\*(?={_LETTER})|(?<=[\w,;:)] )_(?={_LETTER})"
)
"""Signs of bold or italic text; a digit before two stars, or nothing on either side, makes them a statistician's.

A single sign only in the midst of a line: at its beginning it may be the mark of a footnote.
"""


def find_slips(shown: str) -> list[Slip]:
    """The slips in a text gathered by :class:`SlipFinder`, in order; of two that overlap, the first."""
    found = [
        Slip(*match.span("slip"), shape.fault, *map(as_written, told))
        for shape in _SHAPES
        if shape.hint in shown
        for match in shape.pattern.finditer(shown)
        if (told := shape.tell(match)) is not None
    ]
    if "*" in shown or "_" in shown:
        found += _loose_signs(shown)
    kept, end = [], 0
    for slip in sorted(found, key=lambda slip: (slip.start, -slip.end)):
        if slip.start >= end:
            kept.append(slip)
            end = slip.end
    return kept


def _loose_signs(shown: str) -> Iterator[Slip]:
    footnotes = _FOOTNOTE_STAR.search(shown) is not None
    science, block_end = False, 0
    for match in _LOOSE_SIGNS.finditer(shown):
        sign = match[0]
        if match.start() >= block_end:
            block, block_end = shown.rfind(BLOCK, block_end, match.start()) + 1, shown.find(BLOCK, match.end())
            block_end = len(shown) if block_end < 0 else block_end
            science = _SCIENCE_STAR.search(shown, block, block_end) is not None
        if "*" in sign and (footnotes or science):
            continue
        yield Slip(
            *match.span(),
            faults.LOOSE_EMPHASIS,
            f"`{sign}` has no partner in this paragraph; readers would see it",
            f"write `{sign}words{sign}`, with no space inside, or delete it; for the sign itself write "
            + literal("".join(f"\\{one}" for one in sign)),
        )


# ── Slips that show in the source only ───────────────────────────────────────────────────────────────────────────

_FRONT_MATTER = re.compile(
    r"^---[ \t]*\n(?:[a-z_]+:(?:[ \t][^\n]*)?\n(?:(?!---)[ \t-][^\n]*\n)*)+?---[ \t]*$", re.MULTILINE
)


def second_front_matter(text: str, offset: int) -> Iterator[Slip]:
    """Front matter in the body, which begins at ``offset``; the slip's place is in ``text`` itself."""
    lines = text.find("\n---", max(0, offset - 1))
    for match in _FRONT_MATTER.finditer(text, lines + 1) if lines >= 0 else ():
        yield Slip(
            match.start(),
            match.start() + len("---"),
            faults.SECOND_FRONT_MATTER,
            "a second front matter begins here, within the text",
            "move its keys to the front matter at the top of the file, and delete it here",
        )


def bare_citations(text: str, offset: int, sources: Iterable[str]) -> Iterator[Slip]:
    """Names of sources in brackets without their caret, in the body, which begins at ``offset``."""
    names = "|".join(re.escape(name) for name in sources if _ID.fullmatch(name))
    if names:
        for match in re.compile(rf"(?<![\\`!\]\[^ˆ＾⌃])\[({names})\](?![(\[:`])").finditer(text, offset):
            message = f"`{short(match[0])}` is no citation: the sign ^ is missing"
            yield Slip(*match.span(), faults.BROKEN_CITATION, message, f"write `[^{match[1]}]`")


_TAG_NAME = re.compile(r"<(/?)([A-Za-z]+[0-9]?)")
_WRITTEN_AS = {
    "table": "write it as a table in Markdown: `| a | b |`, below it `|---|---|`, and below that a line for each row",
    "ul": "write it as a list in Markdown: each item on a line of its own that begins with a hyphen and a space",
    "ol": "write it as a list in Markdown: each item on a line of its own that begins with a number: `1. text`",
}


_KEEP_WORDS = "delete it and the tag that closes it, and keep the words between"
_BOLD, _ITALIC = "write `**words**` in place of `<{0}>words</{0}>`", "write `*words*` in place of `<{0}>words</{0}>`"
_ONE_TAG = {
    **{name: _BOLD.format(name) for name in ("b", "strong")},
    **{name: _ITALIC.format(name) for name in ("i", "em")},
    **dict.fromkeys(("div", "span", "font", "u", "section", "article", "center"), _KEEP_WORDS),
    **{f"h{level}": "write `##` and a space before the words of a heading, and no tags" for level in range(1, 7)},
    "p": f"{_KEEP_WORDS}; an empty line parts two paragraphs",
    "br": "delete it; an empty line begins a new paragraph",
    "a": "write `[words](address)` in place of `<a …>words</a>`",
    "img": "put the file into images/, and write `![what it shows](its-name.png)`",
    "sub": "use the small figure itself, such as ₂, or a word",
    "sup": "use the small figure itself, such as ²; a source is cited as `[^its-id]`",
}


def html_help(tag: str) -> str | None:
    """What to write in place of one tag; nothing where it may be no tag at all."""
    if (match := _TAG_NAME.match(tag)) is None:
        return None
    return _KEEP_WORDS if tag[match.end() :].startswith(":") else _ONE_TAG.get(match[2].lower())  # <o:p> is Word's


def closing_tags(tags: list[str]) -> set[int]:
    """The indexes of the tags that close an earlier one, which is told."""
    opened: dict[str, int] = {}
    closing: set[int] = set()
    for index, tag in enumerate(tags):
        if (match := _TAG_NAME.match(tag)) is None:
            continue
        name = match[2].lower()
        if not match[1]:
            opened[name] = opened.get(name, 0) + 1
        elif opened.get(name):
            opened[name] -= 1
            closing.add(index)
    return closing


def html_blocks(tags: list[str]) -> dict[int, tuple[int, str]]:
    """Whole tables and lists among HTML tags: the index of the first tag, that of the last, and the help."""
    blocks: dict[int, tuple[int, str]] = {}
    opened: list[tuple[str, int]] = []
    for index, tag in enumerate(tags):
        closing, name = (match[1], match[2].lower()) if (match := _TAG_NAME.match(tag)) else ("", "")
        if name in _WRITTEN_AS and not closing:
            opened.append((name, index))
        elif opened and opened[-1][0] == name:
            first = opened.pop()[1]
            blocks[first] = (index, _WRITTEN_AS[name])
    return blocks


# ── From the text that is shown to the source ────────────────────────────────────────────────────────────────────

_RUN = re.compile(
    rf"\x02[^\x03]*\x03|{CITE_OPEN}(?P<cited>[^{CITE_CLOSE}]*){CITE_CLOSE}|(?P<run>[^\x02\n{BLOCK}{INLINE}{CITE_OPEN}{OPT_OUT}]+)"
)
"""Words with nothing between them that the source writes otherwise; Markdown sets what it has put aside in controls."""
_NEAR, _TELLING, _AROUND, _TOLD, _FAR_SEARCHES = 4_000, 3, 60, 200, 50
"""In characters: how far ahead a run of words is looked for, how long it is at least to tell a place, and how many
around a slip have to agree where Markdown changed the spaces of its run, and of the slip itself; and how often a whole
text may be looked through for words that are not there."""


class _Source:
    """A source in which places are looked for, first near by and then, but not for ever, in all that follows."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._left = _FAR_SEARCHES

    def find(self, words: str, cursor: int) -> int:
        place = self.text.find(words, cursor, cursor + _NEAR + len(words))
        if place < 0 and self._left:
            place = self.text.find(words, cursor)
            self._left -= place < 0
        return place

    def search(self, pattern: str, cursor: int) -> Place | None:
        """The place of the first group of a pattern."""
        compiled = re.compile(pattern, re.MULTILINE)
        found = compiled.search(self.text, cursor, cursor + _NEAR + len(pattern))
        if found is None and self._left:
            found = compiled.search(self.text, cursor)
            self._left -= found is None
        return found and found.span(1)


def locate(slips: Iterable[Slip], shown: str, source: str, cursor: int) -> Iterator[tuple[Slip, Place | None]]:
    """Each slip, in order, with its place in the source, at most to the end of its line; None where it is not there.

    Both texts are read side by side, the source from ``cursor`` on, so that the same words elsewhere do not mislead.
    """
    text = _Source(source)
    runs = (match for match in _RUN.finditer(shown) if match.lastgroup)
    run, run_place = next(runs, None), None
    for slip in sorted(slips, key=lambda slip: slip.start):
        while run is not None and run.end() <= slip.start:
            words = _words(run).strip()
            place = source.find(words, cursor, cursor + _NEAR + len(words))
            if place >= 0 and len(words) >= _TELLING:
                cursor = place + len(words)
            run, run_place = next(runs, None), None
        if slip.written:
            before = r"^[ \t>]+" if slip.fault is faults.INDENTED_TEXT else ""
            found = text.search(f"{before}({_loosely(slip.written[:_TOLD])})", cursor)
            cursor = found[1] if found else cursor
            yield slip, found
        elif run is not None:
            words = _words(run)
            if run_place is None:
                run_place = text.find(words, cursor)
            if run["run"] is None:
                yield slip, (run_place, run_place + len(words)) if run_place >= 0 else None
                continue
            start, end = slip.start - run.start(), min(slip.end, run.end()) - run.start()
            if run_place >= 0:
                yield slip, (run_place + start, run_place + end)
            else:
                yield slip, _loose_place(words, start, end, text, cursor)


def _words(run: re.Match[str]) -> str:
    """A run of words, or a citation, as the source writes it."""
    return f"[^{run['cited']}]" if run["run"] is None else run["run"]


def _loose_place(run: str, start: int, end: int, source: _Source, cursor: int) -> Place | None:
    end = min(end, start + _TOLD)
    before, after = run[max(0, start - _AROUND) : start].lstrip(), run[end : end + _AROUND].rstrip()
    return source.search(f"{_loosely(before)}({_loosely(run[start:end])}){_loosely(after)}", cursor)


def _loosely(words: str) -> str:
    """A pattern for words between which Markdown may have made spaces of tabs."""
    return "[ \\t]+".join(map(re.escape, re.split(" +", words)))
