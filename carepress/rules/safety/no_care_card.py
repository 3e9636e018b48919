"""CP601 no-care-card."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article
from carepress.content.scaffold import SIGN
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.safety.cards import cards_of

__all__ = ["NoCareCard"]


class NoCareCard(ArticleRule):
    """What it checks
    An article has at least one care card.

    Why it matters to readers
    People read in a hurry and in pain; a card tells them when to stop reading and get help.

    Example
    An article without > [!urgent]

    Use instead
    > [!urgent] Speak to a doctor today if:

    Source
    NHS service manual: care cards.
    """

    code = "CP601"
    slug = "no-care-card"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        if article.meta.kind != "wellbeing" and not any(True for _ in cards_of(article)):
            yield self.at(
                article,
                "title",
                "this article has no care card that says when to get help",
                "add one: `> [!urgent] Speak to a doctor today if:`, and below it a list with a line for each sign: "
                f"`> - {SIGN}`",
            )
