"""The report: medians, ratios, and whether the targets were met, as Markdown.

Knows the figures. It must not know how they were measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.measure import Run

__all__ = ["CASES", "COLD", "COMPONENT", "MEMORY", "TARGETS", "TEXT", "UNCHANGED", "Figures", "markdown"]

COLD, UNCHANGED, TEXT, COMPONENT, MEMORY = "cold", "unchanged", "text", "component", "memory"
CASES = {
    COLD: "Cold build",
    UNCHANGED: "Nothing changed",
    TEXT: "The text of one article edited",
    COMPONENT: "The template of a component on every article edited",
    MEMORY: "Peak memory of a cold build",
}
OURS = "Carepress"
SMALL, MIDDLE, LARGE = 1_000, 10_000, 100_000
GB = 1_000_000_000


@dataclass
class Figures:
    """Every run of every case, by number of articles, tool and case; and where they come from."""

    command: str
    machine: str
    date: str
    rounds: int
    versions: dict[str, str]
    load: float
    """Processes that wanted a processor over the minute before it began."""
    runs: dict[tuple[int, str, str], list[Run]] = field(default_factory=dict)

    def add(self, count: int, tool: str, case: str, run: Run) -> None:
        self.runs.setdefault((count, tool, case), []).append(run)

    def value(self, count: int, tool: str, case: str) -> float | None:
        """The median, in seconds or bytes; None where nothing was measured."""
        runs = self.runs.get((count, tool, case), [])
        values = [run.peak if case == MEMORY else run.seconds for run in runs]
        known = [value for value in values if value is not None]
        return median(known) if known else None

    def counts(self) -> list[int]:
        return sorted({count for count, _, _ in self.runs})


@dataclass(frozen=True)
class Target:
    """Something that must hold. ``measured`` gives the figure to compare, None where it was not measured."""

    words: str
    limit: float
    unit: str
    measured: Callable[[Figures], float | None]


def _ratio(
    count: int, case: str, peer: str, *, peer_case: str | None = None, peer_count: int | None = None
) -> Callable[[Figures], float | None]:
    def measured(figures: Figures) -> float | None:
        own = figures.value(count, OURS, case)
        other = figures.value(peer_count or count, peer, peer_case or case)
        return own / other if own is not None and other else None

    return measured


TARGETS = (
    Target("Cold, 10,000 articles", 0.6, "× Hugo", _ratio(MIDDLE, COLD, "Hugo")),
    Target("Cold, 10,000 articles", 0.15, "× Pelican", _ratio(MIDDLE, COLD, "Pelican")),
    Target("Nothing changed, 10,000 articles", 0.03, "× Hugo", _ratio(MIDDLE, UNCHANGED, "Hugo")),
    Target("One text edited, 10,000 articles", 0.04, "× Hugo", _ratio(MIDDLE, TEXT, "Hugo")),
    Target(
        "Component edited, 10,000 articles",
        0.7,
        "× our own cold build",
        _ratio(MIDDLE, COMPONENT, OURS, peer_case=COLD),
    ),
    Target("Peak memory, 10,000 articles", 0.2, "× Hugo", _ratio(MIDDLE, MEMORY, "Hugo")),
    Target("One text edited, 1,000 articles", 0.3, "× Hugo", _ratio(SMALL, TEXT, "Hugo")),
    Target(
        "Cold, 100,000 articles", 11, "× our own cold build of 10,000", _ratio(LARGE, COLD, OURS, peer_count=MIDDLE)
    ),
    Target(
        "Peak memory, 100,000 articles",
        2.5,
        "GB",
        lambda figures: peak / GB if (peak := figures.value(LARGE, OURS, MEMORY)) is not None else None,
    ),
)

QUIET = 0.5
"""The load up to which a machine counts as quiet: half of one processor."""
_BUSY = "The machine was busy with other work: these figures are a draft, and only processor times say much."
_NOTES = Path(__file__).parent / "notes.md"


def markdown(figures: Figures) -> str:
    """The whole page."""
    counts = figures.counts()
    parts = [
        "# Benchmarks",
        "Made by `make bench`, which writes this page anew. Nothing here is written by hand.",
        _provenance(figures),
        "## Targets\n\n" + _targets(figures),
        *(f"## {count:,} articles\n\n" + _table(figures, count) for count in counts if count != LARGE),
    ]
    if LARGE in counts:
        parts.append("## 100,000 articles\n\n" + _table(figures, LARGE))
    return "\n\n".join([*parts, _NOTES.read_text("utf-8").rstrip()]) + "\n"


def _provenance(figures: Figures) -> str:
    rows = [
        ("Command", f"`{figures.command}`"),
        ("Date", figures.date),
        ("Machine", figures.machine),
        ("Load when it began", f"{figures.load:.1f}"),
        ("Rounds", f"{figures.rounds}; figures are medians"),
        ("Versions", " · ".join(figures.versions.values())),
    ]
    table = "| | |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"**{_BUSY}**\n\n{table}" if figures.load > QUIET else table


def _targets(figures: Figures) -> str:
    rows = []
    for target in TARGETS:
        value = target.measured(figures)
        measured = "" if value is None else f"{value:.3g}"
        verdict = "not measured" if value is None else "met" if value <= target.limit else "**not met**"
        rows.append(f"| {target.words} | at most {target.limit:g} {target.unit} | {measured} | {verdict} |")
    return "| what | target | measured | |\n|---|---|---|---|\n" + "\n".join(rows)


def _table(figures: Figures, count: int) -> str:
    """Absolute medians, and for each peer our figure divided by theirs."""
    tools = [tool for tool in figures.versions if any((count, tool, case) in figures.runs for case in CASES)]
    peers = [tool for tool in tools if tool != OURS] if OURS in tools else []
    head = ["", *tools, *(f"{OURS} ÷ {peer}" for peer in peers)]
    rows = [head, ["---"] * len(head)]
    for case, words in CASES.items():
        values = {tool: figures.value(count, tool, case) for tool in tools}
        if all(value is None for value in values.values()):
            continue
        ratios = [_divided(values[OURS], values[peer]) for peer in peers]
        rows.append([words, *(_shown(value, case) for value in values.values()), *ratios])
    rows.append(["Processor time of a cold build", *(_cpu(figures, count, tool) for tool in tools), *[""] * len(peers)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cpu(figures: Figures, count: int, tool: str) -> str:
    runs: Sequence[Run] = figures.runs.get((count, tool, COLD), ())
    return f"{median(run.cpu for run in runs):.3g} s" if runs else ""


def _divided(own: float | None, other: float | None) -> str:
    return f"{own / other:.3g}" if own is not None and other else ""


def _shown(value: float | None, case: str) -> str:
    if value is None:
        return ""
    if case == MEMORY:
        return f"{value / GB:.2f} GB"
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"  # noqa: PLR2004 - three digits say enough
