"""The interface in one language: gettext, dates, numbers, direction, letters and the names of languages."""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from carepress.site.alphabet import Alphabet

__all__ = [
    "CATALOGUES",
    "Words",
    "date_filter",
    "in_other_filter",
    "language_filter",
    "listed_filter",
    "plain",
    "words",
]

CATALOGUES = Path(str(files("carepress"))) / "locale"
"""Catalogues, ``<language>/LC_MESSAGES/carepress.po``, and beside each what was compiled from it, the ``.mo`` that is
read here. English is the source and has none."""


_GROUPED = 1000
"""The first number that may be written in groups of digits."""
SOURCE = "en"
"""The language the interface is written in, and speaks where there is no catalogue."""


class Words:
    """All interface words of one language, as callables that templates use by gettext's own names.

    Where there is no catalogue for the language of a page, its words *and* dates are English, and each says so: it
    stands in an element with ``lang`` and ``dir``, so that it is spoken and ordered as English (WCAG 2.2, 3.1.2).
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._locale = _locale(lang)
        names = [lang.replace("-", "_"), _primary(lang)]
        known = gettext.find("carepress", CATALOGUES, names) is not None or _primary(lang) == SOURCE
        self._catalogue = gettext.translation("carepress", CATALOGUES, names, fallback=True)
        self._dates = self._locale if known else _locale(SOURCE)
        self._foreign = not known
        self._written: dict[dt.date, Markup] = {}
        self._fixed: dict[str, Markup] = {}
        """Messages without variables: most of a page's, and the same on each."""

    @cached_property
    def alphabet(self) -> Alphabet:
        """The letters that names are looked up under, as the catalogue has them."""
        # Translators: the letters of the A–Z in your language, in their order. Names with other forms of a letter, such
        # as É, stand under the plain one unless they are here.
        return Alphabet(self.plain("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), self.lang)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return _direction(self._locale)

    @property
    def language_name(self) -> str:
        """The language's own name for itself."""
        if self._locale.language != _primary(self.lang):  # a language nobody has described yet
            return self.lang
        name = str(Locale.parse(self.lang, sep="-").get_display_name(self._locale))
        return name[:1].upper() + name[1:]  # it stands alone; within a sentence many languages write it small

    def date(self, day: dt.date) -> Markup:
        if day not in self._written:
            self._written[day] = self._spoken(escape(format_date(day, format="long", locale=self._dates)))
        return self._written[day]

    def name_of(self, lang: str) -> Markup:
        """What another language is called in the language of these words: English, inglés, الإنجليزية."""
        known = _locale(lang).language == _primary(lang)
        return escape((known and Locale.parse(lang, sep="-").get_display_name(self._dates)) or lang)

    def listed(self, texts: Iterable[str]) -> str:
        """Texts one after the other, as a reader of these words lists them."""
        texts, comma = tuple(texts), self._catalogue.gettext(", ")
        marked = any(isinstance(text, Markup) for text in texts)
        return escape(comma).join(texts) if marked else comma.join(texts)

    def in_other(self, lang: str) -> Markup:
        """Says behind a link that it leads to another language: (in English)."""
        return self.gettext("(in %(language)s)", language=self.name_of(lang))

    def number(self, value: int) -> str:
        """A number as a reader of these words writes it; Babel has Western digits in every language."""
        return str(value) if 0 <= value < _GROUPED else format_decimal(value, locale=self._dates)

    def in_language(self, text: str, lang: str) -> str:
        """A text written in ``lang``, marked as such where the page has another language."""
        return text if _primary(lang) == _primary(self.lang) else _marked(text, lang)

    def gettext(self, message: str, **variables: Any) -> Markup:
        """A translated text; variables are escaped when they are put in (Jinja's newstyle gettext), numbers written."""
        return self._put(self._catalogue.gettext(message), variables)

    def plain(self, message: str, **variables: object) -> str:
        """A translated text that is not HTML: descriptions, which are escaped where they are put in."""
        return self._catalogue.gettext(message) % variables

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> Markup:
        variables.setdefault("num", num)
        return self._put(self._catalogue.ngettext(singular, plural, num), variables)

    def pgettext(self, context: str, message: str, **variables: Any) -> Markup:
        return self._put(self._catalogue.pgettext(context, message), variables)

    def npgettext(self, context: str, singular: str, plural: str, num: int, **variables: Any) -> Markup:
        variables.setdefault("num", num)
        return self._put(self._catalogue.npgettext(context, singular, plural, num), variables)

    def _put(self, message: str, variables: dict[str, Any]) -> Markup:
        if variables:
            return self._fill(message, variables)
        if message not in self._fixed:
            self._fixed[message] = self._fill(message, variables)
        return self._fixed[message]

    def _fill(self, message: str, variables: dict[str, Any]) -> Markup:
        for name, value in variables.items():
            if isinstance(value, int):
                variables[name] = Markup(self.number(value))  # noqa: S704 - digits and their separators
        if self._foreign:  # what editors wrote is in the page's language, inside words that are not
            for name, value in variables.items():
                if isinstance(value, str) and not isinstance(value, Markup):
                    variables[name] = Markup('<bdi lang="{}">{}</bdi>').format(self.lang, value)
        return self._spoken(Markup(message) % variables)  # noqa: S704 - catalogues are ours

    def _spoken(self, words: Markup) -> Markup:
        return _marked(words, SOURCE) if self._foreign else words

    @property
    def variables(self) -> dict[str, Any]:
        """What every render gets. ``spoken``: attributes of an element with nothing but interface words in it."""
        return {
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
            "spoken": Markup(' lang="{}" dir="{}"').format(SOURCE, "ltr") if self._foreign else Markup(),
            "lang": self.lang,
        }


@cache
def words(lang: str) -> Words:
    """The words of a language, made once."""
    return Words(lang)


def plain(text: str) -> str:
    """A text without its marks, for places that take none: titles, structured data."""
    return text.striptags() if isinstance(text, Markup) else text


def _primary(lang: str) -> str:
    return lang.partition("-")[0]


def _locale(lang: str) -> Locale:
    """English without a country is written as most of the world writes it, day before month."""
    for name in ("en-GB" if lang == SOURCE else lang, _primary(lang), "en-GB"):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows no British English")


def _direction(locale: Locale) -> Literal["ltr", "rtl"]:
    return "rtl" if locale.text_direction == "rtl" else "ltr"


def _marked(text: str, lang: str) -> Markup:
    return Markup('<span lang="{}" dir="{}">{}</span>').format(lang, _direction(_locale(lang)), text)


@pass_context
def listed_filter(context: Context, texts: Iterable[str]) -> str:
    """Template filter: texts one after the other, as a reader of the page's language lists them."""
    return words(context["lang"]).listed(texts)


@pass_context
def language_filter(context: Context, lang: str) -> Markup:
    """Template filter: what a language is called in the page's."""
    return words(context["lang"]).name_of(lang)


@pass_context
def in_other_filter(context: Context, lang: str) -> Markup:
    """Template filter: says behind a link that it leads to another language."""
    return words(context["lang"]).in_other(lang)


@pass_context
def date_filter(context: Context, day: dt.date) -> Markup:
    """Template filter: a date as a reader of the page's language writes it."""
    return words(context["lang"]).date(day)
