"""The output folder and its hidden twin: a change of k files is published in k steps, and seen in one.

Beside the output, in ``.carepress``, lies a second tree of hard links to the same files. A build changes only the files
of the twin that differ, then exchanges the two folders. A journal lists the paths in which the twin may differ from
the visible tree; without one that can be trusted the two are compared.

Knows files and folders. What is in them it must not know, but for the mark of a home page that Carepress made. Nothing
here follows a symbolic link that lies in the output.
"""
# An object for every path would make 10,000 folders several times slower, so that paths are strings here:
# ruff: noqa: PTH102, PTH106, PTH108, PTH123

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from carepress.build.tracked import is_tracked

__all__ = ["GENERATOR", "FileState", "Output", "OutputError", "has_been_built", "output_folder", "write_file"]

GENERATOR = b'name="generator" content="Carepress'
"""What the home page of every site made by Carepress holds: the mark by which an old output is known."""

FileState = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds, inode (0 where the file system cannot link): equal states mean that
nobody has changed the file."""

_WORK = ".carepress"
_IS_UTF8 = sys.getfilesystemencoding().lower() == "utf-8"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS


class OutputError(Exception):
    """The output cannot be written where it was asked for. ``usage`` is True where another place must be chosen."""

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.usage = usage


# ── Holding the folder ───────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def output_folder(output: Path, protected: Iterable[Path], *, patience: float = 0) -> Iterator[Output]:
    """Hold the output folder for one build, or for a check that uses what builds have found.

    ``protected`` are folders that must not be replaced, nor lie inside what is, nor hold it. Raises
    :class:`OutputError` where the output is one of these, holds something Carepress did not make, cannot be exchanged
    or written, has beside it something of git's in place of what builds remember, or is held by another for longer than
    ``patience``, in seconds. What a killed build left is set right first. Exceptions of the caller pass as they are.
    """
    with _reported(output):
        output = _resolved(output)
        _refuse_unsafe(output, [path.resolve() for path in protected])
        work = output.parent / _WORK
        _refuse_sent(work)
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / f"{output.name}.lock", timeout=patience)
        try:
            lock.acquire()
        except Timeout:
            raise OutputError(f"another build or check is using {output}; wait for it to end") from None
    try:
        with _reported(output):
            _refuse_another_file_system(output, work)
            _put_back(output, work)
            links = _can_link(work, output.name)
        yield Output(output, work, links=links)
    finally:
        lock.release()


def _resolved(output: Path) -> Path:
    """Where symbolic links lead: it is the folder at their end that is exchanged, and they go on leading to it."""
    try:
        return output.resolve()
    except RuntimeError:  # what Python before 3.13 raises for links that lead in a circle
        raise OutputError(f"the output {output} is a symbolic link to itself; choose a folder", usage=True) from None


def _refuse_unsafe(output: Path, protected: list[Path]) -> None:
    for path in protected:
        if output == path or output in path.parents:
            raise OutputError(f"the output folder {output} would replace {path}; choose another", usage=True)
        if path in output.parents:
            raise OutputError(f"the output folder {output} lies inside {path}; choose another", usage=True)
    if _WORK in (output.name, output.parent.name):
        raise OutputError(f"{_WORK} is where Carepress keeps its own files; choose another output folder", usage=True)
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError(f"the output {output} is a file; choose a folder", usage=True)
    if os.path.ismount(output):
        raise _not_exchangeable(output)
    if any(output.iterdir()) and not _is_marked(output / "index.html"):
        raise OutputError(
            f"the output folder {output} holds files that Carepress did not make; empty it, or choose another",
            usage=True,
        )


def _refuse_sent(work: Path) -> None:
    """What lies there is believed, so that it must come from builds of this computer alone."""
    if os.path.lexists(work) and is_tracked(work):
        raise OutputError(
            f"git keeps {work}, which only builds may write: anybody could send with a change what they then believe. "
            f"Take it out of git: git rm -r --cached {_WORK}, delete the folder, and add a line {_WORK}/ to .gitignore",
            usage=True,
        )


def _is_marked(home: Path) -> bool:
    if not (home.is_file() and not home.is_symlink()):
        return False
    with home.open("rb") as file:
        return GENERATOR in file.read(20_000)


def _refuse_another_file_system(output: Path, work: Path) -> None:
    if output.exists() and output.stat().st_dev != work.stat().st_dev:
        raise OutputError(
            f"{output} and {work} lie on different file systems, so that the one cannot take the place of the other; "
            "choose another output folder",
            usage=True,
        )


def _not_exchangeable(output: Path) -> OutputError:
    return OutputError(
        f"the output folder {output} is a mount point, or belongs to another file system than the folder that holds "
        "it, so that a new tree cannot take its place; choose a folder inside it",
        usage=True,
    )


def _put_back(output: Path, work: Path) -> None:
    """Set right what a build left that was killed between two renames.

    The old tree, set aside, becomes visible again where nothing else is; otherwise it becomes the twin.
    """
    old, hidden = work / f"{output.name}.old", work / f"{output.name}.twin"
    if not os.path.lexists(old):
        return
    if not os.path.lexists(output):
        old.rename(output)
    elif not os.path.lexists(hidden):
        old.rename(hidden)
    else:
        _clear(str(old))


def _can_link(work: Path, name: str) -> bool:
    """Whether one file can have two names here: not on FAT, nor on some disks of a network."""
    probe = work / f"{name}.probe"
    probe.unlink(missing_ok=True)
    try:
        os.link(work / f"{name}.lock", probe)
    except OSError:
        return False
    probe.unlink()
    return os.name == "posix"  # elsewhere listing a folder does not tell inodes


@contextmanager
def _reported(place: object, verb: str = "written") -> Iterator[None]:
    """Say what the system refused in one sentence, naming the file, or ``place`` where the system names none."""
    try:
        yield
    except OSError as error:
        named = isinstance(error.filename, str) and Path(error.filename).is_absolute()
        raise OutputError(f"{error.filename if named else place} cannot be {verb}: {error.strerror}") from error


def has_been_built(output: Path) -> bool:
    """Whether a build has left something of its own beside the output. It writes nothing and holds nothing."""
    try:
        output = output.resolve()
        return (output.parent / _WORK / f"{output.name}.lock").is_file()
    except (OSError, RuntimeError, ValueError):
        return False


# ── Publishing ───────────────────────────────────────────────────────────────────────────────────────────────────


class Output:
    """One output folder, held for one build: see what is there, prepare the change, write it, commit it.

    A build that changes nothing need neither prepare nor commit. One that ends between the two leaves the visible tree
    as it was. All paths are relative to the folder, with forward slashes. Every method raises :class:`OutputError`
    where the system refuses.
    """

    def __init__(self, path: Path, work: Path, *, links: bool) -> None:
        self.path = path
        """The visible tree, symbolic links resolved."""
        self.work = work
        """Beside it and on the same file system: for what else a build wants to keep."""
        self._hidden = work / f"{path.name}.twin"
        self._journal = _Journal(work / f"{path.name}.journal", path, self._hidden)
        self._links = links
        self._plan: tuple[frozenset[str], frozenset[str]] | None = None

    def files(self) -> dict[str, FileState]:
        """Everything in the visible tree that is no folder, links and special files with it.

        An empty folder counts as a file: it can be removed like one, and nothing else would find it.
        """
        found: dict[str, FileState] = {}
        root = str(self.path)
        with _reported(self.path, "read"):
            folders = [""] if _is_folder(root) else []
            while folders:
                folder = folders.pop()
                empty = True
                with os.scandir(f"{root}/{folder}") as entries:
                    for entry in entries:
                        empty = False
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(f"{folder}{entry.name}/")
                        else:
                            found[_as_text(folder + entry.name)] = self._state(entry.stat(follow_symlinks=False))
                if empty and folder:
                    found[_as_text(folder[:-1])] = self._state(os.lstat(f"{root}/{folder}"))
        return found

    def prepare(self, written: Collection[str], removed: Collection[str], *, compare: bool = False) -> Path:
        """Make the hidden tree equal to the visible one, but without ``removed`` and folders that this empties.

        ``written`` are all paths that may be written, be it that some then are not. Whatever others did to the visible
        tree (:meth:`files` shows it) must be in one of the two: a file that they deleted is in the hidden tree still.
        Who cannot know that lets all files be compared. Gives the root for :func:`write_file`.
        """
        for path in (*written, *removed):
            _check(path)
        with _reported(self.path):
            if compare:
                self._journal.delete()
            self._catch_up()
            if self.path.exists():
                self._journal.write([*written, *removed])
            for path in removed:
                _remove(str(self._hidden), path)
        self._plan = frozenset(written), frozenset(removed)
        return self._hidden

    def commit(self, written: Collection[str]) -> dict[str, FileState]:
        """Make the hidden tree the visible one, in one step. Gives the states of the files that were ``written``.

        The tree that was visible stays as it was until the next :meth:`prepare`, for whoever is reading it.
        """
        if self._plan is None:
            raise AssertionError("commit() without prepare()")
        planned, removed = self._plan
        if strays := set(written) - planned:
            raise AssertionError(f"prepare() was not told of {min(strays)}")
        self._plan = None
        with _reported(self.path):
            states = {path: self._state(os.lstat(f"{self._hidden}/{_as_name(path)}")) for path in written}
            self._make_visible()
        # The site is out. What fails from here on costs the next build time, and is no failure of this one.
        with suppress(OSError):
            self._settle([*written, *removed])
        return states

    def _make_visible(self) -> None:
        if not self.path.exists():
            self._hidden.rename(self.path)
            return
        if _exchange(self._hidden, self.path):
            return
        old = self.work / f"{self.path.name}.old"
        try:
            self.path.rename(old)
        except OSError as error:
            if error.errno in {errno.EBUSY, errno.EXDEV}:
                raise _not_exchangeable(self.path) from error
            raise
        try:
            self._hidden.rename(self.path)
        except OSError:
            old.rename(self.path)
            raise

    def _settle(self, changed: list[str]) -> None:
        """Note in what the twin differs now. After a first build: make it, so that the second is quick already."""
        _put_back(self.path, self.work)
        if not self._hidden.exists():
            self._catch_up()
            changed = []
        self._journal.write(changed)

    # ── The twin ─────────────────────────────────────────────────────────────────────────────────────────────

    def _catch_up(self) -> None:
        """Make the twin equal to the visible tree: path by path where the journal tells, else by comparing all."""
        if not self.path.exists():
            self._journal.delete()
            _clear(str(self._hidden))
            self._hidden.mkdir()
            return
        paths = self._journal.read()
        if paths is None:
            self._journal.delete()
            self._compare()
        else:
            for path in paths:
                self._follow(path)
        mode = stat.S_IMODE(self.path.stat().st_mode)
        if stat.S_IMODE(self._hidden.stat().st_mode) != mode:
            self._hidden.chmod(mode)

    def _follow(self, path: str) -> None:
        """Make one path of the twin what it is in the visible tree. Links and special files are not carried over."""
        visible, hidden = str(self.path), str(self._hidden)
        wanted, found = _look_up(visible, path), _look_up(hidden, path)
        if wanted is None or not stat.S_ISREG(wanted.st_mode):
            _remove(hidden, path)
        elif found is None or not self._is_same(wanted, found):
            self._share(f"{visible}/{_as_name(path)}", _room(hidden, path))

    def _compare(self) -> None:
        """Make the twin equal to the visible tree, whatever it is now. Links and special files are not carried over."""
        folders = [""]
        while folders:
            folder = folders.pop()
            visible, hidden = f"{self.path}/{folder}", f"{self._hidden}/{folder}"
            _make_folder(hidden.rstrip("/"))
            with os.scandir(hidden) as entries:
                found = {entry.name: entry for entry in entries}
            with os.scandir(visible) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{folder}{entry.name}/")
                    elif not entry.is_file(follow_symlinks=False):
                        continue
                    elif not self._has(found.get(entry.name), entry):
                        _clear(hidden + entry.name)
                        self._share(entry.path, hidden + entry.name)
                    found.pop(entry.name, None)
            for entry in found.values():
                _clear(entry.path)

    def _has(self, found: os.DirEntry[str] | None, wanted: os.DirEntry[str]) -> bool:
        return found is not None and self._is_same(
            wanted.stat(follow_symlinks=False), found.stat(follow_symlinks=False)
        )

    def _share(self, source: str, target: str) -> None:
        """Give a file a second name. Copy it where that cannot be: the file of another owner, or too many names."""
        if self._links:
            with suppress(OSError):
                os.link(source, target)
                return
        shutil.copy2(source, target, follow_symlinks=False)

    def _is_same(self, one: os.stat_result, other: os.stat_result) -> bool:
        return stat.S_IFMT(one.st_mode) == stat.S_IFMT(other.st_mode) and self._state(one) == self._state(other)

    def _state(self, found: os.stat_result) -> FileState:
        return found.st_size, found.st_mtime_ns, found.st_ino if self._links else 0


class _Journal:
    """The paths in which the twin may differ from the visible tree. All others are the same in both.

    Written whole or not at all, and before the twin is changed. It ends with a checksum, and begins with what ties it
    to these two folders: their inodes, and the time of the visible one, since inodes are used again.
    """

    def __init__(self, path: Path, visible: Path, hidden: Path) -> None:
        self.path = path
        self.visible = visible
        self.hidden = hidden

    def read(self) -> list[str] | None:
        """None where there is no journal, or one that cannot be trusted."""
        try:
            content, _, checksum = self.path.read_bytes().rpartition(b"\0")
            tie, *paths = content.split(b"\0")
            if checksum != _checksum(content) or tie != self._tie():
                return None
        except (FileNotFoundError, NotADirectoryError):
            return None
        return [path.decode("utf-8", "surrogateescape") for path in paths]

    def write(self, paths: Iterable[str]) -> None:
        content = b"\0".join([self._tie(), *(path.encode("utf-8", "surrogateescape") for path in paths)])
        new = self.path.with_name(self.path.name + ".new")
        new.write_bytes(content + b"\0" + _checksum(content))
        new.replace(self.path)

    def delete(self) -> None:
        self.path.unlink(missing_ok=True)

    def _tie(self) -> bytes:
        visible, hidden = os.lstat(self.visible), os.lstat(self.hidden)
        return f"carepress 1 {visible.st_ino} {visible.st_mtime_ns} {hidden.st_ino}".encode()


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders at once where the system can; False where it cannot.

    Linux 3.15 with glibc 2.28 has ``renameat2``, macOS 10.12 has ``renamex_np``. Not every file system knows them.
    """
    paths = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform.startswith("linux"):
            first, second = paths
            exchange = ctypes.CDLL(None).renameat2
            return bool(exchange(_AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_RENAME_EXCHANGE)) == 0)
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(*paths, ctypes.c_uint(_RENAME_SWAP)) == 0)
    except (OSError, AttributeError):  # an older library
        return False
    return False


# ── Files below a root ───────────────────────────────────────────────────────────────────────────────────────────


def write_file(root: Path, path: str, data: bytes) -> None:
    """Write one file of the tree that :meth:`Output.prepare` gave.

    Several processes may do so at once, for different paths. The file is always a new one: the old one is visible
    still under its other name. Raises :class:`OutputError`.
    """
    _check(path)
    with _reported(f"{root}/{path}"), open(_room(str(root), path), "xb") as file:
        file.write(data)


def _check(path: str) -> None:
    if any(part in {"", ".", ".."} for part in path.split("/")):
        raise AssertionError(f"{path!r} would leave the output folder, or is no plain path")


def _as_name(path: str) -> str:
    """A path as the system takes it: in UTF-8, as hosts serve it, whatever the locale of this process says."""
    return path if _IS_UTF8 or path.isascii() else os.fsdecode(path.encode("utf-8", "surrogateescape"))


def _as_text(name: str) -> str:
    """The reverse of :func:`_as_name`."""
    return name if _IS_UTF8 or name.isascii() else os.fsencode(name).decode("utf-8", "surrogateescape")


def _room(root: str, path: str) -> str:
    """The place for a file below ``root``: with its folders, and with nothing there."""
    *folders, name = _as_name(path).split("/")
    place = root
    for folder in folders:
        place = f"{place}/{folder}"
        _make_folder(place)
    place = f"{place}/{name}"
    _clear(place)
    return place


def _make_folder(place: str) -> None:
    """Make sure of a real folder, in place of whatever else is there. Other processes may be doing the same."""
    while not _is_folder(place):
        try:
            os.mkdir(place)
        except FileExistsError:
            _clear_file(place)


def _clear_file(place: str) -> None:
    try:
        os.unlink(place)
    except FileNotFoundError:
        pass
    except OSError:
        if not _is_folder(place):  # another process has made it
            raise


def _clear(place: str) -> None:
    """Take away whatever is there."""
    if _is_folder(place):
        shutil.rmtree(place)
    else:
        with suppress(FileNotFoundError):
            os.unlink(place)


def _remove(root: str, path: str) -> None:
    """Take away one file, or an empty folder, and the folders above it that this empties."""
    path = _as_name(path)
    folders = _folders(root, path)
    if len(folders) == path.count("/"):
        place = f"{root}/{path}"
        if _is_folder(place):
            folders.append(place)
        else:
            with suppress(FileNotFoundError):
                os.unlink(place)
    with suppress(OSError):  # not empty, so none above it is
        for folder in reversed(folders):
            os.rmdir(folder)


def _look_up(root: str, path: str) -> os.stat_result | None:
    """What is at a path below ``root``; None where nothing is, or only by a symbolic link."""
    path = _as_name(path)
    if len(_folders(root, path)) < path.count("/"):
        return None
    try:
        return os.lstat(f"{root}/{path}")
    except FileNotFoundError:
        return None


def _folders(root: str, path: str) -> list[str]:
    """The folders above a path that are there and are real ones, from the top down to the first that is not."""
    found: list[str] = []
    place = root
    for part in path.split("/")[:-1]:
        place = f"{place}/{part}"
        if not _is_folder(place):
            break
        found.append(place)
    return found


def _is_folder(place: str) -> bool:
    """Whether there is a real folder, not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(place).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
