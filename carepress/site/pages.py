"""Every page of a site: its address, template, and what it shows. Nothing is rendered here.

A page's views are made only when the page is rendered, so that planning a large site stays cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from carepress.content.addresses import (
    GLOSSARY,
    appointment_address,
    kind_address,
    person_address,
    plain_address,
    tag_address,
    topic_address,
    unique_tags,
)
from carepress.content.kinds import kinds
from carepress.content.model import Article, Page, Text
from carepress.metadata.json_ld import PageType, article_graph, dumps, page_graph, person_graph
from carepress.site.a_z import Index, letter_tiles
from carepress.site.article_view import appointment_view, article_view, newer_original
from carepress.site.i18n import Words, plain, words
from carepress.site.listing import by_topic, page_addresses, pages_of
from carepress.site.search import VOCABULARY
from carepress.site.site import Site, Versions
from carepress.site.terms import heading, term_groups
from carepress.site.text import PageText
from carepress.site.views import Crumb, FeedLink, KindView, Letter, PageView, TopicView

__all__ = ["PlannedPage", "plan_pages"]

RECENT = 6
"""Articles on the home page."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page. ``variables`` are made when it is rendered; ``source`` and ``what`` name it in messages."""

    address: str
    template: str
    lang: str
    variables: Callable[[], Mapping[str, Any]]
    source: str
    what: str
    place: str = ""
    """The value of ``source`` that asks for the page."""
    in_sitemap: bool = False
    text: Text | None = None
    versions: Versions = ()


def plan_pages(site: Site, edited: frozenset[str] | None = None) -> Iterator[PlannedPage]:
    """All pages, or those of ``edited`` texts alone, in an order that depends on content alone."""
    for article in site.library.live_articles:
        if edited is None or article.path in edited:
            yield _article(site, article)
            if article.head.asks:
                yield _appointment(site, article)
            yield from _aliases(site, article)
    for page in site.library.live_pages:
        if edited is None or page.path in edited:
            yield _policy(site, page)
            yield from _aliases(site, page)
    if edited is not None:
        return
    planners = {lang: _Indexes(site, lang) for lang in site.library.languages}
    for planner in planners.values():
        yield from planner.pages()
    yield from _people(site, planners[site.settings.lang])
    yield from _glossary(site, planners[site.settings.lang])


# ── One page for one text ────────────────────────────────────────────────────────────────────────────────────────


def _article(site: Site, article: Article) -> PlannedPage:
    address, versions = site.library.address(article), site.versions(article)

    def variables() -> Mapping[str, Any]:
        say = site.words(article)
        trail = _trail(site, article)
        graph = article_graph(article, site.library, site.reviews[article.path], site.info, breadcrumb=_plain(trail))
        page = _frame(
            site,
            say,
            address,
            article.head.title,
            article.head.summary,
            trail=trail,
            json_ld=dumps(graph),
            hidden=article.head.status == "hidden",
            kind="article",
            versions=versions,
        )
        topics = (topic for topic in article.topics if site.has_page(topic, article.lang))
        links = [site.topic_link(topic, article.lang) for topic in topics]
        feeds = tuple(FeedLink(plain(link.text), link.href + "feed.atom") for link in links)
        page = replace(page, feeds=feeds, image=_picture(site, article))
        return {"page": page, "article": article_view(site, article)}

    return PlannedPage(
        address,
        "article.html",
        article.lang,
        variables,
        article.path,
        f"the article {article.path}",
        "slug",
        in_sitemap=article.head.status == "published",
        text=article,
        versions=versions,
    )


def _trail(site: Site, article: Article) -> list[tuple[str, str]]:
    """The way from home to an article."""
    say = site.words(article)
    crumbs = [(say.gettext("Home"), "/"), (say.gettext(article.kind.plural), kind_address(article.head.kind))]
    way: list[tuple[str, str]] = [(name, site.local(place, article.lang)) for name, place in crumbs]
    return [*way, (article.head.title, site.library.address(article))]


def _appointment(site: Site, article: Article) -> PlannedPage:
    """The sheet of an article that has questions: a page of its own, so that it needs no script. No search finds it."""
    target = site.library.address(article)

    def variables() -> Mapping[str, Any]:
        say = site.words(article)
        title = say.plain("Your appointment: %(title)s", title=article.head.title)
        about = say.plain("Questions to print and take along, with room for the answers.")
        trail = [*_trail(site, article), (say.gettext("For your appointment"), appointment_address(target))]
        page = _frame(site, say, target, title, about, trail=trail, hidden=True)
        return {"page": page, "sheet": appointment_view(site, article)}

    return PlannedPage(
        appointment_address(target),
        "appointment.html",
        article.lang,
        variables,
        article.path,
        f"the appointment sheet of {article.path}",
        "slug",
        text=article,
    )


def _picture(site: Site, article: Article) -> str | None:
    """The first picture that link previews can show (they take no SVG), as a complete address."""
    for image in article.body.images:
        file, resolved = site.library.resolve_image(article, image.target)
        if file is not None and not file.path.lower().endswith(".svg") and site.settings.url:
            return site.info.absolute(resolved.address)
    return None


def _aliases(site: Site, text: Text) -> Iterator[PlannedPage]:
    target = site.library.address(text)

    def variables() -> Mapping[str, Any]:
        say = site.words(text)
        page = _frame(site, say, target, text.head.title, text.head.summary, hidden=True)
        return {"page": page, "target": site.settings.href(target)}

    for index, alias in enumerate(text.head.aliases):
        yield PlannedPage(
            plain_address(alias),
            "redirect.html",
            text.lang,
            variables,
            text.path,
            f"the alias {alias} in {text.path}",
            f"aliases.{index}",
        )


def _policy(site: Site, page: Page) -> PlannedPage:
    address, versions = site.library.address(page), site.versions(page)

    def variables() -> Mapping[str, Any]:
        say = site.words(page)
        text = PageText(page, site.library, site.settings, site.pictures, say, None)
        sections = text.sections()
        frame = _standard(
            site,
            say,
            address,
            page.head.title,
            page.head.summary,
            graph_type="AboutPage" if page.slug == "about" else "WebPage",
            hidden=page.head.status == "hidden",
            versions=versions,
        )
        return {
            "page": frame,
            "title": page.head.title,
            "summary": page.head.summary,
            "newer": newer_original(site, page),
            "modified": page.modified,
            "sections": sections,
            "contents": text.contents(sections),
        }

    return PlannedPage(
        address,
        "page.html",
        page.lang,
        variables,
        page.path,
        f"the page {page.path}",
        "slug",
        in_sitemap=page.head.status == "published",
        text=page,
        versions=versions,
    )


# ── Pages about many texts ───────────────────────────────────────────────────────────────────────────────────────


class _Indexes:
    """The index pages of one language."""

    def __init__(self, site: Site, lang: str) -> None:
        self.site = site
        self.lang = lang
        self.say: Words = words(lang)
        self.articles = sorted(
            (article for article in site.library.listed_articles if article.lang == lang),
            key=lambda article: (self.say.alphabet.key(article.head.title), article.path),
        )
        self.by_topic = by_topic(self.articles)
        self.children: dict[str, list[str]] = {}
        for name, topic in site.library.topics.items():
            self.children.setdefault(topic.parent or "", []).append(name)
        self.by_tag: dict[str, dict[str, list[Article]]] = {}
        for article in self.articles:
            for tag in unique_tags(article.head.tags):
                self.by_tag.setdefault(tag_address(tag), {}).setdefault(tag.casefold(), []).append(article)
        self.index = Index(site, lang, self.articles)

    def pages(self) -> Iterator[PlannedPage]:
        yield self.home()
        yield from self.recent()
        yield from self.kinds()
        yield from self.topics()
        yield from self.tags()
        yield from self.a_z()
        yield self.search()
        if self.lang == self.site.settings.lang:
            yield self.not_found()

    def address(self, address: str) -> str:
        return self.site.local(address, self.lang)

    def one(
        self,
        address: str,
        template: str,
        title: str,
        description: str,
        make: Callable[[], Mapping[str, Any]],
        what: str,
        *,
        hidden: bool = False,
        source: str = "",
        feeds: tuple[FeedLink, ...] = (),
        in_sitemap: bool = True,
    ) -> PlannedPage:
        """A page that stands alone, with the frame all index pages have."""
        versions, address = self.site.versions_at(address, self.lang), self.address(address)

        def variables() -> Mapping[str, Any]:
            frame = _standard(self.site, self.say, address, title, description, hidden=hidden, versions=versions)
            return {"page": replace(frame, feeds=feeds), **make()}

        listed = in_sitemap and not hidden
        return PlannedPage(address, template, self.lang, variables, source, what, in_sitemap=listed, versions=versions)

    def many(
        self,
        address: str,
        template: str,
        title: str,
        description: str,
        articles: Sequence[Article],
        extra: Mapping[str, Any],
        what: str,
        *,
        source: str = "",
        feeds: tuple[FeedLink, ...] = (),
    ) -> Iterator[PlannedPage]:
        """A list, over as many pages as it needs."""
        size = self.site.settings.page_size
        for number, place in enumerate(page_addresses(self.address(address), len(articles), size), 1):
            numbered = (
                title if number == 1 else self.say.gettext("%(title)s, page %(number)s", title=title, number=number)
            )
            versions = self.site.versions_at(address, self.lang) if number == 1 else ()

            def variables(
                number: int = number, place: str = place, numbered: str = numbered, versions: Versions = versions
            ) -> Mapping[str, Any]:
                frame = _standard(
                    self.site, self.say, place, numbered, description, trail_title=title, versions=versions
                )
                listing = pages_of(self.site, self.address(address), articles, number)
                return {"page": replace(frame, feeds=feeds), "listing": listing, **extra}

            yield PlannedPage(
                place, template, self.lang, variables, source, what, in_sitemap=number == 1, versions=versions
            )

    def home(self) -> PlannedPage:
        site = self.site

        def make() -> Mapping[str, Any]:
            claimed = [article for article in self.articles if site.reviews[article.path].claimed]
            shown = sorted(
                claimed or self.articles,
                key=lambda article: site.reviews[article.path].date or article.modified,
                reverse=True,
            )
            return {
                "kinds": tuple(self.kind_view(kind) for kind in site.library.kinds_in(self.lang)),
                "topics": self.topic_views(top_level=True),
                "reviewed": tuple(site.entry(article) for article in shown[:RECENT]),
                "reviewed_are_claims": bool(claimed),
                "articles": len(self.articles),
                "letters": letter_tiles(self.index),
            }

        name = site.said("name", self.lang)
        return self.one("/", "home.html", name, site.said("tagline", self.lang) or name, make, "the home page")

    def recent(self) -> Iterator[PlannedPage]:
        title = self.say.gettext("Recently changed")
        newest = sorted(self.articles, key=lambda article: article.modified, reverse=True)
        about = self.say.plain("Articles in the order in which they were last changed.")
        yield from self.many("/recent/", "recent.html", title, about, newest, {}, "the list of recent changes")

    def kind_view(self, kind: str) -> KindView:
        count = sum(article.head.kind == kind for article in self.articles)
        link = self.site.kind_link(kind, self.lang)
        return KindView(kind, link.text, self.say.gettext(kinds()[kind].summary), link.href, count)

    def kinds(self) -> Iterator[PlannedPage]:
        for kind in self.site.library.kinds_in(self.lang):
            view = self.kind_view(kind)
            articles = [article for article in self.articles if article.head.kind == kind]
            yield from self.many(
                kind_address(kind),
                "kind.html",
                view.name,
                view.summary,
                articles,
                {"kind": view},
                f"the list of all articles of the kind {kind}",
            )

    def topic_view(self, topic: str) -> TopicView:
        link = self.site.topic_link(topic, self.lang)
        children = (child for child in self.children.get(topic, ()) if self.has_page(child))
        return TopicView(
            topic,
            link.text,
            self.site.topic_summary(topic, self.lang),
            link.href,
            len(self.by_topic.get(topic, ())),
            self.site.topic_names(topic, self.lang),
            tuple(self.site.topic_link(child, self.lang) for child in children),
        )

    def has_page(self, topic: str) -> bool:
        return self.site.has_page(topic, self.lang)

    def topic_views(self, *, top_level: bool) -> tuple[TopicView, ...]:
        topics = self.site.library.topics
        names = [name for name in topics if self.has_page(name) and not (top_level and topics[name].parent)]
        return self.in_order(map(self.topic_view, names))

    def in_order(self, topics: Iterable[TopicView]) -> tuple[TopicView, ...]:
        return tuple(sorted(topics, key=lambda view: self.say.alphabet.key(plain(view.name))))

    def topics(self) -> Iterator[PlannedPage]:
        topics = self.site.library.topics
        if topics:
            yield self.one(
                "/topics/",
                "topics.html",
                self.say.gettext("Topics"),
                self.say.plain("All topics of this site."),
                lambda: {"topics": self.topic_views(top_level=False)},
                "the list of topics",
            )
        for topic in topics:
            if self.has_page(topic):
                view = self.topic_view(topic)
                feeds = (FeedLink(plain(view.name), view.href + "feed.atom"),)
                yield from self.many(
                    topic_address(topic),
                    "topic.html",
                    view.name,
                    view.summary,
                    self.by_topic.get(topic, []),
                    {"topic": view},
                    f"the topic {topic}",
                    source="topics.yaml",
                    feeds=feeds,
                )

    def tags(self) -> Iterator[PlannedPage]:
        for address, spellings in self.by_tag.items():
            for articles in spellings.values():
                tag = next(t for t in articles[0].head.tags if tag_address(t) == address)
                about = self.say.plain("Articles with the tag “%(tag)s”.", tag=tag)
                yield from self.many(
                    address, "tag.html", tag, about, articles, {"tag": tag}, f"the tag “{tag}”", source=articles[0].path
                )

    def a_z(self) -> Iterator[PlannedPage]:
        title = self.say.gettext("A–Z")
        about = self.say.plain("All articles by their first letter, other names included.")
        for place in self.index.places():
            yield self.one(
                place.address,
                "a-z.html",
                place.title or title,
                about,
                place.variables,
                "the A–Z",
                in_sitemap=not place.title,
            )

    def search(self) -> PlannedPage:
        title = self.say.gettext("Search")
        about = self.say.plain("Find an article by letter or by topic.")
        variables = self.search_variables
        return self.one("/search/", "search.html", title, about, variables, "the search page", in_sitemap=False)

    def search_variables(self) -> Mapping[str, Any]:
        site = self.site
        return {
            **self.ways_in(),
            "words": site.settings.href(self.address(VOCABULARY)),
            "kinds": tuple(self.kind_view(kind) for kind in site.library.kinds_in(self.lang)),
            "filters": self.in_order(map(self.topic_view, self.by_topic)),
        }

    def not_found(self) -> PlannedPage:
        title = self.say.gettext("Page not found")
        about = self.say.plain("The page you were looking for is not here.")
        return self.one(
            "/404.html", "404.html", title, about, self.ways_in, "the page for addresses that lead nowhere", hidden=True
        )

    def ways_in(self) -> Mapping[str, Any]:
        return {"letters": letter_tiles(self.index), "topics": self.topic_views(top_level=True)}


def _people(site: Site, planner: _Indexes) -> Iterator[PlannedPage]:
    """One page for each person and one for all, in the site's own language."""
    library = site.library
    if not library.people:
        return
    reviewed: dict[str, list[Article]] = {}
    written: dict[str, list[Article]] = {}
    for article in sorted(library.listed_articles, key=lambda article: (article.head.title.casefold(), article.path)):
        for person in dict.fromkeys(article.head.authors):
            written.setdefault(person, []).append(article)
        # Invented people have reviewed nothing; their pages list what names them, and say that it is an example.
        named = article.head.review.by if article.head.review else ()
        samples = [person for person in named if person in library.people and library.people[person].sample]
        for person in (*site.reviews[article.path].reviewers, *samples):
            reviewed.setdefault(person, []).append(article)
    for person in library.people:
        yield _person(site, planner, person, reviewed.get(person, []), written.get(person, []))
    views = [
        site.person(person, planner.lang)
        for person in sorted(library.people, key=lambda each: planner.say.alphabet.key(library.people[each].name))
    ]
    reviewers = tuple(view for view in views if view.role == "reviewer" or view.id in reviewed)
    groups = {"reviewers": reviewers, "editors": tuple(view for view in views if view not in reviewers)}
    title = planner.say.gettext("The people behind this site")
    about = planner.say.plain("Who writes and who reviews what you read here.")
    yield planner.one("/people/", "people.html", title, about, lambda: groups, "the list of people")


def _person(site: Site, planner: _Indexes, person: str, reviewed: list[Article], written: list[Article]) -> PlannedPage:
    view, say, address = site.person(person, planner.lang), planner.say, person_address(person)
    about = view.bio or say.plain("About %(name)s, and what they wrote or reviewed.", name=view.name)

    def variables() -> Mapping[str, Any]:
        trail = [(say.gettext("Home"), "/"), (say.gettext("People"), "/people/"), (view.name, address)]
        graph = person_graph(
            person,
            site.library.people[person],
            description=about,
            lang=say.lang,
            site=site.info,
            breadcrumb=_plain(trail),
        )
        return {
            "page": _frame(site, say, address, view.name, about, trail=trail, json_ld=dumps(graph)),
            "person": view,
            # A person's page is one page: a reviewer of hundreds of articles has them all in one list.
            "reviewed": pages_of(site, "", reviewed, 1, size=max(1, len(reviewed))),
            "written": pages_of(site, "", written, 1, size=max(1, len(written))),
        }

    source = f"people/{person}.yaml"
    return PlannedPage(address, "person.html", say.lang, variables, source, f"the person {person}", in_sitemap=True)


def _glossary(site: Site, planner: _Indexes) -> Iterator[PlannedPage]:
    """All words that are explained, in the site's own language, in which the glossary is."""
    if not site.library.glossary:
        return
    title, about = heading(planner.say)

    def variables() -> Mapping[str, Any]:
        groups = term_groups(site.glossary, site.library.glossary, planner.say)
        letters = tuple(Letter(group.label, f"#{group.id}", current=False, count=len(group.terms)) for group in groups)
        return {"title": title, "about": about, "groups": groups, "letters": letters}

    yield planner.one(GLOSSARY, "glossary.html", title, about, variables, "the glossary", source="glossary.yaml")


# ── The frame ────────────────────────────────────────────────────────────────────────────────────────────────────


def _standard(
    site: Site,
    say: Words,
    address: str,
    title: str,
    description: str,
    *,
    graph_type: PageType = "CollectionPage",
    hidden: bool = False,
    trail_title: str | None = None,
    versions: Versions = (),
) -> PageView:
    """The frame of a page below home, with a breadcrumb of two steps; home itself has none."""
    home = site.local("/", say.lang)
    trail = [] if address in (home, "/404.html") else [(say.gettext("Home"), home), (trail_title or title, address)]
    graph = page_graph(
        type_=graph_type,
        title=plain(title),
        description=plain(description),
        address=address,
        lang=say.lang,
        site=site.info,
        breadcrumb=_plain(trail),
    )
    return _frame(
        site, say, address, title, description, trail=trail, json_ld=dumps(graph), hidden=hidden, versions=versions
    )


def _frame(
    site: Site,
    say: Words,
    address: str,
    title: str,
    description: str,
    *,
    trail: Iterable[tuple[str, str]] = (),
    json_ld: str | None = None,
    hidden: bool = False,
    kind: str = "website",
    versions: Versions = (),
) -> PageView:
    settings = site.settings
    steps = list(trail)
    crumbs = [Crumb(name, settings.href(place)) for name, place in steps[:-1]] + [
        Crumb(name, None) for name, _ in steps[-1:]
    ]
    return PageView(
        title=plain(title),
        description=plain(description),
        canonical=site.info.absolute(address) if settings.url else None,
        lang=say.lang,
        dir=say.direction,
        noindex=hidden or settings.demonstration,
        type="article" if kind == "article" else "website",
        image=None,
        json_ld=Markup(json_ld) if json_ld else None,  # noqa: S704 - escaped by dumps()
        breadcrumb=tuple(crumbs),
        languages=site.languages(say.lang, versions),
        versions=tuple((lang, site.info.absolute(place)) for lang, place in versions),
        feeds=(),
        current=settings.href(address),
    )


def _plain(trail: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(plain(name), address) for name, address in trail]
