"""Related articles, by an inverted index over topics, tags and words of titles.

A shared feature counts the more, the fewer articles have it (its inverse document frequency). Only articles that share
something are ever compared, and features that a large part of the site shares do not count at all.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from carepress.content.kinds import slugify_role
from carepress.content.model import Article

__all__ = ["RelatedIndex"]

Feature = tuple[str, str, str]
"""What articles may share: its sort, the language, and what it is."""
MOST_COMMON = 500
"""A feature that more articles share says little and costs much: it is left out. An article that shares nothing else
gets its neighbours by path in its main topic."""
_WEIGHTS = {"topic": 1.0, "tag": 1.5, "word": 1.0}
_SHORTEST_WORD = 4


class RelatedIndex:
    """Answers which articles are nearest to one. Articles in other languages are never related."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.path: article for article in articles}
        self._postings: dict[Feature, list[str]] = defaultdict(list)
        for article in articles:
            for feature in _features(article):
                self._postings[feature].append(article.path)
        for postings in self._postings.values():
            postings.sort()

    def nearest(self, article: Article, count: int) -> list[Article]:
        """At most ``count`` articles, nearest first; ties by title, so that the order never depends on file order."""
        scores: dict[str, float] = defaultdict(float)
        total = len(self._articles)
        for feature in _features(article):
            postings = self._postings.get(feature, ())
            if len(postings) > MOST_COMMON:
                continue
            weight = _WEIGHTS[feature[0]] * math.log(1 + total / max(1, len(postings)))
            for path in postings:
                scores[path] += weight
        scores.pop(article.path, None)
        best = heapq.nsmallest(
            count, scores.items(), key=lambda entry: (-entry[1], self._articles[entry[0]].head.title, entry[0])
        )
        chosen = [path for path, _ in best]
        return [self._articles[path] for path in self._filled(chosen, article, count)]

    def _filled(self, chosen: list[str], article: Article, count: int) -> list[str]:
        """Neighbours in the main topic where too little is shared."""
        if len(chosen) < count:
            postings = self._postings.get(("topic", article.lang, article.topics[0]), [])
            start = bisect_left(postings, article.path)
            around = postings[max(0, start - count) : start + count + 1]
            chosen += [path for path in around if path not in chosen and path != article.path]
        return chosen[:count]


def _features(article: Article) -> Iterator[Feature]:
    lang = article.lang
    yield from (("topic", lang, topic) for topic in article.topics)
    yield from (("tag", lang, tag.casefold()) for tag in dict.fromkeys(article.head.tags))
    words = dict.fromkeys(slugify_role(article.head.title).split("-"))
    yield from (("word", lang, word) for word in words if len(word) >= _SHORTEST_WORD)
