"""Takes the picture of the preview anew: the article that ``docs/editors.md`` gives to copy, with one fault.

``.venv/bin/python docs/pictures.py [FOLDER]`` takes it, after ``make test`` has installed what it needs. It ends with
an error where the preview does not say what the picture is there to show.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))
from chromium import HOW_TO_GET_ONE, find_chromium  # noqa: E402 - it is beside the browser tests

WIDTH, HEIGHT = 1180, 600
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


def main(folder: Path) -> None:
    """Write ``preview.png`` into a folder."""
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


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
