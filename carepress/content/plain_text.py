"""Texts that readers see as they stand, such as a title: no HTML and no template code.

Neither does harm, because everything is escaped; but readers would see ``<b>`` or ``&nbsp;`` where the editor meant
bold or a space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from html.entities import html5

from carepress.content import faults
from carepress.content.source_file import SourceText, invisible
from carepress.content.yaml_source import Node, Scalar, Sequence
from carepress.diagnostics import Span

__all__ = ["check_plain_texts"]

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--.*?(?:-->|\Z)", re.DOTALL)
"""``<5 mg``, ``a < b`` and ``<jo@example.org>`` are none."""
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_CODE = re.compile(r"\{\{|\{%")
_OWN = "extra"
"""What stands under this key is the editor's own and is not shown."""


def check_plain_texts(
    source: SourceText, node: Node, *, converted: Collection[str] = (), template_code: bool = True
) -> None:
    """Report HTML and template code in the values of a file, and in the names of its entries.

    ``converted`` are keys whose values are Markdown, where its own check finds both. A value that has another fault
    already gets no second one. ``template_code`` is false where the whole file is looked through for it elsewhere.
    """
    text = source.text or ""
    escapes = "\\" in text
    html = escapes or "<" in text or "&" in text
    code = template_code and (escapes or "{{" in text or "{%" in text)
    if not html and not code:
        return
    told = {fault.span[:2] for fault in source.found}
    lines = text.split("\n")
    for scalar in _texts(node, converted):
        if scalar.span[:2] in told:
            continue
        if html:
            _check_html(source, scalar, lines)
        if code and (match := _CODE.search(scalar.text)):
            source.report(
                faults.TEMPLATE_CODE,
                _place(match[0], scalar, lines),
                "this looks like template code; it is not run, and readers would see it as it stands",
                "write the words themselves; in a text about code, write `{ {` with a space",
            )


def _texts(node: Node, leave: Collection[str]) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, ())
    else:
        for key, value in node.entries:
            if key.text != _OWN and key.text not in leave:
                yield key
                yield from _texts(value, ())


def _check_html(source: SourceText, scalar: Scalar, lines: list[str]) -> None:
    """One fault for one text, at the first tag or entity in it."""
    tags = list(dict.fromkeys(" ".join(match[0].split()) for match in _TAG.finditer(scalar.text)))
    entities = [match[0] for match in _ENTITY.finditer(scalar.text) if _is_entity(match[0])]
    if tags:
        first = next(_TAG.finditer(scalar.text))[0]
        names = " and ".join(f"`{_short(tag)}`" for tag in tags[:3]) + (" and the others" if tags[3:] else "")
        help_ = f"delete {names}: this text has no bold, no links and no line breaks"
        if first.startswith("<!--"):
            help_ = "delete it; a note of your own goes on a line of the front matter that begins with #"
    elif entities:
        first, sign = entities[0], unescape(entities[0])
        help_ = f"type the sign itself: {sign}" if sign.strip() else "type a normal space"
    else:
        return
    place = _place(first, scalar, lines)
    if any(each.fault is faults.COMMENT_OPEN and each.span[:2] == place[:2] for each in source.found):
        return
    message = f"`{_short(' '.join(first.split()))}` is HTML, and readers would see it as it stands"
    source.report(faults.RAW_HTML, place, message, help_)


def _is_entity(written: str) -> bool:
    """True where a browser would show something else; those for invisible characters are told elsewhere."""
    return (written.startswith("&#") or written[1:] in html5) and not invisible(unescape(written))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - what a message can show


def _place(needle: str, scalar: Scalar, lines: list[str]) -> Span:
    """Where a piece of a value stands; the whole value where the file writes it otherwise."""
    span = scalar.span
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        start = lines[number - 1].find(needle, span.column - 1 if number == span.line else 0)
        if start >= 0:
            return Span(number, start + 1, number, start + 1 + len(needle))
    return span
