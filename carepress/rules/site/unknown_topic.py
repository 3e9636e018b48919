"""CP701 unknown-topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carepress.content.model import Article
from carepress.content.topic import Topic
from carepress.diagnostics import Diagnostic, Level, did_you_mean
from carepress.rules.base import ArticleRule, Context
from carepress.rules.names import id_with_name

__all__ = ["UnknownTopic"]


class UnknownTopic(ArticleRule):
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

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        topics = context.library.topics
        for place, topic in self.named(article):
            if topic not in topics and "topics.yaml" not in context.library.broken:
                names = ((each, name) for each, entry in topics.items() for name in (entry.name, *entry.also_called))
                guess = id_with_name(topic, names) or did_you_mean(topic, topics)
                help_ = f"did you mean `{guess}`?" if guess else "add it to topics.yaml, or use one that is there"
                yield self.at(article, place, f"there is no topic `{topic}` in topics.yaml", help_)

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        topics = context.library.topics
        told: set[str] = set()
        for name, entry in topics.items():
            if entry.parent is None or name in told:
                continue
            if entry.parent not in topics:
                if "topics.yaml" not in context.library.broken:
                    guess = did_you_mean(entry.parent, topics.keys() - {name})
                    help_ = f"did you mean `{guess}`?" if guess else "name a topic that is there, or delete the line"
                    words = f"there is no topic `{entry.parent}` that `{name}` could belong to", help_
                    yield self.in_table("topics.yaml", topics, (name, "parent"), words)
            elif circle := self.circle(name, topics):
                told.update(circle)
                way = " → ".join(f"`{topic}`" for topic in (*circle, name))
                words = f"these topics belong to each other in a circle: {way}", "delete `parent` in one of them"
                if len(circle) == 1:
                    words = f"the topic `{name}` is its own parent", "delete its `parent`"
                yield self.in_table("topics.yaml", topics, (name, "parent"), words)

    def named(self, article: Article) -> list[tuple[str, str]]:
        return [("category", article.meta.category)] + [
            (f"topics.{index}", topic) for index, topic in enumerate(article.meta.topics)
        ]

    def circle(self, name: str, topics: Mapping[str, Topic]) -> list[str]:
        """The topics passed on the way up from a topic back to it; empty where the way does not come back."""
        way = [name]
        current = topics[name].parent
        while current is not None and current in topics and current not in way:
            way.append(current)
            current = topics[current].parent
        return way if current == name else []
