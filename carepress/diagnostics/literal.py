"""What somebody is told to type or to copy."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

__all__ = ["literal", "program"]

NAME = "carepress"


def literal(text: str) -> str:
    """A text between backticks, so that whoever shows it can show it as code; one that has a backtick as it stands."""
    return text if "`" in text or not text else f"`{text}`"


def program() -> str:
    """What to type to call this program again: as it was called, where the terminal would not find it by its name."""
    given, called = sys.orig_argv, Path(sys.argv[0] if sys.argv else "")
    if called.name == "__main__.py" and called.parent.name == NAME and NAME in given:
        return shlex.join(given[: given.index(NAME) + 1])  # python -m carepress
    if called.name == "pelican":  # beside which it is installed
        called = called.with_name(NAME)
    found = shutil.which(NAME)
    if called.name != NAME or (found is not None and called.exists() and called.samefile(found)):
        return NAME
    return shlex.quote(str(called))
