"""``carepress check``: an editor is told what a build would say, for the files that they ask about."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
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
OTHER = BAD.replace("nowhere.md", "dry-eye.md").replace("title: Dry eye", "title: Wet eye")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    articles = tmp_path / "content" / "articles" / "eyes"
    articles.mkdir(parents=True)
    (articles / "dry-eye.md").write_text(BAD, encoding="utf-8")
    (articles / "wet-eye.md").write_text(OTHER, encoding="utf-8")
    (tmp_path / "content" / "topics.yaml").write_text("eyes: {name: Eyes, summary: All of it.}\n", encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text(
        "PELICAN_CLASS = 'carepress.Carepress'\n"
        f"THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / 'themes/carepress')!r}, [{str(ROOT / 'templates')!r}]\n"
        "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'output', 'A site', 'UTC'\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n",
        encoding="utf-8",
    )
    return tmp_path


def carepress(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "carepress", *arguments], cwd=site, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done


def heads(text: str) -> list[str]:
    """The first line of each fault."""
    return [line for line in text.splitlines() if re.match(r"\S+:\d+:\d+: CP\d", line)]


def test_a_fault_is_named_at_its_line_with_its_help(site: Path) -> None:
    done = carepress(site, "check")
    assert done.returncode == 1
    assert "content/articles/eyes/dry-eye.md:9:41: CP210 dead-link: there is no page `nowhere.md`" in done.stdout
    assert "help: did you mean" in done.stdout or "help: check the name" in done.stdout
    assert "\nFound: 1 error, " in done.stdout


def test_a_check_says_what_a_build_says_before_and_after_one(site: Path) -> None:
    before = carepress(site, "check")
    build = carepress(site, "build")
    # Advice is what a check tells and a build does not.
    told = [line for line in heads(before.stdout) if not line.endswith("(note)")]
    assert told == heads(build.stdout)
    assert f"notes: advice, which `{sys.executable} -m carepress check` lists" in build.stdout
    assert heads(before.stdout) == heads(carepress(site, "check").stdout)
    (site / "content/articles/eyes/dry-eye.md").write_text(BAD.replace("nowhere.md", "wet-eye.md"), encoding="utf-8")
    after = carepress(site, "check")
    assert (after.returncode, carepress(site, "build").returncode) == (0, 0)
    assert "CP210" not in after.stdout


def test_a_check_that_is_repeated_says_the_same_until_something_is_another(site: Path) -> None:
    def said(*arguments: str) -> tuple[str, str]:
        done = carepress(site, "check", "--today", "2026-11-01", *arguments)
        return done.stdout, done.stderr

    article = site / "content/articles/eyes/dry-eye.md"
    first = said()
    assert said() == first
    article.write_text(BAD.replace("date: 2024-01-01", "date: 2026-11-02"), encoding="utf-8")
    coming = said()
    assert coming != first
    assert coming != said("--today", "2026-11-03")
    pelicanconf = site / "pelicanconf.py"
    settings = pelicanconf.read_text(encoding="utf-8")
    pelicanconf.write_text(f"{settings}CAREPRESS_RULES = {{'CP130': 'editorial'}}\n", encoding="utf-8")
    section = "CP130 section-recommended: readers of a condition often look for a section `self-care`"
    assert f"{section} (warning)" in said()[0]
    assert f"{section} (note)" in coming[0]
    pelicanconf.write_text(f"{settings}CAREPRESS_RULES = {{'CP130': 'off'}}\n", encoding="utf-8")
    assert "CP130" not in said()[0]
    pelicanconf.write_text(settings, encoding="utf-8")
    article.write_text(BAD, encoding="utf-8")
    assert said() == first


def test_a_check_writes_no_site(site: Path) -> None:
    carepress(site, "check")
    assert not (site / "output").exists()


def test_only_the_files_asked_about_are_told_of(site: Path) -> None:
    done = carepress(site, "check", "content/articles/eyes/wet-eye.md")
    assert done.returncode == 0
    assert heads(done.stdout)
    assert all("wet-eye.md" in line for line in heads(done.stdout))
    assert carepress(site, "check", "content/articles").returncode == 1


def test_a_link_asked_about_by_name_is_the_fault_that_it_is_in_a_check_of_all(site: Path) -> None:
    (site / "secret.md").write_text("secret", encoding="utf-8")
    for name, target in (("link.md", "../../../secret.md"), ("dangling.md", "nowhere.md")):
        (site / "content/articles/eyes" / name).symlink_to(target)
        done = carepress(site, "check", f"content/articles/eyes/{name}")
        assert done.returncode == 1
        assert f"content/articles/eyes/{name}:1:1: CP021 leaves-the-folder" in done.stdout
        assert "secret" not in done.stdout.replace("secret.md", "")


def test_a_hidden_file_is_said_not_to_be_looked_at(site: Path) -> None:
    for path in ("content/articles/.dry-eye.md", "content/.drafts/dry-eye.md"):
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(BAD, encoding="utf-8")
    done = carepress(site, "check", "content/articles/.dry-eye.md", "content/.drafts/dry-eye.md")
    assert (done.returncode, done.stdout) == (0, "")
    said = "not looked at, as its name begins with a dot: content/"
    assert done.stderr.splitlines() == [f"{said}articles/.dry-eye.md", f"{said}.drafts/dry-eye.md"]
    also = carepress(site, "check", "content/.drafts", "content/articles/eyes/dry-eye.md")
    assert also.stderr.splitlines() == [f"{said}.drafts"]
    assert "CP210 dead-link" in also.stdout


@pytest.mark.parametrize("command", ["check", "build", "preview"])
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda static: (static / "css/linked/print.css").write_bytes(b"a { }\n\xff"),
            "print.css is not in UTF-8 (byte 7)",
        ),
        (lambda static: (static / "icons/x.svg").mkdir(), "icons/x.svg: Is a directory"),
        (lambda static: shutil.rmtree(static / "css/lists"), "css/lists: No such file or directory"),
    ],
)
def test_a_theme_that_cannot_be_read_is_a_sentence(
    site: Path, command: str, spoil: Callable[[Path], object], sentence: str
) -> None:
    shutil.copytree(ROOT / "themes/carepress", site / "theme")
    spoil(site / "theme" / "static")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("THEME = 'theme'\n")
    (site / "content/articles/eyes/dry-eye.md").unlink()
    (site / "content/articles/eyes/wet-eye.md").unlink()
    done = carepress(site, command)
    assert done.returncode in (1, 2)
    assert sentence in done.stderr


def test_the_content_folder_may_itself_be_reached_by_a_link(site: Path) -> None:
    (site / "content").rename(site / "kept-elsewhere")
    (site / "content").symlink_to("kept-elsewhere")
    done = carepress(site, "check", "content", "--select", "CP210")
    assert done.returncode == 1
    assert "articles/eyes/dry-eye.md:9:41: CP210 dead-link" in done.stdout


def test_the_summary_names_the_article_its_title_and_what_was_checked(site: Path) -> None:
    base = "https://host.example/o/r/blob/main"
    done = carepress(site, "check", "--format", "markdown", "--link-base", base, "--rules-base", f"{base}/docs/rules")
    assert done.returncode == 1
    assert done.stdout.startswith("## 1 error in 1 file stops the build\n")
    path = "content/articles/eyes/dry-eye.md"
    assert f"#### [`{path}`]({base}/{path}): Dry eye\n" in done.stdout
    assert f"- **[Line 9]({base}/{path}?plain=1#L9):** there is no page `nowhere.md`" in done.stdout
    assert done.stderr.startswith("Found: 1 error, ")
    (site / "content/articles/eyes/dry-eye.md").unlink()
    quiet = carepress(site, "check", "--format", "markdown", "--select", "CP3", "--ignore", "CP303")
    assert quiet.stdout == "## Nothing to mend in 1 article or page\n"


DRAFT = (
    BAD.replace("kind: condition\n", "kind: condition\nstatus: draft\n") + "\n## Symptoms\n\n## Causes\n\nDry air.\n"
)


def test_a_draft_is_told_what_it_lacks_and_stops_nothing(site: Path) -> None:
    (site / "content/articles/eyes/dry-eye.md").write_text(BAD.replace("nowhere.md", "wet-eye.md"), encoding="utf-8")
    (site / "content/articles/eyes/pink-eye.md").write_text(DRAFT, encoding="utf-8")
    done = carepress(site, "check", "content/articles/eyes/pink-eye.md")
    assert done.returncode == 0
    told = {line.split()[1]: line.rpartition(" (")[2] for line in heads(done.stdout)}
    assert told["CP210"] == "error once it is published)"
    assert told["CP601"] == told["CP110"] == "warning once it is published)"
    assert told["CP130"] == "note)"
    assert re.search(r"^Found: \d+ notes\.$", done.stdout, re.MULTILINE)
    (site / "publishconf.py").write_text(
        "from pelicanconf import *\nCAREPRESS_PRODUCTION = True\n"
        "CAREPRESS_RULES = dict.fromkeys(('CP120', 'CP303', 'CP403', 'CP601'), 'advice')\n",
        encoding="utf-8",
    )
    built = carepress(site, "build", "-s", "publishconf.py")
    assert (built.returncode, built.stderr) == (0, "")
    assert "notes: advice, and faults of what is not published, which `" in built.stdout
    strict = carepress(site, "check", "-s", "publishconf.py", "--select", "CP110").stdout
    assert "(error once it is published)" in strict


def test_a_draft_that_cannot_be_read_stops_a_build_as_before(site: Path) -> None:
    (site / "content/articles/eyes/dry-eye.md").unlink()
    (site / "content/articles/eyes/wet-eye.md").write_text(DRAFT + "\n<b>Now</b>\n", encoding="utf-8")
    for command in ("check", "build"):
        done = carepress(site, command)
        assert done.returncode == 1
        assert re.search(r"CP101 raw-html: .*[^)]$", done.stdout, re.MULTILINE)


def test_a_folder_elsewhere_is_checked_as_a_content_folder_of_its_own(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(site / "content", other)
    (other / "articles/eyes/dry-eye.md").unlink()
    done = carepress(site, "check", "other")
    assert "other/articles/eyes/wet-eye.md:9:41: CP210 dead-link" in done.stdout


def test_faults_are_selected_and_ignored_by_code_beginning_and_slug(site: Path) -> None:
    assert {line.split()[1] for line in heads(carepress(site, "check", "--select", "CP2").stdout)} == {"CP210"}
    only = carepress(site, "check", "--select", "dead-link,CP601")
    assert {line.split()[1] for line in heads(only.stdout)} == {"CP210", "CP601"}
    rest = carepress(site, "check", "--ignore", "CP210")
    assert rest.returncode == 0
    assert "CP210" not in rest.stdout
    assert "CP601" in rest.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--select", "CP99"), "there is no fault CP99"),
        (("--select", ""), "no fault is named; write codes with commas between them, such as CP3,CP601"),
        (("--select", " ,"), "no fault is named"),
        (("--ignore", ""), "no fault is named"),
        (("--ignore", "c"), "there is no fault c"),
        (("--ignore", "cp"), "there is no fault cp"),
        (("--ignore", "dead-lnk"), "there is no fault dead-lnk; did you mean dead-link?"),
        (("--explain", "nonsense"), "there is no fault nonsense"),
        (("nowhere.md",), "there is no file or folder nowhere.md"),
        (("around/x.md",), "around/x.md cannot be opened: it is a symbolic link that leads back to itself"),
        (("content/" + "x" * 300,), "xxx… cannot be opened: File name too long"),
        (("-s", "x" * 300), "xxx… cannot be opened: File name too long"),
        (("a\nerror: \x1b[31mb",), "there is no file or folder a\N{REPLACEMENT CHARACTER}error: "),
        (("-s", "a\nb"), "there is no settings file a\N{REPLACEMENT CHARACTER}b"),
        (("pelicanconf.py",), "pelicanconf.py is not in the content folder"),
        (("-s", "nowhere.py"), "there is no settings file nowhere.py"),
        (("--link-base", "javascript:alert(1)"), "write a complete address"),
        (("--rules-base", "docs/rules"), "write a complete address"),
    ],
)
def test_wrong_use_is_a_sentence_and_status_2(site: Path, arguments: tuple[str, ...], sentence: str) -> None:
    (site / "around").symlink_to("around")
    done = carepress(site, "check", *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "\x1b" not in done.stderr


def test_json_is_for_programs(site: Path) -> None:
    done = carepress(site, "check", "--format", "json", "--select", "CP210")
    (fault,) = json.loads(done.stdout)
    assert (fault["path"], fault["line"], fault["code"]) == ("content/articles/eyes/dry-eye.md", 9, "CP210")


def test_github_shows_each_fault_at_its_line(site: Path) -> None:
    article = site / "content/articles/eyes/dry-eye.md"
    article.write_text(BAD.replace("nowhere.md", "100%,nowhere:1.md"), encoding="utf-8")
    done = carepress(site, "check", "--format", "github", "--select", "CP210")
    (line,) = done.stdout.splitlines()
    assert line.startswith(
        "::error file=content/articles/eyes/dry-eye.md,line=9,endLine=9,col=41,endColumn=58,title=CP210 dead-link::"
    ), line
    assert "100%25,nowhere:1.md" in line
    assert "%0Ahelp: " in line


def test_sarif_names_faults_rules_and_places(site: Path) -> None:
    done = carepress(site, "check", "--format", "sarif")
    document = json.loads(done.stdout)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert document["version"] == "2.1.0"
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (site / result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).is_file()
    dead = next(result for result in run["results"] if result["ruleId"] == "CP210")
    assert dead["locations"][0]["physicalLocation"]["region"]["startLine"] == 9
    assert "What it checks" in rules[dead["ruleIndex"]]["fullDescription"]["text"]


def test_a_fault_is_explained(site: Path) -> None:
    done = carepress(site, "check", "--explain", "CP601")
    assert done.returncode == 0
    assert done.stdout.startswith("CP601 no-care-card (editorial)\n\nWhat it checks\n")
    assert carepress(site, "check", "--explain", "no-care-card").stdout == done.stdout


def test_statistics_count_each_fault(site: Path) -> None:
    done = carepress(site, "check", "--statistics")
    assert re.search(r"^ +2  CP601 no-care-card: ", done.stdout, re.MULTILINE)
    assert done.returncode == 1
    assert heads(done.stdout) == []


def test_a_site_says_what_it_makes_of_a_fault(site: Path) -> None:
    settings = site / "pelicanconf.py"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + "CAREPRESS_RULES = {'CP601': 'off', 'CP303': 'advice'}\n", encoding="utf-8")
    done = carepress(site, "check")
    assert "CP601" not in done.stdout
    assert re.search(r"CP303 not-reviewed: .* \(note\)$", done.stdout, re.MULTILINE)
    built = carepress(site, "build")
    assert "CP303" not in built.stdout  # advice is for whoever asks for it
    settings.write_text(before + "CAREPRESS_RULES = {'CP210': 'off'}\n", encoding="utf-8")
    done = carepress(site, "check")
    assert done.returncode == 2
    assert "the fault CP210 dead-link stops every build" in done.stderr
    settings.write_text(before + "CAREPRESS_RULES = {'CP61': 'off'}\n", encoding="utf-8")
    assert "there is no fault CP61; did you mean CP601?" in carepress(site, "check").stderr


def test_a_check_beside_a_running_build_gives_its_answer_all_the_same(site: Path) -> None:
    from carepress.build.tree import output_folder

    with output_folder(site / "output", ()):
        assert heads(carepress(site, "check").stdout) == heads(carepress(site, "check").stdout) != []
