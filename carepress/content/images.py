"""Images in the content folder: what they are, how large, and whether they are only images."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

import imagesize

from carepress.diagnostics import START, Diagnostic, Fault, Level

__all__ = ["BROKEN_IMAGE", "IMAGE_TYPES", "MAX_IMAGE_BYTES", "UNSAFE_SVG", "ImageFile", "load_image"]

IMAGE_TYPES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"})
MAX_IMAGE_BYTES = 5_000_000
"""Largest image file. A photo of 2,000 × 1,500 px has about 1 MB."""

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
    "What it checks\nAn image file is an image, of the kind its name says, and at most 5 MB.\n\nWhy it matters to "
    "readers\nA broken image shows nothing, a huge one costs data.\n\nExample\nA text file called eye.png.\n\nUse "
    "instead\nThe image itself, saved again.\n\nSource\nCarepress: page budgets.",
)

_ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "style", "set", "animate"})


@dataclass(frozen=True, slots=True)
class ImageFile:
    """``path`` is relative to ``images/``. Width and height in CSS pixels; None where the file does not say."""

    path: str
    width: int | None
    height: int | None


def load_image(path: str, data: bytes) -> tuple[ImageFile | None, list[Diagnostic]]:
    """Look at the bytes of ``images/…``; None where readers must not get them."""
    inner = path.removeprefix("images/")
    if PurePosixPath(path).suffix.lower() == ".svg" and (reason := _svg_fault(data)) is not None:
        help_ = "save it as “plain SVG” without scripts, styles and links, or as PNG"
        return None, [Diagnostic(UNSAFE_SVG, path, START, reason, help_)]
    try:
        width, height = imagesize.get(BytesIO(data))
    except (ValueError, OSError, expat.ExpatError):
        width = height = -1
    if width <= 0 or height <= 0:
        if PurePosixPath(path).suffix.lower() == ".svg":
            return ImageFile(inner, None, None), []
        message, help_ = "this is not an image that browsers can show", "save it again as PNG, JPEG, WebP or SVG"
        return None, [Diagnostic(BROKEN_IMAGE, path, START, message, help_)]
    return ImageFile(inner, round(width), round(height)), []


def _svg_fault(data: bytes) -> str | None:
    """Why an SVG cannot be published, in words; None where it can. Nothing in it is run or fetched."""
    reasons: list[str] = []

    def on_element(name: str, attributes: dict[str, str]) -> None:
        if name.rsplit(":", 1)[-1].lower() in _ACTIVE:
            reasons.append(f"this SVG holds <{name}>, which can run code or change the page")
        for attribute, value in attributes.items():
            bare = attribute.rsplit(":", 1)[-1].lower()
            if bare.startswith("on"):
                reasons.append(f"this SVG holds the event attribute {attribute}")
            elif bare == "href" and not value.startswith("#"):
                reasons.append("this SVG leads to another address")
            elif "url(" in value.replace(" ", "").lower() and "url(#" not in value.replace(" ", "").lower():
                reasons.append("this SVG loads something from another address")

    def refuse(*_: object) -> None:
        reasons.append("this SVG declares a document type, which can hide anything")

    parser = expat.ParserCreate()
    parser.StartElementHandler = on_element
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return f"this SVG is not well-formed ({error})"
    return reasons[0] if reasons else None
