"""Loads a file of a content folder as what it is by its place."""

from __future__ import annotations

from carepress.content.loading import Loaded, Loader

SORTS = {
    "articles": "article",
    "pages": "page",
    "people": "person",
    "topics.yaml": "topics",
    "glossary.yaml": "glossary",
}


def is_loaded(path: str) -> bool:
    """Whether it is one of these."""
    return path.partition("/")[0] in SORTS


def loaded(path: str, data: bytes) -> Loaded[object]:
    """A file for which :func:`is_loaded` holds."""
    found: Loaded[object] = getattr(Loader("en"), SORTS[path.partition("/")[0]])(path, data)
    return found
