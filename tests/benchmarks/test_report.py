"""The report: medians, ratios and verdicts, from figures alone."""

from __future__ import annotations

from benchmarks.measure import Run
from benchmarks.report import (
    CHECK_COLD,
    CHECK_ONE,
    CHECK_WARM,
    COLD,
    EXAMPLE,
    LOAD,
    MEMORY,
    PREVIEW_MEMORY,
    PREVIEW_TITLE,
    TEXT,
    Figures,
    editing_alone,
    markdown,
)


def figures(*runs: tuple[int, str, str, float]) -> Figures:
    made = Figures("make bench", "a machine", "2026-01-31", 3, {}, 0.1)
    for count, tool, case, value in runs:
        made.versions[tool] = f"{tool} 1.2"
        run = Run(0.0, peak=int(value)) if case in (MEMORY, PREVIEW_MEMORY) else Run(value, value)
        made.add(count, tool, case, run)
    return made


def test_a_figure_is_the_median_of_its_runs() -> None:
    page = markdown(figures(*((1_000, "Carepress", COLD, value) for value in (9.0, 1.0, 2.0))))
    assert "| Cold build | 2 s |" in page


def test_a_target_that_is_reached_is_met() -> None:
    page = markdown(figures((10_000, "Carepress", COLD, 6.0), (10_000, "Hugo", COLD, 10.0)))
    assert "| Cold, 10,000 articles | at most 0.6 × Hugo | 0.6 | met |" in page


def test_a_target_that_is_missed_is_said_to_be_missed() -> None:
    page = markdown(figures((1_000, "Carepress", TEXT, 4.0), (1_000, "Hugo", TEXT, 10.0)))
    assert "| One text edited, 1,000 articles | at most 0.3 × Hugo | 0.4 | **not met** |" in page


def test_a_target_without_figures_is_neither() -> None:
    page = markdown(figures((1_000, "Hugo", COLD, 4.0)))
    assert "| Cold, 10,000 articles | at most 0.15 × Pelican |  | not measured |" in page


def test_memory_of_very_many_articles_is_held_against_its_limit() -> None:
    page = markdown(figures((100_000, "Carepress", MEMORY, 2_400_000_000)))
    assert "| Peak memory, 100,000 articles | at most 2.5 GB | 2.4 | met |" in page


def test_ratios_are_ours_divided_by_theirs() -> None:
    page = markdown(figures((1_000, "Carepress", COLD, 3.0), (1_000, "Hugo", COLD, 2.0)))
    assert "| Cold build | 3 s | 2 s | 1.5 |" in page


def test_the_command_the_machine_and_the_versions_are_named() -> None:
    page = markdown(figures((1_000, "Carepress", COLD, 3.0)))
    assert "`make bench`" in page
    assert "a machine" in page
    assert "Carepress 1.2" in page


def test_figures_of_a_busy_machine_are_called_a_draft() -> None:
    busy = figures((1_000, "Carepress", COLD, 3.0))
    assert "draft" not in markdown(busy)
    busy.load = 3.0
    assert "draft" in markdown(busy)


def test_what_editors_wait_for_is_held_against_its_limits() -> None:
    page = markdown(
        figures(
            (EXAMPLE, "Carepress", CHECK_ONE, 0.4),
            (10_000, "Carepress", CHECK_WARM, 2.5),
            (1_000, "Carepress", PREVIEW_TITLE, 0.3),
        )
    )
    assert "| Check of one article, example site | at most 0.5 s | 0.4 | met |" in page
    assert "| Check, nothing changed, 10,000 articles | at most 2 s | 2.5 | **not met** |" in page
    assert "| Preview of a title, 1,000 articles | at most 0.3 s | 0.3 | met |" in page
    assert "| Preview of a title, 10,000 articles | at most 1 s |  | not measured |" in page


def test_a_cold_check_is_compared_with_loading_alone() -> None:
    page = markdown(figures((10_000, "Carepress", CHECK_COLD, 9.0), (10_000, "Carepress", LOAD, 5.0)))
    assert "| Check, cold, 10,000 articles | at most 1.5 × loading them | 1.8 | **not met** |" in page
    assert "| Check of all, cold ÷ loading all | 1.8 |" in page


def test_what_editors_wait_for_has_a_column_for_each_size() -> None:
    page = markdown(
        figures(
            (EXAMPLE, "Carepress", CHECK_ONE, 0.4),
            (1_000, "Carepress", CHECK_ONE, 0.6),
            (1_000, "Carepress", PREVIEW_MEMORY, 90_000_000),
        )
    )
    assert "|  | The example site | 1,000 articles |" in page
    assert "| Check of one article | 0.4 s (0.4 s) | 0.6 s (0.6 s) |" in page
    assert "| Memory of the preview, after these saves |  | 0.09 GB |" in page
    assert "## 1,000 articles" not in page, "nothing was built there"


def test_a_run_without_carepress_says_nothing_of_editors() -> None:
    assert "## What editors wait for" not in markdown(figures((1_000, "Hugo", COLD, 4.0)))


def test_what_editors_wait_for_alone_names_its_own_targets_only() -> None:
    page = editing_alone(figures((1_000, "Carepress", CHECK_ONE, 0.4)))
    assert "a machine" in page
    assert "| Check of one article, 1,000 articles | at most 0.5 s | 0.4 | met |" in page
    assert "Hugo" not in page
