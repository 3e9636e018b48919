"""Sources and codes: what an article refers to outside the site."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from carepress.content.identifiers import DOI_PATTERN

__all__ = ["DOI_PATTERN", "SOURCE_ID_PATTERN", "URL_PATTERN", "Code", "Source"]

URL_PATTERN = r'^https?://[^\s<>"\\^`{|}]+$'
SOURCE_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN, max_length=2000)]


class Source(BaseModel):
    """One source. Its id is its key in ``sources``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: Text = Field(description="The source's own title.", examples=["Botox injections"])
    publisher: Text | None = Field(None, description="Who published it.", examples=["National Health Service"])
    authors: Text | Annotated[tuple[Text, ...], Field(strict=False)] | None = Field(
        None, description="Its authors: one text or a list of names.", examples=[["Okafor A", "Lind B"]]
    )
    journal: Text | None = Field(
        None, description="The journal it appeared in, for papers.", examples=["Journal of Examples"]
    )
    year: Annotated[int, Field(ge=1800, le=2200)] | None = Field(
        None, description="The year of publication.", examples=[2023]
    )
    url: Url | None = Field(None, description="Where it can be read.", examples=["https://www.nhs.uk/…"])
    accessed: dt.date | None = Field(
        None, description="The day an editor opened it and checked it.", examples=["2026-09-30"]
    )
    doi: Annotated[str, StringConstraints(pattern=DOI_PATTERN)] | None = Field(
        None, description="Its DOI, without the address before it.", examples=["10.1000/xyz123"]
    )
    pmid: Annotated[int, Field(ge=1, le=999_999_999)] | None = Field(
        None, description="Its PubMed number.", examples=[12345678]
    )
    kind: (
        Literal["label", "guideline", "systematic-review", "trial", "study", "textbook", "website", "report", "leaflet"]
        | None
    ) = Field(None, description="What kind of source it is.")
    extra: dict[str, Any] = Field(
        default_factory=dict,
        description="Anything of your own. `checked: false` says that nobody has opened it yet; readers are told.",
    )

    @property
    def unchecked(self) -> bool:
        """True where the editors themselves say that nobody has opened the source."""
        return self.extra.get("checked") is False

    @property
    def by(self) -> str | None:
        """Publisher, or authors and journal, in one line."""
        authors = ", ".join(self.authors) if isinstance(self.authors, tuple) else self.authors
        return ". ".join(part for part in (authors, self.journal, self.publisher) if part) or None


class Code(BaseModel):
    """What the article is about, in a medical vocabulary."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    system: Literal["mesh", "icd10cm", "icd10", "snomedct", "rxnorm", "loinc", "ndc"] = Field(
        description="The vocabulary."
    )
    code: Text = Field(description="The code, in quotes where it looks like a number.", examples=["D019274"])
    match: Literal["exact", "broader", "narrower", "related"] = Field(
        "exact", description="How the code fits the article (SKOS mapping words)."
    )
