"""Where on the web the files of a site and the pages on its faults can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from carepress.diagnostics.model import START, Diagnostic, Fault

__all__ = ["Links", "is_base"]


def is_base(address: str) -> bool:
    """Whether something can be put after an address: it is one of the web, whole, and has no sign with a meaning."""
    return re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~%@:+/-]*)?", address) is not None


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses to put before the names of files; empty where nobody said one. Then there are no links."""

    files: str = ""
    """Before the path of a file as somebody in the working directory would write it."""
    rules: str = ""
    """Before ``CP301.md``, the name of a fault's page."""

    def file(self, path: str, diagnostic: Diagnostic | None = None) -> str:
        """The address of a file, or of a line of it; none of a file that is not below the working directory.

        ``plain=1``: otherwise a code host shows Markdown without its lines.
        """
        if not self.files or path.startswith(("/", "../")):
            return ""
        address = f"{self.files.rstrip('/')}/{quote(path.encode('utf-8', 'replace'))}"
        at_line = diagnostic is not None and diagnostic.span != START
        return f"{address}?plain=1#L{diagnostic.span.line}" if diagnostic is not None and at_line else address

    def rule(self, fault: Fault) -> str:
        """The address of the page on a fault."""
        return f"{self.rules.rstrip('/')}/{fault.code}.md" if self.rules else ""
