"""CP304 sample-reviewer."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.review.people import people_named

__all__ = ["SampleReviewer"]


class SampleReviewer(ArticleRule):
    """What it checks
    A production site names no invented people, unless its settings declare it a demonstration.

    Why it matters to readers
    A health site that shows invented experts deceives its readers.

    Example
    sample: true in people/, and no CAREPRESS_DEMONSTRATION

    Use instead
    A real reviewer; or CAREPRESS_DEMONSTRATION = True, and every page says so.

    Source
    Carepress: nothing ever claims a review that did not happen.
    """

    code = "CP304"
    slug = "sample-reviewer"
    level = Level.INTEGRITY

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        if not context.production or context.demonstration:
            return
        people = context.library.people
        for place, person in people_named(article):
            if person in people and people[person].sample:
                yield self.at(
                    article,
                    place,
                    f"`{person}` is an invented person, and this build goes public",
                    "name a real person, or set `CAREPRESS_DEMONSTRATION = True` in pelicanconf.py",
                )
