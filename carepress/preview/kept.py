"""A content folder held in memory and kept as it is on the disk, a few files at a time.

A file that cannot be loaded any more stays what it was when it could be: its editor is in the middle of a change.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from carepress.build.digest import digest
from carepress.build.store import Store, StoreError
from carepress.content.folder import ADDRESSES, read_bytes, survey
from carepress.content.library import Library
from carepress.content.loading import Loader
from carepress.content.model import Details, Text
from carepress.content.suppression import Suppressed
from carepress.diagnostics import Collector, Diagnostic
from carepress.site.code import parsing_code
from carepress.site.outcome import Progress
from carepress.site.source_files import SourceFiles
from carepress.site.sources import key_of, library_of, load_file, load_sources, sorts_of

__all__ = ["KeptFolder"]


class KeptFolder:
    """Loaded once, from what a build's store knows where that is lent; refreshed from then on.

    Belongs to one thread from the first :meth:`refresh` or look at a text's details.
    """

    def __init__(
        self, root: Path, lang: str, store: Store | None, *, jobs: int, progress: Progress | None = None
    ) -> None:
        self._root = root
        self._lang = lang
        self._loader = Loader(lang)
        found = Collector()
        sources = load_sources(
            root,
            lang,
            found,
            store,
            parsing_code(),
            jobs=jobs,
            progress=progress and (lambda done, total: progress("load", done, total)),
        )
        self.folder = sources.folder
        self.close = sources.close
        """At the end, in the thread that this belongs to."""
        library = sources.library
        self._details: dict[str, Details] = {}
        self._stored = {text.path: text for text in library.texts}
        names = {path.rsplit("/", 1)[-1].removesuffix(".yaml"): path for path in self.folder.people}
        tables = {"topics.yaml": library.topics, "glossary.yaml": library.glossary, ADDRESSES: library.published}
        self._values: dict[str, Any] = {
            **{text.path: self._same(text) for text in library.texts},
            **{names[name]: person for name, person in library.people.items()},
            **{path: table for path, table in tables.items() if path in self.folder.tables},
            **{f"images/{image.path}": image for image in library.images.values()},
        }
        self._found: dict[str, tuple[Diagnostic, ...]] = {}
        surveyed = set(self.folder.found)
        for diagnostic in found:
            if diagnostic not in surveyed:
                self._found[diagnostic.path] = (*self._found.get(diagnostic.path, ()), diagnostic)
        self._suppressed = dict(sources.suppressed)
        self._keys, self._code = dict(sources.keys), sources.code
        self.outdated: set[str] = set()
        """Paths of files that are shown as they were, since they cannot be loaded as they are."""

    def changed(self) -> frozenset[str]:
        """Paths of the files that are not what they were when they were loaded."""
        files = SourceFiles.read(self._root).digests
        keys = {path: digest(self._code, files[path]) if files.get(path) else b"" for path in {*files, *self._keys}}
        return frozenset(path for path, key in keys.items() if self._keys.get(path) != key)

    def refresh(self, changed: Collection[str]) -> bool:
        """Load anew what has ``changed``: paths of files or of folders. True where more than bodies of texts did."""
        known, misplaced = sorts_of(self.folder), self.folder.found
        if any(path not in known or not (self._root / path).is_file() for path in changed):
            self.folder = survey(self._root)
        sorts = sorts_of(self.folder)
        gone = known.keys() - sorts.keys()
        for path in gone:
            for table in (self._values, self._found, self._details, self._stored, self._suppressed, self._keys):
                table.pop(path, None)
            self.outdated.discard(path)
        more = bool(gone) or self.folder.found != misplaced
        folders = tuple(f"{path}/" for path in changed if path not in sorts)  # one that was moved names no file in it
        for path, sort in sorts.items():
            if path in changed or path not in known or path.startswith(folders):
                more |= self._load(path, sort)
        return more

    def _load(self, path: str, sort: str) -> bool:
        """One file. True where others can see the difference."""
        data, unreadable = read_bytes(self._root, path)
        self._keys[path] = key_of(self._code, path, data) if data is not None else b""
        loaded = load_file(self._loader, path, data, sort) if data is not None else None
        found = loaded.found if loaded is not None else tuple(unreadable)
        value = loaded.value if loaded is not None else None
        if found:
            self._found[path] = found
        else:
            self._found.pop(path, None)
        old = self._values.get(path)
        if value is None:
            if old is not None:
                self.outdated.add(path)
            return old is None
        self._suppressed[path] = loaded.suppressed if loaded is not None else ()
        was_outdated = path in self.outdated
        self.outdated.discard(path)
        if not isinstance(value, Text):
            self._values[path] = value
            return True
        self._details[path] = value.details
        if isinstance(old, Text) and _seen(old) == _seen(value):
            return was_outdated
        self._values[path] = self._same(value)
        return True

    def _same(self, text: Text) -> Text:
        """A text whose details can become others."""
        return type(text)(text.path, text.slug, text.lang, text.head, self._fetch, text.links)

    def _fetch(self, path: str) -> Details:
        """The details of a text: those of the last change, else those that were loaded at first."""
        if path not in self._details:
            try:
                return self._stored[path].details
            except StoreError:  # a build has begun another store
                self._load(path, sorts_of(self.folder)[path])
        return self._details[path]

    def knows(self, path: str) -> bool:
        """Whether there is such a file, and the folder is where it belongs."""
        return path in sorts_of(self.folder)

    def library(self) -> Library:
        """The folder's files as a library, with what is known of those that cannot be loaded now."""
        return library_of(self._lang, self.folder, self._values, self.found())

    def suppressed(self, path: str) -> tuple[Suppressed, ...]:
        """What a file does not want to be told."""
        return self._suppressed.get(path, ())

    def found(self) -> list[Diagnostic]:
        """What is wrong with the form of files, and with files that have no place here."""
        return [*self.folder.found, *(each for found in self._found.values() for each in found)]


def _seen(text: Text) -> tuple[object, ...]:
    """What others can see of a text, and what the rules for others can."""
    return text.slug, text.lang, text.head, text.links
