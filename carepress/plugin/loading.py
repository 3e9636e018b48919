"""Reads a settings file as Pelican does, and says in words what is wrong with it."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file, read_settings

from carepress.plugin.pelican import Carepress
from carepress.plugin.settings import SettingsError

__all__ = ["load_pelican"]


def load_pelican(settings: Path, overrides: dict[str, Any]) -> Carepress:
    """A Pelican ready to build. Raises :class:`SettingsError` where the settings cannot be used."""
    if not settings.is_file():
        raise SettingsError(
            f"there is no settings file {settings}; run this in the site's folder, or name it with --settings"
        )
    content = overrides.get("PATH")
    if content is not None and not Path(content).is_dir():
        raise SettingsError(f"there is no content folder {content}")
    try:
        return Carepress(read_settings(str(settings), override=overrides))
    except Exception as error:
        if isinstance(error, ValueError) and "path containing the content" in str(error):  # Pelican does not say which
            path = get_settings_from_file(str(settings)).get("PATH")
            raise SettingsError(f"{settings}: PATH is {path!r}, which is no folder") from error
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{last.filename}:{last.lineno}" if last.filename.endswith(settings.name) else str(settings)
        line = getattr(error, "lineno", None)
        place = f"{settings}:{line}" if isinstance(error, SyntaxError) and line else place
        raise SettingsError(f"{place}: {type(error).__name__}: {error}") from error
