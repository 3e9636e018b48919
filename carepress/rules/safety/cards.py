"""The care cards of an article, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from carepress.content.body import Block, Card
from carepress.content.model import Article

__all__ = ["cards_of"]


def cards_of(article: Article) -> Iterator[tuple[Card, Block | None]]:
    """Each card with the block after it in the same section or answer."""
    for section in article.body.sections:
        for blocks in (section.blocks, *(question.blocks for question in section.questions)):
            for block, after in zip_longest(blocks, blocks[1:]):
                if isinstance(block, Card):
                    yield block, after
