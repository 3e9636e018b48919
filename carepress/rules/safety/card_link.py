"""CP603 link-in-emergency-card."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.body import CITE_OPEN
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.safety.cards import cards_of

__all__ = ["CareCardLink"]


class CareCardLink(ArticleRule):
    """What it checks
    An emergency card has no links, and no citations, which are links too.

    Why it matters to readers
    A link takes people away from the one thing to do.

    Example
    > - you have [chest pain](chest-pain.md)

    Use instead
    > - you have chest pain

    Source
    NHS service manual: care cards.
    """

    code = "CP603"
    slug = "link-in-emergency-card"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for card, _ in cards_of(article):
            text = card.heading + card.html
            if card.level != "emergency":
                continue
            if "<a " in text:
                yield self.at(article, card.span, "this emergency card has a link", "take the link out of the card")
            elif CITE_OPEN in text:
                help_ = "cite the source in the paragraph above the card"
                yield self.at(article, card.span, "this emergency card has a citation, which is a link", help_)
