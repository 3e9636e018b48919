"""The ready files for hosts: a real nginx serves a built site with them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from carepress.plugin.loading import load_project

ROOT = Path(__file__).parents[2]
PATIENCE = 60
PICTURE = "img/0123456789ab-144s.avif"
POLICY = {
    "content-security-policy": "frame-ancestors 'none'",
    "strict-transport-security": "max-age=63072000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
CONFIGURATION = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
  types {{
    text/html html;
    application/javascript js;
    application/json json;
    application/atom+xml atom;
    image/svg+xml svg;
  }}
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/output;
    include {conf};
  }}
}}
"""


def nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if found is None:
        reason = "there is no nginx to try its configuration with (Debian: apt install nginx-light)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


Answer = tuple[int, dict[str, str], bytes]


class Served:
    """A site behind an nginx."""

    def __init__(self, port: int, output: Path) -> None:
        self.port = port
        self.output = output

    def get(self, path: str, **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    program = nginx()
    folder = tmp_path_factory.mktemp("nginx")
    outcome = load_project(ROOT / "pelicanconf.py", {"OUTPUT_PATH": str(folder / "output")}).pelican().build()
    assert outcome.files
    (folder / "output" / ".secret").write_text("private", encoding="utf-8")
    (folder / "output" / "img").mkdir(exist_ok=True)
    (folder / "output" / PICTURE).write_bytes(b"A picture.")
    port = free_port()
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    conf = ROOT / "hosting" / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, conf=conf, user=user), encoding="utf-8")
    site = Served(port, folder / "output")
    command = [program, "-c", str(configuration), "-e", str(folder / "error.log")]
    with (folder / "said").open("w") as said, subprocess.Popen(command, stderr=said) as running:
        try:
            end = time.monotonic() + PATIENCE
            while not is_up(site):
                assert running.poll() is None, (folder / "said").read_text("utf-8")
                assert time.monotonic() < end
                time.sleep(0.05)
            yield site
        finally:
            running.terminate()


def is_up(site: Served) -> bool:
    try:
        site.get("/")
    except (OSError, HTTPException):
        return False
    return True


@pytest.mark.parametrize(
    "path", ["/", f"/{PICTURE}", "/conditions/dry-eye/", "/theme/icon.svg", "/no/such/page/", "/robots.txt"]
)
def test_what_only_a_server_can_say_is_said_with_every_answer(served: Served, path: str) -> None:
    _, headers, _ = served.get(path)
    assert {name: headers.get(name) for name in POLICY} == POLICY


def test_pages_are_served_at_their_addresses_in_utf_8(served: Served) -> None:
    status, headers, body = served.get("/conditions/dry-eye/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert body == (served.output / "conditions" / "dry-eye" / "index.html").read_bytes()
    status, headers, _ = served.get("/conditions/dry-eye")
    assert status == 301
    assert headers["location"].endswith("/conditions/dry-eye/")


def test_an_address_that_leads_nowhere_has_the_sites_own_page_and_status_404(served: Served) -> None:
    status, _, body = served.get("/no/such/page/")
    assert status == 404
    assert body == (served.output / "404.html").read_bytes()
    assert served.get("/.secret")[0] == 404


def test_only_what_never_changes_is_kept_without_asking(served: Served) -> None:
    files = [f"/theme/{path.name}" for path in (served.output / "theme").iterdir() if path.suffix in (".css", ".js")]
    assert len(files) == 5
    assert all("immutable" in served.get(path)[1]["cache-control"] for path in files)
    kept = served.get(f"/{PICTURE}")[1]
    assert kept["cache-control"] == "public, max-age=31536000, immutable"
    assert kept["content-type"] == "image/avif"
    image = "/images/neuromodulators-how-they-work.svg"
    others = ("/", image, "/img/", "/theme/icon.svg", "/pagefind/pagefind.js", "/feed.atom", "/no/such/page/")
    assert {served.get(path)[1]["cache-control"] for path in others} == {"no-cache"}


def test_what_has_not_changed_is_not_sent_again(served: Served) -> None:
    _, headers, _ = served.get("/")
    status, _, body = served.get("/", If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")


def test_pages_are_compressed_for_those_who_can_read_it(served: Served) -> None:
    _, headers, body = served.get("/", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert len(body) < len(served.get("/")[2]) / 3


def test_the_file_for_netlify_and_cloudflare_says_the_same() -> None:
    lines = (ROOT / "hosting" / "_headers").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    said: dict[str, dict[str, str]] = {}
    for line in rules:
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            said[list(said)[-1]][name.lower()] = value
        else:
            said[line] = {}
    assert said == {"/*": POLICY, "/img/*": {"cache-control": "public, max-age=31536000, immutable"}}
