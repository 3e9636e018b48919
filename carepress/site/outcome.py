"""What a build did: what was found, what became of it, and what that took."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from carepress.build.render import Rendered
from carepress.diagnostics import Collector

__all__ = ["Outcome", "Progress", "Tally"]


@dataclass(slots=True)
class Tally:
    """What became of every article and page that was found. Paths relative to the content folder."""

    published: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    held_back: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    """Hidden files, which are not counted."""
    found: int = 0

    def groups(self) -> dict[str, list[str]]:
        return {
            "published": self.published,
            "drafts": self.drafts,
            "hidden": self.hidden,
            "held back": self.held_back,
            "with errors": self.faulty,
        }

    @property
    def adds_up(self) -> bool:
        return self.found == sum(map(len, self.groups().values()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. ``rendered`` is None where nothing was published."""

    diagnostics: Collector
    tally: Tally
    rendered: Rendered | None
    removed: tuple[str, ...] = ()
    """Files of pages that are no longer made."""
    foreign: tuple[str, ...] = ()
    """Files in the output that no build had made, and that are gone now."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """By phase, in order."""
    parsed: int = 0
    checked: int = 0
    remembered: int = 0
    """Addresses that were new, and were added to the list in the content folder."""
    remarks: tuple[str, ...] = ()
    """What went wrong beside the site, in sentences. The site is published all the same."""

    @property
    def files(self) -> int | None:
        return None if self.rendered is None else len(self.rendered.results)


Progress = Callable[[str, int, int], None]
"""Told of long work: the phase, how much is done, and of how much."""
