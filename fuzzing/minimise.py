"""The smallest file that still shows what a large one showed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["minimise"]

T = TypeVar("T")


def minimise(data: bytes, shows: Callable[[bytes], bool], *, seconds: float) -> bytes:
    """Take away lines, then characters, for as long as the rest ``shows`` it, but no longer than ``seconds``."""
    end = time.monotonic() + seconds
    pieces: Sequence[bytes] = data.splitlines(keepends=True)
    pieces = _fewer(pieces, lambda kept: shows(b"".join(kept)), end)
    text = b"".join(pieces).decode("utf-8", "surrogateescape")
    characters = _fewer(list(text), lambda kept: shows(_bytes(kept)), end)
    return _bytes(characters)


def _bytes(characters: Sequence[str]) -> bytes:
    return "".join(characters).encode("utf-8", "surrogateescape")


def _fewer(pieces: Sequence[T], shows: Callable[[Sequence[T]], bool], end: float) -> Sequence[T]:
    """Zeller's delta debugging: leave out halves, quarters and so on, until nothing can be left out."""
    size = max(1, len(pieces) // 2)
    while True:
        start, shorter = 0, False
        while start < len(pieces):
            if time.monotonic() > end:
                return pieces
            rest = [*pieces[:start], *pieces[start + size :]]
            if rest and shows(rest):
                pieces, shorter = rest, True
            else:
                start += size
        if size > 1:
            size = max(1, size // 2)
        elif not shorter:
            return pieces
