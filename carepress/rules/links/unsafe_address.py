"""CP201 unsafe-address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.library import Problem
from carepress.content.model import Text
from carepress.diagnostics import Diagnostic, Level, literal
from carepress.rules.base import Context, Rule
from carepress.rules.links.problems import link_problems

_OTHER_HOST = re.compile(r"//[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?:/[^\s\\]*)?")

__all__ = ["UnsafeAddress"]


class UnsafeAddress(Rule):
    """What it checks
    Addresses begin with https:, http:, mailto: or tel:, or lead to a page of this site.

    Why it matters to readers
    Content comes from pull requests: javascript: and data: addresses run code in the reader's browser.

    Example
    [see](javascript:alert(1))

    Use instead
    [see](https://example.org/)

    Source
    OWASP: cross-site scripting prevention.
    """

    code = "CP201"
    slug = "unsafe-address"
    level = Level.INTEGRITY
    fix = "An address that begins with two slashes gets https: before them."

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        for link, resolved in link_problems(text, context, Problem.UNSAFE):
            help_ = (
                f"write {literal(resolved.suggestion)}"
                if resolved.suggestion
                else (
                    "begin it with `https://`, `http://`, `mailto:` or `tel:`, or link to an article by its file name"
                )
            )
            right = f"https:{link.target}" if _OTHER_HOST.fullmatch(link.target) else None
            yield self.at(
                text,
                link.span,
                f"`{link.target[:60]}` is not an address that readers can be sent to",
                help_,
                self.other_words(text, link.span, link.target, right),
            )
