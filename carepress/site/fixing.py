"""Fixes, planned on a whole content folder in memory and written file by file.

What a plan makes of a file has been checked as a build would check it: a fix that does not mend its fault, or brings
another, is taken back. Nothing is written before all of that is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from carepress.content.folder import read_bytes
from carepress.diagnostics import Collector, Diagnostic, Fix, Level
from carepress.diagnostics.mending import mended
from carepress.site.check import CheckedFolder
from carepress.site.source_files import digest_of_file
from carepress.site.whole_file import write_whole

__all__ = ["FixError", "Mended", "Plan", "plan_fixes", "write_file"]

ROUNDS = 50
"""Checks in a row, each of which may show new faults to fix: fixed front matter lets the text be read."""


_CHANGED = "it has changed in the meantime"


class FixError(Exception):
    """A file that is left as it is. The message says why."""


class Mended(NamedTuple):
    """One file as it was read, as it becomes, and how many of its faults that mends."""

    before: bytes
    after: bytes
    faults: int


class Plan(NamedTuple):
    """What fixes make of a folder."""

    files: dict[str, Mended]
    """By path: those that change."""
    left: dict[str, str]
    """Files that are left alone, and why."""
    refused: int
    """Faults whose fix would have brought another error, or mended nothing."""


Check = Callable[[Mapping[str, bytes]], CheckedFolder]
"""Checks the folder with other bytes in place of those of some files."""
Told = tuple[str, str, str]
"""A fault wherever it stands in its file: path, code and message. Lines move."""


@dataclass(slots=True)
class _Step:
    """What one round has done to one file."""

    data: bytes
    """As it was before."""
    applied: list[Diagnostic]


@dataclass(slots=True)
class _Planner:
    content: Path
    digests: Mapping[str, bytes]
    """Of the files as they were first checked."""
    now: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)
    fixed: Counter[str] = field(default_factory=Counter)
    refused: set[Told] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)
    careful: set[str] = field(default_factory=set)
    """Files in which fixes are applied one by one, because several at once went wrong."""

    def data(self, path: str) -> bytes | None:
        if path not in self.now:
            data, _ = read_bytes(self.content, path)
            if data is None or digest_of_file(path, data) != self.digests[path]:
                self.left[path] = _CHANGED
                return None
            self.now[path] = self.before[path] = data
        return self.now[path]

    def apply(self, found: Iterable[Diagnostic]) -> dict[str, _Step]:
        """One round: everything that can be fixed and has not been refused."""
        by_path: dict[str, list[Diagnostic]] = {}
        for each in found:
            if each.fix is not None and _told(each) not in self.refused:
                by_path.setdefault(each.path, []).append(each)
        steps = {}
        for path, diagnostics in by_path.items():
            if (data := self.data(path)) is None:
                continue
            chosen = diagnostics[:1] if path in self.careful else diagnostics
            fixes = [(each, each.fix) for each in chosen if each.fix is not None]
            after, applied = mended(data, [fix for _, fix in fixes])
            if after != data:
                ours: set[Fix] = set(applied)
                steps[path] = _Step(data, [each for each, fix in fixes if fix in ours])
                self.now[path] = after
        return steps

    def take_back(self, path: str, step: _Step) -> None:
        self.now[path] = step.data
        if len(step.applied) == 1:
            self.refused.add(_told(step.applied[0]))
        self.careful.add(path)


def plan_fixes(content: Path, check: Check, wanted: Callable[[Diagnostic], bool]) -> Plan:
    """What the fixes of ``wanted`` faults make of ``content``, the folder that ``check`` checks."""
    checked = check({})
    plan = _Planner(content, checked.digests)
    for _ in range(ROUNDS):
        steps = plan.apply(each for each in checked.diagnostics if wanted(each))
        if not steps:
            break
        after = check(plan.now)
        wrong = _gone_wrong(steps, checked, after)
        for path, step in steps.items():
            if path in wrong:
                plan.take_back(path, step)
            else:
                plan.fixed[path] += len(step.applied)
        checked = after if not wrong else check(plan.now)
    files = {
        path: Mended(plan.before[path], data, plan.fixed[path])
        for path, data in sorted(plan.now.items())
        if data != plan.before[path]
    }
    return Plan(files, plan.left, len(plan.refused))


def _gone_wrong(steps: Mapping[str, _Step], before: CheckedFolder, after: CheckedFolder) -> set[str]:
    """The files whose fixes have not mended what they should, or have brought an error."""
    told, still = _count(before.diagnostics), _count(after.diagnostics)
    wrong = {
        path for path, step in steps.items() if any(still[_told(each)] >= told[_told(each)] for each in step.applied)
    }
    if not before.broken.isdisjoint(steps):  # what could not be read before has errors that nobody has told yet
        return wrong
    errors = {_told(each) for each in after.diagnostics if each.fault.level is Level.INTEGRITY}
    brought = {path for path, *rest in errors if still[path, rest[0], rest[1]] > told[path, rest[0], rest[1]]}
    return wrong | (brought if brought <= steps.keys() else set(steps))


def _told(diagnostic: Diagnostic) -> Told:
    return diagnostic.path, diagnostic.fault.code, diagnostic.message


def _count(found: Collector) -> Counter[Told]:
    return Counter(map(_told, found))


def write_file(content: Path, path: str, file: Mended) -> None:
    """Put what became of a file in its place, whole or not at all. Raises :class:`FixError`.

    ``content`` has no links in it. A file that has changed since it was read is left alone.
    """
    place = content / path
    try:
        if place.resolve() != place:
            raise FixError("it is a link to another place")
        if place.read_bytes() != file.before:
            raise FixError(_CHANGED)
        write_whole(place, file.after)
    except OSError as error:
        raise FixError(error.strerror or str(error)) from error
