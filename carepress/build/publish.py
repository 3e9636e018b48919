"""Writing a tree beside the old one and making it visible in one step.

Whoever reads the output folder sees the whole old tree or the whole new one. A build that fails or is killed leaves the
old one as it was; what it left behind is cleared away by the next.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from carepress.build.artifact import Artifact

__all__ = ["GENERATOR", "OutputError", "RenderError", "output_folder", "publish"]

GENERATOR = b'name="generator" content="Carepress'
"""What the home page of every site made by Carepress holds: the mark by which an old output is known."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputError(Exception):
    """The output cannot be written where it was asked for. ``usage`` is True where another place must be chosen."""

    def __init__(self, message: str, *, usage: bool) -> None:
        super().__init__(message)
        self.usage = usage


class RenderError(Exception):
    """A file of the site cannot be made: a template or a file it needs is at fault. Names the file and the reason."""


@contextmanager
def output_folder(output: Path, protected: Iterable[Path]) -> Iterator[Path]:
    """Hold the output folder for one build, and give the empty folder to write the new tree in.

    ``protected`` are folders that must not be replaced, nor lie inside what is, nor hold it. Raises
    :class:`OutputError` where the output is one of these, holds something Carepress did not make, cannot be written, or
    is being built already.
    """
    output = output.resolve()
    _refuse_unsafe(output, [path.resolve() for path in protected])
    work = output.parent / ".carepress"
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / f"{output.name}.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise OutputError(
            f"another build is writing {output} at this moment; wait for it to end", usage=False
        ) from None
    except OSError as error:
        raise OutputError(f"{error.filename or work} cannot be written: {error.strerror}", usage=False) from None
    try:
        _recover(output, work)
        staging = work / f"{output.name}.new"
        staging.mkdir()
        yield staging
    except OSError as error:
        raise OutputError(f"{error.filename or output} cannot be written: {error.strerror}", usage=False) from error
    finally:
        shutil.rmtree(work / f"{output.name}.new", ignore_errors=True)
        lock.release()


def _refuse_unsafe(output: Path, protected: list[Path]) -> None:
    for path in protected:
        if output == path or output in path.parents:
            raise OutputError(f"the output folder {output} would replace {path}; choose another", usage=True)
        if path in output.parents:
            raise OutputError(f"the output folder {output} lies inside {path}; choose another", usage=True)
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError(f"the output {output} is a file; choose a folder", usage=True)
    index = output / "index.html"
    if any(output.iterdir()) and not (index.is_file() and GENERATOR in index.read_bytes()[:20_000]):
        raise OutputError(
            f"the output folder {output} holds files that Carepress did not make; empty it, or choose another",
            usage=True,
        )


def _recover(output: Path, work: Path) -> None:
    """Clear away what a killed build left; put the old tree back where the kill came between two renames."""
    old = work / f"{output.name}.old"
    if old.exists() and not output.exists():
        old.rename(output)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(work / f"{output.name}.new", ignore_errors=True)


def publish(artifacts: Iterable[Artifact], staging: Path, output: Path) -> int:
    """Write all artifacts and swap the trees. Returns how many files there are. Called inside :func:`output_folder`."""
    output = output.resolve()
    count = 0
    made: set[Path] = set()
    for artifact in artifacts:
        path = PurePosixPath(artifact.path)
        if path.is_absolute() or ".." in path.parts:
            raise AssertionError(f"{artifact.what} would leave the output folder: {artifact.path}")
        target = staging / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(_bytes_of(artifact))
        count += 1
    _swap(staging, output)
    return count


def _bytes_of(artifact: Artifact) -> bytes:
    try:
        return artifact.produce()
    except Exception as error:  # a site's own templates and files: anything can go wrong in them
        frames = traceback.extract_tb(error.__traceback__)
        template = next((frame for frame in reversed(frames) if not frame.filename.endswith(".py")), None)
        place = f"{template.filename}:{template.lineno}: " if template and Path(template.filename).is_file() else ""
        raise RenderError(f"{place}{artifact.what} cannot be made: {type(error).__name__}: {error}") from error


def _swap(new: Path, output: Path) -> None:
    if not output.exists():
        new.rename(output)
        return
    if _exchange(new, output):
        return
    old = new.with_suffix(".old")
    output.rename(old)
    new.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders at once where the system can (Linux 3.15, glibc 2.28: ``renameat2``); False elsewhere."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(
        renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)) == 0
    )
