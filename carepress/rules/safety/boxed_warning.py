"""CP606 boxed-warning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.body import block_html, words_of
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.safety.cards import cards_of

__all__ = ["BoxedWarning"]

WARNINGS = {
    "botulinum": ("breath", "swallow"),
    "botox": ("breath", "swallow"),
    "isotretinoin": ("pregnan",),
    "warfarin": ("bleed",),
    "methotrexate": ("infection", "breath", "bleed"),
    "fluoroquinolone": ("tendon",),
    "ciprofloxacin": ("tendon",),
    "levofloxacin": ("tendon",),
    "clozapine": ("infection", "fever", "temperature"),
    "lamotrigine": ("rash",),
    "opioid": ("breath",),
    "morphine": ("breath",),
    "oxycodone": ("breath",),
    "fentanyl": ("breath",),
    "valproate": ("pregnan", "liver"),
}
"""Beginnings of names, and of the words that a card must hold one of. From the labels' boxed warnings."""


class BoxedWarning(ArticleRule):
    """What it checks
    An article on a medicine that carries a boxed warning has an emergency card or an urgent one that speaks of it.

    Why it matters to readers
    The regulator's strongest warning is what a reader must not miss.

    Example
    An article on botulinum toxin without a card about trouble swallowing or breathing

    Use instead
    > [!emergency] Call your local emergency number if: … - you have trouble breathing or swallowing

    Source
    US Food and Drug Administration: boxed warnings on labels. The table holds a few.
    """

    code = "CP606"
    slug = "boxed-warning"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        names = f"{article.head.title} {' '.join(article.head.also_called)}".casefold()
        cards = " ".join(
            words_of(block_html(card)) for card, _ in cards_of(article) if card.level != "non-urgent"
        ).casefold()
        for drug, signs in WARNINGS.items():
            if re.search(rf"\b{drug}", names) and not any(re.search(rf"\b{sign}", cards) for sign in signs):
                message = f"this medicine has a boxed warning, and no urgent card speaks of it ({', '.join(signs)})"
                yield self.at(article, "title", message, "add a card with these signs: > [!emergency] …")
