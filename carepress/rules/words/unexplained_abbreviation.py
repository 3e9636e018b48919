"""CP506 unexplained-abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Head, Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["UnexplainedAbbreviation"]

KNOWN = frozenset(
    {
        "A&E",
        "AIDS",
        "AM",
        "BBC",
        "BMI",
        "CD",
        "CT",
        "DEET",
        "DNA",
        "DVD",
        "ECG",
        "EKG",
        "EU",
        "FAQ",
        "FDA",
        "GB",
        "GP",
        "HIV",
        "ID",
        "IQ",
        "IU",
        "IV",
        "KB",
        "MB",
        "MD",
        "MRI",
        "NHS",
        "NICE",
        "NIH",
        "OK",
        "PC",
        "PDF",
        "PM",
        "RNA",
        "TV",
        "UK",
        "UN",
        "UNICEF",
        "US",
        "USA",
        "UV",
        "UVA",
        "UVB",
        "WHO",
        "II",
        "III",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "XX",
        "XY",
    }
)
"""What nearly everybody knows, and Roman numbers."""
_ABBREVIATION = re.compile(r"[A-Z](?<![\w&/.-].)[A-Z0-9&]*[A-Z](?:s\b)?(?![\w&/-]|\.[A-Z])")

_CAPITALS = re.compile(r"(?<![\w&])[A-Z][A-Z0-9&]*")
_ANY_WORD = re.compile(r"\w+")
_WORDS_AFTER = re.compile(r"s? \(|s?,? (?:(?:is|are) )?(?:short for|(?:which )?stands? for)\b")
_END_OF_BRACKETS = re.compile(r"s?(?:['’]s?)?\)")
_ALSO_CALLED = re.compile(
    r"\b(?:called|(?:known|referred to|described|abbreviated) as|abbreviated to) "
    r"(?:an? |the )?[“\"']?(?:[^.;()]{1,60} or )?$"
)
_WORDS_BEFORE = re.compile(r"(?:\((?:also )?|\bor )$")
_WORDS_BESIDE = re.compile(r"s?(?: \w+ \(| [–—-] |, or )")
"""It is explained, if the words before or after have its letters."""
_NOUN = re.compile(r" (\w+)")

_GENE = r"(?:genes?|proteins?|mutations?|variants?|alleles?|genotypes?|antigens?|receptors?|repeats?)\b"
_NAME = re.compile(
    rf"[IVX]+[A-D]?\d?\b"
    rf"|[A-Z0-9]+, the gene\b|[A-Z0-9]+(?:,? (?:and |or )?[A-Z][A-Z0-9]+){{0,9}} {_GENE}"
    r"|[A-Z]+(?:[ -][A-Z]+){0,4} v?\d+\.\d"
    r"|[A-Z]+(?: [A-Z]\w*){0,4} Licen[cs]e"
    r"|[A-Z]{2} \d{5}\b|[A-Z]+ (?:Street|Road|Avenue|Boulevard|Drive|Lane|Circle|Plaza)\b"
    r"|[A-Z]+:? (?:\(?\d[\d() -]{6,}|_)"
    r"|[A-Z]{2,}(?: [A-Z]{2,}){2}"
)
"""Stages, genes, versions, licences, parts of addresses, numbers to call, what a form leaves blank, words in capitals:
they stand for no words that a reader would miss."""
_BEFORE_NAME = re.compile(
    r"(?:\b(?:level|grade|type|class|group|variant|category|size|vitamin|factor) "
    r"|[\w,] [A-Z][a-z]+ |\([A-Z][a-z]+ "
    r"|:\d\d )$"
)
"""What makes two letters after it a part of a name, or of a time: level AA, Street NW, 8:30 ET."""
_IN_CAPITALS = re.compile(r"\b[A-Z]{2,} [A-Z]{2,} $")
_GENES_BEFORE = re.compile(r"\bgenes?\b(?:[^.;]|\.(?=\d)){0,100}$")
_CREDIT = re.compile(
    r"(?:^|[.(] ?)(?:(?:photo|image|picture|illustration|figure|video|credit|source|copyright)s?"
    r"(?: (?:credit|courtesy|source)s?)?(?: (?:by|from|of))?:|©|copyright ©|courtesy of|adapted from)[^.]*$",
    re.IGNORECASE,
)
"""Before the name of whoever made a picture: it is to be found, not understood."""
_MORE = 2
"""Words more than letters among which the words of an abbreviation are looked for."""
_SUFFIX = 2
"""Letters of what may be the end of a name: Street NW."""
_WINDOW = 140
"""Characters before and after that are looked at."""
_LEAST = 4
"""Letters of a word in capitals, if the same word is in the text in small letters: TOTAL. Fewer may be either: ALL."""
_SHOUTED = frozenset({"AND", "BUT", "DO", "NO", "NOT", "THE", "YES"})


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the letters at a place are a name, or in the name of a source."""
    before = text[max(0, start - _WINDOW) : start]
    return (
        _NAME.match(text, start) is not None
        or (end - start <= _SUFFIX and _BEFORE_NAME.search(before) is not None)
        or _IN_CAPITALS.search(before) is not None
        or ("gene" in before and _GENES_BEFORE.search(before) is not None)
        or _CREDIT.search(before) is not None
    )


def _explains(short: str, before: str, after: str) -> bool:
    """Whether the text around an abbreviation says what it means."""
    if _WORDS_AFTER.match(after) or _ALSO_CALLED.search(before):
        return True
    if before.endswith("(") and _END_OF_BRACKETS.match(after):
        return True
    most = len(short) + _MORE
    beside, end = _WORDS_BESIDE.match(after), _WORDS_BEFORE.search(before)
    if end is not None:
        words, noun = before[: end.start()].split()[-most:], _NOUN.match(after)
        if words and noun and words[-1] == noun[1]:  # a CT scan (CAT scan)
            return True
    elif beside is not None:
        words = after[beside.end() :].split()[:most]
    else:
        return False
    begin = re.search(rf"\b{short[0]}.*", " ".join(words).upper())
    rest = iter(begin[0] if begin is not None else "")
    return all(letter in rest for letter in short if letter.isalpha())


class _Whole:
    """All words of a text, read once: there may be thousands of abbreviations in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = frozenset(_ANY_WORD.findall(text))
        self._places: dict[str, list[int]] = {}
        for match in _CAPITALS.finditer(text):
            self._places.setdefault(match[0], []).append(match.start())

    def explains(self, short: str, head: Head) -> bool:
        """Whether the text says anywhere what an abbreviation means, or it is a word in capitals."""
        if short in head.also_called or (short == head.title and head.also_called) or short in _SHOUTED:
            return True
        if len(short) >= _LEAST and short.lower() in self._words:
            return True
        return any(self._explains_at(short, start) for start in self._places.get(short, ()))

    def _explains_at(self, short: str, start: int) -> bool:
        end = start + len(short)
        return _explains(short, self._text[max(0, start - _WINDOW) : start], self._text[end : end + _WINDOW])


class UnexplainedAbbreviation(WordRule):
    """What it checks
    An abbreviation stands in brackets after its words at first, or is explained as another name or in the glossary;
    genes, licences, addresses and credits of pictures are names.

    Why it matters to readers
    Letters that nobody explained are noise; and one abbreviation can mean two things.

    Example
    You may need a TUG test.

    Use instead
    You may need a “timed up and go” (TUG) test.

    Source
    CDC Clear Communication Index, item 7; NHS content guide.
    """

    code = "CP506"
    slug = "unexplained-abbreviation"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        passages = context.prose(text).passages
        done = {*KNOWN, *context.library.explained}
        whole: _Whole | None = None
        for passage in passages:
            for match in _ABBREVIATION.finditer(passage.text):
                short = match[0].removesuffix("s")
                if short in done or _is_name(passage.text, *match.span()) or passage.is_to_look_up:
                    continue
                done.add(short)
                whole = whole or _Whole("\n".join((text.head.title, *(each.text for each in passages))))
                if not whole.explains(short, text.head):
                    message = f"`{short}` is not explained"
                    help_ = (
                        f"write it in full where it comes first, and ({short}) behind it; or add it to glossary.yaml"
                    )
                    yield self.in_words(text, context, passage, short, (message, help_))
