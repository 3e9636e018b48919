"""One site, ready to be asked for views: the library together with settings, reviews and interface words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

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
from carepress.metadata.site_info import SiteInfo
from carepress.review import Review, ReviewState
from carepress.site.assets import Assets
from carepress.site.glossary import Glossary
from carepress.site.i18n import Words, words
from carepress.site.pictures import Pictures
from carepress.site.settings import CallToAction, SiteSettings
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

__all__ = ["Site"]


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

        def own(text: str) -> str:
            return say.in_language(text, settings.lang)

        def call(call: CallToAction) -> tuple[str, str, Link]:
            return own(call.heading), own(call.text), Link(own(call.label), call.url)

        a_z, recent, search = (href(self.local(address, lang)) for address in ("/a-z/", "/recent/", "/search/"))
        topics = href(self.local("/topics/", lang)) if self.library.topics else None
        navigation = [Link(say.gettext("Topics"), topics)] if topics else []
        navigation += [Link(say.gettext("A–Z"), a_z), Link(say.gettext("Recently changed"), recent)]
        pages = (self.library.page(slug, lang) for slug in POLICY_PAGES)
        ask, subscribe = settings.ask_clinician, settings.subscribe
        return SiteView(
            name=own(settings.name),
            tagline=own(settings.tagline) if settings.tagline else "",
            home=href(self.local("/", lang)),
            a_z=a_z,
            search=search,
            topics=topics,
            recent=recent,
            people=href("/people/") if self.library.people else None,
            glossary=href(GLOSSARY) if self.library.glossary else None,
            navigation=tuple(navigation),
            policies=tuple(
                Link(say.in_language(page.head.title, page.lang), self.href(page)) for page in pages if page is not None
            ),
            feed=FeedLink(settings.name, href("/feed.atom")),
            demonstration=settings.demonstration,
            licence=Link(own(settings.licence.name), settings.licence.url) if settings.licence else None,
            publisher=own(settings.publisher or settings.name),
            css=self.assets.css,
            script=href(self.assets.script_address),
            icon=href(self.assets.icon_address),
            content_security_policy=self.assets.content_security_policy,
            can_search=settings.search,
            search_script=href(self.assets.search_address),
            search_policy=self.assets.search_policy,
            base=href("/"),
            ask_clinician=AskClinician(*call(ask)) if ask else None,
            subscribe=Subscribe(*call(subscribe)) if subscribe else None,
        )

    def alternates(self, text: Article | Page) -> tuple[Alternate, ...]:
        """The same text in other languages; hidden ones stay hidden."""
        return tuple(
            Alternate(
                other.lang,
                words(other.lang).language_name,
                self.href(other),
                self.info.absolute(self.library.address(other)),
            )
            for other in sorted(self.library.translations(text), key=lambda other: other.lang)
            if other.head.status == "published"
        )

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
        registration = f"{person.registration.body}, {person.registration.number}" if person.registration else None

        def own(text: str | None) -> str | None:
            return say.in_language(text, self.settings.lang) if text else None

        photo = self.library.images.get((person.photo or "").removeprefix("images/"))
        return PersonView(
            id=identifier,
            name=person.name,
            href=self.settings.href(person_address(identifier)),
            credentials=person.credentials,
            role=person.role,
            specialty=own(person.specialty),
            registration=own(registration),
            bio=own(person.bio),
            photo=self.pictures.portrait(photo) if photo else None,
            initials=person.initials,
            links=tuple(Link(link.text, link.url) for link in person.links),
            sample=person.sample,
        )

    def topic_link(self, topic: str, lang: str) -> Link:
        name = words(lang).in_language(self.library.topics[topic].name, self.settings.lang)
        return Link(name, self.settings.href(self.local(topic_address(topic), lang)))

    def tag_link(self, tag: str, lang: str) -> Link:
        return Link(tag, self.settings.href(self.local(tag_address(tag), lang)))

    def kind_link(self, kind: str, lang: str) -> Link:
        name = words(lang).gettext(kinds()[kind].plural)
        return Link(name, self.settings.href(self.local(kind_address(kind), lang)))
