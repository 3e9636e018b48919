"""A small site on the disk, and a real preview of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
DRY = "articles/eyes/dry-eye.md"
WET = "articles/eyes/wet-eye.md"
PATIENCE = 60
"""Seconds to wait for what should come, on a machine that is busy. Nothing is expected to take any time."""
SETTINGS = f"""\
from pathlib import Path

HERE = Path(__file__).parent
PELICAN_CLASS = "carepress.Carepress"
PATH, OUTPUT_PATH, SITENAME, TIMEZONE = "content", "output", "A site", "UTC"
THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / "themes/carepress")!r}, [str(HERE / "templates")]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
ARTICLE = """\
---
title: {title}
kind: condition
summary: When eyes make too few tears.
category: eyes
date: 2024-01-01
status: {status}
---

Eyes that make too few tears.

## Symptoms

- they sting

{paragraphs}

## Causes

Many.

## Treatment

Drops.

{paragraphs}
"""
PARAGRAPHS = "\n\n".join(f"Paragraph {number} says a little of it." for number in range(40))


def article(title: str, status: str = "published") -> str:
    return ARTICLE.format(title=title, status=status, paragraphs=PARAGRAPHS)


def write_site(folder: Path) -> None:
    """Two articles and all that they need, with templates of its own."""
    write(folder / "pelicanconf.py", SETTINGS)
    write(folder / "content" / DRY, article("Dry eye"))
    write(folder / "content" / WET, article("Wet eye", "draft"))
    write(folder / "content/topics.yaml", "eyes: {name: Eyes, summary: All of it.}\n")
    (folder / "templates").mkdir()
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            write(folder / "templates" / path.relative_to(ROOT / "templates"), path.read_text("utf-8"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@dataclass
class Preview:
    """One that runs. ``url`` is what it said, with a slash at the end or a path to begin with."""

    process: subprocess.Popen[str]
    url: str
    site: Path

    @property
    def root(self) -> str:
        return re.match(r"http://[^/]+", self.url)[0]  # type: ignore[index]  # it begins like that

    def get(self, address: str, **headers: str) -> tuple[int, bytes]:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            request = Request(self.root + address, headers=names)  # noqa: S310 - our own server
            with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()

    def state(self, path: str) -> Any:
        """What the panel is told beside the page of a content file."""
        return json.loads(self.get(f"/_preview/state?address={quote(f'/_preview/file/{path}')}")[1])

    def codes(self, path: str) -> set[str]:
        return {fault["code"] for fault in self.state(path)["faults"]}

    def stop(self) -> tuple[int, str]:
        self.process.terminate()
        status = self.process.wait(timeout=PATIENCE)
        assert self.process.stdout is not None
        # Not by communicate(): it knows nothing of what is buffered since the first line was read.
        return status, self.process.stdout.read()


def wait_until(holds: Any) -> None:
    """Until something is true, or for as long as patience lasts."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not become true"
        time.sleep(0.02)


@contextmanager
def started(site: Path, *arguments: str) -> Iterator[Preview]:
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "carepress", "preview", "--port", "8700", *arguments],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/\S*", first)
            assert found, first + process.stdout.read()
            yield Preview(process, found[0], site)
        finally:
            process.kill()
