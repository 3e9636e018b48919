"""Kinds: the content types. Each is one file under ``kinds/`` that says which roles its sections can have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import IO, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Kind", "Role", "extract_messages", "kinds", "slugify_role"]


class Role(BaseModel):
    """What a section is for. Its id is its key in the kind's file, and its anchor on every page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    requirement: Literal["required", "recommended", "optional"]
    heading: str
    """The suggested heading."""
    guidance: str
    """What an editor sees in the scaffold."""
    health_aspect: str | None = None
    """The schema.org health aspect of the section's text."""
    schema_property: str | None = None
    """The schema.org property of the kind's own type that the section's text feeds."""


class Kind(BaseModel):
    """One content type."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    plural: str
    path: str = Field(pattern=r"^[a-z-]+$")
    """The first part of the address of its articles."""
    summary: str
    schema_type: str
    roles: dict[str, Role]
    """In reading order."""

    @property
    def order(self) -> dict[str, int]:
        """The place of each role on the page."""
        return {role: place for place, role in enumerate(self.roles)}

    def role_of_heading(self, text: str) -> str | None:
        """The role that a heading is the name of, or whose suggested heading it is; None for any other heading."""
        plain = slugify_role(text)
        if plain in self.roles:
            return plain
        return next((name for name, role in self.roles.items() if slugify_role(role.heading) == plain), None)


def extract_messages(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extraction method for kinds: their names and summaries are interface words."""
    del keywords, comment_tags, options
    data = yaml.safe_load(file.read())
    for number, name in enumerate(("name", "plural", "summary"), 1):
        yield number, "gettext", data[name], []


_WORD = re.compile(r"[^\W_]+")
"""Letters and digits, as ``str.isalnum`` has them."""


def slugify_role(text: str) -> str:
    """A heading as an id would be written: ``How it works`` → ``how-it-works``."""
    return "-".join(_WORD.findall(text.casefold()))


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by id, in the order in which sites list them."""
    folder = files("carepress.content") / "kinds"
    order = ("condition", "symptom", "procedure", "test", "medicine", "wellbeing")
    return {
        name: Kind.model_validate({"id": name, **yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8"))})
        for name in order
    }
