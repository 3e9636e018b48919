"""A build that finds nothing changed does nothing, and one that finds anything changed does not stand still."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = f"""\
import datetime
import os
from pathlib import Path

HERE = Path(__file__).parent
CAREPRESS_TODAY = datetime.date(2026, 6, 1)
PELICAN_CLASS = "carepress.Carepress"
PATH = "content"
OUTPUT_PATH = "output"
THEME = {str(ROOT / "themes" / "carepress")!r}
THEME_TEMPLATES_OVERRIDES = [str(HERE / "templates")]
SITENAME = os.environ.get("NAME", "A site")
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


LONG = f"\nWe say {'again and ' * 20}again what we have said.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    write(tmp_path / "content/pages/about.md", "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\n---\n\nWe.\n")
    write(tmp_path / "content/topics.yaml", "eyes: {name: Eyes, summary: All of it.}\n")
    write(
        tmp_path / "content/articles/eyes/dry-eye.md",
        "---\ntitle: Dry eye\nkind: condition\nsummary: About it.\ncategory: eyes\ndate: 2024-01-01\n---\n\nText.\n",
    )
    build(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build(site: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "carepress", "build", *arguments],
        cwd=site,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def stood(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a build says that it had nothing to do."""
    return "0 files made" in done.stdout and "0 removed" in done.stdout


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The faults and the counts of the content: all but what this build had to do."""
    return [line for line in done.stdout.splitlines() if "files made" not in line and not line.startswith("  removed,")]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_look_loads_nothing_that_only_a_build_needs(site: Path) -> None:
    for path in ("articles/eyes/dry-eye.md", "topics.yaml"):  # what has faults needs the rules, to print them
        (site / "content" / path).unlink()
    append(site / "content/pages/about.md", LONG)
    first = told(build(site))
    program = """
        import sys
        from pathlib import Path
        from carepress.plugin.loading import load_project
        from carepress.site.report import Reporter
        project = load_project(Path("pelicanconf.py"), {})
        found = project._look(compare=True)
        Reporter(project.content).outcome(found.outcome(), project.output)
        print(*sorted({"pelican", "jinja2", "pydantic", "markdown", "yaml", "babel"} & set(sys.modules)))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=site, capture_output=True, text=True, check=True
    )
    assert "0 files made" in done.stdout
    assert done.stdout.splitlines()[-1] == ""
    notes = [[line.partition(", which")[0] for line in lines if "note" in line] for lines in (first, told(done))]
    assert notes == [["1 note: advice"]] * 2


def test_programs_are_told_each_note_again(site: Path) -> None:
    append(site / "content/pages/about.md", LONG)
    build(site)
    first, second = (build(site, "--format", "json") for _ in range(2))
    assert '"CP501"' in first.stdout
    assert first.stdout == second.stdout


def test_what_the_last_build_told_is_told_again(site: Path) -> None:
    first, second, third = build(site, "--clean"), build(site), build(site)
    assert stood(second)
    assert any(line.endswith("(warning)") for line in told(first))
    assert told(first) == told(second) == told(third)


def own_template(site: Path) -> None:
    (site / "templates").unlink()
    shutil.copytree(ROOT / "templates", site / "templates")
    append(min((site / "templates").glob("components/*/template.html")), "\n<!-- mine -->")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda site: append(site / "content/articles/eyes/dry-eye.md", "More.\n"),
    "a new page": lambda site: write(
        site / "content/pages/new.md", "---\ntitle: New\nsummary: N.\ndate: 2026-01-01\n---\n\nN.\n"
    ),
    "a deleted page": lambda site: (site / "content/pages/about.md").unlink(),
    "a file that reaches nobody": lambda site: write(site / "content/notes.txt", "Hm."),
    "an article that cannot be read": lambda site: write(site / "content/articles/eyes/other.md", "---\n: [\n"),
    "a page edited in the output": lambda site: append(site / "output/index.html", "<p>Mine.</p>"),
    "a stranger in the output": lambda site: write(site / "output/mine.html", "Mine."),
    "a page lost from the output": lambda site: (site / "output/robots.txt").unlink(),
    "a folder in the output": lambda site: (site / "output/mine").mkdir(),
    "a setting": lambda site: append(site / "pelicanconf.py", "SITENAME = 'Another'\n"),
    "a template": own_template,
    "the day": lambda site: append(site / "pelicanconf.py", "CAREPRESS_TODAY = datetime.date(2031, 1, 1)\n"),
    "a function in the settings": lambda site: append(site / "pelicanconf.py", "JINJA_FILTERS = {'x': lambda x: x}\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_of_anything_is_seen(site: Path, change: Callable[[Path], object]) -> None:
    assert stood(build(site))
    change(site)
    after = build(site)
    clean = build(site, "--clean", "-o", "other")
    assert after.returncode == clean.returncode
    assert [line.replace("in output", "in other") for line in told(after)] == told(clean)
    if after.returncode == 0:
        assert tree(site / "output") == tree(site / "other")


def test_a_setting_from_the_environment_is_seen(site: Path) -> None:
    assert not stood(build(site, NAME="Another"))
    assert "Another" in (site / "output/index.html").read_text(encoding="utf-8")


def test_a_change_taken_back_makes_the_old_site_again(site: Path) -> None:
    page, before = site / "content/pages/about.md", tree(site / "output")
    text = page.read_text(encoding="utf-8")
    append(page, "More.\n")
    build(site)
    page.write_text(text, encoding="utf-8")
    assert not stood(build(site))
    assert tree(site / "output") == before


HEADER = "templates/components/site-header/template.html"
SHOUT = "def shout(text):\n    return text.upper()\n"
GIVEN: dict[str, tuple[str, str, str, str]] = {
    # What is appended to the settings, what the header shows, what is replaced in the settings or in own.py, by what.
    "a filter of a module": (
        "import own\nJINJA_FILTERS = {'f': own.shout}\n",
        "{{ 'Hello' | f }}",
        "upper()",
        "title() * 2",
    ),
    "a filter that asks a module": (
        "import own\nJINJA_FILTERS = {'f': lambda text: own.shout(text)}\n",
        "{{ 'Hello' | f }}",
        "upper()",
        "title() * 2",
    ),
    "a part of a function": (
        "import functools, own\nJINJA_FILTERS = {'f': functools.partial(own.shout)}\n",
        "{{ 'Hello' | f }}",
        "upper()",
        "title() * 2",
    ),
    "another part of it": (
        "import functools\nJINJA_FILTERS = {'f': functools.partial(lambda end, text: text + end, 'ONE')}\n",
        "{{ 'Hello' | f }}",
        "ONE",
        "TWO",
    ),
    "an object that is called": (
        "class S:\n    def __call__(self, text):\n        return text + 'ONE'\nJINJA_FILTERS = {'f': S()}\n",
        "{{ 'Hello' | f }}",
        "ONE",
        "TWO",
    ),
    "a class": (
        "class S(str):\n    def __str__(self):\n        return self + 'ONE'\nJINJA_FILTERS = {'f': S}\n",
        "{{ ('Hello' | f) ~ '' }}",
        "ONE",
        "TWO",
    ),
    "the order of entries": (
        "JINJA_GLOBALS = {'links': {'a': 1, 'b': 2}}\n",
        "{% for name in links %}{{ name }}{% endfor %}",
        "'a': 1, 'b': 2",
        "'b': 2, 'a': 1",
    ),
    "a list that becomes a tuple": ("JINJA_GLOBALS = {'links': ['a']}\n", "{{ links }}", "['a']", "('a',)"),
    "a setting that a function reads": (
        "WORDS = ['ONE']\nJINJA_GLOBALS = {'word': lambda: WORDS[0]}\n",
        "{{ word() }}",
        "'ONE'",
        "'TWO'",
    ),
}


@pytest.mark.parametrize(("settings", "template", "old", "new"), GIVEN.values(), ids=GIVEN.keys())
def test_what_settings_give_to_templates_is_known_by_all_it_does(
    site: Path, settings: str, template: str, old: str, new: str
) -> None:
    own_template(site)
    append(site / HEADER, template)
    write(site / "own.py", SHOUT)
    append(
        site / "pelicanconf.py",
        f"import sys\nsys.path.insert(0, str(HERE))\nsys.dont_write_bytecode = True\n{settings}",
    )
    assert build(site).returncode == 0
    for file in (site / "own.py", site / "pelicanconf.py"):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    build(site)
    build(site, "--clean", "-o", "other")
    assert tree(site / "output") == tree(site / "other")


def test_a_component_moved_to_another_folder_of_templates_is_seen(site: Path) -> None:
    own_template(site)
    (site / "extra/components/zzzz").mkdir(parents=True)
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    settings = settings.replace('"templates")]', '"templates"), str(HERE / "extra")]')
    (site / "pelicanconf.py").write_text(settings, encoding="utf-8")
    assert build(site).returncode == 0
    last = max((site / "templates/components").iterdir())
    last.rename(site / "extra/components" / last.name)
    assert build(site).returncode == build(site, "--clean", "-o", "other").returncode == 1


def test_wrong_settings_are_told_before_a_wrong_output(site: Path) -> None:
    append(site / "pelicanconf.py", "CAREPRESS_BOGUS = 1\n")
    write(site / "file", "x")
    for arguments in (("-o", "file/x"), ("--clean", "-o", "file/x")):
        done = build(site, *arguments)
        assert (done.returncode, "CAREPRESS_BOGUS is not a setting" in done.stderr) == (2, True)
    build(site, "-o", "new/output")
    assert not (site / "new").exists()


def test_a_pipe_in_the_theme_does_not_hold_a_build_up(site: Path) -> None:
    own_template(site)
    os.mkfifo(site / "templates" / "pipe")
    assert build(site).returncode == 0


def test_a_build_that_publishes_leaves_nothing_of_the_one_before_to_be_believed(site: Path) -> None:
    """Another program's build between a look and what follows it, or a kill after the publication."""
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    write(site / "other.py", settings.replace("A site", "B site"))
    pelican = [sys.executable, "-m", "pelican", "-s", "other.py"]
    subprocess.run(pelican, cwd=site, check=True, capture_output=True)
    with sqlite3.connect(site / ".carepress" / "output.cache") as store:
        assert store.execute("SELECT count(*) FROM last").fetchone() == (0,)
