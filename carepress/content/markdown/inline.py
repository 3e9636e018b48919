"""Python-Markdown's inline patterns, without those that cannot match.

Python-Markdown tries each of its 16 patterns on every paragraph. Nearly all of them begin with a sign that the
paragraph does not hold; looking for the sign is many times faster. What comes out is the same, sign by sign.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

__all__ = ["QuickInline"]

_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "opt_out": "\\",
    "backslash_break": "\\\n",
    "citation": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "entity": "&",
}
"""What a text must hold for a pattern to match in it, by the pattern's name. Others are always tried."""


class QuickInline(InlineProcessor):
    """Takes the place of the tree processor ``inline``."""

    @cached_property
    def _patterns(self) -> list[tuple[str, Any]]:
        """Sign and pattern in the order in which they are tried."""
        patterns = self.md.inlinePatterns
        signs = {id(patterns[name]): sign for name, sign in _SIGNS.items() if name in patterns}
        return [(signs.get(id(pattern), ""), pattern) for pattern in patterns]

    # Two private methods of Python-Markdown 3, which has no seam here. The names are mangled; the tests hold the result
    # against the plain library's.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        patterns = self._patterns
        start = 0
        while patternIndex < len(patterns):
            sign, pattern = patterns[patternIndex]
            if sign and sign not in data:
                patternIndex += 1  # noqa: N806
                start = 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(pattern, data, patternIndex, start)  # type: ignore[attr-defined]
            if not matched:
                patternIndex += 1  # noqa: N806
        return data
