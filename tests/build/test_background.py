"""Work in a process beside this one: what it gives comes back, and nobody waits for one whom nobody asks."""

from __future__ import annotations

import subprocess
import sys

import pytest

from carepress.build.workers import InBackground

LARGE = 10_000_000
"""Bytes: more than a pipe holds, so that who sends them waits for somebody to read."""


def large() -> bytes:
    return bytes(LARGE)


def test_what_the_work_gives_comes_back_also_through_two_processes() -> None:
    assert InBackground(lambda: InBackground(large).result()).result() == large()


def test_what_the_work_raises_is_raised_here_whatever_it_had_begun() -> None:
    def work() -> None:
        beside = InBackground(large)
        raise ValueError(type(beside).__name__)

    with pytest.raises(ValueError, match="InBackground"):
        InBackground(work).result()


def test_a_program_ends_without_asking_for_what_was_begun() -> None:
    program = f"""
import sys
from carepress.build.workers import InBackground
begun = InBackground(lambda: bytes({LARGE}))
while not begun.ready():
    pass
sys.exit(3)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")
