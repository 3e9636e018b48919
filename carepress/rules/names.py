"""People and topics that an editor names by their name where an id belongs, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterable

from carepress.content.kinds import slugify_role

__all__ = ["id_with_name"]


def id_with_name(written: str, names: Iterable[tuple[str, str]]) -> str | None:
    """The id whose name, as an id would be written, is ``written``. ``names``: pairs of id and name."""
    return next((identifier for identifier, name in names if slugify_role(name) == written), None)
