"""CP110 empty-section."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.body import Section
from carepress.content.model import Text
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["EmptySection"]


class EmptySection(Rule):
    """What it checks
    A heading is followed by text, and a section in the front matter holds some. Drafts may wait for theirs.

    Why it matters to readers
    A reader follows a heading to an answer.

    Example
    ## Risks

    ## Aftercare

    Use instead
    ## Risks

    The risks are …

    Source
    Carepress: content model.
    """

    code = "CP110"
    slug = "empty-section"
    level = Level.EDITORIAL

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for section in text.body.sections:
            if section.heading and not section.blocks and not section.questions:
                message = f"nothing stands under “{shown(section.text)}”"
                yield self.at(text, section.span, message, _HELP_NOTE if _has_note(text, section) else _HELP)


_HELP = "write its text, or delete the section"
_HELP_NOTE = (
    "write its text outside `<!--` and `-->`, because what stands between them is on no page; or delete the section"
)


def _has_note(text: Text, section: Section) -> bool:
    """Whether an editor's note stands under the heading."""
    lines = text.details.source.split("\n")[section.span.line :]
    return next((line for line in lines if line.strip()), "").lstrip().startswith("<!--")
