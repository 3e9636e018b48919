"""The thin adapter to Pelican: its settings, its Jinja environment, its command. It holds no logic of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carepress.plugin.pelican import Carepress

__all__ = ["Carepress"]


def __getattr__(name: str) -> Any:
    """Pelican is imported when somebody asks for our class: that takes a third of a second."""
    if name == "Carepress":
        from carepress.plugin.pelican import Carepress

        return Carepress
    raise AttributeError(f"module {__name__} has no {name}")
