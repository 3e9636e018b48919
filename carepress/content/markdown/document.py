"""From the text of a file to its :class:`~carepress.content.body.Body`.

One pass over Python-Markdown's element tree, in the order of the text, so that each link, image, citation and heading
can be found again in the source: Python-Markdown itself forgets where things stood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any, cast
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown

from carepress.content import faults
from carepress.content.aftercare import Time
from carepress.content.body import (
    CITATION,
    CITE_OPEN,
    OPT_OUT,
    Block,
    Body,
    Card,
    Citation,
    Figure,
    Html,
    Image,
    Link,
    Note,
    Numbers,
    Question,
    Section,
    Step,
    Table,
    Timeline,
    block_html,
    words_of,
)
from carepress.content.fixes import certain_word, change
from carepress.content.kinds import Kind, slugify_role
from carepress.content.markdown.comments import blanked, open_comment, stray_ends, without_comments
from carepress.content.markdown.dialect import BULLET, TagFinder, build_markdown
from carepress.content.markdown.mending import mend_slip
from carepress.content.markdown.numbers import (
    MOST_COMPARED,
    NO_SENTENCES,
    NotDrawn,
    of_the_same,
    read_proportion,
    sentences_in,
)
from carepress.content.markdown.slips import (
    SIGNS,
    SlipFinder,
    as_read,
    as_written,
    closing_tags,
    find_slips,
    html_blocks,
    html_help,
    locate,
    second_front_matter,
    short,
)
from carepress.content.source_file import SourceText, invisible
from carepress.diagnostics import Edit, Fault, Fix, Span, did_you_mean, literal

__all__ = ["Converter", "DataAnswer", "DataItems", "DataSection", "DataStep", "DataText"]

_TEMPLATE = re.compile(r"\{\{|\{%")
_FOOTNOTE = re.compile(r"^ *\[\^([^\]\n]+)\]:", re.MULTILINE)
_PASTED_ROW = re.compile(rf"(?!(?:\(?\w{{1,2}}[.)]|[o:]|[{SIGNS}])[ \t])[^\s|>#*+-][^\t|]*\t(?=[^|]*\S)[^|]*\Z")
"""A line with a tab in it that begins no item of a list, be it one of Word's, and no definition."""
_LABEL = re.compile(r"(?P<start>^ *)?\[(?P<label>[^\[\]]*)\](?P<colon>:?)", re.MULTILINE)
_NAME = re.compile(r"#([A-Za-z][\w-]*)\Z")
_OTHER_NAME = re.compile(r"\{:\s*#([A-Za-z][\w-]*)\s*\}")
_PROSE = re.compile(r"""[^\W\d_](?:[^\W_]|[ ,;:'’"“”()?!%/+=€£$°–—-]|\.(?!$))*+(?<=[^\s,;:=–—-])\.?""")
"""One line of prose without any sign that means something in Markdown: one paragraph, as it stands."""
_UNDERLINE = re.compile(r"[^\n]*\n(=+)[ ]*$", re.MULTILINE)
_MARKDOWN = "write it in Markdown: `**bold**`, `*italic*`, `[link](address)`; for the sign itself write `\\<`"
_BRACKET = re.compile(r"[\[\]()]|\n[ \t]*\n")
_LONGEST_SECTION = 50_000
"""Characters within which a heading is looked for, twice the longest section of 400 real articles."""
DEEPEST = 50
"""Brackets that may be open at a time in one paragraph."""
DEEPEST_BLOCK = 20
"""Quotes and lists that may begin within each other on one line."""
MOST_LINES, MOST_LINES_TOGETHER, MOST_SIGNS = 5_000, 1_000, 5_000
"""Lines of a text, lines without an empty one between them, and signs of inline Markdown among those; of 400 real
articles the largest numbers are 680, 79 and 290. Python-Markdown's time grows with the squares of the last two."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_NESTED = re.compile(r"^(?![ ]*([-*])(?:[ ]*\1)*[ ]*$)(?:[ >]|[-+*][ ]|[0-9]{1,9}\.[ ])+", re.MULTILINE)
"""Quotes and lists that begin within each other on one line, but for a rule across the page (``- - -``)."""
_INLINE_SIGNS = "*_`[]<&\\"
_TAKE_APART = "close each bracket, and take apart what is nested"
_TOO_DEEP = "lists and quotes are nested too deep in this text", _TAKE_APART
_FENCE = re.compile(r"[ >]*(```|~~~)")
_TABLE_RULE = re.compile(r"[ >]*+\|?[ \t]*+:?-++:?[ \t]*+(\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_CARD = re.compile(r"\[!([A-Za-z-]*)\][ \t]*([^\n]*)(?:\n|\Z)")
_CARD_LEVELS = ("non-urgent", "urgent", "emergency")
_NOTE_LEVELS = ("note", "warning")
_NUMBERS = "numbers"
_MARKED = (*_CARD_LEVELS, *_NOTE_LEVELS, _NUMBERS)
_CARDS = ", ".join(f"`[!{level}]`" for level in _MARKED)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ALIGNMENTS = {"right": "align-end", "center": "align-center"}
_WRITTEN = frozenset({"alt", "href", "src", "title"})
"""Attributes that hold an editor's own words."""
_MISSPELT = 0.85

_BARE = re.compile(r"(?:[^<>&\u00a0\x00-\x08\x0b-\x1f]|</?(?:p|ul|ol|li|em|strong)>)*+")
"""Text and tags without attributes, as the serializer writes them: whole, and each closed."""
_CLEANER = nh3.Cleaner(
    tags={
        *("p", "br", "hr", "strong", "em", "code", "pre", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "a", "img"),
        *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "ol": {"start", "class"},
        "th": {"class", "scope"},
        "td": {"class"},
        "h3": {"id"},
        "h4": {"id"},
        "h5": {"id"},
        "h6": {"id"},
    },
    url_schemes={"cp-link", "cp-image"},
    link_rel=None,
)

_RESERVED = re.compile(r"(page|site|home|ref|cite|term|card|faq)-|(main|introduction)\Z|.*-title\Z")
"""Anchors that the page itself uses; an article's headings get others."""


@dataclass(frozen=True, slots=True)
class DataText:
    """A section given in the front matter as one Markdown text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DataItems:
    """A section given as a list: bullets, or numbered steps for ``procedure``."""

    items: tuple[DataText, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class DataAnswer:
    """One question and its answer, given as data."""

    question: DataText
    answer: DataText


@dataclass(frozen=True, slots=True)
class DataStep:
    """One step of an aftercare timeline. ``span`` is the place of its time."""

    time: Time
    text: DataText
    span: Span


DataSection = DataText | DataItems | tuple[DataAnswer, ...]


@dataclass(slots=True)
class _Part:
    """A section while it is being gathered."""

    role: str | None
    id: str
    heading: Element | None
    span: Span
    elements: list[Element] = field(default_factory=list)


class _Tangled(Exception):  # noqa: N818 - it carries a fault of the text, it is not one of the program
    """A text that Python-Markdown would take hours over: where, what is wrong, and the help."""

    def __init__(self, span: Span, message: str, help_: str) -> None:
        super().__init__()
        self.told = span, message, help_


class Converter:
    """Converts bodies, one after the other, with one Python-Markdown instance (making one costs more than using it)."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._markdown = build_markdown()
        self._tags = cast(TagFinder, self._markdown.treeprocessors["tag_finder"])

    def convert(
        self,
        source: SourceText,
        first_line: int,
        kind: Kind | None,
        data: dict[str, DataSection],
        timeline: tuple[DataStep, ...] = (),
    ) -> Body:
        """The body that begins on ``first_line`` (from 0) of ``source``, with the sections given as data.

        ``timeline`` stands at the end of the section ``aftercare``, which is made for it where there is none.

        Faults are added to ``source``. ``kind`` is None for pages, whose sections have no roles.
        """
        try:
            return _Document(self._markdown, self._tags, source, kind).convert(first_line, data, timeline)
        except _Tangled as tangled:
            span, message, help_ = tangled.told
        except RecursionError:
            span = source.first_of(first_line + 1)
            message, help_ = _TOO_DEEP
        self._begin()  # what was left in the middle of a list would take the next text for a part of it
        source.report(faults.TANGLED, span, message, help_)
        return Body((), (), (), (), frozenset(), 0)


class _Document:
    def __init__(self, markdown: Markdown, tags: TagFinder, source: SourceText, kind: Kind | None) -> None:
        self.markdown = markdown
        self.tags = tags
        self.source = source
        self.text = source.text or ""
        self.visible = self.text
        """The text with blanks for the comments of the body: where places are looked for."""
        self.kind = kind
        self.cursor = 0
        self.here = Span(1, 1, 1, 1)
        self.used: set[str] = set()
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.citations: list[Citation] = []
        self.cited: set[str] = set()
        self.absent: set[str] = set()
        """What does not stand in the source from the cursor on."""
        self.level = 1
        self.taken: set[str] = set()
        self.numbers: dict[str, int] = {}
        """How often a heading's words have been made into an anchor."""
        self.places: dict[Element, tuple[int, int]] = {}
        """Where headings and cards stand in the source, as offsets."""

    # ── The whole ────────────────────────────────────────────────────────────────────────────────────────────

    def convert(self, first_line: int, data: dict[str, DataSection], timeline: tuple[DataStep, ...]) -> Body:
        offset = self.source.offset(first_line + 1, 1)
        self.cursor = offset
        self.here = self.source.span(offset, offset)
        self.check_text(offset)
        root = self.parse(without_comments(self.text[offset:]))
        self.check_definitions()
        self.reserve_names(root, {*data, *(["aftercare"] if timeline else ())})
        sections = _one_overview([self.section(part) for part in self.split(root)])
        sections += [self.data_section(role, given, sections) for role, given in data.items()]
        sections = self.with_timeline(sections, timeline)
        sections = self.in_reading_order([section for section in sections if section.blocks or section.heading])
        anchors = {section.id for section in sections} | self.used
        words = sum(
            len(words_of(section.heading).split())
            + sum(len(words_of(question.question).split()) for question in section.questions)
            + sum(len(words_of(block_html(block)).split()) for block in section.all_blocks())
            for section in sections
        )
        return Body(
            tuple(sections), tuple(self.links), tuple(self.images), tuple(self.citations), frozenset(anchors), words
        )

    def report(self, fault: Fault, span: Span, message: str, help_: str, fix: Fix | None = None) -> None:
        self.source.report(fault, span, message, help_, fix)

    def mend(self, fault: Fault, place: tuple[int, int]) -> Fix | None:
        """How a slip at two offsets is mended, where that is certain."""
        replacements = mend_slip(fault, self.visible, *place)
        return Fix(tuple(Edit(self.source.span(a, b), words) for a, b, words in replacements)) if replacements else None

    def find(self, *needles: str, otherwise: str = "") -> Span:
        """The place of the nearest needle from the cursor on, which moves there; else the last heading.

        ``otherwise`` is looked for where there is no needle; Markdown may have changed its white space.
        """
        offset, length = -1, 0
        for needle in needles:
            last = len(self.visible) if offset < 0 else offset + len(needle)
            if needle not in self.absent and (found := self.visible.find(needle, self.cursor, last)) >= 0:
                offset, length = found, len(needle)
            elif offset < 0:
                self.absent.add(needle)
        if offset < 0 and otherwise and otherwise not in self.absent:
            loose = re.compile(r"\s+".join(map(re.escape, otherwise.split())))
            if match := loose.search(self.visible, self.cursor):
                offset, length = match.start(), len(match[0])
            else:
                self.absent.add(otherwise)
        if offset < 0:
            return self.here
        self.cursor = offset + length
        return self.source.span(offset, self.cursor)

    # ── Checks on the plain text ─────────────────────────────────────────────────────────────────────────────

    def check_text(self, offset: int) -> None:
        body = self.text[offset:]
        if (start := open_comment(body)) is not None:
            self.report_comment(self.source.span(offset + start, offset + start + len("<!--")), closed=False)
        visible = self.text[:offset] + blanked(body)
        for end in stray_ends(visible[offset:]):
            self.report_comment(self.source.span(offset + end, offset + end + len("-->")), closed=True)
        for match in _TEMPLATE.finditer(visible):
            self.report(
                faults.TEMPLATE_CODE,
                self.source.span(match.start(), match.end()),
                "this looks like template code; it is not run, and readers would see it as it stands",
                "write the words themselves; in a text about code, write `{ {` with a space",
            )
        for match in _FOOTNOTE.finditer(visible, offset):
            self.report(
                faults.NOTE_DEFINITION,
                self.source.span(match.start(), match.end()),
                f"the source of [^{short(match[1])}] is written as a footnote",
                f"put it in the front matter: `sources:`, below it {literal(f'{short(match[1])}:')}, below that "
                "`title:` and `url:`",
            )
        self.visible = visible
        for slip in second_front_matter(visible, offset):
            self.report(slip.fault, self.source.span(slip.start, slip.end), slip.message, slip.help)
        lines, first = without_comments(body).split("\n"), visible.count("\n", 0, offset)
        self.check_lists(lines, first)
        self.check_fences(lines, first)
        self.check_cards_end(lines, first)
        self.check_tables(lines, first)
        self.check_pasted_tables(lines, first)

    def report_comment(self, span: Span, *, closed: bool) -> None:
        self.report(
            faults.COMMENT_OPEN,
            span,
            "a comment ends here, but none is open" if closed else "the comment that begins here does not end",
            "delete it; a comment ends at the first `-->`, so none can stand inside another (for an arrow, type →)"
            if closed
            else "add `-->` where it ends",
        )

    def check_fences(self, lines: list[str], first: int) -> None:
        for number, line in enumerate(lines, first + 1):
            if _FENCE.match(line):
                self.report(
                    faults.CODE_FENCE,
                    Span(number, 1, number, len(line) + 1),
                    "this begins or ends a piece of program code, which articles cannot have",
                    "delete this line; to set a text apart, begin its lines with `>`",
                )

    def check_cards_end(self, lines: list[str], first: int) -> None:
        """A line without ``>`` straight after a card is read as part of it, whatever its author meant."""
        in_card = False
        for number, line in enumerate(lines, first + 1):
            quoted = line.lstrip().startswith(">")
            if in_card and line.strip() and not quoted:
                self.report(
                    faults.CARD_SHAPE,
                    Span(number, 1, number, len(line) + 1),
                    "this line stands straight after a card, and would be read as part of it",
                    "begin it with `> ` if it belongs to the card; else leave an empty line before it",
                )
            in_card = quoted and (in_card or "[!" in line)

    def check_tables(self, lines: list[str], first: int) -> None:
        columns = 0
        for index, line in enumerate(lines):
            if "|" not in line:
                columns = 0
            elif _TABLE_RULE.match(line) and index and "|" in lines[index - 1]:
                columns = max(_cells(lines[index - 1]), _cells(line))
            elif columns and (cells := _cells(line)) != columns:
                number = first + index + 1
                self.report(
                    faults.TABLE_ROW,
                    Span(number, 1, number, len(line) + 1),
                    f"this row has {cells} cells, but the table has {columns} columns",
                    "give each row as many cells as the heading row, empty ones too; for the sign itself write `\\|`",
                )

    def check_pasted_tables(self, lines: list[str], first: int) -> None:
        """Rows as they come from Word and from spreadsheets: a tab between each two cells."""
        rows = 0
        for index, line in enumerate(lines):
            rows = rows + 1 if _PASTED_ROW.match(line) else 0
            if rows == 2:  # noqa: PLR2004 - one line may have a tab in it
                cells = [short(cell.strip()) for cell in lines[index - 1].split("\t")]
                number, head = first + index, f"| {' | '.join(cells)} |"
                self.report(
                    faults.TABLE_SHAPE,
                    Span(number, 1, number, len(lines[index - 1]) + 1),
                    "these lines look like a table that was pasted; they would run together",
                    f"write it as a table in Markdown: {literal(head)}, below it "
                    f"`{'|---' * len(cells)}|`, and below that a line for each row",
                )

    def check_lists(self, lines: list[str], first: int) -> None:
        outer: int | None = None
        for number, line in enumerate(lines, first + 1):
            match = BULLET.match(line)
            if match is None:
                outer = outer if not line.strip() or line.startswith(" ") else None
                continue
            indent = len(match[1])
            if outer is not None and indent > outer:
                self.report(
                    faults.LIST_INDENT,
                    Span(number, 1, number, indent + 1),
                    f"this item is indented by {indent} spaces, too few to belong to the item above it",
                    "indent it by four spaces, or by none",
                )
            else:
                outer = indent

    # ── Parsing ──────────────────────────────────────────────────────────────────────────────────────────────

    def parse(self, text: str) -> Element:
        if (tangle := _tangle(text)) is not None:
            offset, message, help_ = tangle
            line = self.source.position(self.cursor)[0] + text.count("\n", 0, offset)
            raise _Tangled(self.source.first_of(line), message, help_)
        markdown = self.markdown
        markdown.reset()
        lines = text.split("\n")
        for preprocessor in markdown.preprocessors:
            lines = preprocessor.run(lines)
        root = markdown.parser.parseDocument(lines).getroot()
        assert root is not None  # noqa: S101 - parseDocument always makes a root
        self.read_attributes(root)
        self.read_cards(root)
        for treeprocessor in markdown.treeprocessors:
            changed = treeprocessor.run(root)
            root = root if changed is None else changed
        for card in self.tags.cards:
            offset = self.visible.find(card, self.cursor)
            self.report(
                faults.CARD_SHAPE,
                self.source.span(offset, offset + len(card)) if offset >= 0 else self.here,
                f"`{short(card)}` does not begin a card here",
                "begin the line with `> ` and the mark, without spaces in it, and leave an empty line before the card",
            )
        self.report_slips(self.report_tags())
        return root

    def report_tags(self) -> list[tuple[int, int]]:
        """One fault for each tag and what closes it, and for a whole table or list; where those stand, as offsets."""
        cursor, last = self.cursor, -1
        wholes: list[tuple[int, int]] = []
        found = [as_written(tag) for tag in self.tags.found]
        blocks, closing = html_blocks(found), closing_tags(found)
        absent: set[str] = set()
        for index, tag in enumerate(found):
            offset = -1 if tag in absent else self.visible.find(tag, cursor)
            if offset < 0:
                absent.add(tag)
            span = self.source.span(offset, offset + len(tag)) if offset >= 0 else self.here
            cursor = max(cursor, offset + len(tag))
            if index <= last:
                wholes[-1] = (wholes[-1][0], cursor)
                continue
            wholes.append((offset if offset >= 0 else cursor, cursor))
            if index in closing:
                continue
            last, help_ = blocks.get(index, (index, html_help(tag) or _MARKDOWN))
            self.report(faults.RAW_HTML, span, f"`{short(tag)}` is HTML, which articles cannot use", help_)
        return wholes

    def report_slips(self, told: list[tuple[int, int]]) -> None:
        """What was meant as Markdown and is none, but for what stands within a stretch that is told already."""
        finder = cast(SlipFinder, self.markdown.treeprocessors["slip_finder"])
        if slips := [*finder.slips, *find_slips(finder.shown)]:
            for slip, place in locate(slips, finder.shown, self.visible, self.cursor):
                before = bisect_right(told, place[0], key=lambda stretch: stretch[0]) if place else 0
                if place is None or not before or place[0] >= told[before - 1][1]:
                    span = self.source.span(*place) if place else self.here
                    self.report(
                        slip.fault, span, slip.message, slip.help, self.mend(slip.fault, place) if place else None
                    )

    def check_definitions(self) -> None:
        """Markdown shows nothing of a line that defines a link's address; where no link uses it, words are lost."""
        if not self.markdown.references:
            return
        definitions: dict[str, re.Match[str]] = {}
        used: set[str] = set()
        for match in _LABEL.finditer(self.visible):
            label = _label(match["label"])
            if not match["colon"]:
                used.add(label)
            elif match["start"] is not None:
                definitions.setdefault(label, match)
        for written in self.markdown.references:
            definition = definitions.get(label := _label(written))
            if definition is None or label in used or _FOOTNOTE.match(self.visible, definition.start()):
                continue
            self.report(
                faults.UNUSED_DEFINITION,
                self.source.span(*definition.span()),
                f"Markdown takes `{short(definition[0])}` for a link's address, and would show nothing of this line",
                "write it without the square brackets: `**Word:** text`",
            )

    def read_attributes(self, root: Element) -> None:
        """Find headings in the source, and take ``{#name}`` off them before inline patterns see it."""
        cursor, outermost = self.cursor, set(root)
        for heading in root.iter():
            if heading.tag not in _HEADINGS:
                continue
            raw = heading.text or ""
            start, cursor = self.places[heading] = self.heading_place(heading, cursor)
            if heading not in outermost:
                self.report(
                    faults.HEADING_INSIDE,
                    self.source.span(start, cursor),
                    "a heading cannot stand inside a list, a quote or a card",
                    "begin its line at the left margin, or make it `**bold**`",
                )
            words, brace, attributes = raw.rstrip().rpartition("{")
            if not brace or not attributes.endswith("}") or "}" in attributes[:-1]:
                continue
            heading.text = words.rstrip()
            if (name := _NAME.match(attributes[:-1].strip())) is not None:
                heading.set("data-name", name[1])
            else:
                self.report(
                    faults.ATTRIBUTE_LIST,
                    self.source.span(min(start + len(words), cursor), cursor),
                    f"`{short('{' + attributes)}` is not a name for this heading",
                    "write `{#name}`, with a name of letters, digits and hyphens, or nothing",
                    self.named(start + len(words), raw.rstrip()[len(words) :]),
                )

    def stands(self, words: str, offset: int) -> bool:
        """True where the source has these words at an offset."""
        return self.text.startswith(words, offset)

    def named(self, offset: int, written: str) -> Fix | None:
        """``{: #name}``, as other programs write it, in our own way."""
        if (match := _OTHER_NAME.fullmatch(written)) is None or not self.stands(written, offset):
            return None
        return change(self.source.span(offset, offset + len(written)), f"{{#{match[1]}}}")

    def heading_place(self, heading: Element, cursor: int) -> tuple[int, int]:
        """Where a heading's words stand; the same words may stand in a sentence above it."""
        raw, hashes = heading.text or "", "#" * int(heading.tag[1])
        if not raw:
            empty = re.compile(rf"(?<!#){hashes}(?=[ \t#]*$)", re.MULTILINE).search(self.visible, cursor)
            return (empty.end(), empty.end()) if empty else (cursor, cursor)
        far = cursor + _LONGEST_SECTION
        for before, after in ((f"{hashes} ", ""), ("\n", "\n="), ("\n", "\n-")):
            start = self.visible.find(f"{before}{raw}{after}", cursor, far)
            while start > 0 and before[0] == self.visible[start - 1] == "#":  # a lower heading
                start = self.visible.find(f"{before}{raw}{after}", start + 1, far)
            if start >= 0:
                return start + len(before), start + len(before) + len(raw)
        start = self.visible.find(raw, cursor)
        return (start, start + len(raw)) if start >= 0 else (cursor, cursor)

    def read_cards(self, root: Element) -> None:
        """Turn the first line of a quote that is a card into attributes and a heading of its own."""
        outermost = set(root)
        cursor = self.cursor
        for quote in root.iter("blockquote"):
            first = quote[0] if len(quote) else None
            if first is None or first.tag != "p" or (match := _CARD.match(first.text or "")) is None:
                continue
            level = match[1].casefold()
            mark = f"[!{match[1]}]"
            if (start := self.visible.find(mark, cursor)) >= 0:
                cursor = start + len(mark)
            start = cursor - len(mark) if start >= 0 else cursor
            span = self.source.span(start, cursor)
            self.places[quote] = (start, cursor)
            if level not in _MARKED:
                guess = did_you_mean(level, _MARKED)
                certain = certain_word(level, _MARKED)
                self.report(
                    faults.CARD_LEVEL,
                    span,
                    f"`[!{short(match[1])}]` is not a kind of card",
                    f"did you mean `[!{guess}]`? There are: {_CARDS}" if guess else f"write one of {_CARDS}",
                    change(span, f"[!{certain}]") if certain and self.stands(f"[!{match[1]}]", start) else None,
                )
                continue
            if quote not in outermost:
                self.report(
                    faults.CARD_SHAPE,
                    span,
                    "a card cannot stand inside a list, a quote or another card",
                    "move it out: begin its lines at the left margin, with an empty line before and after",
                )
            if level in _CARD_LEVELS and not match[2].strip():
                self.report(
                    faults.CARD_SHAPE,
                    span,
                    "this care card has no heading",
                    f"write it on the same line: `> [!{level}] Call … if:`",
                )
            quote.set("data-card", level)
            rest = (first.text or "")[match.end() :]
            first.text = match[2].strip()
            if rest.strip():
                paragraph = Element("p")
                paragraph.text = rest
                quote.insert(1, paragraph)
            if level == _NUMBERS:
                cursor = self.find_sentences(quote, start)

    def find_sentences(self, quote: Element, cursor: int) -> int:
        """Note where each sentence of a block of numbers begins in the source, and return where the last one does."""
        for line in sentences_in(list(quote)[1:] or list(quote)):
            first = (line.text or "").strip().partition("\n")[0]
            start = self.visible.find(first, cursor) if first else -1
            if start >= 0:
                cursor = start + len(first)
                self.places[line] = (start, cursor)
        return cursor

    # ── Anchors ──────────────────────────────────────────────────────────────────────────────────────────────

    def reserve_names(self, root: Element, data: Iterable[str]) -> None:
        """Names that editors gave are theirs, whatever other headings are called."""
        self.used.update(data)
        for heading in root:
            if (name := heading.get("data-name")) is not None:
                self.used.add(name)

    def anchor(self, heading: Element, wanted: str | None) -> str:
        """An id that is unique on the page: the wanted one, or one made from the heading's words."""
        name = heading.get("data-name")
        chosen = name or wanted
        if chosen is not None:
            if chosen in self.taken or _RESERVED.match(chosen):
                self.report(
                    faults.DUPLICATE_ANCHOR,
                    self.here,
                    f"#{short(chosen)} is already the name of another part of the page",
                    "give this heading another `{#name}`, or put the two sections together",
                )
            self.taken.add(chosen)
            self.used.add(chosen)
            return chosen
        base = slugify_role(self.plain(heading)) or "section"
        if _RESERVED.match(base):
            base = f"section-{base}"
        number, candidate = self.numbers.get(base, 1), base
        while candidate in self.used or _RESERVED.match(candidate):
            number += 1
            candidate = f"{base}-{number}"
            if _RESERVED.match(candidate):  # all that begin with `page-` are
                candidate = f"section-{candidate}"
        self.numbers[base] = number
        self.used.add(candidate)
        self.taken.add(candidate)
        return candidate

    # ── Sections ─────────────────────────────────────────────────────────────────────────────────────────────

    def split(self, root: Element) -> Iterable[_Part]:
        """The parts between level-2 headings, each yielded when it is complete."""
        role = "overview" if self.kind else None
        part = _Part(role, "overview" if self.kind else "introduction", None, self.here)
        for element in root:
            element.tail = None
            if element.tag in ("h1", "h2"):
                if part.heading is not None or part.elements:
                    yield part
                self.enter(element)
                self.walk(element)
                part = self.begin(element)
            else:
                part.elements.append(element)
        if part.heading is not None or part.elements:
            yield part

    def begin(self, heading: Element) -> _Part:
        name, text = heading.get("data-name"), self.plain(heading)
        role = None
        if self.kind is not None:
            roles = self.kind.roles
            role = name if name in roles else self.kind.role_of_heading(text) if name is None else None
            if name and role is None:
                close = did_you_mean(name, roles)
                right = certain_word(name, roles)
                close = right or close
                if close and (right or _similar(name, close) >= _MISSPELT):
                    self.report(
                        faults.ROLE_MISSPELT,
                        self.here,
                        f"#{short(name)} is not a role of the kind {self.kind.id}",
                        f"did you mean `{{#{close}}}`?",
                        self.as_role(name, right) if right else None,
                    )
        return _Part(role, self.anchor(heading, role), heading, self.here)

    def as_role(self, name: str, role: str) -> Fix | None:
        """The role's own name, where no heading has it."""
        start = self.source.offset(*self.here[:2])
        at = self.text.find(f"#{name}", start, self.text.find("\n", start))
        if role in self.used or at < 0:
            return None
        return change(self.source.span(at, at + len(name) + 1), f"#{role}")

    def enter(self, heading: Element) -> None:
        """Go on from a heading: what comes next stands below it."""
        start, end = self.places[heading]
        self.cursor = max(self.cursor, start)
        self.here = self.source.span(start, end)
        level = int(heading.tag[1])
        if level == 1:
            underline = _UNDERLINE.match(self.visible, end)
            right = literal(f"## {short(self.plain(heading))}")
            self.report(
                faults.TOP_HEADING,
                self.here,
                f"the line `{short(underline[1])}` makes this the page's title, which comes from the front matter"
                if underline
                else "a heading with one hash is the page's title, which comes from the front matter",
                f"delete that line, and write two hashes if this is a heading: {right}"
                if underline
                else f"write two hashes: {right}",
            )
            level = 2
        elif level > self.level + 1:
            self.report(
                faults.HEADING_SKIPPED,
                self.here,
                f"this heading of level {level} follows one of level {self.level}",
                f"write it with {self.level + 1} hashes",
            )
        self.level = level

    def section(self, part: _Part) -> Section:
        self.here = part.span
        text = self.plain(part.heading) if part.heading is not None else ""
        questions: tuple[Question, ...] = ()
        elements = part.elements
        if part.role == "faq":
            elements, questions = self.questions(part)
        blocks = self.blocks(elements, text)
        heading = self.inline(part.heading) if part.heading is not None else ""
        return Section(part.id, part.role, heading, text, blocks, questions, part.span)

    def questions(self, part: _Part) -> tuple[list[Element], tuple[Question, ...]]:
        """What stands before the first question, and the questions. A FAQ in which nothing stands has none."""
        starts = [index for index, element in enumerate(part.elements) if element.tag == "h3"]
        if not part.elements:
            return [], ()
        if not starts:
            self.report(
                faults.FAQ_SHAPE,
                part.span,
                "there is no question in this FAQ",
                "write each question as a heading with three hashes, and its answer below it",
            )
            return part.elements, ()
        intro = part.elements[: starts[0]]
        for element in intro:
            self.walk(element)
        found = []
        for start, end in zip(starts, [*starts[1:], len(part.elements)], strict=True):
            heading = part.elements[start]
            self.enter(heading)
            here = self.here
            self.walk(heading)
            blocks = self.blocks(part.elements[start + 1 : end], self.plain(heading))
            if not blocks:
                self.report(
                    faults.FAQ_SHAPE, here, f"“{short(self.plain(heading))}” has no answer", "write the answer below it"
                )
            name = self.anchor(heading, None)
            found.append(Question(name, self.inline(heading), self.plain(heading), blocks, here))
        return intro, tuple(found)

    def in_reading_order(self, sections: list[Section]) -> list[Section]:
        """Roles in the kind's order; a section without a role stays behind the one it follows in the text."""
        if self.kind is None:
            return sections
        order = self.kind.order
        placed: list[tuple[int, int, Section]] = []
        last = -1
        for index, section in enumerate(sections):
            if section.role is not None:
                last = order[section.role]
            placed.append((last, index, section))
        return [section for *_, section in sorted(placed, key=lambda entry: entry[:2])]

    # ── Sections given as data ───────────────────────────────────────────────────────────────────────────────

    def data_section(self, role: str, given: DataSection, others: list[Section]) -> Section:
        assert self.kind is not None  # noqa: S101 - only articles can give sections as data
        first = given[0].question if isinstance(given, tuple) else given
        self.here, self.level = first.span, 3 if isinstance(given, tuple) else 2
        if any(other.role == role for other in others):
            self.report(
                faults.SECTION_TWICE,
                first.span,
                f"`{role}` is given here and as a section of the text as well",
                "delete one of the two",
            )
        heading = self.kind.roles[role].heading
        blocks: tuple[Block, ...] = ()
        questions: tuple[Question, ...] = ()
        if isinstance(given, DataText):
            blocks = self.blocks(self.data_elements(given), heading)
        elif isinstance(given, DataItems):
            blocks = self.data_list(role, given)
        else:
            questions = tuple(self.data_question(entry) for entry in given)
        return Section(role, role, heading, heading, blocks, questions, first.span)

    def with_timeline(self, sections: list[Section], timeline: tuple[DataStep, ...]) -> list[Section]:
        if not timeline:
            return sections
        assert self.kind is not None  # noqa: S101 - only articles can give sections as data
        self.level = 3
        block = Timeline(tuple(Step(step.time, self.data_inline(step.text)[0], step.span) for step in timeline))
        at = next((number for number, section in enumerate(sections) if section.role == "aftercare"), None)
        if at is None:
            heading = self.kind.roles["aftercare"].heading
            return [*sections, Section("aftercare", "aftercare", heading, heading, (block,), (), timeline[0].span)]
        with_it = replace(sections[at], blocks=(*sections[at].blocks, block))
        return [*sections[:at], with_it, *sections[at + 1 :]]

    def data_elements(self, given: DataText) -> list[Element]:
        self.cursor = self.source.offset(given.span.line, given.span.column)
        self.here = given.span
        self.absent.clear()
        if _PROSE.fullmatch(given.text):
            paragraph = Element("p")
            paragraph.text = given.text
            return [paragraph]
        if open_comment(given.text) is not None:
            self.report_comment(self.find("<!--"), closed=False)
        if any(stray_ends(blanked(given.text))):
            self.report_comment(self.find("-->"), closed=True)
        root = self.parse(without_comments(given.text))
        elements = list(root)
        for element in elements:
            element.tail = None
            if element.tag in ("h1", "h2"):
                self.report(
                    faults.TOP_HEADING,
                    given.span,
                    "a section given as data cannot begin another section",
                    "use three hashes, or move it to the text",
                )
        return elements

    def data_inline(self, given: DataText) -> tuple[str, str]:
        """One line of Markdown as inline HTML and as plain text; more than one paragraph stays block HTML."""
        elements = self.data_elements(given)
        for element in elements:
            self.walk(element)
        if len(elements) == 1 and elements[0].tag == "p":
            return self.inline(elements[0]), self.plain(elements[0])
        return self.html(elements), " ".join(self.plain(element) for element in elements)

    def data_list(self, role: str, given: DataItems) -> tuple[Block, ...]:
        """One list; nothing where no item has anything to show."""
        tag = 'ol class="steps"' if role == "procedure" else "ul"
        items = [self.data_inline(item)[0] for item in given.items]
        if not any(items):
            return ()
        html = "".join(f"<li>{item}</li>" for item in items)
        return (Html(f"<{tag}>{html}</{tag.split(maxsplit=1)[0]}>"),)

    def data_question(self, entry: DataAnswer) -> Question:
        html, text = self.data_inline(entry.question)
        span = entry.question.span
        heading = Element("h3")
        heading.text = text
        name = self.anchor(heading, None)
        return Question(name, html, text, self.blocks(self.data_elements(entry.answer), text), span)

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────

    def blocks(self, elements: list[Element], label: str) -> tuple[Block, ...]:
        blocks: list[Block] = []
        plain: list[Element] = []

        def flush() -> None:
            if plain:
                blocks.append(Html(self.html(plain)))
                plain.clear()

        for element in elements:
            if element in self.places and element.tag in _HEADINGS:
                self.enter(element)
            self.walk(element)
            if element.tag in _HEADINGS:
                label = self.plain(element)
                element.set("id", self.anchor(element, None))
            block = self.special(element, label)
            if block is None:
                plain.append(element)
            else:
                flush()
                blocks.append(block)
        flush()
        return tuple(blocks)

    def special(self, element: Element, label: str) -> Block | None:
        """The block that an element is, where it is more than HTML."""
        if element.tag == "table":
            _head_rows(element)
            return Table(self.html([element]), label)
        if (level := element.get("data-card")) is not None:
            if level == _NUMBERS:
                return self.picture(element)
            heading, *rest = list(element)
            if level in _NOTE_LEVELS:
                return Note(cast(Any, level), self.inline(heading), self.html(rest))
            span = self.source.span(*self.places[element])
            return Card(cast(Any, level), self.inline(heading), self.html(rest), span)
        if element.tag == "p" and len(element) == 1 and element[0].tag == "img":
            image = element[0]
            if not (element.text or "").strip() and not (image.tail or "").strip():
                return Figure(int(image.get("src", ":0").rsplit(":", 1)[1]), image.get("title", ""))
        return None

    def picture(self, quote: Element) -> Block:
        """People to be drawn; where that cannot be, a note with the same words."""
        heading, *rest = list(quote)
        mark, title = self.source.span(*self.places[quote]), self.inline(heading)
        if not rest:  # the sentence itself stands on the first line
            title, rest = "", [heading]
        lines = sentences_in(rest)
        proportions = []
        for line in lines:
            read = read_proportion(self.inline(line))
            if isinstance(read, NotDrawn):
                span = self.source.span(*self.places[line]) if line in self.places else mark
                self.report(faults.NUMBERS_NOT_DRAWN, span, read.message, read.help)
            else:
                proportions.append(read)
        if not lines or len(lines) > MOST_COMPARED:
            self.report(faults.NUMBERS_NOT_DRAWN, mark, *NO_SENTENCES)
        if not lines or len(lines) > MOST_COMPARED or len(proportions) < len(lines):
            return Note("note", title, self.html(rest))
        if (alike := of_the_same(proportions)) is not None:
            self.report(
                faults.NUMBERS_UNLIKE,
                mark,
                "these numbers are out of different numbers of people, and look as if they could be compared",
                f"say all of them for as many people: {alike}",
            )
        return Numbers(title, self.html(rest), tuple(proportions))

    def walk(self, element: Element) -> None:
        """Note every link, image and citation, in order, and put marks in their place. Twice is as good as once."""
        if element.get("data-walked"):
            return
        element.set("data-walked", "1")
        self._walk(element)

    def _walk(self, element: Element) -> None:
        for name in _WRITTEN & element.attrib.keys():
            element.set(name, _as_written(element.get(name, "")))
        if element.tag == "img":
            self.image(element)
        elif element.tag in ("th", "td"):
            _align(element)
        self.cite(element.text)
        for child in element:
            self._walk(child)
            self.cite(child.tail)
            if child.tag == "a":
                _lift_citations(child)
        if element.tag == "a":
            self.link(element)

    def link(self, element: Element) -> None:
        target = element.get("href", "")
        span = self.find(f"]({target}", f"](<{target}", f"<{target or '>'}", f"]: {target}", otherwise=target)
        self.links.append(Link(target, self.plain(element), _inside(span, target)))
        element.set("href", f"cp-link:{len(self.links) - 1}")

    def image(self, element: Element) -> None:
        target, alt = element.get("src", ""), (element.get("alt") or "").strip()
        span = _inside(self.find(f"]({target}", f"](<{target}", f"]: {target}", otherwise=target), target)
        if not alt:
            self.report(
                faults.ALT_MISSING,
                span,
                "this image has no words for people who cannot see it",
                f"say between the square brackets what the reader needs to see: {literal(f'![…]({short(target)})')}",
            )
        self.images.append(Image(target, alt, span))
        element.set("src", f"cp-image:{len(self.images) - 1}")

    def cite(self, text: str | None) -> None:
        if text and CITE_OPEN in text:
            for match in CITATION.finditer(text):
                self.citations.append(Citation(match[1], self.find(f"[^{match[1]}]")))
                self.cited.add(match[1])

    # ── HTML and text ────────────────────────────────────────────────────────────────────────────────────────

    def html(self, elements: list[Element]) -> str:
        """Elements as clean HTML. Nothing that cleaning would take away is ever made here; it is the second lock."""
        html = "".join(self.markdown.serializer(element) for element in elements)
        for postprocessor in self.markdown.postprocessors:
            html = postprocessor.run(html)
        if _BARE.fullmatch(html) is None:  # else there is nothing that cleaning could change
            html = _CLEANER.clean(html)
        return self.without_stowaways(html)

    def without_stowaways(self, html: str) -> str:
        """HTML whose only invisible characters are our own marks; entities can write others past every other check."""
        rest = CITATION.sub(lambda match: "" if match[1] in self.cited else match[0], html).replace(OPT_OUT, "")
        if not invisible(rest):
            return html
        if any(found.fault is faults.CONTROL_CHARACTER for found in self.source.found):
            return ""
        self.report(
            faults.CONTROL_CHARACTER, self.here, "an invisible character stands in this section", "type it again"
        )
        return ""

    def inline(self, element: Element) -> str:
        """What is inside an element, as clean HTML."""
        copy = Element("p")
        copy.text, copy[:] = element.text, list(element)
        return self.html([copy]).removeprefix("<p>").removesuffix("</p>").strip()

    def plain(self, element: Element) -> str:
        """The words inside an element, without marks."""
        text = CITATION.sub("", "".join(element.itertext())).replace(OPT_OUT, "")
        return " ".join(as_read(text, self.markdown).split())


def _tangle(text: str) -> tuple[int, str, str] | None:
    """Where a text is more than Python-Markdown can read in a few seconds, what is wrong with it, and the help."""
    if (lines := text.count("\n")) > MOST_LINES:
        return (
            0,
            f"the text has {lines:,} lines; an article has at most {MOST_LINES:,}",
            "split it into several articles",
        )
    for match in _PARAGRAPH.finditer(text):
        if match[0].count("\n") > MOST_LINES_TOGETHER:
            message = f"more than {MOST_LINES_TOGETHER:,} lines stand together here, without an empty line between them"
            return match.start(), message, "leave empty lines between paragraphs, and split long lists and tables"
        if sum(map(match[0].count, _INLINE_SIGNS)) > MOST_SIGNS:
            message = f"more than {MOST_SIGNS:,} stars, brackets and other signs of Markdown stand in this paragraph"
            return match.start(), message, "split it, or delete what was pasted by mistake"
    for match in _NESTED.finditer(text):
        if sum(map(match[0].count, ">+-*.")) > DEEPEST_BLOCK:
            return match.start(), *_TOO_DEEP
    open_bracket = _open_bracket(text)
    return (
        None if open_bracket is None else (open_bracket, "more brackets are open here than any text needs", _TAKE_APART)
    )


def _open_bracket(text: str) -> int | None:
    """Where a paragraph has more brackets open than :data:`DEEPEST`."""
    depths = {"[": 0, "(": 0}
    for match in _BRACKET.finditer(text):
        sign = match[0]
        if sign in depths:
            depths[sign] += 1
            if depths[sign] > DEEPEST:
                return match.start()
        elif sign in "])":
            opening = "[" if sign == "]" else "("
            depths[opening] = max(0, depths[opening] - 1)
        else:
            depths = dict.fromkeys(depths, 0)
    return None


def _label(written: str) -> str:
    """The label of a link's address as Markdown compares it: whatever its capitals and spaces."""
    return " ".join(written.split()).lower()


def _cells(row: str) -> int:
    """Cells of a table's row; a bar in code or behind a backslash is text."""
    row = re.sub(r"`[^`]*`|\\.", "", row).strip()
    return row.removeprefix("|").removesuffix("|").count("|") + 1


def _align(cell: Element) -> None:
    """Alignment as a class (the content security policy allows no style attributes), and headers that are headers."""
    alignment = cell.attrib.pop("align", None)
    cell.attrib.pop("style", None)
    if alignment in _ALIGNMENTS:
        cell.set("class", _ALIGNMENTS[alignment])
    if cell.tag == "th":
        if len(cell) or (cell.text or "").strip():
            cell.set("scope", "col")
        else:
            cell.tag = "td"


def _head_rows(table: Element) -> None:
    """Make headers of the first cells, where they tell the rows apart: none is empty, and no two are alike."""
    firsts = [row[0] for row in table.iterfind("tbody/tr") if len(row) > 1]
    words = [" ".join("".join(cell.itertext()).split()) for cell in firsts]
    if all(words) and len(set(words)) == len(words):
        for cell in firsts:
            cell.tag = "th"
            cell.set("scope", "row")


def _as_written(text: str) -> str:
    """An attribute's value, where marks would be markup inside a tag."""
    return CITATION.sub(r"[^\1]", text).replace(OPT_OUT, "\\")


def _lift_citations(link: Element) -> None:
    """A link cannot stand inside a link: what a link's text cites is cited right after it."""
    marks: list[str] = []

    def without(text: str | None) -> str | None:
        marks.extend(match[0] for match in CITATION.finditer(text or ""))
        return CITATION.sub("", text) if text else text

    for element in link.iter():
        element.text = without(element.text)
        if element is not link:
            element.tail = without(element.tail)
    link.tail = "".join(marks) + (link.tail or "")


def _one_overview(sections: list[Section]) -> list[Section]:
    """The text before the first heading is the overview, unless a section is called that."""
    if not sections or sections[0].heading or all(other.role != "overview" for other in sections[1:]):
        return sections
    return [replace(sections[0], id="introduction", role=None), *sections[1:]]


def _inside(span: Span, target: str) -> Span:
    """The span of the address alone, without the signs before it."""
    if span.line != span.end_line or span.end_column - span.column < len(target):
        return span
    return Span(span.line, span.end_column - len(target), span.line, span.end_column)


def _similar(one: str, other: str) -> float:
    return SequenceMatcher(None, _letters(one), _letters(other)).ratio()


def _letters(name: str) -> str:
    """A name whatever its capitals, hyphens and low lines."""
    return name.casefold().replace("-", "").replace("_", "")
