"""No folder of tests is left out, as pytest by itself leaves out one that is named ``build``."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def test_every_folder_of_tests_is_looked_into(pytestconfig: pytest.Config) -> None:
    folders = {path.parent for path in HERE.rglob("test_*.py")} - {HERE}
    names = {name for folder in folders for name in folder.relative_to(HERE).parts}
    left_out = pytestconfig.getini("norecursedirs")
    assert "build" in names
    assert not {name for name in names if any(fnmatch(name, pattern) for pattern in left_out)}
