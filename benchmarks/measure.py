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

__all__ = ["Failure", "Run", "failure", "machine", "memory_of", "run", "start"]

HERTZ = 25
"""Samples of memory in a second, as long as reading them leaves time."""


class Failure(Exception):  # noqa: N818 - what happened, not a fault of ours
    """A command that did not do what it was run for. The text has the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    seconds: float
    """By the clock on the wall, from start to exit."""
    cpu: float | None = None
    """Seconds of processor time of the process and all that it waited for; None where that was not measured."""
    peak: int | None = None
    """Bytes: the largest sum over all processes of their proportional set size; None where it was not sampled."""


def run(command: Sequence[str], folder: Path, log: Path, env: Mapping[str, str], *, memory: bool = False) -> Run:
    """Run a command in ``folder``, its output into ``log``. Sampling memory slows it, so such runs are not timed ones.

    What earlier commands wrote reaches the disk first, so that nobody pays for another's writing.
    Raises :class:`Failure`.
    """
    os.sync()
    begin = time.perf_counter()
    process = start(command, folder, log, env)
    sampler = _Sampler(process.pid) if memory else None
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = sampler.stop() if sampler else None
    if process.returncode != 0:
        raise failure(command, f"ended with status {process.returncode}", log)
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak)


_AS_USUAL = {"PYTHONDONTWRITEBYTECODE": ""}
"""Python keeps what it compiles, as it does wherever nobody forbids it."""


def start(command: Sequence[str], folder: Path, log: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a command in ``folder``, in a session of its own, its output into ``log``."""
    with log.open("w") as output:
        return subprocess.Popen(  # noqa: S603 - the bench's own commands
            command,
            cwd=folder,
            env=os.environ | _AS_USUAL | dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def failure(command: Sequence[str], what: str, log: Path) -> Failure:
    """Say what went wrong with a command, with the end of what it printed."""
    end = "\n".join(log.read_text("utf-8", "replace").splitlines()[-30:])
    return Failure(f"{' '.join(command)} {what}:\n{end}")


class _Sampler(threading.Thread):
    """Watches the memory of a session: the process that began it and all its descendants."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._ended = threading.Event()
        self._peak = 0
        self.start()

    def run(self) -> None:
        while not self._ended.is_set():
            began = time.perf_counter()
            self._peak = max(self._peak, memory_of(self._session))
            self._ended.wait(max(0.0, 1 / HERTZ - (time.perf_counter() - began)))

    def stop(self) -> int:
        """End, and return the largest sum in bytes."""
        self._ended.set()
        self.join()
        return self._peak


def memory_of(session: int) -> int:
    """Bytes that the processes of a session have at this moment."""
    with os.scandir("/proc") as entries:
        names = [entry.name for entry in entries if entry.name.isdecimal()]
    return sum(_proportional_size(name) for name in names if _session(name) == str(session))


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
