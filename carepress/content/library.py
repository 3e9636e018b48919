"""The whole content folder with every reference resolved.

Made once from everything that was loaded; asked by rules, pages and metadata. It reads no files.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from html import unescape
from urllib.parse import unquote

from carepress.content.addresses import (
    GLOSSARY,
    appointment_address,
    article_address,
    in_language,
    kind_address,
    page_address,
    person_address,
    plain_address,
    tag_address,
    topic_address,
)
from carepress.content.body import Link
from carepress.content.glossary import Term, forms_of
from carepress.content.images import ImageFile
from carepress.content.inbound import Group, group_of, linked_groups
from carepress.content.kinds import kinds
from carepress.content.model import Article, Page, Text
from carepress.content.person import Person
from carepress.content.published import Published
from carepress.content.topic import Topic
from carepress.diagnostics import did_you_mean

__all__ = ["Library", "Problem", "Resolved"]

_SAFE_SCHEMES = ("https", "http", "mailto", "tel")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"https?://[^/?#\\]", re.IGNORECASE)
"""Browsers read ``https:page`` as a page beside this one."""
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")


class Problem(StrEnum):
    """Why a link leads nowhere."""

    UNSAFE = "unsafe"
    OUTSIDE = "outside"
    NO_PAGE = "no page"
    NO_ANCHOR = "no anchor"
    NOT_PUBLISHED = "not published"
    EXTERNAL_IMAGE = "external image"
    NO_IMAGE = "no image"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a link leads. ``address`` is complete for other sites and from the root for this one.

    With a ``problem``, ``suggestion`` is what was probably meant, as an editor would write it.
    """

    address: str
    problem: Problem | None = None
    suggestion: str | None = None
    external: bool = False
    text: Text | None = None
    """The article or page it leads to."""


@dataclass(frozen=True)
class Library:
    """Everything that was loaded. ``held_back`` are paths of texts that the build does not publish on purpose."""

    lang: str
    articles: tuple[Article, ...]
    pages: tuple[Page, ...]
    people: Mapping[str, Person]
    topics: Mapping[str, Topic]
    glossary: Mapping[str, Term]
    images: Mapping[str, ImageFile]
    """By path relative to ``images/``."""
    held_back: frozenset[str] = frozenset()
    published: Published = field(default_factory=Published)
    """Every address that was ever published, as ``addresses.txt`` lists them."""
    broken: frozenset[str] = frozenset()
    """Paths of files that could not be loaded, or not whole. What they hold is not called unknown: their own fault is
    reported."""

    # ── What is on the site ──────────────────────────────────────────────────────────────────────────────────

    def is_live(self, text: Text) -> bool:
        """True where the text has a page."""
        return text.head.status != "draft" and text.path not in self.held_back

    @property
    def texts(self) -> tuple[Article | Page, ...]:
        """Articles and pages."""
        return (*self.articles, *self.pages)

    @cached_property
    def explained(self) -> set[str]:
        """Every word that the glossary explains, as it is written there."""
        return forms_of(self.glossary)

    @cached_property
    def _by_code(self) -> dict[str, list[Article]]:
        found: dict[str, list[Article]] = {}
        for article in self.live_articles:
            for code in article.head.codes:
                found.setdefault(code, []).append(article)
        return found

    def articles_of_code(self, code: str) -> list[Article]:
        """Live articles that are exactly about a code, written ``system:code``."""
        return self._by_code.get(code, [])

    @cached_property
    def _by_title(self) -> dict[tuple[str, str], list[Article]]:
        found: dict[tuple[str, str], list[Article]] = {}
        for article in self.live_articles:
            found.setdefault((article.lang, article.head.title.casefold()), []).append(article)
        return found

    def namesakes(self, article: Article) -> list[Article]:
        """Other live articles of its language with its title."""
        return [
            other
            for other in self._by_title.get((article.lang, article.head.title.casefold()), [])
            if other.path != article.path
        ]

    @cached_property
    def live_articles(self) -> tuple[Article, ...]:
        return tuple(article for article in self.articles if self.is_live(article))

    @cached_property
    def listed_articles(self) -> tuple[Article, ...]:
        """Those that lists, feeds and search may show."""
        return tuple(article for article in self.live_articles if article.head.status == "published")

    @cached_property
    def live_pages(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if self.is_live(page))

    @property
    def live_texts(self) -> tuple[Article | Page, ...]:
        return (*self.live_articles, *self.live_pages)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The site's own language first, then those of other articles and pages."""
        others = {text.lang for text in self.live_texts} - {self.lang}
        return (self.lang, *sorted(others))

    def address(self, text: Text) -> str:
        if isinstance(text, Article):
            return in_language(article_address(text.head.kind, text.slug), text.lang, self.lang)
        return in_language(page_address(text.slug), text.lang, self.lang)

    def translations(self, text: Text) -> tuple[Article | Page, ...]:
        """The same text in other languages, live ones only."""
        others: Iterable[Article | Page] = (
            self._by_slug.get(text.slug, ()) if isinstance(text, Article) else self._pages_by_slug.get(text.slug, ())
        )
        return tuple(
            other
            for other in others
            if other.lang != text.lang and self.is_live(other) and other.head.kind == text.head.kind
        )

    def original(self, text: Text) -> Article | Page | None:
        """What a text is a translation of: the live one of its name in the site's own language, if it is not that."""
        return next((other for other in self.translations(text) if other.lang == self.lang), None)

    def newer_original(self, text: Text) -> Article | Page | None:
        """The original of a translation, where that was changed after the two were last in step."""
        original = self.original(text)
        if original is None:
            return None
        in_step = text.details.meta.translated or text.modified
        return original if original.modified > in_step else None

    def has_address(self, address: str) -> bool:
        """True where there is a page at an address from the root."""
        return address in self._addresses

    def text_at(self, address: str) -> Text | None:
        """The live text whose page is at an address from the root."""
        return self._addresses.get(address)

    def text(self, path: str) -> Text | None:
        """The text of a file, live or not."""
        return self._by_path.get(path)

    @cached_property
    def _aliases(self) -> frozenset[str]:
        return frozenset(plain_address(alias) for text in self.live_texts for alias in text.head.aliases)

    def unanswered(self, addresses: Iterable[str]) -> set[str]:
        """Those at which there is no page, and none that sends readers on."""
        return set(addresses).difference(self._addresses, self._aliases)

    @cached_property
    def unlisted(self) -> frozenset[str]:
        """Addresses that readers may keep and that :attr:`published` lacks, or calls gone.

        They are those of articles, pages, topics and people, and aliases. Lists come and go with what they list.
        """
        texts = {self.address(text) for text in self.live_texts}
        lasting = {*texts, *self._aliases, *map(topic_address, self.topics), *map(person_address, self.people)}
        return frozenset(lasting.difference(self.published.addresses) | (lasting & self.published.gone))

    @cached_property
    def _withheld(self) -> Mapping[str, Text]:
        others = [text for text in self.texts if not self.is_live(text)]
        aliases = {plain_address(alias): text for text in others for alias in text.head.aliases}
        return aliases | {self.address(text): text for text in others}

    def withheld(self, address: str) -> Text | None:
        """The draft, or the text that is held back, that would be at an address, or send readers on from there."""
        return self._withheld.get(address)

    def page(self, slug: str, lang: str) -> Page | None:
        """A page in a language, else in the site's own."""
        pages = {page.lang: page for page in self._pages_by_slug.get(slug, ()) if self.is_live(page)}
        return pages.get(lang) or pages.get(self.lang)

    @cached_property
    def _by_slug(self) -> dict[str, list[Article]]:
        table: dict[str, list[Article]] = {}
        for article in self.articles:
            table.setdefault(article.slug, []).append(article)
        return table

    @cached_property
    def _pages_by_slug(self) -> dict[str, list[Page]]:
        table: dict[str, list[Page]] = {}
        for page in self.pages:
            table.setdefault(page.slug, []).append(page)
        return table

    @cached_property
    def _broken_names(self) -> frozenset[str]:
        return frozenset(posixpath.basename(path) for path in self.broken)

    @cached_property
    def _by_path(self) -> dict[str, Article | Page]:
        return {text.path: text for text in self.texts}

    @cached_property
    def _addresses(self) -> dict[str, Text | None]:
        """Every address that a link may name, with the text behind it where there is one."""
        table: dict[str, Text | None] = {}
        for lang in self.languages:
            listed = [article for article in self.listed_articles if article.lang == lang]
            plain = ["/", "/a-z/", "/search/", "/recent/"]
            plain += map(kind_address, {article.head.kind for article in listed})
            plain += map(topic_address, {topic for article in listed for topic in article.topics})
            plain += map(tag_address, {tag for article in listed for tag in article.head.tags})
            plain += [topic_address(topic) for topic in self.topics if lang == self.lang]
            plain += ["/topics/"] if self.topics else []
            table |= dict.fromkeys((in_language(address, lang, self.lang) for address in plain), None)
        table |= dict.fromkeys((person_address(person) for person in self.people), None)
        table |= {"/people/": None} if self.people else {}
        table |= {GLOSSARY: None} if self.glossary else {}
        table |= {f"/images/{path}": None for path in self.images}
        asking = (article for article in self.live_articles if article.head.asks)
        table |= {appointment_address(self.address(article)): None for article in asking}
        return table | {self.address(text): text for text in self.live_texts}

    @cached_property
    def _waiting(self) -> dict[str, Text]:
        """The addresses that drafts and articles that are held back would have."""
        texts: tuple[Article | Page, ...] = (*self.articles, *self.pages)
        return {self.address(text): text for text in texts if not self.is_live(text)}

    @cached_property
    def _linked(self) -> frozenset[Group]:
        return linked_groups(self.live_texts, self.texts, lambda text, target: self.resolve(text, target).text)

    def is_linked(self, text: Text) -> bool:
        """True where another text of the site links to this one, or to a translation of it."""
        return group_of(text) in self._linked

    # ── Links ────────────────────────────────────────────────────────────────────────────────────────────────

    def resolved_links(self, text: Text) -> tuple[tuple[Link, Resolved], ...]:
        """The links of a text, in order, and where each leads."""
        return tuple((link, self.resolve(text, link.target)) for link in text.body.links)

    def resolve(self, text: Text, target: str) -> Resolved:
        """Where ``target``, written in ``text``, leads."""
        # Browsers ignore white space and control characters inside "java\nscript:"; so must the check.
        target = unescape(target).strip()
        scheme = _SCHEME.match(_UNSEEN.sub("", unquote(_UNSEEN.sub("", target))))
        if scheme is not None:
            name = scheme[1].lower()
            safe = name in _SAFE_SCHEMES and not _UNSEEN.search(target)
            if name.startswith("http") and not _WEB.match(target):
                safe = False
            return Resolved(target, None if safe else Problem.UNSAFE, external=True)
        if target.startswith(("//", "\\", "/\\")):
            return Resolved(
                target, Problem.UNSAFE, suggestion=f"https://{rest}" if (rest := target.lstrip("/\\")) else None
            )
        path, _, anchor = target.partition("#")
        anchor = unquote(anchor)
        if not path:
            return self._at(text, anchor)
        if path.startswith("/"):
            return self._by_address(text, path, anchor)
        return self._by_name(text, unquote(path), anchor)

    def _at(self, text: Text, anchor: str) -> Resolved:
        address = self.address(text)
        if not anchor:
            return Resolved(address, text=text)
        if anchor in text.head.anchors:
            return Resolved(f"{address}#{anchor}", text=text)
        return Resolved(f"{address}#{anchor}", Problem.NO_ANCHOR, did_you_mean(anchor, text.head.anchors), text=text)

    def _by_address(self, text: Text, path: str, anchor: str) -> Resolved:
        address = path if path.endswith("/") or "." in posixpath.basename(path) else path + "/"
        if unquote(address) not in self._addresses and address not in self._addresses:
            if (waiting := self._waiting.get(unquote(address))) is not None:
                if waiting is text:
                    return self._at(text, anchor)
                return Resolved(address, Problem.NOT_PUBLISHED, text=waiting)
            return Resolved(address, Problem.NO_PAGE, did_you_mean(path, self._addresses))
        target = self._addresses.get(address, self._addresses.get(unquote(address)))
        if target is not None:
            return self._at(target, anchor)
        # A page that Carepress makes has no headings that an editor gave a name, and what is on it comes and goes.
        return Resolved(address, Problem.NO_ANCHOR if anchor else None)

    def _by_name(self, text: Text, path: str, anchor: str) -> Resolved:
        """A link as editors write it: a file beside this one, a file anywhere under articles/ or pages/, or a slug."""
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(text.path), path))
        if joined.startswith(".."):
            return Resolved(path, Problem.OUTSIDE)
        found = self._by_path.get(joined) or self._by_path.get(f"articles/{posixpath.normpath(path)}")
        if found is None:
            slug = posixpath.basename(path).removesuffix(".md")
            found = self._with_slug(slug.partition(".")[0], text.lang)
        if found is None:
            if joined in self.broken or f"{posixpath.basename(path).removesuffix('.md')}.md" in self._broken_names:
                return Resolved(path)
            if joined.startswith("images/") and joined.removeprefix("images/") in self.images:
                return Resolved(f"/{joined}")
            if twins := self._by_slug.get(posixpath.basename(path).removesuffix(".md")):
                return Resolved(path, Problem.NO_PAGE, f"{self.address(twins[0])}{'#' + anchor if anchor else ''}")
            slugs = {f"{slug}.md" for slug in (*self._by_slug, *self._pages_by_slug)}
            return Resolved(path, Problem.NO_PAGE, did_you_mean(posixpath.basename(path), slugs))
        found = self._same_language(found, text.lang)
        if not self.is_live(found) and found is not text:
            return Resolved(path, Problem.NOT_PUBLISHED, text=found)
        return self._at(found, anchor)

    def _with_slug(self, slug: str, lang: str) -> Article | Page | None:
        candidates = [*self._by_slug.get(slug, ()), *self._pages_by_slug.get(slug, ())]
        if (
            len({self.address(each).removeprefix(f"/{each.lang.lower()}") for each in candidates if self.is_live(each)})
            > 1
        ):
            return None  # two texts of this name: the link must say which
        order = {lang: 0, self.lang: 1}
        return min(candidates, key=lambda each: (not self.is_live(each), order.get(each.lang, 2)), default=None)

    def _same_language(self, text: Article | Page, lang: str) -> Article | Page:
        return (
            next((other for other in self.translations(text) if other.lang == lang), text)
            if text.lang != lang
            else text
        )

    def resolve_image(self, text: Text, target: str) -> tuple[ImageFile | None, Resolved]:
        """The image file that ``target``, written in ``text``, means."""
        target = unquote(unescape(target).strip())
        if _SCHEME.match(_UNSEEN.sub("", target)) or target.startswith(("//", "\\")):
            return None, Resolved(target, Problem.EXTERNAL_IMAGE)
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(text.path), target))
        plain = target.lstrip("/")
        if target.startswith("/"):
            joined = posixpath.normpath(plain)
        if joined.startswith("..") and not joined.removeprefix("../").startswith("images/"):
            return None, Resolved(target, Problem.OUTSIDE)
        for candidate in (joined, posixpath.normpath(f"images/{plain}"), posixpath.normpath(plain)):
            if not candidate.startswith("images/"):
                continue
            if candidate in self.broken:
                return None, Resolved(target)
            if (image := self.images.get(candidate.removeprefix("images/"))) is not None:
                return image, Resolved(f"/images/{image.path}")
        return None, Resolved(target, Problem.NO_IMAGE, did_you_mean(posixpath.basename(target), self.images))

    # ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────

    def kinds_in(self, lang: str) -> list[str]:
        """Kinds that have listed articles in a language, in the kinds' own order."""
        present = {article.head.kind for article in self.listed_articles if article.lang == lang}
        return [kind for kind in kinds() if kind in present]
