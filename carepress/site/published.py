"""Remembers what was published: adds the addresses of a site to the list in its content folder.

The list is the one file of the content that a build writes. It is written whole or not at all.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from carepress.content.folder import ADDRESSES
from carepress.content.published import Published, read_published, with_added
from carepress.content.source_file import SourceText
from carepress.diagnostics import Collector
from carepress.site.sources import Sources, key_of
from carepress.site.whole_file import write_whole

__all__ = ["moved", "remember"]


def remember(content: Path, sources: Sources, unlisted: frozenset[str]) -> bytes | None:
    """Add addresses that are now published. Gives the list's new bytes, or None where it stays as it was.

    A list that was changed since it was read is left alone: the next build sees the change. Raises :class:`OSError`
    where it cannot be written.
    """
    if not unlisted:
        return None
    place = content / ADDRESSES
    known = sources.keys.get(ADDRESSES)
    data = place.read_bytes() if os.path.lexists(place) else None
    if (key_of(sources.code, ADDRESSES, data) if data is not None else None) != known:
        return None
    text = with_added((data or b"").decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), unlisted)
    if text is None:
        return None
    write_whole(place, text.encode())
    return text.encode()


def moved(found: Collector, before: Published, written: bytes) -> Collector:
    """The same faults, those of the list on the lines on which their addresses stand now that it was ``written``."""
    after = read_published(SourceText(ADDRESSES, written.decode()))
    now = dict(zip(after.addresses, after.lines, strict=True))
    lines = {line: now[address] for address, line in zip(before.addresses, before.lines, strict=True)}
    result = found.only(lambda each: each.path != ADDRESSES)
    result.counted = found.counted
    for each in found:
        if each.path == ADDRESSES:
            line = lines.get(each.span.line, each.span.line)
            result.extend([replace(each, span=each.span._replace(line=line, end_line=line))])
    return result
