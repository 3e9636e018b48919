"""The same articles in the layout and front matter that each other generator wants. Done once, and not timed.

Mechanical: nothing is rendered, left out or worked out that the generator could do by itself. Sources become footnotes,
because citations such as ``[^source-1]`` mean nothing elsewhere without a definition in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from carepress.content.kinds import Kind, kinds

__all__ = ["Article", "Source", "to_eleventy", "to_hugo", "to_pelican"]

_LINK = re.compile(r"\]\(([\w-]+)\.md\)")
_CARD = re.compile(r"^> \[!(\S+)\] (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Article:
    """One article or page of a content folder. ``number`` is its place among all of them."""

    file: Path
    number: int
    meta: dict[str, Any]
    body: str

    @property
    def slug(self) -> str:
        return self.file.stem

    @property
    def folder(self) -> str:
        """The first part of its address, such as ``procedures``."""
        return kinds()[self.meta["kind"]].path

    @property
    def address(self) -> str:
        return f"/{self.folder}/{self.slug}/"

    @property
    def topics(self) -> list[str]:
        return [self.meta["category"], *self.meta["topics"]]

    @property
    def letters(self) -> list[str]:
        return sorted({name[0].lower() for name in (self.meta["title"], *self.meta["also_called"])})

    @property
    def footnotes(self) -> str:
        """Definitions of what the text cites, in Markdown."""
        return "\n".join(
            f"[^{name}]: [{source['title']}]({source['url']}) {source['publisher']} · {source['year']} · "
            f"checked on {source['accessed']}"
            for name, source in self.meta["sources"].items()
        )


class Source:
    """A content folder of Carepress, read plainly."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.topics: dict[str, dict[str, Any]] = _yaml((folder / "topics.yaml").read_text("utf-8"))
        self.people: dict[str, dict[str, Any]] = {
            file.stem: _yaml(file.read_text("utf-8")) for file in sorted((folder / "people").glob("*.yaml"))
        }

    @cached_property
    def _files(self) -> dict[str, Path]:
        return {file.stem: file for file in sorted((self.folder / "articles").rglob("*.md"))}

    @cached_property
    def _folders(self) -> dict[str, str]:
        """Slug → first part of the address. The kind stands in the third line of every article of the corpus."""
        return {slug: kinds()[_line(file, "kind")].path for slug, file in self._files.items()}

    @property
    def kinds(self) -> list[Kind]:
        """Those that have an article."""
        return [kind for kind in kinds().values() if kind.path in set(self._folders.values())]

    def articles(self) -> Iterator[Article]:
        for number, file in enumerate(self._files.values()):
            yield _read(file, number)

    def pages(self) -> Iterator[Article]:
        for number, file in enumerate(sorted((self.folder / "pages").glob("*.md"))):
            yield _read(file, number)

    def linked(self, article: Article, form: str) -> str:
        """The text with links to articles in another form, such as ``/{folder}/{slug}.md``."""
        return _LINK.sub(lambda found: f"]({form.format(folder=self._folders[found[1]], slug=found[1])})", article.body)

    def person(self, name: str) -> dict[str, Any]:
        """A person's own keys, and the initials that stand for a photo."""
        person = self.people[name]
        words = person["name"].split()
        return {**person, "initials": words[0][0] + words[-1][0]}


def to_hugo(source: Source, content: Path) -> None:
    """Sections by kind; topics, tags, people and letters as taxonomies; links as paths that a render hook resolves."""
    for kind in source.kinds:
        _write(content / kind.path / "_index.md", {"title": kind.plural, "summary": kind.summary, "kind": kind.id})
    for name, title in (("topics", "Topics"), ("people", "People"), ("a-z", "A–Z")):
        _write(content / name / "_index.md", {"title": title, "summary": f"All of {title}."})
    _write(content / "tags" / "_index.md", {"title": "Tags", "build": {"render": "never"}})
    for name, topic in source.topics.items():
        meta = {"title": topic["name"], "summary": topic["summary"], "outputs": ["html", "atom"]}
        _write(content / "topics" / name / "_index.md", meta)
    for name in source.people:
        meta = source.person(name)
        _write(content / "people" / name / "_index.md", {"title": meta.pop("name"), **meta})
    for page in source.pages():
        _write(content / f"{page.slug}.md", page.meta, page.body)
    _write(content / "search.md", {"title": "Search", "summary": "Search this site."})
    recent = {"title": "Recently changed", "summary": "Newest first.", "layout": "recent"}
    _write(content / "recent" / "_index.md", recent)
    for article in source.articles():
        meta = _common(article) | {"a-z": article.letters, "type": "article"}
        body = source.linked(article, "/{folder}/{slug}.md")
        _write(content / article.folder / f"{article.slug}.md", meta, f"{body}\n{article.footnotes}\n")


def to_eleventy(source: Source, content: Path) -> None:
    """One folder a kind, and data files for topics and people. Links are file paths; a Markdown rule resolves them.

    Keys that Eleventy would take for its own (``tags``) or merge with data files (``topics``) have other names.
    """
    data = content.parent / "_data"
    data.mkdir(parents=True, exist_ok=True)
    _dump(data / "topics.json", source.topics)
    _dump(data / "people.json", {name: source.person(name) for name in source.people})
    names = [
        {"id": kind.id, "path": kind.path, "plural": kind.plural, "summary": kind.summary} for kind in source.kinds
    ]
    _dump(data / "kinds.json", names)
    for page in source.pages():
        meta = page.meta | {"layout": "text.11ty.js", "permalink": f"/{page.slug}/"}
        _write(content / "pages" / f"{page.slug}.md", meta, page.body)
    renamed = {"tags": "labels", "topics": "topic_ids", "people": "person_ids"}
    for article in source.articles():
        body = _plain_cards(source.linked(article, "/{folder}/{slug}.md"))
        meta = {renamed.get(key, key): value for key, value in _common(article).items()}
        meta |= {"letters": article.letters, "folder": article.folder}
        _write(content / article.folder / f"{article.slug}.md", meta, f"{body}\n{article.footnotes}\n")
    for kind in source.kinds:
        _dump(content / kind.path / f"{kind.path}.json", {"tags": "article", "layout": "article.11ty.js"})


def to_pelican(source: Source, content: Path) -> None:
    """The kind as Pelican's category; links as ``{filename}``."""
    content.mkdir(parents=True, exist_ok=True)
    _dump(content / "topics.json", source.topics)
    _dump(content / "people.json", {name: source.person(name) for name in source.people})
    for page in source.pages():
        _write(content / "pages" / f"{page.slug}.md", page.meta, page.body)
    for article in source.articles():
        body = _plain_cards(source.linked(article, "{{filename}}/{folder}/{slug}.md"))
        meta = _common(article) | {"category": article.folder, "slug": article.slug, "letters": article.letters}
        _write(content / article.folder / f"{article.slug}.md", meta, f"{body}\n{article.footnotes}\n")


def _plain_cards(body: str) -> str:
    """Write care cards as quotations with a bold first line, for Markdown that knows no alerts."""
    return _CARD.sub(lambda found: f"> **{found[1].capitalize()} advice: {found[2]}**", body)


def _common(article: Article) -> dict[str, Any]:
    meta = article.meta
    people = [*meta["authors"], *meta["review"]["by"]]
    schema_type = kinds()[meta["kind"]].schema_type
    return {**meta, "topics": article.topics, "people": people, "schema_type": schema_type}


def _read(file: Path, number: int) -> Article:
    _, front_matter, body = file.read_text("utf-8").split("---\n", 2)
    return Article(file, number, _yaml(front_matter), body)


def _line(file: Path, key: str) -> str:
    with file.open(encoding="utf-8") as lines:
        return next(line.split(": ", 1)[1].strip() for line in lines if line.startswith(f"{key}: "))


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _dump(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def _write(file: Path, meta: dict[str, Any], body: str = "") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    front_matter = yaml.dump(meta, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000)
    file.write_text(f"---\n{front_matter}---\n{body}", "utf-8")
