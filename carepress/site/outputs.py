"""Every file of a site as an artifact: pages, feeds, sitemap, robots, the theme's files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jinja2 import Environment

from carepress.build.artifact import Artifact, output_path
from carepress.content.addresses import topic_address
from carepress.content.model import Article, Page
from carepress.metadata.feeds import FeedEntry, atom_feed
from carepress.metadata.robots import robots
from carepress.metadata.sitemap import SitemapEntry, sitemaps
from carepress.site.i18n import words
from carepress.site.pages import PlannedPage, plan_pages
from carepress.site.site import Site

__all__ = ["plan_outputs"]


def plan_outputs(site: Site, environment: Environment) -> Iterator[Artifact]:
    """All files, pages first. Nothing is rendered until an artifact is asked for its bytes."""
    pages = list(plan_pages(site))
    for page in pages:
        produce = _renderer(site, environment, page)
        yield Artifact(output_path(page.address), produce, page.source, page.what, page.place)
    yield from _feeds(site)
    for address, data in sitemaps(_sitemap_entries(site, pages), site.info).items():
        yield _file(address, data, "the sitemap")
    text = robots(site.info, demonstration=site.settings.demonstration)
    yield _file("/robots.txt", text.encode(), "robots.txt")
    for address, data in site.assets.files.items():
        yield _file(address, data, f"the theme's file {address}")


def _file(address: str, data: bytes, what: str) -> Artifact:
    return Artifact(output_path(address), lambda: data, "", what)


def _renderer(site: Site, environment: Environment, page: PlannedPage) -> Callable[[], bytes]:
    def render() -> bytes:
        template = environment.get_template(page.template)
        variables = {"site": site.view(page.lang), **words(page.lang).variables, **page.variables()}
        return template.render(variables).encode()

    return render


def _sitemap_entries(site: Site, pages: Sequence[PlannedPage]) -> list[SitemapEntry]:
    entries = []
    for page in pages:
        if not page.in_sitemap:
            continue
        text = page.text
        modified = text.modified if isinstance(text, Article | Page) else None
        others = site.library.translations(text) if isinstance(text, Article | Page) else ()
        alternates = tuple(
            (other.lang, site.library.address(other)) for other in others if other.meta.status == "published"
        )
        own = ((page.lang, page.address), *alternates) if alternates else ()
        entries.append(SitemapEntry(page.address, modified, own))
    return entries


def _feeds(site: Site) -> Iterator[Artifact]:
    """One for the site and one for each topic, in the site's own language."""
    lang, settings = site.settings.lang, site.settings
    articles = [article for article in site.library.listed_articles if article.lang == lang]
    yield _feed(site, "/feed.atom", "/", settings.name, settings.tagline, articles)
    for topic, entry in site.library.topics.items():
        address = topic_address(topic)
        chosen = [article for article in articles if topic in article.topics]
        title = f"{entry.name} · {settings.name}"
        yield _feed(site, f"{address}feed.atom", address, title, entry.summary, chosen)


def _feed(site: Site, address: str, home: str, title: str, subtitle: str, articles: Sequence[Article]) -> Artifact:
    def produce() -> bytes:
        entries = [_feed_entry(site, article) for article in articles]
        return atom_feed(
            title=title, subtitle=subtitle, home=home, self_address=address, site=site.info, entries=entries
        )

    return Artifact(output_path(address), produce, "", f"the feed {address}")


def _feed_entry(site: Site, article: Article) -> FeedEntry:
    people = site.library.people
    return FeedEntry(
        title=article.meta.title,
        address=site.library.address(article),
        summary=article.meta.summary,
        published=article.meta.date,
        updated=article.modified,
        authors=tuple(people[person].name for person in article.meta.authors if not people[person].sample),
        categories=tuple(site.library.topics[topic].name for topic in article.topics),
    )
