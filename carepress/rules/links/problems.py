"""Links that lead nowhere, for the rules that each report one reason."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.body import Link
from carepress.content.library import Library, Problem, Resolved
from carepress.content.model import Text

__all__ = ["link_problems"]


def link_problems(library: Library, *problems: Problem) -> Iterator[tuple[Text, Link, Resolved]]:
    """Every link of a live text that has one of the problems."""
    for text in (*library.live_articles, *library.live_pages):
        for link, resolved in zip(text.body.links, library.links(text), strict=True):
            if resolved.problem in problems:
                yield text, link, resolved
