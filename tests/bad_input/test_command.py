"""What the command says and returns, whatever is wrong: with the content, the settings or the way it was called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bad_input.conftest import Site

ARTICLE = "articles/eyes/dry-eye.md"
PRODUCTION = ("CAREPRESS_PRODUCTION = True", 'SITEURL = "https://example.org"')


# ── Faults of the content ────────────────────────────────────────────────────────────────────────────────────────


def test_a_fault_is_shown_with_its_line_and_a_caret(site: Site) -> None:
    site.article("Dry eyes sting.[^nhs] See [pink eye](pink-eyes.md).\n")
    site.article("Pink.[^nhs]\n", path="articles/eyes/pink-eye.md", title="Pink eye")
    assert site.build().out.splitlines()[:5] == [
        "content/articles/eyes/dry-eye.md:13:38: CP210 dead-link: there is no page `pink-eyes.md`",
        "   13 | Dry eyes sting.[^nhs] See [pink eye](pink-eyes.md).",
        "      |                                      ^^^^^^^^^^^^",
        "  help: did you mean `pink-eye.md`?",
        "",
    ]


def test_faults_are_sorted_by_file_and_line_and_counted(site: Site) -> None:
    site.article("They itch.[^who] They burn.[^bnf]\n")
    site.article("<b>Red</b>.[^nhs]\n", path="articles/eyes/pink-eye.md", category="ears", title="Pink eye")
    site.write("articles/notes.txt", "Notes.")
    ran = site.build()
    places = [line.split(": ")[0] for line in ran.faults if not line.startswith(" ")]
    assert places == [
        "content/articles/eyes/dry-eye.md:10:8",
        "content/articles/eyes/dry-eye.md:13:11",
        "content/articles/eyes/dry-eye.md:13:28",
        "content/articles/eyes/pink-eye.md:5:11",
        "content/articles/eyes/pink-eye.md:13:1",
        "content/articles/notes.txt:1:1",
    ]
    assert "Not built: 5 errors, 1 warning." in ran.out


def test_json_is_a_list_of_objects_with_the_documented_keys(site: Site) -> None:
    site.article("They itch.[^who]\n")
    ran = site.build("--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == [
        {
            "path": "content/articles/eyes/dry-eye.md",
            "line": 10,
            "column": 8,
            "end_line": 10,
            "end_column": 25,
            "code": "CP402",
            "slug": "unused-source",
            "level": "editorial",
            "severity": "warning",
            "message": "the source `nhs` is not cited anywhere in the text",
            "help": "write `[^nhs]` after what it supports, or delete it",
            "fixable": False,
            "suppressed": None,
        },
        {
            "path": "content/articles/eyes/dry-eye.md",
            "line": 13,
            "column": 11,
            "end_line": 13,
            "end_column": 17,
            "code": "CP401",
            "slug": "unknown-source",
            "level": "integrity",
            "severity": "error",
            "message": "there is no source `who`",
            "help": "add `who:` under `sources:` in the front matter, and below it its `title:` and `url:`; "
            "or cite one that is there: `[^nhs]`",
            "fixable": False,
            "suppressed": None,
        },
    ]
    assert "Not built: 1 error, 1 warning." in ran.err


def test_json_of_a_good_site_is_an_empty_list(site: Site) -> None:
    ran = site.build("--format", "json")
    assert (ran.status, json.loads(ran.out)) == (0, [])
    assert "Built: " in ran.err


def test_json_holds_names_that_are_not_utf_8(site: Site) -> None:
    site.article(path=b"articles/eyes/gr\xfc.md".decode("utf-8", "surrogateescape"))
    ran = site.build("--format", "json")
    assert ran.status == 1
    (fault,) = json.loads(ran.out)
    assert fault["path"] == "content/articles/eyes/gr?.md"


def test_an_editorial_fault_stops_only_a_production_build(site: Site) -> None:
    site.article("Dry eyes sting.\n")
    fault = f"content/{ARTICLE}:10:8: CP402 unused-source: the source `nhs` is not cited anywhere in the text"
    local = site.build()
    assert local.status == 0
    assert local.faults[0] == f"{fault} (warning)"
    assert "Built: " in local.out
    assert "; 1 warning." in local.out
    built = site.tree()
    site.settings(*PRODUCTION)
    production = site.build()
    assert production.status == 1
    assert production.faults[0] == fault
    assert "Not built: 1 error." in production.out
    assert "This build is for production, where a warning stops it too." in production.out
    assert "for production" not in local.out
    assert {path: data for path, data in site.tree().items() if path != "pelicanconf.py"} == {
        path: data for path, data in built.items() if path != "pelicanconf.py"
    }


def test_a_failed_build_leaves_the_site_that_was_built_before(site: Site) -> None:
    assert site.build().status == 0
    built = site.tree()
    spoilt = site.article("[x](javascript:alert(1))\n").read_bytes()
    assert site.build().status == 1
    assert site.tree() == built | {f"content/{ARTICLE}": spoilt}
    site.article()
    assert site.build().status == 0
    assert site.tree() == built


def test_a_failed_first_build_makes_no_output_folder(site: Site) -> None:
    site.article("<b>\n")
    assert site.build().status == 1
    assert not site.output.exists()


def test_production_refuses_invented_reviewers(site: Site) -> None:
    site.write("people/jo-reed.yaml", "name: Jo Reed\nsample: true\n")
    assert site.build().status == 0
    site.settings(*PRODUCTION)
    ran = site.build()
    assert ran.status == 1
    assert ran.faults == [
        f"content/{ARTICLE}:{place}: CP304 sample-reviewer: `jo-reed` is an invented person, and this build goes public"
        if place
        else "  help: name a real person, or set `CAREPRESS_DEMONSTRATION = True` in pelicanconf.py"
        for place in ("7:11", "", "8:15", "")
    ]
    site.settings(*PRODUCTION, "CAREPRESS_DEMONSTRATION = True")
    assert site.build().status == 0


def test_a_page_never_says_that_an_invented_person_reviewed_it(site: Site) -> None:
    site.write("people/jo-reed.yaml", "name: Jo Reed\nsample: true\n")
    site.settings(*PRODUCTION, "CAREPRESS_DEMONSTRATION = True")
    assert site.build().status == 0
    page = (site.output / "wellbeing" / "dry-eye" / "index.html").read_text(encoding="utf-8")
    assert "Example content, not medically reviewed" in page
    assert "Reviewed by" not in page
    assert '"reviewedBy"' not in page
    assert '"lastReviewed"' not in page
    assert 'content="noindex' in page


# ── The count ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_count_adds_up_and_names_each_file(site: Site) -> None:
    site.settings('CAREPRESS_REVIEW = {"overdue": "unpublish", "grace_days": 30}')
    site.article(path="articles/eyes/draft.md", status="draft", title="Draft")
    site.article(path="articles/eyes/hidden.md", status="hidden", title="Hidden")
    site.article(
        path="articles/eyes/old.md", title="Old", review="{by: [jo-reed], date: 2020-01-01}", date="2020-01-01"
    )
    site.write("pages/about.md", "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\n---\n\nUs.\n")
    site.write("articles/.note.md", "x")
    ran = site.build("--list")
    assert ran.status == 0
    assert ran.out.splitlines()[2:] == [
        "5 articles and pages found = 2 published + 1 draft + 1 hidden + 1 held back",
        "  published: articles/eyes/dry-eye.md",
        "  published: pages/about.md",
        "  drafts: articles/eyes/draft.md",
        "  hidden: articles/eyes/hidden.md",
        "  held back: articles/eyes/old.md",
        "  hidden file, not looked at: articles/.note.md",
    ]
    assert {place.name for place in (site.output / "wellbeing").iterdir() if place.is_dir()} == {"dry-eye", "hidden"}


def test_what_is_held_back_is_named_without_being_asked(site: Site) -> None:
    site.settings('CAREPRESS_REVIEW = {"overdue": "unpublish"}')
    site.article(path="articles/eyes/old.md", review="{by: [jo-reed], date: 2020-01-01}", date="2020-01-01")
    ran = site.build()
    assert ran.status == 0
    assert "  held back: articles/eyes/old.md" in ran.out.splitlines()


def test_a_hidden_article_is_in_no_list(site: Site) -> None:
    site.article(path="articles/eyes/secret-eye.md", status="hidden", title="Secret eye", tags="[whisper]")
    assert site.build().status == 0
    naming = {
        path
        for path, data in site.tree().items()
        if path.startswith("output/") and isinstance(data, bytes) and b"secret-eye" in data
    }
    assert naming == {"output/wellbeing/secret-eye/index.html"}


def test_files_that_could_not_be_read_are_named(site: Site) -> None:
    site.write("articles/eyes/pink-eye.md", "no front matter")
    ran = site.build()
    assert ran.status == 1
    assert "  with errors: articles/eyes/pink-eye.md" in (ran.out + ran.err).splitlines()


def test_an_empty_content_folder_builds(site: Site) -> None:
    for path in (ARTICLE, "people/jo-reed.yaml", "topics.yaml"):
        (site.content / path).unlink()
    ran = site.build()
    assert ran.status == 0
    assert "0 articles and pages found = 0 published" in ran.out
    assert (site.output / "index.html").is_file()


# ── Calling it wrongly ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--fromat", "json"), "No such option '--fromat'"),
        (("--format", "xml"), "Invalid value for '--format': 'xml' is not one of 'text', 'json'."),
        (("--today", "tomorrow"), "Invalid value for '--today': 'tomorrow' does not match the format '%Y-%m-%d'."),
        (("--settings", "siteconf.py"), "error: there is no settings file siteconf.py; run this in the site's folder"),
        (("--settings", "content"), "Invalid value for '-s' / '--settings': File 'content' is a directory."),
        (("--content", "contents"), "error: there is no content folder "),
        (("--content", "pelicanconf.py"), "Directory 'pelicanconf.py' is a file."),
        (("--output", "content"), "/site/content would replace "),
        (("--output", "."), "/site would replace "),
        (("--output", "/"), "the output folder / would replace "),
        (("--output", "content/output"), "/site/content/output lies inside "),
        (("--output", "pelicanconf.py"), "Directory 'pelicanconf.py' is a file."),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_sentence(site: Site, options: tuple[str, ...], says: str) -> None:
    before = site.tree()
    ran = site.build(*options)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert site.tree() == before


def test_an_output_folder_with_other_files_is_never_replaced(site: Site) -> None:
    site.output.mkdir()
    (site.output / "thesis.txt").write_text("my only copy")
    before = site.tree()
    ran = site.build()
    assert ran.status == 2
    assert "holds files that Carepress did not make; empty it, or choose another" in ran.err
    assert site.tree() == before


UNKNOWN = "is not a setting of Carepress; did you mean CAREPRESS_DEMONSTRATION?"
INTERVAL = "CAREPRESS_REVIEW['interval_months']: input should be less than or equal to 36"
OVERDUE = "CAREPRESS_REVIEW['overdue']: input should be 'notice', 'warn' or 'unpublish'"


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("CAREPRESS_DEMONSTRATON = True", f"CAREPRESS_DEMONSTRATON {UNKNOWN}"),
        ('CAREPRESS_REVIEW = {"interval": 12}', "CAREPRESS_REVIEW['interval']: "),
        ('CAREPRESS_REVIEW = {"interval_months": 60}', INTERVAL),
        ('CAREPRESS_REVIEW = {"overdue": "delete"}', OVERDUE),
        ('CAREPRESS_LICENCE = {"name": "CC", "url": "javascript:alert(1)"}', "CAREPRESS_LICENCE['url']: "),
        ('SITEURL = "example.org"', "SITEURL: write the complete address, beginning with https://"),
        ('TIMEZONE = "Mars/Olympus"', "Mars/Olympus"),
        ('THEME = "/nowhere"', "/nowhere"),
        ('THEME_TEMPLATES_OVERRIDES = ["templates"]', "THEME_TEMPLATES_OVERRIDES must name folders that exist"),
        ("X = (", "pelicanconf.py:"),
        ("X = 1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_wrong_settings_end_with_2_and_a_sentence(site: Site, setting: str, says: str) -> None:
    site.settings(setting)
    before = site.tree()
    ran = site.build()
    assert ran.status == 2
    assert says in ran.err
    assert ran.err.startswith("error: ")
    assert {path: data for path, data in site.tree().items() if "__pycache__" not in path} == before


def test_all_wrong_settings_are_named_at_once(site: Site) -> None:
    site.settings("CAREPRESS_COLOUR = 1", 'SITEURL = "example.org"', 'CAREPRESS_REVIEW = {"overdue": "delete"}')
    ran = site.build()
    assert ran.status == 2
    assert [line.split(": ")[1].split(" ")[0] for line in ran.err.splitlines()] == [
        "CAREPRESS_COLOUR",
        "SITEURL",
        "CAREPRESS_REVIEW['overdue']",
    ]


def test_an_output_that_cannot_be_written_ends_with_1(site: Site) -> None:
    blocked = Path("pelicanconf.py") / "output"
    ran = site.build("--output", str(blocked))
    assert ran.status == 1
    assert "cannot be written" in ran.err
