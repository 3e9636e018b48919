"""The command: what it can be asked, and how it says how to make the same report again."""

from __future__ import annotations

import re
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
    assert re.search(r"^\| Versions \| Carepress \d[\w.]* \|$", page, re.MULTILINE)
    for case in ("Cold build", "Nothing changed", "The text of one article edited", "Peak memory of a cold build"):
        assert f"| {case}" in page
    for case in ("The index of the search", "Peak memory of a cold build with it"):
        assert re.search(rf"^\| {case}.* \d\.\d+ (s|GB) \|$", page, re.MULTILINE), case
    assert "|  | The example site | 20 articles |" in page
    for case in ("Check of one article", "Check of all, cold ÷ loading all", "Preview: a title saved", "Memory of the"):
        assert re.search(rf"^\| {case}.*\d.* \|$", page, re.MULTILINE), case


def test_what_editors_wait_for_can_be_measured_alone_and_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "benchmarks.md"
    report.write_text("figures of a whole run", "utf-8")
    options = ("--editing", "--count", "4", "--rounds", "1", "--work", str(tmp_path), "--report", str(report))
    assert main(options) == 0
    assert report.read_text("utf-8") == "figures of a whole run"
    said = capsys.readouterr().out
    assert "| Preview of a text, 1,000 articles | at most 0.3 s |  | not measured |" in said
    assert "|  | The example site | 4 articles |" in said
    assert "hugo" not in said.lower()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith("-4")] == [], "sites are removed"


def test_editing_without_carepress_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--editing", "--only", "hugo", "--work", str(tmp_path)])
    assert "--only leaves out" in capsys.readouterr().err


def test_an_unknown_tool_is_refused_with_the_names_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "jekyll"])
    assert "carepress, hugo, eleventy, pelican" in capsys.readouterr().err
