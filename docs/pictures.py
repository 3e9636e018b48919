"""Takes the pictures of the documentation anew: an article, and the preview of one with a fault.

The one with a fault is the article that ``docs/editors.md`` gives to copy.

``.venv/bin/python docs/pictures.py [FOLDER]`` takes them, after ``make test`` has installed what it needs. It ends with
an error where the preview does not say what the picture is there to show.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

from carepress.preview.looking import open_site

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))
from chromium import HOW_TO_GET_ONE, find_chromium  # noqa: E402 - it is beside the browser tests

WIDTH, HEIGHT = 1180, 600
ARTICLE_PICTURES = (("article.png", 1280, 1000, "light"), ("article-phone-dark.png", 390, 844, "dark"))
RIGHT, WRONG = "[^source-one]\n\n- one cause", "[^sorce-one]\n\n- one cause"


def article_to_copy() -> str:
    """The article that editors are told to copy."""
    guide = (ROOT / "docs" / "editors.md").read_text("utf-8")
    return guide.split("\n## An article to copy\n")[1].split("```markdown\n")[1].split("```\n")[0]


def write_site(site: Path) -> None:
    """The example site, with that article and a citation misspelt in it."""
    for name in ("content", "templates", "themes"):
        shutil.copytree(ROOT / name, site / name)
    shutil.copy(ROOT / "pelicanconf.py", site)
    text = article_to_copy()
    if RIGHT not in text:
        raise ValueError("the article to copy has no citation to misspell before its list of causes")
    (site / "content" / "articles" / "skin" / "dry-lips.md").write_text(text.replace(RIGHT, WRONG), "utf-8")


def take(address: str, picture: Path) -> None:
    """Wait until the panel shows the fault, then take the picture."""
    program = find_chromium()
    if program is None:
        sys.exit(f"There is no chromium.\n{HOW_TO_GET_ONE}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{address}symptoms/dry-lips/")
        expect(page.locator("#summary")).to_contain_text("1 error, 1 warning", timeout=60_000)
        expect(page.locator(".fault").first).to_contain_text("There is no source sorce-one")
        expect(page.locator(".fault-help").first).to_have_text("Did you mean [^source-one]?")
        expect(page.frame_locator("#page").locator("h1")).to_be_visible()
        page.screenshot(path=picture)
        browser.close()


def take_article(folder: Path) -> None:
    """An article of the example site, on a wide screen and on a phone in dark colours."""
    with TemporaryDirectory() as output, sync_playwright() as playwright:
        command = [sys.executable, "-m", "carepress", "build", "--output", output]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own
        with open_site(Path(output), "", 0) as server:
            threading.Thread(target=server.serve_forever).start()
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            for picture, width, height, scheme in ARTICLE_PICTURES:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(f"http://127.0.0.1:{server.server_port}/procedures/neuromodulators-for-skin/")
                page.screenshot(path=folder / picture)
            browser.close()
            server.shutdown()


def main(folder: Path) -> None:
    """Write the pictures into a folder."""
    with TemporaryDirectory() as site:
        write_site(Path(site))
        command = [sys.executable, "-u", "-m", "carepress", "preview", "--port", "8800", "--today", "2026-11-24"]
        with subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, text=True) as preview:  # noqa: S603 - our own
            try:
                found = re.search(r"http://\S+", preview.stdout.readline() if preview.stdout else "")
                if found is None:
                    sys.exit("The preview did not start.")
                take(found[0], folder / "preview.png")
            finally:
                preview.terminate()
    take_article(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
