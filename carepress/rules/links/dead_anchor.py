"""CP211 dead-anchor."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.library import Problem
from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level, literal
from carepress.rules.base import Context, Rule
from carepress.rules.links.problems import link_problems

__all__ = ["DeadAnchor"]


class DeadAnchor(Rule):
    """What it checks
    The part of a page that a link names exists.

    Why it matters to readers
    The reader lands at the top of a long page instead of at the answer.

    Example
    [aftercare](knee-replacement.md#after-care)

    Use instead
    [aftercare](knee-replacement.md#aftercare)

    Source
    What users of other generators ask for: anchors checked always.
    """

    code = "CP211"
    slug = "dead-anchor"
    level = Level.INTEGRITY
    fix = "An anchor that differs by capitals alone is written as it is."

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for link, resolved in link_problems(text, context, Problem.NO_ANCHOR):
            anchor = link.target.partition("#")[2]
            where = resolved.text.path if resolved.text else resolved.address
            help_ = f"look at the headings of {where}" if resolved.text else f"link to the whole page: {literal(where)}"
            if resolved.suggestion:
                help_ = f"did you mean `#{resolved.suggestion}`?"
            right = resolved.suggestion if (resolved.suggestion or "").casefold() == anchor.casefold() else None
            whole = right and f"{link.target.removesuffix(anchor)}{right}"
            fix = self.other_words(text, link.span, link.target, whole)
            yield self.at(text, link.span, f"`#{anchor}` is no part of {where}", help_, fix)
