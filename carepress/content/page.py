"""The policy pages: editorial policy, disclaimer, privacy and their like."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import Field

from carepress.content.article import Aliases, Lang, Model, Slug, Status, Suppression, Text, Translated

__all__ = ["POLICY_PAGES", "PageMeta"]

POLICY_PAGES = ("about", "editorial-policy", "disclaimer", "privacy", "accessibility", "contact")
"""The fixed slugs, in the order of the footer."""


class PageMeta(Model):
    """The front matter of a page."""

    title: Text = Field(description="The page's title.", examples=["Privacy"])
    summary: Text = Field(description="One plain sentence on what the page says.")
    slug: Slug | None = Field(None, description="The address. Default: the file's name.", examples=["privacy"])
    date: dt.date = Field(description="The day it was first published.")
    modified: dt.date | None = Field(None, description="The day of the last change. Default: the date.")
    aliases: Aliases = Field((), description="Old addresses that lead here.", examples=[["/old/path/"]])
    status: Status = Field("published", description="draft, hidden or published, as for articles.")
    lang: Lang | None = Field(None, description="The page's language. Default: the site's.", examples=["en"])
    translated: Translated = None
    suppress: Annotated[tuple[Suppression, ...], Field(strict=False)] = Field(
        (), description="Faults that are not to be told here, each with a reason, as for articles."
    )
    extra: dict[str, Any] = Field(default_factory=dict, description="Anything of your own.")
