"""A build that is disturbed says so in a sentence or makes the site all the same; it never leaves a wrong page."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from carepress.build.tree import output_folder

ROOT = Path(__file__).parents[2]
ARTICLE = """\
---
title: {title}
kind: condition
summary: About {title}.
category: eyes
date: 2024-01-01
---

{text}
"""
COMMAND = [sys.executable, "-m", "carepress", "build", "--today", "2026-06-01"]
TURNS = 8


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content" / "articles" / "eyes").mkdir(parents=True)
    (tmp_path / "content" / "topics.yaml").write_text("eyes: {name: Eyes, summary: All of it.}\n", encoding="utf-8")
    for number in range(60):
        write(tmp_path, number, "Text.")
    (tmp_path / "pelicanconf.py").write_text(
        "PELICAN_CLASS = 'carepress.Carepress'\n"
        f"THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / 'themes/carepress')!r}, [{str(ROOT / 'templates')!r}]\n"
        "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'public/site', 'A site', 'UTC'\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n",
        encoding="utf-8",
    )
    assert build(tmp_path).returncode == 0
    return tmp_path


def write(site: Path, number: int, text: str) -> None:
    place = site / "content" / "articles" / "eyes" / f"number-{number}.md"
    new = site / "new.md"
    new.write_text(ARTICLE.format(title=f"Number {number}", text=text), encoding="utf-8")
    new.replace(place)  # whole, as editors save


def build(site: Path, *arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """``limit``: bytes that a file can have at most, as when a disk is full."""

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=site,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stderr
    assert done.returncode == 0 or "error: " in done.stderr
    return done


def tree(site: Path, output: str = "public/site") -> dict[str, bytes]:
    root = site / output
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def assert_right(site: Path) -> None:
    """The next build gives what a build from nothing gives."""
    assert build(site).returncode == 0
    assert build(site, "-o", "other/site").returncode == 0
    assert tree(site) == tree(site, "other/site")


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Does something again and again until the block ends."""
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            work()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize("limit", [1_000, 20_000, 60_000, 150_000])
def test_a_full_disk_is_told_and_leaves_the_old_site(site: Path, limit: int) -> None:
    before = tree(site)
    for number in range(60):
        write(site, number, f"Other words. {number}")
    done = build(site, limit=limit)
    assert done.returncode == 0 or tree(site) == before
    assert limit > 20_000 or done.returncode == 1
    assert_right(site)


@pytest.mark.parametrize("place", ["public", "public/.carepress", "public/.carepress/site.cache"])
def test_a_place_that_cannot_be_written_is_told_and_leaves_the_old_site(site: Path, place: str) -> None:
    before = tree(site)
    write(site, 1, "Other words.")
    moved = site / "moved"
    (site / place).rename(moved)
    if place.endswith("cache"):
        (site / place).mkdir()
    else:
        (site / place).write_text("A file, where a folder should be.", encoding="utf-8")
    assert build(site).returncode == 1
    shutil.rmtree(site / place) if (site / place).is_dir() else (site / place).unlink()
    moved.rename(site / place)
    assert tree(site) == before
    assert_right(site)


def test_a_build_waits_for_a_check_that_has_the_output(site: Path) -> None:
    is_held = threading.Event()

    def hold() -> None:
        with output_folder(site / "public" / "site", ()):
            is_held.set()
            time.sleep(2)

    write(site, 1, "Other words.")
    other = threading.Thread(target=hold)
    other.start()
    assert is_held.wait(60)
    assert build(site).returncode == 0
    other.join()


def test_a_source_that_changes_while_it_is_read_ends_in_the_right_page(site: Path) -> None:
    turn = iter(range(10**9))

    def edit() -> None:
        write(site, 7, "One text." if next(turn) % 2 else "Another text, and a longer one.")

    with meanwhile(edit):
        for _ in range(TURNS):
            assert build(site).returncode == 0
    page = tree(site)["conditions/number-7/index.html"].decode()
    assert ("One text." in page) != ("Another text" in page)
    assert_right(site)


@pytest.mark.parametrize("store", ["kept", "deleted"])
def test_a_page_that_was_deleted_by_hand_does_not_come_back_without_its_article(site: Path, store: str) -> None:
    write(site, 1, "Other words.")  # so that the tree that was visible before differs in something else
    assert build(site).returncode == 0
    (site / "public" / "site" / "conditions" / "number-7" / "index.html").unlink()
    (site / "content" / "articles" / "eyes" / "number-7.md").unlink()
    if store == "deleted":
        (site / "public" / ".carepress" / "site.cache").unlink()
    assert build(site).returncode == 0
    assert "conditions/number-7/index.html" not in tree(site)
    assert_right(site)


def test_the_store_deleted_at_any_moment_costs_time_and_nothing_else(site: Path) -> None:
    chance = random.Random(6)  # noqa: S311 - moments, not secrets
    for number in range(TURNS):
        write(site, number, f"Words of turn {number}.")
        running = subprocess.Popen(COMMAND, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(chance.uniform(0.1, 1.2))
        # In one step: what deletes file by file follows a folder that becomes the visible one in the meantime.
        with suppress(FileNotFoundError):
            (site / "public" / ".carepress").rename(site / f"gone-{number}")
        shutil.rmtree(site / f"gone-{number}", ignore_errors=True)
        _, told = running.communicate()
        assert "Traceback" not in told
        assert running.returncode == 0 or "error: " in told
        assert len(tree(site)) > 60
        assert_right(site)
