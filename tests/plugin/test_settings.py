"""A settings file is checked whole, and what is wrong with it is said in words."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from carepress.plugin.settings import NAMES, read_site_settings
from carepress.plugin.settings_file import SettingsError

ROOT = Path(__file__).parents[2]
GOOD = {"SITENAME": "A site", "DEFAULT_LANG": "en", "TIMEZONE": "Europe/London", "DEFAULT_PAGINATION": False}


def faults(**settings: Any) -> list[str]:
    with pytest.raises(SettingsError) as error:
        read_site_settings({**GOOD, **settings})
    return str(error.value).splitlines()


def test_the_least_that_a_site_needs_is_its_name() -> None:
    site = read_site_settings(GOOD)
    assert (site.name, site.url, site.page_size, site.production, site.demonstration) == (
        "A site",
        "",
        50,
        False,
        False,
    )


def test_an_unknown_setting_of_ours_is_refused_with_a_guess() -> None:
    assert faults(CAREPRESS_DEMONSTRATON=True) == [
        "CAREPRESS_DEMONSTRATON is not a setting of Carepress; did you mean CAREPRESS_DEMONSTRATION?"
    ]


def test_settings_of_others_are_left_alone() -> None:
    assert read_site_settings({**GOOD, "ANYTHING_ELSE": 1}).name == "A site"


def test_every_fault_is_named_at_once() -> None:
    found = faults(CAREPRESS_NOPE=1, SITEURL="example.org", CAREPRESS_LICENCE={"name": "CC"}, DEFAULT_PAGINATION=2)
    assert [line.split(":")[0].split(" ")[0] for line in found] == [
        "CAREPRESS_NOPE",
        "SITEURL",
        "DEFAULT_PAGINATION",
        "CAREPRESS_LICENCE['url']",
    ]


@pytest.mark.parametrize(
    "url", ["https://example.org/ask", "http://example.org", "mailto:ask@example.org", "/contact/", "/"]
)
def test_a_call_to_action_leads_to_a_page_a_site_or_a_mailbox(url: str) -> None:
    site = read_site_settings({**GOOD, "CAREPRESS_SUBSCRIBE": {"heading": "A", "text": "B", "label": "C", "url": url}})
    assert site.subscribe is not None
    assert site.subscribe.url == url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITENAME", ["A site"]),
        ("SITEURL", "example.org"),
        ("SITEURL", "ftp://example.org"),
        ("SITEURL", "https://example.org/?a=b"),
        ("SITEURL", "https://"),
        ("DEFAULT_PAGINATION", "many"),
        ("DEFAULT_PAGINATION", 1),
        ("CAREPRESS_PRODUCTION", "perhaps"),
        ("CAREPRESS_LICENCE", "CC BY 4.0"),
        ("CAREPRESS_LICENCE", {"name": "x", "url": "javascript:alert(1)"}),
        ("CAREPRESS_REVIEW", {"interval": 12}),
        ("CAREPRESS_REVIEW", {"overdue": "shrug"}),
        ("CAREPRESS_REVIEW", {"interval_months": "long"}),
        ("CAREPRESS_ASK_CLINICIAN", {"heading": "Ask", "text": "Us", "label": "Go"}),
        ("CAREPRESS_ASK_CLINICIAN", {"heading": "Ask", "text": "Us", "label": "Go", "url": "/\\elsewhere.example"}),
        ("CAREPRESS_SUBSCRIBE", True),
        ("CAREPRESS_TODAY", "yesterday"),
        ("CAREPRESS_BOXED_WARNINGS", ["montelukast"]),
        ("CAREPRESS_BOXED_WARNINGS", {"montelukast": ""}),
        ("CAREPRESS_BOXED_WARNINGS", {"montelukast": "suicide,, mood"}),
        ("CAREPRESS_BOXED_WARNINGS", {" ": "suicide"}),
        ("CAREPRESS_BOXED_WARNINGS", {"montelukast": ["suicide"]}),
        ("TIMEZONE", "Middle/Earth"),
        ("DEFAULT_LANG", "english, please"),
        ("CAREPRESS_REVIEW", {"interval_months": 48}),
        ("CAREPRESS_REVIEW", {"interval_months": 0}),
        ("CAREPRESS_REVIEW", {"due_soon_days": -1}),
        ("CAREPRESS_ASK_CLINICIAN", {"heading": "Ask", "text": "Us", "label": "Go", "url": "//evil.example"}),
        ("CAREPRESS_EDIT_URL", "javascript:alert(1)"),
        ("CAREPRESS_REPORT_URL", "javascript:alert(1)"),
        ("CAREPRESS_EDIT_URL", "https://example.org/{file}"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_under_its_own_name(name: str, value: object) -> None:
    found = faults(**{name: value})
    assert [line for line in found if not line.startswith(name)] == []
    assert len(found) >= 1


def test_a_slash_at_the_end_of_the_sites_address_does_no_harm() -> None:
    assert read_site_settings({**GOOD, "SITEURL": "https://example.org/sub/"}).url == "https://example.org/sub"


def test_every_field_has_a_setting_of_its_own() -> None:
    assert len(set(NAMES.values())) == len(NAMES)
    assert [name for name in NAMES.values() if name != name.upper()] == []


# ── The file itself ──────────────────────────────────────────────────────────────────────────────────────────────


def command(folder: Path, settings: str, *arguments: str, name: str = "conf.py") -> subprocess.CompletedProcess[str]:
    (folder / name).write_text(settings, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "carepress", "build", "-s", name, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def conf(**settings: object) -> str:
    """A settings file that works, with some settings changed."""
    lines = [
        "from pathlib import Path",
        "HERE = Path(__file__).parent",
        'PELICAN_CLASS = "carepress.Carepress"',
        "PATH = str(HERE / 'content')",
        "OUTPUT_PATH = str(HERE / 'output')",
        f"THEME = {str(ROOT / 'themes' / 'carepress')!r}",
        f"THEME_TEMPLATES_OVERRIDES = [{str(ROOT / 'templates')!r}]",
        "SITENAME = 'A site'",
        "TIMEZONE = 'UTC'",
        *(f"{name} = {value!r}" for name, value in settings.items()),
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def test_a_settings_file_of_ten_lines_builds_a_site(folder: Path) -> None:
    done = command(folder, conf())
    assert done.returncode == 0, done.stderr
    assert "A site" in (folder / "output" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param(conf(CAREPRESS_PRODUKTION=True), "did you mean CAREPRESS_PRODUCTION?", id="unknown"),
        pytest.param(conf(SITEURL="example.org"), "SITEURL: ", id="wrong address"),
        pytest.param(conf(THEME="/no/such/theme"), "/no/such/theme", id="no theme"),
        pytest.param(conf(THEME=None), "THEME is None, which is no folder", id="a theme that is nothing"),
        pytest.param(conf(THEME_TEMPLATES_OVERRIDES=["templates"]), "templates", id="templates not there"),
        pytest.param("SITENAME = \n", "conf.py:1: SyntaxError", id="no Python"),
        pytest.param("import no_such_module\n", "conf.py:1: ModuleNotFoundError", id="import that fails"),
        pytest.param("\n1 / 0\n", "conf.py:2: ZeroDivisionError", id="an exception"),
        pytest.param(conf(PATH="/no/such/content"), "PATH is '/no/such/content', which is no folder", id="no content"),
        pytest.param(conf(TIMEZONE="Middle/Earth"), "TIMEZONE", id="no such time zone"),
        pytest.param(conf(OUTPUT_PATH=None), "OUTPUT_PATH is None, which is no folder", id="no output"),
        pytest.param(conf(OUTPUT_PATH=5), "OUTPUT_PATH is 5, which is no folder", id="an output that is a number"),
        pytest.param(conf(OUTPUT_PATH="a\0b"), "OUTPUT_PATH is ", id="an output that cannot be"),
        pytest.param(conf(THEME_TEMPLATES_OVERRIDES=5), "THEME_TEMPLATES_OVERRIDES is 5", id="templates are a number"),
    ],
)
def test_settings_that_cannot_be_used_are_a_sentence_and_status_2(folder: Path, settings: str, sentence: str) -> None:
    done = command(folder, settings)
    assert done.returncode == 2, done.stdout + done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "output").exists()


def test_a_missing_settings_file_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "carepress", "build"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "there is no settings file pelicanconf.py; run this in the site's folder" in done.stderr


def test_a_settings_file_above_is_named_and_not_run(tmp_path: Path) -> None:
    below = tmp_path / "content" / "articles"
    below.mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text("raise AssertionError('it was run')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "carepress", "check"], cwd=below, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "error: there is no settings file pelicanconf.py; it is in ../..: go there first, with cd ../..\n"
    )
