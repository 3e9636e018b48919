"""Links that lead nowhere, for the rules that each report one reason."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.body import Link
from carepress.content.library import Library, Problem, Resolved
from carepress.content.model import Text

__all__ = ["link_problems"]


def link_problems(text: Text, library: Library, *problems: Problem) -> Iterator[tuple[Link, Resolved]]:
    """Every link of a text that has one of the problems."""
    for link in text.body.links:
        resolved = library.resolve(text, link.target)
        if resolved.problem in problems:
            yield link, resolved
