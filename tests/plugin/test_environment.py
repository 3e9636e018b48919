"""Templates are strict: nothing is left empty, nothing is let through, nothing comes from elsewhere."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound, UndefinedError

from carepress.plugin.environment import make_environment
from carepress.plugin.loading import load_project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def env(tmp_path: Path) -> Environment:
    return make_environment(
        load_project(ROOT / "pelicanconf.py", {"OUTPUT_PATH": str(tmp_path / "output")}).pelican().settings
    )


@pytest.mark.parametrize(
    "template", ["{{ nothing }}", "{{ {}.nothing }}", "{% if nothing %}{% endif %}", "{{ nothing.x }}"]
)
def test_what_is_not_defined_is_an_error(env: Environment, template: str) -> None:
    with pytest.raises(UndefinedError, match="nothing"):
        env.from_string(template).render()


def test_text_is_escaped(env: Environment) -> None:
    shown = env.from_string('<a title="{{ text }}">{{ text }}</a>').render(text="""<script>"'&""")
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;&#34;&#39;&amp;") == 2


@pytest.mark.parametrize("name", ["article.html", "home.html", "components/faq/template.html"])
def test_what_pages_say_comes_from_the_sites_templates(env: Environment, name: str) -> None:
    assert env.get_template(name).filename == str(ROOT / "templates" / name)


def test_how_pages_look_comes_from_the_theme(env: Environment) -> None:
    assert env.get_template("base.html").filename == str(ROOT / "themes" / "carepress" / "templates" / "base.html")


@pytest.mark.parametrize(
    "name", ["index.html", "!simple/base.html", "archives.html", "author.html", "../pelicanconf.py"]
)
def test_no_template_comes_from_anywhere_else(env: Environment, name: str) -> None:
    with pytest.raises(TemplateNotFound):
        env.get_template(name)


def build_with(templates: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    (tmp_path / "conf.py").write_text(
        (ROOT / "pelicanconf.py")
        .read_text(encoding="utf-8")
        .replace("ROOT = Path(__file__).parent", f"ROOT = Path({str(ROOT)!r})")
        + f"\nTHEME_TEMPLATES_OVERRIDES = [{str(templates)!r}]\nOUTPUT_PATH = {str(tmp_path / 'output')!r}\n",
        encoding="utf-8",
    )
    return subprocess.run(
        [sys.executable, "-m", "carepress", "build", "-s", str(tmp_path / "conf.py")],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        pytest.param("{{ artcle.title }}", "'artcle' is undefined", id="misspelt variable"),
        pytest.param("{% if %}", "Expected an expression", id="broken tag"),
        pytest.param('{% include "gone.html" %}', "gone.html", id="missing template"),
    ],
)
def test_a_mistake_in_a_template_is_a_sentence_and_the_old_site_stays(
    tmp_path: Path, mistake: str, sentence: str
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    assert build_with(templates, tmp_path).returncode == 0
    before = (tmp_path / "output" / "index.html").read_bytes()
    home = templates / "home.html"
    home.write_text(home.read_text(encoding="utf-8").replace("<h1>", f"<h1>{mistake}"), encoding="utf-8")
    done = build_with(templates, tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "output" / "index.html").read_bytes() == before
