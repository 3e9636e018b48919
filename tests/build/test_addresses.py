"""What was published once is watched over: a build for production remembers it, and a check tells what vanished."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from carepress.plugin.loading import load_project
from carepress.site.outcome import Outcome

from .privileges import without_privileges

ROOT = Path(__file__).parents[2]
SETTINGS = f"""\
from pathlib import Path
PELICAN_CLASS = "carepress.Carepress"
PATH, OUTPUT_PATH = "content", "output"
THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / "themes/carepress")!r}, [{str(ROOT / "templates")!r}]
SITENAME, TIMEZONE = "A site", "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CAREPRESS_RULES = dict.fromkeys(("CP120", "CP303", "CP403", "CP601"), "off")
CAREPRESS_REVIEW = {{"grace_days": 0, "overdue": "unpublish"}}
"""
PUBLIC = 'CAREPRESS_PRODUCTION = True\nSITEURL = "https://example.org"\n'
ARTICLE = (
    "---\ntitle: About {}\nkind: condition\nsummary: About it.\ncategory: eyes\ndate: 2024-01-01\n{}---\n\nText.\n"
)
ADDRESSES = ["/about/", "/conditions/dry-eye/", "/people/ada/", "/topics/eyes/"]


class Site:
    """A small site with settings for its editors and for production."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.list = folder / "content/addresses.txt"
        (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
        (folder / "publishconf.py").write_text(SETTINGS + PUBLIC, encoding="utf-8")
        self.write("topics.yaml", "eyes: {name: Eyes, summary: All of it.}\n")
        self.write("people/ada.yaml", "name: Ada\n")
        self.write("pages/about.md", "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\n---\n\nWe.\n")
        self.article("dry-eye")

    def write(self, path: str, text: str) -> None:
        place = self.folder / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def article(self, name: str, more: str = "") -> None:
        self.write(f"articles/eyes/{name}.md", ARTICLE.format(name, more))

    def delete(self, path: str) -> None:
        (self.folder / "content" / path).unlink()

    def build(self, settings: str = "publishconf.py") -> Outcome:
        return load_project(self.folder / settings, {}).build(jobs=1)

    def addresses(self) -> list[str]:
        lines = self.list.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if not line.startswith("#")]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def told(outcome: Outcome) -> list[str]:
    return [
        f"{each.span.line}: {each.message}; {each.help}" for each in outcome.diagnostics if each.fault.code == "CP708"
    ]


def stood(outcome: Outcome) -> bool:
    return set(outcome.seconds) == {"look"}


def test_a_build_for_production_lists_what_readers_may_keep(site: Site) -> None:
    site.article("dry-eye", "aliases: [/old]\nstatus: hidden\n")
    site.article("wet-eye", "status: draft\naliases: [/wet/]\n")
    outcome = site.build()
    assert outcome.remembered == 5
    assert site.addresses() == sorted([*ADDRESSES, "/old/"])
    assert site.list.read_text(encoding="utf-8").startswith("# ")


def test_a_build_after_one_that_listed_addresses_finds_nothing_changed(site: Site) -> None:
    site.build()
    before = site.list.stat()
    again = site.build()
    assert stood(again)
    assert again.remembered == 0
    after = site.list.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    site.article("wet-eye")
    assert site.build().remembered == 1
    assert stood(site.build())


def test_editors_builds_and_builds_that_fail_list_nothing(site: Site) -> None:
    assert site.build("pelicanconf.py").rendered is not None
    site.write("pages/about.md", "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\n---\n\n[x](nowhere.md)\n")
    assert site.build().rendered is None
    assert not site.list.exists()


def test_what_people_wrote_into_the_list_stays(site: Site) -> None:
    site.write("addresses.txt", "# Ours.\n/conditions/styes/ gone  # never came back\n")
    site.build()
    assert site.list.read_text(encoding="utf-8").startswith("# Ours.\n/about/\n/conditions/dry-eye/\n/conditions/sty")
    assert "/conditions/styes/ gone  # never came back" in site.addresses()


def test_pelicans_own_command_lists_them_as_well(site: Site) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "publishconf.py"],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "4 new addresses in content/addresses.txt" in done.stdout
    assert site.addresses() == ADDRESSES
    assert site.build().remembered == 0


def test_a_list_that_cannot_be_written_is_a_remark_and_is_tried_again(site: Site) -> None:
    site.list.mkdir()
    first, second = site.build(), site.build()
    for outcome in (first, second):
        assert outcome.rendered is not None
        assert len(outcome.remarks) == 1
        assert outcome.remarks[0].startswith("content/addresses.txt cannot be written (")
    assert [path.name for path in (site.folder / "content").iterdir() if path.name.startswith(".")] == []
    site.list.rmdir()
    assert site.build().remembered == 4


def test_a_read_only_list_is_left_as_it_is_and_named() -> None:
    with without_privileges() as folder:
        site = Site(folder)
        site.write("addresses.txt", "/about/\n")
        site.list.chmod(0o444)
        before = site.list.stat()
        outcome = site.build()
        assert outcome.rendered is not None
        (remark,) = outcome.remarks
        assert remark.startswith("content/addresses.txt cannot be written (it is read-only)")
        assert (site.addresses(), site.list.stat().st_ino) == (["/about/"], before.st_ino)
        site.list.chmod(0o644)
        assert site.build().remembered == 3


def test_the_remark_is_one_line_and_no_failure(site: Site) -> None:
    site.list.mkdir()
    command = [sys.executable, "-m", "carepress", "build", "-s", "publishconf.py"]
    done = subprocess.run(command, cwd=site.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("warning: content/addresses.txt cannot be written (")


def test_a_renamed_article_is_told_of_until_its_old_address_is_an_alias(site: Site) -> None:
    site.build()
    site.delete("articles/eyes/dry-eye.md")
    site.article("dry-eyes", "aliases: [/old/]\n")
    assert site.build("pelicanconf.py").rendered is not None
    outcome = site.build()
    assert outcome.rendered is None
    (one,) = told(outcome)
    assert one == (
        "5: /conditions/dry-eye/ was published, and leads nowhere now; if articles/eyes/dry-eyes.md took its place, "
        "write there: `aliases: [/old/, /conditions/dry-eye/]`; if nothing did, write here: `/conditions/dry-eye/ gone`"
    )
    site.article("dry-eyes", "aliases: [/old/, /conditions/dry-eye/]\n")
    assert told(site.build()) == []
    assert site.addresses() == sorted([*ADDRESSES, "/conditions/dry-eyes/", "/old/"])


def test_a_deleted_article_can_be_gone_for_good_and_come_back(site: Site) -> None:
    site.build()
    site.delete("articles/eyes/dry-eye.md")
    assert len(told(site.build())) == 1
    text = site.list.read_text(encoding="utf-8")
    site.write("addresses.txt", text.replace("/conditions/dry-eye/", "/conditions/dry-eye/ gone"))
    outcome = site.build()
    assert (told(outcome), outcome.remembered) == ([], 0)
    assert "/conditions/dry-eye/ gone" in site.addresses()
    site.article("dry-eye")
    assert site.build().remembered == 1
    assert site.addresses() == ADDRESSES


def test_a_draft_again_is_told_by_its_file(site: Site) -> None:
    site.build()
    site.article("dry-eye", "status: draft\naliases: [/old/]\nreview: {by: [ada], date: 2020-01-01}\n")
    site.write("addresses.txt", site.list.read_text(encoding="utf-8") + "/old/\n")
    found = told(site.build("pelicanconf.py"))
    assert len(found) == 2
    assert all("articles/eyes/dry-eye.md is a draft: publish it again, or" in line for line in found)


def test_what_a_policy_holds_back_or_a_fault_hides_has_not_vanished(site: Site) -> None:
    site.build()
    site.article("dry-eye", "aliases: [/old/]\nreview: {by: [ada], date: 2020-01-01}\n")
    site.write("addresses.txt", site.list.read_text(encoding="utf-8") + "/old/\n")
    outcome = site.build("pelicanconf.py")
    assert outcome.tally.held_back == ["articles/eyes/dry-eye.md"]
    assert told(outcome) == []
    for path in ("articles/eyes/dry-eye.md", "people/ada.yaml", "topics.yaml"):
        site.write(path, "---\nx: [\n")
    outcome = site.build("pelicanconf.py")
    assert outcome.rendered is None
    assert told(outcome) == []


def test_what_is_no_text_has_no_alias_to_be_given(site: Site) -> None:
    site.build()
    site.delete("people/ada.yaml")
    (one,) = told(site.build("pelicanconf.py"))
    assert one.endswith("put it back, or, if it is meant to be gone, write here: `/people/ada/ gone`")


def test_a_page_has_aliases_too(site: Site) -> None:
    site.build()
    site.delete("pages/about.md")
    site.write(
        "pages/about-us.md",
        "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\naliases: [/about/]\n---\n\nWe.\n",
    )
    assert told(site.build()) == []
    assert "/about-us/" in (site.folder / "output/about/index.html").read_text(encoding="utf-8")


def test_another_kind_or_language_is_the_probable_home(site: Site) -> None:
    site.write(
        "addresses.txt", "/conditions/dry-eye.html\n/tests/dry-eye/\n/es/conditions/dry-eye/\n/conditions/stye/\n"
    )
    assert [line.partition(", write")[0] for line in told(site.build("pelicanconf.py"))] == [
        f"{line}: {address} was published, and leads nowhere now; if articles/eyes/dry-eye.md took its place"
        for line, address in enumerate(("/conditions/dry-eye.html", "/tests/dry-eye/", "/es/conditions/dry-eye/"), 1)
    ] + ["4: /conditions/stye/ was published, and leads nowhere now; if articles/eyes/dry-eye.md took its place"]


def test_a_list_that_grows_is_told_of_by_its_new_lines_and_again_as_it_is(site: Site) -> None:
    site.write("addresses.txt", "/conditions/gone/\n")
    for name in ("pelicanconf.py", "publishconf.py"):
        text = (site.folder / name).read_text(encoding="utf-8")
        (site.folder / name).write_text(f'{text}CAREPRESS_RULES["CP708"] = "advice"\n', encoding="utf-8")
    first = site.build()
    line = site.list.read_text(encoding="utf-8").splitlines().index("/conditions/gone/") + 1
    assert line > 1
    assert [each.partition(":")[0] for each in told(first)] == [str(line)]
    publish = load_project(site.folder / "publishconf.py", {})
    assert told(publish.build(jobs=1, whole=True)) == told(publish.build(jobs=1, clean=True))
    (standing, notes), (whole, counted) = (
        build.diagnostics.serious() for build in (site.build(), publish.build(whole=True))
    )
    assert (list(standing), notes) == (list(whole), counted)


def test_only_the_list_is_read_again_where_an_editor_changes_it(site: Site) -> None:
    site.build()
    site.write("addresses.txt", site.list.read_text(encoding="utf-8") + "# A word.\n")
    outcome = site.build()
    assert (outcome.parsed, outcome.checked) == (1, 0)
    assert outcome.rendered is not None
    assert outcome.rendered.made == 0
