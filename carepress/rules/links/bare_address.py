"""CP214 bare-address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["BareAddress"]


class BareAddress(Rule):
    """What it checks
    A link shows words, not its own address.

    Why it matters to readers
    An address is read out letter by letter to people who cannot see it, and breaks out of narrow screens.

    Example
    <https://www.nhs.uk/conditions/acne/treatment/>

    Use instead
    [Acne treatment on nhs.uk](https://www.nhs.uk/conditions/acne/treatment/)

    Source
    WCAG 2.2, 2.4.4 Link Purpose; NHS content guide: links.
    """

    code = "CP214"
    slug = "bare-address"
    level = Level.EDITORIAL

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for link in text.body.links:
            if re.match(r"(?:https?://|www\.)\S+$", link.text.strip()):
                help_ = "write `[what it is](address)`"
                yield self.at(text, link.span, "this link shows its address where words should stand", help_)
