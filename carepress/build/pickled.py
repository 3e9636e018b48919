"""Values from a store, by pickle, which would run whatever program a file names. Here it makes plain values alone.

A store lies beside the output, and whoever can put a file there can write one. What is read from it may be wrong then,
but nothing in it is run.
"""

from __future__ import annotations

import pickle
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from io import BytesIO
from typing import Any

from carepress.build.store import StoreError

__all__ = ["unpickled"]

_FLOORS = ("carepress.diagnostics.", "carepress.content.")
"""Where the classes are whose values are stored."""
_OTHERS = frozenset((("datetime", "date"), ("carepress.diagnostics.model", "_declared")))
"""What else values are made of. A fault travels by its code."""


def unpickled(data: bytes) -> Any:
    """The value that was pickled. Raises :class:`StoreError` where it is none that a store holds."""
    try:
        return _Unpickler(BytesIO(data)).load()
    except Exception as error:  # what is no pickle, or one that somebody made up, can raise anything
        raise StoreError(f"a value cannot be read: {error}") from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _plain_value(module, name)


@cache
def _plain_value(module: str, name: str) -> Any:
    """A class of plain values, looked up once: a store has thousands of pickles.

    A name with a dot would lead on to what the module has imported. Raises :class:`pickle.UnpicklingError`.
    """
    if (module, name) in _OTHERS:
        return getattr(import_module(module), name)
    if module.startswith(_FLOORS) and "." not in name:
        found = getattr(import_module(module), name)
        if isinstance(found, type) and found.__module__ == module and _is_plain(found):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def _is_plain(kind: type) -> bool:
    if is_dataclass(kind) or issubclass(kind, (tuple, Enum)):
        return True
    from pydantic import BaseModel  # a look at a site that stands can do without

    return issubclass(kind, BaseModel)
