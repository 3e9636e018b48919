"""Structured data: each page as a schema.org graph in JSON-LD.

Every type and property is valid in schema.org release 30 by its domains and ranges; a test walks them. A graph says
nothing that the page does not show, and claims a review only where :class:`~carepress.review.Review` does. Invented
people of an example site are left out altogether: a machine that reads names would not read the warning beside them.

The graph is sent with every page, so it holds no text twice: sections are named and linked, not repeated, except where
a property of the article's subject is itself text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import quote

from carepress.content.addresses import person_address
from carepress.content.library import Library
from carepress.content.model import Article
from carepress.content.person import Person
from carepress.content.source import Code, Source
from carepress.metadata.plain import plain_text, text_of_blocks
from carepress.metadata.site_info import SiteInfo
from carepress.review import Review

__all__ = ["Node", "PageType", "article_graph", "dumps", "page_graph", "person_graph"]

Node = dict[str, object]
PageType = Literal["WebPage", "CollectionPage", "AboutPage", "ContactPage", "SearchResultsPage"]

_CODE_SYSTEMS = {
    "mesh": "MeSH",
    "icd10cm": "ICD-10-CM",
    "icd10": "ICD-10",
    "snomedct": "SNOMED CT",
    "rxnorm": "RxNorm",
    "loinc": "LOINC",
    "ndc": "NDC",
}
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a script element or, in older JavaScript, a line (HTML standard, restrictions on script contents)."""


# ── Graphs ───────────────────────────────────────────────────────────────────────────────────────────────────────


def article_graph(
    article: Article, library: Library, review: Review, site: SiteInfo, *, breadcrumb: Sequence[tuple[str, str]]
) -> Node:
    """Describe an article's page.

    ``review`` is the article's own; reviewers it names are looked up in ``library``. ``breadcrumb`` is the way from the
    home page to the article, itself included, as names and addresses from the root.
    """
    url = site.absolute(library.address(article))
    authors = _real_people(article.meta.authors, library)
    reviewers = _real_people(review.reviewers, library) if review.claimed else {}
    policy = library.page("editorial-policy", article.lang)
    questions = _questions(article)
    page = _filled(
        {
            "@type": ["MedicalWebPage", "FAQPage"] if questions else "MedicalWebPage",
            "@id": url,
            "url": url,
            "name": article.meta.title,
            "description": article.meta.summary,
            "inLanguage": article.lang,
            "datePublished": article.meta.date.isoformat(),
            "dateModified": article.modified.isoformat(),
            "lastReviewed": review.date.isoformat() if reviewers and review.date else None,
            "reviewedBy": [_reference(_person_id(person, site)) for person in reviewers],
            "author": [_reference(_person_id(person, site)) for person in authors],
            "publisher": _reference(_publisher_id(site)),
            "publishingPrinciples": site.absolute(library.address(policy)) if policy else None,
            "license": site.licence_url,
            "isPartOf": _reference(_site_id(site)),
            "breadcrumb": _reference(f"{url}#breadcrumb") if breadcrumb else None,
            "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
            "about": _subject(article, url),
            "hasPart": _parts(article, url),
            "citation": [_citation(article.meta.sources[source]) for source in article.references],
            "mainEntity": questions,
        }
    )
    people = [_person(identifier, person, site) for identifier, person in (authors | reviewers).items()]
    return _graph([page, *people, *_frame(url, breadcrumb, site)])


def page_graph(
    *,
    type_: PageType,
    title: str,
    description: str,
    address: str,
    lang: str,
    site: SiteInfo,
    breadcrumb: Sequence[tuple[str, str]],
    published: dt.date | None = None,
    modified: dt.date | None = None,
) -> Node:
    """Describe any other page. ``address`` is from the root; ``breadcrumb`` as for :func:`article_graph`."""
    url = site.absolute(address)
    page = _page(type_, url, title=title, description=description, lang=lang, site=site)
    page |= _filled(
        {
            "datePublished": published.isoformat() if published else None,
            "dateModified": modified.isoformat() if modified else None,
            "breadcrumb": _reference(f"{url}#breadcrumb") if breadcrumb else None,
        }
    )
    return _graph([page, *_frame(url, breadcrumb, site)])


def person_graph(
    identifier: str,
    person: Person,
    *,
    description: str,
    lang: str,
    site: SiteInfo,
    breadcrumb: Sequence[tuple[str, str]],
) -> Node:
    """Describe a person's page: a profile, but for an invented person a plain page that claims nobody."""
    url = site.absolute(person_address(identifier))
    type_ = "WebPage" if person.sample else "ProfilePage"
    page = _page(type_, url, title=person.name, description=description, lang=lang, site=site)
    page |= _filled({"breadcrumb": _reference(f"{url}#breadcrumb") if breadcrumb else None})
    nodes = [page]
    if not person.sample:
        page["mainEntity"] = _reference(_person_id(identifier, site))
        nodes.append(_person(identifier, person, site) | _filled({"description": person.bio}))
    return _graph([*nodes, *_frame(url, breadcrumb, site)])


def dumps(graph: Node) -> str:
    """Write compact JSON, keys in the order given, safe inside ``<script type="application/ld+json">``."""
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


# ── The article ──────────────────────────────────────────────────────────────────────────────────────────────────


def _subject(article: Article, url: str) -> Node:
    """Describe what the article is about, as the type of its kind. Only exact codes are codes *of* the subject."""
    subject: Node = {
        "@type": article.kind.schema_type,
        "@id": f"{url}#subject",
        "name": article.meta.title,
        "alternateName": list(article.meta.also_called),
        "code": [_code(code) for code in article.meta.codes if code.match == "exact"],
    }
    for name, role in article.kind.roles.items():
        section = article.body.section(name)
        if role.schema_property is not None and section is not None:
            subject[role.schema_property] = text_of_blocks(section.blocks)
    return _filled(subject)


def _code(code: Code) -> Node:
    return {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": _CODE_SYSTEMS[code.system]}


def _parts(article: Article, url: str) -> list[Node]:
    """List the sections whose role has a health aspect. Text before the first heading goes by the article's title."""
    roles = article.kind.roles
    return [
        {
            "@type": "HealthTopicContent",
            "name": plain_text(section.heading) or article.meta.title,
            "url": f"{url}#{quote(section.id)}",
            "hasHealthAspect": f"https://schema.org/{roles[section.role].health_aspect}",
        }
        for section in article.body.sections
        if section.role is not None and roles[section.role].health_aspect is not None
    ]


def _questions(article: Article) -> list[Node]:
    """Give the FAQ in the words that readers see. An unanswered question is a fault, which the loader reports."""
    section = article.body.section("faq")
    return [
        {
            "@type": "Question",
            "name": plain_text(question.question),
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }
        for question in (section.questions if section else ())
        if (answer := text_of_blocks(question.blocks))
    ]


def _citation(source: Source) -> Node:
    address = source.url
    if address is None and source.doi is not None:
        address = f"https://doi.org/{quote(source.doi)}"
    if address is None and source.pmid is not None:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    publisher: Node | None = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _filled({"@type": "CreativeWork", "name": source.title, "url": address, "publisher": publisher})


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _real_people(identifiers: Iterable[str], library: Library) -> dict[str, Person]:
    """Choose those who are known and not invented, by id, in the order given."""
    people = library.people
    return {
        identifier: people[identifier]
        for identifier in identifiers
        if identifier in people and not people[identifier].sample
    }


def _person_id(identifier: str, site: SiteInfo) -> str:
    return site.absolute(f"{person_address(identifier)}#person")


def _person(identifier: str, person: Person, site: SiteInfo) -> Node:
    """Describe a person. ``medicalSpecialty`` is not valid on one, so a specialty is something that they know about.

    Their links are left out: ``sameAs`` would say that each is a page about this one person, which nobody checks.
    """
    credential: Node = {"@type": "EducationalOccupationalCredential", "name": person.credentials}
    entry = person.registration
    registration: Node | None = (
        {"@type": "PropertyValue", "propertyID": entry.body, "value": entry.number} if entry else None
    )
    return _filled(
        {
            "@type": "Person",
            "@id": _person_id(identifier, site),
            "name": person.name,
            "url": site.absolute(person_address(identifier)),
            "hasCredential": credential if person.credentials else None,
            "knowsAbout": person.specialty,
            "identifier": registration,
        }
    )


# ── What every page has ──────────────────────────────────────────────────────────────────────────────────────────


def _page(type_: str, url: str, *, title: str, description: str, lang: str, site: SiteInfo) -> Node:
    return _filled(
        {
            "@type": type_,
            "@id": url,
            "url": url,
            "name": title,
            "description": description,
            "inLanguage": lang,
            "isPartOf": _reference(_site_id(site)),
        }
    )


def _frame(url: str, breadcrumb: Sequence[tuple[str, str]], site: SiteInfo) -> list[Node]:
    """Describe the breadcrumb, the publisher and the website."""
    home = site.absolute("/")
    items: list[Node] = [
        {"@type": "ListItem", "position": position, "name": name, "item": site.absolute(address)}
        for position, (name, address) in enumerate(breadcrumb, 1)
    ]
    trail: Node = {"@type": "BreadcrumbList", "@id": f"{url}#breadcrumb", "itemListElement": items}
    publisher: Node = {
        "@type": "Organization",
        "@id": _publisher_id(site),
        "name": site.publisher or site.name,
        "url": home,
    }
    website: Node = {
        "@type": "WebSite",
        "@id": _site_id(site),
        "url": home,
        "name": site.name,
        "description": site.tagline,
        "inLanguage": site.lang,
        "publisher": _reference(_publisher_id(site)),
    }
    return [*([trail] if items else []), publisher, _filled(website)]


def _publisher_id(site: SiteInfo) -> str:
    return site.absolute("/#publisher")


def _site_id(site: SiteInfo) -> str:
    return site.absolute("/#website")


def _reference(identifier: str) -> Node:
    return {"@id": identifier}


def _filled(node: Node) -> Node:
    """Leave out properties that have no value."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _graph(nodes: list[Node]) -> Node:
    return {"@context": "https://schema.org", "@graph": nodes}
