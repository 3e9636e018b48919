"""The guides for editors and reviewers: whoever follows them to the letter gets what they say."""

from __future__ import annotations

import datetime as dt
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest

from carepress.content.kinds import kinds
from carepress.content.library import Library
from carepress.diagnostics import Collector, Severity
from carepress.diagnostics.text import render_text, summarise
from carepress.rules import Context, check_site, check_text
from carepress.site.checking import load_library
from carepress.site.settings import SiteSettings

ROOT = Path(__file__).parents[2]
EDITORS, REVIEWERS, MODEL = (ROOT / "docs" / name for name in ("editors.md", "reviewers.md", "content-model.md"))
TODAY = dt.date(2026, 11, 24)
PLACE = "articles/skin/dry-lips.md"
PATIENCE = 60
"""Seconds to wait for what should come, on a machine that is busy. Nothing is expected to take any time."""
ELSEWHERE = {"sudo apt install git make python3 python3-venv", "gh auth login"}
"""Commands that need more than this machine: they install programs, and sign in."""
ANSWERS = ("symptom", "Dry lips", "skin", "sample-writer", "")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)


# ── Reading a guide ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Block:
    """Code in a guide. ``follows``: nothing but an empty line stands between it and the block before."""

    section: str
    heading: str
    language: str
    text: str
    follows: bool


def blocks(page: Path) -> list[Block]:
    found, section, heading, end = [], "", "", 0
    text = page.read_text("utf-8")
    for match in re.finditer(r"^```(\w*)\n(.*?)^```\n|^(##+) ([^\n]+)\n", text, re.MULTILINE | re.DOTALL):
        language, code, hashes, words = match.groups()
        if hashes:
            section, heading = (words, words) if hashes == "##" else (section, words)
        else:
            found.append(Block(section, heading, language, code, text[end : match.start()].strip() == ""))
        end = match.end()
    return found


ALL = blocks(EDITORS)
LAPTOP, MERGE, ANSWERED = "On a laptop", "From the pull request to the website", "How do I do it?"
COPY = next(block.text for block in ALL if block.heading == "An article to copy")
HEADINGS = list(dict.fromkeys(block.heading for block in ALL if block.section == ANSWERED))


def commands(found: list[Block]) -> list[tuple[str, str]]:
    """Each command, with what the guide shows after it, if it does."""
    steps: list[tuple[str, str]] = []
    for block in found:
        if block.language == "sh":
            steps += [(line, "") for line in block.text.splitlines()]
        elif block.language == "text" and block.follows:
            steps[-1] = (steps[-1][0], block.text)
    return steps


def assert_shows(printed: str, shown: str) -> None:
    """``…`` stands for any words, and a line of it for any lines."""
    parts = [re.escape(part) for part in re.split("…", shown.strip())]
    assert re.search(".*?".join(parts), printed, re.DOTALL), f"\n{printed}\nis not what the guide shows:\n{shown}"


# ── A desk: a code host in a folder, and a laptop ────────────────────────────────────────────────────────────────


@dataclass
class Desk:
    """``host`` has the repository; ``folder`` is where somebody at the laptop is."""

    host: Path
    folder: Path
    run_so_far: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        home = str(self.host.parent)
        git = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
        python = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        return {"PATH": os.environ["PATH"], "HOME": home, "TERM": "dumb", "LC_ALL": "C.UTF-8", **git, **python}

    def run(self, command: str) -> str:
        """What a command prints. It must not fail."""
        self.run_so_far.append(command)
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            assert self.folder.is_dir()
            return ""
        if command == "make new":
            return self.answer(command)
        if "preview" in command.split()[:2] or " preview" in command:
            return self.look(command)
        command = command.replace("https://github.com/OWNER/REPOSITORY.git", str(self.host))
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        if command.startswith("git clone"):
            plant(self.folder / command.split()[-1])
        return done.stdout

    def answer(self, command: str) -> str:
        """Run it at a terminal, and answer its questions."""
        ours, theirs = pty.openpty()
        started = subprocess.Popen(
            command.split(), cwd=self.folder, stdin=theirs, stdout=theirs, stderr=theirs, env=self.environment
        )  # fmt: skip
        os.close(theirs)
        shown, answers, patience = "", list(ANSWERS), PATIENCE
        while patience:
            if not select.select([ours], [], [], 1)[0]:
                patience -= 1
                continue
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            shown += data.decode()
            if answers and shown.endswith(": "):
                os.write(ours, f"{answers.pop(0)}\n".encode())
        os.close(ours)
        assert started.wait(PATIENCE) == 0, shown
        return re.sub(r" *\r?\n", "\n", shown)

    def look(self, command: str) -> str:
        """Start a preview, look at its first page, and stop it with Ctrl-C."""
        with subprocess.Popen(
            command.split(),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as started:
            try:
                assert started.stdout is not None
                shown = ""
                for line in started.stdout:
                    shown += line
                    if line.startswith("Save a file"):
                        break
                found = re.search(r"http://127\.0\.0\.1:\d+/", shown)
                assert found, shown
                with urlopen(found[0], timeout=PATIENCE) as page:  # noqa: S310 - our own server
                    assert b"Carepress example" in page.read()
                os.killpg(started.pid, signal.SIGINT)  # what Ctrl-C does: make and what it has started
                assert "Stopped." in started.communicate(timeout=PATIENCE)[0]
            finally:
                if started.poll() is None:
                    os.killpg(started.pid, signal.SIGKILL)
        return shown.replace(found[0], "http://127.0.0.1:8000/")


def plant(folder: Path) -> None:
    """What the first ``make`` installs, without a network: the program that is being tested."""
    program = folder / ".venv" / "bin" / "carepress"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m carepress "$@"\n', "utf-8")
    program.chmod(0o755)
    (folder / ".venv" / "installed").touch()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example site on a code host, on the day ``TODAY``, and an empty folder on a laptop."""
    site, host, laptop = tmp_path / "site", tmp_path / "host.git", tmp_path / "laptop"
    for name in ("content", "templates", "themes"):
        shutil.copytree(ROOT / name, site / name)
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "pelicanconf.py", "publishconf.py", ".gitignore"):
        shutil.copy(ROOT / name, site)
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"\nimport datetime\n\nCAREPRESS_TODAY = datetime.date({TODAY:%Y, %-m, %-d})\n")
    laptop.mkdir()
    made = Desk(host, site)
    git = "git -c user.name=Owner -c user.email=owner@example.org"
    for command in ("git init --quiet --initial-branch main", "git add .", f"{git} commit --quiet --message Site"):
        made.run(command)
    made.run(f"git clone --quiet --bare . '{host}'")
    return Desk(host, laptop)


def begin(desk: Desk) -> None:
    """Everything up to an article that is merged."""
    desk.run("git config --global user.name Jo")
    desk.run("git config --global user.email jo@example.org")
    desk.run("git clone --quiet https://github.com/OWNER/REPOSITORY.git our-site")
    desk.run("cd our-site")
    (desk.folder / "content" / PLACE).write_text(COPY, "utf-8")
    desk.run("git add content")
    desk.run("git commit --quiet --message Article")
    desk.run("git push --quiet")


def review_lines() -> str:
    return next(block.text for block in ALL if block.section == MERGE and block.language == "yaml")


# ── To the letter ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_way_on_a_laptop_leads_from_an_empty_folder_to_a_merged_article(desk: Desk) -> None:
    place = Path("content") / PLACE
    for command, shown in commands([block for block in ALL if block.section == LAPTOP]):
        if command in ELSEWHERE:
            continue
        if command.startswith(".venv/bin/carepress check"):
            assert "\nstatus: draft\n" in (desk.folder / place).read_text("utf-8")
            (desk.folder / place).write_text(COPY, "utf-8")
        elif command == "git push":
            (desk.folder / place).write_text(COPY.replace("one cause", "another cause"), "utf-8")
            desk.run("git add content")
            desk.run('git commit --message "Name another cause"')
        assert_shows(desk.run(command), shown)
    desk.run("git clean --quiet --force content")
    assert desk.run("git status --porcelain") == ""
    host = Desk(desk.host, desk.host)
    assert "another cause" in host.run(f"git show dry-lips:{place}")
    assert place.name not in host.run("git ls-tree -r --name-only main")

    text = (desk.folder / place).read_text("utf-8")
    (desk.folder / place).write_text(text.replace("\n---\n\n", f"\n{review_lines()}---\n\n", 1), "utf-8")
    desk.run("git add content")
    desk.run('git commit --message "Add the review"')
    desk.run("git push")
    host.run("git update-ref refs/heads/main dry-lips")  # somebody clicks "Merge pull request"
    for command, shown in commands([block for block in ALL if block.section == MERGE]):
        assert_shows(desk.run(command), shown)
    assert desk.run("git branch --show-current") == "main\n"


@pytest.mark.parametrize(
    "heading", [heading for heading in HEADINGS if commands([block for block in ALL if block.heading == heading])]
)
def test_the_commands_of_an_answer_do_what_it_says(desk: Desk, heading: str) -> None:
    begin(desk)
    here = desk.folder / "content" / PLACE
    slip = {"Undo a change": "A slip.", "Let Carepress mend what it can": "• another cause"}.get(heading, "")
    here.write_text(COPY.replace("- another cause", slip or "- another cause"), "utf-8")
    for command, shown in commands([block for block in ALL if block.heading == heading]):
        assert_shows(desk.run(command), shown)
    assert here.exists() is (heading not in ("Rename or move an article", "Delete an article"))
    assert here.with_name("sore-lips.md").exists() is heading.startswith("Rename")
    assert here.with_name("dry-lips.es.md").exists() is ("translation" in heading)
    assert not here.exists() or here.read_text("utf-8") == COPY


def test_the_commands_for_reviewers_show_the_branch_of_a_pull_request(desk: Desk) -> None:
    begin(desk)
    for command in ("git branch dry-lips", "git push --quiet origin dry-lips", "git branch --delete --force dry-lips"):
        desk.run(command)
    for command, shown in commands(blocks(REVIEWERS)):
        assert_shows(desk.run(command), shown)
    assert desk.run("git branch --show-current") == "dry-lips\n"
    assert "git switch dry-lips" in desk.run_so_far


def test_every_command_that_a_test_cannot_run_stands_in_the_guide() -> None:
    assert {command for command, _ in commands(ALL)} >= ELSEWHERE


# ── Examples ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Site:
    """A small content folder with the article to copy in it."""

    content: Path

    def read(self, path: str = PLACE) -> str:
        return (self.content / path).read_text("utf-8")

    def write(self, text: str | bytes, path: str = PLACE) -> None:
        place = self.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())

    def merge(self, yaml: str, path: str = PLACE) -> None:
        """Put keys into the front matter, in place of those of the same name."""
        text = self.read(path)
        for key in re.findall(r"^(\w+):", yaml, re.MULTILINE):
            text = re.sub(rf"^{key}:.*\n(?: .*\n)*", "", text, count=1, flags=re.MULTILINE)
        self.write(text.replace("---\n", f"---\n{yaml}", 1), path)

    def check(self) -> tuple[Library, Collector]:
        settings, found = SiteSettings(name="Test", today=TODAY), Collector()
        library, reviews, _ = load_library(self.content, settings, found)
        context = Context(
            library=library,
            reviews=reviews,
            today=TODAY,
            policy=settings.review,
            production=False,
            demonstration=True,
        )
        found.extend(check_site(context))
        for text in library.live_texts:
            found.extend(check_text(text, context))
        return library, found

    def told(self) -> list[str]:
        """Errors and warnings, but for those of the other article."""
        _, found = self.check()
        other = "articles/eyes/dry-eye.md"
        return [each.fault.slug for each in found if each.path != other and found.severity(each) is not Severity.NOTE]

    def printed(self) -> str:
        """What a check of the article prints."""
        _, found = self.check()
        found = found.only(lambda each: each.path == PLACE)
        lines = render_text(found, prefix="content/", lines=lambda path: self.read(path).split("\n"))
        return f"{lines}Found: {summarise(found)}.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    names = ("topics.yaml", "glossary.yaml", "articles/eyes/dry-eye.md")
    made = Site(tmp_path / "content")
    for name in (*names, *(f"people/{each.name}" for each in (ROOT / "content/people").iterdir())):
        made.write((ROOT / "content" / name).read_bytes(), name)
    made.write(COPY)
    return made


def test_the_article_to_copy_has_no_fault_but_that_nobody_has_reviewed_it(site: Site) -> None:
    assert site.told() == ["not-reviewed"]


def _glossary(site: Site, example: Block) -> None:
    site.write(site.read("glossary.yaml") + "\n" + example.text, "glossary.yaml")
    site.write(site.read() + "\nPut on an emollient.\n")
    assert "emollient" in site.check()[0].glossary


def _translation(site: Site, example: Block) -> None:
    heading = example.text.strip()
    role = heading.partition("{")[2]
    text = re.sub(rf"^##[^{{\n]*\{{{re.escape(role)}$", heading, site.read(), flags=re.MULTILINE)
    assert heading in text
    site.write(text, "articles/skin/dry-lips.es.md")


def _renamed(site: Site, example: Block) -> None:
    site.merge(example.text)
    (site.content / PLACE).rename(site.content / "articles/skin/sore-lips.md")
    library, _ = site.check()
    (article,) = [each for each in library.articles if each.path.endswith("sore-lips.md")]
    kept = article.slug == "dry-lips"
    assert kept is ("slug" in example.text)
    assert kept or article.head.aliases == ("/symptoms/dry-lips/",)


def _deleted(site: Site, example: Block) -> None:
    (site.content / PLACE).unlink()
    site.merge(example.text, "articles/eyes/dry-eye.md")
    (article,) = [each for each in site.check()[0].articles if each.path.endswith("dry-eye.md")]
    assert article.head.aliases == ("/symptoms/dry-lips/",)


def _author(site: Site, example: Block) -> None:
    if example.text.startswith("name:"):
        site.write(example.text, "people/jo-reed.yaml")
    else:
        site.merge(example.text)


OTHER_FILES: dict[str, Callable[[Site, Block], None]] = {
    "Explain a hard word": _glossary,
    "Add a translation": _translation,
    "Rename or move an article": _renamed,
    "Delete an article": _deleted,
    "Name myself as author": _author,
}
"""Answers whose examples do not go into the article itself."""


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_examples_of_an_answer_can_be_used_as_they_stand(site: Site, heading: str) -> None:
    if heading == "Add a picture":
        site.write(PNG, "images/ointment-on-lip.png")
    for example in (each for each in ALL if (each.section, each.heading) == (ANSWERED, heading)):
        if example.language not in ("yaml", "markdown"):
            continue
        if heading in OTHER_FILES:
            site.write(COPY)
            OTHER_FILES[heading](site, example)
        elif example.language == "yaml":
            site.merge(example.text)
        else:
            site.write(f"{site.read()}\n{example.text}")
    has_page = heading not in ("Postpone an article", "Delete an article")
    assert set(site.told()) == ({"not-reviewed"} if has_page else set())


def test_every_answer_has_an_example_or_says_where_it_stands() -> None:
    guide = EDITORS.read_text("utf-8").split(f"\n## {ANSWERED}\n")[1]
    answers = dict(re.findall(r"^### (.+)\n((?:(?!^### ).*\n)+)", guide, re.MULTILINE))
    assert len(answers) >= 20
    assert [name for name, text in answers.items() if "```" not in text and "](#" not in text] == []


@pytest.mark.parametrize("page", [EDITORS, REVIEWERS], ids=lambda page: page.name)
def test_the_review_that_a_guide_shows_is_one(site: Site, page: Path) -> None:
    (review,) = [block.text for block in blocks(page) if block.text.startswith("review:")]
    site.merge(review)
    assert site.told() == []


# ── Faults that are shown ────────────────────────────────────────────────────────────────────────────────────────


def faults_shown() -> Iterator[tuple[Path, str]]:
    for page in (EDITORS, MODEL):
        for block in blocks(page):
            if block.text.startswith(f"content/{PLACE}:"):
                yield page, block.text


@pytest.mark.parametrize(("page", "shown"), list(faults_shown()), ids=lambda value: str(value)[-40:])
def test_a_fault_is_printed_as_a_guide_shows_it(site: Site, page: Path, shown: str) -> None:
    """Its line is put into the article to copy, in place of the line with that number."""
    number, line = re.findall(r"^ *(\d+) \| (.*)$", shown, re.MULTILINE)[0]
    lines = site.read().split("\n")
    lines += [""] * (int(number) - len(lines) + 1)
    assert page == EDITORS or lines[int(number) - 1] != line
    lines[int(number) - 1] = line
    site.write("\n".join(lines))
    printed = site.printed()
    if "\nFound: " in shown:
        assert printed == shown
    else:
        assert shown.strip() in printed


def test_the_worked_example_shows_a_fault_and_how_it_is_mended(site: Site) -> None:
    found = [block for block in ALL if block.heading == "When a fault is shown"]
    (wrong, right) = [block.text for block in found if block.language == "yaml"]
    (before, after) = [block.text for block in found if block.language == "text"]
    for yaml, shown in ((wrong, before), (right, after)):
        site.write(re.sub(r"^title: .*\n", yaml, COPY, flags=re.MULTILINE))
        assert site.printed() == shown
    assert f"help: put the whole text in quotes: `{right.strip()}`" in before


# ── What reviewers look for ──────────────────────────────────────────────────────────────────────────────────────


def test_reviewers_are_told_what_to_look_for_in_every_section_and_kind() -> None:
    text = REVIEWERS.read_text("utf-8").split("\n## What to look for\n")[1].split("\n## ")[0]
    roles = {role for kind in kinds().values() for role in kind.roles}
    by_section, by_kind = text.split("\n### Section by section\n")[1].split("\n### Kind by kind\n")
    assert set(re.findall(r"^\| `([a-z-]+)` \| \S", by_section, re.MULTILINE)) == roles
    assert set(re.findall(r"^\| ([a-z]+) \| \S", by_kind, re.MULTILINE)) - {"kind"} == set(kinds())
