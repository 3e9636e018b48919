"""The data of a diagnostic. Pure values; nothing here prints or decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, Self

__all__ = [
    "EXAMPLES",
    "SECTIONS",
    "START",
    "Diagnostic",
    "Edit",
    "Fault",
    "Fix",
    "Level",
    "Severity",
    "Span",
    "Whole",
    "declared_faults",
]


class Level(StrEnum):
    """How much depends on a fault."""

    INTEGRITY = "integrity"
    """The page could not be right. Stops every build."""
    EDITORIAL = "editorial"
    """The page is right but not good enough. A warning in a local build, stops a production build."""
    ADVICE = "advice"
    """Perhaps it could be better; a person has to judge. Stops nothing."""


class Severity(StrEnum):
    """What a diagnostic means for the run that printed it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A stretch of a text file. Lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""The place of a fault that concerns a whole file."""


SECTIONS = ("What it checks", "Why it matters to readers", "Example", "Use instead", "Source")
"""What a fault's documentation says, in this order."""
EXAMPLES = ("Example", "Use instead")
"""The sections that show how something is written."""

_HEADING = re.compile(rf"^({'|'.join(SECTIONS)})\n", re.MULTILINE)


class Edit(NamedTuple):
    """Other words for a stretch of a file; lines within them end with LF."""

    span: Span
    text: str


class Whole(StrEnum):
    """What can be mended of a whole file: it stands in its bytes, and no span can show it."""

    NO_MARK = "without the byte-order mark"
    LINE_FEEDS = "with lines that end with LF"


@dataclass(frozen=True, slots=True)
class Fix:
    """How a fault can be mended without a person: no meaning changes for a reader, and nothing is guessed.

    All of the edits, which do not overlap, or none.
    """

    edits: tuple[Edit, ...] = ()
    whole: Whole | None = None


_DECLARED: dict[str, Fault] = {}


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault, declared once. ``code`` and ``slug`` are permanent; the slug names the fault, not the remedy.

    ``docs`` has the fixed :data:`SECTIONS`; the page on the fault is generated from it. ``fix`` says in a sentence what
    ``carepress check --fix`` does about it, and in which cases; empty where only a person can mend it.
    """

    code: str
    slug: str
    level: Level
    docs: str
    fix: str = ""

    def __post_init__(self) -> None:
        _DECLARED[self.code] = self

    def __hash__(self) -> int:
        """No two have one code. Each diagnostic that is put into a set asks for this."""
        return hash(self.code)

    def __reduce__(self) -> tuple[Callable[[str], Fault], tuple[str]]:
        """Between processes and builds a fault travels by its code."""
        return _declared, (self.code,)

    @property
    def sections(self) -> dict[str, str]:
        """The text of each section by its heading; an example begins with its own blanks."""
        parts = _HEADING.split(self.docs + "\n")
        texts = (text.replace("\\n", "\n").strip("\n").rstrip() for text in parts[2::2])
        return dict(zip(parts[1::2], texts, strict=True))

    @property
    def summary(self) -> str:
        """The first paragraph under *What it checks*, in one line."""
        return " ".join(self.sections.get("What it checks", "").split("\n\n")[0].split())


def declared_faults() -> list[Fault]:
    """Every fault of the modules that were imported, by code."""
    return [_DECLARED[code] for code in sorted(_DECLARED)]


def _declared(code: str) -> Fault:
    return _DECLARED[code]


LONGEST = 600
"""Characters of a message or a help: some seven lines of a terminal. What strangers wrote is quoted in them."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place. ``path`` is relative to the content folder, with forward slashes.

    A message or a help without end is cut in its midst.
    """

    fault: Fault
    path: str
    span: Span
    message: str
    """One sentence in an editor's words."""
    help: str
    """What to do about it; never empty."""
    fix: Fix | None = field(default=None, compare=False)
    """How to do it, where that is certain."""
    waits: bool = False
    """True in a text that is not on the site: it is held against nobody until the text is published."""

    def __reduce__(self) -> tuple[type[Diagnostic], tuple[object, ...]]:
        """Some twenty thousand are kept of a large site; the usual way looks up the fields for each."""
        return Diagnostic, (self.fault, self.path, self.span, self.message, self.help, self.fix, self.waits)

    def waiting(self) -> Self:
        """The same fault in a text that is not on the site."""
        return replace(self, waits=True)

    def __post_init__(self) -> None:
        for name in ("message", "help"):
            words: str = getattr(self, name)
            if len(words) > LONGEST:
                cut = f"{words[: LONGEST * 3 // 4].rstrip()} … {words[-LONGEST // 8 :].lstrip()}"
                object.__setattr__(self, name, cut)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorting key: by place, then by code."""
        return (self.path, self.span.line, self.span.column, self.fault.code, self.message)

    def severity(self, *, production: bool, level: Level | None = None) -> Severity:
        """Integrity faults are errors always, editorial ones only where the site goes public, advice never.

        ``level``: what a site makes of an editorial fault or of advice, where that is not what the fault says.
        What :attr:`waits` is a note, whatever its level.
        """
        if self.waits:
            return Severity.NOTE
        level = self.fault.level if self.fault.level is Level.INTEGRITY else level or self.fault.level
        if level is Level.ADVICE:
            return Severity.NOTE
        return Severity.ERROR if production or level is Level.INTEGRITY else Severity.WARNING
