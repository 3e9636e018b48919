"""CP404 uncited-section."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

NEEDS_CITATION = ("benefits", "risks", "side-effects")

__all__ = ["UncitedSection"]


class UncitedSection(ArticleRule):
    """What it checks
    Sections on benefits, risks and side effects cite a source.

    Why it matters to readers
    These are the claims that people decide by.

    Example
    ## Risks, without any [^id]

    Use instead
    Bruising is usual.[^label]

    Source
    HON principle 5; DISCERN 4.
    """

    code = "CP404"
    slug = "uncited-section"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for section in article.body.sections:
            if section.role in NEEDS_CITATION and not section.cites:
                yield self.at(
                    article,
                    section.span,
                    f"“{section.text}” makes claims and cites no source",
                    "write `[^id]` after each claim, with the id of a source",
                )
