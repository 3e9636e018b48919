"""What a build is going to write, before anything is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Artifact", "collisions", "output_path"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the output.

    ``source`` is the content file that asks for it, ``what`` names it in words; both only for messages.
    """

    path: str
    """Relative to the output folder, with forward slashes."""
    produce: Callable[[], bytes]
    source: str
    what: str
    place: str = ""
    """The value of that file that asks for it."""


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
    ordered = list(artifacts)
    for artifact in ordered:
        owner = owners.setdefault(_key(artifact.path), artifact)
        if owner is not artifact:
            yield owner, artifact
    for artifact in ordered:
        parts = _key(artifact.path).split("/")
        for depth in range(1, len(parts)):
            if (blocker := owners.get("/".join(parts[:depth]))) is not None:
                yield blocker, artifact


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
