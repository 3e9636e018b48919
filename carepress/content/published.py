"""The list of every address that was ever published, ``addresses.txt``: how it is read, and how it grows.

A line is an address; behind one that is gone for good stands ``gone``. Lines that begin with a hash are for people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from carepress.content import faults
from carepress.content.addresses import plain_address
from carepress.content.article import ALIAS_PATTERN, LONGEST_ALIAS
from carepress.content.source_file import SourceText
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import Span, did_you_mean, literal

__all__ = ["Published", "read_published", "with_added"]

GONE = "gone"
HEAD = """\
# Every address that this site was ever published at, one on a line. A build for production adds to it; keep it with the
# content. An address that leads nowhere any more is a fault: give it as an alias to the article that took its place.
# If nothing did, write the word gone behind it.
"""


class Published(NamedTuple):
    """The list as it was read. ``lines`` are those of the addresses, from 1."""

    addresses: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    gone: frozenset[str] = frozenset()
    """Those of the addresses that are gone for good."""


class _Line(NamedTuple):
    number: int
    text: str
    address: str
    """As written; empty in a line that holds none."""
    rest: str
    """What stands behind it, but for a comment."""


def read_published(source: SourceText) -> Published:
    """The addresses of a file; what is none is reported."""
    addresses, lines, gone = [], [], set()
    for line in _lines(source.text or ""):
        if not line.address:
            continue
        if (words := _wrong(line)) is not None:
            indent = len(line.text) - len(line.text.lstrip())
            end = len(line.text.partition(" #")[0].rstrip())
            source.report(faults.ADDRESS_LINE, Span(line.number, indent + 1, line.number, end + 1), *words)
            continue
        address = plain_address(line.address)
        addresses.append(address)
        lines.append(line.number)
        if line.rest:
            gone.add(address)
    return Published(tuple(addresses), tuple(lines), frozenset(gone))


def with_added(text: str, live: Collection[str]) -> str | None:
    """The text of the file with the addresses of a site that is now published; None where nothing is new.

    ``text`` has no line that :func:`read_published` would report. No address is taken out, and no comment. What is
    there again is gone no more.
    """
    lines = list(_lines(text))
    known = {plain_address(line.address) for line in lines if line.address}
    back = {plain_address(line.address) for line in lines if line.rest} & set(live)
    new = set(live) - known
    if not new and not back:
        return None
    head, entries, tail = _parted(lines)
    for address in new:
        entries.setdefault(address, []).append(address)
    for address in back:
        entries[address] = [each if each.lstrip().startswith("#") else address for each in entries[address]]
    body = (line for address in sorted(entries) for line in dict.fromkeys(entries[address]))
    return "\n".join([*(head or HEAD.splitlines()), *body, *tail, ""])


def _lines(text: str) -> Iterator[_Line]:
    for number, line in enumerate(text.split("\n"), 1):
        said = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        address, _, rest = said.partition(" ") if " " in said else said.partition("\t")
        yield _Line(number, line, address, rest.strip())


def _parted(lines: list[_Line]) -> tuple[list[str], dict[str, list[str]], list[str]]:
    """The comment on top; by address, its lines and the comments just above them; and what stands below the last."""
    top = next((number for number, line in enumerate(lines) if not line.text.lstrip().startswith("#")), len(lines))
    entries: dict[str, list[str]] = {}
    waiting: list[str] = []
    for line in lines[top:]:
        if line.text.strip():
            waiting.append(line.text.rstrip())
        if line.address:
            entries.setdefault(plain_address(line.address), []).extend(waiting)
            waiting = []
    return [line.text.rstrip() for line in lines[:top]], entries, waiting


def _wrong(line: _Line) -> tuple[str, str] | None:
    """Sentence and help for a line that is no address."""
    address, rest = line.address, line.rest
    if len(line.text) > LONGEST_ALIAS:
        return f"this line has more than {LONGEST_ALIAS} characters", "check whether something was pasted by mistake"
    if not re.fullmatch(ALIAS_PATTERN, address):
        return _no_address(address)
    if rest in ("", GONE):
        return None
    if did_you_mean(rest, (GONE,)):
        return f"`{shown(rest)}` is not the word `{GONE}`", f"write `{address} {GONE}`"
    message = f"behind an address may stand the word `{GONE}` and nothing else, not `{shown(rest)}`"
    return message, "an address has no spaces; write each on a line of its own"


def _no_address(text: str) -> tuple[str, str]:
    message = f"`{shown(text)}` is not an address of this site"
    if re.match(r"(?:[a-z]+:)?//", text, re.IGNORECASE):
        path = _path_of(text)
        return message, f"write it without the name of the site: {literal(path)}" if path else "delete the line"
    if any(set(part) == {"."} for part in text.split("/")):
        return message, "write it without parts that are only dots"
    if cut := re.match(r"([^?#]+)[?#]", text):
        return message, f"write it without what follows the question mark or hash: {literal(cut[1])}"
    plain = re.sub(r"/{2,}", "/", f"/{text}")
    if re.fullmatch(ALIAS_PATTERN, plain):
        return message, f"write `{plain}`"
    return (
        message,
        "begin with a slash; only letters, digits, hyphens, low lines and full stops can follow: `/old/path/`",
    )


def _path_of(text: str) -> str | None:
    try:
        path = urlsplit(text).path
    except ValueError:
        return None
    return path if re.fullmatch(ALIAS_PATTERN, path) else None
