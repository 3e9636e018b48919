"""Says what a build did: on the terminal for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.markup import escape

from carepress.content.folder import read_bytes
from carepress.diagnostics.json import render_json
from carepress.diagnostics.text import print_diagnostics, printable, summarise
from carepress.site.building import Outcome, Tally

__all__ = ["Reporter"]

FAULTS, USAGE = 1, 2


class Reporter:
    """``content`` is the content folder, for paths and excerpts."""

    def __init__(
        self,
        content: Path,
        *,
        style: Literal["text", "json"] = "text",
        list_files: bool = False,
    ) -> None:
        self.content = content
        self.style = style
        self.list_files = list_files
        self.out = Console(highlight=False, soft_wrap=True, emoji=False)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)

    def outcome(self, outcome: Outcome, output: Path) -> int:
        """Print faults and the count. Returns 0 where the site was published, else 1."""
        prefix = relative(self.content) + "/"
        if self.style == "json":
            click.echo(render_json(outcome.diagnostics, prefix=prefix))
        else:
            print_diagnostics(outcome.diagnostics, self.err, prefix, lines_of(self.content))
        say = self.err if self.style == "json" else self.out
        counts = summarise(outcome.diagnostics)
        if outcome.files is None:
            self.err.print(f"[bold red]Not built:[/] {counts}. Nothing was changed in {escape(relative(output))}.")
        else:
            files = f"{outcome.files:,} files in {escape(relative(output))}"
            say.print(f"[bold green]Built:[/] {files}{f'; {counts}' if counts else ''}.")
        self.tally(outcome.tally, say, built=outcome.files is not None)
        return FAULTS if outcome.files is None else 0

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
        for line in message.splitlines():
            self.err.print(f"[bold red]error:[/] {escape(line)}")
        return USAGE

    def failure(self, message: str) -> int:
        self.err.print(f"[bold red]error:[/] {escape(message)}")
        return FAULTS


def _singular(name: str, paths: list[str]) -> str:
    return name.removesuffix("s") if name == "drafts" and len(paths) == 1 else name


def relative(path: Path) -> str:
    """A path as somebody in the working directory would write it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def lines_of(root: Path) -> Callable[[str], list[str]]:
    """Reads the lines of files for excerpts, each file once."""
    known: dict[str, list[str]] = {}

    def lines(path: str) -> list[str]:
        if path not in known:
            data, _ = read_bytes(root, path)
            text = (data or b"").decode("utf-8", errors="replace")
            known[path] = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return known[path]

    return lines
