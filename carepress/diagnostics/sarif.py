"""Prints diagnostics as SARIF, the format in which code hosts and editors take what a checker found."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from carepress.diagnostics.collector import Collector
from carepress.diagnostics.links import Links
from carepress.diagnostics.markdown import rule_in_markdown
from carepress.diagnostics.model import START, Diagnostic, Fault, Severity, Span

__all__ = ["render_sarif"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_sarif(found: Collector, *, prefix: str, links: Links) -> str:
    """One run, sorted by place, with the documentation of every fault that it names.

    Format: SARIF 2.1.0, OASIS Standard, 27 March 2020.
    """
    faults = sorted({diagnostic.fault for diagnostic in found.with_suppressed()}, key=lambda fault: fault.code)
    index = {fault.code: number for number, fault in enumerate(faults)}
    run = {
        "tool": {"driver": {"name": "Carepress", "rules": [_rule(fault, links) for fault in faults]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": each.fault.code,
                "ruleIndex": index[each.fault.code],
                "level": _LEVELS[found.severity(each)],
                "message": {"text": f"{each.message}\nhelp: {each.help}"},
                "locations": [{"physicalLocation": _location(each, prefix)}],
                **_fix(each, prefix),
                **_suppression(found.suppressed.get(each)),
            }
            for each in found.with_suppressed()
        ],
    }
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode("utf-8")


def _rule(fault: Fault, links: Links) -> dict[str, Any]:
    address = links.rule(fault)
    return {
        "id": fault.code,
        "name": fault.slug,
        "shortDescription": {"text": fault.summary},
        "fullDescription": {"text": fault.docs},
        "help": {"text": fault.docs, "markdown": rule_in_markdown(fault)},
        **({"helpUri": address} if address else {}),
        "properties": {"level": fault.level.value},
    }


def _suppression(reason: str | None) -> dict[str, Any]:
    """The file itself gives the reason (SARIF 2.1.0, section 3.35)."""
    return {} if reason is None else {"suppressions": [{"kind": "inSource", "justification": reason}]}


def _fix(diagnostic: Diagnostic, prefix: str) -> dict[str, Any]:
    """What an editor can do at a click; a fix of a whole file's bytes has no place here."""
    if diagnostic.fix is None or not diagnostic.fix.edits:
        return {}
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in diagnostic.fix.edits
    ]
    change = {"artifactLocation": _artifact(diagnostic, prefix), "replacements": replacements}
    return {"fixes": [{"description": {"text": diagnostic.help}, "artifactChanges": [change]}]}


def _artifact(diagnostic: Diagnostic, prefix: str) -> dict[str, str]:
    return {"uri": quote((prefix + diagnostic.path).encode("utf-8", "replace"))}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _location(diagnostic: Diagnostic, prefix: str) -> dict[str, Any]:
    """A fault of a whole file has no region."""
    place: dict[str, Any] = {"artifactLocation": _artifact(diagnostic, prefix)}
    if diagnostic.span != START:
        place["region"] = _region(diagnostic.span)
    return place
