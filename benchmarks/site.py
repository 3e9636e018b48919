"""One tool's site of one corpus: built, cleared, edited, checked.

Must not know what is measured.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.check import faults
from benchmarks.convert import Article
from benchmarks.measure import Failure, Run, run
from benchmarks.tools import Tool, change

__all__ = ["Site"]

CACHE = ".cache"
"""In each site's folder: where programs are told to keep what they cache for a user."""
_PARAGRAPH = re.compile(r"\A(---\n.*?\n---\n\s*)(?:Edit \d+\. )?", re.DOTALL)
_TITLE = re.compile(r"^(title: .*?)(?: \(edit \d+\))?$", re.MULTILINE)
_COMPONENT = re.compile(r'(?:data-edit="\d+" )?class="review-line ')


@dataclass(frozen=True)
class Site:
    """One tool's site of one corpus. ``begun`` names what it began with: the rest is output and caches."""

    tool: Tool
    folder: Path
    corpus: Path
    css: str
    begun: frozenset[str]

    @property
    def output(self) -> Path:
        return self.folder / self.tool.output

    @property
    def log(self) -> Path:
        """What the last command said."""
        return self.folder.with_suffix(".log")

    def clear(self) -> None:
        """Delete everything that a build made."""
        for entry in self.folder.iterdir():
            if entry.name not in self.begun:
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()

    def build(self, *, memory: bool = False) -> Run:
        return self.run(self.tool.command(self.folder), memory=memory)

    def run(self, command: Sequence[str], *, memory: bool = False) -> Run:
        """Run a command in the site's folder."""
        cache = str(self.folder / CACHE)
        env = {"XDG_CACHE_HOME": cache, "HUGO_CACHEDIR": cache, "ELEVENTY_ENV": "production"}
        return run(command, self.folder, self.log, env, memory=memory)

    def phase(self, name: str) -> float:
        """Seconds that a phase of the last build took, as Carepress says it: 0 where it is too short to be named."""
        found = re.search(rf"\b{name} (\d+\.\d+)", self.log.read_text("utf-8"))
        return float(found[1]) if found else 0

    def check(self) -> None:
        """Raise :class:`Failure` where the output lacks anything."""
        found = faults(self.output, self.corpus, self.css)
        if found:
            raise Failure(f"{self.tool.name} has not made what is compared:\n" + "\n".join(found[:20]))

    def edit_text(self, article: Article, number: int) -> None:
        file = self.tool.article(self.folder, article)
        change(file, _PARAGRAPH, rf"\g<1>Edit {number}. ")

    def edit_title(self, article: Article, number: int) -> None:
        change(self.tool.article(self.folder, article), _TITLE, rf"\g<1> (edit {number})")

    def edit_component(self, number: int) -> None:
        change(self.folder / self.tool.component, _COMPONENT, f'data-edit="{number}" class="review-line ')

    def shows(self, article: Article, text: str) -> None:
        """Raise :class:`Failure` where an article's page does not have a text that an edit put there."""
        page = self.output / article.address.strip("/") / "index.html"
        if text not in page.read_text("utf-8"):
            raise Failure(f"{self.tool.name} did not write an edit to {page}")
