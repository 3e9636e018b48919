"""Keeps a file that is wrong throughout from drowning everything else: one fault is told so often, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from carepress.diagnostics.model import Diagnostic

__all__ = ["MOST", "limited"]

MOST = 100
"""Places in one file at which one fault is told: more than anybody mends before looking again."""


def limited(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What was found, once each, in its order; of what a file has more than :data:`MOST` times, the first of them.

    One more says that there are others. Whoever finds one fault after the other may stop after one more than that.
    """
    every = tuple(dict.fromkeys(found))
    if len(every) <= MOST:
        return every
    counts = Counter((each.path, each.fault) for each in every)
    if max(counts.values()) <= MOST:
        return every
    seen: Counter[tuple[str, object]] = Counter()
    kept: dict[Diagnostic, Diagnostic] = {}
    for each in sorted(every, key=lambda diagnostic: diagnostic.order):
        kind = each.path, each.fault
        seen[kind] += 1
        if seen[kind] <= MOST:
            kept[each] = each
        elif seen[kind] == MOST + 1:
            kept[each] = replace(
                each,
                message=f"this fault stands in more places, from here on; the first {MOST} are told",
                help="mend those above first; so many of one kind often have one cause, such as a text that was "
                "copied with its formatting",
            )
    return tuple(kept[each] for each in every if each in kept)
