"""What each page shows, as plain frozen data: the contract between Python and the templates.

A template receives ``site`` (the same on every page), ``page`` (about this page) and one or more of the views below.
Everything is ready to print: addresses are complete, numbers counted, states decided. A template chooses words and
markup, never facts. ``Markup`` is trusted HTML made by the content floor; every ``str`` is escaped by autoescape.

This module must not know Pelican or Jinja.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

__all__ = [
    "AZEntry",
    "Alternate",
    "AppointmentView",
    "ArticleView",
    "AskClinician",
    "Block",
    "CareCardBlock",
    "ContentsEntry",
    "Crumb",
    "DisclaimerView",
    "FactRow",
    "FaqView",
    "FeedLink",
    "FigureBlock",
    "HtmlBlock",
    "KindView",
    "Letter",
    "LetterGroup",
    "Link",
    "ListEntry",
    "Listing",
    "NoteBlock",
    "NumbersBlock",
    "OriginalView",
    "PageView",
    "Pagination",
    "PersonView",
    "PictureSource",
    "PictureView",
    "ProportionView",
    "ReferenceView",
    "ReviewView",
    "SectionView",
    "ShareView",
    "SiteView",
    "Subscribe",
    "TableBlock",
    "TimelineBlock",
    "TimelineStep",
    "TopicView",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads."""

    text: str
    href: str
    lang: str = ""
    """The language of what it leads to, where that is not the page's own: the page says so."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; the last one, the page itself, has no ``href``."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Alternate:
    """The way to another language: to the same page in it, else to its home page.

    ``name`` is the language's own name for itself, ``dir`` the direction in which that is written.
    """

    lang: str
    dir: Literal["ltr", "rtl"]
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """An Atom feed."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class AskClinician:
    """The optional call to action. Off unless the site's settings give it."""

    heading: str
    text: str
    action: Link


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The optional invitation to subscribe. Off unless the site's settings give it; feeds are always offered."""

    heading: str
    text: str
    action: Link


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of its site, in the page's language."""

    name: str
    tagline: str
    home: str
    a_z: str
    search: str
    topics: str | None
    recent: str
    people: str | None
    glossary: str | None
    own_lang: str
    """The site's own language, which people and the glossary have, where that is not the page's; else empty."""
    navigation: tuple[Link, ...]
    """Header: topics, A–Z, recently changed (those that exist)."""
    policies: tuple[Link, ...]
    """Footer: the policy pages that exist, in their fixed order."""
    feed: FeedLink
    demonstration: bool
    """True: a line at the top of each page says that nothing here is medical advice or reviewed."""
    licence: Link | None
    publisher: str
    css: Markup
    """The style sheet of all pages, minified, for one inline ``<style>``."""
    lists_css: Markup
    """What stands behind it in pages that lead to texts."""
    timelines_css: Markup
    """What stands behind it in texts with an aftercare timeline."""
    print_style: str
    """Address of what paper needs besides."""
    appointment_style: str
    """Address of what an appointment sheet needs besides."""
    first_script: Markup
    """The script that runs before anything is painted, for one inline ``<script>``. It loads others afterwards."""
    script: str
    """Address of the script of all pages."""
    calendar_script: str
    """Address of the script that makes a calendar file from an aftercare timeline."""
    icon: str
    """Address of the site's icon (SVG)."""
    content_security_policy: str
    lists_policy: str
    """That of pages that lead to texts."""
    timelines_policy: str
    """That of texts with an aftercare timeline."""
    can_search: bool
    """True: the search page can search the texts, and not only lead to them by letter and topic."""
    search_script: str
    """Address of the module that does it."""
    search_policy: str
    """That page's own policy for content."""
    base: str
    """Address of the site's root, with a slash at its end."""
    ask_clinician: AskClinician | None
    subscribe: Subscribe | None


@dataclass(frozen=True, slots=True)
class PageView:
    """What the ``<head>`` and the frame of one page need."""

    title: str
    """The page's own title; the base template adds the site's name."""
    description: str
    canonical: str | None
    """Complete address; None where the site has no ``SITEURL``."""
    lang: str
    dir: Literal["ltr", "rtl"]
    noindex: bool
    type: Literal["article", "website"]
    """Open Graph type."""
    image: str | None
    """Complete address of a picture for link previews."""
    json_ld: Markup | None
    """The structured data, already safe inside ``<script type="application/ld+json">``."""
    breadcrumb: tuple[Crumb, ...]
    languages: tuple[Alternate, ...]
    """The other languages of the site."""
    versions: tuple[tuple[str, str], ...]
    """Language and complete address of each version of this page, itself among them, for ``hreflang``; the last one is
    ``x-default``, for everybody else. Empty where there is only one."""
    feeds: tuple[FeedLink, ...]
    current: str
    """Address of this page without the host, to mark it in the navigation."""


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A picture in one format, for browsers that know it, in several sizes."""

    type: str
    """Its MIME type."""
    srcset: str
    """Addresses, each with its width, as HTML wants them."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture, and where a browser gets it in the size and format that fit."""

    src: str
    """The address for those that know no better format."""
    width: int | None
    height: int | None
    """In CSS pixels, of the whole picture."""
    sizes: str
    """How wide it is shown, on which screens; empty where there are no :attr:`sources`."""
    sources: tuple[PictureSource, ...]
    """Better formats, the best first."""


# ── The article ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """Paragraphs, lists and lower headings, trusted and complete."""

    html: Markup
    type: Literal["html"] = "html"


@dataclass(frozen=True, slots=True)
class CareCardBlock:
    """A care card."""

    level: Literal["non-urgent", "urgent", "emergency"]
    heading: Markup
    html: Markup
    id: str
    """For ``aria-labelledby``; unique on the page."""
    heading_level: Literal[3, 4]
    type: Literal["care-card"] = "care-card"


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note or warning."""

    level: Literal["note", "warning"]
    heading: Markup | None
    html: Markup
    type: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """An image with its caption."""

    picture: PictureView
    alt: str
    caption: str | None
    lazy: bool
    """Whether it is fetched only when a reader comes near it."""
    type: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table."""

    html: Markup
    """A whole ``<table>``."""
    label: str
    """For the region that scrolls sideways: the text of the heading above the table."""
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class ProportionView:
    """One picture of so many people out of a whole, with both sides in words."""

    label: Markup | None
    part: int
    whole: int
    """10, 20, 50, 100 or 1,000."""
    has: Markup
    rest: Markup


@dataclass(frozen=True, slots=True)
class NumbersBlock:
    """Numbers of people as pictures, side by side where there are several."""

    heading: Markup | None
    proportions: tuple[ProportionView, ...]
    type: Literal["numbers"] = "numbers"


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step of an aftercare timeline."""

    when: str
    """In words: "After 3 to 5 days"."""
    data: str
    """For the script that makes a calendar file: after or for, two numbers, a unit."""
    html: Markup


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """An aftercare timeline. A page has one at most."""

    steps: tuple[TimelineStep, ...]
    type: Literal["timeline"] = "timeline"


Block = HtmlBlock | CareCardBlock | NoteBlock | FigureBlock | TableBlock | NumbersBlock | TimelineBlock


@dataclass(frozen=True, slots=True)
class FaqView:
    """One question and its answer; ``id`` is its address."""

    id: str
    question: Markup
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of an article or page."""

    id: str
    """The anchor: the role where there is one."""
    role: str | None
    heading: Markup | None
    """None only for an overview given as the text before the first heading."""
    blocks: tuple[Block, ...]
    faq: tuple[FaqView, ...]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of "On this page"."""

    id: str
    text: Markup


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of "At a glance"."""

    term: str
    detail: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """An author or reviewer, on cards, lists and their own page."""

    id: str
    name: str
    href: str
    credentials: str | None
    role: str | None
    specialty: str | None
    registration: str | None
    """Body and number in one line."""
    bio: str | None
    photo: PictureView | None
    initials: str
    links: tuple[Link, ...]
    sample: bool
    """An invented person of an example site: the page must say so wherever the name stands."""
    lang: str
    """The language of their page, where that is not the one around it; else empty."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The review line. ``date``, ``due`` and ``reviewers`` are what may be *claimed*.

    | state | meaning |
    |---|---|
    | reviewed | reviewed by a named clinician, and not past its due date |
    | overdue | reviewed, but the due date has passed |
    | sample | the reviewer is an invented person: "Example content, not medically reviewed" |
    | unreviewed | no review at all: "Not medically reviewed" |

    In the last two states ``date``, ``due`` and ``reviewers`` are empty.
    """

    state: Literal["reviewed", "overdue", "sample", "unreviewed"]
    date: dt.date | None
    due: dt.date | None
    reviewers: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One numbered source. The anchor is ``id``; ``backlinks`` are the anchors of the places that cite it, in order."""

    id: str
    number: int
    title: str
    href: str | None
    by: str | None
    """Publisher, or authors and journal, in one line."""
    year: int | None
    kind: str | None
    """``label guideline systematic-review …``: the template names it in the page's language."""
    accessed: dt.date | None
    unchecked: bool
    """The editors say that nobody has opened the page yet."""
    identifiers: tuple[Link, ...]
    """DOI and PMID."""
    backlinks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One article in a list: related, topic, kind, tag, recently changed, home."""

    title: str
    href: str
    summary: str
    kind: str
    """Name of the kind in the singular, in the page's language ("Procedure")."""
    modified: dt.date
    review_state: Literal["reviewed", "overdue", "sample", "unreviewed"]
    review_date: dt.date | None


@dataclass(frozen=True, slots=True)
class ShareView:
    """What the share buttons need."""

    url: str
    email: str
    """A complete ``mailto:`` address."""


@dataclass(frozen=True, slots=True)
class DisclaimerView:
    """The medical disclaimer."""

    text: str
    """The disclaimer that stands in every article."""
    more: Link | None
    """The full disclaimer page, where the site has one."""


@dataclass(frozen=True, slots=True)
class OriginalView:
    """What a page is a translation of, where that was changed after the translation."""

    lang: str
    href: str
    changed: dt.date


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything an article's page shows."""

    title: str
    kind: str
    kind_name: str
    summary: str
    also_called: tuple[str, ...]
    review: ReviewView
    newer: OriginalView | None
    """The original, where this is a translation that may be out of date."""
    minutes: int
    """Reading time, whole minutes, at least 1."""
    at_a_glance: tuple[FactRow, ...]
    contents: tuple[ContentsEntry, ...]
    sections: tuple[SectionView, ...]
    groups: tuple[tuple[SectionView, ...], ...]
    """The sections as they stand on the page: alone, or short benefits and risks side by side."""
    references: tuple[ReferenceView, ...]
    authors: tuple[PersonView, ...]
    sample_reviewers: tuple[PersonView, ...]
    """Invented people named as reviewers: shown as samples, never as reviewers."""
    published: dt.date
    modified: dt.date
    changes: tuple[tuple[dt.date, str], ...]
    """Change notes, newest first."""
    topics: tuple[Link, ...]
    tags: tuple[Link, ...]
    related: tuple[ListEntry, ...]
    policy: Link | None
    """"How we write": the editorial policy, where the site has one."""
    report: str | None
    edit: str | None
    share: ShareView
    qr: str | None
    """A picture of the page's address, for paper; None where the site has no ``SITEURL``."""
    timeline: bool
    """Whether a section has an aftercare timeline, which needs a style sheet and a script."""
    appointment: str | None
    """Where its sheet for an appointment is, if it has one."""
    disclaimer: DisclaimerView


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """The sheet that a reader takes to an appointment."""

    title: str
    """The article's."""
    href: str
    """Where the article is."""
    url: str | None
    """Its complete address; None where the site has no ``SITEURL``."""
    qr: str | None
    review: ReviewView
    published: dt.date
    modified: dt.date
    tell: tuple[str, ...]
    """What a clinician should be told if it is true: the contraindications."""
    ask: tuple[str, ...]
    """The questions."""
    disclaimer: DisclaimerView


# ── Everything else ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a list's page stands among its pages."""

    number: int
    count: int
    previous: str | None
    next: str | None
    pages: tuple[Link, ...]
    """Every page's number and address."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list."""

    entries: tuple[ListEntry, ...]
    total: int
    pagination: Pagination | None
    """None where everything fits on one page."""


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic and how many articles it has."""

    id: str
    name: str
    summary: str
    href: str
    count: int
    also_called: tuple[str, ...]
    children: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """A content type as a list of its articles. Names come from the kind's file through gettext."""

    id: str
    name: str
    """Plural: "Procedures"."""
    summary: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One tile of the A–Z's letters; without entries it has no ``href``."""

    label: str
    href: str | None
    current: bool
    count: int


@dataclass(frozen=True, slots=True)
class TermView:
    """One word of the glossary. ``id`` is the anchor of its explanation on every page."""

    id: str
    name: str
    also: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The words of one letter."""

    label: str
    id: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class AZEntry:
    """A title, or another name with the title it means ("Botox: see Neuromodulators for skin")."""

    name: str
    href: str
    see: str | None


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entries of one letter."""

    label: str
    id: str
    entries: tuple[AZEntry, ...]
