"""HTML made by Carepress as plain text, spaced as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from carepress.content.body import Block, block_html, words_of

__all__ = ["plain_text", "text_of_blocks"]

_INLINE = re.compile(r"</?(?:a|strong|em|code|img)\b[^>]*>")
"""Tags within a line. They leave no space behind, so that ``<strong>Eyelids</strong>:`` stays ``Eyelids:``."""
_CELL = re.compile(r"</?t[dh]\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def plain_text(html: str) -> str:
    """Take tags, marks and entities out of HTML; any tag but one within a line separates words."""
    return unescape(words_of(_INLINE.sub("", html)))


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """Give the plain text of blocks in reading order, each paragraph, list item and table row on a line of its own.

    A list of reasons not to take a medicine must not run together into one sentence. Figures have no text.
    """
    html = "<p>".join(block_html(block) for block in blocks)
    lines = _TAG.split(_CELL.sub(" ", _INLINE.sub("", html)))
    return "\n".join(text for line in lines if (text := plain_text(line)))
