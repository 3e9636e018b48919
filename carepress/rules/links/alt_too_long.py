"""CP215 alt-too-long."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["AltTooLong"]

LONGEST = 125
"""Characters; NHS service manual."""


class AltTooLong(Rule):
    """What it checks
    The description of an image has at most 125 characters.

    Why it matters to readers
    It is read out in one breath and cannot be paused; what is longer belongs in the text, for everybody.

    Example
    ![A drawing that shows, from left to right, …, and below it …](knee.svg)

    Use instead
    ![The four parts of the knee](knee.svg), and a list of them below it

    Source
    NHS service manual: images.
    """

    code = "CP215"
    slug = "alt-too-long"
    level = Level.EDITORIAL

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for image in text.body.images:
            if len(image.alt) > LONGEST:
                message = f"the description of this image has {len(image.alt)} characters; {LONGEST} are the most"
                yield self.at(text, image.span, message, "say the main thing there, and the rest in the text")
