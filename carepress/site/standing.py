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
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from carepress.build.digest import digest
from carepress.build.render import Rendered, Why
from carepress.build.store import Store, StoreError
from carepress.build.tree import FileState, output_folder
from carepress.diagnostics import Collector
from carepress.site.code import code_digest
from carepress.site.outcome import Outcome, Tally
from carepress.site.source_files import SourceFiles

__all__ = ["Standing", "outcome_to_keep", "store_path", "tree_digest"]

_PLAIN = (str, int, float, bool, type(None), dt.date, Path)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a build depends on, as it is now."""

    content: Path
    output: Path
    frame: tuple[Path, ...]
    """The theme, and the folders in which templates are looked for."""
    settings: bytes
    sources: SourceFiles
    day: dt.date | str
    """The day to build for, or the time zone whose today it is."""
    key: bytes = b""
    """One digest of it all, as it was at first."""

    @classmethod
    def of(cls, values: Mapping[str, Any], content: Path, output: Path) -> Standing | None:
        """``values`` is what the settings file says.

        None where that is more than a digest can hold (a function, say) or where a plugin may do what we cannot see.
        """
        day = values.get("CAREPRESS_TODAY") or values.get("TIMEZONE")
        frame = [*(values.get("THEME_TEMPLATES_OVERRIDES") or ()), values.get("THEME")]
        if values.get("PLUGINS") or not isinstance(day, dt.date | str) or not all(isinstance(e, str) for e in frame):
            return None
        try:
            settings = digest(_plain(values))
            standing = cls(content.resolve(), output, tuple(map(Path, frame)), settings, SourceFiles.read(content), day)
            return replace(standing, key=standing.key_on(standing.today()))
        except (TypeError, ValueError, KeyError, OSError, RecursionError):  # the build itself says what is wrong
            return None

    def today(self) -> dt.date:
        return self.day if isinstance(self.day, dt.date) else dt.datetime.now(ZoneInfo(self.day)).date()

    def key_on(self, day: dt.date | None) -> bytes:
        """The digest as it is now, for a build on this day; the content folder is not read again."""
        frame = digest(*(part for folder in self.frame for part in _files(folder)))
        places = (str(self.content), *map(str, self.frame))
        return digest(code_digest(), self.settings, str(day), frame, self.sources.digest(), *places)

    def outcome(self) -> Outcome | None:
        """What the last build gave, where this one would give the same; else None.

        Raises :class:`~carepress.build.tree.OutputError` as a build would.
        """
        with output_folder(self.output, (self.content, *self.frame)) as folder:
            path = store_path(folder.work, folder.path)
            if not path.is_file() or not folder.path.is_dir():
                return None
            try:
                store = Store(path)
                try:
                    kept = store.standing()
                finally:
                    store.close()
            except StoreError:
                return None
            there = folder.files()
            if kept is None or kept[:2] != (self.key, tree_digest(there)):
                return None
        return _restored(kept[2], there)


def tree_digest(files: Mapping[str, FileState]) -> bytes:
    """Of a whole output: every path, and the state of its file."""
    return digest(repr(sorted(files.items())))


def store_path(work: Path, output: Path) -> Path:
    """Where the store for one output folder lies."""
    return work / f"{output.name}.cache"


def outcome_to_keep(outcome: Outcome) -> bytes:
    """What of an outcome the next build would have to say again."""
    found = tuple(outcome.diagnostics)
    return pickle.dumps((outcome.diagnostics.production, astuple(outcome.tally), bool(found), pickle.dumps(found)))


def _restored(data: bytes, there: Iterable[str]) -> Outcome:
    production, tally, any_found, found = pickle.loads(data)  # noqa: S301 - our own store
    diagnostics = Collector(production=production)
    if any_found:
        import carepress.site.building  # noqa: F401 - faults travel by their codes, which these modules declare

        diagnostics.extend(pickle.loads(found))  # noqa: S301 - our own store
    rendered = Rendered(results=dict.fromkeys(there, (Why.UNTOUCHED, ())))
    return Outcome(diagnostics, Tally(*tally), rendered)


def _plain(value: object) -> str:
    """A value as text that says all of it. Raises :class:`TypeError` where that cannot be."""
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{_plain(key)}:{_plain(each)}" for key, each in value.items())) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_plain, value)) + "]"
    if isinstance(value, set | frozenset):
        return "<" + ",".join(sorted(map(_plain, value))) + ">"
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    if type(value) in _PLAIN or isinstance(value, Path):
        return f"{type(value).__name__} {value!r}"
    raise TypeError(f"{value!r} is no plain value")


def _files(folder: Path) -> Iterable[bytes | str]:
    """Every file below a folder, by name and bytes."""
    for place, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            yield str(path.relative_to(folder))
            try:
                yield path.read_bytes()
            except OSError:
                yield b""
