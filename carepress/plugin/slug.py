"""The last part of an address, made from a title by Pelican's own rules."""

from __future__ import annotations

from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

__all__ = ["LONGEST", "slug_of"]

LONGEST = 100
"""Characters of a slug, as in the content model."""


def slug_of(title: str) -> str:
    """``Crohn’s disease`` → ``crohns-disease``: letters of any script in a–z; empty where a title has no letter.

    A long one ends after a whole word.
    """
    plain = slugify(title, DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])
    slug = "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in plain).split())
    if len(slug) <= LONGEST:
        return slug
    return slug[: slug.rfind("-", 0, LONGEST + 1)] if "-" in slug[: LONGEST + 1] else slug[:LONGEST]
