"""Pelican's class with Carepress's build inside, so that ``pelican -s pelicanconf.py`` gives the same site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.plugins import signals

from carepress.build.render import RenderError
from carepress.build.tree import OutputError
from carepress.plugin.environment import make_environment
from carepress.plugin.settings import SettingsError, read_site_settings, template_folders
from carepress.site.assets import ThemeError
from carepress.site.building import Build, BuildOptions, Outcome, Progress
from carepress.site.report import Reporter
from carepress.site.templates import Templates

__all__ = ["Carepress"]


class Carepress(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Give this class as ``PELICAN_CLASS``. Pelican's own generators and writers do not run."""

    options: BuildOptions | None = None
    """How to build, where the settings do not say: from the command line."""

    def build(self, progress: Progress | None = None) -> Outcome:
        """One build, as the settings say.

        Raises :class:`SettingsError`, :class:`ThemeError`, and the errors of :mod:`carepress.build.tree`.
        """
        site = read_site_settings(self.settings)
        environment = make_environment(self.settings)
        theme = Path(self.settings["THEME"])
        folders = tuple(template_folders(self.settings))
        build = Build(
            Path(self.path), site, Templates(environment, folders), theme, progress=progress, **(self.options or {})
        )
        outcome = build.run(Path(self.output_path), protected=folders)
        signals.finalized.send(self)
        return outcome

    def run(self) -> None:
        """Pelican's entry: build, report, and fail loudly, where Pelican itself would end with status 0."""
        sys.exit(run_and_report(self, Reporter(Path(self.path))) or None)


def run_and_report(pelican: Any, reporter: Reporter) -> int:
    """Build and say what happened. Returns the exit status: 0, 1 for faults, 2 for wrong settings."""
    try:
        with reporter.progress() as progress:
            outcome = pelican.build(progress)
        return reporter.outcome(outcome, Path(pelican.output_path))
    except SettingsError as error:
        return reporter.usage(str(error))
    except (RenderError, ThemeError) as error:
        return reporter.failure(str(error))
    except OutputError as error:
        return reporter.usage(str(error)) if error.usage else reporter.failure(str(error))
