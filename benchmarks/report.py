"""The report: medians, ratios, and whether the targets were met, as Markdown.

Knows the figures. It must not know how they were measured.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.measure import Run

__all__ = [
    "CASES",
    "CHECK_COLD",
    "CHECK_COUNT",
    "CHECK_ONE",
    "CHECK_WARM",
    "COLD",
    "COMPONENT",
    "EXAMPLE",
    "LARGE",
    "LOAD",
    "MEMORY",
    "PREVIEW_MEMORY",
    "PREVIEW_START",
    "PREVIEW_TEXT",
    "PREVIEW_TITLE",
    "SEARCH",
    "SEARCH_MEMORY",
    "TARGETS",
    "TEXT",
    "UNCHANGED",
    "Figures",
    "editing_alone",
    "markdown",
]

COLD, UNCHANGED, TEXT, COMPONENT, MEMORY = "cold", "unchanged", "text", "component", "memory"
SEARCH, SEARCH_MEMORY = "search", "search memory"
CASES = {
    COLD: "Cold build",
    UNCHANGED: "Nothing changed",
    TEXT: "The text of one article edited",
    COMPONENT: "The template of a component on every article edited",
    MEMORY: "Peak memory of a cold build",
    SEARCH: "The index of the search, on top of a build that changes a text",
    SEARCH_MEMORY: "Peak memory of a cold build with it",
}
CHECK_ONE, CHECK_WARM, CHECK_COUNT = "check one", "check warm", "check count"
CHECK_COLD, LOAD = "check cold", "load"
PREVIEW_TEXT, PREVIEW_TITLE = "preview text", "preview title"
PREVIEW_START, PREVIEW_MEMORY = "preview start", "preview memory"
EDITING = {
    CHECK_ONE: "Check of one article",
    CHECK_WARM: "Check of all, nothing changed",
    CHECK_COUNT: "The same, its advice counted, not listed",
    CHECK_COLD: "Check of all, cold",
    LOAD: "Loading all, cold, without a check",
    PREVIEW_TEXT: "Preview: a text saved, until its page shows it",
    PREVIEW_TITLE: "Preview: a title saved, until its page shows it",
    PREVIEW_START: "Start of the preview, after a build",
    PREVIEW_MEMORY: "Memory of the preview, after these saves",
}
"""What editors wait for: of Carepress alone."""
OURS = "Carepress"
EXAMPLE, SMALL, MIDDLE, LARGE = 0, 1_000, 10_000, 100_000
"""Numbers of articles; one stands for the example site, however many it has."""
GB = 1_000_000_000
_OF_MEMORY = (MEMORY, SEARCH_MEMORY, PREVIEW_MEMORY)


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
        values = [run.peak if case in _OF_MEMORY else run.seconds for run in runs]
        known = [value for value in values if value is not None]
        return median(known) if known else None

    def counts(self, cases: Collection[str]) -> list[int]:
        """The numbers of articles for which any of these cases was measured."""
        return sorted({count for count, _, case in self.runs if case in cases})


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


def _own(count: int, case: str, unit: float = 1) -> Callable[[Figures], float | None]:
    def measured(figures: Figures) -> float | None:
        own = figures.value(count, OURS, case)
        return own / unit if own is not None else None

    return measured


EDITING_TARGETS = (
    Target("Check of one article, example site", 0.5, "s", _own(EXAMPLE, CHECK_ONE)),
    Target("Check of one article, 1,000 articles", 0.5, "s", _own(SMALL, CHECK_ONE)),
    Target("Check, nothing changed, 10,000 articles", 2, "s", _own(MIDDLE, CHECK_WARM)),
    Target("Check, cold, 10,000 articles", 1.5, "× loading them", _ratio(MIDDLE, CHECK_COLD, OURS, peer_case=LOAD)),
    Target("Preview of a text, 1,000 articles", 0.3, "s", _own(SMALL, PREVIEW_TEXT)),
    Target("Preview of a title, 1,000 articles", 0.3, "s", _own(SMALL, PREVIEW_TITLE)),
    Target("Preview of a text, 10,000 articles", 1, "s", _own(MIDDLE, PREVIEW_TEXT)),
    Target("Preview of a title, 10,000 articles", 1, "s", _own(MIDDLE, PREVIEW_TITLE)),
)
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
    Target("Peak memory, 100,000 articles", 2.5, "GB", _own(LARGE, MEMORY, GB)),
    *EDITING_TARGETS,
)

QUIET = 0.5
"""The load up to which a machine counts as quiet: half of one processor."""
_BUSY = "The machine was busy with other work: these figures are a draft, and only processor times say much."
_NOTES = Path(__file__).parent / "notes.md"


def markdown(figures: Figures) -> str:
    """The whole page."""
    counts = figures.counts(CASES)
    parts = [
        "# Benchmarks",
        "Made by `make bench`, which writes this page anew. Nothing here is written by hand.",
        _provenance(figures),
        "## Targets\n\n" + _targets(figures, TARGETS),
        *(f"## {count:,} articles\n\n" + _table(figures, count) for count in counts if count != LARGE),
    ]
    if LARGE in counts:
        parts.append("## 100,000 articles\n\n" + _table(figures, LARGE))
    if figures.counts(EDITING):
        parts.append("## What editors wait for\n\n" + _editing(figures))
    return "\n\n".join([*parts, _NOTES.read_text("utf-8").rstrip()]) + "\n"


def editing_alone(figures: Figures) -> str:
    """What editors wait for, and where its figures come from."""
    return "\n\n".join([_provenance(figures), _targets(figures, EDITING_TARGETS), _editing(figures)])


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


def _targets(figures: Figures, targets: Sequence[Target]) -> str:
    rows = []
    for target in targets:
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
    rows.append(
        ["Processor time of a cold build", *(_cpu(figures, count, tool, COLD) for tool in tools), *[""] * len(peers)]
    )
    return _rows(rows)


def _editing(figures: Figures) -> str:
    """Our own medians by number of articles, and what a cold check takes besides loading."""
    counts = figures.counts(EDITING)
    head = ["", *("The example site" if count == EXAMPLE else f"{count:,} articles" for count in counts)]
    rows = [head, ["---"] * len(head)]
    for case, words in EDITING.items():
        rows.append([words, *(_shown_with_cpu(figures, count, case) for count in counts)])
    pairs = [(figures.value(count, OURS, CHECK_COLD), figures.value(count, OURS, LOAD)) for count in counts]
    rows.append(["Check of all, cold ÷ loading all", *(_divided(*pair) for pair in pairs)])
    return _rows(rows) + "\n\nIn brackets: processor time, all processes together."


def _shown_with_cpu(figures: Figures, count: int, case: str) -> str:
    shown, cpu = _shown(figures.value(count, OURS, case), case), _cpu(figures, count, OURS, case)
    return f"{shown} ({cpu})" if cpu else shown


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cpu(figures: Figures, count: int, tool: str, case: str) -> str:
    known = [run.cpu for run in figures.runs.get((count, tool, case), ()) if run.cpu is not None]
    return f"{median(known):.3g} s" if known else ""


def _divided(own: float | None, other: float | None) -> str:
    return f"{own / other:.3g}" if own is not None and other else ""


def _shown(value: float | None, case: str) -> str:
    if value is None:
        return ""
    if case in _OF_MEMORY:
        return f"{value / GB:.2f} GB"
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"  # noqa: PLR2004 - three digits say enough
