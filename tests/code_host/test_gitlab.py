"""The file for GitLab that the documentation shows: right in form, and what it runs does its work."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
(TEXT,) = re.findall(
    r"^```yaml\n(.*?)^```$", (ROOT / "docs" / "gitlab.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)
FILE: dict[str, Any] = yaml.safe_load(TEXT)


def test_the_file_is_what_its_schema_asks_for(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform"]
    command += ["gitlab-ci", str(tmp_path / ".gitlab-ci.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def run_job(name: str, site: Path) -> subprocess.CompletedProcess[str]:
    """The lines of a job, as a runner of GitLab starts them."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "CI_PAGES_URL": "https://your-organisation.gitlab.io/health",
    }
    script = "\n".join(FILE[name]["script"])
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """One page, on a certain day."""
    for name in ("about.md", "disclaimer.md", "privacy.md"):
        (tmp_path / "content" / "pages").mkdir(parents=True, exist_ok=True)
        text = (ROOT / "content" / "pages" / name).read_text("utf-8")
        (tmp_path / "content" / "pages" / name).write_text(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text), "utf-8")
    for name in ("templates", "themes"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def test_a_change_without_faults_can_be_looked_at_and_is_published_below_its_folder(site: Path) -> None:
    assert [(run_job(name, site).returncode, name) for name in ("check", "preview", "pages")] == [
        (0, "check"),
        (0, "preview"),
        (0, "pages"),
    ]
    assert 'href="/theme/' in (site / FILE["preview"]["artifacts"]["paths"][0] / "index.html").read_text("utf-8")
    assert 'href="/health/theme/' in (site / FILE["pages"]["artifacts"]["paths"][0] / "index.html").read_text("utf-8")


def test_the_list_with_its_new_addresses_can_be_downloaded_and_the_log_says_that_there_are_some(site: Path) -> None:
    done = run_job("pages", site)
    assert "new addresses in content/addresses.txt, which watches over them: commit it" in done.stdout
    (listed,) = (site / path for path in FILE["pages"]["artifacts"]["paths"] if path.endswith(".txt"))
    assert "/about/" in listed.read_text("utf-8")


@pytest.mark.parametrize("place", [".carepress/output.cache", "public/.CarePress"])
def test_what_only_builds_may_write_is_refused_before_anything_runs(site: Path, place: str) -> None:
    first = FILE["default"]["before_script"][0]
    whole = ["bash", "-eo", "pipefail", "-c", first]
    assert subprocess.run(whole, cwd=site, check=False).returncode == 0
    (site / place).parent.mkdir()
    (site / place).write_text("Made up.", "utf-8")
    done = subprocess.run(whole, cwd=site, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "git must not keep .carepress/\n")


def test_a_fault_fails_the_job_and_stands_in_the_report(site: Path) -> None:
    page = site / "content" / "pages" / "about.md"
    page.write_text(page.read_text("utf-8") + "\nSee [tears](nowhere.md).\n", "utf-8")
    done = run_job("check", site)
    assert done.returncode == 1
    assert "CP210 dead-link" in done.stdout
    report = json.loads((site / FILE["check"]["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    (fault,) = (each for each in report if each["severity"] == "critical")
    line = len(page.read_text("utf-8").splitlines())
    assert fault["location"] == {"path": "content/pages/about.md", "lines": {"begin": line}}
    assert fault["description"].startswith("there is no page `nowhere.md`")
