"""Links that lead nowhere, for the rules that each report one reason."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.body import Link
from carepress.content.library import Problem, Resolved
from carepress.content.model import Text
from carepress.rules.base import Context

__all__ = ["link_problems"]


def link_problems(text: Text, context: Context, *problems: Problem) -> Iterator[tuple[Link, Resolved]]:
    """Every link of a text that has one of the problems."""
    return ((link, resolved) for link, resolved in context.links(text) if resolved.problem in problems)
