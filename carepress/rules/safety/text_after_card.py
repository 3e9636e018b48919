"""CP604 text-after-card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from carepress.content.body import Card
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context
from carepress.rules.safety.cards import cards_of
from carepress.rules.structure.bold_heading import is_like_a_heading

__all__ = ["TextAfterCard"]


_HEADING = re.compile(r"<h|<p>##")
"""A heading, or what was meant as one: that it is none, is told at its own line."""
_BOLD = re.compile(r"<p><strong>([^<>]+)</strong></p>")


def _is_in_answer(card: Card, article: Article) -> bool:
    return any(card in question.blocks for section in article.body.sections for question in section.questions)


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
            html = after.html if after is not None and after.type == "html" else ""
            if after is None or after.type == "card" or _HEADING.match(html):
                continue
            bold = _BOLD.match(html)
            if bold is not None and is_like_a_heading(words := unescape(bold[1])) and not _is_in_answer(card, article):
                message = "bold words follow straight after this care card, which are no heading"
                yield self.at(article, card.span, message, f"write `### {words}` in their place")
            else:
                help_ = "put a heading after the card, or move the text before it"
                yield self.at(article, card.span, "text follows straight after this care card", help_)
