"""Which day it is for a site."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

__all__ = ["today_in"]


def today_in(timezone: str) -> dt.date:
    """The day that it is now in a time zone. Raises :class:`KeyError` or :class:`ValueError` where there is none."""
    return dt.datetime.now(ZoneInfo(timezone)).date()
