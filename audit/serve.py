"""A folder as a good host would serve it: compressed by brotli, and with the type of each file."""

from __future__ import annotations

import mimetypes
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli

__all__ = ["server"]

_COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *arguments: object) -> None:
        self.folder = folder
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = (self.folder / path.lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        is_there = file.is_file() and file.is_relative_to(self.folder)
        data, kind = _answer(file) if is_there else (b"", "text/plain")
        packed = kind.startswith(_COMPRESSED) and "br" in self.headers.get("Accept-Encoding", "")
        data = _packed(data) if packed else data
        self.send_response(HTTPStatus.OK if is_there else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _answer(file: Path) -> tuple[bytes, str]:
    return file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"


@cache
def _packed(data: bytes) -> bytes:
    packed: bytes = brotli.compress(data)
    return packed


def server(folder: Path) -> ThreadingHTTPServer:
    """A server for this computer alone, not yet running."""
    return ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder.resolve()))
