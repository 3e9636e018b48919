"""The check of what a tool has made: quiet about a whole site, and loud about whatever is missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from benchmarks.check import faults
from benchmarks.convert import Article, Source
from benchmarks.corpus import Corpus
from benchmarks.measure import Failure
from benchmarks.site import Site
from benchmarks.tools import Carepress, appearance

COUNT = 24


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site as the bench makes it, built once."""
    work = tmp_path_factory.mktemp("bench")
    tool = Carepress(work)
    look = appearance(tool, work / "appearance")
    corpus = work / "corpus"
    Corpus(COUNT).write(corpus)
    folder = work / "site"
    folder.mkdir()
    tool.prepare(folder, corpus, None)
    site = Site(tool, folder, corpus, look.css, frozenset(entry.name for entry in folder.iterdir()))
    site.build()
    return site


@pytest.fixture
def output(site: Site, tmp_path: Path) -> Path:
    """A copy of the output, to be damaged."""
    return Path(shutil.copytree(site.output, tmp_path / "output"))


@pytest.fixture
def article(site: Site) -> Article:
    """The first article, which is always among the samples."""
    return next(Source(site.corpus).articles())


def damaged(site: Site, output: Path, article: Article, pattern: str, by: str = "") -> list[str]:
    page = output / article.address.strip("/") / "index.html"
    text, times = re.subn(pattern, by, page.read_text("utf-8"), flags=re.DOTALL)
    assert times
    page.write_text(text, "utf-8")
    return faults(output, site.corpus, site.css)


def test_what_carepress_builds_has_everything(site: Site) -> None:
    assert faults(site.output, site.corpus, site.css) == []


@pytest.mark.parametrize(
    ("feature", "pattern"),
    [
        ("breadcrumb", r'<nav class="breadcrumb".*?</nav>'),
        ("review line", r"next review by"),
        ("table of contents", r'<nav class="contents".*?</nav>'),
        ("questions", r'<details class="faq__item".*?</details>'),
        ("references", r"<cite[^>]*>"),
        ("numbered citations", r'<sup class="citation"[^>]*>.*?</sup>'),
        ("care card", r"Ask for an urgent appointment if:"),
        ("table", r"<table>.*?</table>"),
        ("related articles", r'<section class="related".*?</section>'),
        ("reviewer card", r'<div class="person-card">.*?</div>\n</div>'),
        ("topics and tags", r'href="/tags/[^"]*"'),
        ("feeds of its topics", r'<link rel="alternate"[^>]*topics[^>]*>'),
        ("inline style sheet", r"<style>.*?</style>"),
        ("disclaimer", r'<section class="disclaimer".*?</section>'),
        ("footer", r'<footer class="site-footer">.*?</footer>'),
        ("structured data", r'"@type":"Question"'),
        ("links to articles, resolved", r'See <a href="[^"]*">'),
    ],
)
def test_a_feature_that_is_missing_from_a_page_is_named(
    site: Site, output: Path, article: Article, feature: str, pattern: str
) -> None:
    expected = f"{article.address}: no {feature}"
    by = '<cite class="x"><b>' if feature == "references" else ""
    found = damaged(site, output, article, r"<cite[^>]*>(?:<a)?" if feature == "references" else pattern, by)
    assert expected in found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("sitemap.xml", "sitemap"),
        ("feed.atom", "feed"),
        ("topics/topic-1/feed.atom", "feeds of topics"),
        ("a-z", "no page /a-z/"),
        ("people/reviewer-1", "no page /people/reviewer-1/"),
    ],
)
def test_a_file_that_is_missing_from_the_site_is_named(site: Site, output: Path, path: str, words: str) -> None:
    target = output / path
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    assert any(words in fault for fault in faults(output, site.corpus, site.css))


def test_an_article_without_a_page_is_named(site: Site, output: Path, article: Article) -> None:
    shutil.rmtree(output / article.address.strip("/"))
    assert any(f"1 of {COUNT} articles have no page" in fault for fault in faults(output, site.corpus, site.css))


def test_an_edit_that_was_not_built_fails_the_bench(site: Site, article: Article) -> None:
    site.edit_text(article, 3)
    with pytest.raises(Failure, match="did not write an edit"):
        site.shows(article, "Edit 3. ")
    site.build()
    site.shows(article, "Edit 3. ")


def test_a_second_edit_of_a_title_replaces_the_first(site: Site, article: Article) -> None:
    file = site.tool.article(site.folder, article)
    before = file.read_text("utf-8")
    site.edit_title(article, 1)
    site.edit_title(article, 2)
    assert file.read_text("utf-8") == before.replace("\nkind:", " (edit 2)\nkind:", 1)
    file.write_text(before, "utf-8")


def test_clearing_leaves_what_a_site_began_with(site: Site) -> None:
    (site.folder / "left-over").mkdir()
    site.clear()
    assert {entry.name for entry in site.folder.iterdir()} == site.begun
    site.build()
