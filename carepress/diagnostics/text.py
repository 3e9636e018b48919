"""Prints diagnostics for a person at a terminal: place, code, sentence, excerpt with a caret, help."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from rich.console import Console
from rich.text import Text

from carepress.diagnostics.collector import Collector
from carepress.diagnostics.model import START, Diagnostic, Severity

__all__ = ["count_fixable", "count_suppressed", "print_diagnostics", "render_text", "summarise"]

EXCERPT_WIDTH = 100
"""Characters of a source line that are shown: one line of a usual terminal, with room for the gutter."""

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold blue"}

Lines = Callable[[str], list[str]]
"""Gives the lines of a file by its path relative to the content folder; an empty list where it cannot be read."""


def render_text(found: Collector, *, prefix: str, lines: Lines) -> str:
    """All diagnostics as plain text without colour; see :func:`print_diagnostics`."""
    buffer = StringIO()
    print_diagnostics(found, Console(file=buffer, width=10_000, no_color=True, highlight=False), prefix, lines)
    return buffer.getvalue()


def print_diagnostics(
    found: Collector, console: Console, prefix: str, lines: Lines, *, mark_fixable: bool = False
) -> None:
    """Print all diagnostics, sorted by place.

    ``prefix`` is the content folder as the user knows it, put before every path so that a click opens the file.
    """
    for diagnostic in found:
        severity = found.severity(diagnostic)
        line, column, *_ = diagnostic.span
        place = f"{printable(prefix + diagnostic.path)}:{line}:{column}: "
        head = Text.assemble(
            (place, "bold"),
            (f"{diagnostic.fault.code} {diagnostic.fault.slug}", _COLOURS[severity]),
            f": {printable(diagnostic.message)}{_label(diagnostic, found)}",
            (" (fixable)" if mark_fixable and diagnostic.fix is not None else "", "green"),
        )
        source = [] if diagnostic.span == START else lines(diagnostic.path)
        parts = [head, *(Text(part, style="dim") for part in excerpt(diagnostic, source))]
        parts += [Text.assemble(("  help: ", "bold cyan"), printable(diagnostic.help)), Text()]
        console.print(Text("\n").join(parts), soft_wrap=True)


def _label(diagnostic: Diagnostic, found: Collector) -> str:
    """How severe it is, where it is no error; of what waits, how severe it will be."""
    severity = found.severity_when_published(diagnostic)
    if diagnostic.waits and severity is not Severity.NOTE:
        return f" ({severity} once it is published)"
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
    counts = [(found.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)


def count_suppressed(found: Collector) -> str:
    """``2 suppressed, with reasons``; empty where nothing is."""
    count = len(found.suppressed)
    return f"{count:,} suppressed, with {'a reason' if count == 1 else 'reasons'}" if count else ""


def count_fixable(found: Collector) -> str:
    """``3 can be mended by `carepress check --fix` ``; empty where none can."""
    count = sum(diagnostic.fix is not None for diagnostic in found)
    return f"{count:,} can be mended by `carepress check --fix`" if count else ""
