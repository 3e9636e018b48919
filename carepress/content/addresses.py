"""Where everything is on the site: addresses from the root, beginning and ending with a slash.

Stable: an article's address depends on its kind, slug and language, never on its topic, title or file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from carepress.content.kinds import kinds

__all__ = [
    "GLOSSARY",
    "appointment_address",
    "article_address",
    "in_language",
    "kind_address",
    "page_address",
    "person_address",
    "plain_address",
    "qr_address",
    "tag_address",
    "topic_address",
    "unique_tags",
]

GLOSSARY = "/glossary/"
"""The page of all words that are explained."""


def in_language(address: str, lang: str, default: str) -> str:
    """The address under the folder of its language; the site's own language has none."""
    return address if lang == default else f"/{lang.lower()}{address}"


def article_address(kind: str, slug: str) -> str:
    """``/conditions/dry-eye/``."""
    return f"/{kinds()[kind].path}/{slug}/"


def appointment_address(article: str) -> str:
    """The sheet to take to an appointment: ``/conditions/dry-eye/appointment/``."""
    return f"{article}appointment/"


def qr_address(article: str) -> str:
    """The picture of an article's address: ``/conditions/dry-eye/qr.svg``."""
    return f"{article}qr.svg"


def kind_address(kind: str) -> str:
    """``/conditions/``."""
    return f"/{kinds()[kind].path}/"


def page_address(slug: str) -> str:
    """``/privacy/``."""
    return f"/{slug}/"


def plain_address(address: str) -> str:
    """An address as the site's own pages have it: what names no file ends with a slash. ``/old`` is ``/old/``."""
    last = address.rpartition("/")[2]
    return address if not last or last.endswith((".html", ".htm")) else f"{address}/"


def topic_address(topic: str) -> str:
    """``/topics/skin/``."""
    return f"/topics/{topic}/"


def person_address(person: str) -> str:
    """``/people/sample-editor/``."""
    return f"/people/{person}/"


@lru_cache(maxsize=50_000)
def tag_address(tag: str) -> str:
    """Letters and digits of any script stay; everything else becomes a hyphen."""
    words = "".join(char if char.isalnum() else " " for char in unicodedata.normalize("NFC", tag).casefold()).split()
    return f"/tags/{'-'.join(words) or 'tag'}/"


def unique_tags(tags: Iterable[str]) -> list[str]:
    """Tags without those that are another's only by case: each leads to one list."""
    return list({tag.casefold(): tag for tag in reversed(tuple(tags))}.values())[::-1]
