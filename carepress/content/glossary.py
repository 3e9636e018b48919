"""Glossary terms: hard words with one plain sentence each, in one file."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from carepress.content.article import Model, Text, Texts

__all__ = ["Term", "forms_of"]


class Term(Model):
    """One entry of ``glossary.yaml``, under the term itself."""

    definition: Text = Field(description="One plain sentence.")
    also: Texts = Field(
        (), description="Other forms: plural, abbreviation, other spelling.", examples=[["allergic reactions"]]
    )


def forms_of(terms: Mapping[str, Term]) -> set[str]:
    """Every word that a glossary explains, as it is written there."""
    return {form for name, term in terms.items() for form in (name, *term.also)}
