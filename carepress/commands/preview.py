"""``carepress preview``: the real page while it is written, with its faults beside it."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import sys
from pathlib import Path
from threading import Event
from typing import Any

import click

from carepress.commands.options import FOLDER, PORT, cannot_follow, in_one_line, settings_option

__all__ = ["preview"]


@click.command(short_help="Show the website while you write.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@settings_option("production's severity")
@click.option("-c", "--content", type=FOLDER, help="The content folder.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="Or the next free one.")
@click.option(
    "--editor",
    default="vscode",
    show_default=True,
    metavar="NAME",
    help="What opens a file at its line: vscode, vscodium, cursor, zed, idea, textmate, or an address with {path} and "
    "{line} in it.",
)
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at a time. Default: one for each core.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day (YYYY-MM-DD).")
def preview(
    path: Path | None,
    settings: Path,
    content: Path | None,
    port: int,
    editor: str,
    open_: bool,  # noqa: FBT001 - click passes options by name
    jobs: int | None,
    today: dt.datetime | None,
) -> None:
    """Show the website while you write, at an address of this computer, drafts too.

    A saved file is on the screen at once, with what is wrong with it beside the page. PATH is the article to begin
    with. Nothing of the site is written; what was read is remembered in .carepress/. Stop with Ctrl+C.

    Exit status: 0 stopped, 1 no port is free, 2 wrong options or settings.
    """
    gc.set_threshold(10_000)  # as for a build
    from carepress.build.render import RenderError
    from carepress.plugin.loading import load_project
    from carepress.plugin.settings_file import SettingsError
    from carepress.preview.editors import EditorError, editor_link
    from carepress.preview.running import load_report, run
    from carepress.preview.server import open_server
    from carepress.preview.session import FILE
    from carepress.site.report import Reporter, relative

    reporter = Reporter(Path())
    overrides: dict[str, Any] = {} if today is None else {"CAREPRESS_TODAY": today.date()}
    if content is not None:
        overrides["PATH"] = str(content.resolve())
    try:
        editor_link(editor, Path("x"), 1, 1)
        project = load_project(settings, overrides)
        start = _start(path, project.content.resolve(), FILE)
        with reporter.progress() as progress:
            report = load_report(project, editor, jobs=jobs, progress=progress)
    except (SettingsError, EditorError, RenderError, _WrongPathError) as error:
        sys.exit(reporter.usage(str(error)))
    try:
        server = open_server(port, report)
    except OSError as error:
        sys.exit(reporter.failure(str(error)))
    stop = Event()
    for which in (signal.SIGINT, signal.SIGTERM):
        signal.signal(which, lambda *_: stop.set())
    url = server.url + start
    click.echo(f"Preview of {relative(project.content)}: {click.style(url, bold=True)}")
    click.echo("Save a file, and it is on the screen. Stop with Ctrl+C.")
    if server.server_port != port:
        click.echo(f"Port {port} is taken; this one is at {server.server_port}.")
    if open_:
        click.launch(url)
    run(project, server, stop, click.echo)
    click.echo("Stopped.")


class _WrongPathError(Exception):
    """A PATH that cannot be shown, and why."""


def _start(path: Path | None, content: Path, prefix: str) -> str:
    """The address to begin with, without its first slash."""
    if path is None:
        return ""
    name = in_one_line(path)
    try:
        place = path.resolve()
        is_there = place.is_file()
    except (OSError, RuntimeError) as error:
        raise _WrongPathError(cannot_follow(path, error)) from error
    if not is_there:
        raise _WrongPathError(f"there is no file {name}")
    if content not in place.parents:
        raise _WrongPathError(f"{name} is not in the content folder {content}")
    return prefix.lstrip("/") + place.relative_to(content).as_posix()
