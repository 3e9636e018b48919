"""Style sheet, script and icon of a theme, and the policy that lets a page use these and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from rcssmin import cssmin

from carepress.build.render import RenderError

__all__ = ["Assets", "ThemeError", "load_assets"]

_FIRST = ("tokens", "reset", "base", "layout")
_LAST = ("utilities", "print")


class ThemeError(RenderError):
    """A theme that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Assets:
    """``files`` are published as they are: address from the root → bytes."""

    css: Markup
    script_address: str
    icon_address: str
    content_security_policy: str
    search_address: str
    """Of the search page's script."""
    search_policy: str
    """That page's own: it runs the index, which is WebAssembly, and reads its files."""
    files: dict[str, bytes]


def load_assets(theme: Path) -> Assets:
    """Read a theme's ``static/`` folder.

    The script's address carries a digest of its bytes, so that browsers may keep it for ever. Raises
    :class:`ThemeError` where a part of the theme is missing.
    """
    static = theme / "static"
    try:
        css = cssmin("".join(path.read_text("utf-8") for path in _style_sheets(static / "css")))
        script, search = ((static / "js" / f"{name}.js").read_bytes() for name in ("carepress", "search"))
    except OSError as error:
        raise ThemeError(f"the theme is not whole: {error.filename}: {error.strerror}") from error
    if "</" in css:
        raise ThemeError(f"a style sheet in {static / 'css'} holds “</”, which would end the style element")
    script_address, search_address = (
        f"/theme/{name}.{hashlib.sha256(data).hexdigest()[:12]}.js"
        for name, data in (("carepress", script), ("search", search))
    )
    icons = {f"/theme/{path.name}": path.read_bytes() for path in sorted((static / "icons").glob("*.svg"))}
    return Assets(
        css=Markup(css),  # noqa: S704 - the theme is code, not content
        script_address=script_address,
        icon_address="/theme/icon.svg",
        content_security_policy=_policy(css),
        search_address=search_address,
        search_policy=_policy(css, scripts="'self' 'wasm-unsafe-eval'"),
        files={script_address: script, search_address: search, **icons},
    )


def _style_sheets(folder: Path) -> Iterator[Path]:
    """In the order of the layers; components by name."""
    yield from (folder / f"{name}.css" for name in _FIRST)
    yield from sorted((folder / "components").glob("*.css"))
    yield from (folder / f"{name}.css" for name in _LAST)


def _policy(css: str, scripts: str = "'self'") -> str:
    """Nothing is allowed but this style sheet, scripts, images and files of the site itself, and its own search form.

    Of the files, the search page reads its index. On other pages no script of ours reads any; but who audits a page
    from within, as Lighthouse does, wants to read ``/robots.txt``, and would say that there is none.
    """
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src {scripts}; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'"
    )
