"""The settings of a site, checked: what a site owner decides, under names of our own.

Where they come from (Pelican's settings files) is the plugin's business.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from carepress.content.article import LANG_PATTERN, in_language
from carepress.diagnostics import Level, declared_faults, did_you_mean
from carepress.review import ReviewPolicy
from carepress.rules import ALL_RULES  # noqa: F401 - it declares the faults that a site may have a say in

__all__ = ["CallToAction", "Licence", "SiteSettings", "SiteWords"]

Address = Annotated[
    str, StringConstraints(pattern=r"^(https?://[^\s<>\"]+|mailto:[^\s<>\"]+|/([^/\\\s<>\"][^\s<>\"]*)?)$")
]


RuleLevel = Literal["editorial", "advice", "off"]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CallToAction(_Frozen):
    """A heading, a sentence and one link, for “ask a clinician” and “subscribe”."""

    heading: str = Field(min_length=1, description="Its heading.")
    text: str = Field(min_length=1, description="One sentence or two.")
    label: str = Field(min_length=1, description="The words of the link.")
    url: Address = Field(description="Where the link leads.")


class Licence(_Frozen):
    """The licence of the content."""

    name: str = Field(min_length=1, description="Its name, as readers see it.")
    url: Address = Field(description="Where it can be read.")


class SiteWords(_Frozen):
    """What the site's own settings say, in another language. What is left out stands in the site's own."""

    name: str = Field("", description="The site's name.")
    tagline: str = Field("", description="What the site is for, in a few words.")
    publisher: str = Field("", description="Who publishes the site.")
    disclaimer: str = Field("", description="The disclaimer in every article, where the site has one of its own.")
    ask_clinician: CallToAction | None = Field(None, description="The “ask a clinician” call to action.")
    subscribe: CallToAction | None = Field(None, description="The invitation to subscribe.")


class SiteSettings(_Frozen):
    """What a site owner decides. The reference of settings is made from these fields."""

    name: str = Field(min_length=1, description="The site's name.")
    tagline: str = Field("", description="What the site is for, in a few words.")
    url: str = Field(
        "", description="The complete address of the site, without a slash at the end; empty while it has none."
    )
    lang: str = Field("en", description="The language of the interface and of articles that name none.")
    translations: dict[Annotated[str, StringConstraints(pattern=LANG_PATTERN)], SiteWords] = Field(
        {},
        description="What these settings say in other languages, each under its short code: name, tagline and so on.",
    )
    timezone: str = Field("UTC", description="Decides what day it is, for review dates.")
    page_size: int = Field(50, ge=5, le=500, description="Entries on one page of a list.")
    publisher: str = Field("", description="Who publishes the site. Default: its name.")
    licence: Licence | None = Field(None, description="The licence of the content, named in the footer.")
    disclaimer: str = Field("", description="The disclaimer in every article. Default: Carepress's own, translated.")
    production: bool = Field(default=False, description="True in publishconf.py: editorial faults stop the build.")
    demonstration: bool = Field(
        default=False,
        description="True: every page says it is an example and asks not to be listed; invented people may appear.",
    )
    review: ReviewPolicy = Field(ReviewPolicy(), description="How often articles are reviewed, and what overdue means.")
    edit_url: str = Field("", description="Address of a file on the code host; {path} stands for its path in content/.")
    report_url: str = Field(
        "",
        description="Where readers report a problem: an issue form or mailto: address, with {title} and {url}.",
    )
    search: bool = Field(
        default=False,
        description="True: the texts can be searched. An index is made with each build that changes one of them, which "
        "takes about four seconds for 1,000 articles; it lies in the folder pagefind/ of the output.",
    )
    ask_clinician: CallToAction | None = Field(
        None, description="The “ask a clinician” call to action. Off by default."
    )
    subscribe: CallToAction | None = Field(
        None, description="The invitation to subscribe. Off by default; feeds always exist."
    )
    rules: dict[str, RuleLevel] = Field(
        {},
        description="What this site makes of faults, by code: editorial, advice or off. Integrity faults stay errors.",
    )
    boxed_warnings: dict[str, str] = Field(
        {},
        description="More medicines with a boxed warning: a name or a number of RxNorm, and the signs with commas "
        "between, of which an urgent card must name one. See the fault CP606.",
    )
    today: dt.date | None = Field(
        None, description="The day to build for, for trying out review states. Default: today."
    )

    @field_validator("url")
    @classmethod
    def _plain_url(cls, value: str) -> str:
        value = value.rstrip("/")
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
            raise ValueError("write the complete address, beginning with https://")
        if not re.fullmatch(r"[A-Za-z0-9:/._~%@-]*", value) or not re.fullmatch(r"[^:]*(:\d+)?", parts.netloc):
            raise ValueError("write it in letters, digits and hyphens, as a browser sends it")
        return value

    @field_validator("lang")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if not re.match(LANG_PATTERN, value):
            raise ValueError(f"{value} is not a language; write its short code, such as en, ar or pt-BR")
        return value

    @field_validator("edit_url", "report_url")
    @classmethod
    def _address_with_places(cls, value: str, info: ValidationInfo) -> str:
        known = ("{path}",) if info.field_name == "edit_url" else ("{title}", "{url}")
        unknown = [place for place in re.findall(r"\{[^}]*\}", value) if place not in known]
        if unknown:
            raise ValueError(f"{unknown[0]} cannot be filled in; only {' and '.join(known)} can")
        if value and not re.match(r"https?://\S+$|mailto:\S+$", value):
            raise ValueError("write an address that begins with https:// or mailto:")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"there is no time zone {value}; write one such as Europe/London") from None
        return value

    @field_validator("rules")
    @classmethod
    def _known_rules(cls, value: dict[str, RuleLevel]) -> dict[str, RuleLevel]:
        faults = {fault.code: fault for fault in declared_faults()}
        for code in value:
            if code not in faults:
                guess = did_you_mean(code, faults)
                raise ValueError(f"there is no fault {code}" + (f"; did you mean {guess}?" if guess else ""))
            if faults[code].level is Level.INTEGRITY:
                raise ValueError(f"the fault {code} {faults[code].slug} stops every build, whatever a site makes of it")
        return value

    @field_validator("boxed_warnings")
    @classmethod
    def _plain_warnings(cls, value: dict[str, str]) -> dict[str, str]:
        for name, signs in value.items():
            if not re.search(r"\w", name):
                raise ValueError("a medicine has no name; write it, or its number in RxNorm")
            if not all(re.search(r"\w", sign) for sign in signs.split(",")):
                raise ValueError(f"{name} has no sign; write what a card must speak of, such as breathing, swallowing")
        return {" ".join(name.split()): signs for name, signs in value.items()}

    def in_language(self, lang: str) -> SiteWords | None:
        """What the settings say in another language; None where they do not."""
        return None if lang == self.lang else in_language(self.translations, lang)

    @property
    def levels(self) -> dict[str, Level | None]:
        """What :class:`~carepress.diagnostics.Collector` wants to know of :attr:`rules`."""
        return {code: None if level == "off" else Level(level) for code, level in self.rules.items()}

    @property
    def base(self) -> str:
        """The path under which the site stands on its host; empty at the root."""
        return urlsplit(self.url).path

    def href(self, address: str) -> str:
        """An address from the site's root as a link: with the base, other characters percent-encoded."""
        path, hash_, anchor = address.partition("#")
        return self.base + quote(path, safe="/~:@!$&'()*+,;=%") + hash_ + quote(anchor, safe="~:@!$'()*+,;=%-_.")
