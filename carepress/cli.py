"""The command line. It only wires: each command is a file under ``commands/``."""

from __future__ import annotations

import click

from carepress import __version__
from carepress.commands.build import build
from carepress.commands.check import check
from carepress.commands.new import new
from carepress.commands.preview import preview
from carepress.commands.schema import schema

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Carepress makes websites of consumer-health articles."""


main.add_command(build)
main.add_command(check)
main.add_command(preview)
main.add_command(new)
main.add_command(schema)
