"""Runs a build and turns whatever comes of it into sentences and an exit status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from carepress.build.render import RenderError
from carepress.build.tree import OutputError
from carepress.plugin.settings_file import SettingsError
from carepress.site.outcome import Outcome, Progress
from carepress.site.report import Reporter

__all__ = ["run_and_report"]


def run_and_report(build: Callable[[Progress], Outcome], output: Path, reporter: Reporter) -> int:
    """Returns the exit status: 0 built, 1 for faults, 2 for wrong settings."""
    try:
        with reporter.progress() as progress:
            outcome = build(progress)
        return reporter.outcome(outcome, output)
    except SettingsError as error:
        return reporter.usage(str(error))
    except RenderError as error:
        return reporter.failure(str(error))
    except OutputError as error:
        return reporter.usage(str(error)) if error.usage else reporter.failure(str(error))
