"""CP606 boxed-warning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from carepress.content.body import block_html, words_of
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.safety.cards import cards_of

__all__ = ["BoxedWarning"]

WARNINGS: Mapping[str, str] = {
    "botulinum": "breathing, swallowing",
    "botox": "breathing, swallowing",
    "isotretinoin": "pregnant",
    "warfarin": "bleeding",
    "methotrexate": "infection, breathing, bleeding",
    "fluoroquinolone": "tendon",
    "ciprofloxacin": "tendon",
    "levofloxacin": "tendon",
    "clozapine": "infection, fever, temperature",
    "lamotrigine": "rash",
    "opioid": "breathing",
    "morphine": "breathing",
    "oxycodone": "breathing",
    "fentanyl": "breathing",
    "valproate": "pregnant, liver",
}
"""Names, and the signs of which a card must name one. From the labels' boxed warnings."""
KINDS = ("medicine", "procedure")
"""A condition can have a medicine's name in its own: warfarin resistance."""
_LONG = 5
"""Letters of a word that are compared always; of longer words all but the last four, which change with grammar."""


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
    US Food and Drug Administration: boxed warnings on labels. Carepress knows a few; CAREPRESS_BOXED_WARNINGS adds
    others.
    """

    code = "CP606"
    slug = "boxed-warning"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:
        if article.head.kind not in KINDS:
            return
        warnings = {**WARNINGS, **{name.casefold(): signs for name, signs in context.boxed_warnings.items()}}
        wanted = dict.fromkeys(signs for name, signs in warnings.items() if _is_about(article, name))
        cards = _words_of_cards(article) if wanted else ""
        for signs in wanted:
            if not any(_speaks_of(cards, sign) for sign in signs.split(",")):
                message = f"this medicine has a boxed warning, and no urgent card speaks of it ({signs})"
                yield self.at(article, "title", message, "add a card with these signs: `> [!emergency] …`")


def _is_about(article: Article, name: str) -> bool:
    """``name``: a number of RxNorm that the article has as its own, or words of its title or of its other names."""
    if name.isdigit():
        return f"rxnorm:{name}" in article.head.codes
    names = f"{article.head.title} | {' | '.join(article.head.also_called)}".casefold()
    return re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", names) is not None


def _words_of_cards(article: Article) -> str:
    cards = (card for card, _ in cards_of(article) if card.level != "non-urgent")
    return " ".join(words_of(block_html(card)) for card in cards).casefold()


def _speaks_of(text: str, sign: str) -> bool:
    """Whether a text has every word of a sign, in whatever form: breathing, breath, breathe."""
    words = re.findall(r"\w+", sign.casefold())
    return all(re.search(rf"\b{re.escape(word[: max(_LONG, len(word) - 4)])}", text) for word in words)
