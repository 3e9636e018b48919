"""Loads a content folder with a fresh store, and does nothing else: ``python -m benchmarks.load FOLDER STORE``.

What of a check is no checking, in a process as a check has it.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from carepress.build.store import Store
from carepress.build.workers import default_jobs
from carepress.diagnostics import Collector
from carepress.site.code import parsing_code
from carepress.site.sources import load_sources


def main(folder: str, store: str) -> int:
    """Load the folder. Returns 1 where nothing is in it."""
    gc.set_threshold(10_000)  # as carepress check does
    fresh = Store(Path(store), fresh=True)
    sources = load_sources(Path(folder), "en", Collector(), fresh, parsing_code(), jobs=default_jobs())
    fresh.close()
    return int(not sources.parsed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
