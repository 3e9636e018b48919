"""What is loaded can be written as JSON and read back whole: the models are the one source of truth."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from carepress.content.loading import Loader
from carepress.content.model import Article, Page

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
