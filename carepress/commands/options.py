"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["PORT", "settings_option"]

F = TypeVar("F", bound=Callable[..., object])


class _Port(click.ParamType[int]):
    """A port, and in plain words what is none."""

    name = "port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not text.isdecimal() or not 1 <= int(text[:9]) <= LAST_PORT:
            self.fail(f"`{value}` is not a port; write a number from 1 to {LAST_PORT}, such as 9000", param, ctx)
        return int(text)


LAST_PORT = 65535
PORT = _Port()


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
