"""Serves a built site to the browsers of this computer, as a host would: with its own page for what is not there."""

from __future__ import annotations

import errno
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

__all__ = ["NotServedError", "open_site"]

HOST = "127.0.0.1"
_AS_TEXT = ("text/", "application/json", "application/xml")


class NotServedError(Exception):
    """A site cannot be shown. The message says why, and what to do."""


def open_site(output: Path, base: str, port: int) -> ThreadingHTTPServer:
    """Behind one port, and no other. ``base`` is the part of the address before all pages, such as ``/health``.

    Raises :class:`NotServedError`.
    """
    try:
        return _Server((HOST, port), partial(_Handler, base, directory=str(output)))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise NotServedError(f"port {port} is taken; choose another, such as {port % 65535 + 1}") from error
        raise NotServedError(f"port {port} cannot be used ({error.strerror}); choose another, such as 8000") from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle is no fault, and there are no others here."""


class _Handler(SimpleHTTPRequestHandler):
    server_version = "Carepress"

    def __init__(self, base: str, *args: Any, **more: Any) -> None:
        self.base = base
        super().__init__(*args, **more)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.base) if path.startswith(f"{self.base}/") else path)

    def list_directory(self, path: Any) -> None:  # noqa: ARG002
        """No list: a host shows none either."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = b""
        if code == HTTPStatus.NOT_FOUND:
            with suppress(OSError):
                page = Path(self.directory, "404.html").read_bytes()
        if not page:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def guess_type(self, path: Any) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith(_AS_TEXT) else kind

    def end_headers(self) -> None:
        """What is built a moment later must not be hidden by what a browser has kept."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nobody wants to read of requests."""
