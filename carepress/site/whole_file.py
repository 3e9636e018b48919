"""Puts bytes into a file of somebody else's folder, whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(place: Path, data: bytes) -> None:
    """By way of a hidden file beside it, which no build looks at: whoever reads meanwhile sees the old, or the new.

    A file that is there keeps its mode, and one that may not be written is not exchanged for another. Raises
    :class:`OSError`, and leaves nothing behind.
    """
    if os.path.lexists(place) and not os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, "it is read-only", str(place))
    beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(place.stat().st_mode))
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
