"""CP504 reading-grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["ReadingGrade"]

HIGHEST = 8
"""American Medical Association, National Institutes of Health."""
FEWEST_WORDS = 100
"""Below that the formula says little (Kincaid et al. 1975 took samples of 100 words)."""
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^taeiouyd]ed|[^aeiouyscxz]es)$")


@lru_cache(10_000)
def syllables(word: str) -> int:
    """Of an English word, by its vowels: right for about nine words in ten."""
    word = word.lower()
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT.search(word)))


class ReadingGrade(WordRule):
    """What it checks
    The text can be read with some eight years of school (Flesch-Kincaid grade). A formula counts; it does not read.

    Why it matters to readers
    About one adult in three has trouble with anything harder.

    Example
    Utilisation of the medication necessitates consultation.

    Use instead
    Talk to your doctor before you take it.

    Source
    AMA and NIH: sixth to eighth grade. The NHS warns against relying on formulae, so this is advice.
    """

    code = "CP504"
    slug = "reading-grade"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        sentences = [sentence.words for sentence in context.prose(text).sentences]
        words = [word for sentence in sentences for word in sentence]
        if len(words) < FEWEST_WORDS:
            return
        grade = round(0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59)
        if grade > HIGHEST:
            message = f"the text reads at grade {grade}; {HIGHEST} or lower suits most readers"
            yield self.at(text, "title", message, "shorter sentences and everyday words bring it down")
