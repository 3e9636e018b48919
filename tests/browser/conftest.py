"""Two real sites, built once, served on this machine, and a browser to look at them with."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, expect, sync_playwright

from carepress.plugin.loading import load_project

from .chromium import HOW_TO_GET_ONE, NoSuchProgramError, find_chromium, must_run
from .states import TODAY, write_states

SETTINGS = Path(__file__).parents[2] / "pelicanconf.py"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""Milliseconds to wait for what should come, on a machine that is busy. Nothing is expected to take any time."""
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Site:
    """A built site and where it is served; ``root`` ends without a slash."""

    root: str
    folder: Path

    def url(self, address: str) -> str:
        return self.root + address


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder under a path, and the site's own page for addresses that lead nowhere."""

    def __init__(self, *args: object, base: str, **kwargs: object) -> None:
        self.base = base
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(self.base)
        return super().translate_path(inside if inside != path or not self.base else "/nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


def _serve(folder: Path, base: str = "") -> Iterator[Site]:
    handler = functools.partial(_Handler, directory=str(folder), base=base)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}{base}", folder)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example site, as ``make html`` builds it."""
    output = tmp_path_factory.mktemp("example") / "output"
    outcome = load_project(SETTINGS, {"OUTPUT_PATH": str(output), "CAREPRESS_TODAY": TODAY}).pelican().build()
    assert outcome.files, [str(diagnostic) for diagnostic in outcome.diagnostics]
    yield from _serve(output)


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site below a path, no demonstration, with the states that the example site does not have."""
    folder = tmp_path_factory.mktemp("states")
    write_states(folder / "content")
    call = {"heading": "Ask a clinician", "text": "A nurse answers.", "label": "Ask", "url": "https://example.org/ask"}
    overrides = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "SITENAME": "States",
        "SITEURL": "https://example.org/sub",
        "CAREPRESS_TODAY": TODAY,
        "CAREPRESS_DEMONSTRATION": False,
        "CAREPRESS_ASK_CLINICIAN": call,
        "CAREPRESS_SUBSCRIBE": {**call, "heading": "Subscribe", "label": "Subscribe"},
    }
    outcome = load_project(SETTINGS, overrides).pelican().build()
    assert outcome.files, [str(diagnostic) for diagnostic in outcome.diagnostics]
    yield from _serve(folder / "output", "/sub")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        program = find_chromium()
    except NoSuchProgramError as error:
        pytest.fail(str(error))
    if program is None:
        reason = f"there is no chromium. To run this test:\n{HOW_TO_GET_ONE}"
        pytest.fail(reason) if must_run() else pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@dataclass
class Seen:
    """What pages asked for and complained of while they were looked at."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Open = Callable[..., Page]


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def open_page(browser: Browser, seen: Seen) -> Iterator[Open]:
    """Open an address in a browser that nobody has used before; further arguments are Playwright's for a context.

    ``first``: a script that runs before those of the page.
    """
    contexts: list[BrowserContext] = []

    def noted(request: Request) -> None:
        seen.requests.append(request.url)

    def complained(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.complaints.append(f"{message.text} ({message.location.get('url')})")

    def failed(error: Error) -> None:
        seen.complaints.append(str(error))

    def open_(url: str, *, width: int = 1280, height: int = 800, first: str = "", **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", noted)
        page.on("console", complained)
        page.on("pageerror", failed)
        page.add_init_script(first)
        page.goto(url)
        if options.get("java_script_enabled", True) and page.locator("script[data-scripts]").count():
            page.wait_for_selector("html.js", state="attached")  # what can wait comes once the page is painted
        return page

    yield open_
    for context in contexts:
        context.close()
