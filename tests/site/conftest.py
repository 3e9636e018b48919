"""The example site as it is published, built once and read as a browser would read it, without any code of ours."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

import html5lib
import pytest

from carepress.plugin.loading import load_project

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class HtmlPage:
    """One page of the output."""

    address: str
    source: bytes

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree: Element = parser.parse(self.source, transport_encoding="utf-8")
        return tree, [f"{place}: {code} {variables}" for place, code, variables in parser.errors]

    @property
    def tree(self) -> Element:
        return self._parsed[0]

    @property
    def errors(self) -> list[str]:
        """What the HTML standard calls parse errors."""
        return self._parsed[1]

    @cached_property
    def ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.tree.iter() if "id" in element.attrib]

    def all(self, tag: str, class_: str = "", /, **attributes: str) -> list[Element]:
        """Elements with a tag (``*`` for any), a class and attributes."""
        return [
            element
            for element in self.tree.iter()
            if tag in ("*", element.tag)
            and (not class_ or class_ in element.get("class", "").split())
            and all(element.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, class_: str = "", /, **attributes: str) -> Element:
        found = self.all(tag, class_, **attributes)
        assert len(found) == 1, f"{self.address}: {len(found)} × {tag} {class_} {attributes}"
        return found[0]

    def meta(self, name: str, key: str = "name") -> str:
        return self.one("meta", **{key: name}).attrib["content"]

    @cached_property
    def links(self) -> list[str]:
        """Everything that leads somewhere, as it is written."""
        found = [
            element.attrib[attribute]
            for element in self.tree.iter()
            for attribute in ("href", "src", "action", "poster", "data-url")
            if attribute in element.attrib
        ]
        return found + [
            meta.attrib["content"].partition("url=")[2] for meta in self.all("meta", **{"http-equiv": "refresh"})
        ]


def text(element: Element) -> str:
    """The words of an element, white space made one."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Output:
    """A built site. ``url`` is its SITEURL."""

    folder: Path
    url: str

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file, by its path in the folder."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every HTML page, by its address from the site's root."""
        return {
            page.address: page
            for path, data in self.files.items()
            if path.endswith(".html")
            for page in [HtmlPage("/" + path.removesuffix("index.html"), data)]
        }

    @property
    def full_pages(self) -> list[HtmlPage]:
        """All pages but those that only lead to another."""
        return [page for page in self.pages.values() if not page.all("meta", **{"http-equiv": "refresh"})]

    def problem_with(self, link: str, page: str) -> str | None:
        """What is wrong with a link that stands on a page of this site; None where it leads somewhere."""
        base = self.url.partition("://")[2].partition("/")[2]
        base = f"/{base}" if base else ""
        if link.startswith(("https://example.org/edit/", "mailto:")):
            return None
        if link == self.url or (self.url and link.startswith(self.url + "/")):
            link = base + link.removeprefix(self.url)
        if link.startswith(("https://", "http://")):
            return None
        path, anchor = urldefrag(link)
        if not path:
            path = base + page
        if not path.startswith(base + "/"):
            return "does not begin with the site's own path"
        address = unquote(path.removeprefix(base)).partition("?")[0]
        file = address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
        if file not in self.files:
            return "leads to no file"
        if anchor and unquote(anchor) not in self.pages[address].ids:
            return "leads to no element of that page"
        return None


def build(output: Path, settings: str = "pelicanconf.py", **overrides: Any) -> Output:
    values: Mapping[str, Any] = {"CAREPRESS_TODAY": TODAY, **overrides, "OUTPUT_PATH": str(output)}
    outcome = load_project(ROOT / settings, dict(values)).pelican().build()
    assert outcome.files is not None, [str(diagnostic) for diagnostic in outcome.diagnostics]
    if settings == "publishconf.py" and "PATH" not in overrides:
        assert outcome.remembered == 0, "content/addresses.txt was not complete; it is now, so commit it"
    url = overrides.get("SITEURL", "https://example.org" if settings == "publishconf.py" else "")
    made = Output(output, url.rstrip("/"))
    assert len(made.files) == outcome.files
    return made


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The example site, as ``make publish`` builds it."""
    return build(tmp_path_factory.mktemp("published") / "output", "publishconf.py")


Write = Callable[[dict[str, str]], Path]


@pytest.fixture
def content(tmp_path: Path) -> Write:
    """Write a content folder from paths and texts."""

    def write(files: dict[str, str]) -> Path:
        folder = tmp_path / "content"
        folder.mkdir(exist_ok=True)
        for path, words in files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(words, encoding="utf-8")
        return folder

    return write


def article(title: str, more: str = "", body: str = "Words.\n", *, kind: str = "condition") -> str:
    """The text of a small article about the topic ``one``."""
    return (
        f"---\ntitle: {title}\nkind: {kind}\nsummary: About it.\ncategory: one\ndate: 2024-01-01\n{more}---\n\n{body}"
    )


TOPIC = {"topics.yaml": "one: {name: One, summary: The first.}\n"}


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A path where nothing is yet."""
    return tmp_path / "output"
