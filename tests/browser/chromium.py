"""Finds a chromium for the browser tests; as a script, makes sure that there is one, or says how to get one.

Exit status as a script: 0, or 1 where the environment variable ``CI`` is set and there is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "CAREPRESS_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PLAYWRIGHT_BUILDS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
HOW_TO_GET_ONE = f"""\
  Debian and Ubuntu: apt install chromium
  macOS: install Google Chrome or Chromium into Applications
  Anywhere: set {VARIABLE} to the program's path
"""


class NoSuchProgramError(Exception):
    """The variable names a program that is not there."""


def find_chromium() -> str | None:
    """The path of a chromium, or None. Raises :class:`NoSuchProgramError` where the variable names none."""
    if named := os.environ.get(VARIABLE):
        if found := shutil.which(named):
            return found
        raise NoSuchProgramError(f"{VARIABLE} is {named}, but there is no such program")
    for command in COMMANDS:
        if found := shutil.which(command):
            return found
    for place in _usual_places():
        if os.access(place, os.X_OK):
            return str(place)
    return None


def _usual_places() -> list[Path]:
    caches = [
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""),
        "~/.cache/ms-playwright",
        "~/Library/Caches/ms-playwright",
        "~/AppData/Local/ms-playwright",
    ]
    builds = [
        build
        for cache in caches
        if cache not in ("", "0")
        for pattern in PLAYWRIGHT_BUILDS
        for build in sorted(Path(cache).expanduser().glob(pattern), reverse=True)
    ]
    folders = [Path("/Applications"), Path("~/Applications").expanduser()]
    return [*builds, *(folder / application for folder in folders for application in MAC_APPLICATIONS)]


def must_run() -> bool:
    """In CI a browser test that does not run is a failure."""
    return bool(os.environ.get("CI"))


def main() -> int:
    try:
        found = find_chromium()
        if found is None:
            sys.stdout.write("No chromium was found. Trying: python -m playwright install chromium\n")
            sys.stdout.flush()
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
            found = find_chromium()
    except NoSuchProgramError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if found is not None:
        sys.stdout.write(f"Browser tests use {found}\n")
        return 0
    sys.stderr.write(
        "There is no chromium, and none could be installed. The browser tests will be named as not run. To run them:\n"
        + HOW_TO_GET_ONE
    )
    return 1 if must_run() else 0


if __name__ == "__main__":
    sys.exit(main())
