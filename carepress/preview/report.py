"""What the panel says, as plain data: about a page, its file, its faults, and what changed last."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from http import HTTPStatus
from pathlib import Path
from typing import Any

from carepress.diagnostics import START, Collector, Diagnostic, Severity, program
from carepress.diagnostics.text import count_fixable, count_suppressed, printable, summarise
from carepress.preview.editors import editor_link
from carepress.preview.session import Frame, Session, Shown
from carepress.site.report import lines_of, relative, settings_given

__all__ = ["Report"]

FOUND = 12
"""Texts that a search names."""
NAMED = 10
"""Files that were saved at once, and are named one by one."""
OTHERS = 8
"""Files with faults that are named beside another one's page."""
AROUND, LONGEST = 40, 160
"""Characters of an excerpt: before and after what is meant, and of that itself."""
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Report:
    """Answers for the panel, out of a session."""

    def __init__(self, session: Session, editor: str, settings: Path) -> None:
        """``editor``: see :func:`~carepress.preview.editors.editor_link`. ``settings``: the file, for commands."""
        self.session = session
        self.editor = editor
        self.options = settings_given(settings)
        self.trouble = ""
        """What is wrong with the settings, the theme or the templates, so that the last good ones are in use."""
        self.saved: tuple[str, ...] = ()
        """Paths of the content files that changed last."""

    def show(self, address: str) -> Shown:
        """What is at an address of the web server."""
        return self.session.show(self._inside(address))

    def take(self, paths: Collection[str]) -> None:
        """Take notice of changed content files."""
        self.session.refresh(paths)
        self.saved = tuple(sorted(path for path in paths if self.session.kept.knows(path)))

    def reframe(self, frame: Frame) -> None:
        """Show everything in another frame. Raises :class:`~carepress.site.assets.ThemeError`."""
        self.session.reframe(frame)
        self.trouble = ""

    def worry(self, trouble: str) -> None:
        """Say why the frame stays as it was."""
        self.trouble = trouble

    def _inside(self, address: str) -> str:
        """From an address on the host to one from the root of the site."""
        base = self.session.settings.base
        return address.removeprefix(base) if base and address.startswith(f"{base}/") else address

    def state(self, address: str) -> dict[str, Any]:
        """All that the panel shows beside an address."""
        session, inside = self.session, self._inside(address)
        shown = session.show(inside)
        path = session.path(inside)
        if shown.location:
            shown = session.show(self._inside(shown.location))
        found = session.faults(path) if path else None
        faults = [self._fault(each, found) for each in found] if found is not None else []
        faults.sort(key=lambda fault: SEVERITIES.index(fault["severity"]))
        errors = found is not None and found.failed
        return {
            "digest": shown.digest,
            "outdated": bool(shown.problem) or path in session.kept.outdated,
            # What is wrong with the content is said better by its faults.
            "problem": "" if errors else shown.problem,
            "trouble": self.trouble,
            "site": session.settings.name,
            "path": path,
            "missing": shown.status == HTTPStatus.NOT_FOUND,
            "again": f"{program()} preview{self._options(path)}",
            "status": session.status(path),
            "open": self._open(path, 1, 1) if path else "",
            "summary": _summary(found) if found is not None else "",
            "counts": [] if found is None else [count for count in self._counts(found, path) if count],
            "faults": faults,
            "others": self._others(path),
            "saved": [{"path": each, "href": self._href(each)} for each in self.saved if each != path],
        }

    def _counts(self, found: Collector, path: str) -> tuple[str, str]:
        return count_suppressed(found), count_fixable(found, self._options(path))

    def _options(self, path: str) -> str:
        """What a command says of this site, and of one of its files if there is such a file."""
        known = path and self.session.kept.knows(path)
        return f"{self.options} {shlex.quote(relative(self.session.content / path))}" if known else self.options

    def _fault(self, each: Diagnostic, found: Collector) -> dict[str, Any]:
        whole = each.span == START
        return {
            "severity": found.severity_when_published(each),
            "waits": each.waits,
            "code": each.fault.code,
            "slug": each.fault.slug,
            "message": each.message,
            "help": each.help,
            "why": each.fault.docs,
            "line": 0 if whole else each.span.line,
            "open": self._open(each.path, each.span.line, each.span.column),
            "excerpt": () if whole else _excerpt(each, lines_of(self.session.content)(each.path)),
        }

    def _others(self, path: str) -> list[dict[str, Any]]:
        """Other files that a build would refuse."""
        found = self.session.elsewhere(path)
        serious = found.only(lambda each: found.severity(each) is Severity.ERROR)
        paths = list(dict.fromkeys(each.path for each in serious))
        return (
            [
                {
                    "path": each,
                    "href": self._href(each),
                    "summary": summarise(serious.only(lambda fault, each=each: fault.path == each)),  # type: ignore[misc]
                }
                for each in paths[:OTHERS]
            ]
            + ([{"path": "", "more": len(paths) - OTHERS}] if len(paths) > OTHERS else [])
        )

    def search(self, typed: str) -> list[dict[str, str]]:
        """Texts that somebody may be looking for."""
        return [
            {
                "title": text.head.title,
                "path": text.path,
                "href": self._href(text.path),
                "status": self.session.status(text.path),
            }
            for text in self.session.search(typed, FOUND)
        ]

    def lines(self, paths: Collection[str]) -> list[str]:
        """For the terminal: the files that were saved, and what is wrong with them."""
        known = sorted(path for path in paths if self.session.kept.knows(path))
        if len(known) > NAMED:
            return [f"{len(known):,} files"]
        return [f"{printable(path)}: {summarise(self.session.faults(path)) or 'no faults'}" for path in known]

    def _href(self, path: str) -> str:
        return self.session.href(path)

    def _open(self, path: str, line: int, column: int) -> str:
        return editor_link(self.editor, Path(self.session.content, path), line, column)


def _summary(found: Collector) -> str:
    """How much there is to mend; in a draft, how much of it before anybody can read it."""
    waiting = [each for each in found if each.waits and found.severity_when_published(each) is not Severity.NOTE]
    if not waiting:
        return summarise(found)
    others = summarise(found.only(lambda each: each not in waiting))
    return f"{len(waiting)} to mend before you publish it" + (f", {others}" if others else "")


def _excerpt(each: Diagnostic, lines: list[str]) -> tuple[str, str, str]:
    """The words of the first line that are meant, with what stands before and after them there."""
    span = each.span
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    before, marked, after = line[:start], line[start:end], line[end:]
    before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
    after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    marked = f"{marked[:LONGEST]}…" if len(marked) > LONGEST else marked
    return (
        printable(before.replace("\t", " ")),
        printable(marked.replace("\t", " ")),
        printable(after.replace("\t", " ")),
    )
