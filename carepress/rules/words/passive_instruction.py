"""CP507 passive-instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["PassiveInstruction"]

_VERBS = {
    "taken": "take",
    "avoided": "avoid",
    "used": "use",
    "kept": "keep",
    "applied": "put on",
    "swallowed": "swallow",
    "stored": "store",
    "stopped": "stop",
    "started": "start",
    "done": "do",
    "eaten": "eat",
    "drunk": "drink",
    "worn": "wear",
    "washed": "wash",
    "cleaned": "clean",
    "removed": "take off",
    "reported": "report",
    "discussed": "talk about",
    "followed": "follow",
    "given": "give",
    "limited": "limit",
    "repeated": "repeat",
    "added": "add",
    "administered": "give",
    "changed": "change",
    "checked": "check",
    "consulted": "ask",
    "contacted": "call",
    "cooked": "cook",
    "covered": "cover",
    "held": "hold",
    "informed": "tell",
    "placed": "put",
    "replaced": "replace",
    "rinsed": "rinse",
    "sought": "get",
    "told": "tell",
}
"""Verbs of instructions, by their participles."""
_PASSIVE = re.compile(
    r"(?<!\byou )\b(?:(?:should|must|ought to|(?:is|are) to)(?P<not>n['’]t| not| never)?"
    r"|(?<!not )(?:needs?|has|have) to)"
    r"(?: (?:only|also|always|\w+ly))? be (?:(?:only|always|well|carefully|thoroughly|slowly) )?"
    rf"(?P<verb>{'|'.join(_VERBS)})\b(?! that\b)"
    r"(?<!to be changed)(?<!to be checked)(?<!to be replaced)(?<!to be removed)",
    re.IGNORECASE,
)
"""What “needs to be changed” is mostly a sign, or somebody else’s task."""


class PassiveInstruction(WordRule):
    """What it checks
    What the reader is to do is said to them: take, call, avoid.

    Why it matters to readers
    “Should be taken” leaves open by whom; people with poor English or little sleep miss that they are meant.

    Example
    The tablets should be taken with food.

    Use instead
    Take the tablets with food.

    Source
    PEMAT 21 and 22; NHS content guide: the active voice.
    """

    code = "CP507"
    slug = "passive-instruction"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for passage, sentence, _ in context.prose(text).sentences:
            match = _PASSIVE.search(sentence) if " be " in sentence else None
            if match is not None and not sentence.endswith("?"):
                verb = ("do not " if match["not"] else "") + _VERBS[match["verb"].lower()]
                help_ = f"say it to the reader: {verb} …; or say who does it"
                yield self.in_words(text, context, passage, match[0], (f"who is meant by “{match[0]}”?", help_))
