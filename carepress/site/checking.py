"""From a content folder to everything that is wrong with it: load, resolve, check. A build goes on from here."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from carepress.build.artifact import Artifact, collisions
from carepress.build.digest import digest
from carepress.build.pickled import unpickled
from carepress.build.store import Store
from carepress.build.workers import in_parallel
from carepress.content.folder import ADDRESSES, Folder
from carepress.content.library import Library
from carepress.content.model import Text
from carepress.content.suppression import Suppressed
from carepress.diagnostics import START, Collector, Diagnostic, Fault, Level, Notes
from carepress.review import OverduePolicy, Review, ReviewState, review_of
from carepress.rules import Context, check_site, check_text
from carepress.rules.suppressions import judge
from carepress.site.code import code_digest, parsing_code
from carepress.site.day import today_in
from carepress.site.outcome import Progress
from carepress.site.settings import SiteSettings
from carepress.site.source_files import SourceFiles
from carepress.site.sources import TOGETHER, load_sources

__all__ = [
    "PATH_COLLISION",
    "Checking",
    "collector_for",
    "context_of",
    "hide_suppressed",
    "load_library",
    "path_collisions",
    "reviewed",
    "silent",
    "today",
]

PATH_COLLISION = Fault(
    "CP702",
    "path-collision",
    Level.INTEGRITY,
    "What it checks\nEvery page and every alias has an address of its own; addresses that differ only by case count as "
    "one.\n\nWhy it matters to readers\nOne of the two pages would overwrite the other; of an alias nobody could tell "
    "where it leads.\n\nExample\nTwo articles of one kind with one slug, dry-eye.\n\nUse instead\nAnother slug for one "
    "of them.\n\nSource\nCarepress: content model.",
)


def silent(phase: str, done: int, total: int) -> None:
    """A :data:`Progress` that tells nobody."""


class Checking:
    """One content folder, loaded, resolved, checked and finished, in this order. Faults go to ``found``."""

    def __init__(
        self,
        content: Path,
        settings: SiteSettings,
        found: Collector,
        store: Store | None,
        *,
        jobs: int,
        files: SourceFiles | None = None,
        count: bool = False,
        progress: Progress = silent,
    ) -> None:
        """``store``: what earlier runs found, if they are to be believed; ``files``: see :func:`load_sources`.

        ``count`` notes where that will do: reading tens of thousands takes time.
        """
        self.settings = settings
        self.found = found
        self.store = store
        self.jobs = jobs
        self.count = count
        self.progress = progress
        self.sources = load_sources(
            content,
            settings.lang,
            found,
            store,
            parsing_code(),
            files=files,
            jobs=jobs,
            progress=lambda done, total: progress("load", done, total),
        )

    def resolve(self) -> None:
        """Join what was loaded, and see what state each review is in."""
        self.library, self.reviews = reviewed(self.sources.library, self.settings)
        self.world = self._world()

    def _world(self) -> bytes:
        """A digest of all that checks of all texts can see, and all but the theme that more than one page can show.

        Today counts where something changes with it: the state of a review, a date that is still to come, and the year,
        by which a source grows old. All else that is said of a review follows from the heads of the texts, the people
        and the settings; but see :meth:`_key`. The list of published addresses is for checks of the whole site alone,
        which are done each time.
        """
        library, sources, day = self.library, self.sources, today(self.settings)
        apart = {ADDRESSES, *(text.path for text in library.texts)}
        others = sorted(f"{path}:{key.hex()}" for path, key in sources.keys.items() if path not in apart)
        newest = max((text.head.newest for text in library.texts), default=dt.date.min)
        return digest(
            code_digest(),
            repr(self.settings.model_copy(update={"today": None})),
            str(day if newest > day else day.year),
            sources.heads,
            *(f"{path}:{review.state}:{review.past_grace}" for path, review in self.reviews.items()),
            *others,
            *sorted(library.broken),
            *sorted(library.held_back),
        )

    def _is_live(self, path: str) -> bool:
        text = self.library.text(path)
        return text is not None and self.library.is_live(text)

    def _key(self, text: Text) -> bytes:
        """A digest of all that a check of one text can see. Where a review falls due soon, the days are counted."""
        state = "linked" if self.library.is_linked(text) else ""
        if (review := self.reviews.get(text.path)) is not None and review.state is ReviewState.DUE_SOON:
            state += str(today(self.settings))
        return digest(self.world, self.sources.keys[text.path], state)

    def check(self) -> int:
        """Run the rules over every text that they have not seen as it is now. Returns how many these were."""
        context = context_of(self.library, self.reviews, self.settings)
        self.found.extend(check_site(context))
        known = self.store.checked() if self.store is not None else {}
        keys = {text.path: self._key(text) for text in self.library.texts}
        stale = [text for text in self.library.texts if known.get(text.path, (b"",))[0] != keys[text.path]]

        def work(texts: Sequence[Text]) -> list[tuple[str, bytes, bytes, bytes]]:
            rows = []
            for text in texts:
                found = check_text(text, context)
                notes = self.found.in_numbers(found)
                said = b"" if notes is None else b"%d %d %d" % notes
                rows.append((text.path, keys[text.path], said, pickle.dumps(found) if found else b""))
            return rows

        fresh: list[tuple[str, bytes, bytes, bytes]] = []
        for done, row in enumerate(in_parallel(work, stale, jobs=self.jobs), 1):
            fresh.append(row)
            if self.store is not None and len(fresh) >= TOGETHER:
                self._keep(self.store, fresh)
            known[row[0]] = row[1:3]
            self.progress("check", done, len(stale))
        if self.store is None:
            self._tell(found for *_, found in fresh)
            return len(stale)
        self._keep(self.store, fresh)
        told = {path for path in keys if not self.count or not known[path][1] or path in self.sources.suppressed}
        self._tell(self.store.found(told))
        for path in keys.keys() - told:
            self.found.counted = self.found.counted.plus(Notes(*map(int, known[path][1].split())))
        return len(stale)

    def _keep(self, store: Store, fresh: list[tuple[str, bytes, bytes, bytes]]) -> None:
        """Let the store know what was found, and the memory forget it."""
        with store.changes():
            store.put_checked(fresh)
        fresh.clear()

    def _tell(self, found: Iterable[bytes]) -> None:
        for each in found:
            if each:
                self.found.extend(unpickled(each))

    def finish(self, collisions: Iterable[Diagnostic]) -> None:
        """Add what was found last of all, and hide what files do not want to be told."""
        self.found.extend(collisions)
        hide_suppressed(self.found, self.sources.suppressed, self._is_live)


def context_of(library: Library, reviews: Mapping[str, Review], settings: SiteSettings) -> Context:
    """What rules can see, for one check: it remembers the words of the texts it has seen."""
    return Context(
        library=library,
        reviews=reviews,
        today=today(settings),
        policy=settings.review,
        production=settings.production,
        demonstration=settings.demonstration,
        boxed_warnings=settings.boxed_warnings,
    )


def hide_suppressed(
    found: Collector, suppressed: Mapping[str, tuple[Suppressed, ...]], is_live: Callable[[str], bool]
) -> None:
    """Hide what files do not want to be told, and say what is wrong with that; last, when all else is known.

    ``suppressed`` is by path; ``is_live`` says whether the text of a file is on the site.
    """
    told: dict[str, list[Diagnostic]] = {path: [] for path in suppressed}
    for diagnostic in found.everything() if told else ():
        if diagnostic.path in told:
            told[diagnostic.path].append(diagnostic)
    for path, each in suppressed.items():
        judgement = judge(path, each, told[path], is_live=is_live(path))
        found.suppress(judgement.reasons)
        found.extend(judgement.faults)


def today(settings: SiteSettings) -> dt.date:
    """The day for which the site is built: in the site's own time zone."""
    return settings.today or today_in(settings.timezone)


def collector_for(settings: SiteSettings) -> Collector:
    """For the faults of one run: as severe as the site makes them."""
    return Collector(production=settings.production, levels=settings.levels)


def load_library(root: Path, settings: SiteSettings, found: Collector) -> tuple[Library, dict[str, Review], Folder]:
    """Load a content folder into memory. Faults go to ``found``; what has them is left out of the library."""
    sources = load_sources(root, settings.lang, found, None, b"")
    library, reviews = reviewed(sources.library, settings)
    return library, reviews, sources.folder


def reviewed(library: Library, settings: SiteSettings) -> tuple[Library, dict[str, Review]]:
    """The state of every review, and the library without what its reviews hold back."""
    day, policy = today(settings), settings.review
    reviews = {article.path: review_of(article, library.people, day, policy) for article in library.articles}
    held_back = frozenset(
        path for path, review in reviews.items() if review.past_grace and policy.overdue is OverduePolicy.UNPUBLISH
    )
    return replace(library, held_back=held_back), reviews


def path_collisions(artifacts: Iterable[Artifact], library: Library) -> Iterator[Diagnostic]:
    """Files that want one place in the output."""
    return (_collision(first, second, library) for first, second in collisions(artifacts))


def _collision(first: Artifact, second: Artifact, library: Library) -> Diagnostic:
    """At the place where an editor can mend it: at the alias, where one of the two is an alias."""
    address = "/" + second.path.removesuffix("index.html")
    aliases = [each for each in (second, first) if each.place.startswith("aliases.")]
    faulty = aliases[0] if aliases else second if second.source else first
    other = first if faulty is second else second
    message = f"{faulty.what} and {other.what} both want the address {address}"
    which = "one of the two files" if first.source and second.source else "the file"
    help_ = f"give {which} another name, or another `slug` if it has one"
    if aliases:
        help_ = "delete the alias, or give another"
    elif not faulty.source:
        help_ = "give the topic another id"
    if (first.path, first.source, first.what) == (second.path, second.source, second.what):
        message = f"{first.what} is there twice"
    elif aliases and first.source == second.source and first.path == second.path:
        # One address, written in two ways, or the one that the text has anyway.
        message = f"{faulty.what} is an address that it has already"
        help_ = "delete the alias"
    text = next((text for text in library.texts if text.path == faulty.source), None)
    span = text.place(faulty.place) if text is not None else START
    return Diagnostic(PATH_COLLISION, faulty.source or "topics.yaml", span, message, help_)
