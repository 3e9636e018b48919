"""Whether a tool really made the site: every page there, and on article pages every feature that is compared.

Knows the corpus and what pages must show. It must not know the tools: the same checks hold for all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.convert import Article, Source
from benchmarks.corpus import QUESTIONS, SECTIONS, TAGS, TOPICS

__all__ = ["faults"]

SITE = "https://example.org"
FEED_ENTRIES = 50
RELATED = 4
ENOUGH = 1_000
"""Articles from which on every tag is used and every article has enough related ones."""
SAMPLES = 5
_LINK = re.compile(r'See <a href="([^"]+)">[^<]+</a> and <a href="([^"]+)">')


def faults(output: Path, corpus: Path, css: str) -> list[str]:
    """Everything that is missing from a built site, in words; empty where all is well."""
    source = Source(corpus)
    articles = list(source.articles())
    found = [*_site(output, source, articles)]
    for article in articles[:: max(1, len(articles) // SAMPLES)]:
        page = output / article.address.strip("/") / "index.html"
        if page.is_file():
            text = page.read_text("utf-8")
            least = RELATED if len(articles) >= ENOUGH else int(_shares(article, articles))
            shown = [*_features(text, article, source, least), *_frame(text, article, css, output)]
            lacking = [what for what, there in shown if not there]
            found += [f"{article.address}: no {what}" for what in lacking]
    return found


def _site(output: Path, source: Source, articles: list[Article]) -> Iterator[str]:
    """Pages and files that are missing from the site as a whole."""
    missing = [a.address for a in articles if not (output / a.address.strip("/") / "index.html").is_file()]
    if missing:
        yield f"{len(missing)} of {len(articles)} articles have no page, {missing[0]} among them"
    pages = ["", "topics/", "a-z/", "recent/", "people/", "disclaimer/", *{f"{a.folder}/" for a in articles}]
    pages += [f"people/{name}/" for name in source.people]
    pages += [f"topics/{topic}/" for topic in {topic for a in articles for topic in a.topics}]
    pages += [f"tags/{tag.replace(' ', '-')}/" for tag in {tag for a in articles for tag in a.meta["tags"]}]
    for page in pages:
        if not (output / page / "index.html").is_file():
            yield f"no page /{page}"
    if len(articles) >= ENOUGH:
        lists = [("tags/*/index.html", TAGS), ("a-z/?/index.html", 10), ("a-z/?/page/*/index.html", 1)]
        lists += [("topics/*/page/*/index.html", 1), ("recent/page/*/index.html", len(articles) // 50 - 1)]
        for pattern, least in lists:
            if len(list(output.glob(pattern))) < least:
                yield f"fewer than {least} of {pattern}"
    feeds = list(output.glob("topics/*/feed.atom"))
    if len(feeds) != TOPICS:
        yield f"{len(feeds)} feeds of topics instead of {TOPICS}"
    if _text(output / "feed.atom").count("<entry>") != min(len(articles), FEED_ENTRIES):
        yield "the site's feed has not the newest articles"
    sitemap = _text(output / "sitemap.xml")
    if any(f"<loc>{SITE}{a.address}</loc>" not in sitemap for a in articles):
        yield "the sitemap has not all articles"


def _features(page: str, article: Article, source: Source, related: int) -> Iterator[tuple[str, bool]]:
    """What an article's page must have, each with whether it has. ``related``: at least so many related articles."""
    meta = article.meta
    reviewer = source.people[meta["review"]["by"][0]]
    yield "title", f"<h1>{meta['title']}</h1>" in page
    yield "breadcrumb", f'href="/{article.folder}/"' in _part(page, "breadcrumb", "</nav>")
    review = _part(page, "review-line", "</div>\n</div>")
    yield (
        "review line",
        all(word in review for word in (reviewer["name"], "2 October 2026", "next review by", "min read")),
    )
    roles = re.findall(r"\{#([\w-]+)\}", article.body)
    contents = _part(page, "contents", "</nav>")
    yield "table of contents", len(roles) == SECTIONS and all(f'href="#{role}"' in contents for role in roles)
    yield "address for each section", all(f'id="{role}"' in page for role in roles)
    answers = page.split('<details class="faq__item"')[1:]
    pairs = zip(meta["faq"], answers, strict=False)
    yield "questions", len(answers) == QUESTIONS and all(e["question"] in a and "<strong>" in a for e, a in pairs)
    sources = meta["sources"].values()
    yield "references", all(f'<a href="{s["url"]}">{s["title"]}</a>' in page for s in sources)
    cited = len(re.findall(r"<sup[^>]*><a[^>]* href=\"#(?:fn|ref)|<sup[^>]*><a href=\"#(?:fn|ref)", page))
    yield "numbered citations", cited == len(re.findall(r"\[\^[\w-]+\](?!:)", article.body))
    yield "care card", "Ask for an urgent appointment if:" in page and "[!urgent]" not in page
    yield "table", page.count("<tr>") == 6  # noqa: PLR2004 - a head and five rows
    yield "glossary's words, at least as text", "osis" in page
    yield "related articles", _part(page, "page-related", "</section>").count("entries__item") >= related
    card = _part(page, "person-card", "</div>\n</div>")
    yield "reviewer card", reviewer["name"] in card and reviewer["specialty"] in card


def _frame(page: str, article: Article, css: str, output: Path) -> Iterator[tuple[str, bool]]:
    """What leads from an article's page to others, and what every page carries, each with whether it is there."""
    yield (
        "topics and tags",
        all(f'href="/topics/{topic}/"' in page for topic in article.topics)
        and (len(re.findall(r'href="/tags/tag-\d+/"', page)) == len(article.meta["tags"])),
    )
    yield "feeds of its topics", all(f'href="/topics/{topic}/feed.atom"' in page for topic in article.topics)
    yield "inline style sheet", f"<style>{css}</style>" in page
    yield "disclaimer", "It does not replace advice, diagnosis or treatment" in page
    yield "footer", 'class="site-footer"' in page and 'rel="license"' in page
    yield "structured data", _describes(page, article)
    links = [link.removeprefix(SITE) for pair in _LINK.findall(page) for link in pair]
    yield (
        "links to articles, resolved",
        len(links) > 0
        and all((output / link.strip("/") / "index.html").is_file() and link.endswith("/") for link in links),
    )


def _shares(article: Article, articles: list[Article]) -> bool:
    """Whether another article has one of its topics or tags."""
    own = {*article.topics, *article.meta["tags"]}
    return any(own & {*other.topics, *other.meta["tags"]} for other in articles if other.number != article.number)


def _describes(page: str, article: Article) -> bool:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    if not found:
        return False
    try:
        graph: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    except json.JSONDecodeError:
        return False
    nodes = {str(node["@type"]): node for node in graph}
    text = nodes.get("['MedicalWebPage', 'FAQPage']", {})
    trail = nodes.get("BreadcrumbList", {}).get("itemListElement", [])
    return (
        text.get("url") == f"{SITE}{article.address}"
        and len(text.get("mainEntity", [])) == QUESTIONS
        and all(question["acceptedAnswer"]["text"] for question in text["mainEntity"])
        and len(text.get("citation", [])) == len(article.meta["sources"])
        and [step["position"] for step in trail] == [1, 2, 3]
        and "Person" in nodes
    )


def _part(page: str, begin: str, end: str) -> str:
    """The page from the first element of a class, or with an id, to a mark."""
    found = re.search(rf'(?:class|id)="{begin}[ "]', page)
    return page[found.start() :].split(end, 1)[0] if found else ""


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""
