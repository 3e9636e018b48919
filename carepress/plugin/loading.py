"""From a settings file to a build: by way of Pelican, or without it where nothing has changed."""

from __future__ import annotations

import datetime as dt
import sys
import time
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carepress.build.workers import InBackground
from carepress.plugin.described import described, has_namespace_plugins
from carepress.plugin.settings_file import SettingsError, in_words, read_settings_file
from carepress.site.outcome import Outcome, Progress
from carepress.site.standing import Standing, look

if TYPE_CHECKING:
    from jinja2 import Environment

    from carepress.plugin.pelican import Carepress
    from carepress.site.settings import SiteSettings

__all__ = ["Project", "load_project"]

_LARGE = (
    "pydantic",
    "yaml",
    "markdown",
    "jinja2",
    "carepress.content.loading",
    "carepress.site.views",
    "carepress.site.building",
    "pelican.generators",
    "carepress.plugin.pelican",
)
"""What a build needs and a look does not, in pieces that take some 30 ms each."""


@dataclass(frozen=True, slots=True)
class Project:
    """A site's settings as its file says them, and what the command line says over them."""

    file: Path
    values: dict[str, Any]
    overrides: dict[str, Any] = field(default_factory=dict)
    """What the command line says."""
    uses_pelican: bool = False
    """Whether the settings import Pelican, and so may have connected something to its signals."""

    @property
    def content(self) -> Path:
        return Path(self.values.get("PATH", "."))

    @property
    def output(self) -> Path:
        return Path(self.values.get("OUTPUT_PATH", "output"))

    @property
    def theme(self) -> Path:
        return Path(self.values.get("THEME", ""))

    def site_settings(self) -> SiteSettings:
        """What the site decides, without Pelican. Raises :class:`SettingsError`."""
        from carepress.plugin.settings import read_site_settings

        return read_site_settings({"SITENAME": "A site", **self.values})

    def pelican(self) -> Carepress:
        """A Pelican ready to build. Raises :class:`SettingsError` where the settings cannot be used."""
        from pelican.settings import read_settings

        from carepress.plugin.pelican import Carepress

        try:
            return Carepress(read_settings(override=dict(self.values)))
        except Exception as error:
            raise SettingsError(in_words(self.file, error)) from error

    def environment(self) -> Environment:
        """The templates, ready to render. Raises :class:`SettingsError`."""
        from carepress.plugin.environment import make_environment

        return make_environment(self.pelican().settings)

    @property
    def frame(self) -> tuple[Path, ...]:
        """The folders that hold the theme and the templates."""
        return self.theme, *map(Path, self.values.get("THEME_TEMPLATES_OVERRIDES") or ())

    def build(
        self,
        *,
        jobs: int | None = None,
        clean: bool = False,
        whole: bool = False,
        progress: Progress | None = None,
    ) -> Outcome:
        """One build. ``whole``: look at every file of the site, even where nothing has changed, and list notes.

        Raises what :meth:`pelican` and :meth:`Carepress.build` raise.
        """
        begin = time.perf_counter()
        looking = InBackground(lambda: self._look(compare=not (clean or whole)))
        for module in _LARGE:  # while another process looks; but no further than until it has found that all stands
            if looking.ready():
                break
            import_module(module)
        standing = looking.result()
        outcome = standing.outcome() if standing is not None else None
        looked = {"look": time.perf_counter() - begin}
        if outcome is not None:
            return replace(outcome, seconds=looked)
        pelican = self.pelican()
        pelican.options = {"jobs": jobs, "clean": clean, "standing": standing, "count": not whole}
        outcome = pelican.build(progress)
        return replace(outcome, seconds={**looked, **outcome.seconds})

    def _look(self, *, compare: bool) -> Standing | None:
        """None where the settings are more than a text can say, or where a plugin may do what cannot be seen."""
        values = self.values
        if self.uses_pelican or values.get("PLUGINS") or (values.get("PLUGINS") is None and has_namespace_plugins()):
            return None
        day = values.get("CAREPRESS_TODAY") or values.get("TIMEZONE")
        folders = (*values.get("THEME_TEMPLATES_OVERRIDES", ()), values.get("THEME"))
        try:
            settings = described({name: value for name, value in values.items() if name != "PELICAN_CLASS"})
        except (TypeError, RecursionError):
            return None
        if not isinstance(day, dt.date | str) or not all(isinstance(folder, str) for folder in folders):
            return None
        kind = str(values.get("PELICAN_CLASS"))
        return look(kind + settings, day, self.content, self.output, tuple(map(Path, folders)), compare=compare)


def load_project(settings: Path, overrides: dict[str, Any]) -> Project:
    """Run a settings file. Raises :class:`SettingsError` where it cannot be."""
    content = overrides.get("PATH")
    if content is not None and settings.is_file() and not Path(content).is_dir():
        raise SettingsError(f"there is no content folder {content}")
    known = "pelican" in sys.modules
    values = read_settings_file(settings, overrides)
    return Project(settings, values, overrides, uses_pelican=not known and "pelican" in sys.modules)
