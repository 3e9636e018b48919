"""A loaded content folder, and the store that holds what is only fetched when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from carepress.build.store import Store
from carepress.diagnostics import Collector
from carepress.site.sources import Sources, load_sources

ARTICLE = "---\ntitle: Dry eye\nkind: condition\nsummary: Few tears.\ncategory: eyes\ndate: 2024-01-01\n---\n\nTears.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "content" / "articles" / "eyes" / "dry-eye.md"
    place.parent.mkdir(parents=True)
    place.write_text(ARTICLE, "utf-8")
    return tmp_path / "content"


def load(root: Path, store: Store) -> Sources:
    return load_sources(root, "en", Collector(), store, b"")


def opened(path: Path) -> int:
    """How often this process has a file open."""
    return sum(link.resolve() == path for link in Path("/proc/self/fd").iterdir())


def test_a_store_that_was_closed_is_held_open_by_nobody_who_loaded_from_it(root: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    sources = load(root, store)
    assert sources.library.articles[0].body.words == 1
    store.close()
    assert opened(tmp_path / "store") == 0


def test_what_is_fetched_after_the_store_was_closed_is_there_until_the_end(root: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    sources = load(root, store)
    store.close()
    assert sources.library.articles[0].body.words == 1
    sources.close()
    assert opened(tmp_path / "store") == 0


def test_what_was_parsed_before_a_build_was_ended_need_not_be_parsed_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("carepress.site.sources.TOGETHER", 2)
    for number in range(5):
        (root / f"articles/eyes/eye-{number}.md").write_text(ARTICLE, "utf-8")

    def end(done: int, total: int) -> None:
        if done < total:
            return
        raise KeyboardInterrupt

    store = Store(tmp_path / "store")
    with pytest.raises(KeyboardInterrupt):
        load_sources(root, "en", Collector(), store, b"", progress=lambda done, _: end(done, 5))
    assert load(root, store).parsed == 2
    store.close()
