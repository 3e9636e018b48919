"""Whether the site of the last build still stands: whether anything at all has changed since.

A build that has nothing to do should take the time of looking, not that of loading the site. So a build leaves a digest
of everything that it depended on, and one of the tree that it published. Where both are found again, the outcome is as
it was. Nothing of the content model, of Pelican or of Jinja is needed for that, and nothing of it is imported.
"""

from __future__ import annotations

import datetime as dt
import os
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path

from carepress.build.digest import digest
from carepress.build.pickled import unpickled
from carepress.build.render import Rendered, Why
from carepress.build.store import Last, Store, StoreError
from carepress.build.tree import FileState, OutputError, has_been_built, output_folder
from carepress.build.workers import InBackground
from carepress.diagnostics import Collector, Notes
from carepress.site.code import code_digest
from carepress.site.day import today_in
from carepress.site.outcome import Outcome, Tally
from carepress.site.source_files import SourceFiles

__all__ = ["Standing", "look", "store_path", "to_tell_again", "tree_digest"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a build depends on, as it was when somebody looked, and what of the last build still stands."""

    settings: bytes
    """A digest of the settings and of where everything lies."""
    folders: tuple[Path, ...]
    """The theme, and those in which templates are looked for."""
    frame: bytes
    """A digest of the program, the settings and every file in :attr:`folders`."""
    sources: SourceFiles
    key: bytes
    """One digest of all that and of the day."""
    there: dict[str, FileState] | None = None
    """The files of the output, where the last build had left all of them just so."""
    tree: bytes = b""
    """A digest of :attr:`there`."""
    told: bytes | None = None
    """What the last build reported, where this one would give the same."""

    def outcome(self) -> Outcome | None:
        """What the last build gave, where this one would give the same, its notes counted; else None."""
        if self.told is None or self.there is None:
            return None
        try:
            production, levels, tally, notes, found = unpickled(self.told)
            diagnostics = Collector(production=production, levels=levels)
            diagnostics.counted = Notes(*notes)
            if found:
                import carepress.site.checking  # noqa: F401 - faults travel by their codes, which these modules declare

                diagnostics.tell_again(unpickled(found))
        except StoreError:  # it is damaged; the build begins another
            return None
        return Outcome(diagnostics, Tally(*tally), Rendered(results=dict.fromkeys(self.there, (Why.UNTOUCHED, ()))))

    def after_writing(self, path: str, data: bytes, day: dt.date | None) -> Standing:
        """What the next build of this day will find, once this one has written a table of the content folder."""
        sources = self.sources.after_writing(path, data)
        return replace(self, sources=sources, key=_key(self.frame, day, sources))

    def still(self, day: dt.date | None) -> bool:
        """Whether a build for this day depends on what :attr:`key` says; the content folder is not read again."""
        return self.key == _key(_frame(self.settings, self.folders), day, self.sources)


def look(
    settings: str, day: dt.date | str, content: Path, output: Path, folders: tuple[Path, ...], *, compare: bool
) -> Standing | None:
    """See what a build would depend on. ``compare`` it with the last build.

    ``settings`` says all that the settings say; ``day`` is the day to build for, or the time zone whose today it is;
    ``folders`` are the theme and those in which templates are looked for. None where something is not as a build needs
    it: the build itself says what.
    """
    if not all(folder.is_absolute() and folder.is_dir() for folder in folders):
        return None
    try:
        said = digest(settings, str(content.resolve()), *map(str, folders))
        today = day if isinstance(day, dt.date) else today_in(day)
        frame = _frame(said, folders)
    except (ValueError, KeyError, OSError):
        return None
    reading = InBackground(partial(SourceFiles.read, content))
    published = _published(output, (content, *folders)) if compare else None
    try:
        sources = reading.result()
    except (ValueError, OSError):
        return None
    standing = Standing(said, folders, frame, sources, _key(frame, today, sources))
    if published is None:
        return standing
    there, tree, last = published
    return replace(standing, there=there, tree=tree, told=last.told if last.key == standing.key else None)


def _published(output: Path, protected: tuple[Path, ...]) -> tuple[dict[str, FileState], bytes, Last] | None:
    """The files of the output, a digest of them, and what the build noted that left all of them just so; else None."""
    if not has_been_built(output):
        return None
    try:
        with output_folder(output, protected) as folder:
            there, last = folder.files(), _last(store_path(folder.work, folder.path))
    except OutputError:
        return None
    tree = tree_digest(there)
    return (there, tree, last) if last is not None and last.tree == tree else None


def _last(path: Path) -> Last | None:
    try:
        store = Store(path)
        try:
            return store.last()
        finally:
            store.close()
    except StoreError:
        return None


def _key(frame: bytes, day: dt.date | None, sources: SourceFiles) -> bytes:
    return digest(frame, str(day), sources.digest())


def _frame(settings: bytes, folders: Iterable[Path]) -> bytes:
    return digest(code_digest(), settings, *(digest(str(folder), *_files(folder)) for folder in folders))


def tree_digest(files: Mapping[str, FileState]) -> bytes:
    """Of a whole output: every path, and the state of its file."""
    return digest(repr(sorted(files.items())))


def store_path(work: Path, output: Path) -> Path:
    """Where the store for one output folder lies."""
    return work / f"{output.name}.cache"


def to_tell_again(outcome: Outcome) -> bytes:
    """What of an outcome the next build would have to say again; see :meth:`Standing.outcome`."""
    collector, notes = outcome.diagnostics.serious()
    found = pickle.dumps(collector.told()) if collector.suppressed or len(collector) else b""
    return pickle.dumps((collector.production, dict(collector.levels), astuple(outcome.tally), tuple(notes), found))


def _files(folder: Path) -> Iterable[bytes | str]:
    """Every file below a folder, by name and bytes; what is no file by name and kind. Links are followed, not round.

    Raises :class:`OSError` where something cannot be read.
    """
    been: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        found = place.stat()
        if (found.st_dev, found.st_ino) in been:
            continue
        been.add((found.st_dev, found.st_ino))
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                yield entry.path
                if entry.is_dir():
                    yield "folder"
                    if entry.name != ".git":
                        waiting.append(Path(entry.path))
                elif entry.is_file():
                    yield Path(entry.path).read_bytes()
                else:
                    yield "neither"
