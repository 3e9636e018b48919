"""A small library, and a walk over a graph by schema.org's own domains and ranges."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from carepress.content.library import Library
from carepress.content.loading import Loader
from carepress.content.model import Article
from carepress.metadata.json_ld import article_graph
from carepress.metadata.site_info import SiteInfo
from carepress.review import ReviewPolicy, review_of

VOCABULARY = Path(__file__).with_name("vocabulary.json")

PEOPLE = {
    "ada-okoye": "name: Ada Okoye\ncredentials: MD\nspecialty: Ophthalmology\nbio: Sees eyes.\n"
    'registration: {body: General Medical Council, number: "7654321"}\n',
    "wim-smit": "name: Wim Smit\n",
    "sample-editor": "name: Sample Editor\nsample: true\n",
    "sample-ophthalmologist": "name: Sample Ophthalmologist\ncredentials: MD\nsample: true\n",
}
POLICY = "---\ntitle: Editorial policy\nsummary: How we write.\ndate: 2026-01-01\n---\nWe write with care.\n"


@pytest.fixture
def site() -> SiteInfo:
    return SiteInfo(
        name="Clear Sight",
        url="https://example.org/care",
        lang="en",
        publisher="Clear Sight Trust",
        tagline="Eyes, explained",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )


@pytest.fixture
def load() -> Callable[..., Article]:
    """An article from front matter beyond the required keys, and the text below it."""

    def article(front_matter: str = "", text: str = "Eyes can be dry.\n", kind: str = "condition") -> Article:
        given = {line.partition(":")[0] for line in front_matter.splitlines()}
        base = {
            "title": "Dry eye",
            "kind": kind,
            "summary": "Too few tears.",
            "category": "eyes",
            "date": "2022-11-29",
            "modified": "2026-10-01",
        }
        lines = [f"{key}: {value}" for key, value in base.items() if key not in given]
        data = "\n".join(["---", *lines, front_matter, "---", text])
        loaded = Loader("en").article("articles/eyes/dry-eye.md", data.encode())
        assert loaded.value is not None, loaded.found
        return loaded.value

    return article


@pytest.fixture
def library() -> Callable[..., Library]:
    def make(*articles: Article, policy: bool = True) -> Library:
        loader = Loader("en")
        people = {name: loader.person(f"people/{name}.yaml", text.encode()).value for name, text in PEOPLE.items()}
        known = {name: person for name, person in people.items() if person is not None}
        assert known.keys() == PEOPLE.keys()
        page = loader.page("pages/editorial-policy.md", POLICY.encode()).value
        assert page is not None
        return Library("en", articles, (page,) if policy else (), known, {}, {}, {})

    return make


@pytest.fixture
def graph_of(library: Callable[..., Library], site: SiteInfo) -> Callable[..., dict[str, Any]]:
    """The graph of an article in a library of its own, on a day when no review is overdue."""

    def graph(article: Article, site: SiteInfo = site, *, policy: bool = True) -> dict[str, Any]:
        shelf = library(article, policy=policy)
        review = review_of(article, shelf.people, dt.date(2026, 11, 1), ReviewPolicy())
        trail = [("Home", "/"), ("Conditions", "/conditions/"), (article.meta.title, shelf.address(article))]
        return article_graph(article, shelf, review, site, breadcrumb=trail)

    return graph


# ── The walk ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Walk:
    """Finds what is not valid in a graph: unknown or superseded names, wrong domains, wrong ranges, dead references."""

    def __init__(self, vocabulary: Mapping[str, Any]) -> None:
        self.classes = vocabulary["classes"]
        self.properties = vocabulary["properties"]
        self.members = vocabulary["members"]
        self.nodes: dict[str, dict[str, Any]] = {}

    def faults(self, graph: dict[str, Any]) -> list[str]:
        assert graph["@context"] == "https://schema.org"
        self.nodes = {node["@id"]: node for node in _nodes(graph["@graph"]) if "@id" in node and "@type" in node}
        return [fault for node in _nodes(graph["@graph"]) if "@type" in node for fault in self._node(node)]

    def _types(self, node: dict[str, Any]) -> list[str]:
        types = node["@type"]
        return types if isinstance(types, list) else [types]

    def _ancestors(self, name: str) -> set[str]:
        parents = self.classes.get(name, {"parents": []})["parents"]
        return {name}.union(*(self._ancestors(parent) for parent in parents))

    def _node(self, node: dict[str, Any]) -> Iterator[str]:
        types = self._types(node)
        yield from (f"unknown type {name}" for name in types if name not in self.classes)
        yield from (f"superseded type {name}" for name in types if "superseded_by" in self.classes.get(name, ()))
        family = set().union(*(self._ancestors(name) for name in types))
        for name, value in node.items():
            if name.startswith("@"):
                continue
            if name not in self.properties:
                yield f"unknown property {name}"
                continue
            known = self.properties[name]
            if "superseded_by" in known:
                yield f"superseded property {name}"
            if not family & set(known["domain"]):
                yield f"{name} is not valid on {types}"
            for each in value if isinstance(value, list) else [value]:
                if not self._fits(each, set(known["range"])):
                    yield f"{name} cannot be {each!r}"

    def _fits(self, value: object, range_: set[str]) -> bool:
        if isinstance(value, dict):
            target = value if "@type" in value else self.nodes.get(value["@id"])
            return target is not None and any(self._ancestors(name) & range_ for name in self._types(target))
        if isinstance(value, int):
            return "Integer" in range_
        assert isinstance(value, str)
        if not value:
            return False
        if value.startswith("https://schema.org/"):
            return bool(set(self.members.get(value.rpartition("/")[2], ())) & range_)
        if range_ <= {"Date", "DateTime"}:
            return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
        if "Text" in range_:
            return True
        # A breadcrumb's item is the page at the address.
        return bool(range_ & {"URL", "Thing"}) and re.match(r"https?://|/", value) is not None


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from _nodes(each)


@pytest.fixture
def walk() -> Walk:
    return Walk(json.loads(VOCABULARY.read_text("utf-8")))
