"""Prints diagnostics as a Code Quality report: GitLab shows each at its line of the merge request."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256

from carepress.diagnostics.collector import Collector
from carepress.diagnostics.model import Diagnostic, Severity

__all__ = ["render_gitlab"]

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(found: Collector, *, prefix: str) -> str:
    """A JSON list of objects, sorted by place.

    Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    seen: Counter[str] = Counter()
    objects = [
        {
            "description": f"{each.message}\nhelp: {each.help}",
            "check_name": f"{each.fault.code} {each.fault.slug}",
            "fingerprint": _fingerprint(each, seen),
            "severity": _SEVERITIES[found.severity(each)],
            "location": {"path": prefix + each.path, "lines": {"begin": each.span.line}},
        }
        for each in found
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode("utf-8")


def _fingerprint(diagnostic: Diagnostic, seen: Counter[str]) -> str:
    """One for each fault, and the same when other lines of the file move it: GitLab asks it what is new."""
    what = f"{diagnostic.fault.code}\0{diagnostic.path}\0{diagnostic.message}"
    seen[what] += 1
    return sha256(f"{what}\0{seen[what]}".encode("utf-8", "replace")).hexdigest()
