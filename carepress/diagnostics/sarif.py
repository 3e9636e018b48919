"""Prints diagnostics as SARIF, the format in which code hosts and editors take what a checker found."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from carepress.diagnostics.collector import Collector
from carepress.diagnostics.links import Links
from carepress.diagnostics.markdown import rule_in_markdown
from carepress.diagnostics.model import START, Diagnostic, Fault, Severity

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


def _location(diagnostic: Diagnostic, prefix: str) -> dict[str, Any]:
    """A fault of a whole file has no region."""
    span = diagnostic.span
    place: dict[str, Any] = {"artifactLocation": {"uri": quote((prefix + diagnostic.path).encode("utf-8", "replace"))}}
    if span != START:
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return place
