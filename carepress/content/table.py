"""A file of named entries, such as the topics, with the place of everything in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from carepress.diagnostics import START, Span

__all__ = ["Table", "place_in"]

V = TypeVar("V")


@dataclass(frozen=True)
class Table(Mapping[str, V], Generic[V]):
    """Entries by name, in the order of the file, and where they stand.

    ``places`` has for each entry the place of its name, under ``""``, and of its values: ``parent``, ``also.0``.
    """

    entries: dict[str, V] = field(default_factory=dict)
    places: dict[str, dict[str, Span]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> V:
        return self.entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def place_in(table: Mapping[str, object], entry: str, value: str = "") -> Span:
    """Where a value of an entry stands, else the entry's name, else the file's start.

    A table that was made in memory has no places.
    """
    places = table.places.get(entry, {}) if isinstance(table, Table) else {}
    return places.get(value) or places.get("") or START
