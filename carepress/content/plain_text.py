"""Texts that readers see as they stand, such as a title: no HTML and no template code.

Neither does harm, because everything is escaped; but readers would see ``<b>`` or ``&nbsp;`` where the editor meant
bold or a space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from html.entities import html5

from pydantic import BaseModel

from carepress.content import faults
from carepress.content.fields import field_at
from carepress.content.source_file import SourceText, invisible
from carepress.content.yaml_source import Node, Scalar, Sequence
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import Span

__all__ = ["check_plain_texts"]

_ELEMENTS = frozenset(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote
    body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div
    dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header
    hgroup hr html i iframe img input ins isindex kbd keygen label legend li link listing main map mark marquee
    math menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option
    output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot
    small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th
    thead time title tr track tt u ul var video wbr xmp
    """.split()  # noqa: SIM905 - a list of them would be a word a line
)
"""HTML Living Standard, the index of elements and section 16.2, of obsolete ones."""
_TAG = re.compile(
    r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s*|/[^<>]*|\s+/\s*|\s+[^\s<>\"'/=]+\s*=[^<>]*)>|<!--.*?(?:-->|\Z)", re.DOTALL
)
"""After the name comes the end, a slash or an attribute: ``<5 mg``, ``a <b and c> d`` and ``<IL-6>`` are none."""
_COMPARED = re.compile(r"(?:\d|(?<![^\W_])[^\W_])\Z"), re.compile(r"\d|[^\W_](?![^\W_])")
"""What stands before and after the ``<q>`` in ``p<q>r`` and ``1<p>2``: a letter by itself, or a number."""
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_CODE = re.compile(r"\{\{|\{%")
_SHOWN = 40
"""Characters of a tag that a message shows: often there are several."""
_OWN = "extra"
"""What stands under this key is the editor's own and is not shown."""


def check_plain_texts(
    source: SourceText,
    node: Node,
    model: type[BaseModel] | None = None,
    *,
    converted: Collection[str] = (),
    template_code: bool = True,
) -> None:
    """Report HTML and template code in the values of a file, and in the names of its entries.

    ``model`` is what the file is held against, and tells where a key ``extra`` is one of its fields; None for a file of
    entries, which have names of their own. ``converted`` are keys whose values are Markdown, where its own check finds
    both. A value that has another fault already gets no second one. ``template_code`` is false where the whole file is
    looked through for it elsewhere.
    """
    text = source.text or ""
    escapes = "\\" in text
    html = escapes or "<" in text or "&" in text
    code = template_code and (escapes or "{{" in text or "{%" in text)
    if not html and not code:
        return
    told = {fault.span[:2] for fault in source.found}
    lines = text.split("\n")
    for scalar in _texts(node, model, (), converted):
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


def _texts(
    node: Node, model: type[BaseModel] | None, loc: tuple[int | str, ...], leave: Collection[str] = ()
) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _texts(item, model, (*loc, index))
    else:
        for key, value in node.entries:
            place = (*loc, key.text)
            own = key.text == _OWN and model is not None and field_at(model, place) is not None
            if not own and key.text not in leave:
                yield key
                yield from _texts(value, model, place)


def _tags(text: str) -> list[str]:
    found = list(_TAG.finditer(text))
    closed = {match["name"].lower() for match in found if match[0].startswith("</")}
    return [match[0] for match in found if match["name"] is None or _is_element(match, text, closed)]


def _is_element(match: re.Match[str], text: str, closed: Collection[str]) -> bool:
    name = match["name"].lower()
    if name not in _ELEMENTS:
        return False
    before = text[max(0, match.start() - 2) : match.start()]
    compared = len(match[0]) == len("<q>") and _COMPARED[0].search(before)
    return not compared or not _COMPARED[1].match(text, match.end()) or name in closed


def _check_html(source: SourceText, scalar: Scalar, lines: list[str]) -> None:
    """One fault for one text, at the first tag or entity in it."""
    written = _tags(scalar.text)
    tags = list(dict.fromkeys(" ".join(tag.split()) for tag in written))
    entities = [match[0] for match in _ENTITY.finditer(scalar.text) if _is_entity(match[0])]
    if tags:
        first = written[0]
        names = " and ".join(f"`{shown(tag, _SHOWN)}`" for tag in tags[:3]) + (" and the others" if tags[3:] else "")
        help_ = f"delete {names}: this text has no bold, no links and no line breaks"
        if first.startswith("<!--"):
            help_ = "delete it; a note of your own goes on a line of the front matter that begins with #"
    elif entities:
        first, sign = entities[0], unescape(entities[0])
        help_ = f"type the sign itself: {sign}" if sign.strip() else "type a normal space"
    else:
        return
    place = _place(first, scalar, lines)
    message = f"`{shown(' '.join(first.split()), _SHOWN)}` is HTML, and readers would see it as it stands"
    source.report(faults.RAW_HTML, place, message, help_)


def _is_entity(written: str) -> bool:
    """True where a browser would show something else; those for invisible characters are told elsewhere."""
    return (written.startswith("&#") or written[1:] in html5) and not invisible(unescape(written))


def _place(needle: str, scalar: Scalar, lines: list[str]) -> Span:
    """Where a piece of a value stands; the whole value where the file writes it otherwise."""
    span = scalar.span
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        start = lines[number - 1].find(needle, span.column - 1 if number == span.line else 0)
        if start >= 0:
            return Span(number, start + 1, number, start + 1 + len(needle))
    return span
