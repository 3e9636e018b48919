"""The command: what it can be asked, and how it says how to make the same report again."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.run import main


def report_of(tmp_path: Path, *options: str) -> str:
    report = tmp_path / "benchmarks.md"
    work = tmp_path / "work"
    assert main([*options, "--only", "carepress", "--work", str(work), "--report", str(report)]) == 0
    return report.read_text("utf-8")


def test_one_command_measures_checks_and_writes_the_report(tmp_path: Path) -> None:
    page = report_of(tmp_path, "--count", "20", "--rounds", "1", "--memory-rounds", "1")
    assert '`make bench BENCH="--count 20 --rounds 1 --memory-rounds 1 --only carepress"`' in page
    assert str(tmp_path) not in page
    for case in ("Cold build", "Nothing changed", "The text of one article edited", "Peak memory of a cold build"):
        assert f"| {case}" in page


def test_an_unknown_tool_is_refused_with_the_names_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "jekyll"])
    assert "carepress, hugo, eleventy, pelican" in capsys.readouterr().err
