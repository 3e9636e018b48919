"""A running ``carepress preview``, asked over HTTP as its shell asks it.

Knows what the shell of ``carepress/preview`` does after an event. It must not know what is measured.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.measure import Failure, failure, memory_of, start

__all__ = ["Preview", "preview"]

PATIENCE = 300
"""Seconds after which what has not come is taken not to come at all."""


class Preview:
    """One that runs, with the page at ``address`` shown. What is asked takes one connection, events take another."""

    def __init__(self, process: int, begin: float, asked: HTTPConnection, events: HTTPResponse, address: str) -> None:
        self.process = process
        self._asked = asked
        self._events = events
        self._address = address
        self.look()
        while not self._heard():  # it rings once when it has begun to watch
            pass
        self.started = time.perf_counter() - begin
        """Seconds from ``begin`` until its page was there and it noticed saves."""

    def save(self, change: Callable[[], None], text: str) -> float:
        """Seconds from the ``change`` of a file until the page shows a ``text``. Raises :class:`Failure`."""
        begin = time.perf_counter()
        change()
        page = ""
        while text not in page:
            self._heard()
            page = self.look()
        seconds = time.perf_counter() - begin
        self._ask_state()  # as the shell does when the page is there: so that the next save finds nothing under way
        return seconds

    def memory(self) -> int:
        """Bytes, of all its processes, at this moment."""
        return memory_of(self.process)

    def look(self) -> str:
        """The page, after the state of its panel."""
        self._ask_state()
        return self._get(self._address)

    def _ask_state(self) -> None:
        self._get(f"/_preview/state?address={quote(self._address, safe='')}")

    def _heard(self) -> int:
        """Wait for an event. Returns how many changes it has told of, to all who came."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:  # it gives signs of life meanwhile
            line = self._events.readline()
            if not line:
                raise ConnectionError
            if line.startswith(b"data:"):
                return int(line.removeprefix(b"data:"))
        raise Failure("the preview told of no change")

    def _get(self, address: str) -> str:
        self._asked.request("GET", address, headers={"Sec-Fetch-Dest": "iframe"})
        answer = self._asked.getresponse()
        text = answer.read().decode()
        if answer.status != 200:  # noqa: PLR2004 - HTTP's own number
            raise Failure(f"the preview answered {answer.status} for {address}:\n{text[:300]}")
        return text


@contextmanager
def preview(command: Sequence[str], folder: Path, log: Path, address: str) -> Iterator[Preview]:
    """A preview in ``folder``, from when the page at ``address`` is there and saves are noticed. Ends it afterwards.

    Raises :class:`Failure`.
    """
    os.sync()
    begin = time.perf_counter()
    process = start(command, folder, log, {})
    try:
        host = _host(process, command, log)
        with closing(HTTPConnection(host, timeout=PATIENCE)) as asked, _events(host) as events:
            yield Preview(process.pid, begin, asked, events, address)
        process.terminate()
        if status := process.wait(PATIENCE):
            raise failure(command, f"ended with status {status}", log)
    except (ConnectionError, TimeoutError, HTTPException) as error:
        raise failure(command, "does not answer", log) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _events(host: str) -> HTTPResponse:
    """The stream of events; whoever has it closes it."""
    connection = HTTPConnection(host, timeout=PATIENCE)
    connection.request("GET", "/_preview/events")
    return connection.getresponse()


def _host(process: subprocess.Popen[bytes], command: Sequence[str], log: Path) -> str:
    """Host and port, as soon as the preview has said them."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end and process.poll() is None:
        if found := re.search(r"http://\S+", log.read_text("utf-8")):
            return urlsplit(found[0]).netloc
        time.sleep(0.005)
    raise failure(command, "did not say where it is", log)
