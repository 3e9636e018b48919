"""Which faults somebody wants to hear of: by code, by the beginning of a code, or by slug."""

from __future__ import annotations

import re

from carepress.diagnostics.model import Fault, declared_faults
from carepress.diagnostics.suggest import did_you_mean

__all__ = ["Selection", "UnknownFaultError", "named_faults"]


class UnknownFaultError(Exception):
    """A name that no fault has, or no name at all. The message says so, and what was perhaps meant."""


_BEGINNING = re.compile(r"cp[0-9]+", re.IGNORECASE)
"""Of a code. Shorter ones would name everything."""


class Selection:
    """Faults that are selected and not ignored."""

    def __init__(self, select: str | None, ignore: str | None) -> None:
        """Names with commas between them; ``select`` None means all. Raises :class:`UnknownFaultError`."""
        self._select = None if select is None else _codes(select)
        self._ignore = set() if ignore is None else _codes(ignore)

    def __contains__(self, fault: Fault) -> bool:
        return fault.code not in self._ignore and (self._select is None or fault.code in self._select)


def _codes(names: str) -> set[str]:
    parts = [part.strip() for part in names.split(",") if part.strip()]
    if not parts:
        raise UnknownFaultError("no fault is named; write codes with commas between them, such as CP3,CP601")
    return {fault.code for part in parts for fault in named_faults(part)}


def named_faults(name: str) -> list[Fault]:
    """The faults that a name means: a code, the beginning of one with a digit at least, or a slug.

    Raises :class:`UnknownFaultError`, in words, where it means none.
    """
    faults = declared_faults()
    code = name.upper() if _BEGINNING.fullmatch(name) else None
    chosen = [fault for fault in faults if (code and fault.code.startswith(code)) or fault.slug == name.lower()]
    if not chosen:
        guess = did_you_mean(name, [*(fault.code for fault in faults), *(fault.slug for fault in faults)])
        raise UnknownFaultError(f"there is no fault {name}" + (f"; did you mean {guess}?" if guess else ""))
    return chosen
