"""CP501 long-sentence."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["LongSentence"]

MOST_WORDS = 30
"""NHS content guide."""


class LongSentence(WordRule):
    """What it checks
    Sentences have at most 30 words.

    Why it matters to readers
    Somebody who is worried or tired loses the thread of a long sentence.

    Example
    Two thoughts in one sentence of 40 words, held together by “which” and “and”.

    Use instead
    Two sentences.

    Source
    NHS content guide: sentences of at most 30 words, 20 on average.
    """

    code = "CP501"
    slug = "long-sentence"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for passage, sentence, words in context.prose(text).sentences:
            count = len(words)
            if count > MOST_WORDS:
                message = f"this sentence has {count} words; {MOST_WORDS} are the most that most people follow"
                yield self.in_words(text, context, passage, sentence, (message, "make two sentences of it"))
