"""CP701 unknown-topic."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import START, Diagnostic, Level, did_you_mean
from carepress.rules.base import Context, Rule

__all__ = ["UnknownTopic"]


class UnknownTopic(Rule):
    """What it checks
    Categories, topics and parents are ids of topics.yaml.

    Why it matters to readers
    The article would be missing from the list where readers look for it.

    Example
    category: skinn

    Use instead
    category: skin

    Source
    Carepress: content model.
    """

    code = "CP701"
    slug = "unknown-topic"
    level = Level.INTEGRITY

    def check(self, context: Context) -> Iterator[Diagnostic]:
        topics = context.library.topics
        for article in context.library.live_articles:
            for place, topic in self.named(article):
                if topic not in topics and "topics.yaml" not in context.library.broken:
                    guess = did_you_mean(topic, topics)
                    help_ = f"did you mean `{guess}`?" if guess else "add it to topics.yaml, or use one that is there"
                    yield self.at(article, place, f"there is no topic `{topic}` in topics.yaml", help_)
        for name, entry in topics.items():
            if entry.parent is not None and (entry.parent not in topics or self.loops(name, context)):
                guess = did_you_mean(entry.parent, topics.keys() - {name})
                message = f"the parent of `{name}`, `{entry.parent}`, is not a topic above it"
                help_ = f"did you mean `{guess}`?" if guess and entry.parent not in topics else "name another, or none"
                yield Diagnostic(self.fault, "topics.yaml", START, message, help_)

    def named(self, article: Article) -> list[tuple[str, str]]:
        return [("category", article.meta.category)] + [
            (f"topics.{index}", topic) for index, topic in enumerate(article.meta.topics)
        ]

    def loops(self, name: str, context: Context) -> bool:
        """True where going up from a topic comes back to it."""
        seen: set[str] = set()
        current = context.library.topics[name].parent
        while current is not None and current in context.library.topics and current not in seen:
            seen.add(current)
            current = context.library.topics[current].parent
        return name in seen
