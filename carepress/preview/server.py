"""Serves a session to the browsers of this computer, and tells them when something has changed.

A browser that opens an address gets the shell: the panel of faults, and the page itself in a frame. The frame asks for
the same address, and gets the page, byte for byte what a build makes. So nothing of the preview is in any page.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from carepress.preview.report import Report
from carepress.preview.session import HTML

__all__ = ["Bell", "PreviewServer", "open_server"]

T = TypeVar("T")

OWN = "/_preview/"
HOST = "127.0.0.1"
PORTS = 50
"""Ports that are tried, one after the other."""
HEARTBEAT = 15
"""Seconds between signs of life to a browser that waits: how long one that has gone keeps its thread."""
_SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A drawing can hold scripts, and may have been saved a moment ago, before anybody has looked into it."""
_SHELL_FILES = {
    "shell.js": "text/javascript; charset=utf-8",
    "shell.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Bell:
    """Rings when something has changed. Whoever waits learns how often it has rung by now."""

    def __init__(self) -> None:
        self._rings = 0
        self._changed = threading.Condition()
        self.closed = False

    def ring(self) -> None:
        with self._changed:
            self._rings += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self, heard: int, seconds: float) -> int:
        """Until it has rung more than ``heard`` times, or for some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._rings != heard, seconds)
            return self._rings


class PreviewServer(ThreadingHTTPServer):
    """One session behind one port. Everything that touches the session runs in one thread, one after the other."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, report: Report) -> None:
        """Raises :class:`OSError` where the port cannot be had."""
        super().__init__((HOST, port), _Handler)
        self.bell = Bell()
        self._report = report
        self._worker = ThreadPoolExecutor(1)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    @property
    def hosts(self) -> set[str]:
        """What browsers of this computer may call it. A page elsewhere whose name leads here is none of them."""
        return {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    def ask(self, question: Callable[[Report], T]) -> T:
        """Run something in the session's thread, and give what it gives."""
        return self._worker.submit(question, self._report).result()

    def stop(self) -> None:
        self.bell.close()
        self.shutdown()
        self.server_close()
        self.ask(lambda report: report.session.kept.close())
        self._worker.shutdown(cancel_futures=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle is no fault, and there are no others here."""


def open_server(first: int, report: Report) -> PreviewServer:
    """Behind the port ``first``, or the next that is free. Raises :class:`OSError` where none is."""
    for port in range(first, min(first + PORTS, 65536)):
        with suppress(OSError):
            return PreviewServer(port, report)
    raise OSError(f"none of the ports from {first} on is free")


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # it would make every answer wait some 40 ms for the one before to be confirmed

    def do_GET(self) -> None:
        try:
            self._get()
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours, which is told, must not look like an empty page
            message = f"this is a fault of Carepress: {type(error).__name__}: {error}"
            sys.stderr.write(f"error: {message}\n")
            self._send(
                HTTPStatus.INTERNAL_SERVER_ERROR, message.encode("utf-8", "replace"), "text/plain; charset=utf-8"
            )

    def _get(self) -> None:
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST, b"This address is for browsers of this computer.\n", "text/plain"
            )
            return
        try:
            parts = urlsplit(self.path)
        except ValueError:
            self._send(HTTPStatus.BAD_REQUEST, b"This is no address.\n", "text/plain")
            return
        address = unquote(parts.path, errors="surrogateescape")  # a file's name need not be text
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if address == f"{OWN}events":
            self._tell()
        elif address in (f"{OWN}state", f"{OWN}search"):
            self._answer(address.removeprefix(OWN), query)
        elif address.startswith(OWN) and address.removeprefix(OWN) in _SHELL_FILES:
            name = address.removeprefix(OWN)
            self._send(HTTPStatus.OK, _shell(name), _SHELL_FILES[name])
        elif self.headers.get("Sec-Fetch-Dest") == "document":
            self._send(HTTPStatus.OK, _shell("shell.html"), HTML, {"Content-Security-Policy": _SHELL_POLICY})
        else:
            self._page(address)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _page(self, address: str) -> None:
        shown = self.server.ask(lambda report: report.show(address))
        # The shell reads in its frame which bytes it was given.
        headers = {"Server-Timing": f'page;desc="{shown.digest}"'}
        if shown.location:
            headers["Location"] = shown.location
        if shown.content_type.startswith("image/"):
            headers["Content-Security-Policy"] = _IMAGE_POLICY
        self._send(shown.status, shown.body, shown.content_type, headers)

    def _answer(self, name: str, query: dict[str, str]) -> None:
        if name == "state":
            value: Any = self.server.ask(
                lambda report: report.state(unquote(query.get("address", "/"), errors="surrogateescape"))
            )
        else:
            value = self.server.ask(lambda report: report.search(query.get("q", "")))
        body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        self._send(HTTPStatus.OK, body, "application/json; charset=utf-8")

    def _tell(self) -> None:
        """Server-sent events: one when the browser comes, one for each change."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._common_headers()
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        bell = self.server.bell
        heard = told = -1
        with suppress(OSError):  # the browser has gone
            while not bell.closed:
                heard = bell.wait(heard, HEARTBEAT) if told >= 0 else bell.wait(0, 0)
                self.wfile.write(b": still here\n\n" if heard == told else f"data: {heard}\n\n".encode())
                told = heard

    def _send(self, status: int, body: bytes, content_type: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self._common_headers()
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _common_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nobody wants to read of requests."""


def _shell(name: str) -> bytes:
    return files("carepress.preview").joinpath("shell", name).read_bytes()
