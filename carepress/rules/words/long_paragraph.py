"""CP503 long-paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["LongParagraph"]

MOST_SENTENCES = 3
"""NHS content guide."""
MOST_WORDS = 60
"""Three sentences of average length (NHS content guide): more sentences, but shorter ones, are as easy."""


class LongParagraph(WordRule):
    """What it checks
    Paragraphs have at most three sentences; short ones count half.

    Why it matters to readers
    On a phone a long paragraph fills the whole screen, and the eye finds no way in.

    Example
    Seven sentences without a break.

    Use instead
    A paragraph for each thought, or a list.

    Source
    NHS content guide: paragraphs of at most three sentences.
    """

    code = "CP503"
    slug = "long-paragraph"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for _, group in groupby(context.prose(text).sentences, lambda sentence: id(sentence.passage)):
            sentences = list(group)
            passage = sentences[0].passage
            if passage.tag != "p" or len(sentences) <= MOST_SENTENCES:
                continue
            if sum(len(sentence.words) for sentence in sentences) > MOST_WORDS:
                message = f"this paragraph has {len(sentences)} sentences; {MOST_SENTENCES} are enough for a phone"
                words = (message, "begin a new paragraph at the next thought, or make a list")
                yield self.in_words(text, context, passage, sentences[0].text, words)
