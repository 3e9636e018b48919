"""The same article as a site of each generator, with the theme that it recommends.

Mechanical: what Markdown elsewhere does not know (front matter of our own, care cards, anchors) becomes Markdown that
it knows, and no word is left out.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.tools import REPOSITORY, Carepress, environment, node_packages

__all__ = ["Site", "build_sites", "to_markdown"]

PEERS = Path(__file__).parent / "peers"
ARTICLE = REPOSITORY / "content/articles/skin/neuromodulators-for-skin.md"
OURS = {
    "article": "procedures/neuromodulators-for-skin/",
    "shorter article": "conditions/shingles/",
    "home": "",
    "topic": "topics/skin/",
    "A–Z": "a-z/",
    "search": "search/",
}
NAME = "Carepress example"
URL = "https://example.org"
_CARD = re.compile(r"^> \[!(\S+)\] (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r" *\{#[\w-]+\}$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"\]\((?=[\w-]+\.svg)")
_ARTICLE_LINK = re.compile(r"\[([^\]]+)\]\([\w./-]+\.md\)")


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was built, and the pages of it to look at: name → address."""

    name: str
    folder: Path
    pages: dict[str, str]


def build_sites(work: Path) -> list[Site]:
    """Build ours and the others', with one article each. Raises :class:`subprocess.CalledProcessError`."""
    node_packages(work / "node", PEERS / "package.json")
    environment(work / "venv", PEERS / "requirements.txt")
    environment(work / "pelican-venv", REPOSITORY / "benchmarks/peers/pelican/requirements.txt")
    meta, text = to_markdown(ARTICLE.read_text("utf-8"))
    return [
        _carepress(work),
        _starlight(work, meta, text),
        _material(work, meta, text),
        _pelican(work, meta, text),
    ]


def to_markdown(source: str) -> tuple[dict[str, Any], str]:
    """The front matter of an article, and all its words as Markdown that others know.

    Questions and answers become headings and paragraphs, facts a list, sources footnotes, care cards quotations. Links
    to other articles, which the others have not, become words.
    """
    _, front_matter, body = source.split("---\n", 2)
    meta: dict[str, Any] = yaml.safe_load(front_matter)
    facts = "".join(f"- **{fact['term']}**: {fact['detail']}\n" for fact in meta.get("at_a_glance", ()))
    body = _CARD.sub(lambda found: f"> **{found[1].capitalize()}: {found[2]}**\n>", body)
    body = _IMAGE.sub("](images/", body)
    body = _ARTICLE_LINK.sub(r"\1", _ANCHOR.sub("", _COMMENT.sub("", body)))
    questions = "".join(f"### {each['question']}\n\n{each['answer']}\n\n" for each in meta.get("faq", ()))
    sources = "".join(
        f"[^{name}]: [{source['title']}]({source['url']}), {source.get('publisher', '')}\n"
        for name, source in meta["sources"].items()
    )
    asked = f"## Questions people often ask\n\n{questions}" if questions else ""
    return meta, f"{meta['summary']}\n\n## At a glance\n\n{facts}\n{body}\n{asked}{sources}"


def _carepress(work: Path) -> Site:
    output = work / "carepress"
    settings = str(Path(__file__).parent / "settings.py")
    run = Carepress(work).program("build", "-s", settings, "-o", str(output))
    subprocess.run(run, cwd=REPOSITORY, check=True, capture_output=True)  # noqa: S603 - our own command
    return Site("Carepress", output, OURS)


def _starlight(work: Path, meta: dict[str, Any], text: str) -> Site:
    folder = _begin(work / "starlight")
    (folder / "node_modules").symlink_to(work / "node" / "node_modules")
    (folder / "package.json").write_text(json.dumps({"type": "module", "private": True}), "utf-8")
    (folder / "astro.config.mjs").write_text(
        "import { defineConfig } from 'astro/config';\nimport starlight from '@astrojs/starlight';\n"
        f"export default defineConfig({{ site: '{URL}', integrations: [starlight({{ title: '{NAME}' }})] }});\n",
        "utf-8",
    )
    content = folder / "src/content"
    (content / "docs").mkdir(parents=True)
    (folder / "src/content.config.ts").write_text(
        "import { defineCollection } from 'astro:content';\nimport { docsLoader } from '@astrojs/starlight/loaders';\n"
        "import { docsSchema } from '@astrojs/starlight/schema';\n"
        "export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
        "utf-8",
    )
    _images(content / "docs" / "images")
    _write(content / "docs" / "article.md", meta, text.replace("](images/", "](./images/"))
    astro = work / "node" / "node_modules" / "astro" / "astro.js"
    command = ["node", str(astro), "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - a fixed command
    return Site("Starlight", folder / "dist", {"article": "article/"})


def _material(work: Path, meta: dict[str, Any], text: str) -> Site:
    folder = _begin(work / "material")
    # Without the fonts of another host, which would be asked for otherwise.
    settings = {
        "site_name": NAME,
        "site_url": URL,
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["footnotes", "tables"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    (folder / "docs").mkdir()
    _images(folder / "docs" / "images")
    _write(folder / "docs" / "article.md", meta, text)
    (folder / "docs" / "index.md").write_text(f"# {NAME}\n", "utf-8")
    command = [str(work / "venv" / "bin" / "mkdocs"), "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - a fixed command
    return Site("MkDocs Material", folder / "site", {"article": "article/"})


def _pelican(work: Path, meta: dict[str, Any], text: str) -> Site:
    folder = _begin(work / "pelican")
    (folder / "conf.py").write_text(
        f"SITENAME, SITEURL, PATH, TIMEZONE = {NAME!r}, '', 'content', 'UTC'\nSTATIC_PATHS = ['images']\n"
        "MARKDOWN = {'extensions': ['markdown.extensions.extra', 'markdown.extensions.meta']}\n",
        "utf-8",
    )
    _images(folder / "content" / "images")
    head = f"Title: {meta['title']}\nDate: {meta['date']}\nSlug: article\nSummary: {meta['summary']}\n\n"
    (folder / "content" / "article.md").write_text(head + text.replace("](images/", "]({static}/images/"), "utf-8")
    command = [str(work / "pelican-venv" / "bin" / "pelican"), "-s", "conf.py", "-o", "output"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - a fixed command
    return Site("Pelican, default theme", folder / "output", {"article": "article.html"})


def _begin(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _images(folder: Path) -> None:
    shutil.copytree(REPOSITORY / "content" / "images", folder)


def _write(file: Path, meta: dict[str, Any], text: str) -> None:
    front_matter = yaml.safe_dump({"title": meta["title"], "description": meta["summary"]}, allow_unicode=True)
    file.write_text(f"---\n{front_matter}---\n\n{text}", "utf-8")
