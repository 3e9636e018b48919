"""CP134 timeline-time-twice."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.body import Step
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.structure.timeline import steps_of

__all__ = ["TimelineTimeTwice"]


class TimelineTimeTwice(ArticleRule):
    """What it checks
    No time stands twice in an aftercare timeline, be it in other units: 24 hours and 1 day.

    Why it matters to readers
    Two steps for one time look like a mistake, and a reader's calendar reminds them twice at once.

    Example
    after 1 day: Take off the bandage. after 24 hours: Wash the wound.

    Use instead
    after 24 hours: Take off the bandage, and wash the wound.

    Source
    Carepress: content model. A month counts as 30 days.
    """

    code = "CP134"
    slug = "timeline-time-twice"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        seen: dict[tuple[str, tuple[int, int]], Step] = {}
        for step in steps_of(article):
            before = seen.setdefault((step.time.word, step.time.minutes), step)
            if before is not step:
                message = f"`{step.time}` is the time of line {before.span.line}, too"
                yield self.at(article, step.span, message, "say both in one step, or correct the time")
