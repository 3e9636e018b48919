"""Everything that a build would find wrong with a content folder, without building it."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from carepress.build.digest import digest
from carepress.build.pickled import unpickled
from carepress.build.store import Store
from carepress.build.workers import default_jobs
from carepress.diagnostics import Collector
from carepress.site.assets import Assets, load_assets
from carepress.site.checking import Checking, collector_for, path_collisions, silent, today
from carepress.site.code import code_digest
from carepress.site.lending import with_store
from carepress.site.outcome import Progress
from carepress.site.outputs import plan_places
from carepress.site.settings import SiteSettings
from carepress.site.site import Site
from carepress.site.source_files import SourceFiles

__all__ = ["CheckedFolder", "check_folder"]


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """What a check found."""

    diagnostics: Collector
    texts: int
    """Articles and pages that are there."""
    titles: dict[str, str]
    """Of those that could be loaded, by path."""
    broken: frozenset[str]
    """Files that could not be loaded, or not whole: the rest of what is wrong with them is not known yet."""
    digests: Mapping[str, bytes]
    """Of the files as they were read."""


def check_folder(
    content: Path,
    settings: SiteSettings,
    theme: Path,
    output: Path | None,
    *,
    jobs: int | None = None,
    instead: Mapping[str, bytes] | None = None,
    progress: Progress = silent,
) -> CheckedFolder:
    """Load, resolve and check, as a build does, with the same answer.

    What builds into ``output`` have found already is used, and added to; unless a build is writing it at this moment,
    or there is no output: then all is done anew. ``instead``: bytes to take in place of those of some files. Raises
    :class:`~carepress.site.assets.ThemeError`.
    """

    def run(store: Store | None) -> CheckedFolder:
        root, assets = content.resolve(), load_assets(theme)
        files = SourceFiles.read(root, instead)
        if store is None or instead or not all(files.digests.values()):  # what cannot be read has no digest
            return _check(root, settings, assets, files, store, jobs or default_jobs(), progress)[0]
        day = str(today(settings))
        key = digest(code_digest(), repr(settings), day, repr(assets), files.digest())
        answer = store.answered(key)
        if answer is not None:
            told, titles, broken = unpickled(answer)
            found = collector_for(settings)
            found.tell_again(told)
            return CheckedFolder(found, files.texts, titles, broken, files.digests)
        checked, is_steady = _check(root, settings, assets, files, store, jobs or default_jobs(), progress)
        if is_steady and day == str(today(settings)):
            answer = pickle.dumps((checked.diagnostics.told(), checked.titles, checked.broken))
            store.put_answered(key, answer)
        return checked

    return with_store(output, (content, theme), run)


def _check(
    root: Path,
    settings: SiteSettings,
    assets: Assets,
    files: SourceFiles,
    store: Store | None,
    jobs: int,
    progress: Progress,
) -> tuple[CheckedFolder, bool]:
    """The whole check. Second: False where a file was changed while it ran."""
    found = collector_for(settings)
    checking = Checking(root, settings, found, store, jobs=jobs, files=files, progress=progress)
    checking.resolve()
    checking.check()
    library = checking.library
    site = Site(library, checking.reviews, settings, assets)
    checking.finish(path_collisions(plan_places(site), library))
    titles = {text.path: text.head.title for text in library.texts}
    return CheckedFolder(found, files.texts, titles, library.broken, files.digests), checking.sources.steady
