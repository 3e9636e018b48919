"""In which widths an image is offered. The pages, the files and the rules all ask here."""

from __future__ import annotations

from carepress.content.images import ImageFile

__all__ = ["COLUMN", "PORTRAITS", "PORTRAIT_SIDE", "WIDTHS", "portrait_widths", "widths"]

COLUMN = 690
"""CSS pixels of the widest column of text: 66 characters (``ch``) of 19 px in a system's own sans-serif, where a digit
is 0.55 em wide."""
WIDTHS = (360, 720, 1080, 1440)
"""Pixels. Phones are about 360 to 430 CSS pixels wide, less margins: 360 for one pixel each, 720 for two, 1080 for
three. 720 also fits :data:`COLUMN` on a screen of one, and 1440 on one of two."""
PORTRAIT_SIDE = 112
"""CSS pixels of the largest portrait, that of a person's own page; on cards it has 72."""
PORTRAITS = (144, 224, 336)
"""Pixels of square portraits: 144 for a card at two pixels each, 224 for a page at two or a card at three, 336 for a
page at three."""
_FEW_BYTES = 10_000
"""What is that light already gains nothing: a request costs about as much."""
_TALLEST = 8_000
"""Pixels: WebP ends at 16,383, and an encoder needs a hundred bytes of memory for each pixel."""


def widths(image: ImageFile) -> tuple[int, ...]:
    """Pixels, from narrow to wide; none where the image is shown as it was saved.

    None is wider than the image, and none so near to the widest that it would save nothing.
    """
    if not _is_offered(image) or image.width is None or image.height is None or image.width <= WIDTHS[0]:
        return ()
    widest = min(image.width, WIDTHS[-1])
    found = (*(width for width in WIDTHS if width < widest * 0.9), widest)
    return tuple(width for width in found if image.height * width <= image.width * _TALLEST)


def portrait_widths(image: ImageFile) -> tuple[int, ...]:
    """The same for a square from its middle."""
    if not _is_offered(image) or image.width is None or image.height is None:
        return ()
    return tuple(width for width in PORTRAITS if width <= min(image.width, image.height))


def _is_offered(image: ImageFile) -> bool:
    return bool(image.digest) and (image.size > _FEW_BYTES or (image.width or 0) > WIDTHS[-1])
