"""Everything that a build would find wrong with a content folder, without building it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from carepress.build.store import Store, StoreError
from carepress.build.tree import OutputError, output_folder
from carepress.build.workers import default_jobs
from carepress.diagnostics import Collector
from carepress.site.assets import load_assets
from carepress.site.checking import Checking, collector_for, path_collisions, silent
from carepress.site.outcome import Progress
from carepress.site.outputs import plan_outputs
from carepress.site.settings import SiteSettings
from carepress.site.site import Site
from carepress.site.source_files import SourceFiles
from carepress.site.standing import store_path

__all__ = ["CheckedFolder", "check_folder", "lent_store"]


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
        found = collector_for(settings)
        root = content.resolve()
        files = SourceFiles.read(root, instead)
        workers = jobs or default_jobs()
        checking = Checking(root, settings, found, store, jobs=workers, files=files, progress=progress)
        checking.resolve()
        checking.check()
        site = Site(checking.library, checking.reviews, settings, load_assets(theme))
        artifacts = plan_outputs(site, None, checking.world, checking.sources, content)
        checking.finish(path_collisions(artifacts, checking.library))
        folder = checking.sources.folder
        titles = {text.path: text.head.title for text in checking.library.texts}
        return CheckedFolder(
            found,
            len(folder.articles) + len(folder.pages),
            titles,
            checking.library.broken,
            files.digests,
        )

    try:
        with lent_store(output, (content, theme)) as store:
            return run(store)
    except StoreError:  # it is damaged; the next build begins another
        return run(None)


@contextmanager
def lent_store(output: Path | None, protected: tuple[Path, ...]) -> Iterator[Store | None]:
    """What builds into ``output`` have found, held against them; None where there is none, or a build has it now."""
    if output is None:
        yield None
        return
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(output_folder(output, protected))
        except OutputError:  # a build says what is wrong with it; a check can do without
            yield None
            return
        yield stack.enter_context(closing(Store(store_path(folder.work, folder.path))))
