"""What a store gives back is what was put in, or an error that says so; and nothing in it is ever run."""

from __future__ import annotations

import pickle
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from carepress.build.pickled import unpickled
from carepress.build.store import VERSION, Last, Made, Parsed, Store, StoreError
from carepress.content.folder import survey
from carepress.content.loading import Loader
from carepress.site.sources import load_file, sorts_of

ROOT = Path(__file__).parents[2]
FLIPS = 500

READS: tuple[Callable[[Store], Iterable[object]], ...] = (
    lambda store: (each[1:] for each in store.parsed().values()),
    lambda store: (notes for _, notes in store.checked().values()),
    lambda store: store.found([f"articles/{number}.md" for number in range(3)]),
    lambda store: (made.parts for made in store.made().values()),
    lambda store: store.searched()[1:],
    lambda store: (store.last() or ())[3:],
    lambda store: [store.details("articles/a.md")],
    lambda store: [store.answered(b"key")],
    lambda store: [store.compiled(b"key")],
)
"""What is believed of a store as it stands. What else it says only names things."""


def fill(path: Path) -> None:
    with closing(Store(path)) as store:
        for number in range(3):
            store.stage_made(f"n/{number}/index.html", b"key", b"parts", b"content")
        with store.changes():
            for number in range(3):
                parsed = Parsed(b"key", b"head", b"found", b"a\nb")
                store.put_parsed([(f"articles/{number}.md", parsed, b"details" * 90)])
                store.put_checked([(f"articles/{number}.md", b"key", b"1 0 0", b"found")])
            store.put_staged([(f"n/{number}/index.html", (1, 2, 3)) for number in range(3)])
            store.put_parsed([("articles/a.md", Parsed(b"key", b"head", b""), b"details")])
            store.put_answered(b"key", b"answer")
            store.put_searched(b"key", ["a", "b"])
            store.put_compiled(b"key", b"data")
            store.put_last(Last(b"key", b"tree", b"world", b"texts", b"told"))


def test_a_flipped_bit_is_an_error_of_the_store_or_changes_nothing_that_is_believed(tmp_path: Path) -> None:
    place = tmp_path / "store"
    fill(place)
    whole = place.read_bytes()
    with closing(Store(place)) as store:
        right = [list(read(store)) for read in READS]
    chance = random.Random(7)  # noqa: S311 - places, not secrets
    first = whole.index(b"CREATE TABLE parsed")
    written = [number for number, byte in enumerate(whole) if byte]
    counts: Counter[str] = Counter()
    for at in (*range(first - 100, first + 200), *chance.choices(written, k=FLIPS)):
        data = bytearray(whole)
        data[at] ^= 1 << chance.randrange(8)
        place.write_bytes(data)
        with closing(Store(place)) as store:
            for read, expected in zip(READS, right, strict=True):
                try:
                    found = list(read(store))
                except StoreError:
                    counts["refused"] += 1
                else:
                    assert all(value in (*expected, None, ()) for value in found)
                    counts["right"] += found == expected
    assert counts["refused"] > 100
    assert counts["right"] > 1_000


def test_one_bit_of_the_schema_costs_a_store_and_no_more(tmp_path: Path) -> None:
    place = tmp_path / "store"
    fill(place)
    data = bytearray(place.read_bytes())
    data[data.index(b"CREATE TABLE details") + len("CREATE TABLE d")] ^= 0x80
    place.write_bytes(data)
    with closing(Store(place)) as store:
        assert store.parsed() == {}


@pytest.mark.parametrize("value", ["'text'", "7", "NULL"])
@pytest.mark.parametrize(
    "column", ["parsed.key", "parsed.head", "parsed.path", "checked.notes", "checked.found", "made.content"]
)
def test_a_value_of_another_kind_is_an_error_of_the_store(tmp_path: Path, column: str, value: str) -> None:
    place = tmp_path / "store"
    fill(place)
    table, _, name = column.partition(".")
    with closing(sqlite3.connect(place)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '')")
        db.commit()
    kinds = {"'text'": "CAST('a.md' AS BLOB)", "7": "x'07'"} if name == "path" else {}
    with closing(sqlite3.connect(place)) as db:
        db.execute(f"UPDATE {table} SET {name} = {kinds.get(value, value)} WHERE rowid = 1")  # noqa: S608 - our own
        db.commit()
    with closing(Store(place)) as store, pytest.raises(StoreError, match=r"of another kind|not as it was written"):
        list(store.found(["articles/0.md"])) if name == "found" else getattr(store, table)()


@pytest.mark.parametrize("path", ["../a", "a/./b", "/a", "a//b", ""])
def test_a_path_that_leads_elsewhere_is_an_error_of_the_store(tmp_path: Path, path: str) -> None:
    with closing(Store(tmp_path / "store")) as store:
        store.stage_made(path, b"key", b"", b"content")
        store.put_staged([(path, (1, 2, 3))])
        with pytest.raises(StoreError, match="a path is not as it was written"):
            store.made()


def test_what_is_set_down_is_not_yet_known_and_forgotten_by_whoever_ends_before(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "store")) as store:
        for path in ("a", "b"):
            store.stage_made(path, b"key", b"parts", b"content")
        assert store.made() == {}
    with closing(Store(tmp_path / "store")) as store:
        store.stage_made("b", b"another", b"", b"content")
        store.put_staged([("a", (1, 2, 3)), ("b", (4, 5, 6))])
        assert store.made() == {"b": Made(b"another", b"", b"content", (4, 5, 6))}
        store.put_staged([("b", (7, 8, 9))])
        assert store.made() == {"b": Made(b"another", b"", b"content", (4, 5, 6))}


def test_who_only_reads_begins_nothing_and_throws_nothing_away(tmp_path: Path) -> None:
    place = tmp_path / "100% my store?"
    with pytest.raises(StoreError) as refused:
        Store(place, reading=True)
    assert not refused.value.damaged
    assert not place.exists()
    fill(place)
    with closing(Store(place, reading=True)) as store:
        assert store.details("articles/a.md") == b"details"
        with pytest.raises(StoreError, match="readonly"):
            store.forget_last()
    with closing(sqlite3.connect(place)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    another = place.read_bytes()
    with pytest.raises(StoreError, match="another version"):
        Store(place, reading=True)
    assert place.read_bytes() == another


def test_an_error_of_the_store_comes_whole_out_of_another_process() -> None:
    error = pickle.loads(pickle.dumps(StoreError("words", damaged=False)))  # noqa: S301 - our own bytes
    assert (str(error), error.damaged) == ("words", False)


# ── Pickles ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Runs:
    """What becomes a call when it is read back."""

    def __init__(self, function: Callable[..., object], *given: object) -> None:
        self.call = function, given

    def __reduce__(self) -> tuple[Callable[..., object], tuple[Any, ...]]:
        return self.call


def named(module: str, name: str, *given: str) -> bytes:
    """A pickle that calls something by its name, which may have dots in it."""
    words = b"".join(b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name)) + b"\x93"
    return b"\x80\x04" + words + pickle.dumps(given, 4)[2:-1] + b"R."


@pytest.mark.parametrize(
    "made",
    [
        pickle.dumps(Runs(Path.touch, Path("made"))),
        pickle.dumps(Runs(eval, "open('made', 'w')")),
        pickle.dumps(Runs(Store, Path("made"))),
        named("posix", "mkdir", "made"),
        named("carepress.content.folder", "os.mkdir", "made"),
        named("carepress.content.loading", "Loader", "en"),
        b"cposix\nmkdir\n(Vmade\ntR.",
        b"",
        b"No pickle.",
        pickle.dumps({"a": [1]})[:-3],
    ],
)
def test_nothing_that_a_store_names_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="a value cannot be read"):
        unpickled(made)
    assert not Path("made").exists()


def files() -> Iterator[tuple[str, str, Path]]:
    """Every file of the example, and articles with all sorts of faults: path, sort and place."""
    for path, sort in sorts_of(survey(ROOT / "content")).items():
        yield path, sort, ROOT / "content" / path
    for folder in ("rules/fixtures", "bad_input/cases"):
        for place in (ROOT / "tests" / folder).iterdir():
            yield f"articles/x/{place.stem}.md", "article", place


def test_all_that_is_stored_of_any_file_can_be_read_back() -> None:
    loader, kinds = Loader("en"), set()
    for path, sort, place in files():
        loaded = load_file(loader, path, place.read_bytes(), sort)
        for part in (loaded.found, loaded.suppressed, loaded.value):
            # A text holds what fetches its details; what is stored of it is this:
            value = (*part.head, *part.details) if hasattr(part, "details") else part
            assert unpickled(pickle.dumps(value)) == value
        kinds.add(type(loaded.value).__name__)
    assert kinds >= {"Article", "Page", "Person", "Table", "ImageFile", "Published", "NoneType"}
