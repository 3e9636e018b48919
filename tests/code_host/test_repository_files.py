"""What else the code host and git read of this repository: who reviews what, the form of a change, the hook."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pre_commit.clientlib import load_config, load_manifest

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BAD = """\
---
title: Dry eye
kind: condition
summary: When eyes make too few tears.
category: eyes
date: 2024-01-01
---

Eyes that make too few tears, as [told](nowhere.md).
"""


def owners() -> dict[str, list[str]]:
    lines = (ROOT / ".github" / "CODEOWNERS").read_text("utf-8").splitlines()
    entries = (line.split() for line in lines if line and not line.startswith("#"))
    return {pattern: teams for pattern, *teams in entries}


def test_every_topic_has_an_owner_and_every_owner_a_topic() -> None:
    topics = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "content" / "articles").glob("*/*.md")}
    assert {pattern.strip("/") for pattern in owners() if pattern.startswith("/content/articles/")} == topics


def test_what_is_said_of_reviews_and_people_is_looked_at_by_reviewers_alone() -> None:
    last = list(owners().items())[-2:]  # the last line that fits counts
    assert last == [(f"/content/{folder}/", ["@your-organisation/reviewers"]) for folder in ("people", "reviews")]


def test_every_owner_is_seen_to_be_a_sample() -> None:
    assert all(team.startswith("@your-organisation/") for teams in owners().values() for team in teams)


def test_the_form_of_a_change_claims_nothing_until_somebody_fills_it_in() -> None:
    text = (ROOT / ".github" / "pull_request_template.md").read_text("utf-8")
    assert len(re.findall(r"^- \[ \] ", text, re.MULTILINE)) == 4
    assert "[x]" not in text.lower()
    assert len(text.split()) < 200


# ── The hook ─────────────────────────────────────────────────────────────────────────────────────────────────────


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def repository(folder: Path, files: Mapping[str, str]) -> str:
    """Commits the files; returns the commit."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "All")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose commits our hook looks at; it runs the tests' own Carepress instead of installing one."""
    (hook,) = load_manifest(HOOKS)
    assert hook["language"] == "python"
    program, folder = tmp_path / "program", tmp_path / "site"
    hooks = HOOKS.read_text("utf-8").replace("language: python", "language: system")
    revision = repository(program, {".pre-commit-hooks.yaml": hooks})
    repository(
        folder,
        {
            "content/articles/eyes/dry-eye.md": BAD,
            "content/articles/eyes/wet-eye.md": BAD.replace("title: Dry", "title: Wet").replace("nowhere", "dry-eye"),
            "content/topics.yaml": "eyes: {name: Eyes, summary: All of it.}\n",
            "pelicanconf.py": (
                "PELICAN_CLASS = 'carepress.Carepress'\n"
                f"THEME = {str(ROOT / 'themes/carepress')!r}\n"
                f"THEME_TEMPLATES_OVERRIDES = [{str(ROOT / 'templates')!r}]\n"
                "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'output', 'A site', 'UTC'\n"
            ),
            ".pre-commit-config.yaml": (
                f"repos:\n- repo: {program}\n  rev: {revision}\n  hooks:\n  - id: carepress-check\n"
            ),
        },
    )
    return folder


def hook(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(site.parent / "cache")}
    command = [sys.executable, "-m", "pre_commit", "run", "--verbose", *arguments]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_the_hook_stops_a_commit_with_a_fault_and_says_of_its_files_what_a_check_says(site: Path) -> None:
    fault = "content/articles/eyes/dry-eye.md:9:41: CP210 dead-link: there is no page `nowhere.md`"
    done = hook(site, "--all-files")
    assert done.returncode == 1
    assert fault in done.stdout
    one = hook(site, "--files", "content/articles/eyes/wet-eye.md", "content/topics.yaml", "pelicanconf.py")
    assert one.returncode == 0, one.stdout + one.stderr
    told = [re.findall(r"^content/articles/eyes/wet-eye\.md:.*", each.stdout, re.MULTILINE) for each in (one, done)]
    assert told[0] == told[1] != []
    assert "dry-eye.md:" not in one.stdout


def test_the_settings_of_the_hook_in_the_documentation_are_settings_of_pre_commit(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "site-owners.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(repos:.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        (tmp_path / "config.yaml").write_text(block, "utf-8")
        ((hook,),) = (each["hooks"] for each in load_config(tmp_path / "config.yaml")["repos"])
        assert hook["id"] == "carepress-check"


def test_the_hook_has_nothing_to_say_of_other_files(site: Path) -> None:
    done = hook(site, "--files", "pelicanconf.py")
    assert done.returncode == 0
    assert "no files to check" in done.stdout
