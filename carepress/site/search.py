"""The search of a site: what can be found, and the files that the search page reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from carepress.build.artifact import Artifact, Product, output_path
from carepress.build.digest import digest
from carepress.build.store import Made
from carepress.build.tree import FileState
from carepress.content.addresses import GLOSSARY, in_language
from carepress.content.body import Html, Section
from carepress.content.glossary import forms_of
from carepress.content.model import Article, Page
from carepress.diagnostics import START
from carepress.metadata.search import SearchEntry, search_document, vocabulary
from carepress.site.i18n import plain, words
from carepress.site.site import Site
from carepress.site.terms import heading

__all__ = ["VOCABULARY", "Searched", "plan_index", "plan_vocabularies"]

VOCABULARY = "/search/words.json"
"""Words that the search page proposes, read only where nothing was found."""


@dataclass(frozen=True, slots=True)
class Searched:
    """An index that was made. ``key`` is a digest of all that it was made from."""

    key: bytes = b""
    paths: tuple[str, ...] = ()


def plan_index(
    site: Site,
    world: bytes,
    keys: Mapping[str, bytes],
    last: Searched,
    known: Mapping[str, Made],
    there: Mapping[str, FileState],
) -> tuple[Searched, list[Artifact]]:
    """The index as files. It is made now where it is not the ``last`` one, or where a file of that is not as it was.

    ``world`` is a digest of all that is shared, ``keys`` are those of the texts; ``known`` and ``there`` tell of the
    last index's files. Raises :class:`~carepress.build.render.RenderError`.
    """
    # Only who makes an index needs what that needs; every command imports this module.
    from carepress.build.search_index import build_index, indexer_version

    own = (part for text in _texts(site) for part in (text.path, keys[text.path]))
    key = digest(world, indexer_version(), *own)
    intact = all(path in known and there.get(path) == known[path].state for path in last.paths)
    files: Mapping[str, bytes] = {}
    if key != last.key or not intact:
        files = build_index(_documents(site))
        last = Searched(key, tuple(files))
    return last, [
        Artifact(path, digest(key, path), partial(_product, files, path), "", "the search index") for path in last.paths
    ]


def _product(files: Mapping[str, bytes], path: str) -> Product:
    return Product({}, partial(files.__getitem__, path))


def _texts(site: Site) -> Iterator[Article | Page]:
    yield from site.library.listed_articles
    yield from (page for page in site.library.live_pages if page.head.status == "published")


def _documents(site: Site) -> Iterator[tuple[str, str]]:
    terms = site.glossary.pattern
    for text in _texts(site):
        entry = _entry(site, text)
        yield entry.address, search_document(entry, terms if text.lang == site.settings.lang else None)
    if site.library.glossary:
        yield GLOSSARY, search_document(_glossary_entry(site), None)


def _entry(site: Site, text: Article | Page) -> SearchEntry:
    head, body, address = text.head, text.body, site.library.address(text)
    if isinstance(text, Page):
        return SearchEntry(address, text.lang, head.title, head.summary, sections=body.sections)
    return SearchEntry(
        address,
        text.lang,
        head.title,
        head.summary,
        head.also_called,
        text.meta.misspellings,
        head.kind,
        text.topics,
        body.sections,
    )


def _glossary_entry(site: Site) -> SearchEntry:
    """The page of explained words: each of them can be a result."""
    sections = tuple(
        Section(
            site.glossary.anchor(name),
            None,
            escape(name),
            name,
            (Html(f"<p>{escape(', '.join(term.also))}</p><p>{escape(term.definition)}</p>"),),
            (),
            START,
        )
        for name, term in site.library.glossary.items()
    )
    title, summary = heading(words(site.settings.lang))
    return SearchEntry(GLOSSARY, site.settings.lang, plain(title), summary, sections=sections)


def plan_vocabularies(site: Site, world: bytes) -> Iterator[Artifact]:
    """The words of names and titles, for each language that has a search page."""
    for lang in site.library.languages:
        address = in_language(VOCABULARY, lang, site.settings.lang)
        make = partial(Product, {}, partial(_vocabulary, site, lang))
        yield Artifact(output_path(address), world, make, "", "the words that a search proposes")


def _vocabulary(site: Site, lang: str) -> bytes:
    return vocabulary(_names(site, lang))


def _names(site: Site, lang: str) -> Iterator[str]:
    for article in site.library.listed_articles:
        if article.lang == lang:
            yield from (article.head.title, *article.head.also_called)
    if lang == site.settings.lang:
        yield from forms_of(site.library.glossary)
    for topic in site.library.topics:
        if site.has_page(topic, lang):
            yield from map(plain, (site.topic_name(topic, lang), *site.topic_names(topic, lang)))
