"""CP131 heading-twice."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.body import Section
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["HeadingTwice"]


class HeadingTwice(ArticleRule):
    """What it checks
    No two sections of an article have one heading.

    Why it matters to readers
    Readers cannot tell them apart in the list of contents, and land in the wrong one.

    Example
    ## Treatment, and further down ## Treatment

    Use instead
    One section, or two headings that say what each is about.

    Source
    WCAG 2.2, 2.4.6 Headings and Labels.
    """

    code = "CP131"
    slug = "heading-twice"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        seen: dict[str, Section] = {}
        for section in article.body.sections:
            heading = " ".join(section.text.casefold().split())
            before = seen.setdefault(heading, section)
            if heading and before is not section and (section.role is None or section.role != before.role):
                message = f"“{section.text}” is the heading of line {before.span.line}, too"
                yield self.at(article, section.span, message, "join the two sections, or say what each is about")
