"""DOIs, PubMed numbers and web addresses as people write them, and what they mean.

It asks nobody: whether there is such a paper, only its publisher can say.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = [
    "DOI_PATTERN",
    "LONGEST",
    "Indirect",
    "address_of_pmc",
    "doi_in",
    "doi_of_address",
    "indirect",
    "mended_address",
    "pmc_in",
    "pmid_in",
    "tidy_doi",
]

DOI_PATTERN = r"^10\.\d{4,9}/\S+$"
"""Crossref: DOIs and matching regular expressions."""

LONGEST = 300
"""Characters of an identifier or address that is looked at in detail. A stranger can write any number."""
_DOI_HOSTS = ("doi.org", "dx.doi.org", "www.doi.org", "doi.acm.org")
_LEAD = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|(?:dx\.|www\.)?doi\.org/|(?:doi|DOI)\s*:?\s*)+", re.IGNORECASE
)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63\uff0d]")
_PAGES = re.compile(r"/(?:full|abstract|pdf|epdf|pdfdirect|meta|html)$|\?\w+=.*$", re.IGNORECASE)
"""What publishers put behind a DOI in the addresses of their pages."""
_TRAILING = ".,;:'\"\u2019\u201d\u00bb"
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}
_PUBMED = re.compile(
    r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|pubmed\.gov/)(\d{1,9})(?:[/?#].*)?",
    re.IGNORECASE,
)
_PMID = re.compile(r"(?:PMID|PubMed(?: ID)?)?\s*:?\s*(\d{1,9})", re.IGNORECASE)
_PMC = re.compile(r"\bPMC\s*:?\s*(?:PMC)?(\d{1,9})\b", re.IGNORECASE)


def doi_in(text: str) -> str | None:
    """The DOI that a text is meant to be: ``doi:10.1000/x``, ``https://doi.org/10.1000/x``; None where it is none."""
    lead = _LEAD.match(text.strip())
    doi = tidy_doi(text.strip()[lead.end() :] if lead else text.strip())
    return doi if re.match(DOI_PATTERN, doi) else None


def tidy_doi(doi: str) -> str:
    """A DOI without what sentences and addresses leave at its end, with hyphens for dashes, and nothing encoded.

    What would not be a DOI then stays as it is, and so does what is too long to have been meant as one.
    """
    if len(doi) > LONGEST:
        return doi
    given = doi
    doi = _DASHES.sub("-", unquote(doi) if re.search(r"%[0-9A-Fa-f]{2}", doi) else doi)
    before = None
    while before != doi:
        before = doi
        doi = _PAGES.sub("", doi.rstrip(_TRAILING))
        if doi and (opening := _BRACKETS.get(doi[-1])) and doi.count(doi[-1]) > doi.count(opening):
            doi = doi[:-1]
    return doi if re.match(DOI_PATTERN, doi) else given


def doi_of_address(url: str) -> str | None:
    """The DOI that an address of doi.org leads to; None for other addresses."""
    return doi_in(url) if _host(url) in _DOI_HOSTS else None


def pmid_in(text: str) -> int | None:
    """The PubMed number that a text is meant to be: ``PMID: 123``, or the address of its page."""
    match = _PUBMED.fullmatch(text.strip()) or _PMID.fullmatch(text.strip())
    return int(match[1]) if match and int(match[1]) else None


def pmc_in(text: str) -> str | None:
    """The number of PubMed Central in a text: another one than PubMed's, for the same paper."""
    return f"PMC{match[1]}" if (match := _PMC.search(text)) else None


def address_of_pmc(number: str) -> str:
    """Where the paper can be read whole."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{number}/"


# ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────────────

_SLIPS = re.compile(r"(?:h?t{1,2}ps?|https?)?(?::/{1,2}|//|:\\\\|;//)", re.IGNORECASE)
_BARE = re.compile(
    r"(?:www\.|(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|eu|info|uk|nhs|de|fr|ca|au)(?:/|$))\S*", re.IGNORECASE
)
_REFUSED = {
    " ": "%20",
    "<": "%3C",
    ">": "%3E",
    '"': "%22",
    "\\": "/",
    "^": "%5E",
    "`": "%60",
    "{": "%7B",
    "|": "%7C",
    "}": "%7D",
}


def mended_address(text: str) -> str | None:
    """The web address that a text is meant to be, complete and encoded; None where that cannot be told."""
    text = text.strip().strip("<>\"'")
    if slip := _SLIPS.match(text):
        scheme = "http" if re.match(r"http(?!s)", text, re.IGNORECASE) else "https"
        text = f"{scheme}://{text[slip.end() :]}"
    elif _BARE.match(text):
        text = f"https://{text}"
    if not re.match(r"https?://[^\s/?#]+\.", text):
        return None
    return "".join(_REFUSED.get(char, char) for char in text)


class Indirect(StrEnum):
    """Ways in which an address leads elsewhere than to one page."""

    SEARCH = "search"
    SHORT = "short"
    REDIRECT = "redirect"


_SHORT = frozenset(
    {
        "bit.ly",
        "tinyurl.com",
        "t.co",
        "goo.gl",
        "ow.ly",
        "is.gd",
        "buff.ly",
        "rebrand.ly",
        "lnkd.in",
        "cutt.ly",
        "rb.gy",
        "shorturl.at",
        "t.ly",
        "tiny.cc",
        "bit.do",
        "trib.al",
        "dlvr.it",
        "fb.me",
        "amzn.to",
        "j.mp",
    }
)
_SEARCHES: tuple[tuple[str, str, str], ...] = (
    (r"(?:www\.)?google\.[a-z.]{2,6}", r"/search", "q"),
    (r"scholar\.google\.[a-z.]{2,6}", r"/scholar", "q"),
    (r"(?:www\.)?bing\.com", r"/search", "q"),
    (r"(?:www\.)?duckduckgo\.com", r"/?", "q"),
    (r"(?:[a-z]+\.)?search\.yahoo\.com", r"/search.*", "p"),
    (r"(?:www\.)?ecosia\.org", r"/search", "q"),
    (r"(?:www\.)?baidu\.com", r"/s", "wd"),
    (r"(?:www\.)?yandex\.[a-z.]{2,6}", r"/search/?", "text"),
    (r"pubmed\.ncbi\.nlm\.nih\.gov", r"/?", "term"),
    (r"(?:www\.)?ncbi\.nlm\.nih\.gov", r"/(?:pubmed|pmc)/?", "term"),
)
"""Host, path and the parameter that holds the words."""
_REDIRECTS: tuple[tuple[str, str, str], ...] = (
    (r"(?:www\.)?google\.[a-z.]{2,6}", r"/url", "url q"),
    (r"scholar\.google\.[a-z.]{2,6}", r"/scholar_url", "url"),
    (r"translate\.google\.[a-z.]{2,6}", r"/translate", "u"),
    (r"(?:www\.)?duckduckgo\.com", r"/l/", "uddg"),
    (r"lm?\.(?:facebook|instagram)\.com", r"/l?(?:\.php)?", "u"),
    (r"(?:www\.)?linkedin\.com", r"/redir/redirect", "url"),
    (r"(?:[a-z0-9-]+\.)*safelinks\.protection\.outlook\.com", r".*", "url"),
    (r"slack-redir\.net", r"/link", "url"),
    (r"(?:[a-z0-9-]+\.)*idm\.oclc\.org", r"/login", "url qurl"),
    (r"(?:ez)?proxy\.[a-z0-9.-]+", r"/login", "url qurl"),
)
"""Host, path and the parameters that hold the address behind."""


def indirect(url: str) -> tuple[Indirect, str | None] | None:
    """How an address leads elsewhere, and where to if it says so; None for an address that leads to one page."""
    host = _host(url)
    try:
        parts = urlsplit(url)
        values = dict(parse_qsl(parts.query))
    except ValueError:
        return None
    if host in _SHORT and parts.path.strip("/"):
        return Indirect.SHORT, None
    for hosts, path, names in _REDIRECTS:
        if re.fullmatch(hosts, host) and re.fullmatch(path, parts.path):
            behind = next((values[name] for name in names.split() if values.get(name, "").startswith("http")), None)
            if behind is not None:
                return Indirect.REDIRECT, mended_address(behind)
    if re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host) and (amp := re.match(r"/amp/(s/)?(.+)", parts.path)):
        return Indirect.REDIRECT, f"http{'s' if amp[1] else ''}://{amp[2]}"
    for hosts, path, name in _SEARCHES:
        if re.fullmatch(hosts, host) and re.fullmatch(path, parts.path) and values.get(name):
            return Indirect.SEARCH, None
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
