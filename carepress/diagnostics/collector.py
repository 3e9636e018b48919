"""Gathers the diagnostics of a whole run, so that an editor sees every fault at once and not only the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carepress.diagnostics.model import Diagnostic, Severity

__all__ = ["Collector"]


class Collector:
    """An ordered, duplicate-free set of diagnostics.

    ``production`` decides how severe editorial faults are.
    """

    def __init__(self, *, production: bool = False) -> None:
        self.production = production
        self._found: dict[Diagnostic, None] = {}

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._found.update(dict.fromkeys(diagnostics))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found, key=lambda diagnostic: diagnostic.order))

    def __len__(self) -> int:
        return len(self._found)

    def severity(self, diagnostic: Diagnostic) -> Severity:
        return diagnostic.severity(production=self.production)

    def count(self, severity: Severity) -> int:
        return sum(self.severity(diagnostic) is severity for diagnostic in self._found)

    @property
    def failed(self) -> bool:
        """True where a build must not publish."""
        return any(self.severity(diagnostic) is Severity.ERROR for diagnostic in self._found)
