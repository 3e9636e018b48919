"""The text of one page, with its marks filled in: links, images, citations, explained words.

One :class:`PageText` serves one page, from its first section to its last, because numbers and first uses depend on what
came before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from markupsafe import Markup, escape

from carepress.content.body import (
    CITATION,
    CITE_OPEN,
    OPT_OUT,
    Block,
    Card,
    Figure,
    Html,
    Note,
    Numbers,
    Question,
    Section,
    Timeline,
)
from carepress.content.library import Library, Problem
from carepress.content.model import Text
from carepress.site.glossary import GlossaryPage
from carepress.site.i18n import Words, plain
from carepress.site.pictures import Pictures
from carepress.site.settings import SiteSettings
from carepress.site.timeline import in_words
from carepress.site.views import Block as BlockView
from carepress.site.views import (
    CareCardBlock,
    ContentsEntry,
    FaqView,
    FigureBlock,
    HtmlBlock,
    NoteBlock,
    NumbersBlock,
    PictureView,
    ProportionView,
    SectionView,
    TableBlock,
    TimelineBlock,
    TimelineStep,
)

__all__ = ["PageText"]

_LINK = re.compile(r'(<a (?:[a-z]+="[^"]*" )*)href="cp-link:(\d+)"([^>]*>)(.*?</a>)', re.DOTALL)
_IMAGE = re.compile(r'(<img (?:[a-z]+="[^"]*" )*)src="cp-image:(\d+)"((?:[^">]|"[^"]*")*>)')
"""Only inside tags: in a text, < is always written as an entity."""


class PageText:
    """Fills in one text, from top to bottom, once."""

    def __init__(
        self,
        text: Text,
        library: Library,
        settings: SiteSettings,
        pictures: Pictures,
        words: Words,
        glossary: GlossaryPage | None,
    ) -> None:
        self._text = text
        self._settings = settings
        self._words = words
        self._glossary = glossary
        self._links = [resolved for _, resolved in library.resolved_links(text)]
        self._images = [library.resolve_image(text, image.target) for image in text.body.images]
        self._pictures = pictures
        self._lazy = False
        self._cards = 0
        self.cited: dict[str, list[str]] = {}
        """Sources in order of first use, each with the anchors of the places that cite it."""

    def sections(self) -> tuple[SectionView, ...]:
        return tuple(map(self._section, self._text.body.sections))

    def contents(self, sections: Iterable[SectionView]) -> tuple[ContentsEntry, ...]:
        """The lines of "On this page"."""
        headings = {section.id: section.text for section in self._text.body.sections}
        return tuple(
            ContentsEntry(section.id, escape(headings[section.id]))
            for section in sections
            if section.heading is not None
        )

    def _section(self, section: Section) -> SectionView:
        self._lazy |= bool(section.heading)  # below it is what readers scroll to
        heading = self._fill(section.heading) if section.heading else None
        blocks = tuple(self._block(block, 3) for block in section.blocks)
        faq = tuple(self._question(question) for question in section.questions)
        return SectionView(section.id, section.role, heading, blocks, faq)

    def _question(self, question: Question) -> FaqView:
        blocks = tuple(self._block(block, 4) for block in question.blocks)
        return FaqView(question.id, self._fill(question.question), blocks)

    def _block(self, block: Block, heading_level: Literal[3, 4]) -> BlockView:
        if isinstance(block, Html):
            return HtmlBlock(self._fill(block.html, explain=True))
        if isinstance(block, Card):
            self._cards += 1
            return CareCardBlock(
                block.level, self._fill(block.heading), self._fill(block.html), f"card-{self._cards}", heading_level
            )
        if isinstance(block, Note):
            heading = self._fill(block.heading) if block.heading else None
            return NoteBlock(block.level, heading, self._fill(block.html, explain=True))
        if isinstance(block, Figure):
            return self._figure(block)
        if isinstance(block, Numbers):
            return self._numbers(block)
        if isinstance(block, Timeline):
            return self._timeline(block)
        return TableBlock(self._fill(block.html, explain=True), block.label)

    def _numbers(self, block: Numbers) -> NumbersBlock:
        heading = self._fill(block.heading) if block.heading else None
        proportions = tuple(
            ProportionView(
                self._fill(each.label) if each.label else None,
                each.part,
                each.whole,
                self._fill(each.has, explain=True),
                self._fill(each.rest, explain=True),
            )
            for each in block.proportions
        )
        return NumbersBlock(heading, proportions)

    def _timeline(self, block: Timeline) -> TimelineBlock:
        return TimelineBlock(
            tuple(
                TimelineStep(
                    in_words(step.time, self._words), " ".join(map(str, tuple(step.time))), self._fill(step.html)
                )
                for step in block.steps
            )
        )

    def _figure(self, block: Figure) -> FigureBlock:
        picture, lazy = self._picture(block.image)
        return FigureBlock(picture, self._text.body.images[block.image].alt, block.caption or None, lazy)

    def _picture(self, number: int) -> tuple[PictureView, bool]:
        """An image of the text, and whether it may be fetched late: not the first of those above the first heading.

        No build shows one that is not there, or on another site; a preview does not ask for it.
        """
        image, _ = self._images[number]
        lazy, self._lazy = self._lazy, True
        if image is None:
            return PictureView(self._settings.href("/images/"), None, None, "", ()), lazy
        return self._pictures.figure(image), lazy

    # ── Marks ────────────────────────────────────────────────────────────────────────────────────────────────

    def _fill(self, html: str, *, explain: bool = False) -> Markup:
        if self._glossary is not None:
            html = self._glossary.explain(html) if explain else self._glossary.leave(html)
        else:
            html = html.replace(OPT_OUT, "\\")
        if "cp-" in html:
            html = _LINK.sub(self._link, html)
            html = _IMAGE.sub(self._image, html)
        if CITE_OPEN in html:
            html = CITATION.sub(self._cite, html)
        return Markup(html)  # noqa: S704 - made and cleaned by the content floor

    def _link(self, match: re.Match[str]) -> str:
        before, number, after, words = match.groups()
        resolved = self._links[int(number)]
        if resolved.problem is Problem.UNSAFE:  # no build gets as far as this; a preview does
            return f'{before}href="#"{after}{words}'
        if resolved.external:
            return f'{before}href="{escape(resolved.address)}"{after}{words}'
        anchor = resolved.address.partition("#")[2]
        # A link within the page must not reload it.
        href = self._settings.href(resolved.address)
        same_page = anchor and resolved.text is self._text
        link = f'{before}href="{escape(href[href.index("#") :] if same_page else href)}"'
        if resolved.text is not None and (lang := resolved.text.lang) != self._text.lang:
            return f'{link} hreflang="{escape(lang)}"{after}{words} {self._words.in_other(lang)}'
        return f"{link}{after}{words}"

    def _image(self, match: re.Match[str]) -> str:
        """An image between words; one on a line of its own is a figure."""
        picture, lazy = self._picture(int(match[2]))
        size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
        late = ' loading="lazy"' if lazy else ""
        image = f'{match[1]}src="{escape(picture.src)}"{size}{late} decoding="async"{match[3]}'
        if not picture.sources:
            return image
        sources = "".join(
            f'<source type="{source.type}" srcset="{escape(source.srcset)}" sizes="{picture.sizes}">'
            for source in picture.sources
        )
        return f"<picture>{sources}{image}</picture>"

    def _cite(self, match: re.Match[str]) -> str:
        source = match[1]
        places = self.cited.setdefault(source, [])
        number = list(self.cited).index(source) + 1
        anchor = f"cite-{source}-{len(places) + 1}"
        places.append(anchor)
        label = plain(self._words.gettext("Reference %(number)s", number=number))
        return (
            f'<sup class="citation" id="{escape(anchor)}">'
            f'<a href="#ref-{escape(source)}" aria-label="{label}">{number}</a></sup>'
        )
