"""How slips of Markdown are mended where that is certain: signs only, never words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from carepress.content import faults
from carepress.diagnostics import Fault

__all__ = ["Replacement", "mend_slip"]

Replacement = tuple[int, int, str]
"""Where a stretch of a source begins and ends, and what stands there instead."""

_GAP = r"[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_HEADING = re.compile(rf" {{0,3}}(?P<hashes>#{{2,6}}){_GAP}*(?=[^\s#])")
_ITEM = re.compile(
    r"( {0,3})(?:(?P<sign>[•◦▪■●‣⁃·∙])|(?P<mark>[-*+]|\d{1,2}\.)(?=[\u00a0\u2000-\u200a\u202f\u3000]))"
    rf"{_GAP}*(?=\S)"
)
_NEXT_LINE = re.compile(r"\n(?:[ \t]*\n)*")
_BOLD = re.compile(rf"\*\*(?P<before>{_GAP}*)(?P<words>[^*\n]*?)(?P<after>{_GAP}*)\*\*")
_SPACE_BEFORE_ADDRESS = re.compile(rf"{_GAP}+(?=\()")
_CHANGED_PLACES = re.compile(r"\((?P<words>[^()\[\]\n]+)\)\[(?P<address>[^\[\]()\s]+)\]")
_CITATION = re.compile(r"\[\s*[\^ˆ＾⌃](?P<names>[^\[\]\n]+)\]|\^\[(?P<name>[^\[\]\s]+)\]")
_NAME = re.compile(r"[^\W\d_][\w.-]*")
_TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ |:]*-[ |:-]*(?:\n|\Z)")


def mend_slip(fault: Fault, text: str, start: int, end: int) -> list[Replacement]:
    """What to put where, for a slip between two offsets of a source; nothing where a person has to look."""
    mend = _WAYS.get(fault.code)
    found = list(mend(text, start, end)) if mend is not None else []
    return [each for each in found if text[each[0] : each[1]] != each[2]]


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _heading(text: str, start: int, _: int) -> Iterator[Replacement]:
    line = _line_start(text, start)
    if (match := _HEADING.match(text, line)) is not None and match.start("hashes") == start:
        yield line, match.end(), f"{match['hashes']} "


def _items(text: str, start: int, _: int) -> Iterator[Replacement]:
    """A whole list: the line of the slip and the next ones, perhaps with empty ones between, with the same sign."""
    line, first = _line_start(text, start), ""
    while (match := _ITEM.match(text, line)) is not None:
        sign = match["sign"] or ("1." if match["mark"][0].isdigit() else match["mark"])
        if not first and start != match.end(1):
            return
        first = first or sign
        if sign != first:
            return
        yield match.end(1), match.end(), f"{match['mark'] or '-'} "
        if (end := _NEXT_LINE.search(text, match.end())) is None:
            return
        line = end.end()


def _bold(text: str, start: int, end: int) -> Iterator[Replacement]:
    match = _BOLD.fullmatch(text, start, end)
    if match is None or not match["words"]:
        return
    before = " " if match["before"] and text[start - 1 : start].isalnum() else ""
    after = " " if match["after"] and text[end : end + 1].isalnum() else ""
    yield start, end, f"{before}**{match['words']}**{after}"


def _link(text: str, start: int, end: int) -> Iterator[Replacement]:
    if text[end - 1] == "]" and (space := _SPACE_BEFORE_ADDRESS.match(text, end)) is not None:
        yield space.start(), space.end(), ""
    elif (match := _CHANGED_PLACES.fullmatch(text, start, end)) is not None:
        yield start, end, f"[{match['words']}]({match['address']})"


def _citation(text: str, start: int, end: int) -> Iterator[Replacement]:
    match = _CITATION.fullmatch(text, start, end)
    if match is None:
        return
    names = [name.strip().lstrip("^") for name in re.split(r"[,;]", match["names"] or match["name"])]
    if all(_NAME.fullmatch(name) and _is_key(name, text[:start]) for name in names):
        yield start, end, "".join(f"[^{name}]" for name in names)


def _is_key(name: str, above: str) -> bool:
    """True where a name is, as far as one can see, that of a source in the front matter above."""
    return re.search(rf"(?<![\w.-]){re.escape(name)}[\"']?:", above) is not None


def _table(text: str, start: int, _: int) -> Iterator[Replacement]:
    """A table that only lacks the empty line above it."""
    line = _line_start(text, start)
    above = text[_line_start(text, line - 1) : line].strip() if line else ""
    if above and "|" not in above and _TABLE.match(text, line):
        yield line, line, "\n"


_WAYS: Mapping[str, Callable[[str, int, int], Iterator[Replacement]]] = {
    faults.HEADING_SIGN.code: _heading,
    faults.LIST_SIGN.code: _items,
    faults.LOOSE_EMPHASIS.code: _bold,
    faults.BROKEN_LINK.code: _link,
    faults.BROKEN_CITATION.code: _citation,
    faults.TABLE_SHAPE.code: _table,
}
