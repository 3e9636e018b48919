"""Finds what somebody probably meant to type."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["did_you_mean"]

MANY = 200
"""Words above which only those with the same first letter are compared: most slips are made later in a word."""

CUTOFF = 0.7
"""Similarity from 0 to 1 below which a suggestion confuses more than it helps (difflib's ratio)."""


def did_you_mean(typed: str, known: Iterable[str]) -> str | None:
    """The known word nearest to ``typed``, whatever its case, hyphens and underscores; None if none is near."""

    def plain(word: str) -> str:
        return word.casefold().replace("_", "-").replace(" ", "-")

    by_plain = {plain(word): word for word in sorted(known)}
    if len(by_plain) > MANY:
        by_plain = {name: word for name, word in by_plain.items() if name[:1] == plain(typed)[:1]}
    nearest = get_close_matches(plain(typed), by_plain, n=1, cutoff=CUTOFF)
    return by_plain[nearest[0]] if nearest else None
