"""CP502 long-on-average."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["LongOnAverage"]

MOST_WORDS = 20
"""NHS content guide."""
FEWEST_SENTENCES = 10
"""Below that an average says little."""


class LongOnAverage(WordRule):
    """What it checks
    The sentences of an article have at most 20 words on average.

    Why it matters to readers
    Short sentences are understood the first time.

    Example
    An article whose sentences have 27 words on average.

    Use instead
    One thought in each sentence.

    Source
    NHS content guide: sentences of 20 words on average.
    """

    code = "CP502"
    slug = "long-on-average"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        lengths = [len(sentence.words) for sentence in context.prose(text).sentences]
        if len(lengths) >= FEWEST_SENTENCES and (average := round(sum(lengths) / len(lengths))) > MOST_WORDS:
            message = f"the sentences have {average} words on average; aim for {MOST_WORDS} or fewer"
            yield self.at(text, "title", message, "shorten the longest; carepress check --select CP501 names them")
