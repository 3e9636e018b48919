"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

__all__ = ["settings_option"]

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
