"""``python -m gallery [FOLDER]``: write the gallery's pages into a folder, ``gallery/output`` as a rule."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from gallery.pages import pages


def main(arguments: Sequence[str]) -> int:
    """Write the pages, each whole, over those of an earlier run."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent / "output"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")
    sys.stdout.write(f"Look at it: open {folder / 'index.html'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
