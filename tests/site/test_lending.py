"""What builds have found is lent to whoever needs it, and is never in the way of anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from carepress.build.store import Store, StoreError
from carepress.site.lending import with_store

from ..build.privileges import without_privileges  # noqa: TID252 - the tests are no package with a name


def remember(known: list[bool], answer: bytes) -> Callable[[Store | None], str]:
    """Work that adds something to a store. ``known`` gets whether there was one."""

    def work(store: Store | None) -> str:
        known.append(store is not None)
        if store is not None:
            store.put_answered(b"key", answer)
        return "done"

    return work


def test_a_store_that_nobody_may_write_is_done_without_and_kept() -> None:
    with without_privileges() as folder:
        known: list[bool] = []
        assert with_store(folder / "output", (), remember(known, b"first")) == "done"
        store = folder / ".carepress" / "output.cache"
        before = store.read_bytes()
        store.chmod(0o400)
        assert with_store(folder / "output", (), remember(known, b"second")) == "done"
        assert store.read_bytes() == before
        assert known == [True, True, False]


def test_work_that_damage_ends_is_done_again_with_a_new_store(tmp_path: Path) -> None:
    begun: list[Store | None] = []

    def work(store: Store | None) -> str:
        begun.append(store)
        if len(begun) == 1:
            raise StoreError("a value is not as it was written")
        assert store is not None
        assert store.answered(b"key") is None
        return "done"

    with_store(tmp_path / "output", (), remember([], b"old"))
    assert with_store(tmp_path / "output", (), work) == "done"


def test_a_store_is_free_for_a_build_while_work_goes_on_without_it(tmp_path: Path) -> None:
    def work(store: Store | None) -> bool:
        if store is not None:
            raise StoreError("a value is not as it was written")
        return with_store(tmp_path / "output", (), lambda other: other is not None)

    assert with_store(tmp_path / "output", (), work)


def test_nothing_is_begun_where_a_build_could_not_begin(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("A file, where a folder should be.", encoding="utf-8")
    known: list[bool] = []
    assert with_store(tmp_path / "output", (), remember(known, b"")) == "done"
    assert with_store(None, (), remember(known, b"")) == "done"
    assert known == [False, False]
