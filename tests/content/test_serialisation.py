"""What is loaded can be written as JSON and read back whole: the models are the one source of truth."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from carepress.content.glossary import Term
from carepress.content.loading import Loader
from carepress.content.model import Article, Page
from carepress.content.table import Table
from carepress.content.topic import Topic

CONTENT = Path(__file__).parents[2] / "content"
ARTICLES = sorted((CONTENT / "articles").rglob("*.md"))
PAGES = sorted((CONTENT / "pages").rglob("*.md"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_survives_the_way_to_json_and_back(path: Path) -> None:
    loaded = Loader("en").article(path.relative_to(CONTENT).as_posix(), path.read_bytes()).value
    assert loaded is not None
    adapter = TypeAdapter(Article)
    written = adapter.dump_json(loaded)
    assert json.loads(written)["meta"]["title"] == loaded.meta.title
    assert adapter.validate_json(written) == loaded


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_survives_the_way_to_json_and_back(path: Path) -> None:
    loaded = Loader("en").page(path.relative_to(CONTENT).as_posix(), path.read_bytes()).value
    assert loaded is not None
    adapter = TypeAdapter(Page)
    assert adapter.validate_json(adapter.dump_json(loaded)) == loaded


def test_topics_and_terms_survive_with_the_places_of_what_they_say() -> None:
    loader = Loader("en")
    topics = loader.topics("topics.yaml", (CONTENT / "topics.yaml").read_bytes()).value
    terms = loader.glossary("glossary.yaml", (CONTENT / "glossary.yaml").read_bytes()).value
    assert topics
    assert terms
    assert topics.places.keys() == topics.keys()
    assert TypeAdapter(Table[Topic]).validate_json(TypeAdapter(Table[Topic]).dump_json(topics)) == topics
    assert TypeAdapter(Table[Term]).validate_json(TypeAdapter(Table[Term]).dump_json(terms)) == terms
