"""Makes the files of pictures: sizes and formats, and the original without what cameras write into it.

Knows nothing of what they show. The same bytes and the same Pillow give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, JpegImagePlugin, features
from PIL import __version__ as pillow

from carepress.content.raster import TURNED, opened, orientation

__all__ = ["Form", "bare", "encoded", "encoder", "modern", "same_format"]

_SETTINGS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1, "autotiling": False},
    "webp": {"quality": 78, "method": 4},
    "jpg": {"quality": 80, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}
"""By the ending of what is made. For photos; the usual middle of each format. AVIF's speed 8 makes
files 5 % larger than speed 6, in half of the time; more than one thread could give other bytes."""
_OF_DRAWINGS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 70, "subsampling": "4:4:4"},
    "webp": {"quality": 88, "use_sharp_yuv": True},
}
"""Besides, where the original is a PNG: letters and thin lines in colours stay sharp."""
_PILLOWS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG", "png": "PNG"}
_ENDINGS = {".jpg": "jpg", ".jpeg": "jpg", ".png": "png", ".webp": "webp"}


@dataclass(frozen=True, slots=True)
class Form:
    """One of the files that a picture is made into. ``width`` in pixels."""

    width: int
    ending: str
    """Of the file's name, without the dot: ``avif``."""
    square: bool = False
    """Only the square in the middle."""

    def __str__(self) -> str:
        return f"{self.width}{'s' if self.square else ''}.{self.ending}"


@cache
def modern() -> tuple[str, ...]:
    """Formats that most browsers prefer, the best first, as far as this Pillow can write them."""
    return tuple(name for name in ("avif", "webp") if features.check(name))


@cache
def encoder() -> str:
    """All that decides on bytes besides the picture: settings and libraries."""
    parts = [
        pillow,
        *(features.version(name) for name in ("avif", "webp", "jpg", "libjpeg_turbo", "zlib", "littlecms2")),
    ]
    return f"{parts} {_SETTINGS} {_OF_DRAWINGS} 1"


def same_format(suffix: str) -> str:
    """The ending of files in the format of the original."""
    return _ENDINGS[suffix]


def encoded(data: bytes, suffix: str, form: Form) -> bytes:
    """A picture, whose name ends with ``suffix``, in another form: upright, in sRGB, without metadata.

    Raises :class:`~carepress.content.images.PictureError`.
    """
    with opened(data, suffix) as image:
        image.draft(
            None, (2 * form.width, 2 * form.width)
        )  # a JPEG is read at half the size or less, where that will do
        image.load()
        held = orientation(image)
        small = _resized(_simple(image), form, turned=held in TURNED)
        upright = _upright(_in_srgb(small, image.info.get("icc_profile")), held)
        settings = _SETTINGS[form.ending]
        if suffix == ".png":
            settings = {**settings, **_OF_DRAWINGS.get(form.ending, {})}
        return _written(upright, form.ending, settings)


def _simple(image: Image.Image) -> Image.Image:
    """In a mode in which sizes can be changed: grey, RGB or CMYK of 8 bits, or RGBA where something shows through."""
    if image.mode.startswith("I"):  # 16 bits, of which converting alone would keep the lower eight
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode == "1" else image.mode
    if mode not in {"L", "RGB", "RGBA", "CMYK"}:
        mode = "RGB"
    return image if mode == image.mode else image.convert(mode)


def _resized(image: Image.Image, form: Form, *, turned: bool) -> Image.Image:
    """Before it is turned, since little is turned more quickly than much."""
    width, height = image.size
    box = None
    if form.square:
        side = min(width, height)
        left, top = (width - side) / 2, (height - side) / 2
        box = (left, top, left + side, top + side)
        size = (form.width, form.width)
    elif turned:
        size = (max(1, round(width * form.width / height)), form.width)
    else:
        size = (form.width, max(1, round(height * form.width / width)))
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Grey, RGB or RGBA in the colours that screens expect. A profile that cannot be read is as good as none."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    plain = image.convert("RGB") if alpha else image
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            plain = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or plain
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    if plain.mode == "CMYK":
        plain = plain.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        plain.putalpha(alpha)
    return plain


def _upright(image: Image.Image, held: int) -> Image.Image:
    method = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(held)
    return image if method is None else image.transpose(method)


def _written(image: Image.Image, ending: str, settings: dict[str, Any]) -> bytes:
    image.info = {}  # Pillow would write some of it
    file = BytesIO()
    image.save(file, _PILLOWS[ending], **settings)
    return file.getvalue()


# ── The original ─────────────────────────────────────────────────────────────────────────────────────────────────


def bare(data: bytes, suffix: str) -> bytes:
    """The same picture without what else is in its file: places, times, names, other pictures.

    As it is where it holds nothing else. Otherwise written anew, upright, in its own size, format and colours. Raises
    :class:`~carepress.content.images.PictureError`.
    """
    ending = _ENDINGS[suffix]
    if _IS_BARE[ending](data):
        return data
    with opened(data, suffix) as image:
        image.load()
        upright = _upright(image, orientation(image))
        settings: dict[str, Any] = {"icc_profile": image.info.get("icc_profile")}
        if isinstance(image, JpegImagePlugin.JpegImageFile) and image.mode != "CMYK":
            # As coarse as it was: neither larger nor worse, but for rounding.
            settings |= {"qtables": image.quantization, "subsampling": JpegImagePlugin.get_sampling(image)}
        elif ending == "jpg":
            upright, settings = _in_srgb(upright, image.info.get("icc_profile")), {"quality": 90}
        elif ending == "webp":
            settings |= {"lossless": b"VP8L" in _chunks_of_webp(data)[:-1], "quality": 90}
        elif "transparency" in image.info:
            settings |= {"transparency": image.info["transparency"]}
        return _written(upright, ending, settings)


_PIXELS_OF_PNG = frozenset(b"IHDR PLTE tRNS IDAT IEND gAMA cHRM sRGB sBIT cICP bKGD pHYs iCCP".split())
_PIXELS_OF_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"))
_END_OF_SCAN = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")
"""After the pixels of a JPEG: neither an escaped 255 nor a mark within them."""


def _bare_png(data: bytes) -> bool:
    """Chunks: length, kind, content, sum (PNG, chapter 5). Only those that decide on pixels, and nothing after them."""
    place = 8
    while place + 8 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        place += 12 + length
        if kind not in _PIXELS_OF_PNG:
            return False
        if kind == b"IEND":
            return place == len(data)
    return False


def _bare_webp(data: bytes) -> bool:
    *kinds, end = _chunks_of_webp(data)
    return _PIXELS_OF_WEBP.issuperset(kinds) and end == b""


def _chunks_of_webp(data: bytes) -> list[bytes]:
    """RIFF: chunks of kind, length and content, of even length each. The kinds in order; last, what is behind them."""
    kinds, place = [], 12
    end = 8 + int.from_bytes(data[4:8], "little")
    while place + 8 <= end:
        kinds.append(data[place : place + 4])
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + length + length % 2
    return [*kinds, data[place:]]


def _bare_jpeg(data: bytes) -> bool:
    """Segments: 255, kind, length, content (ISO 10918-1, annex B). Nothing that a program wrote for programs."""
    place = 2
    while place + 4 <= len(data) and data[place] == _MARK:
        kind, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        content = data[place + 4 : place + 2 + length]
        place += 2 + length
        if kind not in _PIXELS_OF_JPEG and not any(kind == of and content.startswith(name) for of, name in _NAMED):
            return False
        if kind in _FRAMES and content[5:6] == b"\4":  # four inks: not every program shows them as they are meant
            return False
        if kind == _SCAN:
            end = _END_OF_SCAN.search(data, place)
            if end is None:
                return False
            place = end.start()
            if data[place + 1] == _END:
                return place + 2 == len(data)
    return False


_MARK, _SCAN, _END = 0xFF, 0xDA, 0xD9
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_PIXELS_OF_JPEG = _FRAMES | {0xC4, 0xDB, 0xDD, _SCAN}
"""Frames, tables of Huffman codes and of quantisation, intervals of restarts, scans."""
_NAMED = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
"""Application segments that say how to read the pixels."""
_IS_BARE = {"png": _bare_png, "webp": _bare_webp, "jpg": _bare_jpeg}
