"""An examination that ends: what takes too long is stopped, and says where it was."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from carepress.content.loading import Loader
from fuzzing.claims import Complaint, Examined, judge, work
from fuzzing.seeds import Seed
from fuzzing.world import World

__all__ = ["examine_in_time"]

PATIENCE = 10
"""Times the longest time, after which a file is given up."""


class _TooLong(BaseException):
    """Time is up. It is no Exception, so that nothing on the way takes it for one of its own."""

    def __init__(self, frame: FrameType | None) -> None:
        super().__init__()
        self.stack = traceback.extract_stack(frame)


def examine_in_time(world: World, seed: Seed, seconds: float, *, thorough: bool = False) -> Examined:
    """Hold one file against all claims, and against a time in ``seconds``. What was too long once may try again."""
    try:
        with _at_most(seconds * PATIENCE):
            done = work(world, seed)
        if done.seconds > seconds:
            with _at_most(seconds):
                done = work(world, seed)
    except _TooLong as late:
        world.loader = Loader("en")  # it was stopped in the midst of something
        return Examined([_complaint(late)], seconds=seconds)
    return judge(world, done, thorough=thorough)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises :class:`_TooLong` where the block takes longer, in processor time of this process."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise _TooLong(frame)

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _complaint(late: _TooLong) -> Complaint:
    own = [frame for frame in late.stack if "/carepress/" in frame.filename]
    place = f"{Path(own[-1].filename).name}:{own[-1].name}" if own else "?"
    return Complaint(f"too long in {place}", "".join(traceback.format_list(late.stack[-12:])))
