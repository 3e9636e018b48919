"""The search index: the same texts give the same bytes, and a build has it right whatever was changed."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from carepress.build.search_index import build_index, in_order

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "carepress", "build", "--today", "2026-06-01"]
ARTICLE = """\
---
title: {title}
kind: condition
summary: A summary.
category: {topic}
date: 2024-01-01
{more}---

{text}
"""


def document(number: int) -> tuple[str, str]:
    filters = "".join(
        f'<span data-pagefind-filter="{name}[title]" title="{name}-{number % 3}"></span>' for name in ("kind", "topic")
    )
    html = f"<html lang=en><body data-pagefind-body><h1>Title {number}</h1><p>Words of it.</p>{filters}</body></html>"
    return f"/conditions/number-{number}/", html


def test_equal_documents_give_equal_bytes() -> None:
    documents = [document(number) for number in range(9)]
    first = build_index(documents)
    assert {path.rpartition(".")[2] for path in first} >= {"js", "json", "pf_meta", "pf_filter", "pf_fragment"}
    assert all(build_index(documents) == first for _ in range(3))


def test_what_is_named_in_the_index_is_there() -> None:
    files = build_index([document(1), ("/ar/x/", document(2)[1].replace("lang=en", "lang=ar"))])
    entry = json.loads(files["pagefind/pagefind-entry.json"])
    assert entry["languages"].keys() == {"en", "ar"}
    for language in entry["languages"].values():
        whole = gzip.decompress(files[f"pagefind/pagefind.{language['hash']}.pf_meta"])
        names = [path for path in files if path.endswith((".pf_filter", ".pf_fragment", ".pf_index"))]
        own = [Path(name).stem for name in names if Path(name).stem.startswith(language["hash"][:3])]
        assert own
        assert all(name.encode() in whole for name in own)


def test_no_documents_need_no_index() -> None:
    assert build_index([]) == {}


def test_an_index_in_another_form_is_an_error_and_not_a_wrong_site() -> None:
    files = {path.removeprefix("pagefind/"): data for path, data in build_index([document(1)]).items()}
    with pytest.raises(KeyError):
        in_order({path: data for path, data in files.items() if not path.endswith(".pf_meta")})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "topics.yaml").write_text(
        "eyes: {name: Eyes, summary: All of it.}\nskin: {name: Skin, summary: All of it.}\n", encoding="utf-8"
    )
    for number in range(6):
        write(tmp_path, number, f"Text of number {number}.")
    (tmp_path / "pelicanconf.py").write_text(
        "PELICAN_CLASS = 'carepress.Carepress'\n"
        f"THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / 'themes/carepress')!r}, [{str(ROOT / 'templates')!r}]\n"
        "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'output', 'A site', 'UTC'\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
        "CAREPRESS_SEARCH = True\n",
        encoding="utf-8",
    )
    build(tmp_path)
    return tmp_path


def write(site: Path, number: int, text: str, more: str = "") -> Path:
    place = site / "content" / "articles" / "eyes" / f"number-{number}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    topic = ("eyes", "skin")[number % 2]
    place.write_text(ARTICLE.format(title=f"Number {number}", text=text, topic=topic, more=more), encoding="utf-8")
    return place


def build(site: Path, *arguments: str, status: int = 0) -> str:
    done = subprocess.run([*COMMAND, *arguments], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


def tree(site: Path, output: str = "output") -> dict[str, bytes]:
    root = site / output
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def words(site: Path) -> str:
    """Everything that the index holds of texts."""
    return "".join(gzip.decompress(data).decode() for path, data in tree(site).items() if path.endswith(".pf_fragment"))


def assert_as_clean(site: Path) -> None:
    build(site, "-o", "other/site", "--clean")
    assert tree(site) == tree(site, "other/site")
    shutil.rmtree(site / "other")


def test_nothing_is_made_where_nothing_has_changed(site: Path) -> None:
    assert "\n0 files made, " in build(site)


def test_an_edit_is_found_and_what_was_there_before_is_not(site: Path) -> None:
    write(site, 2, "Quite another text.")
    build(site)
    assert "Quite another text." in words(site)
    assert "Text of number 2." not in words(site)
    assert_as_clean(site)


def test_what_is_no_longer_there_is_not_found(site: Path) -> None:
    write(site, 1, "Text of number 1.").unlink()
    write(site, 3, "Text of number 3.", "status: draft\n")
    write(site, 4, "Text of number 4.", "status: hidden\n")
    build(site)
    found = words(site)
    assert [number for number in range(6) if f"Text of number {number}." in found] == [0, 2, 5]
    assert_as_clean(site)


def test_an_index_that_somebody_has_damaged_is_made_anew(site: Path) -> None:
    before = tree(site)
    victim = next(path for path in (site / "output" / "pagefind").rglob("*.pf_index"))
    victim.write_bytes(b"edited by hand")
    build(site)
    assert tree(site) == before


def test_without_the_setting_there_is_no_index_and_the_page_says_so(site: Path) -> None:
    settings = site / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8").replace("SEARCH = True", "SEARCH = False"), encoding="utf-8")
    build(site)
    assert not [path for path in tree(site) if "pagefind" in path or "words.json" in path]
    assert b"cannot search its texts yet" in tree(site)["search/index.html"]
    assert_as_clean(site)
