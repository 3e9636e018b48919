"""Runs a settings file as Pelican does, without Pelican, and says in words what is wrong with it."""

from __future__ import annotations

import os
import shlex
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["SettingsError", "read_settings_file"]

PLACES = ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH")
"""Settings that Pelican takes as relative to the settings file."""
NEEDED = ("PATH", "OUTPUT_PATH", "THEME")
"""Those of them that cannot be None."""


class SettingsError(Exception):
    """The settings file cannot be used. The message names each setting and what is wrong with it, a line each."""


def read_settings_file(path: Path, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """What the file sets, and ``overrides`` over it; places are absolute. Raises :class:`SettingsError`."""
    if not path.is_file():
        from carepress.diagnostics.text import printable  # takes rich with it, which a build that stands needs not

        raise SettingsError(f"there is no settings file {printable(str(path))}; {_where_else(path)}")
    try:
        values = {**_run(path), **overrides}
    except Exception as error:
        raise SettingsError(in_words(path, error)) from error
    for name in PLACES:
        value = values.get(name)
        if isinstance(value, str | os.PathLike) and not Path(value).is_absolute():
            place = Path(os.path.normpath(path.absolute().parent / value))
            if name != "THEME" or place.exists():  # of a theme Pelican takes names, too
                values[name] = str(place)
    _refuse_no_places(path, values)
    plugins = values.get("PLUGIN_PATHS")
    if isinstance(plugins, list | tuple):
        values["PLUGIN_PATHS"] = [str(path.absolute().parent / each) for each in plugins]
    folder = values.get("PATH", ".")
    if not Path(folder).is_dir():
        raise SettingsError(f"{path}: PATH is {folder!r}, which is no folder")
    return values


def _where_else(path: Path) -> str:
    """What to do without it. One in a folder above is named and not run: it may be somebody else's."""
    above = next((folder for folder in Path.cwd().parents if len(path.parts) == 1 and (folder / path).is_file()), None)
    if above is None:
        return "run this in the site's folder, or name it with --settings"
    way = os.path.relpath(above)
    return f"it is in {way}: go there first, with cd {shlex.quote(way)}"


def _refuse_no_places(path: Path, values: Mapping[str, Any]) -> None:
    """Raises :class:`SettingsError` where a setting should be a folder and is none, whatever is on the disk."""
    given = {name: values[name] for name in PLACES if name in values}
    faults = [
        f"{path}: {name} is {value!r}, which is no folder"
        for name, value in given.items()
        if not _is_place(value) and (value is not None or name in NEEDED)
    ]
    overrides = values.get("THEME_TEMPLATES_OVERRIDES") or ()
    if not isinstance(overrides, list | tuple) or not all(map(_is_place, overrides)):
        faults.append(f"{path}: THEME_TEMPLATES_OVERRIDES is {overrides!r}; write a list of folders")
    if faults:
        raise SettingsError("\n".join(faults))


def _is_place(value: object) -> bool:
    return isinstance(value, str | os.PathLike) and "\0" not in os.fspath(value)


def _run(path: Path) -> dict[str, Any]:
    """Compiled anew each time: a compiled file that was kept can be older than what was saved a moment ago."""
    _forget_namesakes(path.absolute().parent)
    module = ModuleType(path.stem)
    module.__file__ = str(path.absolute())
    sys.modules[path.stem] = module
    exec(compile(path.read_bytes(), str(path), "exec"), vars(module))  # noqa: S102 - the site owner's own settings
    return {name: value for name, value in vars(module).items() if name.isupper()}


def _forget_namesakes(folder: Path) -> None:
    """What these settings import from beside them must not be another site's, which this process has read before."""
    for beside in folder.glob("*.py"):
        known = getattr(sys.modules.get(beside.stem), "__file__", None)
        if known is not None and Path(known).name == beside.name and Path(known).parent != folder:
            del sys.modules[beside.stem]


def in_words(settings: Path, error: Exception) -> str:
    """Where in the settings an exception comes from, and what it says."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{last.filename}:{last.lineno}" if last.filename.endswith(settings.name) else str(settings)
    line = getattr(error, "lineno", None)
    place = f"{settings}:{line}" if isinstance(error, SyntaxError) and line else place
    return f"{place}: {type(error).__name__}: {error}"
