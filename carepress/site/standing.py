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
from carepress.build.store import Last, Store, StoreError
from carepress.build.tree import FileState, output_folder
from carepress.diagnostics import Collector
from carepress.site.code import code_digest
from carepress.site.outcome import Outcome, Tally
from carepress.site.source_files import SourceFiles

__all__ = ["Standing", "look", "store_path", "to_tell_again", "tree_digest"]

_PLAIN = (str, int, float, bool, type(None), dt.date, Path)


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
    told: bytes | None = None
    """What the last build reported, where this one would give the same."""

    def outcome(self) -> Outcome | None:
        """What the last build gave, where this one would give the same; else None."""
        if self.told is None or self.there is None:
            return None
        production, levels, tally, any_found, found = pickle.loads(self.told)  # noqa: S301 - our own store
        diagnostics = Collector(production=production, levels=levels)
        if any_found:
            import carepress.site.checking  # noqa: F401 - faults travel by their codes, which these modules declare

            diagnostics.extend(pickle.loads(found))  # noqa: S301 - our own store
        return Outcome(diagnostics, Tally(*tally), Rendered(results=dict.fromkeys(self.there, (Why.UNTOUCHED, ()))))

    def still(self, day: dt.date | None) -> bool:
        """Whether a build for this day depends on what :attr:`key` says; the content folder is not read again."""
        return self.key == _key(_frame(self.settings, self.folders), day, self.sources)


def look(values: Mapping[str, Any], content: Path, output: Path, *, compare: bool) -> Standing | None:
    """See what a build would depend on; ``values`` is what the settings file says. ``compare`` it with the last build.

    None where the settings are more than a digest can hold (a function, say) or where a plugin may do what we cannot
    see. Raises :class:`~carepress.build.tree.OutputError` as a build would.
    """
    day = values.get("CAREPRESS_TODAY") or values.get("TIMEZONE")
    names = [*(values.get("THEME_TEMPLATES_OVERRIDES") or ()), values.get("THEME")]
    if values.get("PLUGINS") or not isinstance(day, dt.date | str) or not all(isinstance(name, str) for name in names):
        return None
    folders = tuple(map(Path, names))
    try:
        settings = digest(_plain(values), str(content.resolve()), *names)
        today = day if isinstance(day, dt.date) else dt.datetime.now(ZoneInfo(day)).date()
        frame, sources = _frame(settings, folders), SourceFiles.read(content)
    except (TypeError, ValueError, KeyError, OSError, RecursionError):  # the build itself says what is wrong
        return None
    standing = Standing(settings, folders, frame, sources, _key(frame, today, sources))
    if not compare:
        return standing
    with output_folder(output, (content, *folders)) as folder:
        there, last = folder.files(), _last(store_path(folder.work, folder.path))
    if last is None or last.tree != tree_digest(there):
        return standing
    return replace(standing, there=there, told=last.told if last.key == standing.key else None)


def _last(path: Path) -> Last | None:
    if not path.is_file():
        return None
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
    return digest(code_digest(), settings, *(part for folder in folders for part in _files(folder)))


def tree_digest(files: Mapping[str, FileState]) -> bytes:
    """Of a whole output: every path, and the state of its file."""
    return digest(repr(sorted(files.items())))


def store_path(work: Path, output: Path) -> Path:
    """Where the store for one output folder lies."""
    return work / f"{output.name}.cache"


def to_tell_again(outcome: Outcome) -> bytes:
    """What of an outcome the next build would have to say again; see :meth:`Standing.outcome`."""
    found = tuple(outcome.diagnostics)
    collector = outcome.diagnostics
    return pickle.dumps(
        (collector.production, dict(collector.levels), astuple(outcome.tally), bool(found), pickle.dumps(found))
    )


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
