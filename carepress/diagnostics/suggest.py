"""Finds what somebody probably meant to type."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["did_you_mean"]

CUTOFF = 0.7
"""Similarity from 0 to 1 below which a suggestion confuses more than it helps (difflib's ratio)."""


def did_you_mean(typed: str, known: Iterable[str]) -> str | None:
    """The known word nearest to ``typed``, whatever its case, hyphens and underscores; None if none is near."""

    def plain(word: str) -> str:
        return word.casefold().replace("_", "-").replace(" ", "-")

    by_plain = {plain(word): word for word in sorted(known)}
    nearest = get_close_matches(plain(typed), by_plain, n=1, cutoff=CUTOFF)
    return by_plain[nearest[0]] if nearest else None
