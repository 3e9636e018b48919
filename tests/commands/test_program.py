"""Messages that name the command name it as it was called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    ("path", "called", "named"),
    [
        ("/usr/bin:/bin", [str(BIN / "carepress")], str(BIN / "carepress")),
        (f"{BIN}:/usr/bin:/bin", ["carepress"], "carepress"),
        ("/usr/bin:/bin", [sys.executable, "-m", "carepress"], f"{sys.executable} -m carepress"),
    ],
)
def test_a_command_is_named_as_it_was_called(tmp_path: Path, path: str, called: list[str], named: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text("PATH, OUTPUT_PATH, SITENAME = 'content', 'output', 'A site'\n", "utf-8")

    def said(*arguments: str) -> str:
        done = subprocess.run(
            ["/usr/bin/env", *called, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PATH": path},
        )
        return done.stdout + done.stderr

    def unwrapped(words: str) -> str:
        return " ".join(words.split())  # a usage is folded where the name is long

    assert f'write it like this: {named} new KIND "Title"' in said("new")
    assert f"Usage: {named} check [OPTIONS]" in unwrapped(said("check", "--bogus"))
    assert f"\n{named} check --fix\n" in said("check", "--explain", "CP008")
    assert f"build it first: {named} build\n" in said("serve")
