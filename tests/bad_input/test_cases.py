"""Each file of ``cases/`` is one way to spoil a site: what the editor did, the files, and every sentence printed.

The files are written over the good site of ``conftest.py``. The sentences are exactly what the command prints, without
the excerpts. Faults with ``(warning)`` are editorial: the site is built all the same.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bad_input.conftest import Site

CASES = sorted(Path(__file__).with_name("cases").glob("*.txt"))
PART = re.compile(r"^-- (\S.*) --\n", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_editor_is_told_what_is_wrong_and_where(site: Site, case: Path) -> None:
    _, *parts = PART.split(case.read_bytes().decode())
    *files, (name, expected) = zip(parts[::2], parts[1::2], strict=True)
    assert name == "faults"
    for path, text in files:
        site.write(path, text)
    site.old_output()
    before = site.tree()
    ran = site.build()
    assert ran.faults == expected.splitlines()
    places = [line for line in expected.splitlines() if not line.startswith("  help: ")]
    if all(line.endswith(" (warning)") for line in places):
        assert ran.status == 0
        assert site.is_built
        assert f"{len(places)} warning" in ran.out
    else:
        assert ran.status == 1
        assert site.tree() == before


def test_the_site_that_the_cases_spoil_is_good(site: Site) -> None:
    ran = site.build()
    assert (ran.status, ran.err) == (0, "")
    assert site.is_built
    assert "1 articles and pages found = 1 published + 0 drafts + 0 hidden + 0 held back" in ran.out


def test_there_are_cases_of_many_kinds() -> None:
    assert len(CASES) >= 40
