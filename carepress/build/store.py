"""What one build leaves for the next: parsed files, the checks of texts, and what each output was made from.

One SQLite file, written in transactions: a build that is killed leaves the store of the build before, and of what it
has parsed all but the last few hundred files. A store that is damaged, or was written by another version, is thrown
away by whoever holds the output folder; it only ever saves work.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Last", "Made", "Parsed", "Store", "StoreError"]

_SCHEMA = """
CREATE TABLE parsed (path TEXT PRIMARY KEY, key BLOB NOT NULL, head BLOB NOT NULL, found BLOB NOT NULL,
    links BLOB NOT NULL
);
CREATE TABLE details (path TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE checked (path TEXT PRIMARY KEY, key BLOB NOT NULL, notes BLOB NOT NULL, found BLOB NOT NULL);
CREATE TABLE answered (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL, answer BLOB NOT NULL);
CREATE TABLE made (
    path TEXT PRIMARY KEY, key BLOB NOT NULL, parts BLOB NOT NULL, content BLOB NOT NULL,
    size INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL
);
CREATE TABLE compiled (key BLOB PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE searched (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL, paths BLOB NOT NULL);
CREATE TABLE last (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key BLOB NOT NULL, tree BLOB NOT NULL, world BLOB NOT NULL, texts BLOB NOT NULL, told BLOB NOT NULL
);
"""
_STAGED = """
PRAGMA staging.journal_mode = MEMORY;
PRAGMA staging.synchronous = OFF;
CREATE TABLE staging.staged (
    path TEXT PRIMARY KEY, key BLOB NOT NULL, parts BLOB NOT NULL, content BLOB NOT NULL
);
"""
"""In a file of its own, which lasts as long as a build: it may be large, and where else there is room, nobody knows."""
VERSION = 11
"""Of the schema and of what stands in the blobs; raised when either changes."""


_NO_PARTS = frozenset(("", ".", ".."))
"""Parts that no path has here."""
_STAGING = "-staged"
"""What the name of the file ends in, beside the store, that holds what is staged."""
_FEW = 100
"""Rows that are asked for one by one."""
_SEAL = 8
"""Bytes of digest before a blob that is believed as it stands."""
_NOTHING = b"-"
"""An empty blob, sealed: many are, and need not be looked at twice."""


_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite raises where a file is not as it was written: the second, where its own messages quote what is there."""
_OUTSIDE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""Results of SQLite (https://sqlite.org/rescode.html) that say nothing against the file."""


class StoreError(Exception):
    """The store cannot be used. A build without it gives the same site.

    ``damaged`` is False where nothing is wrong with what is in it: a disk is full, or nobody may write there.
    """

    def __init__(self, message: str, *, damaged: bool = True) -> None:
        super().__init__(message)
        self.damaged = damaged


def _refused(error: Exception) -> StoreError:
    """What SQLite or the system says, as an error of the store."""
    code = getattr(error, "sqlite_errorcode", None)
    outside = isinstance(error, OSError) or (code is not None and code & 0xFF in _OUTSIDE)
    return StoreError(getattr(error, "strerror", None) or str(error), damaged=not outside)


class Parsed(NamedTuple):
    """What loading one file gave. ``key`` names its bytes and the code that read them."""

    key: bytes
    head: bytes
    """What the rest of the site may see of it."""
    found: bytes
    """Its faults, and what it does not want to be told of."""
    links: bytes = b""
    """What it links to."""


class Made(NamedTuple):
    """One file of the output and what it was made from."""

    key: bytes
    """Everything that could matter, by one digest: equal keys need no second look."""
    parts: bytes
    """What the file does show, part by part."""
    content: bytes
    state: tuple[int, int, int]
    """Size, modification time in nanoseconds and inode of the file as it was written."""


class Last(NamedTuple):
    """A whole build: what it depended on, and what it gave."""

    key: bytes
    """Everything, by one digest: where it is the same, so is the site."""
    tree: bytes
    """The published tree, by one digest."""
    world: bytes
    """Everything that more than one page can show, with all templates."""
    texts: bytes
    """Path → key of each text."""
    told: bytes
    """What was reported."""


class Store:
    """Open at ``path``, or begun anew. Each process opens its own.

    Whoever opens one holds the output folder that it belongs to; everybody else opens it for ``reading`` alone.
    """

    def __init__(self, path: Path, *, fresh: bool = False, reading: bool = False) -> None:
        """Raises :class:`StoreError` where there can be no store at all at this place.

        ``reading``: begin nothing and throw nothing away. Raises it then where there is none of this version, too.
        """
        self.path = path
        self.closed = False
        self._staging = False
        try:
            self._db = self._open_to_read() if reading else self._open_or_begin(fresh=fresh)
        except (*_DAMAGE, OSError) as error:
            raise _refused(error) from error

    def _open_to_read(self) -> sqlite3.Connection:
        db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            version = db.execute("PRAGMA user_version").fetchone()[0]
        except _DAMAGE:
            db.close()
            raise
        if version != VERSION:
            db.close()
            raise StoreError("the store is of another version")
        return db

    def _open_or_begin(self, *, fresh: bool) -> sqlite3.Connection:
        if fresh:
            self._delete()
        try:
            return self._open()
        except _DAMAGE as error:
            if not _refused(error).damaged:
                raise
        self._delete()
        return self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        try:
            # A crash of the machine may cost the store, which is only work saved.
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA cache_size = -20000")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version != VERSION:
                # In a store of another version the tables are there, and this fails.
                db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        except _DAMAGE:
            db.close()
            raise
        return db

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(self.path.name + suffix)

    def _delete(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._beside(suffix).unlink(missing_ok=True)

    def close(self) -> None:
        self._db.close()
        self.closed = True
        if self._staging:
            self._beside(_STAGING).unlink(missing_ok=True)

    def _all(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, tuple(values)).fetchall()
        except _DAMAGE as error:
            raise _refused(error) from error

    def _of(self, paths: Collection[str], sql: str) -> list[Any]:
        """The rows of some paths. The path is what ``sql`` selects first."""
        if len(paths) > _FEW:  # one by one would take longer than all
            wanted = frozenset(paths)
            return [row for row in self._all(sql) if row[0] in wanted]
        return [row for path in paths for row in self._all(f"{sql} WHERE path = ?", (path,))]

    def _many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        try:
            self._db.executemany(sql, rows)
        except _DAMAGE as error:
            raise _refused(error) from error

    @contextlib.contextmanager
    def changes(self) -> Iterator[None]:
        """All changes inside become the store's together, or none of them."""
        self._all("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with contextlib.suppress(*_DAMAGE):
                self._db.execute("ROLLBACK")
            raise
        self._all("COMMIT")

    # ── Parsed files ─────────────────────────────────────────────────────────────────────────────────────────

    def parsed(self) -> dict[str, Parsed]:
        """Every file that is known, without its details."""
        rows = self._all("SELECT path, key, head, found, links FROM parsed")
        return {_path(path): Parsed(_bytes(key), *map(_opened, blobs)) for path, key, *blobs in rows}

    def put_parsed(self, rows: Iterable[tuple[str, Parsed, bytes]]) -> None:
        """Path, what it gave, and the details that only its own page needs."""
        for path, (key, *blobs), details in rows:
            self._all("REPLACE INTO parsed VALUES (?, ?, ?, ?, ?)", (path, key, *map(_sealed, blobs)))
            self._all("REPLACE INTO details VALUES (?, ?)", (path, _sealed(details)))

    def details(self, path: str) -> bytes:
        rows = self._all("SELECT data FROM details WHERE path = ?", (path,))
        if not rows:
            raise StoreError(f"nothing is known of {path}")
        return _opened(rows[0][0])

    def forget_parsed(self, paths: Iterable[str]) -> None:
        for path in paths:
            for table in ("parsed", "details", "checked"):
                self._all(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - our own names

    # ── Checks ───────────────────────────────────────────────────────────────────────────────────────────────

    def checked(self) -> dict[str, tuple[bytes, bytes]]:
        """Path → key of what was checked, and what was found in numbers."""
        rows = self._all("SELECT path, key, notes FROM checked")
        return {_path(path): (_bytes(key), _opened(notes)) for path, key, notes in rows}

    def found(self, paths: Collection[str]) -> Iterator[bytes]:
        """What checks of these texts found."""
        return (_opened(found) for _, found in self._of(paths, "SELECT path, found FROM checked"))

    def put_checked(self, rows: Iterable[tuple[str, bytes, bytes, bytes]]) -> None:
        """Path, key of what was checked, what was found in numbers, and the faults."""
        sealed = ((path, key, _sealed(notes), _sealed(found)) for path, key, notes, found in rows)
        self._many("REPLACE INTO checked VALUES (?, ?, ?, ?)", sealed)

    def answered(self, key: bytes) -> bytes | None:
        """What the last check of the whole site found, where ``key`` names all that it depended on."""
        rows = self._all("SELECT answer FROM answered WHERE key = ?", (key,))
        return _opened(rows[0][0]) if rows else None

    def put_answered(self, key: bytes, answer: bytes) -> None:
        self._all("REPLACE INTO answered VALUES (1, ?, ?)", (key, _sealed(answer)))

    # ── Outputs ──────────────────────────────────────────────────────────────────────────────────────────────

    def made(self, paths: Collection[str] | None = None) -> dict[str, Made]:
        """All outputs, or those of ``paths`` that are known."""
        sql = "SELECT path, key, parts, content, size, changed, inode FROM made"
        rows = self._all(sql) if paths is None else self._of(paths, sql)
        return {
            _path(path): Made(_bytes(key), _opened(parts), _bytes(content), (*state,))
            for path, key, parts, content, *state in rows
        }

    def stage_made(self, path: str, key: bytes, parts: bytes, content: bytes) -> None:
        """Set down what a file is made from, outside the memory. Only with :meth:`put_staged` it is :meth:`made`."""
        if not self._staging:
            self._begin_staging()
        self._all("REPLACE INTO staged VALUES (?, ?, ?, ?)", (path, key, _sealed(parts), content))

    def _begin_staging(self) -> None:
        place = self._beside(_STAGING)
        try:
            place.unlink(missing_ok=True)  # a build that was killed leaves its own
            self._db.execute("ATTACH ? AS staging", (os.fsencode(place),))  # a name need be no text
            self._staging = True
            self._db.executescript(_STAGED)
        except (*_DAMAGE, OSError) as error:
            raise _refused(error) from error

    def put_staged(self, states: Iterable[tuple[str, tuple[int, int, int]]]) -> None:
        """What was set down of these files, with the states in which they can be seen now."""
        if not self._staging:
            return
        self._many(
            "REPLACE INTO made SELECT path, key, parts, content, ?, ?, ? FROM staged WHERE path = ?",
            ((*state, path) for path, state in states),
        )
        self._all("DELETE FROM staged")

    def forget_made(self, paths: Iterable[str]) -> None:
        self._many("DELETE FROM made WHERE path = ?", ((path,) for path in paths))

    # ── The search index ─────────────────────────────────────────────────────────────────────────────────────

    def searched(self) -> tuple[bytes, tuple[str, ...]]:
        """What the last search index was made from, by one digest, and its files; nothing where there was none."""
        rows = self._all("SELECT key, paths FROM searched")
        if not rows:
            return b"", ()
        key, paths = rows[0]
        return _bytes(key), tuple(_opened(paths).decode().splitlines())

    def put_searched(self, key: bytes, paths: Iterable[str]) -> None:
        self._all("REPLACE INTO searched VALUES (1, ?, ?)", (key, _sealed("\n".join(paths).encode())))

    # ── Templates ────────────────────────────────────────────────────────────────────────────────────────────

    def compiled(self, key: bytes) -> bytes | None:
        rows = self._all("SELECT data FROM compiled WHERE key = ?", (key,))
        return _opened(rows[0][0]) if rows else None

    def put_compiled(self, key: bytes, data: bytes) -> None:
        self._all("REPLACE INTO compiled VALUES (?, ?)", (key, _sealed(data)))

    def prune_compiled(self, used: Collection[bytes], most: int) -> None:
        """Forget what was not ``used`` where there are more than ``most``."""
        keys = [key for (key,) in self._all("SELECT key FROM compiled")]
        if len(keys) > most:
            self._many("DELETE FROM compiled WHERE key = ?", ((key,) for key in keys if key not in used))

    # ── The whole ────────────────────────────────────────────────────────────────────────────────────────────

    def last(self) -> Last | None:
        """What the last build that published left, where it could say what it depended on."""
        for key, tree, world, texts, told in self._all("SELECT key, tree, world, texts, told FROM last"):
            return Last(*map(_bytes, (key, tree, world)), *map(_opened, (texts, told)))
        return None

    def forget_last(self) -> None:
        """Before anything is published: whoever is killed then must not leave the row of another tree."""
        self._all("DELETE FROM last")

    def put_last(self, last: Last) -> None:
        row = (last.key, last.tree, last.world, _sealed(last.texts), _sealed(last.told))
        self._all("REPLACE INTO last VALUES (1, ?, ?, ?, ?, ?)", row)


def _sealed(blob: bytes) -> bytes:
    return blake2b(blob, digest_size=_SEAL).digest() + blob if blob else _NOTHING


def _opened(sealed: object) -> bytes:
    """The blob as it was put in; what the disk has changed is not believed."""
    sealed = _bytes(sealed)
    if sealed == _NOTHING:
        return b""
    blob = sealed[_SEAL:]
    if blake2b(blob, digest_size=_SEAL).digest() != sealed[:_SEAL]:
        raise StoreError("a value is not as it was written")
    return blob


def _bytes(value: object) -> bytes:
    """What comes out where bytes were put in: one bit of a row says what its values are."""
    if not isinstance(value, bytes):
        raise StoreError("a value is of another kind than was written")
    return value


def _path(value: object) -> str:
    """What comes out where a path was put in."""
    if not isinstance(value, str) or not _NO_PARTS.isdisjoint(value.split("/")):
        raise StoreError("a path is not as it was written")
    return value
