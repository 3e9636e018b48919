"""What a rule is. One rule, one file: its documentation is its class's docstring, with the fixed sections."""

from __future__ import annotations

import datetime as dt
import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

from carepress.content.body import Link
from carepress.content.library import Library, Resolved
from carepress.content.model import Article, Text
from carepress.content.source_file import SourceText
from carepress.content.table import place_in
from carepress.diagnostics import Diagnostic, Edit, Fault, Fix, Level, Span
from carepress.review import Review, ReviewPolicy
from carepress.rules.prose import Passage, Prose

__all__ = ["ArticleRule", "Context", "ForText", "Rule", "WordRule"]

T = TypeVar("T")


class ForText(Generic[T]):
    """What is made of one text. Rules ask for one text after the other: that of the last is kept."""

    def __init__(self, make: Callable[[Text], T]) -> None:
        self._make = make
        self._last: tuple[Text, T] | None = None

    def __call__(self, text: Text) -> T:
        if self._last is None or self._last[0] is not text:
            self._last = text, self._make(text)
        return self._last[1]


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look at."""

    library: Library
    reviews: Mapping[str, Review]
    """By the article's path."""
    today: dt.date
    policy: ReviewPolicy
    production: bool
    demonstration: bool
    boxed_warnings: Mapping[str, str] = field(default_factory=dict)
    """Those that the site adds: name or number in RxNorm, and the signs that a card must name one of."""
    prose: ForText[Prose] = field(init=False)
    """The words of a text."""
    links: ForText[tuple[tuple[Link, Resolved], ...]] = field(init=False)
    """The links of a text, and where they lead."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "prose", ForText(Prose))
        object.__setattr__(self, "links", ForText(self.library.resolved_links))


class Rule:
    """Emits diagnostics of one fault: text by text, and for what belongs to no text."""

    code: ClassVar[str]
    slug: ClassVar[str]
    level: ClassVar[Level]
    fix: ClassVar[str] = ""
    """What ``carepress check --fix`` does about it, and when; see :class:`~carepress.diagnostics.Fault`."""
    fault: ClassVar[Fault]

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if not inspect.isabstract(cls) and "code" in cls.__dict__:
            cls.fault = Fault(cls.code, cls.slug, cls.level, inspect.getdoc(cls) or "", cls.fix)

    def check(self, context: Context) -> Iterator[Diagnostic]:
        """Every place where the rule is broken."""
        yield from self.check_site(context)
        for text in context.library.texts:
            yield from self.check_text(text, context)

    def check_text(self, text: Text, context: Context) -> Iterable[Diagnostic]:  # noqa: ARG002
        """Every place in one text. What it finds may depend on the text and on what ``context`` shows of others.

        The text need not be on the site; who runs the rules sees to it that what is found there waits.
        A build checks only what has changed, in several processes.
        """
        return ()

    def check_site(self, context: Context) -> Iterable[Diagnostic]:  # noqa: ARG002
        """Every place in people, topics and glossary. It looks at no text."""
        return ()

    def at(self, text: Text, place: str | Span, message: str, help_: str, fix: Fix | None = None) -> Diagnostic:
        """A diagnostic at a value of the front matter, or at a place of the text."""
        span = text.place(place) if isinstance(place, str) else place
        return Diagnostic(self.fault, text.path, span, message, help_, fix)

    def other_words(self, text: Text, span: Span, written: str, right: str | None) -> Fix | None:
        """Puts the ``right`` words in one place; None without any, or where others than ``written`` stand there."""
        source = SourceText(text.path, text.details.source)
        is_there = span.line == span.end_line and source.stretch(span) == written
        return Fix((Edit(span, right),)) if right is not None and is_there else None

    def in_table(
        self, path: str, table: Mapping[str, object], way: tuple[str, str], words: tuple[str, str]
    ) -> Diagnostic:
        """A diagnostic in a file of entries. ``way``: entry and value, or entry and nothing for its name."""
        return Diagnostic(self.fault, path, place_in(table, *way), *words)


class WordRule(Rule, ABC):
    """A rule about the words of texts in English. Most are advice: whether it is right in a place, a person can say."""

    level = Level.ADVICE

    def check_text(self, text: Text, context: Context) -> Iterable[Diagnostic]:
        return self.check_words(text, context) if text.lang.partition("-")[0] == "en" else ()

    @abstractmethod
    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        """Every place in one text where the rule is broken."""

    def in_words(self, text: Text, context: Context, passage: Passage, words: str, said: tuple[str, str]) -> Diagnostic:
        """A diagnostic at some words of a passage. ``said``: message and help."""
        span = context.prose(text).place(passage.section, words, passage.text)
        return self.at(text, span, *said)


class ArticleRule(Rule, ABC):
    """A rule about articles: those that have a page."""

    def check_text(self, text: Text, context: Context) -> Iterable[Diagnostic]:
        return self.check_article(text, context) if isinstance(text, Article) else ()

    @abstractmethod
    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        """Every place in one article where the rule is broken."""
