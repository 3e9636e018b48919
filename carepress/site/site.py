"""One site, ready to be asked for views: the library together with settings, reviews and interface words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from carepress.content.addresses import (
    GLOSSARY,
    in_language,
    kind_address,
    person_address,
    tag_address,
    topic_address,
)
from carepress.content.kinds import kinds
from carepress.content.library import Library
from carepress.content.model import Article, Page, Text
from carepress.content.page import POLICY_PAGES
from carepress.content.related import RelatedIndex
from carepress.content.topic import Topic, TopicWords
from carepress.metadata.site_info import SiteInfo
from carepress.review import Review, ReviewState
from carepress.site.assets import Assets
from carepress.site.glossary import Glossary
from carepress.site.i18n import Words, plain, words
from carepress.site.pictures import Pictures
from carepress.site.settings import SiteSettings
from carepress.site.views import (
    Alternate,
    AskClinician,
    FeedLink,
    Link,
    ListEntry,
    PersonView,
    SiteView,
    Subscribe,
)

__all__ = ["ANY_LANGUAGE", "Site", "Versions"]

Versions = tuple[tuple[str, str], ...]
"""Language and address, from the root, of each version of a page: itself among them, :data:`ANY_LANGUAGE` last. Empty
where there is only one."""
ANY_LANGUAGE = "x-default"
"""Stands for all languages that a page does not have (HTML's ``hreflang`` as search engines read it)."""
TextField = Literal["name", "tagline", "publisher", "disclaimer"]


class Site:
    """Builds the parts that many pages share, each once."""

    def __init__(self, library: Library, reviews: Mapping[str, Review], settings: SiteSettings, assets: Assets) -> None:
        self.library = library
        self.reviews = reviews
        self.settings = settings
        self.assets = assets
        self._entries: dict[str, ListEntry] = {}
        self._people: dict[tuple[str, str], PersonView] = {}
        self._views: dict[str, SiteView] = {}

    @cached_property
    def glossary(self) -> Glossary:
        return Glossary(self.library.glossary)

    @cached_property
    def pictures(self) -> Pictures:
        return Pictures(self.library, self.settings)

    @cached_property
    def related(self) -> RelatedIndex:
        return RelatedIndex(self.library.listed_articles)

    def warm(self) -> None:
        """Work out now what pages would work out when they are made: before processes are forked, for all of them."""
        _ = self.glossary, self.related
        for lang in self.library.languages:
            self.view(lang)

    # ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────

    def local(self, address: str, lang: str) -> str:
        """An index page's address in a language, from the root."""
        return in_language(address, lang, self.settings.lang)

    def href(self, text: Text) -> str:
        return self.settings.href(self.library.address(text))

    def words(self, text: Text) -> Words:
        return words(text.lang)

    # ── Languages ────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """Languages that readers are led to: the site's own first, then those of articles that lists may show."""
        others = {article.lang for article in self.library.listed_articles} - {self.settings.lang}
        return (self.settings.lang, *sorted(others))

    def versions(self, text: Article | Page) -> Versions:
        """The same text in all its languages; hidden ones stay hidden."""
        published = (other for other in self.library.translations(text) if other.head.status == "published")
        return self._versions(
            text.lang, self.library.address(text), {other.lang: self.library.address(other) for other in published}
        )

    def versions_at(self, address: str, lang: str) -> Versions:
        """An index page in all its languages. ``address`` is the one in the site's own."""
        places = {other: self.local(address, other) for other in self.offered if other != lang}
        there = {other: place for other, place in places.items() if self.library.has_address(place)}
        return self._versions(lang, self.local(address, lang), there)

    def _versions(self, lang: str, address: str, others: Mapping[str, str]) -> Versions:
        if not others:
            return ()
        every = {lang: address, **others}
        own = every.get(self.settings.lang)
        return (*sorted(every.items()), *([(ANY_LANGUAGE, own)] if own else []))

    def languages(self, lang: str, versions: Versions) -> tuple[Alternate, ...]:
        """The ways to other languages: to the same page, else to the home page."""
        there = {other: address for other, address in versions if other != ANY_LANGUAGE}
        return tuple(
            Alternate(
                other,
                words(other).direction,
                words(other).language_name,
                self.settings.href(there.get(other) or self.local("/", other)),
            )
            for other in sorted({*self.offered, *there} - {lang})
        )

    def foreign(self, lang: str, around: str) -> str:
        """The language of what a page in another leads to; empty where it is the same."""
        return "" if lang == around else lang

    def said(self, field: TextField, lang: str) -> str:
        """What the settings say in a language; else in the site's own, marked as such."""
        translated = self.settings.in_language(lang)
        value = getattr(translated, field) if translated is not None else ""
        own: str = getattr(self.settings, field)
        return value or (words(lang).in_language(own, self.settings.lang) if own else "")

    @cached_property
    def info(self) -> SiteInfo:
        """What metadata needs to know of the site."""
        settings = self.settings
        return SiteInfo(
            name=settings.name,
            url=settings.url,
            lang=settings.lang,
            publisher=settings.publisher or settings.name,
            tagline=settings.tagline,
            licence_url=settings.licence.url if settings.licence else None,
        )

    # ── The frame ────────────────────────────────────────────────────────────────────────────────────────────

    def view(self, lang: str) -> SiteView:
        """What every page of a language knows of the site."""
        if lang not in self._views:
            self._views[lang] = self._view(lang, words(lang))
        return self._views[lang]

    def _view(self, lang: str, say: Words) -> SiteView:
        settings, href = self.settings, self.settings.href
        translated = settings.in_language(lang)

        def own(text: str) -> str:
            return say.in_language(text, settings.lang)

        def call(name: Literal["ask_clinician", "subscribe"]) -> tuple[str, str, Link] | None:
            in_words, in_own = getattr(translated, name, None), getattr(settings, name)
            if in_words is not None:
                return in_words.heading, in_words.text, Link(in_words.label, in_words.url)
            return (own(in_own.heading), own(in_own.text), Link(own(in_own.label), in_own.url)) if in_own else None

        a_z, recent, search = (href(self.local(address, lang)) for address in ("/a-z/", "/recent/", "/search/"))
        topics = href(self.local("/topics/", lang)) if self.library.topics else None
        navigation = [Link(say.gettext("Topics"), topics)] if topics else []
        navigation += [Link(say.gettext("A–Z"), a_z), Link(say.gettext("Recently changed"), recent)]
        pages = (self.library.page(slug, lang) for slug in POLICY_PAGES)
        ask, subscribe = call("ask_clinician"), call("subscribe")
        feed = self.local("/feed.atom", lang if lang in self.offered else settings.lang)
        return SiteView(
            name=self.said("name", lang),
            tagline=self.said("tagline", lang),
            home=href(self.local("/", lang)),
            a_z=a_z,
            search=search,
            topics=topics,
            recent=recent,
            people=href("/people/") if self.library.people else None,
            glossary=href(GLOSSARY) if self.library.glossary else None,
            own_lang=self.foreign(settings.lang, lang),
            navigation=tuple(navigation),
            policies=tuple(self.page_link(page, lang) for page in pages if page is not None),
            feed=FeedLink(plain(self.said("name", lang)), href(feed)),
            demonstration=settings.demonstration,
            licence=Link(own(settings.licence.name), settings.licence.url) if settings.licence else None,
            publisher=self.said("publisher", lang) or self.said("name", lang),
            css=self.assets.css,
            lists_css=self.assets.more_css["lists"],
            timelines_css=self.assets.more_css["timelines"],
            print_style=href(self.assets.styles["print"]),
            appointment_style=href(self.assets.styles["appointment"]),
            first_script=self.assets.first_script,
            script=href(self.assets.scripts["carepress"]),
            calendar_script=href(self.assets.scripts["calendar"]),
            icon=href(self.assets.icon_address),
            content_security_policy=self.assets.content_security_policy,
            lists_policy=self.assets.more_policies["lists"],
            timelines_policy=self.assets.more_policies["timelines"],
            can_search=settings.search,
            search_script=href(self.assets.scripts["search"]),
            search_policy=self.assets.search_policy,
            base=href("/"),
            ask_clinician=AskClinician(*ask) if ask else None,
            subscribe=Subscribe(*subscribe) if subscribe else None,
        )

    def page_link(self, page: Page, lang: str) -> Link:
        """A policy page by its title, on a page in ``lang``."""
        title = words(lang).in_language(page.head.title, page.lang)
        return Link(title, self.href(page), self.foreign(page.lang, lang))

    # ── What lists show ──────────────────────────────────────────────────────────────────────────────────────

    def review_state(self, article: Article) -> str:
        """The state as readers know it: due soon is still reviewed."""
        state = self.reviews[article.path].state
        return ReviewState.REVIEWED.value if state is ReviewState.DUE_SOON else state.value

    def entry(self, article: Article) -> ListEntry:
        if article.path not in self._entries:
            review = self.reviews[article.path]
            self._entries[article.path] = ListEntry(
                title=article.head.title,
                href=self.href(article),
                summary=article.head.summary,
                kind=self.words(article).gettext(article.kind.name),
                modified=article.modified,
                review_state=self.review_state(article),  # type: ignore[arg-type]  # the values are the same words
                review_date=review.date,
            )
        return self._entries[article.path]

    def person(self, identifier: str, lang: str) -> PersonView:
        """A person as a page in ``lang`` shows them."""
        if (identifier, lang) not in self._people:
            self._people[identifier, lang] = self._person(identifier, words(lang))
        return self._people[identifier, lang]

    def _person(self, identifier: str, say: Words) -> PersonView:
        person = self.library.people[identifier]
        translated = person.words(say.lang)
        registration = f"{person.registration.body}, {person.registration.number}" if person.registration else None

        def own(text: str | None) -> str | None:
            return say.in_language(text, self.settings.lang) if text else None

        photo = self.library.images.get((person.photo or "").removeprefix("images/"))
        return PersonView(
            id=identifier,
            name=person.name,
            href=self.settings.href(person_address(identifier)),
            credentials=translated.credentials or own(person.credentials),
            role=person.role,
            specialty=translated.specialty or own(person.specialty),
            registration=own(registration),
            bio=own(person.bio),
            photo=self.pictures.portrait(photo) if photo else None,
            initials=person.initials,
            links=tuple(Link(link.text, link.url) for link in person.links),
            sample=person.sample,
            lang=self.foreign(self.settings.lang, say.lang),
        )

    def has_page(self, topic: str, lang: str) -> bool:
        """In the site's own language every topic has a page; in others those with articles."""
        return self.library.has_address(self.local(topic_address(topic), lang))

    def topic_name(self, topic: str, lang: str) -> str:
        """What a topic is called in a language, else in the site's own."""
        entry = self.library.topics[topic]
        translated = self._topic_words(entry, lang)
        return translated.name if translated else words(lang).in_language(entry.name, self.settings.lang)

    def topic_summary(self, topic: str, lang: str) -> str:
        """What is in a topic, in a language, else in the site's own."""
        entry = self.library.topics[topic]
        translated = self._topic_words(entry, lang)
        return translated.summary if translated else words(lang).in_language(entry.summary, self.settings.lang)

    def topic_names(self, topic: str, lang: str) -> tuple[str, ...]:
        """Other names of a topic in a language, else in the site's own."""
        entry = self.library.topics[topic]
        if translated := self._topic_words(entry, lang):
            return translated.also_called
        return tuple(words(lang).in_language(name, self.settings.lang) for name in entry.also_called)

    def _topic_words(self, entry: Topic, lang: str) -> TopicWords | None:
        return entry.words(lang) if lang != self.settings.lang else None

    def topic_link(self, topic: str, lang: str) -> Link:
        return Link(self.topic_name(topic, lang), self.settings.href(self.local(topic_address(topic), lang)))

    def tag_link(self, tag: str, lang: str) -> Link:
        return Link(tag, self.settings.href(self.local(tag_address(tag), lang)))

    def kind_link(self, kind: str, lang: str) -> Link:
        name = words(lang).gettext(kinds()[kind].plural)
        return Link(name, self.settings.href(self.local(kind_address(kind), lang)))
