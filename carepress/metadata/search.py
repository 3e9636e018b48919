"""What a search knows of one text: a document for the indexer, with names, sections and what results are narrowed by.

The attributes are those of Pagefind (https://pagefind.app/docs/weighting/, /metadata/, /filtering/). Words weigh from 0
to 10; those of headings more than those of the text, by its own defaults.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from carepress.content.body import CITATION, OPT_OUT, Section, block_html

__all__ = ["SearchEntry", "search_document", "vocabulary"]

TITLE, NAMES, SUMMARY, TERM = 10, 9, 3, 3
"""Weights: a search for the name of an article must find it first, however often others say that name."""
SHORTEST = 3
"""Letters of a word that is worth proposing to somebody who has misspelt it."""
_UNSEEN = re.compile(r"<img\b[^>]*>")
_OUTSIDE_TAGS = re.compile(r"(<[^>]*>)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One article or page, as a search shows it. ``kind`` and ``topics`` are ids, empty for a page."""

    address: str
    lang: str
    title: str
    summary: str
    names: tuple[str, ...] = ()
    """What it is called besides."""
    misspellings: tuple[str, ...] = ()
    """Found, and never shown."""
    kind: str = ""
    topics: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def search_document(entry: SearchEntry, terms: re.Pattern[str] | None) -> str:
    """The entry as HTML for the indexer. Each section and question with a name can be a result of its own.

    ``terms`` finds in HTML the words that the glossary explains; None where none weighs more. What stands before the
    first section is shown by no result: title, names, misspellings, summary.
    """
    return "".join(_parts(entry, terms))


def _parts(entry: SearchEntry, terms: re.Pattern[str] | None) -> Iterator[str]:
    yield f'<!doctype html><html lang="{escape(entry.lang)}"><body data-pagefind-body>'
    yield f'<h1 data-pagefind-weight="{TITLE}">{escape(entry.title)}</h1>'
    for name in entry.names:
        yield f'<p data-pagefind-weight="{NAMES}">{escape(name)}</p>'
    for word in entry.misspellings:
        yield f'<p data-pagefind-weight="{NAMES}">{escape(word)}</p>'
    yield f'<p data-pagefind-weight="{SUMMARY}" data-pagefind-meta="summary">{escape(entry.summary)}</p>'
    if entry.names:
        yield _told("meta", "names", ", ".join(entry.names))
    if entry.kind:
        yield _told("filter", "kind", entry.kind)
    for topic in entry.topics:
        yield _told("filter", "topic", topic)
    for section in entry.sections:
        if section.heading:
            yield f'<h2 id="{escape(section.id)}">{_clean(section.heading)}</h2>'
        yield from (_weighed(_clean(block_html(block)), terms) for block in section.blocks)
        for question in section.questions:
            yield f'<h3 id="{escape(question.id)}">{_clean(question.question)}</h3>'
            yield from (_weighed(_clean(block_html(block)), terms) for block in question.blocks)
    yield "</body></html>\n"


def _told(how: str, name: str, value: str) -> str:
    """A value that is not a word of the text."""
    return f'<span data-pagefind-{how}="{name}[title]" title="{escape(value)}"></span>'


def _clean(html: str) -> str:
    return _UNSEEN.sub("", CITATION.sub("", html).replace(OPT_OUT, ""))


def _weighed(html: str, terms: re.Pattern[str] | None) -> str:
    """HTML with more weight on the words that the glossary explains: they are what it is about."""
    if terms is None or terms.search(html) is None:
        return html
    parts = _OUTSIDE_TAGS.split(html)
    parts[::2] = [terms.sub(rf'<span data-pagefind-weight="{TERM}">\g<0></span>', text) for text in parts[::2]]
    return "".join(parts)


def vocabulary(texts: Iterable[str]) -> bytes:
    """The words of names and titles, as JSON: what somebody may have meant whose search finds nothing."""
    words = {word.lower() for text in texts for word in _WORD.findall(text) if len(word) >= SHORTEST}
    return json.dumps(sorted(words), ensure_ascii=False, separators=(",", ":")).encode()
