"""The few facts about the site that metadata needs. Where they come from is the caller's business."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["SiteInfo"]

_URI_CHARACTERS = "%/:?#[]@!$&'()*+,;=~"
"""ASCII that may stand in a URI beside letters, digits, ``-._`` (RFC 3986 §2); ``%`` where it is encoded already."""


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """``url`` is the complete address of the site without a slash at the end, or empty while it has none."""

    name: str
    url: str
    lang: str
    """The site's own language, as in ``lang`` attributes."""
    publisher: str
    """Who publishes the site; empty means the site's name."""
    tagline: str
    licence_url: str | None
    """The complete address of the content's licence."""

    def absolute(self, address: str) -> str:
        """Make the complete URI of an address from the site's root, such as ``/conditions/dry-eye/#causes``.

        Characters that a URI cannot hold are percent-encoded as UTF-8 (RFC 3987 §3.1); what is encoded already stays.
        While the site has no ``url`` the result is the address itself, a reference relative to the site's root.
        """
        return quote(self.url + address, safe=_URI_CHARACTERS)
