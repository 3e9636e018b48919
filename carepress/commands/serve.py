"""``carepress serve``: look at the website that was built, as readers will."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from carepress.commands.options import PORT, settings_option
from carepress.diagnostics.literal import program

__all__ = ["serve"]


@click.command(short_help="Show the website that was built.")
@settings_option("production")
@click.option("--port", type=PORT, default=8000, show_default=True, help="That port and no other.")
def serve(settings: Path, port: int) -> None:
    """Show the website that was built, at an address of this computer. Nothing is built anew.

    It is for looking at it, and no server for the web. Stop with Ctrl+C.

    Exit status: 0 stopped, 1 nothing is built or the port is taken, 2 wrong options or settings.
    """
    from carepress.plugin.loading import load_project
    from carepress.plugin.settings_file import SettingsError
    from carepress.preview.looking import NotServedError, open_site
    from carepress.site.report import Reporter, relative, settings_given

    reporter = Reporter(Path())
    try:
        project = load_project(settings, {})
        base = project.site_settings().base
    except SettingsError as error:
        sys.exit(reporter.usage(str(error)))
    if not (project.output / "index.html").is_file():
        build = f"{program()} build{settings_given(settings)}"
        sys.exit(reporter.failure(f"nothing is built in {relative(project.output)}; build it first: {build}"))
    try:
        server = open_site(project.output, base, port)
    except NotServedError as error:
        sys.exit(reporter.failure(str(error)))
    address = f"http://127.0.0.1:{port}{base}/"
    click.echo(f"The website in {relative(project.output)}: {click.style(address, bold=True)}")
    click.echo("Stop with Ctrl+C.")
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()
    click.echo("\nStopped.")
