"""Pelican's class with Carepress's build inside, so that ``pelican -s pelicanconf.py`` gives the same site."""

from __future__ import annotations

import sys
from pathlib import Path

from pelican import Pelican
from pelican.plugins import signals

from carepress.plugin.described import additions
from carepress.plugin.environment import make_environment
from carepress.plugin.reporting import run_and_report
from carepress.plugin.settings import read_site_settings, template_folders
from carepress.site.building import Build, BuildOptions
from carepress.site.outcome import Outcome, Progress
from carepress.site.report import Reporter
from carepress.site.templates import Templates

__all__ = ["Carepress"]


class Carepress(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Give this class as ``PELICAN_CLASS``. Pelican's own generators and writers do not run."""

    options: BuildOptions | None = None
    """How to build, where the settings do not say: from the command line."""

    def build(self, progress: Progress | None = None) -> Outcome:
        """One build, as the settings say.

        Raises :class:`~carepress.plugin.settings_file.SettingsError` and the errors of :meth:`Build.run`.
        """
        site = read_site_settings(self.settings)
        environment = make_environment(self.settings)
        theme = Path(self.settings["THEME"])
        folders = tuple(template_folders(self.settings))
        templates = Templates(environment, folders, additions(self.settings, self.plugins))
        build = Build(Path(self.path), site, templates, theme, progress=progress, **(self.options or {}))
        outcome = build.run(Path(self.output_path), protected=folders)
        signals.finalized.send(self)
        return outcome

    def run(self) -> None:
        """Pelican's entry: build, report, and fail loudly, where Pelican itself would end with status 0."""
        sys.exit(run_and_report(self.build, Path(self.output_path), Reporter(Path(self.path))) or None)
