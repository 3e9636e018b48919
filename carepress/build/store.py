"""What one build leaves for the next: parsed files, the checks of texts, and what each output was made from.

One SQLite file, written in transactions: a build that is killed leaves the store of the build before. A store that is
damaged, or was written by another version, is thrown away; it only ever saves work.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["Made", "Parsed", "Store"]

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE parsed (path TEXT PRIMARY KEY, key BLOB NOT NULL, head BLOB NOT NULL, found BLOB NOT NULL);
CREATE TABLE details (path TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE checked (path TEXT PRIMARY KEY, key BLOB NOT NULL, found BLOB NOT NULL);
CREATE TABLE made (
    path TEXT PRIMARY KEY, key BLOB NOT NULL, parts BLOB NOT NULL, content BLOB NOT NULL,
    size INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL
);
"""
VERSION = 1
"""Of the schema and of what stands in the blobs; raised when either changes."""


class Parsed(NamedTuple):
    """What loading one file gave. ``key`` names its bytes and the code that read them."""

    key: bytes
    head: bytes
    """What the rest of the site may see of it."""
    found: bytes
    """Its faults."""


class Made(NamedTuple):
    """One file of the output and what it was made from."""

    key: bytes
    """Everything that could matter, by one digest: equal keys need no second look."""
    parts: bytes
    """What the file does show, part by part."""
    content: bytes
    state: tuple[int, int, int]
    """Size, modification time in nanoseconds and inode of the file as it was written."""


class Store:
    """Open at ``path``, or begun anew. Each process opens its own."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path = path
        if fresh:
            self._delete()
        try:
            self._db = self._open()
        except sqlite3.DatabaseError:
            self._delete()
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        try:
            db.execute(
                "PRAGMA synchronous = OFF"
            )  # a crash of the machine may cost the store, which is only work saved
            db.execute("PRAGMA cache_size = -20000")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version != VERSION:
                # In a store of another version the tables are there, and this fails.
                db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def _delete(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        self._db.close()

    @contextlib.contextmanager
    def changes(self) -> Iterator[None]:
        """All changes inside become the store's together, or none of them."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # ── Single values ────────────────────────────────────────────────────────────────────────────────────────

    def get(self, name: str) -> bytes | None:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put(self, name: str, value: bytes) -> None:
        self._db.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    # ── Parsed files ─────────────────────────────────────────────────────────────────────────────────────────

    def parsed(self) -> dict[str, Parsed]:
        """Every file that is known, without its details."""
        return {path: Parsed(*rest) for path, *rest in self._db.execute("SELECT path, key, head, found FROM parsed")}

    def put_parsed(self, rows: Iterable[tuple[str, Parsed, bytes]]) -> None:
        """Path, what it gave, and the details that only its own page needs."""
        for path, parsed, details in rows:
            self._db.execute("REPLACE INTO parsed VALUES (?, ?, ?, ?)", (path, *parsed))
            self._db.execute("REPLACE INTO details VALUES (?, ?)", (path, details))

    def details(self, path: str) -> bytes:
        row = self._db.execute("SELECT data FROM details WHERE path = ?", (path,)).fetchone()
        return bytes(row[0])

    def forget_parsed(self, paths: Iterable[str]) -> None:
        for path in paths:
            for table in ("parsed", "details", "checked"):
                self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - our own names

    # ── Checks ───────────────────────────────────────────────────────────────────────────────────────────────

    def checked(self) -> dict[str, tuple[bytes, bytes]]:
        """Path → key of what was checked, and the faults found."""
        return {path: (key, found) for path, key, found in self._db.execute("SELECT path, key, found FROM checked")}

    def put_checked(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        self._db.executemany("REPLACE INTO checked VALUES (?, ?, ?)", rows)

    # ── Outputs ──────────────────────────────────────────────────────────────────────────────────────────────

    def made(self) -> dict[str, Made]:
        rows = self._db.execute("SELECT path, key, parts, content, size, changed, inode FROM made")
        return {
            path: Made(key, parts, content, (size, at, inode)) for path, key, parts, content, size, at, inode in rows
        }

    def put_made(self, rows: Iterable[tuple[str, Made]]) -> None:
        self._db.executemany(
            "REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((path, made.key, made.parts, made.content, *made.state) for path, made in rows),
        )

    def forget_made(self, paths: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM made WHERE path = ?", ((path,) for path in paths))
