"""CP307 reviewer-is-author."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.review.people import reviewers_named

__all__ = ["ReviewerIsAuthor"]


class ReviewerIsAuthor(ArticleRule):
    """What it checks
    An article is reviewed by somebody who did not write it.

    Why it matters to readers
    Nobody sees their own mistakes.

    Example
    authors: [dr-okafor], review: {by: [dr-okafor], …}

    Use instead
    review: {by: [dr-lind], …}

    Source
    Practice of health publishers: two clinicians besides the writer; HON principle 1.
    """

    code = "CP307"
    slug = "reviewer-is-author"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        reviewers = list(reviewers_named(article))
        if not all(person in article.meta.authors for _, person in reviewers):
            return
        for place, person in reviewers:
            name = context.library.people[person].name if person in context.library.people else person
            yield self.at(article, place, f"{name} wrote this article, too", "name a reviewer who did not write it")
