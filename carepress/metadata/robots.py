"""robots.txt (RFC 9309): everything may be read. What must not be *listed* says so on its own page."""

from __future__ import annotations

from carepress.metadata.site_info import SiteInfo

__all__ = ["robots"]

_DEMONSTRATION = """\
# This site is a demonstration. Each page asks search engines not to list it (noindex).
# They must be able to read a page to see that, so nothing is disallowed here.
"""


def robots(site: SiteInfo, *, demonstration: bool) -> str:
    """Write robots.txt. It names the sitemap, whose address must be complete, where the site has an address.

    Crawlers read it at the root of a host only; a site below a path is read by the rules of the host's own file.
    """
    text = (_DEMONSTRATION if demonstration else "") + "User-agent: *\nDisallow:\n"
    return text + (f"\nSitemap: {site.absolute('/sitemap.xml')}\n" if site.url else "")
