"""Notices what is saved: content, the theme and the templates, the settings; and that a day is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

__all__ = ["Saved", "watch_site"]

STEP = 20
"""Milliseconds without a change after which a save is over: programs write a file in several steps."""
LONGEST = 200
"""Milliseconds after which a change is told of even while others follow."""
LOOK = 500
"""Milliseconds between two looks at the settings files."""
PAUSE = 1000
"""Milliseconds before another attempt where a watch has failed, and between two looks at all files from then on."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What has changed."""

    content: frozenset[str] = frozenset()
    """Paths relative to the content folder, of files and of folders."""
    frame: bool = False
    """The theme or a template."""
    settings: bool = False
    unwatched: bool = False
    """A watch begins: what was saved before, nobody has told of."""
    day: bool = False
    """Nothing was saved, but it is another day."""


def watch_site(
    content: Path, folders: Iterable[Path], settings: Path, day: Callable[[], dt.date], stop: Event
) -> Iterator[Saved]:
    """Tell of changes until ``stop`` is set, and of the watch itself when it begins.

    ``folders`` hold theme and templates; ``settings`` is the settings file. Settings files import one another: every
    Python file beside it counts. They are looked at, not watched, because their folder holds everything else as well.
    ``day`` says which day it is.

    Systems watch a limited number of folders, and no watch can tell of a file whose name is no text. Where one fails,
    the files are looked at from time to time.
    """
    content = content.resolve()
    places = frozenset({content, *(folder.resolve() for folder in folders)})
    polling = False
    while not stop.is_set():
        try:
            yield from _watch(content, places, settings, day, stop, polling=polling)
        except (OSError, RuntimeError):  # the latter is what a name that is no text becomes
            polling = True
            stop.wait(PAUSE / 1000)


def _watch(
    content: Path, places: frozenset[Path], settings: Path, day: Callable[[], dt.date], stop: Event, *, polling: bool
) -> Iterator[Saved]:
    before, last_day = _states(settings), day()
    begun = False
    for changes in watch(
        *places,
        watch_filter=_is_seen,
        debounce=LONGEST,
        step=STEP,
        stop_event=stop,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=polling,
        poll_delay_ms=PAUSE,
        ignore_permission_denied=True,
    ):
        paths = {Path(path) for _, path in changes}
        inside = {path.relative_to(content).as_posix() for path in paths if path.is_relative_to(content)}
        now, this_day = _states(settings), day()
        saved = Saved(
            frozenset(inside),
            len(inside) < len(paths),
            now != before,
            unwatched=not begun,
            day=this_day != last_day,
        )
        before, begun, last_day = now, True, this_day
        if saved != Saved():
            yield saved


def _is_seen(_: Change, path: str) -> bool:
    """Hidden files and what Python leaves are nobody's."""
    return not any(part.startswith(".") or part == "__pycache__" for part in Path(path).parts[-2:])


def _states(settings: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in settings.absolute().parent.glob("*.py"):
        try:
            state = path.stat()
        except OSError:  # it went between two looks
            continue
        found[path.name] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found
