"""What builds have found, lent to whoever needs the same: a check, a preview, a new article."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TypeVar

from carepress.build.store import Store, StoreError
from carepress.build.tree import OutputError, output_folder
from carepress.site.standing import store_path

__all__ = ["with_store"]

T = TypeVar("T")


def with_store(output: Path | None, protected: tuple[Path, ...], work: Callable[[Store | None], T]) -> T:
    """What ``work`` gives with the store of what builds into ``output`` have found, held against them.

    Without one where there is no output, a build has it now, or nobody may write there. One that is damaged is thrown
    away: then ``work`` is done once more, with a new one.
    """
    with ExitStack() as stack:
        path = _held(output, protected, stack) if output is not None else None
        if path is not None:
            for fresh in (False, True):
                try:
                    with closing(Store(path, fresh=fresh)) as store:
                        return work(store)
                except StoreError as error:
                    if not error.damaged:
                        break
    return work(None)


def _held(output: Path, protected: tuple[Path, ...], stack: ExitStack) -> Path | None:
    """Where the store is, held until the stack ends."""
    try:
        folder = stack.enter_context(output_folder(output, protected))
    except OutputError:  # a build says what is wrong with it
        return None
    return store_path(folder.work, folder.path)
