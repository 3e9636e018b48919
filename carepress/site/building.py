"""A whole build, in one direction: load, resolve, check, plan, render, publish."""

from __future__ import annotations

import datetime as dt
import pickle
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypedDict
from zoneinfo import ZoneInfo

from carepress.build.artifact import Artifact, collisions
from carepress.build.digest import digest
from carepress.build.render import Why, render
from carepress.build.store import Last, Made, Store, StoreError
from carepress.build.tree import FileState, Output, OutputError, output_folder
from carepress.build.workers import default_jobs, in_parallel
from carepress.content.folder import Folder
from carepress.content.library import Library
from carepress.content.model import Text
from carepress.diagnostics import START, Collector, Diagnostic, Fault, Level
from carepress.review import OverduePolicy, Review, review_of
from carepress.rules import Context, check_site, check_text
from carepress.site.assets import Assets, load_assets
from carepress.site.code import code_digest, parsing_code
from carepress.site.outcome import Outcome, Progress, Tally
from carepress.site.outputs import plan_outputs
from carepress.site.settings import SiteSettings
from carepress.site.site import Site
from carepress.site.sources import Sources, load_sources
from carepress.site.standing import Standing, store_path, to_tell_again, tree_digest
from carepress.site.templates import Templates

__all__ = ["PATH_COLLISION", "Build", "BuildOptions", "load_library", "today"]

PATH_COLLISION = Fault(
    "CP702",
    "path-collision",
    Level.INTEGRITY,
    "What it checks\nEvery page has an address of its own; addresses that differ only by case count as one.\n\nWhy it "
    "matters to readers\nOne of the two pages would overwrite the other.\n\nExample\nTwo articles of one kind with one "
    "slug, dry-eye.\n\nUse instead\nAnother slug for one of them.\n\nSource\nCarepress: content model.",
)


def _silent(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


class BuildOptions(TypedDict, total=False):
    """How to build; see :class:`Build`."""

    jobs: int | None
    clean: bool
    standing: Standing | None


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
        progress: Progress | None = None,
    ) -> None:
        """``clean``: as if nothing had been built before. ``jobs``: processes at a time; default: one for each core.

        ``standing``: what the build depends on, where that was looked at already; it is left for the next build.
        """
        self.content = content.resolve()
        self.settings = settings.model_copy(update={"today": today(settings)})  # one day, even past midnight
        self.templates = templates
        self.theme = theme
        self.jobs = jobs or default_jobs()
        self.clean = clean
        self.standing = standing
        self.progress: Progress = progress or _silent
        self.found = Collector(production=settings.production)
        self.seconds: dict[str, float] = {}

    def run(self, output: Path, protected: tuple[Path, ...] = ()) -> Outcome:
        """Build into ``output``, or change nothing and say why.

        Raises :class:`~carepress.build.tree.OutputError` where the output cannot be written, and
        :class:`~carepress.build.render.RenderError` where a page cannot be made.
        """
        with output_folder(output, (self.content, self.theme, *protected)) as folder:
            cache = store_path(folder.work, folder.path)
            try:
                return self._with_store(folder, cache, fresh=self.clean)
            except StoreError:  # it is damaged: once more, without it
                self.found = Collector(production=self.settings.production)
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
            sources = load_sources(
                self.content,
                self.settings.lang,
                self.found,
                store,
                parsing_code(),
                files=self.standing.sources if self.standing else None,
                jobs=self.jobs,
                progress=lambda done, total: self.progress("load", done, total),
            )
        with self._phase("resolve"):
            library, reviews = _reviewed(sources.library, self.settings)
            assets = load_assets(self.theme)
            site = Site(library, reviews, self.settings, assets)
            world = self._world(sources, library, reviews, assets)
        with self._phase("check"):
            checked = self._check(library, reviews, sources, world, store)
        with self._phase("plan"):
            self.templates.keep_in(store, code_digest())
            edited = self._edited(library, sources, world, store)
            artifacts = list(plan_outputs(site, self.templates, world, sources, self.content, edited))
            if edited is None:
                self.found.extend(_collision(first, second, library) for first, second in collisions(artifacts))
            tally = _tally(sources.folder, library)
        if self.found.failed:
            return Outcome(self.found, tally, None, seconds=self.seconds, parsed=sources.parsed, checked=checked)
        if not tally.adds_up:
            raise AssertionError(f"{tally.found} files were found, but they do not add up: {tally}")
        with self._phase("render"):
            paths = {artifact.path for artifact in artifacts}
            if edited is None:
                known, there = store.made(), output.files()
            else:
                known, there = store.made(paths), self._there()
                paths |= there.keys()
            self._warm(site, artifacts, known)
            removed = sorted(known.keys() - paths)
            foreign = sorted(there.keys() - paths - known.keys())
            gone = [path for path in (*removed, *foreign) if path in there]
            rendered = render(
                artifacts,
                known,
                there,
                lambda written: output.prepare(written, gone),
                jobs=self.jobs,
                progress=lambda done: self.progress("render", done, len(artifacts)),
            )
            if edited is not None:
                rendered.results = {**dict.fromkeys(there, (Why.UNTOUCHED, ())), **rendered.results}
        outcome = Outcome(
            self.found,
            tally,
            rendered,
            tuple(removed),
            tuple(foreign),
            self.seconds,
            parsed=sources.parsed,
            checked=checked,
        )
        with self._phase("publish"):
            states: Mapping[str, FileState] = {}
            if gone and not rendered.rows:
                output.prepare((), gone)
            if gone or rendered.written:
                states = output.commit(rendered.written)
            with store.changes():
                store.forget_made(removed)
                store.put_made(
                    (path, Made(*row, states[path] if path in states else known[path].state))
                    for path, row in rendered.rows.items()
                )
                before = there if edited is not None else {path: made.state for path, made in known.items()}
                tree = {path: states[path] if path in states else before[path] for path in paths}
                self._leave(outcome, sources, world, tree, store)
        return outcome

    def _edited(self, library: Library, sources: Sources, world: bytes, store: Store) -> frozenset[str] | None:
        """The texts that have changed, where nothing else has; None where that cannot be said.

        With everything as it was that more than one page can show, the pages of these texts alone can be others.
        """
        last = store.last()
        if self.standing is None or self.standing.there is None or last is None:
            return None
        if last.world != self._whole_world(world) or last.tree != tree_digest(self.standing.there):
            return None
        keys: Mapping[str, bytes] = pickle.loads(last.texts)  # noqa: S301 - our own store
        return frozenset(text.path for text in library.texts if sources.keys[text.path] != keys.get(text.path))

    def _there(self) -> dict[str, FileState]:
        return (self.standing and self.standing.there) or {}

    def _whole_world(self, world: bytes) -> bytes:
        return digest(world, self.standing.frame if self.standing else b"")

    def _leave(
        self, outcome: Outcome, sources: Sources, world: bytes, tree: Mapping[str, FileState], store: Store
    ) -> None:
        """Tell the next build what this one depended on, unless that has changed in the meantime."""
        if self.standing is not None and sources.steady and self.standing.still(self.settings.today):
            texts = pickle.dumps({text.path: sources.keys[text.path] for text in sources.library.texts})
            last = (self.standing.key, tree_digest(tree), self._whole_world(world), texts, to_tell_again(outcome))
            store.put_last(Last(*last))

    @contextmanager
    def _phase(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begin

    def _world(self, sources: Sources, library: Library, reviews: Mapping[str, Review], assets: Assets) -> bytes:
        """A digest of everything that more than one page can show or a check of a text can see.

        Today counts where something changes with it: the state of a review, or a date that is still to come. All else
        that is said of a review follows from the heads of the texts, the people and the settings.
        """
        texts = {text.path for text in library.texts}
        others = sorted(f"{path}:{key.hex()}" for path, key in sources.keys.items() if path not in texts)
        newest = max((text.head.newest for text in library.texts), default=dt.date.min)
        day = str(self.settings.today) if self.settings.today and newest > self.settings.today else ""
        return digest(
            code_digest(),
            repr(self.settings.model_copy(update={"today": None})),
            repr(assets),
            day,
            sources.heads,
            *(f"{path}:{review.state}:{review.past_grace}" for path, review in reviews.items()),
            *others,
            *sorted(library.broken),
            *sorted(library.held_back),
        )

    def _check(
        self,
        library: Library,
        reviews: Mapping[str, Review],
        sources: Sources,
        world: bytes,
        store: Store,
    ) -> int:
        """Run the rules over every text that they have not seen as it is now. Returns how many these were."""
        settings = self.settings
        context = Context(
            library=library,
            reviews=reviews,
            today=today(settings),
            policy=settings.review,
            production=settings.production,
            demonstration=settings.demonstration,
        )
        self.found.extend(check_site(context))
        known = store.checked()
        keys = {text.path: digest(world, sources.keys[text.path]) for text in library.live_texts}
        stale = [text for text in library.live_texts if known.get(text.path, (b"",))[0] != keys[text.path]]

        def work(texts: Sequence[Text]) -> list[tuple[str, bytes, bytes]]:
            rows = []
            for text in texts:
                found = check_text(text, context)
                rows.append((text.path, keys[text.path], pickle.dumps(found) if found else b""))
            return rows

        fresh: list[tuple[str, bytes, bytes]] = []
        for done, row in enumerate(in_parallel(work, stale, jobs=self.jobs), 1):
            fresh.append(row)
            self.progress("check", done, len(stale))
        with store.changes():
            store.put_checked(fresh)
        for path, key, found in fresh:
            known[path] = (key, found)
        for path in keys:
            if known[path][1]:
                self.found.extend(pickle.loads(known[path][1]))  # noqa: S301 - our own store
        return len(stale)

    def _warm(self, site: Site, artifacts: Sequence[Artifact], known: Mapping[str, Made]) -> None:
        """Before workers are forked: make once what all of them would make."""
        if sum(known.get(each.path, _NEVER).key != each.key for each in artifacts) > 1:
            site.warm()
            for name in self.templates.pages():
                self.templates.compile(name)


_NEVER = Made(b"", b"", b"", (0, 0, 0))


def _collision(first: Artifact, second: Artifact, library: Library) -> Diagnostic:
    """At the place where an editor can mend it: at the alias, where one of the two is an alias."""
    address = "/" + second.path.removesuffix("index.html")
    aliases = [each for each in (second, first) if each.place.startswith("aliases.")]
    faulty = aliases[0] if aliases else second if second.source else first
    other = first if faulty is second else second
    message = f"{faulty.what} and {other.what} both want the address {address}"
    help_ = "delete the alias, or give another" if aliases else "give one of them another name"
    if (first.path, first.source, first.what) == (second.path, second.source, second.what):
        message = f"{first.what} is there twice"
    text = next((text for text in library.texts if text.path == faulty.source), None)
    span = text.place(faulty.place) if text is not None else START
    return Diagnostic(PATH_COLLISION, faulty.source or "topics.yaml", span, message, help_)


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


def today(settings: SiteSettings) -> dt.date:
    """The day for which the site is built: in the site's own time zone."""
    return settings.today or dt.datetime.now(ZoneInfo(settings.timezone)).date()


def _reviewed(library: Library, settings: SiteSettings) -> tuple[Library, dict[str, Review]]:
    """The state of every review, and the library without what its reviews hold back."""
    day, policy = today(settings), settings.review
    reviews = {article.path: review_of(article, library.people, day, policy) for article in library.articles}
    held_back = frozenset(
        path for path, review in reviews.items() if review.past_grace and policy.overdue is OverduePolicy.UNPUBLISH
    )
    return replace(library, held_back=held_back), reviews


def load_library(root: Path, settings: SiteSettings, found: Collector) -> tuple[Library, dict[str, Review], Folder]:
    """Load a content folder into memory. Faults go to ``found``; what has them is left out of the library."""
    sources = load_sources(root, settings.lang, found, None, b"")
    library, reviews = _reviewed(sources.library, settings)
    return library, reviews, sources.folder
