"""What editors wait for: ``carepress check`` and ``carepress preview``, in one site.

Knows the cases. It must not know what becomes of their figures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from benchmarks.convert import Article
from benchmarks.measure import Run, run
from benchmarks.preview import preview
from benchmarks.report import (
    CHECK_COLD,
    CHECK_COUNT,
    CHECK_ONE,
    CHECK_WARM,
    LOAD,
    PREVIEW_MEMORY,
    PREVIEW_START,
    PREVIEW_TEXT,
    PREVIEW_TITLE,
)
from benchmarks.site import Site
from benchmarks.tools import REPOSITORY, Carepress

__all__ = ["measure", "measure_check"]

Add = Callable[[str, Run], None]
"""Takes one run of a case."""


def measure(carepress: Carepress, site: Site, article: Article, rounds: int, add: Add) -> None:
    """Measure every case ``rounds`` times, the start and the memory of the one preview that gets all saves once."""
    load = (sys.executable, "-m", "benchmarks.load", str(site.folder / "content"), str(site.folder / "loaded.store"))
    for _ in range(rounds):
        site.clear()
        add(CHECK_COLD, site.run(carepress.program("check")))
        add(LOAD, run(load, REPOSITORY, site.log, {}))
    site.clear()
    measure_check(carepress, site, article, rounds, add)
    for _ in range(rounds):
        add(CHECK_WARM, site.run(carepress.program("check")))
        add(CHECK_COUNT, site.run(carepress.program("check", "--statistics")))
    with preview(carepress.program("preview"), site.folder, site.log, article.address) as shown:
        add(PREVIEW_START, Run(shown.started))
        for number in range(1, rounds + 1):
            for case, edit, text in (
                (PREVIEW_TEXT, site.edit_text, f"Edit {number}. "),
                (PREVIEW_TITLE, site.edit_title, f"(edit {number})"),
            ):
                add(case, Run(shown.save(partial(edit, article, number), text)))
        add(PREVIEW_MEMORY, Run(0, peak=shown.memory()))


def measure_check(carepress: Carepress, site: Site, article: Article, rounds: int, add: Add) -> None:
    """Build the site, with the settings that a check has, and measure the check of one article."""
    site.run(carepress.program("build"))
    file = str(site.tool.article(site.folder, article))
    for _ in range(rounds):
        add(CHECK_ONE, site.run(carepress.program("check", file)))
