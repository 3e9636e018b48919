"""Prints diagnostics for a program."""

from __future__ import annotations

import json

from carepress.diagnostics.collector import Collector

__all__ = ["render_json"]


def render_json(found: Collector, *, prefix: str) -> str:
    """A JSON list of objects, sorted by place.

    Keys: ``path line column end_line end_column code slug level severity message help fixable suppressed``.
    Lines and columns count from 1. ``suppressed`` is the reason that the file gives, or null: what has one counts for
    nothing.
    """
    objects = [
        {
            "path": prefix + diagnostic.path,
            **diagnostic.span._asdict(),
            "code": diagnostic.fault.code,
            "slug": diagnostic.fault.slug,
            "level": diagnostic.fault.level.value,
            "severity": found.severity(diagnostic).value,
            "message": diagnostic.message,
            "help": diagnostic.help,
            "fixable": diagnostic.fix is not None,
            "suppressed": found.suppressed.get(diagnostic),
        }
        for diagnostic in found.with_suppressed()
    ]
    # A file name that is not UTF-8 comes from the system with characters that no UTF-8 can hold.
    return json.dumps(objects, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode("utf-8")
