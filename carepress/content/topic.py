"""Topics: how articles are grouped, in one file."""

from __future__ import annotations

from pydantic import Field

from carepress.content.article import Lang, Model, Slug, Text, Texts, in_language

__all__ = ["Topic", "TopicWords"]


class TopicWords(Model):
    """A topic in another language than the site's."""

    name: Text = Field(description="Its name, as readers of that language see it.", examples=["Piel"])
    summary: Text = Field(description="One plain sentence on what is in it.")
    also_called: Texts = Field((), description="Other names, shown in the A–Z.", examples=[["Dermatología"]])


class Topic(Model):
    """One topic of ``topics.yaml``, under its id."""

    name: Text = Field(description="Its name, as readers see it.", examples=["Skin"])
    summary: Text = Field(description="One plain sentence on what is in it.")
    parent: Slug | None = Field(None, description="The topic it belongs to: an id of topics.yaml.", examples=["body"])
    also_called: Texts = Field((), description="Other names, shown in the A–Z.", examples=[["Dermatology"]])
    translations: dict[Lang, TopicWords] = Field(
        default_factory=dict, description="The same in other languages, each under its short code."
    )

    def words(self, lang: str) -> TopicWords | None:
        """What it is called in a language; None where nobody has said."""
        return in_language(self.translations, lang)
