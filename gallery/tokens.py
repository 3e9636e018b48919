"""The theme's tokens, as its style sheet declares them, and the contrast of the colours that meet.

Contrast is that of WCAG 2.2: 4.5 for text, 3 for large text and for what has to be seen of a control (1.4.3, 1.4.11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["SCHEMES", "Colour", "Meeting", "contrast", "declared", "in_scheme", "meetings"]

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
TEXT, SEEN = 4.5, 3.0
MEETINGS = (
    *((ink, paper, TEXT) for paper in ("paper", "tint") for ink in ("ink", "quiet", "accent", "accent-strong")),
    *(("ink", paper, TEXT) for paper in ("info-tint", "urgent-tint")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("on-band", "band", TEXT),
    ("edge", "paper", SEEN),
    ("focus", "paper", SEEN),
    ("focus", "tint", SEEN),
)
"""Which colour stands on which, and the contrast that it needs."""

_DECLARATION = re.compile(r"^ +--([a-z0-9-]+): (.+);$", re.MULTILINE)
_BOTH = re.compile(r"light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)")
_HEX = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?")
_LINEAR = 0.04045


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of the theme, and what it is in light and in dark."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two colours that meet in one scheme: the ratio of their contrast, and what it must be at least."""

    front: str
    back: str
    scheme: Scheme
    ratio: float
    needed: float


def declared(css: Path) -> dict[str, str]:
    """Each custom property of a style sheet and its value, in order."""
    return dict(_DECLARATION.findall(css.read_text("utf-8")))


def in_scheme(value: str) -> tuple[str, str] | None:
    """What a value is in light and in dark; None where it is no colour."""
    if (both := _BOTH.fullmatch(value)) is not None:
        return both[1], both[2]
    return (value, value) if _HEX.fullmatch(value) else None


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, ``#rgb`` or ``#rrggbb``."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def meetings(colours: dict[str, Colour]) -> tuple[Meeting, ...]:
    """The contrast of all colours that meet."""
    return tuple(
        Meeting(front, back, scheme, contrast(getattr(colours[front], scheme), getattr(colours[back], scheme)), needed)
        for front, back, needed in MEETINGS
        for scheme in SCHEMES
    )


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (_linear(int(digits[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """A channel of sRGB without its gamma."""
    return channel / 12.92 if channel <= _LINEAR else ((channel + 0.055) / 1.055) ** 2.4
