"""CP705 empty-topic."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["EmptyTopic"]


class EmptyTopic(Rule):
    """What it checks
    Every topic has an article, or topics below it.

    Why it matters to readers
    Its page tells readers that there is something, and shows nothing.

    Example
    A topic in topics.yaml that no article names

    Use instead
    An article in it, or no such topic.

    Source
    Carepress: content model.
    """

    code = "CP705"
    slug = "empty-topic"
    level = Level.ADVICE

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        library = context.library
        used = {topic for article in library.live_articles for topic in article.topics}
        used |= {entry.parent for entry in library.topics.values() if entry.parent}
        for name in library.topics:
            if name not in used:
                words = f"no article belongs to the topic `{name}`", "name it in an article, or delete it here"
                yield self.in_table("topics.yaml", library.topics, (name, ""), words)
