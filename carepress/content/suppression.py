"""Where the suppressions of a file hold, and whether each says why. Which rules there are, only rules know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from carepress.content import faults
from carepress.content.article import Suppression
from carepress.content.body import Body
from carepress.content.front_matter import Places
from carepress.content.source_file import SourceText
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import START, Span, did_you_mean, literal

__all__ = ["Suppressed", "place_suppressions"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = frozenset(
    """
    because deliberate deliberately do false fault faults fine fixme for here ignore ignored in intended intentional
    intentionally is it later na needed no none nothing ok okay on positive purpose reason required rule see suppress
    suppressed suppression tba tbd test testing the this to todo unknown wanted warning why wip wontfix xx xxx yes
    """.split()  # noqa: SIM905 - a list of them would be a word a line
)
"""Words that give no reason, whatever stands beside them of the same sort; nor do those of the rule's own name."""
LAST = 1_000_000
"""Below every line of every file."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A suppression where it stands. ``section`` is empty where it holds in the whole file."""

    rule: str
    reason: str
    section: str
    span: Span
    """The place of the rule's name."""
    lines: tuple[tuple[int, int], ...]
    """First lines of what it holds in, and the lines after the last ones."""

    def covers(self, span: Span) -> bool:
        """True where what stands at a place is not to be told."""
        return any(first <= span.line < end for first, end in self.lines)


def place_suppressions(
    given: Iterable[Suppression], places: Places, body: Body, first_line: int, source: SourceText
) -> tuple[Suppressed, ...]:
    """The suppressions of a file. Faults are added to ``source``.

    ``places`` are those of its front matter; ``first_line``, from 0, is that on which ``body`` begins.
    """
    placed = []
    for number, each in enumerate(given):
        place = f"suppress.{number}"
        if not _says_why(each):
            source.report(
                faults.SUPPRESSION_UNEXPLAINED,
                places.get(f"{place}.reason", START),
                f"`{shown(each.reason)}` does not say why `{shown(each.rule)}` is suppressed",
                "write in a sentence why the text must stay as it is",
            )
        lines = _lines_of(each.section, places, body, first_line)
        if not lines:
            source.report(
                faults.SUPPRESSED_SECTION,
                places.get(f"{place}.section", START),
                f"there is no section `{shown(each.section)}` in this text",
                _other_section(each.section, [section.id for section in body.sections]),
            )
        span = places.get(f"{place}.rule", START)
        placed.append(Suppressed(each.rule, each.reason, each.section, span, lines))
    return tuple(placed)


def _says_why(given: Suppression) -> bool:
    words = _WORD.findall(given.reason.casefold())
    return not _EMPTY.union(_WORD.findall(given.rule.casefold())).issuperset(words)


def _lines_of(section: str, places: Places, body: Body, first_line: int) -> tuple[tuple[int, int], ...]:
    return tuple(_stretches(section, places, body, first_line)) if section else ((1, LAST),)


def _stretches(wanted: str, places: Places, body: Body, first_line: int) -> Iterator[tuple[int, int]]:
    """From the line of a section's heading to that of the next; of a section given as data, the lines of its value."""
    starts = sorted(section.span.line for section in body.sections if section.span.line > first_line)
    for section in body.sections:
        if section.id != wanted:
            continue
        if (line := section.span.line) > first_line:
            yield line, next((start for start in starts if start > line), LAST)
        else:
            span = places.get(wanted, section.span)
            yield span.line, span.end_line + (span.end_column > 1 or span.end_line == span.line)


def _other_section(wanted: str, known: list[str]) -> str:
    if (guess := did_you_mean(wanted, known)) is not None:
        return f"did you mean `{guess}`?"
    return f"write the anchor of one of its sections: {', '.join(map(literal, known))}" if known else "delete this line"
