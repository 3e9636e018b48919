"""From an article to everything its page shows."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from carepress.content.addresses import appointment_address, qr_address, tag_address, unique_tags
from carepress.content.body import Html, Numbers, Section, block_html, words_of
from carepress.content.items import items_of, questions_of
from carepress.content.model import Article, Page
from carepress.site.glossary import GlossaryPage
from carepress.site.site import Site
from carepress.site.text import PageText
from carepress.site.views import (
    AppointmentView,
    ArticleView,
    DisclaimerView,
    FactRow,
    Link,
    OriginalView,
    ReferenceView,
    ReviewView,
    SectionView,
    ShareView,
)

__all__ = ["appointment_view", "article_view", "newer_original"]

WORDS_A_MINUTE = 200
"""Reading speed of adults on text that is new to them: 200 to 240 words a minute for English non-fiction
(Brysbaert, Journal of Memory and Language 109:104047, 2019: 238); the lower end, for people who are worried."""
LONGER_WORDS = {"ar": 138 / 228, "es": 218 / 228}
"""How many words are read in the time in which English readers read one: Arabic says in one word what takes English two
or three. By the same texts in 17 languages (Trauzettel-Klosinski and Dietz, Investigative Ophthalmology & Visual
Science 53:5452, 2012)."""
RELATED = 4
SIDES = ("benefits", "risks")
"""Roles that are weighed against each other."""
LONGEST_SIDE = 150
"""Words that still fit beside others: about a screen of a column half as wide."""


def article_view(site: Site, article: Article) -> ArticleView:
    """Everything the page of an article shows, in reading order."""
    meta, say, settings = article.meta, site.words(article), site.settings
    text = PageText(article, site.library, settings, site.pictures, say, _glossary(site, article))
    sections = text.sections()
    policy = site.library.page("editorial-policy", article.lang)
    reviewers = meta.review.by if meta.review else ()
    people = site.library.people
    return ArticleView(
        title=meta.title,
        kind=meta.kind,
        kind_name=say.gettext(article.kind.name),
        summary=meta.summary,
        also_called=meta.also_called,
        review=_review(site, article),
        newer=newer_original(site, article),
        minutes=_minutes(article),
        at_a_glance=tuple(FactRow(fact.term, fact.detail) for fact in meta.at_a_glance),
        contents=text.contents(sections),
        sections=sections,
        groups=tuple(_groups(article, sections)),
        references=_references(article, text),
        authors=tuple(site.person(person, article.lang) for person in meta.authors),
        sample_reviewers=tuple(site.person(person, article.lang) for person in reviewers if people[person].sample),
        published=meta.date,
        modified=article.modified,
        changes=tuple(sorted(((change.date, change.note) for change in meta.changes), reverse=True)),
        topics=tuple(
            site.topic_link(topic, article.lang) for topic in article.topics if site.has_page(topic, article.lang)
        ),
        tags=tuple(
            site.tag_link(tag, article.lang)
            for tag in unique_tags(meta.tags)
            if site.library.has_address(site.local(tag_address(tag), article.lang))
        ),
        related=tuple(site.entry(other) for other in site.related.nearest(article, RELATED)),
        policy=site.page_link(policy, article.lang) if policy else None,
        report=_report(site, article),
        edit=settings.edit_url.replace("{path}", quote(article.path)) or None,
        share=_share(site, article),
        qr=_qr(site, article),
        timeline=any(block.type == "timeline" for section in sections for block in section.blocks),
        appointment=settings.href(appointment_address(site.library.address(article))) if article.head.asks else None,
        disclaimer=_disclaimer(site, article),
    )


def appointment_view(site: Site, article: Article) -> AppointmentView:
    """What an article gives a reader to take along: its questions, and what its contraindications list."""
    body, address = article.body, site.library.address(article)
    return AppointmentView(
        title=article.head.title,
        href=site.settings.href(address),
        url=site.info.absolute(address) if site.settings.url else None,
        qr=_qr(site, article),
        review=_review(site, article),
        published=article.head.date,
        modified=article.modified,
        tell=items_of(body.section("contraindications")),
        ask=questions_of(body.section("questions-to-ask")),
        disclaimer=_disclaimer(site, article),
    )


def _groups(article: Article, views: tuple[SectionView, ...]) -> Iterator[tuple[SectionView, ...]]:
    """Short benefits and risks that follow each other are one group; each other section is one by itself."""
    paired = False
    for index, view in enumerate(views):
        following = views[index + 1 : index + 2]
        if paired:
            paired = False
        elif tuple(each.role for each in (view, *following)) == SIDES and all(
            map(_is_short, article.body.sections[index : index + 2])
        ):
            paired = True
            yield view, *following
        else:
            yield (view,)


def _is_short(section: Section) -> bool:
    """Whether a section is short and plain enough to stand beside another: no cards, tables, figures or headings."""
    if any(not isinstance(block, Html | Numbers) or "<h3" in block.html for block in section.blocks):
        return False
    return sum(len(words_of(block_html(block)).split()) for block in section.blocks) <= LONGEST_SIDE


def newer_original(site: Site, text: Article | Page) -> OriginalView | None:
    """What a text is a translation of, where that was changed after the two were last in step."""
    original = site.library.newer_original(text)
    return OriginalView(original.lang, site.href(original), original.modified) if original is not None else None


def _minutes(article: Article) -> int:
    speed = WORDS_A_MINUTE * LONGER_WORDS.get(article.lang.partition("-")[0], 1)
    return max(1, round(article.body.words / speed))


def _glossary(site: Site, article: Article) -> GlossaryPage | None:
    """Only in the site's own language; and what the title names is what the whole page explains."""
    if article.lang != site.settings.lang:
        return None
    return site.glossary.page((article.meta.title, *article.meta.also_called))


def _review(site: Site, article: Article) -> ReviewView:
    review = site.reviews[article.path]
    people = tuple(site.person(person, article.lang) for person in review.reviewers)
    state = site.review_state(article)
    return ReviewView(state, review.date, review.due, people)  # type: ignore[arg-type]  # the same words


def _references(article: Article, text: PageText) -> tuple[ReferenceView, ...]:
    references = []
    for number, identifier in enumerate(article.references, 1):
        source = article.meta.sources[identifier]
        identifiers = [Link(f"doi:{source.doi}", f"https://doi.org/{quote(source.doi)}")] if source.doi else []
        if source.pmid:
            identifiers.append(Link(f"PMID {source.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"))
        references.append(
            ReferenceView(
                id=f"ref-{identifier}",
                number=number,
                title=source.title,
                href=source.url,
                by=source.by,
                year=source.year,
                kind=source.kind,
                accessed=source.accessed,
                unchecked=source.unchecked,
                identifiers=tuple(identifiers),
                backlinks=tuple(text.cited.get(identifier, ())),
            )
        )
    return tuple(references)


def _report(site: Site, article: Article) -> str | None:
    url = site.info.absolute(site.library.address(article))
    template = site.settings.report_url
    return template.replace("{title}", quote(article.meta.title, safe="")).replace("{url}", quote(url, safe="")) or None


def _share(site: Site, article: Article) -> ShareView:
    url = site.info.absolute(site.library.address(article))
    email = "mailto:?" + urlencode({"subject": article.meta.title, "body": url}, quote_via=quote)
    return ShareView(url, email)


def _qr(site: Site, article: Article) -> str | None:
    """Where the picture of the article's address is."""
    return site.settings.href(qr_address(site.library.address(article))) if site.settings.url else None


def _disclaimer(site: Site, article: Article) -> DisclaimerView:
    say = site.words(article)
    default = say.gettext(
        "This page gives general information. It does not replace advice, diagnosis or treatment by a doctor or "
        "another qualified health professional who knows you. If you are worried about your health, ask one. "
        "Never ignore or delay getting medical help because of something you have read here. In an emergency, "
        "call your local emergency number."
    )
    page = site.library.page("disclaimer", article.lang)
    text = site.said("disclaimer", article.lang) or default
    return DisclaimerView(text, site.page_link(page, article.lang) if page else None)
