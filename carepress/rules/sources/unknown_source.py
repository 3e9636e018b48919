"""CP401 unknown-source."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.model import Article, Text
from carepress.diagnostics import Diagnostic, Level, did_you_mean, literal
from carepress.rules.base import Context, Rule

__all__ = ["UnknownSource"]


class UnknownSource(Rule):
    """What it checks
    Every [^id] in the text is a source in the front matter.

    Why it matters to readers
    A citation that leads to no source cannot be checked.

    Example
    …for 3 months.[^fda-lable]

    Use instead
    …for 3 months.[^fda-label]

    Source
    HON principle 4; JAMA benchmarks: attribution.
    """

    code = "CP401"
    slug = "unknown-source"
    level = Level.INTEGRITY
    fix = "An id that differs by capitals alone is written as it is."

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for citation in text.body.citations:
            if not isinstance(text, Article):
                help_ = "link to the source instead: `[its title](https://…)`"
                yield self.at(text, citation.span, "pages have no sources that could be cited", help_)
            elif citation.source not in text.meta.sources:
                guess = did_you_mean(citation.source, text.meta.sources)
                help_ = f"did you mean `[^{guess}]`?" if guess else _help(citation.source, list(text.meta.sources))
                right = f"[^{guess}]" if guess and guess.casefold() == citation.source.casefold() else None
                fix = self.other_words(text, citation.span, f"[^{citation.source}]", right)
                yield self.at(text, citation.span, f"there is no source `{citation.source}`", help_, fix)


_NAMED = 3
"""Sources that are named; of more, an editor has to look at the list."""


def _help(cited: str, known: list[str]) -> str:
    there = " or ".join(f"`[^{each}]`" for each in known) if len(known) <= _NAMED else ""
    if cited.isdigit():  # a footnote's number
        own = "a name of your own under `sources:` in the front matter"
        name = f"give the source {own}, such as `nhs-eyes:`, and cite that"
        return f"cite a source by its name: {there}; or {name}" if there else name
    add = f"add {literal(f'{cited}:')} under `sources:` in the front matter, and below it its `title:` and `url:`"
    return f"{add}; or cite one that is there: {there}" if there else add
