"""The interface in one language: gettext, dates, direction and the names of languages."""

from __future__ import annotations

import datetime as dt
import gettext
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

__all__ = ["CATALOGUES", "Words", "date_filter", "words"]

CATALOGUES = Path(str(files("carepress"))) / "locale"
"""Compiled catalogues: ``<language>/LC_MESSAGES/carepress.mo``. English is the source and has none."""


class Words:
    """All interface words of one language, as callables that templates use by gettext's own names."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.locale = _locale(lang)
        self._catalogue = gettext.translation(
            "carepress", CATALOGUES, [lang.replace("-", "_"), lang.partition("-")[0]], fallback=True
        )

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def language_name(self) -> str:
        """The language's own name for itself."""
        known = self.locale.language == self.lang.partition("-")[0]
        return str(self.locale.get_display_name(self.locale)) if known else self.lang

    def date(self, day: dt.date) -> str:
        return str(format_date(day, format="long", locale=self.locale))

    def gettext(self, message: str, **variables: Any) -> Markup:
        """A translated text; variables are escaped when they are put in (Jinja's newstyle gettext)."""
        return Markup(self._catalogue.gettext(message)) % variables  # noqa: S704 - catalogues are ours

    def plain(self, message: str, **variables: object) -> str:
        """A translated text that is not HTML: titles and descriptions, which are escaped where they are put in."""
        return self._catalogue.gettext(message) % variables

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> Markup:
        variables.setdefault("num", num)
        return Markup(self._catalogue.ngettext(singular, plural, num)) % variables  # noqa: S704

    def pgettext(self, context: str, message: str, **variables: Any) -> Markup:
        return Markup(self._catalogue.pgettext(context, message)) % variables  # noqa: S704

    def npgettext(self, context: str, singular: str, plural: str, num: int, **variables: Any) -> Markup:
        variables.setdefault("num", num)
        return Markup(self._catalogue.npgettext(context, singular, plural, num)) % variables  # noqa: S704

    @property
    def variables(self) -> dict[str, Any]:
        """What every render gets."""
        return {
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
            "lang": self.lang,
        }


@cache
def words(lang: str) -> Words:
    """The words of a language, made once."""
    return Words(lang)


def _locale(lang: str) -> Locale:
    """English without a country is written as most of the world writes it, day before month."""
    for name in ("en-GB" if lang == "en" else lang, lang.partition("-")[0], "en-GB"):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows no British English")


@pass_context
def date_filter(context: Context, day: dt.date) -> str:
    """Template filter: a date as a reader of the page's language writes it."""
    return words(context["lang"]).date(day)
