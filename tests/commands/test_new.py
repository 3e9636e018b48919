"""``carepress new``, as an editor uses it: at a terminal, and without one."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import pty
import re
import resource
import select
import shutil
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carepress.cli import main
from carepress.content.article import ArticleMeta
from carepress.content.kinds import kinds
from carepress.content.loading import Loader
from carepress.content.scaffold import PLACEHOLDERS, Answers, scaffold
from carepress.diagnostics import Level, declared_faults
from carepress.plugin.loading import load_project
from carepress.site.new_article import Site

ROOT = Path(__file__).parents[2]
DRY_EYE = """\
---
title: Dry eye
kind: condition
summary: Too few tears.
category: eyes
date: 2026-01-05
aliases: [/symptoms/red-eye/index.html]
---

Dry eyes sting.
"""
TODAY = dt.date(2026, 11, 25)
New = Callable[..., Result]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {
        "content/articles/eyes/dry-eye.md": DRY_EYE,
        "content/people/jo-reed.yaml": "name: Jo Reed\nrole: author\n",
        "content/topics.yaml": "eyes: {name: Eyes, summary: x, also_called: [Vision]}\n"
        "skin: {name: Skin, summary: x}\n",
        "pelicanconf.py": "PELICAN_CLASS = 'carepress.Carepress'\n"
        f"THEME, THEME_TEMPLATES_OVERRIDES = {str(ROOT / 'themes/carepress')!r}, [{str(ROOT / 'templates')!r}]\n"
        "PATH, OUTPUT_PATH, SITENAME, TIMEZONE = 'content', 'output', 'A site', 'UTC'\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def new(site: Path) -> New:  # noqa: ARG001 - it works in the site's folder
    """The command without a terminal."""

    def run(*arguments: str) -> Result:
        done = CliRunner().invoke(main, ["new", "--today", "2026-11-25", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done

    return run


def files(site: Path) -> set[str]:
    return {str(path.relative_to(site / "content")) for path in (site / "content").rglob("*")}


# ── What it writes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_article_is_begun_and_the_editor_told_what_comes_next(site: Path, new: New) -> None:
    done = new("symptom", "Dry lips", "--topic", "skin", "--author", "jo-reed")
    text = (site / "content/articles/skin/dry-lips.md").read_text("utf-8")
    article = Loader("en").article("articles/skin/dry-lips.md", text.encode()).value
    assert article is not None
    assert (article.meta.title, article.meta.kind, article.meta.category) == ("Dry lips", "symptom", "skin")
    assert (article.meta.authors, article.meta.status, article.meta.date) == (("jo-reed",), "draft", TODAY)
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "Written, as a draft. Begin with the summary: content/articles/skin/dry-lips.md:4",
        "To see it while you write: carepress preview",
        "When it is finished, change its status from draft to published. To see what it lacks then:",
        "  carepress check content/articles/skin/dry-lips.md",
    ]
    assert text.split("\n")[3].startswith("summary: Write here")


def test_what_comes_next_is_said_as_it_must_be_typed(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", [".venv/bin/carepress", "new"])
    done = new("symptom", "Dry lips", "--topic", "skin")
    assert "\n  .venv/bin/carepress check content/articles/skin/dry-lips.md\n" in done.output
    assert "To see it while you write: .venv/bin/carepress preview\n" in done.output


@pytest.mark.parametrize(
    ("words", "kind", "topic"),
    [(("SYMPTOMS", "Dry", "lips"), "symptom", "Skin"), (("Condition", "Dry lips"), "condition", "vision")],
)
def test_plain_words_in_any_case_are_as_good_as_ids(
    site: Path, new: New, words: tuple[str, ...], kind: str, topic: str
) -> None:
    assert new(*words, "--topic", topic, "--author", "jo REED").exit_code == 0
    (path,) = (site / "content/articles").rglob("dry-lips.md")
    text = path.read_text("utf-8")
    assert f"\nkind: {kind}\n" in text
    assert f"\ncategory: {path.parent.name}\nauthors: [jo-reed]\n" in text
    assert path.parent.name == ("skin" if topic == "Skin" else "eyes")


TITLES = [
    *("Dry eye: what helps", 'The "dry" eye', "It's #1", "@home", "Yes", "yes", "2024", "null", "- a", "a \\ b", "'a'"),
    *(
        "🤧 Colds",
        "جفاف العين",
        "干眼症",
        "a # b",
        "? a",
        "5 < 6",
        "R&D",
        "12:30",
        "2026-01-01",
        "{a}",
        "[a]",
        "a, b",
        "!x",
    ),
]


def test_a_draft_of_any_kind_title_and_topic_hurts_no_site_and_is_counted(tmp_path: Path) -> None:
    for name in ("content", "pelicanconf.py", "publishconf.py"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    for name in ("templates", "themes"):
        (tmp_path / name).symlink_to(ROOT / name)
    topics = sorted(path.name for path in (ROOT / "content/articles").iterdir())
    for number, title in enumerate(TITLES):
        kind = list(kinds().values())[number % len(kinds())]
        place = tmp_path / f"content/articles/{topics[number % len(topics)]}/begun-{number}.md"
        answers = Answers(kind, title, topics[number % len(topics)], ("sample-writer",), TODAY, "en")
        place.write_text(scaffold(answers), "utf-8")
        article = Loader("en").article(f"articles/x/begun-{number}.md", place.read_bytes())
        assert article.found == ()
        assert article.value is not None
        assert article.value.meta.title == title
    command = [sys.executable, "-m", "carepress", "build", "--settings", "publishconf.py"]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    assert f" + {len(TITLES)} drafts + " in built.stdout
    assert not list((tmp_path / "output").rglob("*begun*"))
    assert "Notes like this" not in "".join(path.read_text("utf-8") for path in (tmp_path / "output").rglob("*.html"))


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.id)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_each_section_has_its_role_and_each_role_its_guidance(kind: str, lang: str) -> None:
    kind = kinds()[kind.id]
    text = scaffold(Answers(kind, "A title", "skin", (), TODAY, lang, own_lang=lang == "en"))
    path = f"articles/skin/a-title{'' if lang == 'en' else '.es'}.md"
    article = Loader("en").article(path, text.encode()).value
    assert article is not None
    live = [name for name, role in kind.roles.items() if role.requirement != "optional" and name != "overview"]
    assert [section.role for section in article.body.sections] == live
    assert article.body.words == sum(len(kind.roles[name].heading.split()) for name in live)
    places = [text.index(f"{name} ({role.requirement}): {role.guidance}") for name, role in kind.roles.items()]
    assert places == sorted(places)
    assert ("{#" in text.split("-->", 1)[1]) is (lang == "es")


@pytest.mark.parametrize("lang", ["en", "es", "ar"])
def test_a_draft_of_each_kind_has_no_fault_of_integrity_whatever_the_languages(site: Path, new: New, lang: str) -> None:
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"DEFAULT_LANG = {lang!r}\n")
    begun = set()
    for kind in kinds():
        for other in ("en", "fr", "ar"):
            done = new(kind, f"A {kind} in {other}", "--topic", "skin", "--author", "jo-reed", "--lang", other)
            assert done.exit_code == 0, done.output
            ending = "" if other == lang else f".{other}"
            begun.add(f"content/articles/skin/a-{kind}-in-{other}{ending}.md")
    assert all((site / path).is_file() for path in begun)
    checked = CliRunner().invoke(main, ["check", "--today", "2026-11-25", "--format", "json"])
    serious = {fault.code for fault in declared_faults() if fault.level is Level.INTEGRITY} - {"CP132"}
    found = [each for each in json.loads(checked.stdout) if each["path"] in begun]
    assert {each["path"] for each in found if each["code"] == "CP132"} == begun  # what is there to be replaced
    assert [each for each in found if each["code"] in serious] == []
    assert {each["severity"] for each in found} == {"note"}


def test_what_a_scaffold_offers_can_be_used_as_it_stands_and_is_told_of_while_it_is_left_so() -> None:
    text = scaffold(Answers(kinds()["symptom"], "A title", "skin", ("jo-reed",), TODAY, "en"))
    used = re.sub(r"^# ", "", text, flags=re.MULTILINE)
    loaded = Loader("en").article("articles/skin/a-title.md", used.encode())
    assert loaded.found == ()
    assert loaded.value is not None
    offered = re.findall(r"^# ([a-z_]+):", text, re.MULTILINE)
    assert offered == ["also_called", "review", "codes", "sources", "at_a_glance", "faq"]
    fields = list(ArticleMeta.model_fields)
    assert sorted(offered[:-1], key=fields.index) == offered[:-1]
    assert all(placeholder in text for placeholder in PLACEHOLDERS)
    assert loaded.value.body.section("faq") is not None


def test_a_translation_lies_beside_its_original_and_names_its_language(site: Path, new: New) -> None:
    assert new("condition", "Ojo seco", "--slug", "dry-eye", "--lang", "es", "--topic", "skin").exit_code == 0
    assert "\nlang: es\n" in (site / "content/articles/eyes/dry-eye.es.md").read_text("utf-8")
    other = new("symptom", "Ojo seco", "--slug", "dry-eye", "--lang", "fr", "--topic", "skin")
    assert (other.exit_code, "--slug dry-eye-2" in other.stderr) == (1, True)


def test_the_language_norwegian_is_no_truth_value(site: Path, new: New) -> None:
    assert new("symptom", "Rødt øye", "--lang", "no", "--topic", "eyes").exit_code == 0
    assert '\nlang: "no"\n' in (site / "content/articles/eyes/rodt-oye.no.md").read_text("utf-8")


def test_a_site_without_topics_and_people_can_begin(site: Path, new: New) -> None:
    shutil.rmtree(site / "content")
    (site / "content").mkdir()
    done = new("test", "Blood test")
    assert done.exit_code == 0
    assert "This site has no topics yet" in done.output
    assert "\ncategory: general\n" in (site / "content/articles/general/blood-test.md").read_text("utf-8")
    assert new("test", "Eye test", "--topic", "Eyes").exit_code == 0
    assert (site / "content/articles/eyes/eye-test.md").is_file()
    assert "there is no person jo (people: none)" in new("test", "x", "--author", "jo").stderr


# ── What it refuses ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_mistake_is_told_at_once(new: New) -> None:
    done = new("test", "x", "--topic", "skni", "--author", "jo")
    assert [line.split(";")[0].split(" (")[0] for line in done.stderr.splitlines()] == [
        "error: there is no topic skni",
        "error: there is no person jo",
    ]


def test_what_is_no_kind_is_one_error(new: New) -> None:
    assert new("bogus").stderr.count("error:") == 1


def test_those_who_write_are_offered_before_those_who_review(site: Path) -> None:
    for name, role in {"ann": "reviewer", "ben": "editor", "zoe": "author"}.items():
        (site / f"content/people/{name}.yaml").write_text(f"name: {name.title()}\nrole: {role}\n", "utf-8")
    (site / "content/people/kim.yaml").write_text("name: Kim\n", "utf-8")
    project = load_project(Path("pelicanconf.py"), {})
    people = Site.survey(project.content, project.site_settings(), project.theme, project.output).people
    assert list(people.names) == ["jo-reed", "zoe", "ben", "kim", "ann"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("symptm", "x", "--topic", "skin"),
            "there is no kind symptm; did you mean symptom? (kinds: condition, symptom",
        ),
        (("Dry lips",), "; write the kind before the title"),
        (("test", "x", "--topic", "skni"), "there is no topic skni; did you mean skin? (topics: eyes, skin)"),
        (("test", "x", "--topic", ""), "there is no topic without a name (topics: eyes, skin)"),
        (("test", "x", "--topic", "skin", "--author", "jo"), "there is no person jo (people: jo-reed)"),
        ((), "this is missing: the kind (kinds: condition, symptom"),
        (("test",), "this is missing: the title, --topic (topics: eyes, skin)"),
        (("test", "  ", "--topic", "skin"), "this is missing: the title\n"),
        (("test", "!?", "--topic", "skin"), "a title has at least one letter"),
        (("test", "x" * 151, "--topic", "skin"), "this title has 151 characters, and at most 150"),
        (("test", "a \u202eb", "--topic", "skin"), "an invisible character stands in this title"),
        (("test", "a <b>b</b>", "--topic", "skin"), "this title cannot be used: `<b>` is HTML"),
        (("test", "{{ x }}", "--topic", "skin"), "this title cannot be used: this looks like template code"),
        (("test", "x", "--topic", "skin", "--slug", "Dry Lips"), "Dry Lips cannot be part of an address"),
        (("test", "x", "--topic", "skin", "--slug", "../x"), "../x cannot be part of an address"),
        (("test", "x", "--topic", "skin", "--slug", "x" * 101), "this address has 101 characters; at most 100"),
        (("test", "x", "--topic", "skin", "--lang", "english"), "english is not a language"),
        (("test", "x", "--topic", "skin", "-s", "nowhere.py"), "there is no settings file nowhere.py"),
    ],
)
def test_wrong_use_is_a_sentence_and_status_2_and_nothing_is_written(
    site: Path, new: New, arguments: tuple[str, ...], sentence: str
) -> None:
    before = files(site)
    done = new(*arguments)
    assert (done.exit_code, files(site)) == (2, before)
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("path", "text", "kind", "slug"),
    [
        ("articles/eyes/dry-eye.md", DRY_EYE, "condition", "dry-eye"),
        ("articles/eyes/dry-eye.md", DRY_EYE, "procedure", "dry-eye"),
        ("articles/eyes/dry-eye.md", DRY_EYE, "symptom", "red-eye"),
        ("articles/eyes/x.md", DRY_EYE.replace("date:", "status: draft\nslug: lids\ndate:"), "test", "lids"),
        ("articles/eyes/x.md", DRY_EYE.replace("date:", "slug: lids\ndate:"), "test", "x"),
        ("articles/skin/broken.md", "---\ntitle: [\n---\n", "test", "broken"),
        ("pages/about.md", "---\ntitle: A\nsummary: x\ndate: 2026-01-01\n---\n\nx\n", "test", "about"),
    ],
)
def test_a_name_or_address_that_is_taken_is_told_with_one_that_is_free(
    site: Path, new: New, path: str, text: str, kind: str, slug: str
) -> None:
    (site / "content" / path).parent.mkdir(exist_ok=True)
    (site / "content" / path).write_text(text, "utf-8")
    before = files(site)
    done = new(kind, slug, "--topic", "skin")
    assert done.exit_code == 1
    assert f"the address {slug} is taken by content/{path}; for another article, write --slug {slug}-2" in done.stderr
    assert (files(site), (site / "content" / path).read_text("utf-8")) == (before, text)
    assert new(kind, slug, "--topic", "skin", "--slug", f"{slug}-2").exit_code == 0
    assert f"--slug {slug}-3" in new(kind, slug, "--topic", "skin").stderr


def test_faults_in_the_topics_are_told_where_they_are(site: Path, new: New) -> None:
    (site / "content/topics.yaml").write_text("skin: {name: Skin\n", "utf-8")
    done = new("test", "x", "--topic", "skin")
    assert done.exit_code == 1
    assert "content/topics.yaml:1:" in done.stderr
    assert "nothing was written" in done.stderr
    assert not list((site / "content").rglob("x.md"))


def test_faults_in_an_author_are_told_where_they_are(site: Path, new: New) -> None:
    (site / "content/people/jo-reed.yaml").write_text("nam: Jo\n", "utf-8")
    done = new("test", "x", "--topic", "skin", "--author", "jo-reed")
    assert (done.exit_code, "content/people/jo-reed.yaml:1:1" in done.stderr) == (1, True)


@pytest.mark.parametrize("link", ["articles", "articles/skin", "articles/skin/x.md"])
def test_a_link_is_never_followed(site: Path, new: New, tmp_path_factory: pytest.TempPathFactory, link: str) -> None:
    outside = tmp_path_factory.mktemp("outside")
    place = site / "content" / link
    if link == "articles":
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / "x.md" if link.endswith(".md") else outside)
    done = new("test", "x", "--topic", "skin")
    assert done.exit_code == 1
    assert re.search(rf"content/{link} is (a link|there already)", done.stderr)
    assert list(outside.iterdir()) == []


def test_what_is_in_the_way_stays_as_it_is(site: Path, new: New) -> None:
    (site / "content/articles/skin").write_text("mine", "utf-8")
    assert "content/articles/skin is no folder" in new("test", "x", "--topic", "skin").stderr
    (site / "content/articles/eyes/y.md").mkdir()
    assert "y.md is there already, and stays as it is" in new("test", "y", "--topic", "eyes").stderr
    assert (site / "content/articles/skin").read_text("utf-8") == "mine"


def test_where_it_cannot_be_written_nothing_is_left_behind(site: Path) -> None:
    before = files(site)
    done = subprocess.run(
        [sys.executable, "-m", "carepress", "new", "test", "x", "--topic", "skin"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),  # the disk is full
    )
    assert done.returncode == 1
    assert "content/articles/skin/x.md cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(site) == before


def test_a_closed_input_is_nobody_to_ask(site: Path) -> None:
    command = [sys.executable, "-m", "carepress", "new", "test"]
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", *command]
    done = subprocess.run(closed, cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: this is missing: the title")


def test_help_needs_no_model() -> None:
    code = (
        "import sys, carepress.cli as c\n"
        "c.main(['new', '--help'], standalone_mode=False)\n"
        "assert not {'pydantic', 'markdown', 'pelican', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


# ── At a terminal ────────────────────────────────────────────────────────────────────────────────────────────────


def at_terminal(site: Path, *arguments: str, types: str) -> tuple[int, str]:
    """Exit status, and what the terminal shows. ``types`` is typed bit by bit, each when a question has been asked."""
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "carepress", "new", "--today", "2026-11-25", *arguments],
        cwd=site,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - so that Ctrl-C is a signal
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(theirs)
    shown, keys, asked, key, patience = "", re.findall(r"[^\r]*\r|[\x03\x04]", types), 0, "", 60
    while patience:
        if not select.select([ours], [], [], 1)[0]:
            patience -= 1
            if key == "\x03":  # Python's readline misses a signal that comes as it begins to wait
                os.write(ours, key.encode())
            continue
        try:
            data = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        shown += data.decode()
        questions = len(re.findall(r"(?:Number or name|Title|nobody|Address)(?: \[[a-z0-9-]+\])?: |\[Y/n\]: ", shown))
        if questions > asked and keys:
            asked, key = questions, keys.pop(0)
            os.write(ours, key.encode())
    os.close(ours)
    status = started.wait(60)
    assert "Traceback" not in shown
    return status, shown.replace("\r\n", "\n")


def test_without_words_it_asks_one_question_at_a_time_and_shows_what_it_will_write(site: Path) -> None:
    status, shown = at_terminal(site, types="9\rsymptom\r\r \rDry lips\r2\rjo reed, 1\ry\r")
    assert status == 0
    assert "  2. symptom: Signs you may notice" in shown
    assert "there is no kind 9" in shown
    assert "  1. jo-reed: Jo Reed (author)" in shown
    assert "If you are not in the list, press Enter" in shown
    assert "This will be written: content/articles/skin/dry-lips.md" in shown
    assert "Its address will be: /symptoms/dry-lips/" in shown
    assert "\x1b" not in shown
    text = (site / "content/articles/skin/dry-lips.md").read_text("utf-8")
    assert text.startswith("---\ntitle: Dry lips\nkind: symptom\n")
    assert "\nauthors: [jo-reed]\n" in text


def test_it_asks_only_for_what_is_missing(site: Path) -> None:
    status, shown = at_terminal(site, "symptom", "Dry lips", "--author", "jo-reed", types="skin\r\r")
    assert status == 0
    assert "What kind" not in shown
    assert "Title:" not in shown
    assert "Who writes it?" not in shown
    assert (site / "content/articles/skin/dry-lips.md").is_file()
    status, shown = at_terminal(site, "symptom", "Wet lips", "--topic", "skin", types="")
    assert (status, "?" in shown) == (0, False)


@pytest.mark.parametrize(
    "wrong", [("--author", "jo"), ("--topic", "skni"), ("--lang", "English"), ("--slug", "A b"), ("symptm", "x")]
)
def test_what_is_wrong_on_the_command_line_is_told_before_anything_is_asked(site: Path, wrong: tuple[str, ...]) -> None:
    status, shown = at_terminal(site, *wrong, types="")
    assert status == 2
    assert shown.startswith("error: ")
    assert "What" not in shown


def test_a_name_that_is_taken_is_offered_with_a_free_one(site: Path) -> None:
    status, shown = at_terminal(site, "condition", "--topic", "eyes", types="Dry eye\r\rdry-eye\rDry!\r\r\r")
    assert status == 0
    assert "the address dry-eye is taken by content/articles/eyes/dry-eye.md." in shown
    assert "Address [dry-eye-2]: " in shown
    assert "Dry! cannot be part of an address" in shown
    assert (site / "content/articles/eyes/dry-eye-2.md").is_file()


@pytest.mark.parametrize("types", ["\x03", "\x04", "test\rx\r\x03", "test\rx\r1\r\rn\r", "test\rx\r1\r\r\x04"])
def test_whoever_leaves_finds_nothing_written(site: Path, types: str) -> None:
    before = files(site)
    status, shown = at_terminal(site, types=types)
    assert (status, files(site)) == (1, before)
    assert shown.endswith("Nothing was written.\n")
