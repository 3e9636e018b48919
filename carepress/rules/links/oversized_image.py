"""CP218 oversized-image."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from carepress.content.image_sizes import widths
from carepress.content.images import ImageFile
from carepress.diagnostics import START, Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["OversizedImage"]

HEAVIEST = 400_000
"""Bytes: two seconds at 1.6 Mbit/s, the slow phone connection of Lighthouse's measurements."""


class OversizedImage(Rule):
    """What it checks
    An image of pixels that readers get as it was saved is at most 400 kB heavy: a GIF, one that moves, and one that is
    very small or very tall. Of every other photo, readers get a smaller one that fits their screen.

    Why it matters to readers
    Two seconds of waiting on a slow phone connection, and data that somebody pays for.

    Example
    A moving GIF of 3 MB

    Use instead
    One picture of it, saved as PNG, or the steps one after the other

    Source
    Carepress: page budgets; Lighthouse: slow 4G has 1.6 Mbit/s.
    """

    code = "CP218"
    slug = "oversized-image"
    level = Level.EDITORIAL

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        for path, image in sorted(context.library.images.items()):
            drawing = PurePosixPath(path).suffix.lower() == ".svg"
            if image.size > HEAVIEST and not drawing and not widths(image):
                message = f"this image has {image.size / 1_000:,.0f} kB; {HEAVIEST // 1_000} are the most"
                yield Diagnostic(self.fault, f"images/{path}", START, message, _help(image))


def _help(image: ImageFile) -> str:
    if image.digest:
        return "save it again: as JPEG or WebP, and as wide as it is shown"
    return "save it as one picture that does not move, as PNG, JPEG or WebP: readers get that as large as they need it"
