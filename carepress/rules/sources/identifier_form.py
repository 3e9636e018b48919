"""CP409 identifier-form."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.content.identifiers import pmc_in, tidy_doi
from carepress.content.model import Article
from carepress.diagnostics import Diagnostic, Level
from carepress.rules.base import ArticleRule, Context

__all__ = ["IdentifierForm"]


class IdentifierForm(ArticleRule):
    """What it checks
    A DOI ends where it ends, has hyphens and no dashes, and nothing in it is encoded; a PubMed number is not that of
    PubMed Central.

    Why it matters to readers
    The link to the paper leads nowhere, or to another paper.

    Example
    doi: 10.1000/xyz123. with the full stop of a sentence

    Use instead
    doi: 10.1000/xyz123

    Source
    DOI Handbook, 2; Crossref: DOIs and matching regular expressions; National Library of Medicine: PMID and PMCID.
    """

    code = "CP409"
    slug = "identifier-form"
    level = Level.EDITORIAL

    def check_article(self, article: Article, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG002
        for name, source in article.meta.sources.items():
            if source.doi and (right := tidy_doi(source.doi)) != source.doi:
                message = f"`{source.doi}` has signs that do not belong to a DOI"
                yield self.at(article, f"sources.{name}.doi", message, f"write `doi: {right}`")
            pmc = pmc_in(source.url or "")
            if pmc is not None and pmc == f"PMC{source.pmid}":
                message = f"{source.pmid} is the number in PubMed Central, {pmc}; PubMed's own is another"
                help_ = "write the number that follows `PMID:` on the paper's page, or delete the line"
                yield self.at(article, f"sources.{name}.pmid", message, help_)
