"""Digests of the program itself: what another version of it has made may not be used again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import carepress
from carepress.build.digest import digest, digest_of_files

__all__ = ["code_digest", "parsing_code"]

_ROOT = Path(carepress.__file__).parent
_PARSING = ("diagnostics", "content")
_LIBRARIES = (
    "pelican",
    "markdown",
    "pyyaml",
    "nh3",
    "pydantic",
    "pillow",
    "jinja2",
    "markupsafe",
    "babel",
    "rcssmin",
    "segno",
)
"""Those whose own code decides what pages say."""


@cache
def parsing_code() -> bytes:
    """Everything on which the loading of one file depends, but its bytes."""
    files = (path for floor in _PARSING for path in _files(_ROOT / floor))
    return digest(_versions(), digest_of_files(files, _ROOT))


@cache
def code_digest() -> bytes:
    """The whole program and the libraries that it writes pages with."""
    return digest(_versions(), digest_of_files(_files(_ROOT), _ROOT))


def _versions() -> str:
    return " ".join([sys.version, *(f"{name} {version(name)}" for name in _LIBRARIES)])


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in (".py", ".yaml", ".mo"))
