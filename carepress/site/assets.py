"""Style sheets, scripts and icons of a theme, and the policy that lets a page use these and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from rcssmin import cssmin

from carepress.build.render import RenderError

__all__ = ["Assets", "ThemeError", "load_assets"]

_FIRST = ("tokens", "reset", "base", "layout")
_LAST = ("utilities",)
_LINKED = ("print", "appointment", "aftercare-timeline")
"""Style sheets that are not in the page: what most readers of it never need."""
_SCRIPTS = ("carepress", "search", "calendar")


class ThemeError(RenderError):
    """A theme that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Assets:
    """``files`` are published as they are: address from the root → bytes."""

    css: Markup
    """What every page has within it."""
    styles: Mapping[str, str]
    """Name of a style sheet that is for paper or for some pages only → the address from which those take it."""
    scripts: Mapping[str, str]
    """Name of a script → its address. All pages have ``carepress``."""
    icon_address: str
    content_security_policy: str
    search_policy: str
    """That page's own: it runs the index, which is WebAssembly, and reads its files."""
    files: dict[str, bytes]


def load_assets(theme: Path) -> Assets:
    """Read a theme's ``static/`` folder.

    The addresses of scripts and style sheets carry a digest of their bytes, so that browsers may keep them for ever.
    Raises :class:`ThemeError` where a part of the theme is missing or cannot be read.
    """
    static = theme / "static"
    try:
        css = cssmin("".join(map(_text, _style_sheets(static / "css"))))
        linked = {name: cssmin(_text(static / "css" / "linked" / f"{name}.css")).encode() for name in _LINKED}
        code = {name: (static / "js" / f"{name}.js").read_bytes() for name in _SCRIPTS}
        icons = {f"/theme/{path.name}": path.read_bytes() for path in sorted((static / "icons").glob("*.svg"))}
    except OSError as error:
        raise ThemeError(f"the theme is not whole: {error.filename}: {error.strerror}") from error
    if "</" in css:
        raise ThemeError(f"a style sheet in {static / 'css'} holds “</”, which would end the style element")
    styles = {name: _address(name, data, "css") for name, data in linked.items()}
    scripts = {name: _address(name, data, "js") for name, data in code.items()}
    return Assets(
        css=Markup(css),  # noqa: S704 - the theme is code, not content
        styles=styles,
        scripts=scripts,
        icon_address="/theme/icon.svg",
        content_security_policy=_policy(css),
        search_policy=_policy(css, scripts="'self' 'wasm-unsafe-eval'"),
        files={
            **{scripts[name]: data for name, data in code.items()},
            **{styles[name]: data for name, data in linked.items()},
            **icons,
        },
    )


def _address(name: str, data: bytes, ending: str) -> str:
    return f"/theme/{name}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"


def _text(style_sheet: Path) -> str:
    """Raises :class:`ThemeError` where it is in no UTF-8, and :class:`OSError`."""
    try:
        return style_sheet.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ThemeError(f"the theme cannot be read: {style_sheet} is not in UTF-8 (byte {error.start + 1})") from error


def _style_sheets(folder: Path) -> Iterator[Path]:
    """In the order of the layers; components by name."""
    yield from (folder / f"{name}.css" for name in _FIRST)
    yield from sorted((folder / "components").glob("*.css"))
    yield from (folder / f"{name}.css" for name in _LAST)


def _policy(css: str, scripts: str = "'self'") -> str:
    """Nothing is allowed but this style sheet, the site's own style sheets, scripts, images and data, and its search.

    Of the data, the search page reads its index. On other pages no script of ours reads any; but who audits a page
    from within, as Lighthouse does, wants to read ``/robots.txt``, and would say that there is none.
    """
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'self' 'sha256-{digest}'; script-src {scripts}; img-src 'self'; "
        "connect-src 'self'; "
        "form-action 'self'; base-uri 'none'"
    )
