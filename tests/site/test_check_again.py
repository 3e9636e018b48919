"""A check of what was checked before tells its answer again, all of it, and only where nothing at all has changed."""

from __future__ import annotations

import datetime as dt
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

import carepress
from carepress.build.pickled import unpickled
from carepress.build.store import Store
from carepress.content.folder import MAX_BYTES
from carepress.site import day
from carepress.site.check import CheckedFolder, check_folder
from carepress.site.settings import SiteSettings

ROOT = Path(__file__).parents[2]
ARTICLE = """\
---
title: {title}
kind: condition
summary: When eyes make too few tears.
category: eyes
date: 2024-01-01
---

{text}
"""
MARK = {"articles/mark.md": "Told again"}


@dataclass
class Site:
    """A content folder, and what its checks depend on."""

    folder: Path
    settings: SiteSettings = field(default_factory=lambda: SiteSettings(name="A site", timezone="UTC"))

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def article(self, name: str, text: str, title: str = "Dry eye") -> Path:
        path = self.content / "articles" / "eyes" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(title=title, text=text), encoding="utf-8")
        return path

    def check(self, progress: Callable[[str, int, int], None] = lambda *_: None) -> CheckedFolder:
        theme, output = self.folder / "theme", self.folder / "output"
        return check_folder(self.content, self.settings, theme, output, jobs=1, progress=progress)

    def mark(self) -> None:
        """Put a mark into the answer that is kept."""
        place = self.folder / ".carepress" / "output.cache"
        with closing(sqlite3.connect(place)) as db:
            ((key,),) = db.execute("SELECT key FROM answered")
        with closing(Store(place)) as store:
            told, _, broken = unpickled(store.answered(key) or b"")
            store.put_answered(key, pickle.dumps((told, MARK, broken)))

    def is_told_again(self) -> bool:
        return self.check().titles == MARK


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Checked once, with a mark in the answer."""
    site = Site(tmp_path)
    site.article("dry-eye", "See [it](nowhere.md).")
    (site.content / "topics.yaml").write_text("eyes: {name: Eyes, summary: All of it.}\n", encoding="utf-8")
    shutil.copytree(ROOT / "themes" / "carepress", tmp_path / "theme")
    site.check()
    site.mark()
    return site


def said(checked: CheckedFolder) -> list[str]:
    return [f"{each.path}:{each.span} {each.fault.code} {each.message}" for each in checked.diagnostics]


class Clock(dt.datetime):
    """A clock that stands still."""

    shows = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # it shows one time
        return cls.shows.astimezone(tz)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(day, "dt", SimpleNamespace(datetime=Clock))
    monkeypatch.setattr(Clock, "shows", Clock.shows)
    return Clock


def test_the_answer_is_told_again_where_nothing_has_changed(site: Site) -> None:
    assert site.is_told_again()
    assert site.is_told_again()


def test_what_is_told_again_is_all_that_was_told(site: Site) -> None:
    site.article("broken", "Text.", title="[")
    site.article("whole", "Text.", title="A whole one")
    first, second = site.check(), site.check()
    site.mark()
    assert site.is_told_again()  # so the second was, too
    assert said(second) == said(first) != []
    assert second.diagnostics.counts == first.diagnostics.counts
    assert (
        second.titles
        == first.titles
        == {
            "articles/eyes/dry-eye.md": "Dry eye",
            "articles/eyes/whole.md": "A whole one",
        }
    )
    assert second.broken == first.broken == {"articles/eyes/broken.md"}
    assert (second.texts, second.digests) == (first.texts, first.digests)


CHANGES: dict[str, Callable[[Site], object]] = {
    "a word": lambda site: site.article("dry-eye", "See [it](elsewhere.md)."),
    "a new file": lambda site: (site.content / "notes.txt").write_text("Hm.", encoding="utf-8"),
    "a renamed file": lambda site: (site.content / "articles/eyes/dry-eye.md").rename(site.content / "articles/x.md"),
    "a setting": lambda site: setattr(site, "settings", site.settings.model_copy(update={"production": True})),
    "a day that is set": lambda site: setattr(
        site, "settings", site.settings.model_copy(update={"today": dt.date(2031, 1, 1)})
    ),
    "a style sheet": lambda site: (site.folder / "theme/static/css/base.css").write_text("a { }", encoding="utf-8"),
    "an icon": lambda site: (site.folder / "theme/static/icons/new.svg").write_bytes(b"<svg/>"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_answer_is_not_told_again_after_a_change(site: Site, change: Callable[[Site], object]) -> None:
    change(site)
    assert not site.is_told_again()


def test_the_answer_of_a_day_is_not_that_of_the_next(site: Site, clock: type[Clock]) -> None:
    site.check()
    site.mark()
    assert site.is_told_again()
    clock.shows += dt.timedelta(days=1)
    assert not site.is_told_again()


def test_a_check_past_midnight_is_the_answer_of_neither_day(site: Site, clock: type[Clock]) -> None:
    evening, soon = clock.shows, "2026-11-26"
    path = site.article("dry-eye", "Text.")
    path.write_text(path.read_text("utf-8").replace("2024-01-01", soon), encoding="utf-8")

    def pass_midnight(phase: str, done: int, total: int) -> None:  # noqa: ARG001 - what is told of progress
        clock.shows = evening + dt.timedelta(days=1)

    assert not any(soon in line for line in said(site.check(pass_midnight)))
    clock.shows = evening
    assert any(soon in line for line in said(site.check()))


def test_as_days_go_by_no_old_words_are_said_of_them(site: Site, clock: type[Clock]) -> None:
    """What is said of a review that falls due, of a source that grows old, and of all else is as in a first check."""
    ada = site.content / "people" / "ada.yaml"
    ada.parent.mkdir()
    ada.write_text("name: Ada\ncredentials: MD\nrole: reviewer\n", encoding="utf-8")
    path = site.article("due", "Text.[^who]", title="Due")
    more = "review: {by: [ada], date: 2023-12-10}\nsources: {who: {title: Eyes, publisher: WHO, year: 2016}}\n"
    path.write_text(
        path.read_text("utf-8").replace("date: 2024-01-01\n", f"date: 2022-01-01\n{more}"), encoding="utf-8"
    )
    moments = [clock.shows + dt.timedelta(days=passed) for passed in (0, 1, 15, 16, 36, 37, 38, 200)]

    def told(moment: dt.datetime) -> list[str]:
        clock.shows = moment
        found = site.check()
        return [f"{line} {each.help}" for each, line in zip(found.diagnostics, said(found), strict=True)]

    again = [told(moment) for moment in moments]
    first = []
    for moment in moments:
        shutil.rmtree(site.folder / ".carepress")
        first.append(told(moment))
    assert again == first
    codes = [{code for line in lines for code in line.split() if code in {"CP309", "CP406"}} for lines in first]
    assert codes == [{"CP309"}] * 3 + [set()] * 2 + [{"CP406"}] * 3


def test_the_answer_of_another_version_of_the_program_is_not_told_again(site: Site) -> None:
    program = shutil.copytree(
        Path(carepress.__file__).parent, site.folder / "program" / "carepress", ignore=shutil.ignore_patterns("*.pyc")
    )
    script = (
        "from pathlib import Path; import carepress; from carepress.site.check import check_folder;"
        "from carepress.site.settings import SiteSettings;"
        "settings = SiteSettings(name='A site', timezone='UTC');"
        "checked = check_folder(Path('content'), settings, Path('theme'), Path('output'), jobs=1);"
        "print(carepress.__file__, checked.titles)"
    )

    def titles() -> str:
        command = [sys.executable, "-c", f"import sys; sys.path.insert(0, 'program'); {script}"]
        done = subprocess.run(command, cwd=site.folder, capture_output=True, text=True, check=True)
        where, _, told = done.stdout.partition(" ")
        assert Path(where).is_relative_to(program)
        return told.strip()

    titles()
    site.mark()
    assert titles() == str(MARK)
    with (program / "rules" / "base.py").open("a", encoding="utf-8") as file:
        file.write("# another version\n")
    assert titles() == str({"articles/eyes/dry-eye.md": "Dry eye"})


def test_a_file_that_cannot_be_read_is_looked_at_each_time(site: Site) -> None:
    large = site.content / "articles" / "eyes" / "large.md"
    for size in (MAX_BYTES + 1, MAX_BYTES + 2):
        large.write_bytes(b"x" * size)
        assert any(f"{size:,} bytes" in line for line in said(site.check()))


def test_what_changes_while_it_is_checked_is_no_answer(site: Site) -> None:
    for number in range(60):  # so many that some are read after the first are said to be loaded
        site.article(f"number-{number}", "Text.", title=f"Number {number}")
    path = max(site.content.rglob("*.md"))

    def edit(phase: str, done: int, total: int) -> None:  # noqa: ARG001 - what is told of progress
        if phase == "load" and done == 1:
            site.article(path.stem, "See [it](gone.md).")

    before = path.read_bytes()
    assert any("gone.md" in line for line in said(site.check(edit)))
    path.write_bytes(before)
    assert not any("gone.md" in line for line in said(site.check()))
