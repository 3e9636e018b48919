"""After any change, a build that does only what it must gives the same bytes as one that does everything."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image

from carepress.build.render import Rendered, Why
from carepress.diagnostics import Collector, Diagnostic, Level, Notes, declared_faults
from carepress.plugin.loading import Project, load_project
from carepress.preview.report import Report
from carepress.preview.running import load_report
from carepress.site import new_article
from carepress.site.check import check_folder
from carepress.site.outcome import Outcome

ROOT = Path(__file__).parents[2]
SETTINGS = """\
from pathlib import Path

HERE = Path(__file__).parent
PELICAN_CLASS = "carepress.Carepress"
PATH = str(HERE / "content")
THEME = str(HERE / "theme")
THEME_TEMPLATES_OVERRIDES = [str(HERE / "templates")]
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SITENAME = {name!r}
SITEURL = "https://example.org"
CAREPRESS_REVIEW = {{"due_soon_days": 30, "grace_days": 30, "overdue": {overdue!r}}}
CAREPRESS_PRODUCTION = {production!r}
CAREPRESS_RULES = dict.fromkeys({advice!r}, "advice")
"""
TOPICS = ("eyes", "skin", "sleep")
SLUGS = ("dry-eye", "eczema", "insomnia", "rosacea", "snoring", "stye")
WORDS = ("itch", "tears", "lids", "rest", "cream", "night", "airway", "light")
DAY = dt.date(2026, 6, 1)
KILLS = 100
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="9"/>'

words = st.sampled_from(WORDS)
slugs = st.sampled_from(SLUGS)
topics = st.sampled_from(TOPICS)
files = st.sampled_from(["/robots.txt", "/theme/icon.svg", "/feed.atom", "/sitemap.xml", "/images/a.svg"])
"""That are no pages, and are there all the same."""


def noise(width: int, height: int, seed: int) -> bytes:
    """A photo, as PNG: of more than the few kilobytes that are not worth another size."""
    file = BytesIO()
    pixels = random.Random(seed).randbytes(width * height * 3)  # noqa: S311 - pixels, not secrets
    Image.frombytes("RGB", (width, height), pixels).save(file, "PNG")
    return file.getvalue()


class Site:
    """A site in a folder, and two outputs: one that is built again and again, one that is built from nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.day = DAY
        self.name, self.overdue, self.production = "A site", "notice", False
        shutil.copytree(ROOT / "templates", folder / "templates")
        shutil.copytree(ROOT / "themes" / "carepress", folder / "theme")
        self.write("people/ada.yaml", "name: Ada Okoro\nrole: reviewer\ncredentials: MD\n")
        self.write("people/bo.yaml", "name: Bo\nrole: editor\n")
        self.write(
            "topics.yaml", "".join(f"{topic}: {{name: {topic.title()}, summary: All of it.}}\n" for topic in TOPICS)
        )
        self.write("glossary.yaml", "airway: {definition: A tube to breathe through.}\n")
        self.write("images/a.svg", DRAWING.format(size=9))
        self.write("pages/about.md", "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\n---\n\nWe.\n")
        for number, slug in enumerate(SLUGS[:4]):
            self.article(slug, topic=TOPICS[number % 3])

    def write(self, path: str, text: str) -> None:
        place = self.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def path_of(self, slug: str) -> Path | None:
        return next(iter(self.content.glob(f"articles/*/{slug}.md")), None)

    def article(self, slug: str, *, topic: str = "eyes", title: str = "", text: str = "Text.", more: str = "") -> None:
        if (old := self.path_of(slug)) is not None:
            old.unlink()
        title = title or slug.replace("-", " ").capitalize()
        self.write(
            f"articles/{topic}/{slug}.md",
            f"---\ntitle: {title}\nkind: condition\nsummary: About {title}.\ncategory: {topic}\ndate: 2024-01-01\n"
            f"authors: [bo]\n{more}---\n\n{text}\n\n## Symptoms\n\nA sign.\n",
        )

    def project(self, output: str) -> Project:
        """In production nothing but integrity stops a build here, so that most changes are published."""
        conf = self.folder / "pelicanconf.py"
        conf.write_text(
            SETTINGS.format(
                name=self.name,
                overdue=self.overdue,
                production=self.production,
                advice=[
                    fault.code for fault in declared_faults() if fault.level is Level.EDITORIAL and self.production
                ],
            ),
            encoding="utf-8",
        )
        where = str(self.folder / output / "site")
        return load_project(conf, {"OUTPUT_PATH": where, "CAREPRESS_TODAY": self.day})

    def build(self, output: str, *, jobs: int = 1, whole: bool = False) -> Outcome:
        return self.project(output).build(jobs=jobs, whole=whole)

    def check(self) -> Collector:
        """With what the builds of one output have found."""
        project = self.project("kept")
        return check_folder(self.content, project.site_settings(), project.theme, project.output, jobs=1).diagnostics

    def sources(self) -> dict[str, bytes]:
        paths = (path for path in self.content.rglob("*") if path.is_file())
        return {path.relative_to(self.content).as_posix(): path.read_bytes() for path in paths}

    def tree(self, output: str) -> dict[str, bytes]:
        root = self.folder / output / "site"
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def told(self, outcome: Outcome) -> list[str]:
        return said(outcome.diagnostics)


def in_short(outcome: Outcome) -> tuple[list[str], Notes]:
    """As a build tells it: what is more than a note, and how many notes there are."""
    serious, notes = outcome.diagnostics.serious()
    return said(serious), notes


def said(found: Iterable[Diagnostic]) -> list[str]:
    """All that is said of each fault, in the order of their places."""
    ordered = sorted(found, key=lambda each: each.order)
    return [f"{each.path}:{each.span} {each.fault.code} {each.message} {each.help} {each.waits}" for each in ordered]


def made(outcome: Outcome) -> set[str]:
    """Files that had to be made."""
    assert isinstance(outcome.rendered, Rendered)
    results = outcome.rendered.results
    return {path for path, (why, _) in results.items() if why in (Why.NEW, Why.CHANGED, Why.DAMAGED)}


# ── Whatever is changed ──────────────────────────────────────────────────────────────────────────────────────────

COUNTS: Counter[str] = Counter()


class Changes(RuleBasedStateMachine):
    """Any sequence of changes; after each, the incremental site is held against a clean one."""

    folders: pytest.TempPathFactory

    @initialize()
    def begin(self) -> None:
        self.site = Site(self.folders.mktemp("incremental"))
        self.change_a_photo(400, 1)
        self.show_a_photo("eczema", "![A photo](b.png)")
        self.suppress_a_fault("insomnia", "CP512", "", "published")
        self.change_a_page("draft")

    @rule(slug=slugs, topic=topics, words=st.lists(words, min_size=1, max_size=4))
    def write_an_article(self, slug: str, topic: str, words: list[str]) -> None:
        self.site.article(slug, topic=topic, text=f"About {' and '.join(words)}.")

    @rule(slug=slugs, word=words, names=st.lists(words, max_size=2, unique=True))
    def give_another_title(self, slug: str, word: str, names: list[str]) -> None:
        self.site.article(slug, title=f"{word.title()} of the day", more=f"tags: [{', '.join(names)}]\n")

    @rule(slug=slugs, other=slugs)
    def link_to_another(self, slug: str, other: str) -> None:
        self.site.article(slug, text=f"See [it]({other}.md#symptoms).")

    @rule(slug=slugs, status=st.sampled_from(["draft", "hidden", "published"]))
    def change_status(self, slug: str, status: str) -> None:
        self.site.article(slug, more=f"status: {status}\n")

    @rule(slug=slugs, day=st.dates(dt.date(2023, 1, 1), dt.date(2026, 8, 1)), who=st.sampled_from(["ada", "bo"]))
    def review(self, slug: str, day: dt.date, who: str) -> None:
        self.site.article(slug, more=f"review: {{by: [{who}], date: {day}}}\nalso_called: [{slug} {who}]\n")

    @rule(slug=slugs)
    def translate(self, slug: str) -> None:
        self.site.article(slug)
        path = self.site.path_of(slug)
        assert path is not None
        path.with_suffix(".ar.md").write_text(
            path.read_text("utf-8").replace("kind:", "lang: ar\nkind:"), encoding="utf-8"
        )

    @rule(slug=slugs)
    def delete(self, slug: str) -> None:
        for path in self.site.content.glob(f"articles/*/{slug}*.md"):
            path.unlink()

    @rule(slug=slugs, other=slugs)
    def rename(self, slug: str, other: str) -> None:
        path = self.site.path_of(slug)
        if path is not None and self.site.path_of(other) is None:
            path.rename(path.with_name(f"{other}.md"))

    @rule(slug=slugs, size=st.integers(1, 9))
    def change_a_drawing(self, slug: str, size: int) -> None:
        self.site.write("images/a.svg", DRAWING.format(size=size))
        self.site.article(slug, text="![A drawing](a.svg)")

    @rule(width=st.sampled_from([300, 400]), seed=st.integers(1, 2))
    def change_a_photo(self, width: int, seed: int) -> None:
        (self.site.content / "images" / "b.png").write_bytes(noise(width, 12, seed))

    @rule(slug=slugs, words=st.sampled_from(["![A photo](b.png)", "Words and ![a photo](../../images/b.png)."]))
    def show_a_photo(self, slug: str, words: str) -> None:
        self.site.article(slug, text=words)

    @rule(side=st.sampled_from([100, 150]), seed=st.integers(1, 2))
    def change_a_face(self, side: int, seed: int) -> None:
        (self.site.content / "images" / "bo.png").write_bytes(noise(side, side, seed))
        self.site.write("people/bo.yaml", "name: Bo\nrole: editor\nphoto: bo.png\n")

    @rule(name=words)
    def rename_a_person(self, name: str) -> None:
        self.site.write("people/bo.yaml", f"name: Bo {name.title()}\nrole: editor\n")

    @rule(topic=topics, name=words)
    def rename_a_topic(self, topic: str, name: str) -> None:
        text = (self.site.content / "topics.yaml").read_text("utf-8").splitlines()
        lines = [f"{topic}: {{name: {name.title()}, summary: S.}}" if line.startswith(topic) else line for line in text]
        self.site.write("topics.yaml", "\n".join(lines) + "\n")

    @rule(term=words, meaning=words)
    def explain_a_word(self, term: str, meaning: str) -> None:
        self.site.write("glossary.yaml", f"{term}: {{definition: It is {meaning}.}}\n")

    @rule(word=words, name=st.sampled_from(["components/tags", "components/faq", "components/entries"]))
    def change_a_component(self, word: str, name: str) -> None:
        place = self.site.folder / "templates" / name / "template.html"
        original = (ROOT / "templates" / name / "template.html").read_text("utf-8")
        place.write_text(f"{original}<p>{word}</p>\n", encoding="utf-8")

    @rule(word=words, name=st.sampled_from(["person", "article", "kind"]))
    def change_a_template(self, word: str, name: str) -> None:
        place = self.site.folder / "templates" / f"{name}.html"
        original = (ROOT / "templates" / f"{name}.html").read_text("utf-8")
        place.write_text(original.replace("{% endblock %}", f"<p>{word}</p>{{% endblock %}}"), encoding="utf-8")

    @rule(word=words)
    def change_the_style(self, word: str) -> None:
        place = self.site.folder / "theme" / "static" / "css" / "components" / "faq.css"
        place.write_text(f".{word} {{ color: red; }}\n", encoding="utf-8")

    @rule(name=words, overdue=st.sampled_from(["notice", "warn", "unpublish"]))
    def change_settings(self, name: str, overdue: str) -> None:
        self.site.name, self.site.overdue = name.title(), overdue

    @rule(days=st.sampled_from([1, 29, 400]))
    def let_time_pass(self, days: int) -> None:
        self.site.day += dt.timedelta(days=days)

    @rule(word=words)
    def spoil_the_output(self, word: str) -> None:
        root = self.site.folder / "kept" / "site"
        if root.is_dir():
            (root / "index.html").write_text(f'{word} name="generator" content="Carepress', encoding="utf-8")
            (root / f"{word}.txt").write_text("Not ours.", encoding="utf-8")

    @rule(
        slug=slugs,
        name=st.sampled_from(["CP403", "no-sources", "CP707", "CP512", "CP120", "CP210"]),
        section=st.sampled_from(["", "    section: symptoms\n", "    section: causes\n"]),
        status=st.sampled_from(["published", "published", "draft"]),
    )
    def suppress_a_fault(self, slug: str, name: str, section: str, status: str) -> None:
        reason = "    reason: The consent form must be quoted word for word.\n"
        more = f"suppress:\n  - rule: {name}\n{section}{reason}status: {status}\n"
        self.site.article(slug, text="An erythematous lesion.", more=more)

    @rule(slug=slugs, other=slugs)
    def hide_a_link_in_a_comment(self, slug: str, other: str) -> None:
        self.site.article(slug, text=f"One. <!-- See [it]({other}.md). -->")

    @rule(slug=slugs, other=slugs, alias=st.one_of(words.map(lambda word: f"/old/{word}/"), files))
    def send_readers_on(self, slug: str, other: str, alias: str) -> None:
        self.site.article(slug, more=f"aliases: [/conditions/{other}/, {alias}]\n")

    @rule(word=words, gone=st.booleans())
    def list_an_address(self, word: str, gone: bool) -> None:  # noqa: FBT001 - drawn
        place = self.site.content / "addresses.txt"
        text = place.read_text("utf-8") if place.exists() else ""
        self.site.write("addresses.txt", f"{text}/old/{word}/{' gone' if gone else ''}\n")

    @rule()
    def forget_what_was_published(self) -> None:
        (self.site.content / "addresses.txt").unlink(missing_ok=True)

    @rule(status=st.sampled_from(["draft", "published"]))
    def change_a_page(self, status: str) -> None:
        text = f"---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\nstatus: {status}\n---\n\n![We](b.png)\n"
        self.site.write("pages/about.md", text)

    @rule()
    def go_public_or_come_back(self) -> None:
        self.site.production = not self.site.production

    @rule(slug=slugs)
    def put_a_file_where_none_belongs(self, slug: str) -> None:
        stray = self.site.content / "articles" / f"{slug}.pdf"
        if stray.exists():
            stray.unlink()
        else:
            stray.write_bytes(b"A leaflet.")

    @invariant()
    def same_as_clean(self) -> None:
        if not hasattr(self, "site"):
            return
        shutil.rmtree(self.site.folder / "fresh", ignore_errors=True)
        before, listed = self.site.tree("kept"), self.site.sources().get("addresses.txt")
        kept = self.site.build("kept")
        if self.site.sources().get("addresses.txt") != listed:  # what was published is remembered, by its next line
            COUNTS["remembered"] += 1
            kept = self.site.build("kept")
        fresh = self.site.build("fresh", whole=True)
        checks = [self.site.check() for _ in range(2)]  # the second finds the answer of the first
        assert [self.site.told(fresh)] * 2 == [said(check) for check in checks]
        assert in_short(kept) == in_short(fresh)
        assert kept.diagnostics.counted.total or self.site.told(kept) == self.site.told(fresh)
        suppressed = [kept.diagnostics.suppressed, *(check.suppressed for check in checks)]
        assert all(said(each) == said(fresh.diagnostics.suppressed) for each in suppressed)
        assert kept.tally == fresh.tally
        COUNTS["suppressed"] += len(fresh.diagnostics.suppressed)
        self.same_in_a_preview(fresh)
        COUNTS["builds"] += 1
        if fresh.rendered is None:
            COUNTS["refused"] += 1
            assert self.site.tree("kept") == before
            return
        assert self.site.tree("kept") == self.site.tree("fresh")
        again = self.site.build("kept")
        assert made(again) == set()
        assert again.parsed == again.checked == 0

    preview: Report | None = None

    def same_in_a_preview(self, fresh: Outcome) -> None:
        """One that is told of each change, and begun again with other settings, a template or another theme."""
        now = self.site.sources()
        frame = (self.site.project("kept").values, self.frame())
        if self.preview is None or self.seen[0] != frame:
            self.preview = load_report(self.site.project("kept"), "vscode", jobs=1)
        else:
            old = self.seen[1]
            self.preview.take([path for path in {*old, *now} if old.get(path) != now.get(path)])
        self.seen = frame, now
        session = self.preview.session
        if session.kept.outdated:
            return  # what is known of other files is what was known
        paths = {*now, *(each.path for each in fresh.diagnostics)}
        assert said({each for path in paths for each in session.faults(path)}) == self.site.told(fresh)
        if fresh.rendered is not None:
            COUNTS["previewed"] += 1
            COUNTS["pictures"] += sum(path.startswith("img/") for path in self.site.tree("fresh"))
            for path, data in self.site.tree("fresh").items():
                assert (path, session.show(f"/{path.removesuffix('index.html')}").body) == (path, data)

    def frame(self) -> dict[str, bytes]:
        places = (self.site.folder / name for name in ("templates", "theme"))
        return {str(path): path.read_bytes() for place in places for path in place.rglob("*") if path.is_file()}


def test_incremental_is_clean(
    tmp_path_factory: pytest.TempPathFactory, record_property: Callable[[str, object], None]
) -> None:
    machine = type("Machine", (Changes,), {"folders": tmp_path_factory}).TestCase
    machine.settings = settings(
        max_examples=10,
        stateful_step_count=10,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()
    record_property("states", COUNTS["builds"])
    record_property("refused for a fault", COUNTS["refused"])
    assert min(COUNTS["suppressed"], COUNTS["remembered"], COUNTS["previewed"], COUNTS["pictures"]) > 0
    assert COUNTS["builds"] > COUNTS["refused"] * 2


# ── What is not done ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.article("dry-eye", topic="eyes", text="See [it](eczema.md).", more="tags: [itch]\n")
    site.build("kept")
    return site


def test_an_edit_of_a_text_makes_its_own_page_and_no_other(site: Site) -> None:
    site.article("dry-eye", topic="eyes", text="Now see [it](eczema.md).", more="tags: [itch]\n")
    outcome = site.build("kept")
    assert made(outcome) == {"conditions/dry-eye/index.html"}
    assert (outcome.parsed, outcome.checked) == (1, 1)


def test_an_article_that_gains_or_loses_its_last_link_is_checked_again_and_no_other(site: Site) -> None:
    def orphans(outcome: Outcome) -> set[str]:
        return {each.path for each in outcome.diagnostics if each.fault.code == "CP707"}

    linked, before = "articles/skin/eczema.md", orphans(site.project("kept").build(jobs=1, whole=True))
    site.article("dry-eye", topic="eyes", text="See it.", more="tags: [itch]\n")
    outcome = site.build("kept")
    assert orphans(outcome) == before | {linked}
    assert (outcome.checked, made(outcome)) == (2, {"conditions/dry-eye/index.html"})
    site.article("dry-eye", topic="eyes", text="See [it](eczema.md).", more="tags: [itch]\n")
    outcome = site.build("kept")
    assert orphans(outcome) == before
    assert outcome.checked == 2


def test_another_summary_makes_the_page_and_every_list_it_stands_in(site: Site) -> None:
    path = site.path_of("dry-eye")
    assert path is not None
    path.write_text(path.read_text("utf-8").replace("About Dry eye.", "What dry eye is."), encoding="utf-8")
    changed = made(site.build("kept"))
    shown = {name for name, data in site.tree("kept").items() if b"What dry eye is." in data}
    assert changed == shown
    assert {"conditions/dry-eye/index.html", "topics/eyes/index.html", "recent/index.html"} <= changed


def test_a_renamed_person_makes_the_pages_that_name_them(site: Site) -> None:
    site.write("people/ada.yaml", "name: Ada Eze\nrole: reviewer\ncredentials: MD\n")
    assert made(site.build("kept")) == {"people/index.html", "people/ada/index.html"}


def test_a_word_of_the_glossary_makes_the_pages_that_use_it(site: Site) -> None:
    site.article("eczema", topic="skin", text="An airway.")
    site.build("kept")
    site.write("glossary.yaml", "airway: {definition: A pipe.}\nnothing: {definition: None.}\n")
    assert made(site.build("kept")) == {"conditions/eczema/index.html", "glossary/index.html"}


def test_a_template_makes_the_pages_that_use_it(site: Site) -> None:
    place = site.folder / "templates" / "person.html"
    place.write_text(place.read_text("utf-8").replace("{% endblock %}", "<p>x</p>{% endblock %}"), encoding="utf-8")
    outcome = site.build("kept")
    assert made(outcome) == {"people/ada/index.html", "people/bo/index.html"}
    assert outcome.parsed == 0


def test_a_day_that_changes_nothing_makes_nothing_and_one_that_does_makes_what_shows_it(site: Site) -> None:
    site.article("eczema", topic="skin", more="review: {by: [ada], date: 2026-05-01, due: 2026-06-02}\n")
    site.build("kept")
    site.day += dt.timedelta(days=1)
    assert made(site.build("kept")) == set()
    site.day += dt.timedelta(days=1)
    changed = made(site.build("kept"))
    shown = {name for name, data in site.tree("kept").items() if b"overdue" in data.lower() and name.endswith(".html")}
    assert "conditions/eczema/index.html" in changed
    assert changed <= shown


def test_files_that_do_not_change_keep_their_times(site: Site) -> None:
    root = site.folder / "kept" / "site"
    before = {path.relative_to(root): path.stat().st_mtime_ns for path in root.rglob("*.html")}
    site.article("dry-eye", topic="eyes", text="Other words.", more="tags: [itch]\n")
    site.build("kept")
    after = {path.relative_to(root): path.stat().st_mtime_ns for path in root.rglob("*.html")}
    assert [str(path) for path in before if before[path] != after[path]] == ["conditions/dry-eye/index.html"]


@pytest.mark.parametrize("jobs", [2, 4])
def test_the_number_of_processes_changes_no_byte(tmp_path: Path, jobs: int) -> None:
    site = Site(tmp_path)
    for number in range(80):
        site.article(f"filler-{number}", text=f"Text number {number}, see [it](filler-{(number + 7) % 80}.md).")
    site.build("kept")
    site.build("fresh", jobs=jobs)
    assert site.tree("kept") == site.tree("fresh")
    site.article("filler-3", text="Other words.")
    site.build("fresh", jobs=jobs)
    site.build("kept")
    assert site.tree("kept") == site.tree("fresh")


# ── What must never happen ───────────────────────────────────────────────────────────────────────────────────────


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scratch(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 5, len(data), 4000):
        data[place : place + 40] = b"\x00" * len(data[place : place + 40])
    path.write_bytes(data)


def flip(path: Path) -> None:
    """One bit of what SQLite says about itself."""
    data = bytearray(path.read_bytes())
    data[data.index(b"CREATE TABLE details") + len("CREATE TABLE d")] ^= 0x80
    path.write_bytes(data)


@pytest.mark.parametrize(
    "harm",
    [
        cut,
        scratch,
        flip,
        lambda path: path.write_bytes(b"No database."),
        lambda path: path.write_bytes(b""),
        Path.unlink,
    ],
    ids=["cut", "scratched", "flipped", "something else", "empty", "gone"],
)
def test_a_damaged_store_is_never_believed(site: Site, harm: Callable[[Path], object]) -> None:
    harm(site.folder / "kept" / ".carepress" / "site.cache")
    site.article("dry-eye", topic="eyes", text="Other words.", more="tags: [itch]\n")
    site.build("kept")
    site.build("fresh")
    assert site.tree("kept") == site.tree("fresh")
    assert made(site.build("kept")) == set()


def spoil(path: Path) -> None:
    """What no check of SQLite's own finds."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE parsed SET head = x'00112233445566778899'")
        db.commit()


@pytest.mark.parametrize("harm", [spoil, flip])
@pytest.mark.parametrize(
    "mend",
    [
        Site.check,
        lambda site: load_report(site.project("kept"), "vscode", jobs=1),
        lambda site: new_article.Site.survey(
            site.content, site.project("kept").site_settings(), site.folder / "theme", site.folder / "kept" / "site"
        ),
    ],
    ids=["check", "preview", "new"],
)
def test_whoever_finds_a_damaged_store_begins_another(
    site: Site, harm: Callable[[Path], object], mend: Callable[[Site], object]
) -> None:
    harm(site.folder / "kept" / ".carepress" / "site.cache")
    mend(site)
    kept = site.build("kept")
    assert kept.parsed == 0
    assert site.told(kept) == site.told(site.build("fresh"))


def test_a_preview_leaves_the_store_of_another_version_to_whoever_builds(site: Site) -> None:
    session = load_report(site.project("kept"), "vscode", jobs=1).session
    store = site.folder / "kept" / ".carepress" / "site.cache"
    with closing(sqlite3.connect(store)) as db:
        db.execute("PRAGMA user_version = 1000")
    of_another = store.read_bytes()
    assert b"<h1" in session.show("/conditions/eczema/").body
    assert said(session.faults("articles/skin/eczema.md")) != []
    assert store.read_bytes() == of_another


def test_a_killed_build_leaves_a_whole_site_and_the_next_one_completes_it(site: Site) -> None:
    chance = random.Random(4)  # noqa: S311 - moments, not secrets
    command = [sys.executable, "-m", "carepress", "build", "-s", str(site.folder / "pelicanconf.py")]
    command += ["-o", str(site.folder / "kept" / "site"), "--today", str(DAY), "--jobs", "2"]
    for number in range(40):
        site.article(f"filler-{number}")
    trees = {}
    for site.name in ("One name", "Another name"):  # it stands on every page
        site.build("fresh")
        trees[site.name] = site.tree("fresh")
    site.build("kept")
    for _ in range(KILLS):
        before = site.tree("kept")
        (site.name,) = (name for name, tree in trees.items() if tree != before)
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.1, 1.2))
        os.killpg(running.pid, signal.SIGKILL)  # the build and whatever works for it
        running.wait()
        assert site.tree("kept") in trees.values()
    site.build("kept")
    assert site.tree("kept") == trees[site.name]
