"""Options that several commands have."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["FOLDER", "PORT", "cannot_follow", "in_one_line", "settings_option"]

F = TypeVar("F", bound=Callable[..., object])


class _Port(click.ParamType[int]):
    """A port, and in plain words what is none."""

    name = "port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not text.isdecimal() or not 1 <= int(text[:9]) <= LAST_PORT:
            self.fail(f"`{value}` is not a port; write a number from 1 to {LAST_PORT}, such as 9000", param, ctx)
        return int(text)


SHOWN = 100
"""Characters of a path that cannot be opened: it can be as long as the command line."""
LAST_PORT = 65535
PORT = _Port()


class _Place(click.Path):
    """A path of the system that can be followed to its end, be it that nothing is there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        try:
            path.resolve()
            path.is_file()
        except (OSError, RuntimeError) as error:
            self.fail(cannot_follow(path, error), param, ctx)
        return path


FILE = _Place(dir_okay=False, path_type=Path)
FOLDER = _Place(file_okay=False, path_type=Path)


def in_one_line(path: Path) -> str:
    """A path for a message: what its name holds must neither end the line nor move the cursor of a terminal."""
    from carepress.diagnostics.text import printable

    return printable(str(path))


def cannot_follow(path: Path, error: OSError | RuntimeError) -> str:
    """Why a path leads nowhere: its name is too long, or it is a link that leads back to itself."""
    why = error.strerror if isinstance(error, OSError) else "it is a symbolic link that leads back to itself"
    name = in_one_line(path)
    return f"{name if len(name) <= SHOWN else f'{name[:SHOWN]}…'} cannot be opened: {why}"


def settings_option(production: str) -> Callable[[F], F]:
    """``--settings``. ``production`` says what publishconf.py is for."""
    return click.option(
        "-s",
        "--settings",
        default="pelicanconf.py",
        type=FILE,
        show_default=True,
        help=f"The site's settings; publishconf.py for {production}.",
    )
