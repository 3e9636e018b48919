"""CP410 indirect-address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carepress.content.identifiers import Indirect, doi_of_address, indirect, pmid_in
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level, literal
from carepress.rules.base import ArticleRule, Context

__all__ = ["IndirectAddress"]

_MESSAGES: Mapping[Indirect, str] = {
    Indirect.SEARCH: "this is the address of a search, which finds something else every day",
    Indirect.SHORT: "this is a shortened address, which can lead elsewhere tomorrow",
    Indirect.REDIRECT: "this address passes through another site before it reaches the page",
}
_HELP: Mapping[Indirect, str] = {
    Indirect.SEARCH: "open the page that you used, and write its own address",
    Indirect.SHORT: "open it, and write the address that the browser shows then",
    Indirect.REDIRECT: "open it, and write the address that the browser shows then",
}


class IndirectAddress(ArticleRule):
    """What it checks
    The address of a source leads straight to it: not through a search engine, a shortener or a redirector.

    Why it matters to readers
    They cannot see where it leads, somebody else learns what they read, and tomorrow it may lead elsewhere.

    Example
    url: https://www.google.com/url?q=https://www.nhs.uk/conditions/acne/

    Use instead
    url: https://www.nhs.uk/conditions/acne/

    Source
    HON principle 4; page.md: no requests to other hosts.
    """

    code = "CP410"
    slug = "indirect-address"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for name, source in article.meta.sources.items():
            if source.url is None or (found := indirect(source.url)) is None:
                continue
            how, behind = found
            help_ = f"write {literal(_line(behind))}" if behind else _HELP[how]
            yield self.at(article, f"sources.{name}.url", _MESSAGES[how], help_)


def _line(address: str) -> str:
    """The line of the front matter that names what an address leads to."""
    if (doi := doi_of_address(address)) is not None:
        return f"doi: {doi}"
    if (pmid := pmid_in(address)) is not None:
        return f"pmid: {pmid}"
    return f"url: {address}"
