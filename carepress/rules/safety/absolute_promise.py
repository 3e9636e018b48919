"""CP605 absolute-promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, WordRule

__all__ = ["AbsolutePromise"]

_WHOLLY = r"(?:completely|totally|perfectly|absolutely|entirely|100 ?%)"
_PROMISE = re.compile(
    rf"\b(?:{_WHOLLY} (?:safe|effective|cured?|painless|harmless|risk-free)|guarantee[sd]?|miracle|risk-free"
    r"|no side[- ]effects(?! (?:is|are|were) known)|(?:always|never) (?:works|fails|cures)"
    r"|(?:can|will) (?:always|definitely|certainly|completely|permanently|fully) "
    r"(?:cure|heal|prevent|protect|remove|stop|work)"
    r"|will cure|cures (?:all|any|every)\w*|works for every(?:one|body)|(?:zero|absolutely no) risk"
    r"|permanent(?:ly)? cures?d?|without (?:any )?(?:risks?|side[- ]effects))\b",
    re.IGNORECASE,
)
_WORDS = frozenset(
    [
        "safe",
        "effective",
        "cure",
        "cured",
        "cures",
        "painless",
        "harmless",
        "risk",
        "guarantee",
        "guaranteed",
        "guarantees",
        "miracle",
        "side",
        "always",
        "certainly",
        "completely",
        "definitely",
        "fully",
        "permanently",
        "everybody",
        "everyone",
        "fails",
        "risks",
    ]
)
"""One of these is in whatever the pattern finds."""
_DENIED = re.compile(
    r"\b(?:no|not|nobody|none|never|cannot|can't|isn't|aren't|doesn't|don't|nothing|neither|without a|any) "
    r"(?:\w+ ){0,4}?"
    rf"(?:{_WHOLLY}|guarantee|miracle|permanent|without|risk-free|treatment|medicine)|\b(?:beware|hopes?|whether)\b"
    r"|\b(?:not|unlikely)\b[^,;]{0,60}\b(?:can|will)\b",
    re.IGNORECASE,
)


class AbsolutePromise(WordRule):
    """What it checks
    Nothing is promised for certain: no cure for all, no guarantee, nothing completely safe.

    Why it matters to readers
    It is never true, and people decide by it.

    Example
    The treatment is completely safe.

    Use instead
    Serious side effects are unusual: about 1 in 10,000 people.

    Source
    HON principle 5: justifiability; DISCERN 10 and 11.
    """

    code = "CP605"
    slug = "absolute-promise"
    level = Level.EDITORIAL

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for passage, sentence, _ in context.prose(text).sentences:
            if _WORDS.isdisjoint(passage.vocabulary):
                continue
            match = _PROMISE.search(sentence)
            if match is not None and not _DENIED.search(sentence):
                said = f"“{match[0]}” promises what nothing can keep", "say for how many people, or what is not known"
                yield self.in_words(text, context, passage, match[0], said)
