"""One command, measured: time, processor time, and the memory of all its processes together.

Knows Linux's /proc. It must not know what is measured.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Failure", "Run", "machine", "run"]

HERTZ = 25
"""Samples of memory in a second, as long as reading them leaves time."""


class Failure(Exception):  # noqa: N818 - what happened, not a fault of ours
    """A command that ended with another status than 0. The text has the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    seconds: float
    """By the clock on the wall, from start to exit."""
    cpu: float
    """Seconds of processor time of the process and all that it waited for."""
    peak: int | None
    """Bytes: the largest sum over all processes of their proportional set size; None where it was not sampled."""


def run(command: Sequence[str], folder: Path, log: Path, env: Mapping[str, str], *, memory: bool = False) -> Run:
    """Run a command in ``folder``, its output into ``log``. Sampling memory slows it, so such runs are not timed ones.

    What earlier commands wrote reaches the disk first, so that nobody pays for another's writing.
    Raises :class:`Failure`.
    """
    os.sync()
    with log.open("w") as output:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the bench's own commands
            command,
            cwd=folder,
            env=os.environ | dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        sampler = _Sampler(process.pid) if memory else None
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    peak = sampler.stop() if sampler else None
    if process.returncode != 0:
        end = "\n".join(log.read_text("utf-8", "replace").splitlines()[-30:])
        raise Failure(f"{' '.join(command)} ended with status {process.returncode}:\n{end}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak)


class _Sampler(threading.Thread):
    """Watches the memory of a session: the process that began it and all its descendants."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = str(session)
        self._ended = threading.Event()
        self._peak = 0
        self.start()

    def run(self) -> None:
        while not self._ended.is_set():
            began = time.perf_counter()
            self._peak = max(self._peak, sum(map(_proportional_size, self._processes())))
            self._ended.wait(max(0.0, 1 / HERTZ - (time.perf_counter() - began)))

    def stop(self) -> int:
        """End, and return the largest sum in bytes."""
        self._ended.set()
        self.join()
        return self._peak

    def _processes(self) -> list[str]:
        with os.scandir("/proc") as entries:
            names = [entry.name for entry in entries if entry.name.isdecimal()]
        return [name for name in names if _session(name) == self._session]


def _session(process: str) -> str | None:
    """The session of a process, its sixth field (proc_pid_stat(5)); None where it has ended meanwhile."""
    text = _read(f"/proc/{process}/stat")
    return text.rpartition(")")[2].split()[3] if text else None


def _proportional_size(process: str) -> int:
    """Bytes, with memory that several processes share divided among them (proc_pid_smaps(5))."""
    found = re.search(r"^Pss:\s+(\d+) kB", _read(f"/proc/{process}/smaps_rollup"), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _read(path: str) -> str:
    """A file of /proc; empty where its process has ended meanwhile."""
    try:
        return Path(path).read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""


def machine() -> str:
    """Processor, cores, memory and Python of this machine, in one line."""
    found = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    processor = found[1] if found else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"
    )
