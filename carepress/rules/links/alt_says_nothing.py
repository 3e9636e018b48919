"""CP216 alt-says-nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["AltSaysNothing"]

NOTHING = ("image", "photo", "picture", "drawing", "figure", "graphic", "illustration", "diagram", "logo", "icon")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$|^(?:img|dsc|image|screenshot)[ _-]?\d+", re.IGNORECASE)


class AltSaysNothing(Rule):
    """What it checks
    The description of an image says what is to be seen in it: no file name, not “image”.

    Why it matters to readers
    People who cannot see the image get nothing instead of it.

    Example
    ![IMG_2041.jpg](knee.jpg)

    Use instead
    ![A knee bent at a right angle](knee.jpg)

    Source
    WCAG 2.2, 1.1.1 Non-text Content; NHS service manual: images.
    """

    code = "CP216"
    slug = "alt-says-nothing"
    level = Level.EDITORIAL

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for image in text.body.images:
            alt = image.alt.strip()
            name = PurePosixPath(image.target)
            if _FILE.search(alt) or alt.casefold() in (name.stem.casefold(), *NOTHING):
                yield self.at(
                    text, image.span, f"“{alt}” does not say what the image shows", "describe what the reader sees"
                )
