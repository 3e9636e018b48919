"""People: authors and reviewers, one file each."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from carepress.content.article import Lang, Model, Text, in_language
from carepress.content.source import Url

__all__ = ["Person", "PersonLink", "PersonWords", "Registration"]


class Registration(Model):
    """An entry in a professional register."""

    body: Text = Field(description="The register's name.", examples=["General Medical Council"])
    number: Text = Field(description="The number there, in quotes.", examples=["SAMPLE-0001"])


class PersonLink(Model):
    """A link on a person's page."""

    text: Text = Field(description="What the link is.", examples=["Clinic page"])
    url: Url = Field(description="Where it leads.", examples=["https://example.org/"])


class PersonWords(Model):
    """What is said of a person in another language than the site's."""

    credentials: Text | None = Field(None, description="Degrees and titles.", examples=["Médica"])
    specialty: Text | None = Field(None, description="Their field.", examples=["Dermatología"])


class Person(Model):
    """An author or reviewer: ``people/<id>.yaml``."""

    name: Text = Field(description="The full name, as readers see it.", examples=["Sample Dermatologist"])
    credentials: Text | None = Field(None, description="Degrees and titles.", examples=["MD, FRCP"])
    role: Literal["reviewer", "editor", "author"] | None = Field(None, description="What they do for this site.")
    specialty: Text | None = Field(None, description="Their field.", examples=["Dermatology"])
    registration: Registration | None = Field(None, description="Their entry in a professional register.")
    bio: Text | None = Field(
        None, description="A few plain sentences.", examples=["Looks after people with skin problems."]
    )
    links: Annotated[tuple[PersonLink, ...], Field(strict=False)] = Field((), description="Pages about them.")
    photo: Text | None = Field(None, description="A picture in images/.", examples=["people/sample.jpg"])
    sample: bool = Field(
        default=False,
        description="True for an invented person of an example site; never makes an article count as reviewed.",
    )
    translations: dict[Lang, PersonWords] = Field(
        default_factory=dict, description="What cards in other languages say, each under its short code."
    )
    extra: dict[str, Any] = Field(default_factory=dict, description="Anything of your own.")

    def words(self, lang: str) -> PersonWords:
        """What is said of them in a language; nothing where nobody has said it."""
        return in_language(self.translations, lang) or PersonWords()

    @property
    def initials(self) -> str:
        """Two letters at most, for a card without a photo."""
        words = [word for word in self.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
