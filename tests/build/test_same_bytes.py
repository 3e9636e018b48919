"""The same content gives the same bytes, wherever, whenever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = (
    "content",
    "templates",
    "themes",
    "pelicanconf.py",
)
DAY = "2026-12-01"
WAYS = {
    "another hash seed and another folder": ({"PYTHONHASHSEED": "1"}, ()),
    "a time zone ahead and no locale": ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}, ()),
    "a time zone behind, two processes": ({"TZ": "Pacific/Honolulu", "LC_ALL": "tr_TR.UTF-8"}, ("--jobs", "2")),
    "four processes, optimised Python": ({"PYTHONHASHSEED": "2", "PYTHONOPTIMIZE": "2"}, ("--jobs", "4")),
}


def copy(folder: Path, *, backwards: bool = False) -> Path:
    """The example site, its files written one by one: file systems list them in the order in which they came."""
    paths = sorted(path for name in FILES for path in (ROOT / name, *(ROOT / name).rglob("*")) if path.is_file())
    for path in reversed(paths) if backwards else paths:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def built(site: Path, environment: dict[str, str], *arguments: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "carepress", "build", "--today", DAY, *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": "0", **environment}
    subprocess.run(command, cwd=site, env=environment, check=True, capture_output=True)
    output = site / "output"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(copy(tmp_path_factory.mktemp("site")), {}, "--jobs", "1")


@pytest.mark.parametrize(("environment", "arguments"), WAYS.values(), ids=WAYS.keys())
def test_no_byte_depends_on_where_and_how_a_site_is_built(
    tmp_path: Path, usual: dict[str, bytes], environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    other = built(copy(tmp_path / "a folder, élsewhere", backwards=True), environment, *arguments)
    assert len(usual) > 50
    assert {path for path in usual.keys() | other.keys() if usual.get(path) != other.get(path)} == set()
