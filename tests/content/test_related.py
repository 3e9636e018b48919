"""Which articles are nearest to one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carepress.content.library import Library
from carepress.content.related import RelatedIndex

HEAD = "---\ntitle: {title}\nkind: condition\nsummary: x\ncategory: {topic}\ndate: 2026-01-05\ntags: [{tags}]\n---\nx\n"
Nearest = Callable[..., list[str]]


@pytest.fixture
def nearest(library: Callable[..., Library]) -> Nearest:
    """The slugs nearest to the first of some articles, each given as slug, title, topic and tags."""

    def run(*articles: tuple[str, str, str, str], count: int = 5, backwards: bool = False) -> list[str]:
        made = library(
            {
                f"articles/x/{slug}.md": HEAD.format(title=title, topic=topic, tags=tags)
                for slug, title, topic, tags in articles
            }
        ).articles
        index = RelatedIndex(made[::-1] if backwards else made)
        return [article.slug for article in index.nearest(made[0], count)]

    return run


def test_what_shares_more_is_nearer(nearest: Nearest) -> None:
    assert nearest(
        ("one", "Dry eye", "eyes", "drops"),
        ("topic", "Cataract", "eyes", ""),
        ("none", "Psoriasis", "skin", "cream"),
        ("both", "Pink", "eyes", "drops"),
    ) == ["both", "topic"]


def test_what_few_share_counts_more_than_what_many_share(nearest: Nearest) -> None:
    many = [(f"many-{number}", f"Other {number}", "eyes", "") for number in range(8)]
    assert nearest(("one", "One", "eyes", "drops"), *many, ("rare", "Far", "skin", "drops"), count=1) == ["rare"]


def test_words_of_titles_count_and_short_ones_do_not(nearest: Nearest) -> None:
    assert nearest(
        ("one", "Care of the knee", "a", ""), ("far", "Use of the ear", "b", ""), ("near", "Knee pain", "c", "")
    ) == ["near"]


def test_tags_are_the_same_whatever_their_case(nearest: Nearest) -> None:
    assert nearest(("one", "One", "a", "Drops"), ("two", "Two", "b", "drops")) == ["two"]


def test_an_article_in_another_language_is_never_related(nearest: Nearest) -> None:
    assert nearest(("one", "Dry eye", "eyes", "drops"), ("two.es", "Dry eye", "eyes", "drops")) == []


def test_an_article_is_not_related_to_itself_and_never_twice(nearest: Nearest) -> None:
    assert nearest(("one", "Dry eye", "eyes", "a, b"), ("two", "Dry eye", "eyes", "a, b")) == ["two"]


@pytest.mark.parametrize("backwards", [False, True])
def test_ties_are_broken_by_title_whatever_the_order_of_the_files(nearest: Nearest, *, backwards: bool) -> None:
    articles = [
        ("one", "One", "eyes", ""),
        ("b", "Gamma", "eyes", ""),
        ("c", "Alfa", "eyes", ""),
        ("a", "Beta", "eyes", ""),
    ]
    assert nearest(*articles, count=2, backwards=backwards) == ["c", "a"]
