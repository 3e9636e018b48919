"""Writes one new file into the content folder: whole or not at all, never over another, never through a link."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["NotWrittenError", "write_new"]


class NotWrittenError(Exception):
    """A file could not be written, and nothing was left behind. The message says why, in words."""


def write_new(root: Path, path: str, text: str) -> None:
    """Write ``text`` to a file that is not there yet, at ``path`` in the folder ``root``, and its folders.

    Each folder is opened from the one above it and no link is followed, so nothing outside ``root`` is ever touched,
    whatever somebody changes at this moment. Raises :class:`NotWrittenError`.
    """
    *folders, name = path.split("/")
    opened: list[int] = []
    made: list[tuple[int, str]] = []
    place = str(root)
    try:
        opened.append(os.open(root, os.O_RDONLY | os.O_DIRECTORY))
        for folder in folders:
            place = f"{place}/{folder}"
            with suppress(FileExistsError):
                os.mkdir(folder, dir_fd=opened[-1])
                made.append((opened[-1], folder))
            opened.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=opened[-1]))
        place = f"{place}/{name}"
        _write(name, text.encode(), opened[-1])
    except OSError as error:
        for parent, folder in reversed(made):
            with suppress(OSError):  # somebody else has put something there meanwhile
                os.rmdir(folder, dir_fd=parent)
        raise NotWrittenError(_in_words(error, place)) from error
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _write(name: str, data: bytes, folder: int) -> None:
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=folder)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor
            file.write(data)
    except BaseException:
        os.unlink(name, dir_fd=folder)
        raise


def _in_words(error: OSError, place: str) -> str:
    if isinstance(error, FileExistsError):
        return f"{place} is there already, and stays as it is"
    if Path(place).is_symlink():
        return f"{place} is a link to another place, which Carepress does not follow"
    if isinstance(error, NotADirectoryError):
        return f"{place} is no folder"
    return f"{place} cannot be written: {error.strerror}"
