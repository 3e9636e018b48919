"""The pages of the gallery, as text: light, dark, and from right to left.

The same example stands on a page once. Its ids get a prefix, since other examples of the component have the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from carepress.plugin.loading import load_project
from carepress.site.assets import load_assets
from carepress.site.components import Component, Example, load_components
from carepress.site.i18n import Words
from gallery.tokens import Colour, declared, in_scheme, meetings

__all__ = ["VARIANTS", "Shown", "pages"]

ROOT = Path(__file__).parent.parent
TEMPLATES, THEME = ROOT / "templates", ROOT / "themes" / "carepress"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to look at everything."""

    file: str
    name: str
    theme: str
    dir: str


VARIANTS = (
    Variant("index.html", "Light", "light", "ltr"),
    Variant("dark.html", "Dark", "dark", "ltr"),
    Variant("right-to-left.html", "Right to left", "light", "rtl"),
)
PICTURE = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%209'%3E"
    "%3Cpath%20fill='%23888'%20d='M0%200h16v9H0z'/%3E%3C/svg%3E"
)
"""In place of pictures of the site, which are not there."""

_NAMES = re.compile(
    r'(?<=[ ])(id|for|popovertarget|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"|(?<=[ ])href="#([^"]+)"'
)
_SOURCE = re.compile(r'(?<=[ ])(src|srcset)="/[^"]*"')


@dataclass(frozen=True, slots=True)
class Shown:
    """An example and what it gives."""

    id: str
    example: Example
    html: Markup


def pages() -> dict[str, str]:
    """The name and the text of each page. Raises ``ComponentError`` where a declaration does not hold together."""
    components = load_components(TEMPLATES)
    site = load_project(ROOT / "pelicanconf.py", {}).environment()
    shown = {name: tuple(_shown(site, component)) for name, component in components.items()}
    assets = load_assets(THEME)
    tokens = declared(THEME / "static" / "css" / "tokens.css")
    colours = {name: Colour(name, *both) for name, value in tokens.items() if (both := in_scheme(value)) is not None}
    own = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    template = own.get_template("page.html")
    return {
        variant.file: template.render(
            variant=variant,
            variants=VARIANTS,
            css=Markup("").join((assets.css, *assets.more_css.values())),
            own_css=Markup((Path(__file__).parent / "gallery.css").read_text("utf-8")),  # noqa: S704 - ours
            components=components,
            shown=shown,
            colours=tuple(colours.values()),
            meetings=[each for each in meetings(colours) if each.scheme == variant.theme],
            texts=[name for name in tokens if name.startswith("text-")],
            spaces=[name for name in tokens if re.fullmatch(r"s\d", name)],
            tokens=tokens,
        )
        for variant in VARIANTS
    }


def _shown(site: Environment, component: Component) -> Iterator[Shown]:
    call = site.from_string("{{ component(name, **arguments) }}")
    for number, example in enumerate(component.examples, 1):
        html = call.render(name=component.name, arguments=component.arguments(example), **Words("en").variables)
        yield Shown(f"{component.name}-{number}", example, _apart(html, f"{component.name}-{number}"))


def _apart(html: str, prefix: str) -> Markup:
    """HTML whose ids no other example has, and whose pictures are there."""

    def renamed(match: re.Match[str]) -> str:
        if match[3]:
            return f'href="#{prefix}-{match[3]}"'
        return f'{match[1]}="{" ".join(f"{prefix}-{name}" for name in match[2].split())}"'

    return Markup(_SOURCE.sub(rf'\1="{PICTURE}"', _NAMES.sub(renamed, html)))  # noqa: S704 - the components escape
