"""CP135 bold-heading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from carepress.content.model import Text
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["BoldHeading", "is_like_a_heading"]

_LONGEST = 80
"""Characters. Longer than any heading of the example site; a paragraph in bold type is no heading."""
_ENDS = tuple(".,;:!…。，；：！،؛।")
"""Signs at the end of what is a sentence, or leads to a list. A question may be a heading."""


def is_like_a_heading(words: str) -> bool:
    """Whether bold words that stand alone could be one: short, and no sentence."""
    return len(words) <= _LONGEST and not words.endswith(_ENDS)


class BoldHeading(Rule):
    """What it checks
    A line of bold words that stands alone above other text is a heading, with hashes before it.

    Why it matters to readers
    People who listen to a page go from heading to heading, and never hear of this one. The list of contents lacks it,
    and what stands below it counts to the section above.

    Example
    **What happens next**

    Use instead
    ## What happens next

    Source
    WCAG 2.2, 1.3.1 Info and Relationships, failure F2. markdownlint has the same rule, MD036.
    """

    code = "CP135"
    slug = "bold-heading"
    level = Level.ADVICE

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        prose = context.prose(text)
        for passage, below in pairwise(prose.passages):
            words = passage.text
            if passage.bold and passage.section is below.section and is_like_a_heading(words):
                message = f"“{shown(words)}” looks like a heading, and is bold text"
                section = f"`## {words}` where a section of its own begins in the text below the front matter"
                help_ = f"write `### {words}`, or {section}"
                yield self.at(text, prose.place(passage.section, words, f"**{words}**"), message, help_)
