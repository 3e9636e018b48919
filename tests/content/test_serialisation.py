"""What is loaded can be written as JSON and read back whole: the models are the one source of truth."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from carepress.content.article import ArticleMeta
from carepress.content.body import Body
from carepress.content.glossary import Term
from carepress.content.loading import Loader
from carepress.content.model import Head
from carepress.content.page import PageMeta
from carepress.content.table import Table
from carepress.content.topic import Topic
from carepress.diagnostics import Span

CONTENT = Path(__file__).parents[2] / "content"
ARTICLES = sorted((CONTENT / "articles").rglob("*.md"))
PAGES = sorted((CONTENT / "pages").rglob("*.md"))


def survives(what: object, value: object) -> bool:
    adapter = TypeAdapter(what)
    return bool(adapter.validate_json(adapter.dump_json(value)) == value)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_survives_the_way_to_json_and_back(path: Path) -> None:
    loaded = Loader("en").article(path.relative_to(CONTENT).as_posix(), path.read_bytes()).value
    assert loaded is not None
    assert json.loads(TypeAdapter(ArticleMeta).dump_json(loaded.meta))["title"] == loaded.head.title
    assert survives(ArticleMeta, loaded.meta)
    assert survives(Body, loaded.body)
    assert survives(Head, loaded.head)
    assert survives(dict[str, Span], loaded.details.places)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_survives_the_way_to_json_and_back(path: Path) -> None:
    loaded = Loader("en").page(path.relative_to(CONTENT).as_posix(), path.read_bytes()).value
    assert loaded is not None
    assert survives(PageMeta, loaded.meta)
    assert survives(Body, loaded.body)
    assert survives(Head, loaded.head)


def test_topics_and_terms_survive_with_the_places_of_what_they_say() -> None:
    loader = Loader("en")
    topics = loader.topics("topics.yaml", (CONTENT / "topics.yaml").read_bytes()).value
    terms = loader.glossary("glossary.yaml", (CONTENT / "glossary.yaml").read_bytes()).value
    assert topics
    assert terms
    assert topics.places.keys() == topics.keys()
    assert TypeAdapter(Table[Topic]).validate_json(TypeAdapter(Table[Topic]).dump_json(topics)) == topics
    assert TypeAdapter(Table[Term]).validate_json(TypeAdapter(Table[Term]).dump_json(terms)) == terms
