"""The front matter of an article, as one model: its checks, descriptions and examples in one place.

The JSON Schema and the reference of fields are made from these classes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from carepress.content.source import SOURCE_ID_PATTERN, Code, Source

__all__ = [
    "Aliases",
    "ArticleMeta",
    "ChangeNote",
    "Fact",
    "Lang",
    "Model",
    "Question",
    "ReviewMeta",
    "Slug",
    "Status",
    "Suppression",
    "Text",
    "Translated",
    "in_language",
    "is_language",
    "is_slug",
]

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANG_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
ALIAS_PATTERN = r"^/(\.*[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(\.*[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?$"
"""Each part has more than dots: ``..`` would leave the output folder."""
LONGEST_ALIAS = 300
"""Characters."""


Words = TypeVar("Words")


class Model(BaseModel):
    """What all front matter has in common: nothing unknown, nothing converted, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=100)]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
Slugs = Annotated[tuple[Slug, ...], Field(strict=False)]
Aliases = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=ALIAS_PATTERN, max_length=LONGEST_ALIAS)], ...], Field(strict=False)
]
Lang = Annotated[str, StringConstraints(pattern=LANG_PATTERN)]
Translated = Annotated[
    dt.date | None,
    Field(
        description="In a translation: the day on which it was last in step with its original. Default: `modified`.",
        examples=["2026-10-02"],
    ),
]
Status = Literal["draft", "hidden", "published"]
KindId = Literal["procedure", "condition", "medicine", "test", "symptom", "wellbeing"]


class ReviewMeta(Model):
    """Who reviewed the article, when, and when it is due again."""

    by: Annotated[tuple[Slug, ...], Field(strict=False, min_length=1)] = Field(
        description="The reviewers: ids of files in people/.", examples=[["sample-dermatologist"]]
    )
    date: dt.date = Field(description="The day of the review.", examples=["2026-10-02"])
    due: dt.date | None = Field(
        None,
        description="The day by which it must be reviewed again. Default: the date plus the site's interval.",
        examples=["2028-10-02"],
    )


class Fact(Model):
    """One row of the fact table beside the summary."""

    term: Text = Field(description="What the row is about.", examples=["How long it takes"])
    detail: Text = Field(description="The fact, as plain text.", examples=["About 10 minutes"])


class ChangeNote(Model):
    """One change of substance, for readers who come back."""

    date: dt.date = Field(description="The day of the change.", examples=["2026-10-01"])
    note: Text = Field(description="What changed, in one sentence.", examples=["Added the warning signs."])


class Question(Model):
    """A question and its answer, where the FAQ is given as data."""

    question: Text = Field(description="The question, as a reader would ask it.", examples=["Does it hurt?"])
    answer: Text = Field(description="The answer, in Markdown.", examples=["Most people feel a short sting."])


class Suppression(Model):
    """A rule whose faults are not told, and why."""

    rule: Text = Field(
        description="What is not to be told: the code or the slug of an editorial fault or of advice.",
        examples=["long-sentence"],
    )
    reason: Text = Field(
        description="Why the text must stay as it is, for whoever edits it next.",
        examples=["The consent form must be quoted word for word."],
    )
    section: Text = Field(
        "", description="The anchor of the only section in which it holds. Default: all of it.", examples=["aftercare"]
    )


class ArticleMeta(Model):
    """The front matter of an article."""

    title: Text = Field(description="The page's title, in plain words.", examples=["Neuromodulators for skin"])
    kind: KindId = Field(description="What kind of article it is; decides which sections it needs.")
    slug: Slug | None = Field(
        None,
        description="The last part of the address. Default: the file's name; never derived from the title.",
        examples=["neuromodulators-for-skin"],
    )
    summary: Text = Field(
        description="One plain sentence or two, shown under the title, in lists and by search engines. Plain text.",
        examples=["Injections that relax small muscles and soften lines."],
    )
    also_called: Texts = Field(
        (), description="Other names, shown under the title and in the A–Z.", examples=[["Wrinkle-relaxing injections"]]
    )
    misspellings: Texts = Field(
        (), description="Wrong spellings that people search for; never shown.", examples=[["nuromodulators"]]
    )
    category: Slug = Field(description="The article's main topic: an id of topics.yaml.", examples=["skin"])
    topics: Slugs = Field((), description="Further topics: ids of topics.yaml.", examples=[["ageing"]])
    tags: Texts = Field((), description="Free words that group articles across topics.", examples=[["wrinkles"]])
    date: dt.date = Field(description="The day the article was first published.", examples=["2022-11-29"])
    modified: dt.date | None = Field(
        None, description="The day of the last change of substance. Default: the date.", examples=["2026-10-01"]
    )
    authors: Slugs = Field((), description="Who wrote it: ids of files in people/.", examples=[["sample-editor"]])
    review: ReviewMeta | None = Field(None, description="Who reviewed it and when.")
    changes: Annotated[tuple[ChangeNote, ...], Field(strict=False)] = Field(
        (), description="What changed, for readers who come back; newest first or last."
    )
    codes: Annotated[tuple[Code, ...], Field(strict=False)] = Field(
        (), description="Codes of medical vocabularies, so that health records can find the page."
    )
    sources: dict[Annotated[str, StringConstraints(pattern=SOURCE_ID_PATTERN)], Source] = Field(
        default_factory=dict, description="The sources, each under an id that the text cites as [^id]."
    )
    at_a_glance: Annotated[tuple[Fact, ...], Field(strict=False)] = Field(
        (), description="The fact table beside the summary."
    )
    aliases: Aliases = Field((), description="Old addresses that lead here.", examples=[["/old/path/"]])
    status: Status = Field(
        "published", description="draft: not on the site. hidden: on the site, in no list. published: everywhere."
    )
    lang: Lang | None = Field(None, description="The article's language. Default: the site's.", examples=["en"])
    translated: Translated = None
    suppress: Annotated[tuple[Suppression, ...], Field(strict=False)] = Field(
        (), description="Faults that are not to be told here, each with a reason; never those of integrity."
    )
    extra: dict[str, Any] = Field(
        default_factory=dict, description="Anything of your own; Carepress keeps it and does not look at it."
    )


def in_language(translations: Mapping[str, Words], lang: str) -> Words | None:
    """What stands there for a language, or for the language that it is a variety of; None where nothing does."""
    return translations.get(lang) or translations.get(lang.partition("-")[0])


def is_language(text: str) -> bool:
    """True where ``text`` is written as the code of a language."""
    return re.fullmatch(LANG_PATTERN, text) is not None


def is_slug(text: str) -> bool:
    """True where ``text`` can be the name of a file and the last part of an address."""
    return re.fullmatch(SLUG_PATTERN, text) is not None
