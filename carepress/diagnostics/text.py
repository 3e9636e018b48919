"""Prints diagnostics for a person at a terminal: place, code, sentence, excerpt with a caret, help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice

import click
from rich.console import Console

from carepress.diagnostics.collector import Collector
from carepress.diagnostics.literal import literal, program
from carepress.diagnostics.model import START, Diagnostic, Severity

__all__ = ["count_fixable", "count_suppressed", "print_diagnostics", "render_text", "summarise"]

EXCERPT_WIDTH = 100
"""Characters of a source line that are shown: one line of a usual terminal, with room for the gutter."""
BATCH = 1_000
"""Lines that are written at once: one after the other, so many would take longer than finding what is in them."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}

Lines = Callable[[str], list[str]]
"""Gives the lines of a file by its path relative to the content folder; an empty list where it cannot be read."""
Style = Callable[..., str]
"""Takes a text and its style, as :func:`click.style` does."""


def render_text(found: Collector, *, prefix: str, lines: Lines) -> str:
    """All diagnostics as plain text without colour; see :func:`print_diagnostics`."""
    buffer = StringIO()
    print_diagnostics(found, Console(file=buffer), prefix, lines)
    return buffer.getvalue()


def print_diagnostics(
    found: Collector, console: Console, prefix: str, lines: Lines, *, mark_fixable: bool = False
) -> None:
    """Print all diagnostics, sorted by place.

    ``prefix`` is the content folder as the user knows it, put before every path so that a click opens the file.
    """
    has_colour = console.color_system is not None and not console.no_color
    style = click.style if has_colour else _plain
    lines_to_print = _rendered(found, prefix, lines, style, mark_fixable=mark_fixable)
    while text := "".join(islice(lines_to_print, BATCH)):
        click.echo(text, file=console.file, nl=False, color=has_colour)


def _plain(text: str, **_: object) -> str:
    return text


def _rendered(found: Collector, prefix: str, lines: Lines, style: Style, *, mark_fixable: bool) -> Iterator[str]:
    for diagnostic in found:
        severity = found.severity(diagnostic)
        line, column, *_ = diagnostic.span
        place = style(f"{printable(prefix + diagnostic.path)}:{line}:{column}: ", bold=True)
        fault = style(f"{diagnostic.fault.code} {diagnostic.fault.slug}", fg=_COLOURS[severity], bold=True)
        fixable = style(" (fixable)", fg="green") if mark_fixable and diagnostic.fix is not None else ""
        source = [] if diagnostic.span == START else lines(diagnostic.path)
        yield f"{place}{fault}: {printable(diagnostic.message)}{_label(diagnostic, severity, found)}{fixable}\n"
        yield from (f"{style(part, dim=True)}\n" for part in excerpt(diagnostic, source))
        yield f"{style('  help: ', fg='cyan', bold=True)}{printable(diagnostic.help)}\n\n"


def _label(diagnostic: Diagnostic, severity: Severity, found: Collector) -> str:
    """How severe it is, where it is no error; of what waits, how severe it will be."""
    if diagnostic.waits and (later := found.severity_when_published(diagnostic)) is not Severity.NOTE:
        return f" ({later} once it is published)"
    return "" if severity is Severity.ERROR else f" ({severity})"


def excerpt(diagnostic: Diagnostic, lines: list[str]) -> list[str]:
    """The source line with a caret under the fault; nothing for faults of a whole file."""
    span = diagnostic.span
    if span == START or span.line > len(lines):
        return []
    source = lines[span.line - 1]
    start = span.column - 1
    length = span.end_column - span.column if span.end_line == span.line else len(source) - start
    offset = max(0, start - EXCERPT_WIDTH // 2) if len(source) > EXCERPT_WIDTH else 0
    window = printable(source[offset : offset + EXCERPT_WIDTH].replace("\t", " "))
    caret = "^" * max(1, min(length, len(window) - (start - offset)))
    gutter = f"{span.line:>5} | "
    return [gutter + window, " " * 5 + " | " + " " * (start - offset) + caret]


def printable(text: str) -> str:
    """Text from a file made harmless for a terminal: control characters would otherwise move its cursor."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def summarise(found: Collector) -> str:
    """``3 errors, 1 warning``; empty where nothing was found."""
    counts = found.counts
    return ", ".join(
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )


def count_suppressed(found: Collector) -> str:
    """``2 suppressed, with reasons``; empty where nothing is."""
    count = len(found.suppressed)
    return f"{count:,} suppressed, with {'a reason' if count == 1 else 'reasons'}" if count else ""


def count_fixable(found: Collector, options: str = "") -> str:
    """``3 can be mended by `carepress check --fix` ``; empty where none can. ``options``: more of that command."""
    count = found.fixable
    return f"{count:,} can be mended by {literal(f'{program()} check --fix{options}')}" if count else ""
