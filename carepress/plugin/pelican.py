"""Pelican's class with Carepress's build inside, so that ``pelican -s pelicanconf.py`` gives the same site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.plugins import signals

from carepress.build.publish import OutputError, RenderError
from carepress.plugin.environment import make_environment
from carepress.plugin.settings import SettingsError, read_site_settings
from carepress.site.assets import ThemeError
from carepress.site.building import Build, Outcome
from carepress.site.report import Reporter

__all__ = ["Carepress"]


class Carepress(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Give this class as ``PELICAN_CLASS``. Pelican's own generators and writers do not run."""

    def build(self) -> Outcome:
        """One build, as the settings say.

        Raises :class:`SettingsError`, :class:`ThemeError`, and the errors of :mod:`carepress.build.publish`.
        """
        site = read_site_settings(self.settings)
        environment = make_environment(self.settings)
        theme = Path(self.settings["THEME"])
        build = Build(Path(self.path), site, environment, theme)
        folders = tuple(Path(folder) for folder in self.settings["THEME_TEMPLATES_OVERRIDES"] or ())
        outcome = build.run(Path(self.output_path), protected=folders)
        signals.finalized.send(self)
        return outcome

    def run(self) -> None:
        """Pelican's entry: build, report, and fail loudly, where Pelican itself would end with status 0."""
        sys.exit(run_and_report(self, Reporter(Path(self.path))) or None)


def run_and_report(pelican: Any, reporter: Reporter) -> int:
    """Build and say what happened. Returns the exit status: 0, 1 for faults, 2 for wrong settings."""
    try:
        return reporter.outcome(pelican.build(), Path(pelican.output_path))
    except SettingsError as error:
        return reporter.usage(str(error))
    except (RenderError, ThemeError) as error:
        return reporter.failure(str(error))
    except OutputError as error:
        return reporter.usage(str(error)) if error.usage else reporter.failure(str(error))
