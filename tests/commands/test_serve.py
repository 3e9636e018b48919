"""``carepress serve``: the built site, as a host would show it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

LONG = 60
"""Seconds that a busy machine may take."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site, as far as a server knows: plain files."""
    for path, text in {
        "pelicanconf.py": "PATH, OUTPUT_PATH, SITENAME, SITEURL = 'content', 'output', 'A site', ''\n",
        "content/x.txt": "",
        "output/index.html": "<p>Home",
        "output/404.html": "<p>Not here",
        "output/a/index.html": "<p>A",
        "output/empty/x.txt": "é",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-u", "-m", "carepress", "serve", *arguments]


@contextmanager
def served(site: Path, *arguments: str) -> Iterator[str]:
    process = subprocess.Popen(
        command("--port", str(free_port()), *arguments), cwd=site, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        first = process.stdout.readline()
        try:
            found = re.search(r"http://\S+(?=/)", first)
            assert found, first
            yield found[0]
        finally:
            process.kill()


def get(address: str) -> tuple[int, str, str]:
    try:
        with urlopen(address, timeout=LONG) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode(), answer.headers["Content-Type"]
    except HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers["Content-Type"]


def test_pages_are_there_and_what_is_not_gets_the_page_for_that(site: Path) -> None:
    with served(site) as root:
        assert get(f"{root}/") == (200, "<p>Home", "text/html; charset=utf-8")
        assert get(f"{root}/a") == (200, "<p>A", "text/html; charset=utf-8")
        assert get(f"{root}/empty/x.txt") == (200, "é", "text/plain; charset=utf-8")
        for address in ("/nowhere/", "/nowhere.html", "/empty/", "/../pelicanconf.py", "/%2e%2e/pelicanconf.py"):
            assert get(root + address) == (404, "<p>Not here", "text/html; charset=utf-8")


def test_a_site_below_a_folder_of_its_host_is_served_there(site: Path) -> None:
    (site / "pelicanconf.py").write_text(
        "PATH, OUTPUT_PATH, SITENAME, SITEURL = 'content', 'output', 'A site', 'https://example.org/health'\n"
    )
    with served(site) as root:
        assert root.endswith("/health")
        assert get(f"{root}/a/")[:2] == (200, "<p>A")


def test_what_is_built_meanwhile_is_shown(site: Path) -> None:
    with served(site) as root:
        get(f"{root}/")
        (site / "output/index.html").write_text("<p>New", "utf-8")
        assert get(f"{root}/")[1] == "<p>New"


def test_a_site_that_is_not_built_is_told_with_what_to_do(site: Path) -> None:
    (site / "output/index.html").unlink()
    done = subprocess.run(command(), cwd=site, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"error: nothing is built in output; build it first: {sys.executable} -u -m carepress build\n"


def test_a_port_that_is_taken_or_none_is_a_sentence(site: Path) -> None:
    with served(site) as root:
        port = root.rpartition(":")[2]
        done = subprocess.run(command("--port", port), cwd=site, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert f"error: port {port} is taken; choose another, such as" in done.stderr
    done = subprocess.run(command("--port", "abc"), cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "`abc` is not a port" in done.stderr
