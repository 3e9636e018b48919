"""The files of a content folder, known by what is in them and not yet loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from carepress.build.digest import digest
from carepress.content.folder import Folder, read_bytes, survey

__all__ = ["SourceFiles", "digest_of_file"]


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The files of a content folder, each by a digest of its bytes; an empty one where a file cannot be read."""

    folder: Folder
    digests: Mapping[str, bytes]
    instead: Mapping[str, bytes] = field(default_factory=dict)
    """What to take some files for, whatever is in them."""

    @classmethod
    def read(cls, root: Path, instead: Mapping[str, bytes] | None = None) -> SourceFiles:
        """``instead``: bytes to take in place of those of some files."""
        folder, instead = survey(root), instead or {}
        groups = (folder.articles, folder.pages, folder.people, folder.images, folder.tables)
        paths = [path for group in groups for path in group]
        digests = {
            path: digest_of_file(path, instead[path]) if path in instead else _digest_now(root, path) for path in paths
        }
        return cls(folder, digests, instead)

    @property
    def texts(self) -> int:
        """How many articles and pages there are."""
        return len(self.folder.articles) + len(self.folder.pages)

    def after_writing(self, path: str, data: bytes) -> SourceFiles:
        """The files as they are once a build has written one of the tables."""
        tables = sorted({*self.folder.tables, path})
        return SourceFiles(replace(self.folder, tables=tables), {**self.digests, path: digest_of_file(path, data)})

    def digest(self) -> bytes:
        """One digest of everything that was found."""
        names = (self.folder.seals, self.folder.ignored, self.folder.found)
        return digest(repr(names), *(part for path in sorted(self.digests) for part in (path, self.digests[path])))


def digest_of_file(path: str, data: bytes) -> bytes:
    """Of a file's bytes and its place: two with one digest are loaded with one result."""
    return digest(path, data)


def _digest_now(root: Path, path: str) -> bytes:
    data, _ = read_bytes(root, path)
    return digest_of_file(path, data) if data is not None else b""
