"""Images in the content folder: what they are, how large, and whether they are only images."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.parsers import expat

from carepress.diagnostics import START, Diagnostic, Fault, Level

__all__ = ["BROKEN_IMAGE", "IMAGE_TYPES", "MAX_IMAGE_BYTES", "UNSAFE_SVG", "ImageFile", "PictureError", "load_image"]

IMAGE_TYPES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"})
MAX_IMAGE_BYTES = 5_000_000
"""Largest image file. A photo of a phone, 4,032 × 3,024 px, has 2 to 5 MB."""

UNSAFE_SVG = Fault(
    "CP203",
    "unsafe-svg",
    Level.INTEGRITY,
    "What it checks\nAn SVG holds shapes and text only: no scripts, event attributes, embedded pages, style sheets or "
    "outside addresses.\n\nWhy it matters to readers\nContent comes from pull requests: an SVG can run code when "
    "it is opened by itself.\n\nExample\n<svg onload=…>\n\nUse instead\nThe same picture saved as “plain SVG” or as "
    "PNG.\n\nSource\nSVG 2, chapter 15 (scripting); OWASP: SVG.",
)
BROKEN_IMAGE = Fault(
    "CP204",
    "broken-image",
    Level.INTEGRITY,
    "What it checks\nAn image file is an image, whole, of the kind its name says, and has at most 5 MB and 25 million "
    "pixels.\n\nWhy it matters to readers\nA broken image shows nothing; one that is too large cannot be made smaller "
    "for them.\n\nExample\nA text file called eye.png; a photo of which half was copied.\n\nUse instead\nThe image "
    "itself, saved again.\n\nSource\nCarepress: page budgets.",
)

_SVG = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "style", "set", "animate"})
_URL = re.compile(r"url\(\s*[\"']?\s*(.?)", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})(?:px)?")
_BOX = 4
DRAWING_WIDTH = 640
"""CSS pixels of a drawing that names no width: that of a column of text."""
_PLAIN_STYLE = re.compile(r"(?:(?!image|url\s*\(\s*[^#\s])[A-Za-z0-9#%.,:;()'\s_-])*", re.IGNORECASE)
"""Styles as drawing programs write them: no pictures, no addresses but the file's own."""


class PictureError(Exception):
    """Why an image of pixels cannot be shown, and what to do, in an editor's words: ``message`` and ``help``."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message, help_)
        self.message = message
        self.help = help_

    def __str__(self) -> str:
        return self.message


class _Refused(Exception):  # noqa: N818 - it carries a reason, it is not an error of the program
    """Why an SVG cannot be published."""


@dataclass(frozen=True, slots=True)
class ImageFile:
    """``path`` is relative to ``images/``. Width and height in CSS pixels; None where the file does not say.

    ``size`` is that of the file, in bytes. An image of pixels is measured as it is looked at: turned, where the
    camera was.
    """

    path: str
    width: int | None
    height: int | None
    size: int
    digest: str = ""
    """Of the bytes of an image of pixels that can be offered in other sizes; drawings and what moves have none."""


def load_image(path: str, data: bytes) -> tuple[ImageFile | None, list[Diagnostic]]:
    """Look at the bytes of ``images/…``; None where readers must not get them."""
    inner = path.removeprefix("images/")
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".svg":
        try:
            sides = _svg_size(_read_svg(data))
        except _Refused as reason:
            help_ = "save it as “plain SVG” without scripts, styles and links, or as PNG"
            return None, [Diagnostic(UNSAFE_SVG, path, START, str(reason), help_)]
        return ImageFile(inner, *sides, len(data)), []
    # Only who looks into one needs Pillow; every command imports this module.
    from carepress.content.raster import measure

    try:
        measured = measure(data, suffix)
    except PictureError as reason:
        return None, [Diagnostic(BROKEN_IMAGE, path, START, reason.message, reason.help)]
    digest = "" if measured.moving or suffix == ".gif" else hashlib.blake2b(data, digest_size=16).hexdigest()
    return ImageFile(inner, measured.width, measured.height, len(data), digest), []


def _svg_size(root: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Width and height of an SVG: those it gives, else a usual width and the proportion of its own coordinates.

    What it leaves open must not matter on the page, but what is below it must not jump when it has loaded.
    """
    width, height = (_pixels(root.get(side, "")) for side in ("width", "height"))
    box = root.get("viewBox", "").replace(",", " ").split()
    box_width, box_height = (_pixels(side) for side in box[2:4]) if len(box) == _BOX else (None, None)
    if not (width and height) and box_width and box_height:
        ratio = box_height / box_width
        width = width or (height / ratio if height else DRAWING_WIDTH)
        height = height or width * ratio
    return (max(1, round(width)), max(1, round(height))) if width and height else (None, None)


def _pixels(length: str) -> float | None:
    """A length of an SVG in pixels; None for other units, and for what is no length."""
    return float(match[1]) if (match := _LENGTH.fullmatch(length.strip())) and float(match[1]) > 0 else None


def _read_svg(data: bytes) -> Mapping[str, str]:
    """The attributes of an SVG's first element. Nothing in it is run or fetched.

    Raises :class:`_Refused` where it cannot be published.
    """
    root: dict[str, str] | None = None

    def on_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal root
        namespace, _, local = name.rpartition(" ")
        if root is None and (namespace, local) != (_SVG, "svg"):
            raise _Refused(f"this file begins with <{local}> and not with an SVG's <svg xmlns=…>")
        root = attributes if root is None else root
        if local.lower() in _ACTIVE or namespace == _HTML:
            raise _Refused(f"this SVG holds <{local}>, which can run code or change the page")
        for attribute, value in attributes.items():
            _check_attribute(attribute.rpartition(" ")[2].lower(), value)

    def on_doctype(*_: object) -> None:
        raise _Refused("this SVG declares a document type, which can hide anything")

    def on_instruction(target: str, _: str) -> None:
        raise _Refused(f"this SVG holds the instruction <?{target}?>, which can change the page")

    try:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = on_element
        parser.StartDoctypeDeclHandler = on_doctype
        parser.ProcessingInstructionHandler = on_instruction
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter two: an encoding that expat cannot read
        raise _Refused(f"this SVG is not well-formed ({error})") from error
    return root or {}


def _check_attribute(name: str, value: str) -> None:
    if name.startswith("on"):
        raise _Refused(f"this SVG holds the event attribute {name}")
    if name in ("href", "src", "base") and not value.startswith("#"):
        raise _Refused("this SVG leads to another address")
    if name == "style" and not _PLAIN_STYLE.fullmatch(value):
        raise _Refused("this SVG has a style that can load something from another address")
    # A backslash can write any letter of url( in a style.
    if "\\" in value or any(sign != "#" for sign in _URL.findall(value)):
        raise _Refused("this SVG loads something from another address")
