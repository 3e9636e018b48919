"""What a new article must go by: the kinds, topics and people of a site, and which names are taken there."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from carepress.build.store import Store
from carepress.build.workers import default_jobs
from carepress.content.addresses import article_address, in_language
from carepress.content.article import is_language, is_slug
from carepress.content.folder import Folder
from carepress.content.kinds import kinds, slugify_role
from carepress.content.library import Library
from carepress.content.loading import Loader
from carepress.content.scaffold import Answers, scaffold, to_fill_in
from carepress.content.source_file import invisible
from carepress.diagnostics import Collector, Level, did_you_mean
from carepress.rules.names import id_with_name
from carepress.site.checking import collector_for
from carepress.site.code import parsing_code
from carepress.site.lending import with_store
from carepress.site.settings import SiteSettings
from carepress.site.sources import load_sources

__all__ = ["GENERAL", "Beginning", "Choice", "NotUsableError", "Site"]

GENERAL = "general"
"""The topic of an article on a site that has no topics yet."""
_SPACES = re.compile(r"[ \t\r\n]+")
LONGEST_TITLE = 150
"""Characters: search engines show some 60 of a title, and phones some 30 on a line."""
LONGEST_SLUG = 100
"""As in the content model."""
_WRITERS = ("author", "editor", None, "reviewer")
"""Roles of people, the likeliest author of a new article first."""
SHOWN = 40
"""Names that a message lists."""


class NotUsableError(Exception):
    """An answer cannot be used. The message says why, and what can be."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Things of one sort that one can be chosen of. ``names`` are what each is called, its id left out."""

    what: str
    names: Mapping[str, tuple[str, ...]]
    about: Mapping[str, str]
    """What a list says of each, in one line."""

    def named(self, written: str) -> str:
        """The id that is meant, whatever its case. Raises :class:`NotUsableError`."""
        if written in self.names:
            return written
        plain = slugify_role(written)
        pairs = [(each, name) for each, names in self.names.items() for name in (each, *names)]
        found = id_with_name(plain, ((each, name) for each, name in pairs if slugify_role(name)))
        if found is not None:
            return found
        nearest = did_you_mean(written, (name for _, name in pairs))
        guess = next((each for each, name in pairs if name == nearest), None)
        message = f"there is no {self.what} {written.strip() or 'without a name'}"
        raise NotUsableError(f"{message}{f'; did you mean {guess}?' if guess else ''} {self.in_words}")

    def numbered(self, written: str) -> str:
        """The id that is meant by its number in :attr:`listed`, or by :meth:`named`."""
        ids = list(self.names)
        plain = written.strip().rstrip(".")
        if plain.isdecimal() and plain not in self.names and 0 < int(plain) <= len(ids):
            return ids[int(plain) - 1]
        return self.named(written)

    @property
    def listed(self) -> str:
        """All of them with their numbers, a line each."""
        return "\n".join(f"{number:>3}. {each}: {self.about[each]}" for number, each in enumerate(self.names, 1))

    @property
    def in_words(self) -> str:
        """What there is, for a message: ``(topics: ageing, skin)``."""
        more = f" and {len(self.names) - SHOWN:,} more" if len(self.names) > SHOWN else ""
        plural = {"person": "people"}.get(self.what, f"{self.what}s")
        listed = f"{', '.join(list(self.names)[:SHOWN])}{more}" if self.names else "none"
        return f"({plural}: {listed})"


@dataclass(frozen=True, slots=True)
class Beginning:
    """A new article, before it is written."""

    path: str
    """Relative to the content folder."""
    text: str
    address: str

    @property
    def filled(self) -> list[str]:
        """The lines of the front matter that are filled in."""
        lines = self.text.split("\n---\n")[0].split("\n")[1:]
        return [line for line in lines if line and not line.startswith("#")]

    @property
    def line(self) -> int:
        """The first line that wants an editor's own words."""
        return to_fill_in(self.text)


@dataclass(frozen=True, slots=True)
class Site:
    """A content folder as far as a new article has to do with it."""

    lang: str
    library: Library
    folder: Folder
    found: Collector

    @classmethod
    def survey(cls, content: Path, settings: SiteSettings, theme: Path, output: Path) -> Site:
        """Load a content folder, with the help of what builds into ``output`` have found already."""

        def load(store: Store | None) -> Site:
            found = collector_for(settings)
            sources = load_sources(content.resolve(), settings.lang, found, store, parsing_code(), jobs=default_jobs())
            return cls(settings.lang, sources.library, sources.folder, found)

        return with_store(output, (content, theme), load)

    @property
    def kinds(self) -> Choice:
        return Choice(
            "kind",
            {name: (kind.name, kind.plural) for name, kind in kinds().items()},
            {name: kind.summary for name, kind in kinds().items()},
        )

    @property
    def topics(self) -> Choice:
        topics = self.library.topics
        return Choice(
            "topic",
            {name: (topic.name, *topic.also_called) for name, topic in topics.items()},
            {name: topic.name for name, topic in topics.items()},
        )

    @property
    def people(self) -> Choice:
        """Who writes comes first, who only reviews last."""
        people = dict(sorted(self.library.people.items(), key=lambda entry: _WRITERS.index(entry[1].role)))
        return Choice(
            "person",
            {name: (person.name,) for name, person in people.items()},
            {name: f"{person.name}{f' ({person.role})' if person.role else ''}" for name, person in people.items()},
        )

    def faults_of(self, *paths: str) -> Collector:
        """What makes files of the content folder unusable."""
        return self.found.only(lambda each: each.path in paths and each.fault.level is Level.INTEGRITY)

    # ── Names that are taken ─────────────────────────────────────────────────────────────────────────────────

    def holder(self, kind: str, slug: str, lang: str) -> str | None:
        """The file, relative to the content folder, whose name, slug or address a new article would have.

        An article of the same kind in another language is its original.
        """
        library = self.library
        for article in library.articles:
            translation = article.lang != lang and article.head.kind == kind
            if slug in (article.slug, _stem(article.path)) and not translation:
                return article.path
        for page in library.pages:
            if slug in (page.slug, _stem(page.path)):
                return page.path
        wanted = _plain_address(self.address(kind, slug, lang))
        for article in library.articles:
            if any(_plain_address(alias) == wanted for alias in article.head.aliases):
                return article.path
        names = {slug, f"{slug}.{lang}"}
        others = (path for path in (*self.folder.articles, *self.folder.pages) if path in library.broken)
        return next((path for path in others if posixpath.basename(path).removesuffix(".md") in names), None)

    def free_slug(self, kind: str, slug: str, lang: str) -> str:
        """The slug, with the smallest number behind it with which nobody has it."""
        return next(each for each in _numbered(slug) if self.holder(kind, each, lang) is None)

    def address(self, kind: str, slug: str, lang: str) -> str:
        return in_language(article_address(kind, slug), lang, self.lang)

    def begin(self, answers: Answers, slug: str) -> Beginning:
        """The article as it would be written: a translation lies beside its original.

        Raises :class:`NotUsableError` where a fault would be found in it.
        """
        kind, lang = answers.kind.id, answers.lang
        originals = (each for each in self.library.articles if each.slug == slug and each.head.kind == kind)
        folder = next((posixpath.dirname(each.path) for each in originals), f"articles/{answers.topic}")
        path = f"{folder}/{slug}{'' if lang == self.lang else f'.{lang}'}.md"
        text = scaffold(answers)
        for found in Loader(self.lang).article(path, text.encode()).found:
            raise NotUsableError(f"{found.message}; {found.help}")
        return Beginning(path, text, self.address(kind, slug, lang))

    def usable_title(self, written: str) -> str:
        """A title on one line. Raises :class:`NotUsableError`."""
        if invisible(written := _SPACES.sub(" ", written).strip()):
            raise NotUsableError("an invisible character stands in this title; type it again")
        if not any(map(str.isalnum, written)):
            raise NotUsableError("a title has at least one letter: write what the article is called, as readers see it")
        if len(written) > LONGEST_TITLE:
            raise NotUsableError(
                f"this title has {len(written):,} characters, and at most {LONGEST_TITLE} can be read at a glance; "
                "say the rest in the summary"
            )
        trial = Answers(kinds()["wellbeing"], written, GENERAL, (), dt.date(2000, 1, 1), self.lang)
        try:
            self.begin(trial, GENERAL)
        except NotUsableError as error:
            raise NotUsableError(f"this title cannot be used: {error}") from None
        return written

    def usable_topic(self, written: str | None) -> str:
        """The topic of an article on a site without topics. Raises :class:`NotUsableError`."""
        topic = slugify_role(written) if written is not None else GENERAL
        if not is_slug(topic):
            raise NotUsableError(f"{written} cannot be a topic: write one or two words in a–z, 0–9 and hyphens")
        return topic

    def usable_lang(self, written: str | None) -> str:
        """The article's language. Raises :class:`NotUsableError`."""
        if written is not None and not is_language(written):
            raise NotUsableError(f"{written} is not a language; write its short code, such as en, ar or pt-BR")
        return written or self.lang

    def usable_slug(self, written: str, instead: str) -> str:
        """The last part of an address. Raises :class:`NotUsableError`, and suggests another."""
        if not written:
            raise NotUsableError("no address can be made of this title; write one with --slug, such as --slug dry-lips")
        if len(written) > LONGEST_SLUG:
            raise NotUsableError(f"this address has {len(written):,} characters; at most {LONGEST_SLUG} are allowed")
        if not is_slug(written):
            hint = f"; write {instead}" if instead else ""
            raise NotUsableError(f"{written} cannot be part of an address: only a–z, 0–9 and single hyphens can{hint}")
        return written


def _plain_address(address: str) -> str:
    """Addresses that lead to one file of the output are one."""
    return address.removesuffix("index.html").rstrip("/").casefold()


def _stem(path: str) -> str:
    """A file's name without language and ending."""
    return posixpath.basename(path).partition(".")[0]


def _numbered(slug: str) -> Iterator[str]:
    """``x``, ``x-2``, ``x-3`` …, none longer than a slug may be."""
    yield slug
    for number in count(2):
        end = f"-{number}"
        yield slug[: LONGEST_SLUG - len(end)].rstrip("-") + end
