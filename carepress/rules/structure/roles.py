"""The sections that an article lacks, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.kinds import Role
from carepress.content.model import Article

__all__ = ["roles_missing"]


def roles_missing(article: Article, requirement: str) -> Iterator[tuple[str, Role]]:
    """Every role of the article's kind with this requirement that no section has, in reading order."""
    present = {section.role for section in article.body.sections}
    for name, role in article.kind.roles.items():
        if role.requirement == requirement and name not in present:
            yield name, role
