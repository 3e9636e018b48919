"""Whether git keeps what only builds may write: then anybody can have written it, and sent it with a change."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

__all__ = ["is_tracked"]

_COMMAND = ("git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--")
"""Lists what git keeps, and starts no program that the settings of a stranger's repository name."""


def is_tracked(folder: Path) -> bool:
    """Whether git keeps a file in a folder, or something else of its name. False where git cannot be asked."""
    above = folder.parent
    if not any((place / ".git").exists() for place in (above, *above.parents)):
        return False
    # A hook is told by git of another repository, or of an index that is not the usual one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            [*_COMMAND, f":(icase){folder.name}"], cwd=above, env=environment, capture_output=True, check=False
        )
    except OSError:
        return False
    return bool(done.stdout)
