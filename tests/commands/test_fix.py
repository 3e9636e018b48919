"""``carepress check --fix``: what can be mended without a person is mended, shown, and nothing else is touched."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carepress.cli import main
from carepress.plugin.loading import load_project
from carepress.site.check import CheckedFolder, check_folder
from carepress.site.fixing import FixError, Mended, plan_fixes, write_file
from tests.build.privileges import without_privileges

ROOT = Path(__file__).parents[2]
ARTICLE, OTHER = "content/articles/eyes/dry-eye.md", "content/articles/eyes/wet-eye.md"
GOOD = """\
---
# A note of the editors
title:   "Dry eye"
kind: condition\t
summary: 'When eyes make too few tears.'
category: eyes
date: 2024-01-01
tags: [ tears,eyes ]
---

Eyes that make too few tears, as [told](wet-eye.md).

## Why? {#causes}

The air is dry.
"""
BAD = (
    GOOD.replace("summary:", "sumary:").replace("## Why?", "##Why?").replace("date: 2024-01-01", "date: 1 January 2024")
)
WET = "---\ntitle: Wet eye\nkind: condition\nsummary: Too many.\ncategory: eyes\ndate: 2024-01-01\n---\n\nTears run.\n"
FIXED_DIFF = """\
--- content/articles/eyes/dry-eye.md
+++ content/articles/eyes/dry-eye.md
@@ -2,14 +2,14 @@
 # A note of the editors
 title:   "Dry eye"
 kind: condition\t
-sumary: 'When eyes make too few tears.'
+summary: 'When eyes make too few tears.'
 category: eyes
-date: 1 January 2024
+date: 2024-01-01
 tags: [ tears,eyes ]
 ---
~
 Eyes that make too few tears, as [told](wet-eye.md).
~
-##Why? {#causes}
+## Why? {#causes}
~
 The air is dry.
""".replace("~", " ")


class Site:
    """The site in the working directory."""

    def __init__(self) -> None:
        self.write(
            "pelicanconf.py",
            "PELICAN_CLASS = 'carepress.Carepress'\n"
            f"THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / 'themes/carepress')!r}, [{str(ROOT / 'templates')!r}]\n"
            "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'output', 'A site', 'UTC'\n"
            "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n",
        )
        self.write(ARTICLE, BAD)
        self.write(OTHER, WET)
        self.write("content/topics.yaml", "eyes: {name: Eyes, summary: All of it.}\n")

    def write(self, path: str, text: str | bytes) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(text.encode() if isinstance(text, str) else text)

    def check(self, *arguments: str) -> Result:
        return CliRunner(env={"FORCE_COLOR": None, "COLUMNS": None}).invoke(
            main, ["check", *arguments], catch_exceptions=False
        )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    return Site()


def everything() -> dict[str, tuple[bytes, int]]:
    """Every content file with its time."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("content").rglob("*") if path.is_file()
    }


def test_what_can_be_mended_is_and_the_rest_of_the_file_keeps_its_form(site: Site) -> None:
    before = everything()
    done = site.check("--fix")
    assert Path(ARTICLE).read_text("utf-8") == GOOD
    assert done.stdout.startswith(FIXED_DIFF)
    assert "Fixed 3 faults in 1 file." in done.stdout
    assert "unknown-key" not in done.stdout
    assert "no-sources" in done.stdout  # it is checked again, and can be read now
    assert {path: state for path, state in everything().items() if path != ARTICLE} == {
        path: state for path, state in before.items() if path != ARTICLE
    }
    assert done.exit_code == 0


def test_a_second_time_there_is_nothing_to_do_and_nothing_is_written(site: Site) -> None:
    site.check("--fix")
    before = everything()
    done = site.check("--fix")
    assert everything() == before
    assert "Nothing to fix." in done.stdout
    assert "--- content" not in done.stdout


def test_a_difference_is_shown_and_nothing_is_done(site: Site) -> None:
    before = everything()
    for arguments in (("--diff",), ("--fix", "--diff")):
        done = site.check(*arguments)
        assert done.stdout == FIXED_DIFF
        assert done.stderr == "Can be fixed: 3 faults in 1 file.\n"
        assert done.exit_code == 1
        assert everything() == before
    site.check("--fix")
    done = site.check("--diff")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing to fix.\n")


def test_only_what_is_asked_about_is_mended(site: Site) -> None:
    site.write(OTHER, WET.replace("summary", "Summary"))
    site.check("--fix", OTHER)
    assert Path(ARTICLE).read_text("utf-8") == BAD
    assert Path(OTHER).read_text("utf-8") == WET
    site.check("--fix", "--select", "unknown-key")
    assert Path(ARTICLE).read_text("utf-8") == BAD.replace("sumary", "summary")
    site.check("--fix", "--ignore", "CP018")
    assert Path(ARTICLE).read_text("utf-8") == GOOD.replace("2024-01-01", "1 January 2024")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("## Why? {#cuases}", "## Why? {#causes}"),
        ("## Why? {#Causes}", "## Why? {#causes}"),
        ("## Why? {#cuasse}", None),  # two slips
        ("## Why? {#cuases}\n\nDust.\n\n## More {#causes}", None),  # there is one already
        ("## Why? {#cuases}\n\nDust, [as above](#cuases).", None),  # a link would lead nowhere
    ],
)
def test_a_misspelt_name_of_a_heading_is_mended_where_it_is_certain(site: Site, text: str, mended: str | None) -> None:
    site.write(ARTICLE, GOOD.replace("## Why? {#causes}", text))
    site.check("--fix", "--select", "CP109")
    assert Path(ARTICLE).read_text("utf-8") == GOOD.replace("## Why? {#causes}", mended or text)


def test_line_ends_and_the_mark_of_windows_stay_where_they_are_not_asked_about(site: Site) -> None:
    windows = "\ufeff" + BAD.replace("\n", "\r\n")
    site.write(ARTICLE, windows)
    site.check("--fix", "--ignore", "CP008,CP009")
    assert Path(ARTICLE).read_bytes() == ("\ufeff" + GOOD.replace("\n", "\r\n")).encode()
    done = site.check("--fix")
    assert Path(ARTICLE).read_text("utf-8") == GOOD
    assert "# the byte-order mark is taken away\n# the lines end with LF\n" in done.stdout


def test_a_fix_that_would_bring_an_error_is_taken_back_and_others_are_not(site: Site) -> None:
    site.write(ARTICLE, GOOD.replace("[told](wet-eye.md)", "[told] (no-eye.md)").replace("## Why", "##Why"))
    done = site.check("--fix")
    assert Path(ARTICLE).read_text("utf-8") == GOOD.replace("[told](wet-eye.md)", "[told] (no-eye.md)")
    assert "1 left to you: " in done.stdout
    assert "CP125 broken-link" in done.stdout
    assert "--fix" not in done.stdout


def test_links_and_citations_are_written_as_what_they_mean(site: Site) -> None:
    text = GOOD.replace("tags:", "sources: {nhs: {title: Dry eyes}}\ntags:")
    text = text.replace("The air is dry.", "The [air](#CAUSES) is dry.[^NHS] See [that](//www.nhs.uk/eyes).")
    site.write(ARTICLE, text)
    site.check("--fix")
    right = text.replace("#CAUSES", "#causes").replace("^NHS", "^nhs").replace("(//www", "(https://www")
    assert Path(ARTICLE).read_text("utf-8") == right


def test_what_can_be_mended_is_marked_and_counted(site: Site) -> None:
    done = site.check()
    assert "CP015 unknown-key: `sumary` is not a known key (fixable)\n" in done.stdout
    assert done.stdout.endswith(" 3 can be mended by `carepress check --fix`.\n")
    built = CliRunner().invoke(main, ["build"])
    assert "3 can be mended by `carepress check --fix`\n" in built.stdout


def test_programs_are_told_how_and_get_no_difference(site: Site) -> None:
    listed = json.loads(site.check("--format", "json").stdout)
    assert {each["code"] for each in listed if each["fixable"]} == {"CP015", "CP018", "CP123"}
    (run,) = json.loads(site.check("--format", "sarif").stdout)["runs"]
    (fix,) = next(each["fixes"] for each in run["results"] if each["ruleId"] == "CP015")
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == ARTICLE
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": 7},
            "insertedContent": {"text": "summary"},
        }
    ]
    assert isinstance(json.loads(site.check("--fix", "--format", "json").stdout), list)


@pytest.mark.parametrize("also", [("--format", "json"), ("--statistics",)])
def test_a_difference_goes_with_no_other_form(site: Site, also: tuple[str, ...]) -> None:
    done = site.check("--diff", *also)
    assert done.exit_code == 2
    assert "--diff shows a difference" in done.stderr


def test_a_file_keeps_its_mode_and_leaves_nothing_beside_it(site: Site) -> None:
    Path(ARTICLE).chmod(0o640)
    site.check("--fix")
    assert stat.S_IMODE(Path(ARTICLE).stat().st_mode) == 0o640
    assert sorted(path.name for path in Path("content/articles/eyes").iterdir()) == ["dry-eye.md", "wet-eye.md"]


@pytest.mark.usefixtures("site")
def test_a_file_that_has_changed_since_it_was_read_is_left_alone() -> None:
    with pytest.raises(FixError, match="it has changed in the meantime"):
        write_file(Path("content").resolve(), "articles/eyes/dry-eye.md", Mended(b"other", b"new", 1))
    assert Path(ARTICLE).read_text("utf-8") == BAD


def test_a_file_that_is_saved_during_the_check_is_not_mended_by_places_that_it_had_before(site: Site) -> None:
    project = load_project(Path("pelicanconf.py"), {})
    saved = BAD.replace("title:", "# One line more\ntitle:")

    def check(instead: Mapping[str, bytes]) -> CheckedFolder:
        checked = check_folder(project.content, project.site_settings(), project.theme, None, jobs=1, instead=instead)
        site.write(ARTICLE, saved)
        return checked

    plan = plan_fixes(Path("content").resolve(), check, lambda _: True)
    assert plan.files == {}
    assert plan.left == {"articles/eyes/dry-eye.md": "it has changed in the meantime"}


def test_nothing_is_written_through_a_link(site: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "dry-eye.md").write_text(BAD, encoding="utf-8")
    Path("content/articles/far").symlink_to(outside)
    site.check("--fix")
    assert (outside / "dry-eye.md").read_text("utf-8") == BAD
    with pytest.raises(FixError, match="it is a link to another place"):
        write_file(Path("content").resolve(), "articles/far/dry-eye.md", Mended(BAD.encode(), b"new", 1))
    assert (outside / "dry-eye.md").read_text("utf-8") == BAD


def test_a_read_only_file_is_named_and_the_others_are_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    with without_privileges() as folder:
        monkeypatch.chdir(folder)
        site = Site()
        site.write(OTHER, WET.replace("summary", "Summary"))
        Path(ARTICLE).chmod(0o444)
        done = site.check("--fix")
        assert f"not fixed: {ARTICLE}: it is read-only" in done.stdout
        assert "Fixed 1 fault in 1 file." in done.stdout
        assert Path(ARTICLE).read_text("utf-8") == BAD
        assert done.exit_code == 1


def test_a_fault_is_explained_with_its_fix(site: Site) -> None:
    assert "carepress check --fix\nThe mark is taken away.\n" in site.check("--explain", "CP008").stdout
    assert "--fix" not in site.check("--explain", "CP601").stdout
