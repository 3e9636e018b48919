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
_LINKED = ("print", "appointment")
"""Style sheets that are not in the page: what most readers of it never need."""
_MORE = ("lists", "timelines")
"""Sorts of pages that have more within them than all others: pages that lead to texts, and texts with a timeline."""
_SCRIPTS = ("carepress", "search", "calendar")


class ThemeError(RenderError):
    """A theme that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Assets:
    """``files`` are published as they are: address from the root → bytes."""

    css: Markup
    """What every page has within it."""
    more_css: Mapping[str, Markup]
    """What some pages have within them besides: by their sort, one of :data:`_MORE`."""
    styles: Mapping[str, str]
    """Name of a style sheet that is for paper or for some pages only → the address from which those take it."""
    first_script: Markup
    """What every page has within it, and what runs before anything is painted."""
    scripts: Mapping[str, str]
    """Name of a script → its address. All pages have ``carepress``."""
    icon_address: str
    content_security_policy: str
    more_policies: Mapping[str, str]
    """Those pages' own, by their sort."""
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
        more = {sort: cssmin("".join(map(_text, _all_in(static / "css" / sort)))) for sort in _MORE}
        linked = {name: cssmin(_text(static / "css" / "linked" / f"{name}.css")).encode() for name in _LINKED}
        first = _text(static / "js" / "first.js")
        code = {name: (static / "js" / f"{name}.js").read_bytes() for name in _SCRIPTS}
        icons = {f"/theme/{path.name}": path.read_bytes() for path in sorted((static / "icons").glob("*.svg"))}
    except OSError as error:
        raise ThemeError(f"the theme is not whole: {error.filename}: {error.strerror}") from error
    if any("</" in each for each in (css, *more.values())):
        raise ThemeError(f"a style sheet in {static / 'css'} holds “</”, which would end the style element")
    if "</" in first:
        raise ThemeError(f"{static / 'js' / 'first.js'} holds “</”, which would end the script element")
    styles = {name: _address(name, data, "css") for name, data in linked.items()}
    scripts = {name: _address(name, data, "js") for name, data in code.items()}
    return Assets(
        css=Markup(css),  # noqa: S704 - the theme is code, not content
        more_css={sort: Markup(each) for sort, each in more.items()},  # noqa: S704
        styles=styles,
        first_script=Markup(first),  # noqa: S704
        scripts=scripts,
        icon_address="/theme/icon.svg",
        content_security_policy=_policy(css, first),
        more_policies={sort: _policy(css + each, first) for sort, each in more.items()},
        search_policy=_policy(css + more["lists"], first, " 'wasm-unsafe-eval'"),
        files={
            **{scripts[name]: data for name, data in code.items()},
            **{styles[name]: data for name, data in linked.items()},
            **icons,
        },
    )


def _address(name: str, data: bytes, ending: str) -> str:
    return f"/theme/{name}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"


def _text(path: Path) -> str:
    """Raises :class:`ThemeError` where it is in no UTF-8, and :class:`OSError`."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ThemeError(f"the theme cannot be read: {path} is not in UTF-8 (byte {error.start + 1})") from error


def _style_sheets(folder: Path) -> Iterator[Path]:
    """In the order of the layers; components by name."""
    yield from (folder / f"{name}.css" for name in _FIRST)
    yield from _all_in(folder / "components")
    yield from (folder / f"{name}.css" for name in _LAST)


def _all_in(folder: Path) -> list[Path]:
    """By name. Raises :class:`OSError` where the folder is missing, of which a search for files would say nothing."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".css")


def _policy(css: str, script: str, more: str = "") -> str:
    """Nothing is allowed but what is in the page, the site's own styles, scripts, images and data, and its search.

    ``more`` is what scripts may do besides.
    Of the data, the search page reads its index. On other pages no script of ours reads any; but who audits a page
    from within, as Lighthouse does, wants to read ``/robots.txt``, and would say that there is none.
    """
    return (
        f"default-src 'none'; style-src 'self' {_hash(css)}; script-src 'self' {_hash(script)}{more}; img-src 'self'; "
        "connect-src 'self'; "
        "form-action 'self'; base-uri 'none'"
    )


def _hash(text: str) -> str:
    """What a policy allows by its digest (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
