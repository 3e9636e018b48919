"""Options that several commands have."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

__all__ = ["program", "settings_option"]

F = TypeVar("F", bound=Callable[..., object])


def settings_option(production: str) -> Callable[[F], F]:
    """``--settings``. ``production`` says what publishconf.py is for."""
    return click.option(
        "-s",
        "--settings",
        default="pelicanconf.py",
        type=click.Path(dir_okay=False, path_type=Path),
        show_default=True,
        help=f"The site's settings; publishconf.py for {production}.",
    )


def program() -> str:
    """What to type to call this program again: with its folder, where the terminal would not find it without."""
    called = Path(sys.argv[0])
    found = shutil.which("carepress")
    if called.name != "carepress" or (found is not None and called.exists() and called.samefile(found)):
        return "carepress"
    return shlex.quote(str(called))
