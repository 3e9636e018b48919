"""A small good site, and the real command run on it. Each test spoils the site in its own way."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from carepress.build.tree import GENERATOR
from carepress.cli import main

ROOT = Path(__file__).parents[2]
TODAY = "2026-06-01"
ARTICLE = "articles/eyes/dry-eye.md"
GOOD: Mapping[str, str] = {
    ARTICLE: """\
---
title: Dry eye
kind: wellbeing
summary: Eyes that make too few tears.
category: eyes
date: 2026-01-05
authors: [jo-reed]
review: {by: [jo-reed], date: 2026-01-06}
sources:
  nhs: {title: Dry eyes}
---

Dry eyes sting.[^nhs]
""",
    "people/jo-reed.yaml": "name: Jo Reed\n",
    "topics.yaml": "eyes: {name: Eyes, summary: How you see.}\n",
}
SETTINGS = f"""\
PELICAN_CLASS = "carepress.Carepress"
PATH = "content"
OUTPUT_PATH = "output"
THEME = {str(ROOT / "themes" / "carepress")!r}
THEME_TEMPLATES_OVERRIDES = [{str(ROOT / "templates")!r}]
SITENAME = "Bad input"
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
# The good site has no more than it must: one person, one source with a title.
CAREPRESS_RULES = dict.fromkeys("CP130 CP213 CP217 CP307 CP308 CP405 CP407 CP705 CP707".split(), "off")
"""
OLD_HOME = b"<!doctype html><meta " + GENERATOR + b'"><title>The old site</title>'


@dataclass(frozen=True)
class Ran:
    """What a user saw of a command."""

    status: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """The printed diagnostics without excerpts: a line for the fault and one for its help."""
        lines = re.split(r"^(?:Not built|Built):", self.out, maxsplit=1, flags=re.MULTILINE)[0].splitlines()
        return [line for line in lines if line.strip() and not line[:8].endswith(" | ")]


class Site:
    """A site in a folder of its own, which is the working directory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "output"
        self.content.mkdir()
        (folder / "pelicanconf.py").write_text(SETTINGS)
        for path, text in GOOD.items():
            self.write(path, text)

    def write(self, path: str, data: str | bytes) -> Path:
        place = self.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data if isinstance(data, bytes) else data.encode())
        return place

    def article(self, body: str = "Dry eyes sting.[^nhs]\n", path: str = ARTICLE, **values: str) -> Path:
        """The good article with other values in its front matter (written as YAML) and another text."""
        text = GOOD[ARTICLE].partition("---\n\n")[0]
        for name, value in values.items():
            known = [line for line in text.splitlines() if line.startswith(f"{name}:")]
            text = text.replace(known[0], f"{name}: {value}", 1) if known else f"{text}{name}: {value}\n"
        return self.write(path, f"{text}---\n\n{body}")

    def settings(self, *lines: str) -> None:
        (self.folder / "pelicanconf.py").write_text(SETTINGS + "\n".join(lines) + "\n")

    def old_output(self) -> None:
        """An output from before, as only a build that succeeds may replace it."""
        self.output.mkdir()
        (self.output / "index.html").write_bytes(OLD_HOME)

    @property
    def is_built(self) -> bool:
        """True where the article has its page."""
        return (self.output / "wellbeing" / "dry-eye" / "index.html").is_file()

    def build(self, *options: str) -> Ran:
        """``carepress build``, in this process."""
        arguments = ["build", "--today", TODAY, *options]
        result = CliRunner(env={"FORCE_COLOR": None, "COLUMNS": None}).invoke(main, arguments, catch_exceptions=False)
        assert "Traceback" not in result.output
        return Ran(result.exit_code, result.stdout, result.stderr)

    def tree(self) -> dict[str, bytes | str]:
        """Every file of the site's folder and what is in it; the build's own lock and its folder left out."""
        return dict(_tree(self.folder))


def _tree(folder: Path) -> Iterator[tuple[str, bytes | str]]:
    for directory, names, files in os.walk(folder):
        names[:] = [name for name in names if name != ".carepress"]
        for name in (*files, *(name for name in names if (Path(directory) / name).is_symlink())):
            place = Path(directory) / name
            data = str(place.readlink()) if place.is_symlink() else place.read_bytes() if place.is_file() else ""
            yield place.relative_to(folder).as_posix(), data


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Site(folder)
