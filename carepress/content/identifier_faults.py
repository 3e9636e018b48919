"""What is wrong with a DOI, a PubMed number or a web address that cannot be read, and the line to write instead."""

from __future__ import annotations

import re

from carepress.content.identifiers import LONGEST, address_of_pmc, doi_in, mended_address, pmc_in, pmid_in
from carepress.content.yaml_spelling import shown
from carepress.diagnostics import literal

__all__ = ["explain_identifier"]

_NOT = {"doi": "a DOI", "pmid": "a PubMed number", "url": "a web address"}


def explain_identifier(field: str, text: str, *, of_source: bool) -> tuple[str, str] | None:
    """Sentence and help; None where nobody can tell what was meant. ``of_source``: a source has all three fields."""
    if len(text) > LONGEST:
        return None
    line = _line(field, text) if of_source else None
    if line is None and field == "url" and (address := mended_address(text)) is not None:
        line = f"url: {address}"
    if line is None:
        return None
    what = _NOT[field]
    if line.startswith(f"{field}:"):
        quotes = ", without quotes" if field == "pmid" else ""
        return f"`{shown(text)}` is not {what} as it must be written", f"write {literal(line)}{quotes}"
    return f"`{shown(text)}` is not {what}", f"write {literal(line)} in its place"


def _line(field: str, text: str) -> str | None:
    if field == "url" and re.match(r"https?://", text, re.IGNORECASE):
        return None
    if (doi := doi_in(text)) is not None:
        return f"doi: {doi}"
    if (pmc := pmc_in(text)) is not None:
        return f"url: {address_of_pmc(pmc)}"
    if (pmid := pmid_in(text)) is not None and (field == "pmid" or not text.strip().isdigit()):
        return f"pmid: {pmid}"
    return None
