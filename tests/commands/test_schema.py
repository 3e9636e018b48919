"""``carepress schema``: a schema on the terminal, or all of them in a folder, and nobody's file is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carepress.cli import main
from carepress.commands.schema import NAMES
from carepress.content.schema import SCHEMAS, as_json


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["schema", *map(str, arguments)], catch_exceptions=False)


def test_the_schema_of_articles_is_printed_where_none_is_named() -> None:
    assert run().stdout == run("article").stdout == as_json("article")
    assert json.loads(run().stdout)["required"] == ["title", "kind", "summary", "category", "date"]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed_by_its_name(name: str) -> None:
    assert run(name).stdout == as_json(name)


def test_the_command_knows_every_schema() -> None:
    assert tuple(SCHEMAS) == NAMES


def test_all_schemas_are_written_into_a_new_folder_and_again_into_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "schemas"
    for _ in range(2):
        assert run("-o", folder).output == f"Wrote 5 schemas to {folder}\n"
        assert {place.name: place.read_text("utf-8") for place in folder.iterdir()} == {
            f"{name}.schema.json": as_json(name) for name in NAMES
        }


def test_an_older_schema_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "page.schema.json").write_text(as_json("page").replace("Privacy", "Secrecy"), "utf-8")
    assert run("-o", tmp_path).exit_code == 0
    assert (tmp_path / "page.schema.json").read_text("utf-8") == as_json("page")


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_somebody_else_wrote_stays_and_nothing_is_written(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "page.schema.json"
    if kind == "file":
        place.write_text("{}", "utf-8")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "elsewhere")
    result = run("-o", tmp_path)
    assert result.exit_code == 1
    assert (
        f"error: {place} is there already and no schema of Carepress: move it, or name another folder" in result.stderr
    )
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = run("-o", tmp_path / "file" / "schemas")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"error: {tmp_path / 'file' / 'schemas'} cannot be written: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(("nonsense",), "'nonsense' is not one of"), (("page", "-o", "x"), "--output writes all schemas: leave NAME out")],
)
def test_wrong_use_is_a_sentence_and_status_2(arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
