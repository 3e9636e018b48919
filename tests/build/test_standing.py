"""A build that finds nothing changed does nothing, and one that finds anything changed does not stand still."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = f"""\
import os
from pathlib import Path

HERE = Path(__file__).parent
PELICAN_CLASS = "carepress.Carepress"
PATH = "content"
OUTPUT_PATH = "output"
THEME = {str(ROOT / "themes" / "carepress")!r}
THEME_TEMPLATES_OVERRIDES = [str(HERE / "templates")]
SITENAME = os.environ.get("NAME", "A site")
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


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


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_look_loads_nothing_that_only_a_build_needs(site: Path) -> None:
    (site / "content/articles/eyes/dry-eye.md").unlink()  # what has warnings needs the rules, to print them
    build(site)
    program = """
        import sys
        from pathlib import Path
        from carepress.plugin.loading import load_project
        from carepress.site.report import Reporter
        from carepress.site.standing import look
        project = load_project(Path("pelicanconf.py"), {})
        found = look(project.values, project.content, project.output, compare=True)
        Reporter(project.content).outcome(found.outcome(), project.output)
        print(*sorted({"pelican", "jinja2", "pydantic", "markdown", "yaml", "babel"} & set(sys.modules)))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=site, capture_output=True, text=True, check=True
    )
    assert "0 files made" in done.stdout
    assert done.stdout.splitlines()[-1] == ""


def test_what_the_last_build_told_is_told_again(site: Path) -> None:
    first, second, third = build(site, "--clean"), build(site), build(site)
    assert stood(second)
    assert "warning" in first.stderr
    assert first.stderr == second.stderr == third.stderr
    assert second.stdout.splitlines()[-1] == first.stdout.splitlines()[-1]


def own_template(site: Path) -> None:
    (site / "templates").unlink()
    shutil.copytree(ROOT / "templates", site / "templates")
    append(next((site / "templates").glob("components/*/template.html")), "\n<!-- mine -->")


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
    "the day": lambda site: append(site / "pelicanconf.py", "CAREPRESS_TODAY = '2031-01-01'\n"),
    "a function in the settings": lambda site: append(site / "pelicanconf.py", "JINJA_FILTERS = {'x': lambda x: x}\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_of_anything_is_seen(site: Path, change: Callable[[Path], object]) -> None:
    assert stood(build(site))
    change(site)
    after = build(site)
    clean = build(site, "--clean", "-o", "other")
    assert (after.returncode, after.stderr.replace("in output", "in other")) == (clean.returncode, clean.stderr)
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


def test_a_function_that_the_settings_give_to_templates_is_known_by_its_code(site: Path) -> None:
    own_template(site)
    write(site / "own.py", "def shout(text):\n    return text.upper()\n")
    append(site / "pelicanconf.py", "import sys\nsys.path.insert(0, str(HERE))\nimport own\n")
    append(site / "pelicanconf.py", "JINJA_FILTERS = {'shout': own.shout}\n")
    append(next((site / "templates").glob("components/site-header/template.html")), "\n{{ 'Hello' | shout }}")
    build(site)
    assert "HELLO" in (site / "output/index.html").read_text(encoding="utf-8")
    write(site / "own.py", "def shout(text):\n    return text[::-1] + 'x'\n")
    build(site)
    assert "olleHx" in (site / "output/index.html").read_text(encoding="utf-8")
