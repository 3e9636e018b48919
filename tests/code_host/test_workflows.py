"""The workflows of the code host: right in form, safe for changes of strangers, and what they run does its work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cmarkgfm
import html5lib
import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
CHECK, PUBLISH = FOLDER / "check.yml", FOLDER / "publish.yml"
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.dependabot": [ROOT / ".github" / "dependabot.yml"],
}
REFUSE = "Refuse what only builds may remember"
ARTICLE = "content/articles/eyes/dry-eye.md"
REPOSITORY = "https://github.com/your-organisation/health/blob/0123abc"


def read(workflow: Path) -> dict[Any, Any]:
    document = yaml.safe_load(workflow.read_text("utf-8"))
    assert isinstance(document, dict)
    return document


def triggers(workflow: Path) -> dict[str, Any]:
    found = read(workflow)[True]  # YAML 1.1 takes the word “on” for true
    assert isinstance(found, dict)
    return found


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    return dict(read(workflow)["jobs"])


def steps(workflow: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(workflow).values() for step in job["steps"]]


# ── Form ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("schema", "files"), SCHEMAS.items(), ids=list(SCHEMAS))
def test_a_file_for_the_code_host_is_what_its_schema_asks_for(schema: str, files: list[Path]) -> None:
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# ── Safe for changes of strangers ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_named_by_its_commit_with_the_version_beside_it(workflow: Path) -> None:
    used = re.findall(r"uses: *(.*)", workflow.read_text("utf-8"))
    assert used
    assert [
        each for each in used if not re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)
    ] == []


def test_one_version_of_an_action_is_one_commit() -> None:
    texts = "".join(workflow.read_text("utf-8") for workflow in WORKFLOWS)
    named = set(re.findall(r"uses: actions/([a-z-]+)\S*@([0-9a-f]{40}) # (\S+)", texts))
    assert len(named) == len({action for action, _, _ in named})


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_with_no_rights_of_its_repository_for_a_stranger(workflow: Path) -> None:
    assert set(triggers(workflow)) <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert read(workflow)["permissions"] in ({}, {"contents": "read"})
    assert "secrets" not in re.sub(r"#.*", "", workflow.read_text("utf-8"))
    if "pull_request" in triggers(workflow):
        assert all("permissions" not in job for job in jobs(workflow).values())
    for step in steps(workflow):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_words_of_a_stranger_become_a_command(workflow: Path) -> None:
    for step in steps(workflow):
        assert "${{" not in step.get("run", "")
        assert all(re.fullmatch(r"\$\{\{ steps\.[a-z.]+[a-z_-]+ \}\}", value) for value in step.get("env", {}).values())


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_ends_in_time_and_is_not_run_twice_at_once(workflow: Path) -> None:
    assert all(job["timeout-minutes"] <= 90 for job in jobs(workflow).values())
    assert read(workflow)["concurrency"]["cancel-in-progress"] is (workflow != PUBLISH)


def test_what_a_change_of_a_stranger_remembers_is_kept_for_nobody() -> None:
    kept = [step for step in steps(CHECK) if "actions/cache" in step.get("uses", "")]
    assert [re.sub(r"@.*", "", step["uses"]) for step in kept] == ["actions/cache/restore", "actions/cache/save"]
    assert kept[1]["if"] == "github.event_name == 'push'"
    assert kept[1]["with"]["path"] == kept[0]["with"]["path"]
    assert triggers(CHECK)["push"] == {"branches": ["main"]}


def test_only_main_is_published_and_only_the_last_job_may_do_it() -> None:
    assert set(triggers(PUBLISH)) == {"push", "schedule", "workflow_dispatch"}
    build, deploy = jobs(PUBLISH)["build"], jobs(PUBLISH)["deploy"]
    assert build["if"] == "github.ref == 'refs/heads/main'"
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert (deploy["needs"], deploy["environment"]["name"]) == ("build", "github-pages")
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert [re.sub(r"@.*", "", step["uses"]) for step in deploy["steps"]] == ["actions/deploy-pages"]


# ── What they run ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Run:
    """One job, as far as it is ours: its `run:` lines, in bash as the code host starts it."""

    failed: bool = False
    printed: str = ""
    summary: str = ""
    ran: list[str] = field(default_factory=list)

    @property
    def summary_in_words(self) -> str:
        page = html5lib.parse(cmarkgfm.github_flavored_markdown_to_html(self.summary))
        return " ".join("".join(page.itertext()).split())


OUTPUTS = {
    "steps.preview.outputs.artifact-url": "https://github.com/your-organisation/health/actions/artifacts/7",
    "steps.pages.outputs.base_url": "https://your-organisation.github.io/health",
}


def run_job(workflow: Path, job: str, site: Path) -> Run:
    """Installing is left out: the tests' own Carepress is there. What others' actions give is :data:`OUTPUTS`."""
    run = Run()
    summary = site.parent / f"{site.name}-summary.md"
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "your-organisation/health",
        "GITHUB_SHA": "0123abc",
    }
    checked = False
    for step in jobs(workflow)[job]["steps"]:
        # Steps without a condition run while all went well; the two conditions that our own steps have, in words:
        checked |= step.get("id") == "check" and not run.failed
        goes_on = {"": not run.failed, "${{ !cancelled() && steps.check.outcome != 'skipped' }}": checked}
        if "run" not in step or "pip install" in step["run"] or not goes_on[step.get("if", "")]:
            continue
        given = {name: OUTPUTS[value.strip("${ }")] for name, value in step.get("env", {}).items()}
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            shell, cwd=site, env={**environment, **given}, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1), done.stderr
        run.ran.append(step["name"])
        run.failed |= done.returncode != 0
        run.printed += done.stdout
    run.summary = summary.read_text("utf-8") if summary.exists() else ""
    return run


def clone(place: Path, more: str = "") -> Path:
    """The example site on a certain day, with more words at the end of one of its articles."""
    place.mkdir()
    for name in ("content", "templates", "themes"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "publishconf.py", place)
    day = "\nimport datetime\n\nCAREPRESS_TODAY = datetime.date(2026, 11, 24)\n"
    (place / "pelicanconf.py").write_text((ROOT / "pelicanconf.py").read_text("utf-8") + day, "utf-8")
    (place / ARTICLE).write_text((ROOT / ARTICLE).read_text("utf-8") + more, "utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=place, check=True)
    return place


def commit(site: Path) -> None:
    """Make of a site's folder what a checkout gives."""
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    for command in (["add", "--all", "--", "content"], [*who, "commit", "--quiet", "-m", "Site"]):
        subprocess.run(["git", *command], cwd=site, check=True, capture_output=True)


def test_a_change_without_faults_passes_and_can_be_looked_at(tmp_path: Path) -> None:
    site = clone(tmp_path / "site")
    run = run_job(CHECK, "check", site)
    assert not run.failed
    assert run.summary.startswith("## Nothing to mend in 29 articles and pages")
    assert "## Look at it" in run.summary
    assert f"[Download the preview]({OUTPUTS['steps.preview.outputs.artifact-url']})" in run.summary
    assert "python3 -m http.server 8000 --bind 127.0.0.1" in run.summary_in_words
    page = (site / "output" / "conditions" / "dry-eye" / "index.html").read_text("utf-8")
    assert 'href="/theme/' in page  # from the root, as the summary says
    for step in steps(CHECK):
        if "actions/cache" in step.get("uses", ""):
            assert (site / step["with"]["path"]).is_file()


def test_a_change_with_a_fault_fails_at_its_line_and_in_the_summary(tmp_path: Path) -> None:
    run = run_job(CHECK, "check", clone(tmp_path / "site", "\nSee [tears](nowhere.md), says @your-boss.\n"))
    assert run.failed
    line = len((ROOT / ARTICLE).read_text("utf-8").splitlines()) + 2
    assert f"::error file={ARTICLE},line={line},endLine={line}," in run.printed
    assert run.summary.startswith("## 1 error in 1 file stops the build\n")
    assert "there is no page nowhere.md" in run.summary_in_words
    assert f"[Line {line}]({REPOSITORY}/{ARTICLE}?plain=1#L{line})" in run.summary
    assert f"[CP210 dead-link]({REPOSITORY}/docs/rules/CP210.md)" in run.summary
    led_to = re.findall(rf"\({REPOSITORY}/([^)?]*)", run.summary)
    assert [path for path in led_to if not (ROOT / path).is_file()] == []
    assert "Look at it" not in run.summary
    assert run.ran == [REFUSE, "Say what is wrong, each at its line", "Say it in a summary"]


@pytest.mark.parametrize("place", [".carepress/output.cache", "public/.CarePress/x", ".carepress"])
@pytest.mark.parametrize(("workflow", "job"), [(CHECK, "check"), (PUBLISH, "build")])
def test_a_change_that_brings_what_only_builds_may_write_is_refused_before_anything_runs(
    tmp_path: Path, workflow: Path, job: str, place: str
) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("Made up.", "utf-8")
    for command in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    run = run_job(workflow, job, tmp_path)
    assert run.failed
    assert run.ran == [REFUSE]
    assert "::error title=What only builds may write::" in run.printed
    assert run.summary_in_words.startswith("This change brings what only builds may write")
    installing = next(number for number, step in enumerate(steps(workflow)) if "pip install" in step.get("run", ""))
    assert next(step["name"] for step in steps(workflow)[:installing] if "run" in step) == REFUSE


def test_what_is_published_is_right_at_its_address_below_a_folder(tmp_path: Path) -> None:
    site = clone(tmp_path / "site")
    run = run_job(PUBLISH, "build", site)
    assert not run.failed
    pages = sorted((site / "output").rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        addresses = re.findall(r'(?:href|src)="(/[^"]*)"', page.read_text("utf-8"))
        assert addresses
        assert [each for each in addresses if not each.startswith("/health/")] == []
    article = (site / "output" / "conditions" / "dry-eye" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://your-organisation.github.io/health/conditions/dry-eye/">' in article


def test_new_addresses_are_named_until_they_are_committed(tmp_path: Path) -> None:
    site = clone(tmp_path / "site")
    listed = site / "content" / "addresses.txt"
    whole = listed.read_bytes()
    listed.write_bytes(whole.replace(b"/about/\n", b"").replace(b"/accessibility/", b"/accessibility/  "))
    commit(site)
    summary = run_job(PUBLISH, "build", site).summary
    assert "## New addresses: commit them" in summary
    assert "content/addresses.txt" in summary
    assert "make publish" in summary
    assert re.findall(r"^/.*", summary, re.MULTILINE) == ["/about/"]
    assert listed.read_bytes() == whole
    commit(site)
    (tmp_path / "site-summary.md").unlink()
    assert "New addresses" not in run_job(PUBLISH, "build", site).summary


def test_of_a_site_that_was_never_published_all_addresses_are_new(tmp_path: Path) -> None:
    site = clone(tmp_path / "site")
    listed = site / "content" / "addresses.txt"
    addresses = re.findall(r"^/.*", listed.read_text("utf-8"), re.MULTILINE)
    listed.unlink()
    commit(site)
    assert re.findall(r"^/.*", run_job(PUBLISH, "build", site).summary, re.MULTILINE) == addresses


def test_what_is_no_more_than_a_warning_in_a_change_is_not_published(tmp_path: Path) -> None:
    site = clone(tmp_path / "site", "\n## An empty section\n")
    run = run_job(CHECK, "check", site)
    assert not run.failed
    assert run.summary.startswith("## Nothing stops the build; 1 warning would stop publishing\n")
    shutil.rmtree(site / "output")
    (tmp_path / "site-summary.md").unlink()
    published = run_job(PUBLISH, "build", site)
    assert published.failed
    assert published.summary.startswith("## 1 error in 1 file stops the production build\n")
    assert "CP110 empty-section" in published.summary
    assert not (site / "output").exists()
