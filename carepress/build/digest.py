"""Digests: short names for content, by which the build knows what it has made already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

__all__ = ["SIZE", "digest", "digest_of_files"]

SIZE = 16
"""Bytes of a digest. With 128 bits, two different inputs among a thousand million have one digest with a probability
below 10⁻²⁰ (birthday bound)."""


def digest(*parts: bytes | str) -> bytes:
    """The digest of several parts. Where one part ends and the next begins counts: ("ab", "c") is not ("a", "bc")."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big") + data)
    return state.digest()


def digest_of_files(paths: Iterable[Path], root: Path) -> bytes:
    """The digest of files with their names below ``root``, in whatever order they are given."""
    parts: list[bytes | str] = []
    for path in sorted(paths):
        parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    return digest(*parts)
