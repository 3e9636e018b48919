"""Values of settings as text: equal texts, equal values. What cannot be said so is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import os
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path, PosixPath, WindowsPath
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import carepress
from carepress.build.digest import digest

__all__ = ["additions", "described", "has_namespace_plugins"]

_PLAIN = (str, bytes, int, float, bool, type(None), dt.date, dt.datetime, dt.time, dt.timedelta, PosixPath, WindowsPath)
_SETS = (set, frozenset)


def described(value: object, *, code: bool = False) -> str:
    """A value as text that says all of it, type and order included.

    ``code``: functions and classes are named; what they do then stands in :func:`_own_sources`. Raises
    :class:`TypeError` for what has no such text, and :class:`RecursionError` for what holds itself.
    """
    kind = type(value)
    if kind in _PLAIN:
        return f"{kind.__name__} {value!r}"
    say = functools.partial(described, code=code)
    if isinstance(value, dict) and kind is dict:
        return "{" + ",".join(f"{say(key)}:{say(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple) and kind in (list, tuple):
        return f"{kind.__name__}[" + ",".join(map(say, value)) + "]"
    if isinstance(value, set | frozenset) and kind in _SETS:
        return f"{kind.__name__}<" + ",".join(sorted(map(say, value))) + ">"
    if code and (said := _code(value)) is not None:
        return said
    raise TypeError(f"{value!r} is no plain value")


def _code(value: object) -> str | None:
    """A function, a class or a callable object by its name and by what it holds; None for anything else."""
    say = functools.partial(described, code=True)
    if isinstance(value, functools.partial):
        return f"partial({say(value.func)},{say(value.args)},{say(value.keywords)})"
    if isinstance(value, FunctionType):
        cells = tuple(cell.cell_contents for cell in value.__closure__ or ())
        held = say((cells, value.__defaults__, value.__kwdefaults__))
        return f"function {value.__module__}.{value.__qualname__} {value.__code__.co_firstlineno} {held}"
    if isinstance(value, BuiltinFunctionType) and isinstance(value.__self__, ModuleType | type(None)):
        return f"builtin {value.__module__}.{value.__qualname__}"
    if isinstance(value, type):
        return f"class {value.__module__}.{value.__qualname__}"
    if callable(value) and not isinstance(value, BuiltinFunctionType) and hasattr(value, "__dict__"):
        return f"{say(type(value))}({say(vars(value))})"
    return None


def additions(settings: Mapping[str, Any], plugins: list[Any]) -> bytes:
    """A digest of what settings and plugins add to templates.

    Functions count with all the site's own code: the settings file and every module that is part of neither Python nor
    an installed library, and with the library's file that defines them. Where that still leaves something open, the
    digest is another one each time.
    """
    jinja = {name: value for name, value in settings.items() if name.startswith("JINJA_")}
    try:
        if not plugins:
            return digest(described(jinja))
    except (TypeError, RecursionError):
        pass
    try:
        said = described(jinja, code=True)
    except (TypeError, ValueError, RecursionError):
        return os.urandom(16)
    values = [f"{name}={text}" for name in sorted(settings) if (text := _described_or_none(settings[name])) is not None]
    return digest(said, *values, *_own_sources([*_callables(jinja), *plugins]))


def _described_or_none(value: object) -> str | None:
    try:
        return described(value)
    except (TypeError, RecursionError):
        return None


def _callables(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _callables(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _callables(each)
    elif isinstance(value, functools.partial):
        yield from _callables(value.func)
    elif callable(value):
        yield value


def _own_sources(used: list[object]) -> Iterator[bytes | str]:
    """The files of the site's own modules, and of the modules of ``used``, by path and bytes."""
    libraries = {str(Path(sysconfig.get_path(name))) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    libraries |= {str(Path(carepress.__file__).parent)}
    files = set()
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and not any(file.startswith(folder + os.sep) for folder in libraries):
            files.add(file)
    for each in used:
        home = each if isinstance(each, ModuleType) else inspect.getmodule(each)
        file = getattr(home, "__file__", None)
        if isinstance(file, str):
            whole = Path(file).name == "__init__.py"
            files |= {str(path) for path in Path(file).parent.rglob("*.py")} if whole else {file}
    for file in sorted(files):
        yield file
        try:
            yield Path(file).read_bytes()
        except OSError:
            yield b""


def has_namespace_plugins() -> bool:
    """Whether plugins are installed that Pelican loads unasked, where settings name none."""
    own = {"__init__.py", "__pycache__", "_utils.py", "signals.py"}
    for entry in sys.path:
        try:
            names = {path.name for path in (Path(entry) / "pelican" / "plugins").iterdir()}
        except OSError:
            continue
        if names - own:
            return True
    return False
