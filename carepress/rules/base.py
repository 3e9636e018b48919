"""What a rule is. One rule, one file: its documentation is its class's docstring, with the fixed sections."""

from __future__ import annotations

import datetime as dt
import inspect
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from carepress.content.library import Library
from carepress.content.model import Article, Text
from carepress.content.table import place_in
from carepress.diagnostics import Diagnostic, Fault, Level, Span
from carepress.review import Review, ReviewPolicy

__all__ = ["ArticleRule", "Context", "Rule"]


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


class Rule(ABC):
    """Emits diagnostics of one fault for the whole library."""

    code: ClassVar[str]
    slug: ClassVar[str]
    level: ClassVar[Level]
    fault: ClassVar[Fault]

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if not inspect.isabstract(cls) and "code" in cls.__dict__:
            cls.fault = Fault(cls.code, cls.slug, cls.level, inspect.getdoc(cls) or "")

    @abstractmethod
    def check(self, context: Context) -> Iterator[Diagnostic]:
        """Every place where the rule is broken."""

    def at(self, text: Text, place: str | Span, message: str, help_: str) -> Diagnostic:
        """A diagnostic at a value of the front matter, or at a place of the text."""
        span = text.place(place) if isinstance(place, str) else place
        return Diagnostic(self.fault, text.path, span, message, help_)

    def in_table(
        self, path: str, table: Mapping[str, object], way: tuple[str, str], words: tuple[str, str]
    ) -> Diagnostic:
        """A diagnostic in a file of entries. ``way``: entry and value, or entry and nothing for its name."""
        return Diagnostic(self.fault, path, place_in(table, *way), *words)


class ArticleRule(Rule):
    """A rule that looks at one article at a time: those that have a page."""

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for article in context.library.live_articles:
            yield from self.check_article(article, context)

    @abstractmethod
    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        """Every place in one article where the rule is broken."""
