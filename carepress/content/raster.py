"""Pictures made of pixels, as strangers send them: opened within bounds, and measured. Nothing in them is believed.

Pillow, which this needs, is imported by those alone who look into a picture.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image

from carepress.content.images import PictureError

__all__ = ["MAX_PIXELS", "TURNED", "Measured", "measure", "opened", "orientation"]

MAX_PIXELS = 25_000_000
"""Most cameras' 24 million, with some to spare. Of a PNG or WebP, Pillow holds each at once, four bytes a pixel:
100 MB, and more than once while it is worked on. Measured: at most 500 MB for one image of this size. A JPEG is made
smaller while it is read."""
_MAX_SCANS = 100
"""Passes over a JPEG, each of which costs time, however few bytes it has. A progressive one as programs write it has
about ten."""
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}
TURNED = (5, 6, 7, 8)
"""Orientations that exchange width and height (Exif 2.32, tag 274)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Width and height in pixels, as the picture is looked at: turned where its camera was."""

    width: int
    height: int
    moving: bool


@contextmanager
def opened(data: bytes, suffix: str) -> Iterator[Image.Image]:
    """A picture of the kind that ``suffix`` (``.jpg``) says, its pixels not read yet.

    Raises :class:`~carepress.content.images.PictureError` where it is none, or has too many pixels; also where what is
    done with it fails, in whatever way.
    """
    not_this = PictureError(
        f"this is not an image of the kind that its name says ({suffix})",
        "save it again as PNG, JPEG, WebP or SVG, with the ending that belongs to it",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what Pillow warns, what matters is asked here
        try:
            image = Image.open(BytesIO(data), formats=(_FORMATS[suffix],))
        except Image.DecompressionBombError as error:
            raise _too_many() from error
        except Exception as error:  # decoders raise nearly everything for bytes that nobody has foreseen
            raise not_this from error
        with image:
            if image.width * image.height > MAX_PIXELS:
                raise _too_many()
            if image.width < 1 or image.height < 1:
                raise not_this
            if _FORMATS[suffix] == "JPEG" and data.count(b"\xff\xda") > _MAX_SCANS:
                raise _damaged()
            try:
                yield image
            except PictureError:
                raise
            except Exception as error:
                raise _damaged() from error


def measure(data: bytes, suffix: str) -> Measured:
    """Look at a whole picture. Raises :class:`~carepress.content.images.PictureError` where it cannot be shown."""
    with opened(data, suffix) as image:
        width, height = image.size
        moving = image.format in {"PNG", "WEBP", "GIF"} and bool(getattr(image, "is_animated", False))
        image.draft(None, (1, 1))  # a JPEG is read whole, but an eighth as large
        image.load()
        turned = orientation(image) in TURNED
        return Measured(height, width, moving) if turned else Measured(width, height, moving)


def orientation(image: Image.Image) -> int:
    """How the camera was held, from 1 (upright) to 8; 1 also where it says nonsense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - as for decoders; a picture that does not say is upright
        return 1
    return value if value in range(1, 9) else 1


def _too_many() -> PictureError:
    return PictureError(
        f"this image has more than {MAX_PIXELS // 1_000_000} million pixels", "save it smaller, 2,000 pixels wide"
    )


def _damaged() -> PictureError:
    return PictureError(
        "this image is damaged: not all of it can be read", "copy it again from where it came, or save it again"
    )
