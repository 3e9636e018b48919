"""Glossary terms: hard words with one plain sentence each, in one file."""

from __future__ import annotations

from pydantic import Field

from carepress.content.article import Model, Text, Texts

__all__ = ["Term"]


class Term(Model):
    """One entry of ``glossary.yaml``, under the term itself."""

    definition: Text = Field(description="One plain sentence.")
    also: Texts = Field(
        (), description="Other forms: plural, abbreviation, other spelling.", examples=[["allergic reactions"]]
    )
