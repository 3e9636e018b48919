"""``carepress build``: turn a content folder into a website."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from carepress.commands.options import FOLDER, settings_option

if TYPE_CHECKING:
    from carepress.site.outcome import Outcome, Progress

__all__ = ["build"]


@click.command()
@settings_option("production")
@click.option("-c", "--content", type=FOLDER, help="The content folder. Default: PATH in the settings.")
@click.option("-o", "--output", type=FOLDER, help="Where the website goes. Default: OUTPUT_PATH in the settings.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How faults are printed."
)
@click.option("--list", "list_files", is_flag=True, help="Name every article and page, and what became of it.")
@click.option("--clean", is_flag=True, help="Use nothing of earlier builds.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at a time. Default: one for each core.")
@click.option("--explain", metavar="PATH", help="Say why a file was made anew, or was not: of content or of the site.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Build as if it were this day (YYYY-MM-DD).")
def build(
    settings: Path,
    content: Path | None,
    output: Path | None,
    format_: Literal["text", "json"],
    list_files: bool,  # noqa: FBT001 - click passes options by name
    clean: bool,  # noqa: FBT001
    jobs: int | None,
    explain: str | None,
    today: dt.datetime | None,
) -> None:
    """Build the website.

    Exit status: 0 built, 1 faults in the content or an output that cannot be written, 2 wrong options or settings.
    """
    overrides: dict[str, Any] = {}
    if content is not None:
        overrides["PATH"] = str(content.resolve())
    if output is not None:
        overrides["OUTPUT_PATH"] = str(output.resolve())
    if today is not None:
        overrides["CAREPRESS_TODAY"] = today.date()
    how = {"style": format_, "list_files": list_files, "explain": explain}
    sys.exit(run(settings, overrides, how, jobs=jobs, clean=clean))


def run(
    settings: Path, overrides: dict[str, Any], report: dict[str, Any], *, jobs: int | None = None, clean: bool = False
) -> int:
    # The system of a site takes half a second to import; help and usage errors need not wait for it.
    from carepress.plugin.loading import load_project
    from carepress.plugin.reporting import run_and_report
    from carepress.plugin.settings_file import SettingsError
    from carepress.site.report import Reporter

    # By default Python looks for cyclic garbage after every 700 new objects, among all there are: of a site, millions.
    gc.set_threshold(10_000)
    try:
        project = load_project(settings, overrides)
    except SettingsError as error:
        return Reporter(Path()).usage(str(error))
    reporter = Reporter(project.content, **report)

    def build(progress: Progress) -> Outcome:
        whole = bool(report["explain"]) or report["style"] == "json"  # which lists notes, too
        return project.build(jobs=jobs, clean=clean, whole=whole, progress=progress)

    return run_and_report(build, project.output, reporter)
