"""Prints diagnostics as Markdown: the summary of a run on a code host, for an editor to read and work through.

What comes from content is shown and never obeyed. A code host looks for more than Markdown: names of people, numbers of
issues, commits, addresses, sums. It leaves code alone, so what could be one of them is set as code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from carepress.diagnostics.collector import Collector
from carepress.diagnostics.links import Links
from carepress.diagnostics.model import EXAMPLES, START, Diagnostic, Fault, Severity
from carepress.diagnostics.text import printable

__all__ = ["LIMIT", "as_block", "as_code", "as_text", "render_markdown", "rule_in_markdown"]

LIMIT = 1_000_000
"""Bytes of a summary. GitHub shows none that has more than 1 MiB (1,048,576), and others may write into it, too."""

LONGEST = 1_000
"""Characters of a message that are shown: more is a text of the file, which is there to be read."""

_PART = re.compile(r"`([^`]+)`|([^\s`]+?)(?=[,.;:!?]*(?:[\s`]|\Z))|(\s+)|([`,.;:!?])")
_MEANS_MORE = re.compile(r"[@#$]|:[\w/+-]|www\.|\bgh-\d|\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_SIGNS = re.compile(r"([\\`*_\[\]~])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def as_code(text: str) -> str:
    """Text as a code span, whatever is in it."""
    text = printable(" ".join(text.split()))
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def as_text(text: str) -> str:
    """Text as text: one line in which only what stands between two backticks is more, namely code."""
    shown: list[str] = []
    for code, word, _, sign in _PART.findall(text if len(text) <= LONGEST else text[:LONGEST] + " …"):
        if code.strip() or _MEANS_MORE.search(word):
            shown.append(" " if shown and shown[-1].endswith("`") else "")
            shown.append(as_code(code or word))
        else:
            plain = re.sub("[&<>]", lambda each: _ENTITIES[each[0]], _SIGNS.sub(r"\\\1", printable(word or sign)))
            shown.append(plain or " ")
    return "".join(shown).strip()


def render_markdown(
    found: Collector,
    *,
    prefix: str,
    links: Links,
    titles: Mapping[str, str] | None = None,
    texts: int = 0,
    limit: int = LIMIT,
) -> str:
    """What to mend first, file by file; then warnings; then advice, folded away.

    ``titles`` of texts by path, as far as they are known; ``texts``: how many were checked, 0 where somebody asked for
    some of them. At most ``limit`` bytes; then it says how many faults more there are.
    """
    foot = "" if links.rules else _explained(found)
    page = _Page(limit - _size(foot) - _MARGIN)
    page.add(f"## {_verdict(found, texts)}")
    if found.failed:
        page.add("Begin with the errors: while a file has one, not all of it can be read, and more may come to light.")
    for severity in Severity:
        _add_section(page, found, severity, prefix=prefix, links=links, titles=titles or {})
    if more := len(found) - page.faults:
        page.blocks.append(f"**{_counted(more, 'more fault')}** did not fit here. `carepress check` names every one.")
    return "\n\n".join(filter(None, [*page.blocks, foot])) + "\n"


_BEGIN = {
    Severity.ERROR: "### To mend first: {}",
    Severity.WARNING: "### To mend before the site goes public: {}",
    Severity.NOTE: "<details>\n<summary>{} of advice, for a person to judge</summary>",
}
_END = {Severity.ERROR: "", Severity.WARNING: "", Severity.NOTE: "</details>"}
_MARGIN = 200
"""Bytes for the end of a section and the sentence on what did not fit."""


class _Page:
    """Blocks that fit into a number of bytes. After the first that does not, none does."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.blocks: list[str] = []
        self.faults = 0

    def add(self, text: str, *, faults: int = 0) -> bool:
        """``faults``: how many the text tells of. Returns whether it has a place."""
        self.room -= _size(text)
        if self.room < 0:
            return False
        self.blocks.append(text)
        self.faults += faults
        return True


def _add_section(
    page: _Page, found: Collector, severity: Severity, *, prefix: str, links: Links, titles: Mapping[str, str]
) -> None:
    """Everything of one severity, file by file."""
    chosen = found.only(lambda each: found.severity(each) is severity)
    if not chosen or not page.add(_BEGIN[severity].format(_counted(len(chosen), severity.value))):
        return
    for path, diagnostics in groupby(chosen, key=lambda each: each.path):
        title = f": {as_text(titles[path])}" if path in titles else ""
        above = f"#### {_link(as_code(prefix + path), links.file(prefix + path))}{title}\n\n"
        for each in diagnostics:
            page.add(above + _item(each, prefix, links), faults=1)
            above = ""
    page.blocks.append(_END[severity])


def _size(text: str) -> int:
    return len(text.encode("utf-8")) + len("\n\n")


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _verdict(found: Collector, texts: int) -> str:
    """The run in one sentence."""
    counts = found.counts
    errors, warnings, notes = (counts[severity] for severity in Severity)
    of = f" in {texts:,} {'article or page' if texts == 1 else 'articles and pages'}" if texts else ""
    if errors:
        files = len({each.path for each in found if found.severity(each) is Severity.ERROR})
        build = "production build" if found.production else "build"
        return f"{_counted(errors, 'error')} in {_counted(files, 'file')} stop{'s' * (errors == 1)} the {build}"
    if warnings:
        return f"Nothing stops the build; {_counted(warnings, 'warning')} would stop publishing"
    return f"Nothing to mend{of}" + (f"; {_counted(notes, 'note')} of advice" if notes else "")


def _item(diagnostic: Diagnostic, prefix: str, links: Links) -> str:
    """One fault: where, what, its rule, and what to do."""
    where = "The file" if diagnostic.span == START else f"Line {diagnostic.span.line}"
    place = _link(where, links.file(prefix + diagnostic.path, diagnostic))
    rule = _link(f"{diagnostic.fault.code} {diagnostic.fault.slug}", links.rule(diagnostic.fault))
    return f"- **{place}:** {as_text(diagnostic.message)} ({rule})<br>\n  **help:** {as_text(diagnostic.help)}"


def _link(words: str, address: str) -> str:
    return f"[{words}]({address})" if address else words


def _explained(found: Collector) -> str:
    """What the faults mean that were found, for a reader without a link to their pages; empty for none."""
    faults = sorted({each.fault for each in found}, key=lambda fault: fault.code)
    parts = [
        f"- **{fault.code} {fault.slug}**: {as_text(fault.summary)}<br>\n"
        f"  {as_text(fault.sections.get('Why it matters to readers', ''))}"
        for fault in faults
    ]
    if not parts:
        return ""
    return "\n\n".join(["<details>\n<summary>What these faults are</summary>", *parts, "</details>"])


def rule_in_markdown(fault: Fault) -> str:
    """The documentation of a fault."""
    return "\n\n".join(
        f"**{name}**\n\n{as_block(text) if name in EXAMPLES else as_text(text)}"
        for name, text in fault.sections.items()
    )


def as_block(text: str) -> str:
    """Text as a fenced block of code, whatever is in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"
