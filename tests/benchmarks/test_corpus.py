"""The invented articles: always the same, as large as they should be, and faultless."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.convert import Source
from benchmarks.corpus import Corpus

COUNT = 20
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    Corpus(COUNT).write(folder)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_same_command_writes_the_same_bytes_under_every_hash_seed(content: Path, tmp_path: Path, seed: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "benchmarks.corpus", str(COUNT), str(tmp_path / "again")],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONHASHSEED": seed},
        check=True,
    )
    assert bytes_of(tmp_path / "again") == bytes_of(content)


def test_articles_are_as_many_as_asked_and_differ(content: Path) -> None:
    texts = {file.read_text("utf-8") for file in (content / "articles").rglob("*.md")}
    assert len(texts) == COUNT


def test_every_article_has_about_seven_kilobytes() -> None:
    sizes = [len(text.encode()) for text in (Corpus(300).article(number)[1] for number in range(300))]
    assert min(sizes) >= 6_500
    assert max(sizes) <= 7_500


def test_an_article_has_the_shape_of_those_of_the_example_site(content: Path) -> None:
    for article in Source(content).articles():
        assert len(article.meta["faq"]) == 8
        assert len(set(article.meta["tags"])) == 4
        assert len(set(article.topics)) == 2
        assert len(re.findall(r"^## .* \{#[\w-]+\}$", article.body, re.MULTILINE)) == 8
        assert "> [!urgent] " in article.body
        assert "|---|---|---|" in article.body
        assert re.search(r"^- \*\*", article.body, re.MULTILINE)
        assert re.search(r"\[\w+\]\([\w-]+\.md\)", article.body)


def test_many_articles_use_all_tags_topics_people_and_terms(tmp_path: Path) -> None:
    corpus = Corpus(1_000)
    corpus.write(tmp_path)
    source = Source(tmp_path)
    articles = list(source.articles())
    assert len({tag for article in articles for tag in article.meta["tags"]}) == 300
    assert len({topic for article in articles for topic in article.topics}) == len(source.topics) == 40
    assert len({person for article in articles for person in article.meta["review"]["by"]}) == 30
    assert len(corpus.terms) == len(set(corpus.terms)) == 60
    texts = "\n".join(article.body for article in articles)
    assert [term for term in corpus.terms if term not in texts] == []


def test_a_site_of_them_builds_without_a_diagnostic(content: Path, tmp_path: Path) -> None:
    carepress = Path(sys.executable).parent / "carepress"
    result = subprocess.run(
        [carepress, "build", "-s", "publishconf.py", "-c", content, "-o", tmp_path / "output"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    said = result.stdout + result.stderr
    assert result.returncode == 0, said
    assert not re.search(r"CP\d{3}|warning", said), said
    assert f"{COUNT + 6} articles and pages found = {COUNT + 6} published" in said
