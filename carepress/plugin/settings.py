"""From Pelican's settings to ours. Names are Pelican's where Pelican has one; all others begin with ``CAREPRESS_``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from carepress.diagnostics import did_you_mean
from carepress.plugin.settings_file import SettingsError
from carepress.site.settings import SiteSettings

__all__ = ["NAMES", "read_site_settings", "template_folders"]

PREFIX = "CAREPRESS_"
NAMES: Mapping[str, str] = {
    "name": "SITENAME",
    "tagline": "SITESUBTITLE",
    "url": "SITEURL",
    "lang": "DEFAULT_LANG",
    "timezone": "TIMEZONE",
    "page_size": "DEFAULT_PAGINATION",
    **{
        field: PREFIX + field.upper()
        for field in SiteSettings.model_fields
        if field not in ("name", "tagline", "url", "lang", "timezone", "page_size")
    },
}
"""Our fields and the settings they come from."""


def read_site_settings(settings: Mapping[str, Any]) -> SiteSettings:
    """Check what a settings file says. Raises :class:`SettingsError` with all faults at once."""
    faults = [
        f"{name} is not a setting of Carepress"
        + (f"; did you mean {guess}?" if (guess := did_you_mean(name, NAMES.values())) else "")
        for name in sorted(settings)
        if name.startswith(PREFIX) and name not in NAMES.values()
    ]
    values = {field: settings[name] for field, name in NAMES.items() if settings.get(name) not in (None, False, "")}
    try:
        site = SiteSettings.model_validate(values)
    except ValidationError as error:
        faults += [_in_words(details["loc"], details["msg"]) for details in error.errors()]
    if faults:
        raise SettingsError("\n".join(faults))
    return site


def _in_words(loc: tuple[int | str, ...], message: str) -> str:
    name, *rest = loc
    where = NAMES.get(str(name), str(name)) + "".join(f"[{step!r}]" for step in rest)
    message = message.removeprefix("Value error, ")
    return f"{where}: {message[0].lower()}{message[1:]}"


def template_folders(settings: Mapping[str, Any]) -> list[Path]:
    """Where templates are looked for, in order. Raises :class:`SettingsError` where one of them is not there."""
    folders = [*map(Path, settings["THEME_TEMPLATES_OVERRIDES"] or ()), Path(settings["THEME"]) / "templates"]
    missing = [str(folder) for folder in folders if not folder.is_absolute() or not folder.is_dir()]
    if missing:
        raise SettingsError(
            f"THEME and THEME_TEMPLATES_OVERRIDES must name folders that exist, in full: {', '.join(missing)}"
        )
    return folders
