"""The command line. It only wires: each command is a file under ``commands/``."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import Any

import click

from carepress import __version__
from carepress.commands.build import build
from carepress.commands.check import check
from carepress.commands.new import new
from carepress.commands.preview import preview
from carepress.commands.schema import schema
from carepress.commands.serve import serve
from carepress.diagnostics.literal import program

__all__ = ["main"]

PRINTERS = ("click", "rich")
"""The packages that write what is printed. Of files they know nothing."""


class _Commands(click.Group):
    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command. An output that takes no more ends it with status 1: a full disk is told, a closed pipe not.

        Click itself ends quietly at a closed pipe, and hands on every other error.
        """
        # At its end Python looks for garbage among all that is left: a seventh of a short command.
        atexit.register(gc.freeze)
        try:
            return super().main(*args, **{"prog_name": program(), **extra})
        except OSError as error:
            if not _is_of_printing(error):
                raise
            _give_up_what_is_not_written()
            with suppress(OSError):  # where the error stream is full as well, there is nobody to tell
                click.echo(f"error: the output cannot be written: {error.strerror or error}", err=True)
            _give_up_what_is_not_written()
            sys.exit(1)


def _is_of_printing(error: OSError) -> bool:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place is not None and str(place.tb_frame.f_globals.get("__name__")).split(".")[0] in PRINTERS


def _give_up_what_is_not_written() -> None:
    """Python would try once more at its end, and print a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:  # it was closed from the beginning
            continue
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Carepress makes websites of consumer-health articles."""


main.add_command(build)
main.add_command(check)
main.add_command(preview)
main.add_command(serve)
main.add_command(new)
main.add_command(schema)
