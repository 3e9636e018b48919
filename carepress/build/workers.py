"""Work in several processes, with the same results in the same order as in one.

Workers are forked where the platform can: they see what the parent has loaded without a copy. Elsewhere, and for little
work, everything happens in the parent.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize
from typing import Any, Generic, TypeVar, cast

__all__ = ["InBackground", "default_jobs", "in_parallel"]

T = TypeVar("T")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
SMALLEST = 32
"""Items from which starting processes (some 10 ms each) is worth it."""
_work: Callable[[int, int], list[Any]] | None = None
"""What a worker does with the items from one number to another; inherited by the fork, so that neither the work nor its
items need be pickled."""


def default_jobs() -> int:
    """As many as this process may use at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parallel(
    work: Callable[[Sequence[T]], list[R]], items: Sequence[T], *, jobs: int, chunk: int = 50, smallest: int = SMALLEST
) -> Iterator[R]:
    """``work`` on all items, a chunk at a time. It gives one result for each item, which must be picklable.

    From ``smallest`` items on there is more than one process. An exception in ``work`` is raised here.
    """

    def run(start: int, end: int) -> list[R]:
        return work(items[start:end])

    ranges = [(start, min(start + chunk, len(items))) for start in range(0, len(items), chunk)]
    if jobs == 1 or len(items) < smallest or not _can_fork():
        for start, end in ranges:
            yield from run(start, end)
        return
    global _work  # noqa: PLW0603 - what a fork inherits must have a name
    _work = run
    gc.collect()
    gc.freeze()  # the collector would touch, and so copy, every page of memory that workers share
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, len(ranges)), _die_with_parent, (os.getpid(),)) as pool:
            for results in pool.imap(_run, ranges):
                yield from results
            pool.close()
            pool.join()
    finally:
        gc.unfreeze()
        _work = None


class InBackground(Generic[R]):
    """One piece of work in a process of its own, while the parent does something else.

    Where the platform cannot fork, the work is done when its result is asked for.
    """

    def __init__(self, work: Callable[[], R]) -> None:
        """What ``work`` returns must be picklable, and what it raises."""
        self._work = work
        self._pipe: Connection | None = None
        if _can_fork():
            context = multiprocessing.get_context("fork")
            self._pipe, other = context.Pipe(duplex=False)
            # Whoever ends without asking for the result waits for the process, which must not wait to be read.
            self._hang_up = Finalize(self, self._pipe.close, exitpriority=1)
            # One that is a daemon could have none of its own.
            self._process = context.Process(target=_send, args=(work, self._pipe, other, os.getpid()), daemon=False)
            self._process.start()
            other.close()

    def ready(self) -> bool:
        """Whether asking for the result takes no time."""
        return self._pipe is not None and self._pipe.poll()

    def result(self) -> R:
        """Wait for what the work gives. Raises what it raised."""
        if self._pipe is None:
            return self._work()
        try:
            done, value = self._pipe.recv()
        except (EOFError, OSError):  # somebody killed it, perhaps while it was sending
            return self._work()
        finally:
            self._hang_up()
            self._process.join()
        if not done:
            raise value
        return cast("R", value)


def _send(work: Callable[[], object], ours: Connection, pipe: Connection, parent: int) -> None:
    ours.close()  # the parent's end, which the fork has opened a second time
    _die_with_parent(parent)
    try:
        answer = True, work()
    except Exception as error:  # noqa: BLE001 - it is raised in the parent
        answer = False, error
    with contextlib.suppress(BrokenPipeError):  # nobody wants to know any more
        pipe.send(answer)
    pipe.close()


def _can_fork() -> bool:
    """Forking is not safe on macOS, whose system libraries start threads."""
    return sys.platform.startswith("linux") and "fork" in multiprocessing.get_all_start_methods()


def _die_with_parent(parent: int) -> None:
    """A worker whose parent was killed must not write into a folder that the next build holds."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before this line
        os._exit(1)


def _run(part: tuple[int, int]) -> list[Any]:
    if _work is None:  # pragma: no cover - in_parallel has set it
        raise AssertionError("a worker was started without work")
    return _work(*part)
