"""Carepress: a static website generator for consumer-health articles, built on Pelican."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carepress.plugin import Carepress

__all__ = ["Carepress", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``carepress.Carepress`` is what a settings file names as ``PELICAN_CLASS``."""
    if name == "Carepress":
        from carepress.plugin import Carepress

        return Carepress
    raise AttributeError(f"module {__name__} has no {name}")
