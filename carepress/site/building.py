"""A whole build, in one direction: load, resolve, check, plan, render, publish."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypedDict

from carepress.build.artifact import Artifact
from carepress.build.digest import digest
from carepress.build.pickled import unpickled
from carepress.build.render import Rendered, Why, render
from carepress.build.store import Last, Made, Store, StoreError
from carepress.build.tree import FileState, Output, OutputError, output_folder
from carepress.build.workers import default_jobs
from carepress.content.folder import ADDRESSES, Folder
from carepress.content.library import Library
from carepress.site.assets import load_assets
from carepress.site.checking import Checking, collector_for, path_collisions, silent, today
from carepress.site.code import code_digest
from carepress.site.outcome import Outcome, Progress, Tally
from carepress.site.outputs import plan_outputs
from carepress.site.published import moved, remember
from carepress.site.search import Searched, plan_index
from carepress.site.settings import SiteSettings
from carepress.site.site import Site
from carepress.site.sources import Sources
from carepress.site.standing import Standing, store_path, to_tell_again, tree_digest
from carepress.site.templates import Templates

__all__ = ["Build", "BuildOptions"]


PATIENCE = 10.0
"""Seconds to wait for whoever holds the output: a check that knows its articles holds it for one or two."""


class _Edited(NamedTuple):
    """A change of nothing but bodies of texts."""

    texts: frozenset[str]
    there: dict[str, FileState]
    """The files of the output, all as the last build left them."""


class BuildOptions(TypedDict, total=False):
    """How to build; see :class:`Build`."""

    jobs: int | None
    clean: bool
    standing: Standing | None
    count: bool


class Build:
    """One build of one content folder."""

    def __init__(
        self,
        content: Path,
        settings: SiteSettings,
        templates: Templates,
        theme: Path,
        *,
        jobs: int | None = None,
        clean: bool = False,
        standing: Standing | None = None,
        count: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """``clean``: as if nothing had been built before. ``jobs``: processes at a time; default: one for each core.

        ``standing``: what the build depends on, where that was looked at already; it is left for the next build.
        ``count`` notes in place of listing them, where that will do.
        """
        self.content = content.resolve()
        self.settings = settings.model_copy(update={"today": today(settings)})  # one day, even past midnight
        self.templates = templates
        self.theme = theme
        self.jobs = jobs or default_jobs()
        self.clean = clean
        self.standing = standing
        self.count = count
        self.progress: Progress = progress or silent
        self.found = collector_for(self.settings)
        self.seconds: dict[str, float] = {}

    def run(self, output: Path, protected: tuple[Path, ...] = ()) -> Outcome:
        """Build into ``output``, or change nothing and say why.

        Raises :class:`~carepress.build.tree.OutputError` where the output cannot be written, and
        :class:`~carepress.build.render.RenderError` where a page cannot be made.
        """
        with output_folder(output, (self.content, self.theme, *protected), patience=PATIENCE) as folder:
            cache = store_path(folder.work, folder.path)
            try:
                return self._with_store(folder, cache, fresh=self.clean)
            except StoreError:  # it is damaged: once more, without it
                self.found = collector_for(self.settings)
            try:
                return self._with_store(folder, cache, fresh=True)
            except StoreError as error:
                raise OutputError(f"{cache} cannot be used: {error}") from error

    def _with_store(self, folder: Output, cache: Path, *, fresh: bool) -> Outcome:
        store = Store(cache, fresh=fresh)
        try:
            return self._run(folder, store)
        finally:
            store.close()

    def _run(self, output: Output, store: Store) -> Outcome:
        with self._phase("load"):
            files = self.standing.sources if self.standing else None
            checking = Checking(
                self.content,
                self.settings,
                self.found,
                store,
                jobs=self.jobs,
                files=files,
                count=self.count,
                progress=self.progress,
            )
            sources = checking.sources
        with self._phase("resolve"):
            checking.resolve()
            library = checking.library
            assets = load_assets(self.theme)
            site = Site(library, checking.reviews, self.settings, assets)
            world = digest(checking.world, repr(assets))
        with self._phase("check"):
            checked = checking.check()
        with self._phase("plan"):
            self.templates.keep_in(store, code_digest())
            edited = self._edited(library, sources, world, store)
            texts = edited.texts if edited is not None else None
            artifacts = list(plan_outputs(site, self.templates, world, sources, self.content, texts))
            checking.finish(path_collisions(artifacts, library) if edited is None else ())
            tally = _tally(sources.folder, library)
        if self.found.failed:
            return Outcome(self.found, tally, None, seconds=self.seconds, parsed=sources.parsed, checked=checked)
        if not tally.adds_up:
            raise AssertionError(f"{tally.found} files were found, but they do not add up: {tally}")
        there = output.files() if edited is None else edited.there
        last = searched = Searched(*store.searched())
        if self.settings.search:
            with self._phase("search"):
                made = store.made(last.paths)
                searched, index = plan_index(site, checking.world, sources.keys, last, made, there)
                artifacts += index
        with self._phase("render"):
            paths = {artifact.path for artifact in artifacts}
            if edited is None:
                known = store.made()
            else:
                known = store.made(paths.union(last.paths))
                paths |= there.keys() - set(last.paths)
            self._warm(site, artifacts, known)
            change = self._render(output, store, artifacts, known, there, paths)
        with self._phase("publish"):
            tree = self._publish(output, store, change)
            outcome = Outcome(
                self.found,
                tally,
                change.rendered,
                change.removed,
                change.foreign,
                self.seconds,
                parsed=sources.parsed,
                checked=checked,
            )
            outcome = self._remembering(outcome, library, sources)
            self._note(outcome, sources, world, tree, store, searched)
        return outcome

    def _render(
        self,
        output: Output,
        store: Store,
        artifacts: Sequence[Artifact],
        known: Mapping[str, Made],
        there: Mapping[str, FileState],
        paths: AbstractSet[str],
    ) -> _Change:
        """Make what must be made. ``paths`` are all files that the site has; what else there is goes."""
        removed = sorted(known.keys() - paths)
        foreign = sorted(there.keys() - paths - known.keys())
        prepare = partial(output.prepare, removed=[*removed, *foreign], compare=not known)
        rendered = render(
            artifacts,
            known,
            there,
            prepare,
            store.stage_made,
            jobs=self.jobs,
            progress=lambda done: self.progress("render", done, len(artifacts)),
        )
        before = {**there, **{path: made.state for path, made in known.items()}}
        untouched = [path for path in there if path in paths and path not in rendered.results]
        rendered.results = {**dict.fromkeys(untouched, (Why.UNTOUCHED, ())), **rendered.results}
        return _Change(rendered, frozenset(paths), tuple(removed), tuple(foreign), before, prepare)

    def _publish(self, output: Output, store: Store, change: _Change) -> Mapping[str, FileState]:
        """Make the change visible. Gives the whole tree as it is then."""
        states: Mapping[str, FileState] = {}
        gone, rendered = change.removed or change.foreign, change.rendered
        if gone and not rendered.anew:
            change.prepare(())
        if gone or rendered.written:
            store.forget_last()
            states = output.commit(rendered.written)
        return {path: states[path] if path in states else change.before[path] for path in change.paths}

    def _remembering(self, outcome: Outcome, library: Library, sources: Sources) -> Outcome:
        """Add what is new to the list of published addresses, where the site goes public."""
        if not self.settings.production:
            return outcome
        try:
            written = remember(self.content, sources, library.unlisted)
        except OSError as error:
            refused = f"{self.content.name}/{ADDRESSES} cannot be written ({error.strerror})"
            remark = f"{refused}: if one of the new addresses vanishes one day, nothing will tell"
            return replace(outcome, remarks=(remark,))
        if written is None:
            return outcome
        told = any(each.path == ADDRESSES for each in self.found)
        if told:
            outcome = replace(outcome, diagnostics=moved(self.found, library.published, written))
        elif self.standing is not None:  # else the next build looks at the list, and tells what is to be told of it now
            self.standing = self.standing.after_writing(ADDRESSES, written, self.settings.today)
        return replace(outcome, remembered=len(library.unlisted))

    def _note(
        self,
        outcome: Outcome,
        sources: Sources,
        world: bytes,
        tree: Mapping[str, FileState],
        store: Store,
        searched: Searched,
    ) -> None:
        """Tell the next build what this one made, and what it depended on unless that has changed in the meantime."""
        anew = outcome.rendered.anew if outcome.rendered else ()
        with store.changes():
            store.forget_made(outcome.removed)
            store.put_searched(searched.key, searched.paths)
            store.put_staged((path, tree[path]) for path in anew)
            # Where something is left to be done, the next build must not find that nothing is.
            whole = sources.steady and not outcome.remarks
            if self.standing is not None and whole and self.standing.still(self.settings.today):
                texts = pickle.dumps({text.path: sources.keys[text.path] for text in sources.library.texts})
                last = (self.standing.key, tree_digest(tree), self._whole_world(world), texts, to_tell_again(outcome))
                store.put_last(Last(*last))
            self.templates.prune()

    def _edited(self, library: Library, sources: Sources, world: bytes, store: Store) -> _Edited | None:
        """What has changed, where that is only texts; None where it cannot be said.

        With everything as it was that more than one page can show, the pages of these texts alone can be others.
        """
        last = store.last()
        if self.standing is None or self.standing.there is None or last is None:
            return None
        if last.world != self._whole_world(world) or last.tree != self.standing.tree:
            return None
        keys: Mapping[str, bytes] = unpickled(last.texts)
        texts = frozenset(text.path for text in library.texts if sources.keys[text.path] != keys.get(text.path))
        return _Edited(texts, self.standing.there)

    def _whole_world(self, world: bytes) -> bytes:
        return digest(world, self.standing.frame if self.standing else b"")

    @contextmanager
    def _phase(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begin

    def _warm(self, site: Site, artifacts: Sequence[Artifact], known: Mapping[str, Made]) -> None:
        """Before workers are forked: make once what all of them would make."""
        if sum(known.get(each.path, _NEVER).key != each.key for each in artifacts) > 1:
            site.warm()
            for name in self.templates.pages():
                self.templates.compile(name)


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of the tree of files."""

    rendered: Rendered
    paths: frozenset[str]
    """All that are there afterwards."""
    removed: tuple[str, ...]
    """Those of the build before that are no more."""
    foreign: tuple[str, ...]
    """Those that no build has made."""
    before: Mapping[str, FileState]
    prepare: Callable[[Collection[str]], Path]


_NEVER = Made(b"", b"", b"", (0, 0, 0))


def _tally(folder: Folder, library: Library) -> Tally:
    tally = Tally(found=len(folder.articles) + len(folder.pages), ignored=folder.ignored)
    loaded = {text.path: text for text in library.texts}
    groups = {"draft": tally.drafts, "hidden": tally.hidden, "published": tally.published}
    for path in (*folder.articles, *folder.pages):
        text = loaded.get(path)
        if text is None:
            tally.faulty.append(path)
        elif path in library.held_back:
            tally.held_back.append(path)
        else:
            groups[text.head.status].append(path)
    return tally
