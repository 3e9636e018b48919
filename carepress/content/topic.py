"""Topics: how articles are grouped, in one file."""

from __future__ import annotations

from pydantic import Field

from carepress.content.article import Model, Slug, Text, Texts

__all__ = ["Topic"]


class Topic(Model):
    """One topic of ``topics.yaml``, under its id."""

    name: Text = Field(description="Its name, as readers see it.", examples=["Skin"])
    summary: Text = Field(description="One plain sentence on what is in it.")
    parent: Slug | None = Field(None, description="The topic it belongs to: an id of topics.yaml.", examples=["body"])
    also_called: Texts = Field((), description="Other names, shown in the A–Z.", examples=[["Dermatology"]])
