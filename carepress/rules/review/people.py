"""The people an article names, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article

__all__ = ["people_named", "reviewers_named"]


def people_named(article: Article) -> Iterator[tuple[str, str]]:
    """Authors, then reviewers: the place of each in the front matter, and the id that stands there."""
    yield from ((f"authors.{index}", person) for index, person in enumerate(article.meta.authors))
    yield from reviewers_named(article)


def reviewers_named(article: Article) -> Iterator[tuple[str, str]]:
    """Reviewers alone, in the same way."""
    reviewers = article.meta.review.by if article.meta.review else ()
    yield from ((f"review.by.{index}", person) for index, person in enumerate(reviewers))
