"""The sections that an article lacks, for the rules about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from carepress.content.kinds import Role
from carepress.content.markdown.comments import blanked
from carepress.content.model import Article
from carepress.diagnostics import Span

__all__ = ["meant_as", "roles_missing"]

_HEADING = re.compile(r"^ {0,3}(#{1,6}|\*\*|__)([^\n]{1,150})$", re.MULTILINE)
"""A heading, or what was meant as one: too many hashes, no space behind them, or a line in bold."""
_NAMED = re.compile(r"\{#([^{}]*)\}[^\w{}]*$")
"""A name at the end of a heading, or one that other signs follow: with them, it is none."""
_MOST = 100
"""Headings that are looked at; no article has as many."""
_ALIKE = 0.85
"""Similarity from which on words are taken for misspelt ones."""


def roles_missing(article: Article, requirement: str) -> Iterator[tuple[str, Role]]:
    """Every role of the article's kind with this requirement that no section has, in reading order."""
    present = {section.role for section in article.body.sections}
    for name, role in article.kind.roles.items():
        if role.requirement == requirement and name not in present:
            yield name, role


def meant_as(article: Article, name: str, role: Role) -> tuple[Span, str] | None:
    """The line that was meant as the heading of a missing role, and how to write it; None without any."""
    text = article.details.source
    taken = {section.span.line for section in article.body.sections if section.role is not None}
    body = text.find("\n---", 1)
    for match in islice(_HEADING.finditer(blanked(text), body + len("\n---")), _MOST):
        line = text.count("\n", 0, match.start()) + 1
        written = match[2].strip()
        own = _NAMED.search(written)
        words = written[: own.start() if own else None].strip("*_#: \t")
        if line in taken or not words:
            continue
        span = Span(line, 1, line, match.end() - match.start() + 1)
        if own is not None and _alike(own[1], name):
            return span, f"## {words} {{#{name}}}"
        if _alike(words, role.heading) or _alike(words, name):
            return span, f"## {role.heading} {{#{name}}}"
    return None


def _alike(one: str, other: str) -> bool:
    one, other = (each.casefold().replace("-", " ") for each in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
