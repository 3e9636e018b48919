"""An output that takes no more, because a disk is full or nobody reads on: a command ends, and shows no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from carepress.site.report import Reporter

ROOT = Path(__file__).parents[2]
ARTICLE = (
    "---\ntitle: Dry eye\nkind: condition\nsummary: Few tears.\ncategory: eyes\ndate: 2024-01-01\n---\n\n[x](y.md)\n"
)
COMMANDS = (
    "--help",
    "schema",
    "check --explain CP601",
    "check --format json",
    "check --statistics",
    "build --format json",
    "new condition Eye --topic eyes",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "pelicanconf.py": "PELICAN_CLASS = 'carepress.Carepress'\n"
        f"THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / 'themes/carepress')!r}, [{str(ROOT / 'templates')!r}]\n"
        "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'output', 'A site', 'UTC'\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n",
        "content/topics.yaml": "eyes: {name: Eyes, summary: All of it.}\n",
        "content/articles/eyes/dry-eye.md": ARTICLE,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def run(site: Path, command: str, out: int, err: int = subprocess.PIPE) -> tuple[int, str]:
    words = [sys.executable, "-m", "carepress", *command.split()]
    done = subprocess.run(words, cwd=site, stdout=out, stderr=err, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_line_at_the_end_and_status_1(site: Path, command: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        status, said = run(site, command, full.fileno())
    assert status == 1
    assert said.splitlines()[-1] == "error: the output cannot be written: No space left on device"
    assert "Traceback" not in said
    assert "Exception" not in said


def test_where_nothing_can_be_said_at_all_the_status_says_it(site: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        for command in ("check", "--help"):
            assert run(site, command, full.fileno(), full.fileno())[0] == 1


@pytest.mark.parametrize("command", ["schema", "check --format json"])
def test_a_closed_pipe_ends_a_command_without_a_word(site: Path, command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert run(site, command, writer) == (1, "")
        assert run(site, "check", subprocess.DEVNULL, writer)[0] == 1  # people's faults go to the error stream
    finally:
        os.close(writer)


def test_names_in_an_error_neither_move_the_cursor_nor_begin_another_error(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(Path())
    assert reporter.failure("a\x1b[31m[red] cannot be written:\nerror: all is well") == 1
    assert reporter.usage("there is no file a\x1b[31m[red]\x85b") == 2
    assert capsys.readouterr().err.splitlines() == [
        "error: a\N{REPLACEMENT CHARACTER}[31m[red] cannot be written:",
        "  error: all is well",
        "error: there is no file a\N{REPLACEMENT CHARACTER}[31m[red]\N{REPLACEMENT CHARACTER}b",
    ]
