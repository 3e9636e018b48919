"""CP218 oversized-image."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from carepress.content.images import ImageFile
from carepress.diagnostics import START, Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["OversizedImage"]

HEAVIEST = 400_000
"""Bytes: two seconds at 1.6 Mbit/s, the slow phone connection of Lighthouse's measurements."""
WIDEST = 2_100
"""Pixels: a column of text is at most 700 CSS pixels wide, and few screens have more than three for one of them."""


class OversizedImage(Rule):
    """What it checks
    A photo or other image of pixels is at most 400 kB heavy and 2,100 pixels wide.

    Why it matters to readers
    Two seconds of waiting on a slow phone connection, and data that somebody pays for, for pixels that no screen shows.

    Example
    A photo as the camera made it: 4,032 pixels wide, 3 MB

    Use instead
    The same photo, saved 1,400 pixels wide as WebP or JPEG: about 150 kB

    Source
    Carepress: page budgets; Lighthouse: slow 4G has 1.6 Mbit/s.
    """

    code = "CP218"
    slug = "oversized-image"
    level = Level.EDITORIAL

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        for path, image in sorted(context.library.images.items()):
            if PurePosixPath(path).suffix.lower() != ".svg" and (words := _wrong(image)) is not None:
                yield Diagnostic(self.fault, f"images/{path}", START, *words)


def _wrong(image: ImageFile) -> tuple[str, str] | None:
    """Sentence and help. An image that is too wide is mostly too heavy for that reason."""
    if image.width is not None and image.width > WIDEST:
        message = f"this image is {image.width:,} pixels wide; no screen shows more than {WIDEST:,} of them"
        return message, "save it 1,400 pixels wide, as WebP or JPEG"
    if image.size > HEAVIEST:
        message = f"this image has {image.size / 1_000:,.0f} kB; {HEAVIEST // 1_000} are the most"
        return message, "save it at most 1,400 pixels wide, as WebP or JPEG of a quality of about 80"
    return None
