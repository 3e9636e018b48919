"""A library in memory, and one rule held against it."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from carepress.content.images import load_image
from carepress.content.library import Library
from carepress.content.loading import Loader
from carepress.content.published import Published
from carepress.review import ReviewPolicy, review_of
from carepress.rules import Context, Rule

TODAY = dt.date(2026, 6, 1)
ARTICLE = """\
---
title: Dry eye
kind: condition
summary: Eyes that make too few tears.
category: eyes
date: 2026-01-05
authors: [jo-reed]
review: {by: [jo-reed], date: 2026-01-06}
sources: {nhs: {title: Dry eyes}}
"""
TEXT = """\
Dry eyes sting.[^nhs]

> [!urgent] Speak to a doctor today if:
>
> - you cannot see

## Symptoms

Stinging.

## Get help

See somebody.

## Causes

Dry air.

## Diagnosis

A look.

## Treatment

Drops.
"""
BASE: Mapping[str, str | bytes] = {
    "articles/eyes/dry-eye.md": f"{ARTICLE}---\n{TEXT}",
    "people/jo-reed.yaml": "name: Jo Reed\n",
    "topics.yaml": "eyes: {name: Eyes, summary: How you see.}\n",
}


@pytest.fixture
def article() -> Callable[..., str]:
    """The good article with another text and other values in its front matter, written as YAML; None takes one out."""

    def make(text: str = TEXT, **values: str | None) -> str:
        lines = [line for line in ARTICLE.splitlines() if line.split(":")[0] not in values]
        lines += [f"{name}: {value}" for name, value in values.items() if value is not None]
        return "\n".join([*lines, "---", text])

    return make


@pytest.fixture
def check() -> Callable[..., list[str]]:
    """What a rule says of the good library with some other files: ``path:line:column message``, in order."""

    def run(rule: type[Rule], files: Mapping[str, str | bytes], **context: Any) -> list[str]:
        library = library_of({**BASE, **files})
        policy = context.pop("policy", ReviewPolicy())
        reviews = {each.path: review_of(each, library.people, TODAY, policy) for each in library.articles}
        whole = {"today": TODAY, "policy": policy, "production": False, "demonstration": False, **context}
        found = list(rule().check(Context(library=library, reviews=reviews, **whole)))
        assert all(diagnostic.fault is rule.fault and diagnostic.help for diagnostic in found)
        return [f"{each.path}:{each.span.line}:{each.span.column} {each.message}" for each in found]

    return run


def library_of(files: Mapping[str, str | bytes]) -> Library:
    loader = Loader("en")
    loaded: dict[str, dict[str, Any]] = {name: {} for name in ("articles", "pages", "people", "images")}
    tables: dict[str, Any] = {"topics.yaml": {}, "glossary.yaml": {}, "addresses.txt": Published()}
    for path, text in files.items():
        data = text.encode() if isinstance(text, str) else text
        top = path.partition("/")[0]
        if path in tables:
            tables[path] = getattr(loader, top.partition(".")[0])(path, data).value
        elif top == "images":
            image, found = load_image(path, data)
            assert image is not None, found
            loaded[top][image.path] = image
        else:
            value = getattr(loader, {"articles": "article", "pages": "page", "people": "person"}[top])(path, data)
            assert value.value is not None, value.found
            loaded[top][PurePosixPath(path).stem if top == "people" else path] = value.value
    return Library(
        "en",
        tuple(loaded["articles"].values()),
        tuple(loaded["pages"].values()),
        loaded["people"],
        tables["topics.yaml"],
        tables["glossary.yaml"],
        loaded["images"],
        published=tables["addresses.txt"],
    )
