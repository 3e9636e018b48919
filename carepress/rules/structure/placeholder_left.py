"""CP132 placeholder-left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.markdown.comments import blanked
from carepress.content.model import Article
from carepress.content.scaffold import PLACEHOLDERS, SUMMARY
from carepress.content.source_file import SourceText, split_front_matter
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["PlaceholderLeft"]

_PLACEHOLDER = re.compile(
    "|".join(map(re.escape, sorted(PLACEHOLDERS, key=len, reverse=True)))
    + r"|(?<=^[-*+] )(?:…|\.\.\.)$|(?<=^> [-*+] )(?:…|\.\.\.)$",
    re.MULTILINE,
)
"""Also an item of a list that is but dots, as helps have them."""
_SIGNS = (*PLACEHOLDERS, "…", "...")


class PlaceholderLeft(ArticleRule):
    """What it checks
    None of the texts that carepress new puts in place of an editor's own is left in an article. Drafts may have them.

    Why it matters to readers
    Readers would see an instruction for editors, and take the whole page for unfinished.

    Example
    summary: Write here, in one plain sentence or two, what this page is about.

    Use instead
    summary: Why lips get dry and sore, and what helps.

    Source
    Carepress: content model.
    """

    code = "CP132"
    slug = "placeholder-left"
    level = Level.INTEGRITY

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        if not any(sign in article.details.source for sign in _SIGNS):  # a tenth of the time of the pattern
            return
        source = SourceText(article.path, article.details.source)
        parts = split_front_matter(source)
        if source.text is None or parts is None:  # pragma: no cover - it could be loaded
            return
        text, lines = source.text, parts[1]
        body = source.offset(lines + 1, 1)
        visible = text[:body] + blanked(text[body:])
        for match in _PLACEHOLDER.finditer(visible):
            line = visible[visible.rfind("\n", 0, match.start()) + 1 : match.start()]
            if match.start() >= body or not line.lstrip().startswith("#"):  # there it is a comment
                message = f"“{shown(match[0])}” was put here to be replaced"
                help_ = "write your own words" + ("" if match[0] == SUMMARY else ", or delete it")
                yield self.at(article, source.span(*match.span()), message, help_)
