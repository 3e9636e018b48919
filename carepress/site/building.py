"""A whole build, in one direction: load, resolve, check, plan, render, publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment

from carepress.build.artifact import Artifact, collisions
from carepress.build.publish import output_folder, publish
from carepress.content.folder import Folder, read_bytes, survey
from carepress.content.glossary import Term
from carepress.content.images import ImageFile, load_image
from carepress.content.library import Library
from carepress.content.loading import Loaded, Loader
from carepress.content.model import Article, Page
from carepress.content.person import Person
from carepress.content.topic import Topic
from carepress.diagnostics import START, Collector, Diagnostic, Fault, Level
from carepress.review import OverduePolicy, Review, review_of
from carepress.rules import Context, check_library
from carepress.site.assets import load_assets
from carepress.site.outputs import plan_outputs
from carepress.site.settings import SiteSettings
from carepress.site.site import Site

__all__ = ["PATH_COLLISION", "Build", "Outcome", "Tally", "load_library"]

PATH_COLLISION = Fault(
    "CP702",
    "path-collision",
    Level.INTEGRITY,
    "What it checks\nEvery page has an address of its own; addresses that differ only by case count as one.\n\nWhy it "
    "matters to readers\nOne of the two pages would overwrite the other.\n\nExample\nTwo articles of one kind with one "
    "slug, dry-eye.\n\nUse instead\nAnother slug for one of them.\n\nSource\nCarepress: content model.",
)


@dataclass(slots=True)
class Tally:
    """What became of every article and page that was found. Paths relative to the content folder."""

    published: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    held_back: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    """Hidden files, which are not counted."""
    found: int = 0

    def groups(self) -> dict[str, list[str]]:
        return {
            "published": self.published,
            "drafts": self.drafts,
            "hidden": self.hidden,
            "held back": self.held_back,
            "with errors": self.faulty,
        }

    @property
    def adds_up(self) -> bool:
        return self.found == sum(map(len, self.groups().values()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. ``files`` is None where nothing was published."""

    diagnostics: Collector
    tally: Tally
    files: int | None


class Build:
    """One build of one content folder."""

    def __init__(self, content: Path, settings: SiteSettings, environment: Environment, theme: Path) -> None:
        self.content = content.resolve()
        self.settings = settings.model_copy(update={"today": today(settings)})  # one day, even past midnight
        self.environment = environment
        self.theme = theme
        self.found = Collector(production=settings.production)

    def run(self, output: Path, protected: tuple[Path, ...] = ()) -> Outcome:
        """Build into ``output``, or change nothing and say why.

        Raises :class:`~carepress.build.publish.OutputError` where the output cannot be written.
        """
        with output_folder(output, (self.content, self.theme, *protected)) as staging:
            library, reviews, folder = load_library(self.content, self.settings, self.found)
            self.check(library, reviews)
            tally = self.tally(folder, library)
            artifacts = self.plan(library, reviews)
            if self.found.failed:
                return Outcome(self.found, tally, None)
            if not tally.adds_up:
                raise AssertionError(f"{tally.found} files were found, but they do not add up: {tally}")
            return Outcome(self.found, tally, publish(artifacts, staging, output))

    def check(self, library: Library, reviews: dict[str, Review]) -> None:
        settings = self.settings
        self.found.extend(
            check_library(
                Context(
                    library=library,
                    reviews=reviews,
                    today=today(settings),
                    policy=settings.review,
                    production=settings.production,
                    demonstration=settings.demonstration,
                )
            )
        )

    def plan(self, library: Library, reviews: dict[str, Review]) -> list[Artifact]:
        """Everything that would be written. Addresses are checked even where faults have stopped the build already."""
        site = Site(library, reviews, self.settings, load_assets(self.theme))
        artifacts = list(plan_outputs(site, self.environment))
        artifacts += self.images(library)
        self.found.extend(_collision(first, second, library) for first, second in collisions(artifacts))
        return artifacts

    def images(self, library: Library) -> Iterator[Artifact]:
        for path in library.images:
            source = f"images/{path}"
            yield Artifact(source, (self.content / source).read_bytes, source, f"the image {source}")

    def tally(self, folder: Folder, library: Library) -> Tally:
        tally = Tally(found=len(folder.articles) + len(folder.pages), ignored=folder.ignored)
        loaded = {text.path: text for text in library.texts}
        for path in (*folder.articles, *folder.pages):
            text = loaded.get(path)
            if text is None:
                tally.faulty.append(path)
            elif path in library.held_back:
                tally.held_back.append(path)
            else:
                {"draft": tally.drafts, "hidden": tally.hidden, "published": tally.published}[text.meta.status].append(
                    path
                )
        return tally


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


def today(settings: SiteSettings) -> dt.date:
    """The day for which the site is built: in the site's own time zone."""
    return settings.today or dt.datetime.now(ZoneInfo(settings.timezone)).date()


def load_library(root: Path, settings: SiteSettings, found: Collector) -> tuple[Library, dict[str, Review], Folder]:
    """Load a content folder. Faults go to ``found``; what has them is left out of the library."""
    folder = survey(root)
    found.extend(folder.found)
    loader = Loader(settings.lang)

    def load(path: str, method: str) -> object | None:
        data, unreadable = read_bytes(root, path)
        found.extend(unreadable)
        if data is None:
            return None
        loaded: Loaded[object] = getattr(loader, method)(path, data)
        found.extend(loaded.found)
        return loaded.value

    articles = [text for path in folder.articles if isinstance(text := load(path, "article"), Article)]
    pages = [text for path in folder.pages if isinstance(text := load(path, "page"), Page)]
    people = {
        path.rsplit("/", 1)[-1].removesuffix(".yaml"): person
        for path in folder.people
        if isinstance(person := load(path, "person"), Person)
    }
    tables = {path: load(path, path.removesuffix(".yaml")) for path in folder.tables}
    topics: dict[str, Topic] = tables.get("topics.yaml") or {}  # type: ignore[assignment]
    glossary: dict[str, Term] = tables.get("glossary.yaml") or {}  # type: ignore[assignment]
    images = {image.path: image for path in folder.images if (image := _image(root, path, found)) is not None}
    day, policy = today(settings), settings.review
    reviews = {article.path: review_of(article, people, day, policy) for article in articles}
    held_back = frozenset(
        path for path, review in reviews.items() if review.past_grace and policy.overdue is OverduePolicy.UNPUBLISH
    )
    loaded = {text.path for text in (*articles, *pages)}
    shared = {diagnostic.path for diagnostic in found if diagnostic.fault.level is Level.INTEGRITY} - loaded
    broken = frozenset({*folder.articles, *folder.pages, *shared} - loaded)
    library = Library(settings.lang, tuple(articles), tuple(pages), people, topics, glossary, images, held_back, broken)
    return library, reviews, folder


def _image(root: Path, path: str, found: Collector) -> ImageFile | None:
    data, unreadable = read_bytes(root, path)
    found.extend(unreadable)
    if data is None:
        return None
    image, wrong = load_image(path, data)
    found.extend(wrong)
    return image
