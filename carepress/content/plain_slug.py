"""What a name is called in an address, for a help: letters of Latin script lose their marks and are not lost.

Names for new articles are made by :mod:`carepress.plugin.slug`, by Pelican's rules, which only that floor knows.
"""

from __future__ import annotations

import unicodedata

__all__ = ["plain_slug"]

_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "ng", "ŧ": "t"}
)
"""Letters of Latin script that Unicode does not take apart into a plain one and a mark; ß is ss without case."""


def plain_slug(text: str) -> str:
    """``Gefäße heute`` → ``gefasse-heute``; empty where a text has no letter of Latin script and no digit."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in plain).split())
