# ruff: noqa: INP001 - Pelican finds plugins as plain modules
"""A plugin for stock Pelican: topics, letters, people, related articles, structured data and a sitemap."""

from __future__ import annotations

import heapq
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from markdown import Markdown
from pelican import signals
from pelican.generators import Generator

SITE = "https://example.org"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST_COMMON = 500
"""What more articles share says little and costs much: it does not count."""
RELATED = 4
WORDS_A_MINUTE = 200
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)<a class="headerlink"')
_MARKUP = re.compile(r"<[^>]*>")
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
_MARKDOWN = Markdown(output_format="html")


class ListsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """The lists that stock Pelican does not make."""

    def generate_context(self) -> None:
        """Nothing: every list is made from the articles that the stock generator reads."""

    def generate_output(self, writer: Any) -> None:
        articles = self.context["articles"]
        self._topics(writer, grouped(articles, "topics"))
        for letter, chosen in grouped(articles, "letters").items():
            self._write(writer, "letter", f"a-z/{letter}/", chosen, letter=letter)
        self._write(writer, "a-z", "a-z/")
        people = grouped(articles, "people")
        self._write(writer, "people", "people/")
        for person in self.settings["PEOPLE"]:
            self._write(writer, "person", f"people/{person}/", person=person, chosen=people.get(person, []))
        name = "sitemap.xml"
        writer.write_file(name, self.get_template("sitemap"), self.context, url=name)

    def _topics(self, writer: Any, by_topic: dict[str, list[Any]]) -> None:
        counts = {topic: len(chosen) for topic, chosen in by_topic.items()}
        self._write(writer, "topics", "topics/", counts=counts)
        for topic, entry in self.settings["TOPICS"].items():
            chosen = by_topic.get(topic, [])
            self._write(writer, "topic", f"topics/{topic}/", chosen, topic=topic, entry=entry)
            title = f"{entry['name']} · {self.settings['SITENAME']}"
            path = f"topics/{topic}/feed.atom"
            writer.write_feed(chosen, self.context, path, path, feed_title=title)

    def _write(self, writer: Any, template: str, url: str, articles: Any = None, **more: Any) -> None:
        writer.write_file(
            f"{url}index.html",
            self.get_template(template),
            self.context,
            paginated={"articles": articles} if articles else None,
            template_name=template,
            url=url,
            **more,
        )


def grouped(articles: Iterable[Any], attribute: str) -> dict[str, list[Any]]:
    """Articles by each value of an attribute that is a list."""
    groups = defaultdict(list)
    for article in articles:
        for key in getattr(article, attribute):
            groups[key].append(article)
    return groups


def relate(generator: Any) -> None:
    """Give each article those that share most with it, by an inverted index over topics and tags."""
    postings: dict[Any, list[Any]] = defaultdict(list)
    for article in generator.articles:
        for feature in features(article):
            postings[feature].append(article)
    total = len(generator.articles)
    for article in generator.articles:
        scores: dict[int, float] = defaultdict(float)
        found = {}
        for feature in features(article):
            sharing = postings[feature]
            if len(sharing) <= MOST_COMMON:
                weight = (1 if feature[0] == "topic" else 1.5) * math.log(1 + total / len(sharing))
                for other in sharing:
                    scores[id(other)] += weight
                    found[id(other)] = other
        scores.pop(id(article), None)
        article.related = [found[key] for key in heapq.nlargest(RELATED, scores, key=scores.__getitem__)]


def features(article: Any) -> Iterator[tuple[str, str]]:
    """What an article may share with others."""
    yield from (("topic", topic) for topic in article.topics)
    yield from (("tag", tag.slug) for tag in article.tags)


def graph(article: Any, settings: dict[str, Any]) -> str:
    """An article's structured data."""
    url = f"{SITE}/{article.url}"
    people = settings["PEOPLE"]
    page = {
        "@type": ["MedicalWebPage", "FAQPage"],
        "@id": url,
        "url": url,
        "name": article.title,
        "description": article.summary,
        "inLanguage": "en",
        "datePublished": article.date.date().isoformat(),
        "dateModified": article.modified.date().isoformat(),
        "lastReviewed": article.review["date"].isoformat(),
        "reviewedBy": [{"@id": f"{SITE}/people/{person}/#person"} for person in article.review["by"]],
        "author": [{"@id": f"{SITE}/people/{author.slug}/#person"} for author in article.authors],
        "publisher": {"@id": f"{SITE}/#publisher"},
        "publishingPrinciples": f"{SITE}/editorial-policy/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isPartOf": {"@id": f"{SITE}/#website"},
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "about": {
            "@type": article.schema_type,
            "@id": f"{url}#subject",
            "name": article.title,
            "alternateName": article.also_called,
        },
        "citation": [
            {
                "@type": "CreativeWork",
                "name": source["title"],
                "url": source["url"],
                "publisher": {"@type": "Organization", "name": source["publisher"]},
            }
            for source in article.sources.values()
        ],
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": _MARKUP.sub("", answer)},
            }
            for question, answer in answered(article)
        ],
    }
    steps = [
        ("Home", f"{SITE}/"),
        (str(article.category).capitalize(), f"{SITE}/{article.category.url}"),
        (article.title, url),
    ]
    trail = {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": item}
            for place, (name, item) in enumerate(steps, 1)
        ],
    }
    return dumps([page, *(person_graph(person, people[person]) for person in article.people), trail, *frame(settings)])


def person_graph(name: str, person: dict[str, str]) -> dict[str, Any]:
    """One person in structured data."""
    url = f"{SITE}/people/{name}/"
    node: dict[str, Any] = {"@type": "Person", "@id": f"{url}#person", "name": person["name"], "url": url}
    if "credentials" in person:
        node["hasCredential"] = {"@type": "EducationalOccupationalCredential", "name": person["credentials"]}
    if "specialty" in person:
        node["knowsAbout"] = person["specialty"]
    return node


def frame(settings: dict[str, Any]) -> list[dict[str, Any]]:
    """The publisher and the website."""
    name = settings["SITENAME"]
    return [
        {"@type": "Organization", "@id": f"{SITE}/#publisher", "name": name, "url": f"{SITE}/"},
        {
            "@type": "WebSite",
            "@id": f"{SITE}/#website",
            "url": f"{SITE}/",
            "name": name,
            "description": settings["SITESUBTITLE"],
            "inLanguage": "en",
            "publisher": {"@id": f"{SITE}/#publisher"},
        },
    ]


def page_graph(url: str, title: str, settings: dict[str, Any]) -> str:
    """Any other page's structured data."""
    page = {
        "@type": "CollectionPage",
        "@id": f"{SITE}/{url}",
        "url": f"{SITE}/{url}",
        "name": title,
        "description": title,
        "inLanguage": "en",
        "isPartOf": {"@id": f"{SITE}/#website"},
    }
    return dumps([page, *frame(settings)])


def dumps(nodes: list[dict[str, Any]]) -> str:
    """JSON that is safe inside a script element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def answered(article: Any) -> list[tuple[str, str]]:
    """Questions, and answers as HTML, made once for the page and its structured data."""
    if not hasattr(article, "answers"):
        article.answers = [(item["question"], _MARKDOWN.reset().convert(item["answer"])) for item in article.faq]
    return article.answers  # type: ignore[no-any-return]  # Pelican has no types


def contents(html: str) -> list[tuple[str, str]]:
    """Ids and texts of the headings."""
    return _HEADING.findall(html)


def minutes(html: str) -> int:
    """Reading time."""
    return max(1, round(len(_MARKUP.sub(" ", html).split()) / WORDS_A_MINUTE))


@cache
def day(value: date) -> str:
    """A date for people and machines."""
    return f'<time datetime="{value:%Y-%m-%d}">{value.day} {value:%B %Y}</time>'


def add_filters(generator: Any) -> None:
    """Give the templates what they use."""
    generator.env.filters.update(
        answered=answered,
        contents=contents,
        minutes=minutes,
        day=day,
        slug=slug,
        letters=letters,
        page_graph=page_graph,
    )
    generator.env.filters["graph"] = graph


def slug(text: str) -> str:
    """A text as an id."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def letters(articles: Iterable[Any]) -> list[tuple[str, bool]]:
    """Each letter, and whether anything begins with it."""
    present = {letter for article in articles for letter in article.letters}
    return [(letter, letter in present) for letter in LETTERS]


def keep_letters(generator: Any) -> None:
    """Count once what several pages show."""
    generator.context["alphabet"] = letters(generator.articles)
    generator.context["topic_counts"] = {
        topic: len(chosen) for topic, chosen in grouped(generator.articles, "topics").items()
    }


def add_generator(_: Any) -> type[Generator]:
    """Name the generator."""
    return ListsGenerator


def register() -> None:
    """Pelican's entry."""
    signals.generator_init.connect(add_filters)
    signals.article_generator_finalized.connect(relate)
    signals.article_generator_finalized.connect(keep_letters)
    signals.get_generators.connect(add_generator)
