"""References are numbered as a reader meets them, which is not always as an editor wrote them."""

from carepress.content.loading import Loader

SOURCE = b"""---
title: Dry eye
kind: condition
summary: Eyes that make too few tears.
category: eyes
date: 2026-01-05
sources:
  never: {title: Not cited}
  late: {title: Cited below}
  early: {title: Cited above}
---

## Can it be prevented? {#prevention}

Blink more.[^late]

## What are the symptoms? {#symptoms}

Stinging.[^early]
"""


def test_a_source_is_numbered_by_its_first_use_on_the_page_and_one_that_is_not_cited_comes_last() -> None:
    article = Loader("en").article("articles/eyes/dry-eye.md", SOURCE).value
    assert article is not None
    assert [section.role for section in article.body.sections] == ["symptoms", "prevention"]
    assert article.references == ("early", "late", "never")
