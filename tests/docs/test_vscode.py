"""The files of VS Code do what ``docs/vscode.md`` says, on what the program really prints."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest

from carepress.content.folder import survey

ROOT = Path(__file__).parents[2]
EDITOR = ROOT / ".vscode"
GUIDE = (ROOT / "docs" / "vscode.md").read_text("utf-8")


def read(name: str) -> Any:
    """A file of VS Code: JSON with comments, each on a line of its own."""
    return json.loads(re.sub(r"^\s*//.*$", "", (EDITOR / name).read_text("utf-8"), flags=re.MULTILINE))


SETTINGS, EXTENSIONS = read("settings.json"), read("extensions.json")
TASKS = {task["label"]: task for task in read("tasks.json")["tasks"]}


def problems(output: str) -> Iterator[dict[str, str]]:
    """What VS Code makes of the lines of a task: each matcher is held against the last lines, the longest first."""
    matchers = [matcher["pattern"] for matcher in TASKS["Check"]["problemMatcher"]]
    assert [len(patterns) for patterns in matchers] == sorted(map(len, matchers), reverse=True)
    buffer: list[str] = []
    for line in output.splitlines():
        buffer = [*buffer, line.rstrip()][-max(map(len, matchers)) :]
        for patterns in matchers:
            lines = buffer[-len(patterns) :]
            found = [re.search(pattern["regexp"], text) for pattern, text in zip(patterns, lines, strict=False)]
            if len(lines) < len(patterns) or None in found:
                continue
            problem: dict[str, str] = {}
            for pattern, match in zip(patterns, found, strict=True):
                for name, group in pattern.items():
                    if name != "regexp" and match is not None and match[group] is not None:
                        problem[name] = "\n".join(filter(None, (problem.get(name, ""), match[group])))
            yield problem
            buffer = []
            break


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The example site with faults of every level, at places and of whole files."""
    for name in ("content", "themes", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    skin = tmp_path / "content" / "articles" / "skin"
    article = (skin / "psoriasis.md").read_text("utf-8")
    spoilt = article.replace("\nkind: condition\n", "\nkind: conditon\n").replace("\ncategory:", "\ncategry:")
    (skin / "psoriasis.md").write_text(spoilt, "utf-8")
    (skin / "a (warning).md").write_text("No front matter", "utf-8")
    (skin / "looking-after-ageing-skin.md").write_text(
        (skin / "looking-after-ageing-skin.md").read_text("utf-8") + "\n## A heading\n", "utf-8"
    )
    return tmp_path


def check(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "carepress", "check", *options]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)


def test_the_check_shows_every_fault_with_its_place_level_and_help_in_the_problems_panel(site: Path) -> None:
    printed = check(site).stdout
    told = json.loads(check(site, "--format", "json").stdout)
    expected = [
        {
            "file": fault["path"],
            "line": str(fault["line"]),
            "column": str(fault["column"]),
            "code": fault["code"],
            "message": f"{fault['slug']}: {fault['message']}\nhelp: {fault['help']}",
            **({} if fault["severity"] == "error" else {"severity": fault["severity"]}),
        }
        for fault in told
    ]
    assert list(problems(printed)) == expected
    assert {fault["severity"] for fault in told} == {"error", "warning", "note"}
    assert {fault["line"] == 1 for fault in told} == {True, False}


def test_a_fault_without_a_level_is_an_error_and_files_are_found_from_the_folder_of_the_site() -> None:
    for matcher in TASKS["Check"]["problemMatcher"]:
        assert matcher["severity"] == "error"
        assert matcher["fileLocation"] == ["relative", "${workspaceFolder}"]


def test_tasks_run_what_make_can_do() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for task in TASKS.values():
        program, *wanted = task["command"].split()
        assert program == "make"
        assert set(wanted) <= targets
        assert f"**{task['label']}**" in GUIDE


def test_every_file_of_people_topics_and_terms_has_its_schema() -> None:
    names = {pattern: Path(schema).name for schema, pattern in SETTINGS["yaml.schemas"].items()}
    assert all((ROOT / schema).is_file() for schema in SETTINGS["yaml.schemas"])
    folder = survey(ROOT / "content")
    for path in (*folder.people, *(path for path in folder.tables if path.endswith(".yaml"))):
        (name,) = [name for pattern, name in names.items() if PurePath(f"content/{path}").match(pattern)]
        assert name == ("person" if path in folder.people else path.removesuffix(".yaml")) + ".schema.json"


def test_every_recommended_extension_is_explained() -> None:
    assert [name for name in EXTENSIONS["recommendations"] if f"`{name}`" not in GUIDE] == []


def test_nothing_rewrites_an_article_when_it_is_saved() -> None:
    markdown = SETTINGS["[markdown]"]
    assert markdown["editor.formatOnSave"] is False
    assert markdown["files.trimTrailingWhitespace"] is False
    assert markdown["editor.acceptSuggestionOnEnter"] == "off"
