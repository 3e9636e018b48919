"""The Jinja environment: Pelican's, made strict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pelican.generators import Generator

from carepress.plugin.settings import template_folders
from carepress.plugin.settings_file import SettingsError
from carepress.site.components import ComponentError, install_components
from carepress.site.i18n import date_filter, in_other_filter, language_filter, listed_filter

__all__ = ["OPTIONS", "make_environment"]

OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
}


def make_environment(settings: Mapping[str, Any]) -> Environment:
    """Pelican's environment with the site's filters and globals, our options, and no template of anybody else's.

    Pelican falls back to a theme of its own where a template is missing; a health site in the wrong theme is worse than
    none, so only the site's folders are searched.

    Raises :class:`~carepress.plugin.settings_file.SettingsError` where they do not exist.
    """
    folders = template_folders(settings)
    try:
        strict = {**settings, "JINJA_ENVIRONMENT": {**settings["JINJA_ENVIRONMENT"], **OPTIONS}}
        generator = Generator({}, strict, settings["PATH"], settings["THEME"], settings["OUTPUT_PATH"])
    except (TypeError, ValueError, AttributeError, KeyError) as error:  # one of Pelican's settings is of no use
        raise SettingsError(f"the JINJA settings cannot be used: {error}") from error
    environment: Environment = generator.env
    environment.loader = FileSystemLoader(folders)
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # an attribute of the i18n extension
    environment.filters["date"] = date_filter
    environment.filters["language"] = language_filter
    environment.filters["in_other"] = in_other_filter
    environment.filters["listed"] = listed_filter
    environment.filters["isodate"] = date.isoformat
    try:
        install_components(environment, Path(folders[0]))
    except ComponentError as error:
        raise SettingsError(str(error)) from error
    return environment
