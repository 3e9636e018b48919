"""Every file of a site as an artifact: pages, feeds, sitemap, robots, the theme's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from carepress.build.artifact import Artifact, Product, output_path
from carepress.build.digest import digest
from carepress.content.addresses import qr_address, topic_address
from carepress.content.model import Article
from carepress.metadata.feeds import FeedEntry, atom_feed
from carepress.metadata.robots import robots
from carepress.metadata.sitemap import SitemapEntry, sitemaps
from carepress.site.code import code_digest
from carepress.site.i18n import plain, words
from carepress.site.listing import by_topic
from carepress.site.pages import PlannedPage, plan_pages
from carepress.site.qr import qr_code
from carepress.site.search import plan_vocabularies
from carepress.site.site import Site
from carepress.site.sources import Sources, key_of

if TYPE_CHECKING:
    from carepress.site.templates import Templates

__all__ = ["plan_files", "plan_outputs", "plan_places"]


def plan_outputs(
    site: Site,
    templates: Templates,
    world: bytes,
    sources: Sources,
    content: Path,
    edited: frozenset[str] | None = None,
) -> Iterator[Artifact]:
    """All files, pages first, or the pages of ``edited`` texts alone.

    Nothing is rendered until an artifact is asked for its product. ``world`` is a digest of everything that more than
    one page can show, and of the code.
    """
    pages = list(plan_pages(site, edited))
    frames = _Frames(site, templates)
    for page in pages:
        own = sources.keys[page.text.path] if page.text is not None else b""
        yield _page(page, digest(world, templates.key(page.template), own), partial(frames.product, page))
    if edited is None:
        yield from _others(site, world, pages, sources.keys, partial(_unchanged, content, sources))


def plan_places(site: Site) -> Iterator[Artifact]:
    """All files in the same order, only to see which of them want one place: none of them can be made."""
    pages = list(plan_pages(site))
    yield from (_page(page, b"", _never) for page in pages)
    yield from _others(site, b"", pages, defaultdict(bytes), _never)


def _never(*_: object) -> NoReturn:
    raise AssertionError("what is only compared is never made")


def _page(page: PlannedPage, key: bytes, make: Callable[[], Product]) -> Artifact:
    return Artifact(output_path(page.address), key, make, page.source, page.what, page.place)


def _others(
    site: Site,
    world: bytes,
    pages: Sequence[PlannedPage],
    keys: Mapping[str, bytes],
    read: Callable[[str], bytes],
) -> Iterator[Artifact]:
    """All files but the pages. ``keys`` and ``read`` are for images."""
    yield from plan_files(site, world, pages)
    yield from site.pictures.artifacts(keys, read)


def plan_files(site: Site, world: bytes, pages: Sequence[PlannedPage]) -> Iterator[Artifact]:
    """What is neither a page nor an image: feeds, QR codes, sitemap, robots, the theme's files."""
    yield from _feeds(site, world)
    if site.settings.url:
        yield from _qr_codes(site)
    if site.settings.search:
        yield from plan_vocabularies(site, world)
    for address, data in sitemaps(_sitemap_entries(pages), site.info).items():
        yield _file(address, data, "the sitemap")
    text = robots(site.info, demonstration=site.settings.demonstration)
    yield _file("/robots.txt", text.encode(), "robots.txt")
    for address, data in site.assets.files.items():
        yield _file(address, data, f"the theme's file {address}")


def _qr_codes(site: Site) -> Iterator[Artifact]:
    """One for each article. It shows nothing but the address, so it is made once."""
    for article in site.library.live_articles:
        address = site.library.address(article)
        url = site.info.absolute(address)
        key = digest(code_digest(), url)
        make = partial(_bytes, partial(qr_code, url))
        yield Artifact(
            output_path(qr_address(address)), key, make, article.path, f"the QR code of {article.path}", "slug"
        )


def _file(address: str, data: bytes, what: str) -> Artifact:
    return Artifact(output_path(address), digest(data), partial(_bytes, lambda: data), "", what)


def _bytes(produce: Callable[[], bytes]) -> Product:
    """A file that only its bytes can tell from another."""
    return Product({}, produce)


def _unchanged(content: Path, sources: Sources, path: str) -> bytes:
    data = (content / path).read_bytes()
    if key_of(sources.code, path, data) != sources.keys[path]:
        raise OSError(f"{path} was changed during the build; build again")
    return data


class _Frames:
    """What the pages of a build have in common, worked out once."""

    def __init__(self, site: Site, templates: Templates) -> None:
        self._site = site
        self._templates = templates
        self._site_parts: dict[str, bytes] = {}

    def _part_of_site(self, lang: str) -> bytes:
        if lang not in self._site_parts:
            self._site_parts[lang] = _digest(self._site.view(lang))
        return self._site_parts[lang]

    def product(self, page: PlannedPage) -> Product:
        """Everything a page shows, as parts: equal parts are an equal page."""
        templates = self._templates
        variables = page.variables()
        parts = {"site": self._part_of_site(page.lang), **templates.parts(page.template)}
        for name, value in variables.items():
            if is_dataclass(value):
                parts |= {part: _digest(getattr(value, field)) for part, field in _fields(name, value.__class__)}
            else:
                parts[name] = _digest(value)

        def produce() -> bytes:
            template = templates.environment.get_template(page.template)
            everything = {"site": self._site.view(page.lang), **words(page.lang).variables, **variables}
            return template.render(everything).encode()

        return Product(parts, produce)


@cache
def _fields(name: str, view: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a view, and what they are called as parts of a page."""
    return tuple((f"{name}.{field.name}", field.name) for field in fields(view))


def _digest(value: object) -> bytes:
    """Views are frozen data without sets or dictionaries: equal ones are written alike."""
    return digest(repr(value))[:8]


def _sitemap_entries(pages: Sequence[PlannedPage]) -> list[SitemapEntry]:
    entries = []
    for page in pages:
        if not page.in_sitemap:
            continue
        modified = page.text.modified if page.text is not None else None
        entries.append(SitemapEntry(page.address, modified, page.versions))
    return entries


def _feeds(site: Site, world: bytes) -> Iterator[Artifact]:
    """In each language one for the site, and one for each topic that has a page in it."""
    for lang in site.offered:
        name, local = plain(site.said("name", lang)), partial(site.local, lang=lang)
        articles = [article for article in site.library.listed_articles if article.lang == lang]
        yield _feed(site, world, lang, (name, plain(site.said("tagline", lang))), local("/"), articles)
        chosen = by_topic(articles)
        for topic in site.library.topics:
            if site.has_page(topic, lang):
                title = f"{plain(site.topic_name(topic, lang))} · {name}"
                about = plain(site.topic_summary(topic, lang))
                yield _feed(site, world, lang, (title, about), local(topic_address(topic)), chosen.get(topic, []))


def _feed(
    site: Site, world: bytes, lang: str, titles: tuple[str, str], home: str, articles: Sequence[Article]
) -> Artifact:
    """The feed of what ``home`` lists. ``titles``: its title, and what it is about."""
    address = f"{home}feed.atom"

    def produce() -> bytes:
        entries = [_feed_entry(site, article) for article in articles]
        title, subtitle = titles
        return atom_feed(
            title=title,
            subtitle=subtitle,
            home=home,
            self_address=address,
            site=site.info,
            entries=entries,
            lang=lang,
        )

    return Artifact(output_path(address), world, partial(_bytes, produce), "", f"the feed {address}")


def _feed_entry(site: Site, article: Article) -> FeedEntry:
    people = site.library.people
    return FeedEntry(
        title=article.head.title,
        address=site.library.address(article),
        summary=article.head.summary,
        published=article.head.date,
        updated=article.modified,
        authors=tuple(people[person].name for person in article.head.authors if not people[person].sample),
        categories=tuple(plain(site.topic_name(topic, article.lang)) for topic in article.topics),
    )
