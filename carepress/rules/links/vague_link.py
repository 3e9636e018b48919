"""CP213 vague-link."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["VagueLink"]

VAGUE = frozenset(
    (
        "here",
        "click here",
        "click",
        "this",
        "this link",
        "this page",
        "this website",
        "this site",
        "link",
        "more",
        "read more",
        "learn more",
        "find out more",
        "see more",
        "more information",
        "more info",
        "see here",
        "read this",
        "details",
        "website",
    )
)


class VagueLink(Rule):
    """What it checks
    The words of a link say where it leads.

    Why it matters to readers
    People who listen to a page hear its links one after the other: “here, here, read more” says nothing.

    Example
    For exercises click [here](back-exercises.md).

    Use instead
    See [exercises for back pain](back-exercises.md).

    Source
    WCAG 2.2, 2.4.4 Link Purpose; GOV.UK and NHS content guides.
    """

    code = "CP213"
    slug = "vague-link"
    level = Level.EDITORIAL

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for link in text.body.links:
            words = " ".join(link.text.casefold().split()).strip(" .,:;!?…→»>")
            if words in VAGUE:
                message = f"the link “{link.text.strip()}” does not say where it leads"
                yield self.at(text, link.span, message, "make words that name the page the link")
