"""Suppressions: what a file does not want to be told of is not told, is counted, and stops nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carepress.cli import main

ROOT = Path(__file__).parents[2]
TEXT = """\
---
title: Dry eye
kind: wellbeing
summary: When eyes make too few tears.
category: eyes
date: 2024-01-01
sources: {nhs: {title: Dry eyes}}
suppress:
  - rule: heading-level-skipped
    reason: The numbers of the form are kept.
    section: form
  - {rule: CP512, reason: Readers meet this word on their form.}
---

Dry eyes sting.[^nhs]

## The form {#form}

#### First question

It is a topical cream.[^nhs]

## Rest

#### At night

Sleep.[^nhs]
"""
SKIPPED, JARGON, UNUSED = "CP106", "CP512", "CP035"
ARTICLE = "content/articles/eyes/dry-eye.md"
SETTINGS = (
    "PELICAN_CLASS = 'carepress.Carepress'\n"
    f"THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / 'themes/carepress')!r}, [{str(ROOT / 'templates')!r}]\n"
    "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'output', 'A site', 'UTC'\n"
    "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
)


class Site:
    """The site in the working directory."""

    def __init__(self) -> None:
        self.write("pelicanconf.py", SETTINGS)
        self.write(ARTICLE, TEXT)
        self.write("content/topics.yaml", "eyes: {name: Eyes, summary: All of it.}\n")

    def write(self, path: str, text: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        return CliRunner(env={"FORCE_COLOR": None, "COLUMNS": None}).invoke(main, arguments, catch_exceptions=False)

    def told(self, *arguments: str) -> list[str]:
        """The place and the code of each fault that a command tells of the article."""
        return re.findall(rf"^{ARTICLE}:(\d+:\d+: CP\d+)", self.run(*arguments).stdout, re.MULTILINE)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    return Site()


def codes(told: list[str]) -> list[str]:
    return [each.split()[-1] for each in told]


def test_what_is_suppressed_is_not_told_where_that_holds_and_is_counted(site: Site) -> None:
    done = site.run("check")
    places = re.findall(rf"^{ARTICLE}:(\d+):\d+: (CP106|CP512|CP035)", done.stdout, re.MULTILINE)
    assert places == [("25", SKIPPED)]
    assert done.stdout.endswith(" in 1 articles and pages. 2 suppressed, with reasons.\n")


def test_a_build_does_the_same_and_says_so_again_where_nothing_has_changed(site: Site) -> None:
    site.run("build", "--clean")
    again = site.run("build")
    first = site.run("build", "--clean")
    for built in (first, again):
        assert built.exit_code == 0
        assert "2 suppressed, with reasons\n" in built.stdout
        assert built.stdout.count(SKIPPED) == 1
        assert UNUSED not in built.stdout


def test_cached_checks_answer_as_fresh_ones_when_only_suppressions_change(site: Site) -> None:
    site.run("build")
    for text in (
        TEXT.replace("section: form", "section: rest").replace("CP512", "CP110"),
        TEXT.replace("suppress:", "extra:\n  old:"),
        TEXT,
    ):
        site.write(ARTICLE, text)
        incremental = site.run("build")
        clean = site.run("build", "--clean")
        told = [done.stdout.partition("\nBuilt: ")[0] for done in (incremental, clean)]
        assert (told[0], incremental.exit_code) == (told[1], clean.exit_code)
        suppressed = [line for line in clean.stdout.splitlines() if "suppressed" in line]
        assert [line for line in incremental.stdout.splitlines() if "suppressed" in line] == suppressed


def test_neither_select_nor_ignore_makes_a_suppression_look_useless(site: Site) -> None:
    assert codes(site.told("check", "--select", "CP0")) == []
    only = site.run("check", "--select", "CP106").stdout
    assert only.endswith("\nFound: 1 warning in 1 articles and pages. 1 suppressed, with a reason.\n")
    assert UNUSED not in codes(site.told("check", "--ignore", "CP512,CP106"))


def test_a_rule_that_the_site_has_turned_off_leaves_its_suppressions_in_peace(site: Site) -> None:
    site.write("pelicanconf.py", SETTINGS + "CAREPRESS_RULES = {'CP512': 'off', 'CP106': 'advice'}\n")
    done = site.run("check")
    assert UNUSED not in done.stdout
    assert "1 suppressed, with a reason." in done.stdout


def test_what_hides_nothing_is_told_in_a_page_too_but_not_in_a_draft(site: Site) -> None:
    page = (
        "---\ntitle: About\nsummary: Us.\ndate: 2024-01-01\nsuppress: [{rule: CP106, reason: It was so.}]\n---\n\nWe.\n"
    )
    site.write("content/pages/about.md", page)
    assert f"content/pages/about.md:5:19: {UNUSED} suppression-without-effect" in site.run("check").stdout
    site.write("content/pages/about.md", page.replace("date:", "status: draft\ndate:"))
    assert UNUSED not in site.run("check").stdout


def test_what_hides_nothing_stops_a_build_for_readers_and_not_one_at_home(site: Site) -> None:
    site.write(ARTICLE, TEXT.replace("CP512", "CP110"))
    assert site.run("build").exit_code == 0
    site.write("publishconf.py", "from pelicanconf import *\nCAREPRESS_PRODUCTION = True\nSITEURL = 'https://a.org'\n")
    done = site.run("check", "-s", "publishconf.py", "--select", UNUSED)
    assert done.exit_code == 1


def test_statistics_count_what_is_suppressed(site: Site) -> None:
    done = site.run("check", "--statistics")
    assert re.search(r"^ +1  CP106 heading-level-skipped: Heading levels", done.stdout, re.MULTILINE)
    assert re.search(r"^ +1  CP106 heading-level-skipped: suppressed$", done.stdout, re.MULTILINE)
    assert "2 suppressed, with reasons." in done.stdout


def test_programs_are_given_the_reasons(site: Site) -> None:
    listed = json.loads(site.run("check", "--format", "json").stdout)
    reasons = {(each["code"], each["line"]): each["suppressed"] for each in listed if each["code"] in (SKIPPED, JARGON)}
    assert reasons == {
        (SKIPPED, 19): "The numbers of the form are kept.",
        (JARGON, 21): "Readers meet this word on their form.",
        (SKIPPED, 25): None,
    }
    (run,) = json.loads(site.run("check", "--format", "sarif").stdout)["runs"]
    given = [each.get("suppressions") for each in run["results"] if each["ruleId"] == SKIPPED]
    assert given == [[{"kind": "inSource", "justification": "The numbers of the form are kept."}], None]
    assert "line=19" not in site.run("check", "--format", "github").stdout
