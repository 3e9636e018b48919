"""Asking a preview: a save is over when its page shows it, and what goes wrong is said."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Timer

import pytest

from benchmarks.convert import Article, Source
from benchmarks.corpus import Corpus
from benchmarks.load import main as load
from benchmarks.measure import Failure
from benchmarks.preview import preview
from benchmarks.site import Site
from benchmarks.tools import Carepress


@pytest.fixture
def site(tmp_path: Path) -> Site:
    corpus, folder = tmp_path / "corpus", tmp_path / "site"
    Corpus(4).write(corpus)
    folder.mkdir()
    tool = Carepress(tmp_path)
    tool.prepare(folder, corpus, None)
    return Site(tool, folder, corpus, "", frozenset())


@pytest.fixture
def article(site: Site) -> Article:
    return next(Source(site.corpus).articles())


def later(change: Callable[[], None]) -> None:
    """A change that comes so late that nobody sees it who has not waited."""
    Timer(0.5, change).start()


def command(tmp_path: Path) -> list[str]:
    return Carepress(tmp_path).program("preview")


def test_a_save_is_over_when_its_page_shows_it(tmp_path: Path, site: Site, article: Article) -> None:
    with preview(command(tmp_path), site.folder, site.log, article.address) as running:
        assert running.started > 0
        assert running.memory() > 10_000_000
        running.save(partial(later, lambda: site.edit_text(article, 1)), "Edit 1. ")
        assert "Edit 1. " in running.look()
        running.save(partial(later, lambda: site.edit_title(article, 2)), "(edit 2)")
        assert "(edit 2)" in running.look()
    assert "Stopped." in site.log.read_text("utf-8")


def test_a_page_that_is_not_there_fails_the_bench(tmp_path: Path, site: Site) -> None:
    with (
        pytest.raises(Failure, match="404 for /conditions/nothing/"),
        preview(command(tmp_path), site.folder, site.log, "/conditions/nothing/"),
    ):
        pass


def test_a_preview_that_ends_too_early_says_what_it_printed(tmp_path: Path, site: Site, article: Article) -> None:
    with (
        pytest.raises(Failure, match=r"(?s)does not answer.*Preview of"),
        preview(command(tmp_path), site.folder, site.log, article.address) as running,
    ):
        running.save(lambda: os.kill(running.process, signal.SIGKILL), "Edit 1. ")


@pytest.mark.parametrize("code", ["print('no such thing')", "print('no such thing'); raise SystemExit(2)"])
def test_a_preview_that_does_not_start_says_what_it_printed(tmp_path: Path, code: str) -> None:
    with (
        pytest.raises(Failure, match=r"(?s)did not say where it is.*no such thing"),
        preview([sys.executable, "-c", code], tmp_path, tmp_path / "log", "/"),
    ):
        pass


def test_loading_alone_fails_where_there_is_nothing_to_load(tmp_path: Path, site: Site) -> None:
    (tmp_path / "empty").mkdir()
    assert load(str(site.corpus), str(tmp_path / "store")) == 0
    assert load(str(site.corpus), str(tmp_path / "store")) == 0, "the store is a fresh one each time"
    assert load(str(tmp_path / "empty"), str(tmp_path / "store")) == 1
