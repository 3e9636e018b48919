"""CP602 care-card-form."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.safety.cards import cards_of

__all__ = ["CareCardForm"]


class CareCardForm(ArticleRule):
    """What it checks
    A care card's heading ends in “if:” and a list of signs follows.

    Why it matters to readers
    Each sign must be found at a glance.

    Example
    > [!urgent] Warning

    Use instead
    > [!urgent] Speak to a doctor today if:

    Source
    NHS service manual: care cards.
    """

    code = "CP602"
    slug = "care-card-form"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for card, _ in cards_of(article):
            if article.lang.partition("-")[0] == "en" and not card.heading.endswith("if:"):
                yield self.at(
                    article,
                    card.span,
                    "the heading of a care card ends in “if:”",
                    "for example: `Call your local emergency number if:`",
                )
            if "<li>" not in card.html:
                yield self.at(article, card.span, "a care card holds a list of signs", "write each sign as `> - …`")
