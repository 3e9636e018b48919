"""What a build is going to write, before anything is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Artifact", "Product", "collisions", "output_path"]


@dataclass(frozen=True, slots=True)
class Product:
    """One file, one step before its bytes."""

    parts: Mapping[str, bytes]
    """Digests of everything that the file shows, by name. Equal parts give equal bytes; empty where only the bytes
    themselves can tell."""
    produce: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the output.

    ``source`` is the content file that asks for it, ``what`` names it in words; both only for messages.
    """

    path: str
    """Relative to the output folder, with forward slashes."""
    key: bytes
    """A digest of everything that could matter to the file. With the key of the build before, it is not looked at."""
    make: Callable[[], Product]
    source: str
    what: str
    place: str = ""
    """The value of that file that asks for it."""
    slow: bool = False
    """Whether it takes so long to make that a process for it is worth starting."""


def output_path(address: str) -> str:
    """The file behind an address: ``/x/`` → ``x/index.html``, ``/feed.atom`` → ``feed.atom``."""
    path = address.removeprefix("/")
    return path + "index.html" if address.endswith("/") else path


def collisions(artifacts: Iterable[Artifact]) -> Iterator[tuple[Artifact, Artifact]]:
    """Pairs that want one path, the second after the first.

    Paths that differ only by case or by Unicode form are one path on many disks and hosts. A path that another needs as
    a folder collides with it as well.
    """
    owners: dict[str, Artifact] = {}
    folders: dict[str, Artifact] = {}
    for artifact in artifacts:
        key = _key(artifact.path)
        owner = owners.setdefault(key, artifact)
        if owner is not artifact:
            yield owner, artifact
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = artifact
            folder = folder.rpartition("/")[0]
    for folder, artifact in folders.items():
        if (blocker := owners.get(folder)) is not None:
            yield blocker, artifact


def _key(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
