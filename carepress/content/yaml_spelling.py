"""How YAML is written, line by line: quotation marks, and spaces that are none.

Knows lines of text only, so that both the reading of YAML and the explanation of its errors can use it.
"""

from __future__ import annotations

import re
import unicodedata

from carepress.diagnostics import literal

__all__ = [
    "COPIED",
    "comment_at",
    "in_quotes",
    "no_break_space",
    "no_break_words",
    "quote",
    "quotes_help",
    "shown",
    "strange_ends",
    "swallows",
    "with_spaces",
    "within_curly",
]

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Characters that look like a space. YAML takes them for letters."""
_STRANGE = re.compile(f"[{_SPACES}]")
_AT_AN_END = re.compile(f"^[ {_SPACES}]+|[ {_SPACES}]+$")
_WHERE_A_SPACE_COUNTS = re.compile(
    f" *([{_SPACES}])[ {_SPACES}]*(?:- |[A-Za-z_-]+:)"  # as indentation
    f"| *-([{_SPACES}])"  # after the hyphen of an item
    rf"| *(?:- +)?[A-Za-z_][\w.-]*(?:([{_SPACES}])+:|:([{_SPACES}]))"  # before or after the colon of a key
)
_KEY_OR_ITEM = re.compile(r"( *)(?:[a-z_][\w.-]*:(?:\s|$)|- )")
_BEFORE_A_VALUE = ("", *"[{,:-")
_LINE_END = re.compile(r"[ \t]*\n\s*")
_CURLY = {"“": "”“", "„": "“”", "”": "”", "‘": "’‘", "‚": "‘’", "«": "»", "»": "«"}
"""Opening quotation marks that are not YAML's, each with those that close it somewhere in the world."""
_SHORTEST = 3
_SHOWN = 60
"""Characters of a text that a message can show."""
COPIED = 300
"""Characters of a text up to which a help gives the whole to be copied."""


def in_quotes(text: str) -> str:
    """A text as YAML takes it whatever is in it, on one line and never cut; curly marks round it go."""
    return quote(_LINE_END.sub(" ", within_curly(text) or text))


def quotes_help(what: str, text: str, before: str = "") -> str:
    """How to put a text in quotes: all of it, to be copied, or for a very long one the marks to be typed.

    ``what`` says what to do; ``before`` is what stands before the text on its line.
    """
    if len(text) <= COPIED:
        return f"{what}: {literal(before + in_quotes(text))}"
    mark = quote(text)[0]
    ends = "put" if within_curly(text) is None else "delete the curly marks, and put"
    twice = ", and write each `'` inside it twice" if mark == "'" in text else ""
    return f"{what}: {ends} `{mark}` before and behind the text{twice}"


def quote(text: str) -> str:
    """A text as YAML takes it whatever is in it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def within_curly(text: str) -> str | None:
    """What stands between the curly quotation marks that enclose a whole text, as Word types them."""
    inside = text[1:-1]
    pairs = _CURLY.get(text[:1], "")
    if len(text) < _SHORTEST or text[-1] not in pairs or set(inside) & {text[0], text[-1]} - {"’"}:
        return None
    return inside


def shown(text: str, most: int = _SHOWN) -> str:
    """A key or a value as a message can show it: on one line, cut where it is longer than ``most`` characters."""
    text = _LINE_END.sub(" ", text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def comment_at(line: str) -> int | None:
    """The offset of the ``#`` from which on YAML takes a line for a comment."""
    mark = before = ""
    for offset, char in enumerate(line):
        if mark:
            mark = "" if char == mark and before != "\\" else mark
        elif char in "'\"" and before in _BEFORE_A_VALUE:
            mark = char
        elif char == "#" and (not offset or line[offset - 1] in " \t"):
            return offset
        before = char if not char.isspace() else before
    return None


def no_break_space(line: str) -> tuple[int, int] | None:
    """Start and end, from 0, of the first no-break space that stands where YAML needs a space."""
    match = _WHERE_A_SPACE_COUNTS.match(line)
    return next((match.span(group) for group in (1, 2, 3, 4) if match[group]), None) if match else None


def with_spaces(line: str) -> tuple[int, int, str] | None:
    """What YAML reads of a line before its text, with spaces in place of those that are none; start and end from 0."""
    match = _WHERE_A_SPACE_COUNTS.match(line)
    return (0, match.end(), _STRANGE.sub(" ", match[0])) if match is not None else None


def strange_ends(text: str) -> list[int]:
    """Offsets of no-break spaces at the beginning or end of a text, where nobody can see them."""
    ends = _AT_AN_END.finditer(text)
    return [match.start() + found.start() for match in ends for found in _STRANGE.finditer(match[0])]


def no_break_words(char: str) -> tuple[str, str]:
    """Sentence and help for such a character."""
    name = unicodedata.name(char).lower()
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} stands here, which YAML does not take for a space", "delete it and type a normal space"


def swallows(lines: list[str], first: int, last: int) -> bool:
    """True where a text in quotes from row ``first`` to row ``last`` holds lines that are keys or items of their own.

    Those are indented no further than the line on which it begins; the lines of a text that is meant so, are.
    """
    own = len(lines[first]) - len(lines[first].lstrip(" "))
    matches = (_KEY_OR_ITEM.match(line) for line in lines[first + 1 : last + 1])
    return any(match is not None and len(match[1]) <= own for match in matches)
