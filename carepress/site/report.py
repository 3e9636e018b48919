"""Says what a build did: on the terminal for people, as JSON for programs."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import unified_diff
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar
from rich.text import Text

from carepress.build.render import Rendered
from carepress.content.folder import ADDRESSES, read_bytes
from carepress.diagnostics import Collector, literal, program
from carepress.diagnostics.github import render_github
from carepress.diagnostics.gitlab import render_gitlab
from carepress.diagnostics.json import render_json
from carepress.diagnostics.markdown import render_markdown
from carepress.diagnostics.mending import MARK
from carepress.diagnostics.sarif import render_sarif
from carepress.diagnostics.text import count_fixable, count_suppressed, print_diagnostics, printable, summarise
from carepress.site.outcome import Outcome, Progress, Tally

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

__all__ = ["Reporter"]

FAULTS, USAGE = 1, 2
LONG = 500
"""Files from which on progress is worth showing: some two seconds of work."""
SHORTEST = 0.05
"""Seconds from which a phase is worth naming."""


_DIFF_COLOURS = {"-": "red", "+": "green", "@": "cyan", "#": "cyan"}
_FOR_PROGRAMS: dict[str, Callable[..., str]] = {
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
    "markdown": render_markdown,
}


class Reporter:
    """``content`` is the content folder, for paths and excerpts."""

    def __init__(
        self,
        content: Path,
        *,
        style: Literal["text", "json"] = "text",
        list_files: bool = False,
        explain: str | None = None,
    ) -> None:
        self.content = content
        self.style = style
        self.list_files = list_files
        self.explain = explain
        if isinstance(sys.stdout, TextIOWrapper):
            # As the error stream does: a terminal that knows few letters must not end the program.
            sys.stdout.reconfigure(errors="backslashreplace")
        self.out = Console(highlight=False, soft_wrap=True, emoji=False)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)

    def outcome(self, outcome: Outcome, output: Path) -> int:
        """Print faults, what was done and the count. Returns 0 where the site was published, else 1."""
        found = outcome.diagnostics
        faults, notes = found.serious()
        self.faults(faults if self.style == "text" else found, self.style)
        say = self.err if self.style == "json" else self.out
        counts = summarise(faults)
        rendered = outcome.rendered
        if rendered is None:
            say.print(f"[bold red]Not built:[/] {counts}. Nothing was changed in {escape(relative(output))}.")
            if found.has_stricter:
                say.print("This build is for production, where a warning stops it too.")
        else:
            files = f"{len(rendered.results):,} files in {escape(relative(output))}"
            say.print(f"[bold green]Built:[/] {files}{f'; {counts}' if counts else ''}.")
            self.work(outcome, rendered, say)
            self.remembered(outcome, say)
        if notes.total:
            what = "advice, and faults of what is not published" if notes.waiting else "advice"
            count = f"{notes.total:,} note{'' if notes.total == 1 else 's'}"
            say.print(f"{count}: {what}, which {literal(f'{program()} check')} lists", markup=False)
        if suppressed := count_suppressed(found):
            say.print(suppressed)
        if fixable := count_fixable(found):
            say.print(fixable, markup=False)
        self.tally(outcome.tally, say, built=rendered is not None)
        if rendered is not None and self.explain:
            self.reasons(rendered, say)
        return FAULTS if rendered is None else 0

    def faults(
        self, found: Collector, style: str, *, mark_fixable: bool = False, to: Console | None = None, **more: object
    ) -> None:
        """Each fault. ``to``: where it is printed for people, if not on the output.

        ``more``: what the function that prints this style for programs wants to know besides.
        """
        prefix = relative(self.content) + "/"
        if style == "text":
            print_diagnostics(found, to or self.out, prefix, lines_of(self.content), mark_fixable=mark_fixable)
        else:
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8")  # as programs expect it: RFC 8259, 8.1
            text = _FOR_PROGRAMS[style](found, prefix=prefix, **more)
            click.echo(text.removesuffix("\n"), nl=bool(text))

    def checked(self, found: Collector, texts: int, *, looked: bool, quiet: bool, tell_fixable: bool) -> None:
        """What a check comes to. ``texts`` is how many were checked; 0 where somebody asked for some of them.

        ``looked`` is False where none of those was looked at: then there is nothing to say.
        """
        if not looked:
            return
        counts = summarise(found)
        of = f" in {texts:,} articles and pages" if texts else ""
        words = f"[bold red]Found:[/] {counts}{of}." if counts else f"[bold green]No faults[/]{of}."
        also = (count_suppressed(found), count_fixable(found) if tell_fixable else "")
        (self.err if quiet else self.out).print(" ".join([words, *(f"{count}." for count in also if count)]))

    def not_looked_at(self, paths: Iterable[str]) -> None:
        """Hidden files and folders that somebody asked about."""
        for path in paths:
            name = printable(relative(self.content / path))
            self.err.print(f"not looked at, as its name begins with a dot: {name}", markup=False)

    def difference(self, path: str, before: bytes, after: bytes) -> None:
        """What becomes of a file, as a unified diff; line ends and a byte-order mark in words."""
        name = printable(relative(self.content / path))
        old, new = (data.decode("utf-8") for data in (before, after))
        lines = [f"--- {name}", f"+++ {name}"]
        lines += [] if new.startswith(MARK) == old.startswith(MARK) else ["# the byte-order mark is taken away"]
        lines += [] if ("\r" in new) == ("\r" in old) else ["# the lines end with LF"]
        lines += list(unified_diff(_lines(old), _lines(new), lineterm=""))[2:]
        colour = self.out.is_terminal and not self.out.no_color
        for line in lines:
            shown = "\t".join(map(printable, line.split("\t")))
            # Rich would make spaces of tabs.
            click.echo(click.style(shown, fg=_DIFF_COLOURS.get(line[:1])) if colour else shown, color=colour)

    def fixed(
        self, faults: Mapping[str, int], left: Mapping[str, str], refused: int, *, done: bool, quiet: bool
    ) -> None:
        """How many faults were mended in which files, and which files were left as they are, and why.

        ``refused`` are faults whose fix would have brought another error. ``quiet``: the output is for a program,
        or a difference.
        """
        say = self.err if quiet else self.out
        for path, why in left.items():
            say.print(Text(f"not fixed: {printable(relative(self.content / path))}: {why}"))
        count, files = sum(faults.values()), len(faults)
        if refused:
            say.print(
                f"{refused:,} left to you: with what is certain to be mended there, something else would be wrong."
            )
        if not count:
            say.print("Fixed nothing." if left or refused else "Nothing to fix.")
            return
        words = "Fixed" if done else "Can be fixed:"
        of = f"{count:,} fault{'' if count == 1 else 's'} in {files:,} file{'' if files == 1 else 's'}"
        say.print(f"[bold green]{words}[/] {of}.")

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Shows long work: as a bar at a terminal, else as one line when it begins."""
        told: dict[str, TaskID] = {}
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = ProgressBar(*columns, console=self.err, transient=True, disable=not self.err.is_terminal)

        def update(phase: str, done: int, total: int) -> None:
            if total < LONG:
                return
            if phase not in told:
                told[phase] = bar.add_task(phase, total=total)
                if not self.err.is_terminal:
                    self.err.print(f"{phase}: {total:,} files …")
            bar.update(told[phase], completed=done)

        with bar:
            yield update

    def work(self, outcome: Outcome, rendered: Rendered, say: Console) -> None:
        """What this build had to do, and how long that took."""
        removed = len(outcome.removed) + len(outcome.foreign)
        say.print(f"{rendered.made:,} files made, {rendered.reused:,} reused, {removed:,} removed; {_took(outcome)}")
        for path in outcome.foreign:
            say.print(f"  removed, no page of this site: {printable(path)}", markup=False)

    def remembered(self, outcome: Outcome, say: Console) -> None:
        """What the list of published addresses gained, and what went wrong there."""
        if count := outcome.remembered:
            place = printable(relative(self.content / ADDRESSES))
            more = f"{count:,} new address{'' if count == 1 else 'es'}"
            say.print(f"{more} in {place}, which watches over them: commit it with the content", markup=False)
        for remark in outcome.remarks:
            self.err.print(f"[bold yellow]warning:[/] {escape(printable(remark))}")

    def reasons(self, rendered: Rendered, say: Console) -> None:
        """Why each file that was asked about was made, or was not."""
        wanted = str(self.explain).strip("/")
        place = Path(str(self.explain)).absolute()
        names = {wanted, place.relative_to(self.content).as_posix()} if place.is_relative_to(self.content) else {wanted}
        asked = {
            path: result
            for path, result in rendered.results.items()
            if not names.isdisjoint((path, path.removesuffix("/index.html"), rendered.sources.get(path)))
        }
        for path, (why, changed) in asked.items():
            parts = f": {', '.join(changed)}" if changed else ""
            say.print(f"{printable(path)}: {why}{parts}", markup=False)
        if not asked:
            say.print(
                f"{printable(wanted)}: no file of this site, and no content file that one is made from", markup=False
            )

    def tally(self, tally: Tally, say: Console, *, built: bool) -> None:
        """The count that adds up; each file by name where that was asked for."""
        groups = {name: paths for name, paths in tally.groups().items() if paths or name != "with errors"}
        if built:
            sum_ = " + ".join(f"{len(paths):,} {_singular(name, paths)}" for name, paths in groups.items())
            say.print(f"{tally.found:,} articles and pages found = {sum_}")
        else:
            unread = f", {len(tally.faulty):,} of them with errors in the front matter" if tally.faulty else ""
            say.print(f"{tally.found:,} articles and pages found{unread}")
        named = groups if self.list_files else {name: groups.get(name, []) for name in ("held back", "with errors")}
        for name, paths in named.items():
            for path in paths:
                say.print(f"  {name}: {printable(path)}", markup=False)
        if self.list_files:
            for path in tally.ignored:
                say.print(f"  hidden file, not looked at: {printable(path)}", markup=False)

    def usage(self, message: str) -> int:
        """Say what is wrong with the command or the settings: an error in each line."""
        for line in message.split("\n"):
            self._error(line)
        return USAGE

    def failure(self, message: str) -> int:
        """Say why it could not be done: one error, and in further lines what belongs to it."""
        first, *more = message.split("\n")
        self._error(first)
        for line in more:
            self.err.print(f"  {escape(printable(line))}")
        return FAULTS

    def _error(self, words: str) -> None:
        """Names of files stand in them as they are: a terminal must not take them for commands."""
        self.err.print(f"[bold red]error:[/] {escape(printable(words))}")


def _lines(text: str) -> list[str]:
    """As an editor sees them; what a file ends with is shown as git shows it."""
    lines = text.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if not lines[-1] else [*lines[:-1], f"{lines[-1]} (no line end)"]


def _took(outcome: Outcome) -> str:
    """Seconds by phase, and the memory of the largest process."""
    seconds = outcome.seconds
    phases = ", ".join(f"{name} {spent:.1f}" for name, spent in seconds.items() if spent >= SHORTEST)
    took = f"{sum(seconds.values()):.1f} s{f' ({phases})' if phases else ''}"
    if resource is None:
        return took
    kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    if sys.platform == "darwin":  # which counts bytes
        kilobytes //= 1024
    return f"{took}, {kilobytes // 1024:,} MB of memory"


def _singular(name: str, paths: list[str]) -> str:
    return name.removesuffix("s") if name == "drafts" and len(paths) == 1 else name


def relative(path: Path) -> str:
    """A path as somebody in the working directory would write it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def settings_given(settings: Path) -> str:
    """The option that names a settings file, with a space before it; empty for the one that needs none."""
    return "" if settings == Path("pelicanconf.py") else f" --settings {shlex.quote(str(settings))}"


def lines_of(root: Path) -> Callable[[str], list[str]]:
    """Reads the lines of files for excerpts. Remembers the last file: diagnostics come sorted by their files."""

    @lru_cache(maxsize=1)
    def lines(path: str) -> list[str]:
        data, _ = read_bytes(root, path)
        text = (data or b"").decode("utf-8", errors="replace").removeprefix("\ufeff")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n")

    return lines
