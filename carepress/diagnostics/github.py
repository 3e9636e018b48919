"""Prints diagnostics as annotations of a GitHub workflow: the code host shows each at its line of the pull request."""

from __future__ import annotations

from carepress.diagnostics.collector import Collector
from carepress.diagnostics.model import Diagnostic, Severity
from carepress.diagnostics.text import printable

__all__ = ["render_github"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(found: Collector, *, prefix: str) -> str:
    """A workflow command a line, sorted by place.

    Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    text = "\n".join(_line(diagnostic, found.severity(diagnostic), prefix) for diagnostic in found)
    # A file name that is not UTF-8 comes from the system with characters that no UTF-8 can hold.
    return text.encode("utf-8", "replace").decode("utf-8")


def _line(diagnostic: Diagnostic, severity: Severity, prefix: str) -> str:
    span, fault = diagnostic.span, diagnostic.fault
    properties = {
        "file": prefix + diagnostic.path,
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": f"{fault.code} {fault.slug}",
    }
    if span.line != span.end_line:  # columns mean something within one line only
        del properties["col"], properties["endColumn"]
    listed = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[severity]} {listed}::{_escaped(diagnostic.message)}%0Ahelp: {_escaped(diagnostic.help)}"


def _escaped(text: str) -> str:
    """Without what would end the line, begin another command, or move the cursor of who reads the log."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
