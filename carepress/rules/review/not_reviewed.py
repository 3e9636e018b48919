"""CP303 not-reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["NotReviewed"]


class NotReviewed(ArticleRule):
    """What it checks
    A published article names who reviewed it and when.

    Why it matters to readers
    Readers of health information need to know that a clinician stands behind it.

    Example
    An article without review:

    Use instead
    review: {by: [dr-okafor], date: 2026-10-02}

    Source
    HON principle 1; NHS service manual: content review.
    """

    code = "CP303"
    slug = "not-reviewed"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        if article.meta.review is None:
            yield self.at(
                article,
                "title",
                "nobody is named as reviewer; the page will say “Not medically reviewed”",
                "wait for the review; then add `review:`, and below it, indented, `by: [id-of-the-reviewer]` and "
                "`date: year-month-day`, the day on which the last of them had read all of it",
            )
