"""Links that open a file in somebody's text editor, at its line."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

__all__ = ["EDITORS", "EditorError", "editor_link"]

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}
"""Addresses that the editors have made their own, as their documentation gives them."""


class EditorError(Exception):
    """An editor that is neither known nor given as an address."""


def editor_link(editor: str, path: Path, line: int, column: int) -> str:
    """The address that opens a file. ``editor`` is one of :data:`EDITORS` or an address with {path} and {line} in it.

    Raises :class:`EditorError`.
    """
    pattern = EDITORS.get(editor, editor)
    if "{path}" not in pattern or ":" not in pattern:
        known = ", ".join(EDITORS)
        raise EditorError(f"{editor} is none of {known}, and no address with {{path}} in it, such as {EDITORS['zed']}")
    place = quote(os.fsencode(f"/{path.as_posix().removeprefix('/')}"), safe="/:")
    return pattern.replace("{path}", place).replace("{line}", str(line)).replace("{column}", str(column))
