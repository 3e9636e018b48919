"""Numbers of people in a sentence, for a picture of them: "3 in 100 people get a clot, 97 do not".

The sentence holds the whole picture: how many, of how many, and how many are left. It says both sides in words, because
the frame changes what readers make of a risk, and because the second number proves the first: no slip of the pen is
drawn. Only whole people out of round numbers of them, so that two pictures can be compared (PIF TICK: risk
communication; CDC Clear Communication Index, item 17).

This module knows the HTML of one sentence, not where it stands in a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from carepress.content.body import CITE_CLOSE, CITE_OPEN, Proportion

__all__ = ["MOST_COMPARED", "NO_SENTENCES", "WHOLES", "NotDrawn", "of_the_same", "read_proportion", "sentences_in"]

WHOLES = (10, 20, 50, 100, 1000)
"""How many people a picture can show. More than 1,000 cannot be told apart on a phone."""
MOST_COMPARED = 4
"""Pictures side by side. More are a table."""
NO_SENTENCES = (
    "this block holds something else than one to four sentences with numbers of people",
    "keep one sentence, or a list with a bullet for each picture, and move all else out of the block",
)
"""Message and help."""
LONGEST = 1_000
"""Characters of a sentence, ten times what readers can follow."""

_HIDDEN = re.compile(rf"<[^>]*>|&[^;\s]+;|{CITE_OPEN}[^{CITE_CLOSE}]*{CITE_CLOSE}")
"""What is no word of the sentence; NUL stands in its place, as long."""
_GAP = r"[\s\x00]+"
_MARKS = r"[,.’'\u00a0\u202f]"
"""Between the thousands of a number; a comma and a full stop also before decimals."""
_NUMBER = rf"\d{{1,9}}(?:{_MARKS}\d{{3}})*(?:[.,]\d{{1,9}})?(?![\d.,]*\d)"
_ONE = re.compile(rf"(?<![\d.,]){_NUMBER}")
_OF = re.compile(rf"(?<![\d.,])(?=(?P<part>{_NUMBER})(?P<of>(?:{_GAP}[^\W\d_]+){{1,4}}){_GAP}(?P<whole>{_NUMBER}))")
"""``3 in 100``, ``3 out of every 100``, ``3 de cada 100``; other words may stand between two numbers by chance."""
_RANGE = re.compile(rf"\d(?:{_GAP}(?:to|or|and|bis|et|und|a|à|o|y){_GAP}|[\s\x00]*[-–—][\s\x00]*)$")
_SEPARATOR = re.compile(
    r"(?:[,;.،؛](?P<cited>\x00*)\s+|[、，；。]\s*|\s+[-–—]\s+)(?:(?:and|but)\s+)?|\s+(?:and|but)\s+"
)
"""Between the two sides; what is cited behind a comma belongs to the first."""
_STOPS = " \n.,;،؛。"
_TOO_RARE = 0.005
"""Below 1 in 200, hundredths would be nought or one."""


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """Why a sentence cannot be drawn, and what to write instead."""

    message: str
    help: str


def sentences_in(block: list[Element]) -> list[Element]:
    """The paragraph, or the items of the list, that a block consists of; none where it is something else."""
    if len(block) != 1 or block[0].tag not in ("p", "ul"):
        return []
    lines = list(block[0]) if block[0].tag == "ul" else block
    lines = [line[0] if len(line) == 1 and line[0].tag == "p" else line for line in lines]
    return [] if any(child.tag in ("p", "ul", "ol", "dl", "table") for line in lines for child in line) else lines


def read_proportion(html: str) -> Proportion | NotDrawn:
    """The proportion that one sentence of inline HTML speaks of."""
    if len(html) > LONGEST:
        return NotDrawn("this is too long to stand beside a picture", "keep one sentence, and move the rest out")
    words = _HIDDEN.sub(lambda match: "\0" * len(match[0]), html)
    found = list(_OF.finditer(words))
    for match in found:
        if isinstance(read := _read(html, words, match), Proportion):
            return read
    if not found:
        return NotDrawn(
            "no number of people stands here that could be drawn",
            "write both sides in figures: `3 in 100 people have it, 97 do not`",
        )
    likely = next((match for match in found if match["of"].split()[-1] in ("in", "of", "every")), found[0])
    trouble = _read(html, words, likely)
    assert isinstance(trouble, NotDrawn)  # noqa: S101 - any that can be drawn has been returned
    return trouble


def of_the_same(proportions: Sequence[Proportion]) -> str | None:
    """How to say proportions of different wholes with one; None where they have one already."""
    largest = max(proportion.whole for proportion in proportions)
    if all(proportion.whole == largest for proportion in proportions):
        return None
    return " and ".join(_said_of(one.part, one.whole, max(largest, 100)) for one in proportions)


def _read(html: str, words: str, match: re.Match[str]) -> Proportion | NotDrawn:
    said = " ".join(words[match.start() : match.end("whole")].replace("\0", " ").split())
    part, whole = _value(match["part"]), _value(match["whole"])
    if part is None or whole is None:
        return NotDrawn(f"“{said}” is no whole number of people", "take more people: `25 in 1,000`, not 2.5 in 100")
    if _RANGE.search(words[: match.start()]):
        return NotDrawn(f"a range that ends in “{said}” cannot be drawn", "say one number: `about 4 in 100`")
    if part > whole:
        return NotDrawn(f"“{said}” cannot be: {part:,} are more than {whole:,}", "check both numbers")
    if whole not in WHOLES:
        message = f"“{said}” cannot be drawn: pictures show 10, 20, 50, 100 or 1,000 people"
        return NotDrawn(message, _of_a_round_number(part, whole))
    rest = whole - part
    for separator in _SEPARATOR.finditer(words, match.end("whole")):
        after = _SEPARATOR.search(words, separator.end())
        number = _ONE.search(words, separator.end(), after.start() if after else len(words))
        if number is not None and _value(number[0]) == rest and not _within_a_tag(html, separator.start()):
            label, begin = _label(html, words, match.start())
            cited = html[separator.start("cited") : separator.end("cited")] if separator["cited"] else ""
            has, others = html[begin : separator.start()].strip() + cited, html[separator.end() :]
            return Proportion(label, part, whole, has, _without_stop(others))
    return NotDrawn(
        f"“{said}” leaves {rest:,} of {whole:,}, and nothing here says so",
        f"say both sides, with a comma between them: `{said} …, {rest:,} do not`",
    )


def _value(written: str) -> int | None:
    """The whole number that figures stand for, with or without marks between the thousands."""
    first, *groups = re.split(_MARKS, written)
    return None if any(len(group) != len("000") for group in groups) else int("".join((first, *groups)))


def _of_a_round_number(part: int, whole: int) -> str:
    if not whole:
        return "check both numbers"
    of = 1000 if part / whole < _TOO_RARE else 100
    if part and not round(part * of / whole):
        return "say it in words alone: so few people cannot be seen in a picture"
    return f"write `{_said_of(part, whole, of)}`"


def _said_of(part: int, whole: int, of: int) -> str:
    """The same share of another number of people: ``about 17 in 100`` for 1 in 6."""
    about = "about " if part * of % whole else ""
    return f"{about}{round(part * of / whole):,} in {of:,}"


def _label(html: str, words: str, number: int) -> tuple[str, int]:
    """What stands before a colon before the number, and where the sentence behind it begins."""
    colon = max((found.start() for found in re.finditer(r":(?=\s)|：", words[:number])), default=-1)
    return ("", 0) if colon < 0 or _within_a_tag(html, colon) else (html[:colon].strip(), colon + 1)


def _within_a_tag(html: str, offset: int) -> bool:
    """Whether emphasis or a link is open at an offset."""
    opened = len(re.findall(r"<(?!/|br|img)", html[:offset]))
    return opened != html.count("</", 0, offset)


def _without_stop(html: str) -> str:
    """A sentence without its full stop, which may stand before citations or after them."""
    html, marks = html.rstrip(_STOPS), ""
    while html.endswith(CITE_CLOSE):
        start = html.rindex(CITE_OPEN)
        html, marks = html[:start], html[start:] + marks
    return html.rstrip(_STOPS) + marks
