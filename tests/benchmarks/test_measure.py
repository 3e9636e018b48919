"""Measuring: what a command took, with all processes that it started."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure import Failure, machine, memory_of, run, start

MB = 1_000_000
HOLD = "import time; held = bytearray({size}); time.sleep(0.6)"
PARENT = (
    "import subprocess, sys\n"
    "code = 'import time; held = bytearray(60_000_000); time.sleep(0.6)'\n"
    "children = [subprocess.Popen([sys.executable, '-c', code]) for _ in range(2)]\n"
    "[child.wait() for child in children]\n"
)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_memory_of_one_process_is_seen(tmp_path: Path) -> None:
    result = run(python(HOLD.format(size=80 * MB)), tmp_path, tmp_path / "log", {}, memory=True)
    assert result.peak is not None
    assert 80 * MB < result.peak < 140 * MB


def test_memory_of_all_processes_is_added_up(tmp_path: Path) -> None:
    result = run(python(PARENT), tmp_path, tmp_path / "log", {}, memory=True)
    assert result.peak is not None
    assert 120 * MB < result.peak < 220 * MB


def test_memory_of_what_runs_is_that_of_its_session_alone(tmp_path: Path) -> None:
    with start(python(HOLD.format(size=80 * MB)), tmp_path, tmp_path / "log", {}) as process:
        seen = [memory_of(process.pid)]
        while process.poll() is None:
            seen.append(memory_of(process.pid))
    assert 80 * MB < max(seen) < 140 * MB
    assert memory_of(process.pid) == 0


def test_processor_time_counts_processes_that_it_started(tmp_path: Path) -> None:
    busy = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'sum(range(20_000_000))'], check=True)"
    result = run(python(busy), tmp_path, tmp_path / "log", {})
    assert result.cpu > 0.1
    assert result.peak is None


def test_a_command_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"(?s)status 3.*no such thing"):
        run(python("import sys; print('no such thing'); sys.exit(3)"), tmp_path, tmp_path / "log", {})


def test_settings_reach_the_command(tmp_path: Path) -> None:
    run(python("import os; print(os.environ['SPECIAL'])"), tmp_path, tmp_path / "log", {"SPECIAL": "yes"})
    assert (tmp_path / "log").read_text("utf-8") == "yes\n"


def test_the_machine_is_named_with_cores_and_memory() -> None:
    assert "cores" in machine()
    assert "GB" in machine()
