"""Texts loaded from strings, as the site loads them from files."""

from collections.abc import Callable
from typing import Any

import pytest

from carepress.content.body import Body
from carepress.content.library import Library
from carepress.content.loading import Loaded, Loader
from carepress.content.model import Article, Page

HEAD = "---\ntitle: Dry eye\nkind: {kind}\nsummary: Too few tears.\ncategory: eyes\ndate: 2026-01-05\n{more}---\n"
HEAD_LINES = 7
"""Lines before the text, without ``more``."""


@pytest.fixture
def load() -> Callable[..., Loaded[Article]]:
    """An article from its text, its kind and more lines of front matter."""

    def run(
        text: str, *, kind: str = "condition", more: str = "", path: str = "articles/eyes/dry-eye.md"
    ) -> Loaded[Any]:
        return Loader("en").article(path, (HEAD.format(kind=kind, more=more) + text).encode())

    return run


@pytest.fixture
def body(load: Callable[..., Loaded[Article]]) -> Callable[..., Body]:
    """The body of a text without faults."""

    def run(text: str, **options: str) -> Body:
        loaded = load(text, **options)
        assert loaded.value is not None, loaded.found
        assert loaded.found == ()
        return loaded.value.body

    return run


@pytest.fixture
def html(body: Callable[..., Body]) -> Callable[..., str]:
    """The HTML of a text of one block, before links and citations are filled in."""

    def run(text: str) -> str:
        (section,) = body(text).sections
        (block,) = section.blocks
        return str(getattr(block, "html", ""))

    return run


@pytest.fixture
def faults(load: Callable[..., Loaded[Article]]) -> Callable[..., list[str]]:
    """``line:column slug`` of each fault, the line counted from the text's own first, in the order of the text."""

    def run(text: str, **options: str) -> list[str]:
        above = HEAD_LINES + options.get("more", "").count("\n")
        found = sorted(load(text, **options).found, key=lambda diagnostic: diagnostic.span)
        return [f"{each.span.line - above}:{each.span.column} {each.fault.slug}" for each in found]

    return run


@pytest.fixture
def library() -> Callable[..., Library]:
    """A library of articles and pages, each given as its path and its text."""

    def run(texts: dict[str, str], **others: Any) -> Library:
        loader = Loader(others.pop("lang", "en"))
        articles, pages = [], []
        for path, text in texts.items():
            head = HEAD.format(kind="condition", more="") if path.startswith("articles/") else PAGE_HEAD
            data = (text if text.startswith("---") else head + text).encode()
            loaded = (loader.article if path.startswith("articles/") else loader.page)(path, data)
            assert loaded.value is not None, loaded.found
            (articles if isinstance(loaded.value, Article) else pages).append(loaded.value)
        empty: dict[str, Any] = {"people": {}, "topics": {}, "glossary": {}, "images": {}}
        assert all(isinstance(page, Page) for page in pages)
        return Library(loader.lang, tuple(articles), tuple(pages), **{**empty, **others})

    return run


PAGE_HEAD = "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\n---\n"
