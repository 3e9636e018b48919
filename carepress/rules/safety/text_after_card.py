"""CP604 text-after-card."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.safety.cards import cards_of

__all__ = ["TextAfterCard"]


class TextAfterCard(ArticleRule):
    r"""What it checks
    A heading, a new section or another card follows a care card.

    Why it matters to readers
    Text straight after a card is read as part of it.

    Example
    > - you faint\n\nMost people feel well.

    Use instead
    > - you faint\n\n### Most people feel well

    Source
    NHS service manual: care cards.
    """

    code = "CP604"
    slug = "text-after-card"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for card, after in cards_of(article):
            if (
                after is not None
                and after.type != "card"
                and not (after.type == "html" and after.html.startswith("<h"))
            ):
                yield self.at(
                    article,
                    card.span,
                    "text follows straight after this care card",
                    "put a heading after the card, or move the text before it",
                )
