"""The letters of one language: what a name stands under in an A–Z, and where among others.

Which letters there are, and their order, the language's catalogue says. Knows nothing of articles or pages.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LATIN", "OTHER", "Alphabet"]

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "#"
"""What names stand under that begin with a digit or a sign."""

_SIGNS = "\"'“‘«(-– "
_FORMS = str.maketrans("ىةٱ", "يها", "ـ")
"""Forms of Arabic letters that Unicode does not take apart, and the stroke that only makes a word longer."""
_ARTICLE = {
    "ar": re.compile(r"ال(?!تهاب|تواء|تئام|تحام|تصاق|تقاط|تفاف|تباس|تزام|زهايمر)(?=\w{3})"),
}
"""What does not count at the beginning of a name: Arabic indexes pass over the article, which half of all names have.
The words that are left out begin with the same two letters, which belong to them: التهاب, inflammation."""


class Alphabet:
    """The letters of a language, in order."""

    def __init__(self, letters: str, lang: str) -> None:
        self.letters = tuple(letters)
        self._is_latin = letters == LATIN
        self._places = {letter.casefold(): place for place, letter in enumerate(letters)}
        self._article = _ARTICLE.get(lang.partition("-")[0])

    def first(self, name: str) -> str:
        """The letter that a name stands under: one of the alphabet, else its own without accents; or :data:`OTHER`."""
        for char in self._plain(name.lstrip(_SIGNS)):
            if char.isalpha():
                return char.upper()[:1]
            if char.isdigit():
                return OTHER
        return OTHER

    def key(self, name: str) -> str | tuple[int, ...]:
        """What names are sorted by: the letters of the language in its own order, then those of others.

        Without case, leading signs, and accents that make no letter of its own.
        """
        plain = self._plain(name.casefold().lstrip(_SIGNS))
        return plain if self._is_latin else tuple(self._place(char) for char in plain)

    def _place(self, char: str) -> int:
        # Spaces and digits come before all letters, strange letters after them.
        place = self._places.get(char)
        return (0x200 + place) if place is not None else ord(char) + (0x400 if char.isalpha() else 0)

    def _plain(self, name: str) -> str:
        if not name.isascii():
            name = "".join(map(self._plain_char, unicodedata.normalize("NFC", name))).translate(_FORMS)
        return self._article.sub("", name, count=1) if self._article and self._article.match(name) else name

    def _plain_char(self, char: str) -> str:
        if char.isascii() or char.casefold() in self._places:
            return char
        return "".join(each for each in unicodedata.normalize("NFKD", char) if not unicodedata.combining(each))

    def order(self, letters: set[str]) -> list[str]:
        """Letters that occur, in order: those of the alphabet, others, and last what is no letter."""
        return sorted(letters, key=lambda letter: (letter == OTHER, self.key(letter)))
