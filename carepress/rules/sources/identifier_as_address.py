"""CP408 identifier-as-address."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.identifiers import doi_of_address, pmid_in
from carepress.content.model import Article
from carepress.content.source import Source
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["IdentifierAsAddress"]


class IdentifierAsAddress(ArticleRule):
    """What it checks
    A DOI or a PubMed number stands in doi: or pmid:, not in url: as an address; and both name one paper.

    Why it matters to readers
    Whether a paper was withdrawn is looked up by its DOI or PubMed number. Hidden in an address, it is passed over.

    Example
    study: {title: A trial of drops, year: 2023, url: https://doi.org/10.1000/xyz123}

    Use instead
    study: {title: A trial of drops, year: 2023, doi: 10.1000/xyz123}

    Source
    DOI Handbook, 3; JAMA benchmarks: attribution.
    """

    code = "CP408"
    slug = "identifier-as-address"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for name, source in article.meta.sources.items():
            for key, found, given in _identifiers(source):
                place = f"sources.{name}.url"
                if given is None:
                    message = f"this address is a {_NAMES[key]}"
                    yield self.at(article, place, message, f"write `{key}: {found}` in place of `url`")
                elif str(given).casefold() != str(found).casefold():
                    message = f"this address is that of the {_NAMES[key]} {found}, but `{key}` says {given}"
                    yield self.at(
                        article, place, message, f"find out which is right, write it as `{key}`, and take `url` out"
                    )


_NAMES = {"doi": "DOI", "pmid": "PubMed number"}


def _identifiers(source: Source) -> Iterator[tuple[str, str | int, str | int | None]]:
    """The key that an identifier in the address belongs to, the identifier, and what stands under that key."""
    url = source.url or ""
    if (doi := doi_of_address(url)) is not None:
        yield "doi", doi, source.doi
    if (pmid := pmid_in(url)) is not None:
        yield "pmid", pmid, source.pmid
