"""Gathers the diagnostics of a whole run, so that an editor sees every fault at once and not only the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import add
from typing import NamedTuple

from carepress.diagnostics.model import Diagnostic, Level, Severity

__all__ = ["Collector", "Notes"]


class Notes(NamedTuple):
    """Notes in numbers. A large site has tens of thousands, and a build lists none of them."""

    total: int = 0
    waiting: int = 0
    """Of them, those that will be more than notes once their text is published."""
    fixable: int = 0
    """Of them, those that can be mended without a person."""

    def plus(self, other: Notes) -> Notes:
        """These and others."""
        return Notes(*map(add, self, other))


class Collector:
    """An ordered, duplicate-free set of diagnostics: those to tell.

    ``production`` decides how severe editorial faults are. ``levels`` are what a site makes of faults, by code: None
    for those it does not want to hear of. Integrity faults are heard always.
    """

    def __init__(self, *, production: bool = False, levels: Mapping[str, Level | None] | None = None) -> None:
        self.production = production
        self.levels: Mapping[str, Level | None] = levels or {}
        self.suppressed: dict[Diagnostic, str] = {}
        """What would be told, were it not for the reason that a file gives."""
        self.counted = Notes()
        """Notes that are to be told, and are not here."""
        self._found: dict[Diagnostic, None] = {}
        self._unwanted: dict[Diagnostic, None] = {}

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for each in diagnostics:
            (self._found if self._is_wanted(each) else self._unwanted)[each] = None

    def suppress(self, reasons: Mapping[Diagnostic, str]) -> None:
        """Tell none of these; ``reasons`` are why."""
        self.suppressed |= {each: reason for each, reason in reasons.items() if each in self._found}
        self._found = {each: None for each in self._found if each not in reasons}

    def serious(self) -> tuple[Collector, Notes]:
        """What is more than a note; and the notes in numbers, with those that are :attr:`counted`."""
        chosen = Collector(production=self.production, levels=self.levels)
        chosen.suppressed = self.suppressed
        others, notes = self._apart(self._found)
        chosen._found = dict.fromkeys(others)
        return chosen, notes.plus(self.counted)

    def in_numbers(self, found: Iterable[Diagnostic]) -> Notes | None:
        """Those of ``found`` that are to be told, where all of them are notes; else None."""
        others, notes = self._apart(filter(self._is_wanted, found))
        return None if others else notes

    def _apart(self, found: Iterable[Diagnostic]) -> tuple[list[Diagnostic], Notes]:
        """What is more than a note, and the notes in numbers."""
        others: list[Diagnostic] = []
        total = waiting = fixable = 0
        severities: dict[str, Severity] = {}
        for each in found:
            severity = Severity.NOTE if each.waits else severities.get(each.fault.code)
            if severity is None:
                severity = severities[each.fault.code] = self.severity(each)
            if severity is not Severity.NOTE:
                others.append(each)
                continue
            total += 1
            waiting += each.waits and self.severity_when_published(each) is not Severity.NOTE
            fixable += each.fix is not None
        return others, Notes(total, waiting, fixable)

    def told(self) -> tuple[list[Diagnostic], dict[Diagnostic, str]]:
        """What :meth:`tell_again` takes: those to tell, in no order, and those suppressed."""
        return list(self._found), self.suppressed

    def tell_again(self, told: tuple[Iterable[Diagnostic], Mapping[Diagnostic, str]]) -> None:
        """Add what another collector for the same site had to tell."""
        found, suppressed = told
        self._found |= dict.fromkeys(found)
        self.suppressed |= suppressed

    def everything(self) -> Iterator[Diagnostic]:
        """What was found, whether the site wants to hear of it or not, in no order; without what is suppressed."""
        yield from self._found
        yield from self._unwanted

    def _is_wanted(self, diagnostic: Diagnostic) -> bool:
        fault = diagnostic.fault
        return fault.level is Level.INTEGRITY or self.levels.get(fault.code, fault.level) is not None

    def only(self, wanted: Callable[[Diagnostic], bool]) -> Collector:
        """Those of the diagnostics that are ``wanted``."""
        chosen = Collector(production=self.production, levels=self.levels)
        chosen.extend(filter(wanted, self._found))
        chosen.suppressed = {each: reason for each, reason in self.suppressed.items() if wanted(each)}
        return chosen

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found, key=lambda diagnostic: diagnostic.order))

    def with_suppressed(self) -> list[Diagnostic]:
        """Those to tell and those suppressed, for programs that can tell them apart."""
        return sorted((*self._found, *self.suppressed), key=lambda diagnostic: diagnostic.order)

    def __len__(self) -> int:
        return len(self._found)

    def severity(self, diagnostic: Diagnostic) -> Severity:
        return diagnostic.severity(production=self.production, level=self.levels.get(diagnostic.fault.code))

    def severity_when_published(self, diagnostic: Diagnostic) -> Severity:
        """Of a fault that waits: what it will be."""
        return self.severity(replace(diagnostic, waits=False))

    @property
    def counts(self) -> Counter[Severity]:
        """How many there are of each severity."""
        return Counter(map(self.severity, self._found)) + Counter({Severity.NOTE: self.counted.total})

    @property
    def fixable(self) -> int:
        """How many can be mended without a person."""
        return sum(each.fix is not None for each in self._found) + self.counted.fixable

    @property
    def has_stricter(self) -> bool:
        """True where something is an error only because the site goes public."""
        return self.production and any(
            self.severity(each) is Severity.ERROR
            and each.severity(production=False, level=self.levels.get(each.fault.code)) is not Severity.ERROR
            for each in self._found
        )

    @property
    def failed(self) -> bool:
        """True where a build must not publish."""
        return any(self.severity(diagnostic) is Severity.ERROR for diagnostic in self._found)
