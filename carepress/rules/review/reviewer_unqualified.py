"""CP308 reviewer-unqualified."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.review.people import reviewers_named

__all__ = ["ReviewerUnqualified"]


class ReviewerUnqualified(ArticleRule):
    """What it checks
    Reviewers have credentials, or an entry in a professional register.

    Why it matters to readers
    Readers trust a review because of who made it. A name alone is nobody.

    Example
    people/jo-reed.yaml with a name and nothing else

    Use instead
    credentials: MBBS, MRCGP

    Source
    HON principle 1; JAMA benchmarks: authorship.
    """

    code = "CP308"
    slug = "reviewer-unqualified"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        for place, identifier in reviewers_named(article):
            person = context.library.people.get(identifier)
            if person is not None and not person.sample and not person.credentials and person.registration is None:
                message = f"{person.name} has no credentials that readers could judge"
                help_ = f"add `credentials:` or `registration:` to people/{identifier}.yaml"
                yield self.at(article, place, message, help_)
