"""CP133 timeline-order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.structure.timeline import steps_of

__all__ = ["TimelineOrder"]


class TimelineOrder(ArticleRule):
    """What it checks
    The steps of an aftercare timeline stand in the order of their times.

    Why it matters to readers
    On paper it is ticked off from top to bottom: a step that stands too far down is done too late.

    Example
    after 2 days, and below it after 4 hours

    Use instead
    after 4 hours, and below it after 2 days

    Source
    Carepress: content model. A month counts as 30 days.
    """

    code = "CP133"
    slug = "timeline-order"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for before, step in pairwise(steps_of(article)):
            if step.time.minutes < before.time.minutes:
                message = f"`{step.time}` comes before `{before.time}`, but stands below it"
                yield self.at(article, step.span, message, "put the steps in the order of their times")
