"""CP301 unknown-person."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level, did_you_mean
from carepress.rules.base import ArticleRule, Context
from carepress.rules.names import id_with_name
from carepress.rules.review.people import people_named

__all__ = ["UnknownPerson"]


class UnknownPerson(ArticleRule):
    """What it checks
    Authors and reviewers are ids of files in people/.

    Why it matters to readers
    Readers trust a page because they can see who stands behind it.

    Example
    by: [sample-dermatolgist]

    Use instead
    by: [sample-dermatologist]

    Source
    HON principle 1; JAMA benchmarks: authorship.
    """

    code = "CP301"
    slug = "unknown-person"
    level = Level.INTEGRITY

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        people = context.library.people
        for place, person in people_named(article):
            if person not in people and f"people/{person}.yaml" not in context.library.broken:
                names = ((identifier, each.name) for identifier, each in people.items())
                guess = id_with_name(person, names) or did_you_mean(person, people)
                help_ = f"did you mean `{guess}`?" if guess else f"add people/{person}.yaml, or correct the id"
                yield self.at(article, place, f"there is nobody with the id `{person}` in people/", help_)
