"""What is in the content folder, by place and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carepress.content.folder import read_bytes, survey
from carepress.content.loading import Loader
from carepress.content.source_file import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")


def test_every_file_is_in_one_list(tmp_path: Path) -> None:
    write(
        tmp_path,
        *("articles/eyes/a.md", "articles/b.md", "pages/c.md", "people/d.yaml", "reviews/a.yaml", "reviews/a.es.yaml"),
        *("images/e.png", "topics.yaml", "glossary.yaml", ".hidden"),
    )
    folder = survey(tmp_path)
    assert folder.found == []
    assert folder.articles == ["articles/b.md", "articles/eyes/a.md"]
    assert folder.pages == ["pages/c.md"]
    assert folder.people == ["people/d.yaml"]
    assert folder.seals == ["reviews/a.es.yaml", "reviews/a.yaml"]
    assert folder.images == ["images/e.png"]
    assert folder.tables == ["glossary.yaml", "topics.yaml"]
    assert folder.ignored == [".hidden"]


@pytest.mark.parametrize(
    ("path", "help_"),
    [
        ("articles/x.txt", "call it `x.md`"),
        ("articles/x.md.txt", "call it `x.md`"),
        ("articles/x.es.md.txt", "call it `x.es.md`"),
        ("articles/x.markdown", "call it `x.md`"),
        ("articles/x.MD", "call it `x.md`"),
        ("articles/x.exe", "delete it, or move it out of the content folder"),
        ("articles/eyes/~$y Eye.docx", "delete it, or move it out of the content folder"),
        ("people/x.docx", "delete it, or move it out of the content folder"),
        *(
            (
                f"articles/Dry Eye.{ending}",
                "copy its text into a plain text file `dry-eye.md`, and then move this one out of the content folder",
            )
            for ending in ("docx", "doc", "odt", "rtf", "pages", "DOCX")
        ),
        (
            "Gefäß.docx",
            (
                "copy its text into a plain text file `gefass.md` in `articles/<topic>/` or `pages/`, and then move "
                "this one out of the content folder"
            ),
        ),
        ("pages/x.md.txt", "call it `x.md`, directly in `pages/`"),
        ("pages/old/x.md", "call it `x.md`, directly in `pages/`"),
        ("people/x.yml", "call it `x.yaml`, directly in `people/`"),
        ("people/x.yaml.txt", "call it `x.yaml`, directly in `people/`"),
        ("topics.yml", "call it `topics.yaml`, directly in the content folder"),
        ("topics.yaml.txt", "call it `topics.yaml`, directly in the content folder"),
        ("reviews/x.md", "only the program writes here: delete it, or move it to where it belongs"),
        ("reviews/x/y.yaml", "only the program writes here: delete it, or move it to where it belongs"),
        ("notes/x.md", "move it to `articles/<topic>/` or `pages/`"),
    ],
)
def test_a_file_out_of_place_is_told_where_it_goes(tmp_path: Path, path: str, help_: str) -> None:
    write(tmp_path, path)
    folder = survey(tmp_path)
    (fault,) = folder.found
    assert (fault.path, fault.fault.slug, fault.help) == (path, "unexpected-file", help_)
    assert not [*folder.articles, *folder.pages, *folder.people, *folder.seals, *folder.tables]


def test_a_document_that_is_too_large_is_told_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"PK\x03\x04" + bytes(MAX_BYTES))
    data, (fault,) = read_bytes(tmp_path, "x.md")
    assert data is None
    assert fault.message.startswith("the file is a Word document or one of another word processor, not plain text")


@pytest.mark.parametrize(("name", "plain"), [("Gefäß.png", "gefass.png"), ("œil é.png", "oeil-e.png")])
def test_the_name_told_for_an_image_keeps_its_letters_without_their_marks(
    tmp_path: Path, name: str, plain: str
) -> None:
    write(tmp_path, f"images/{name}")
    (fault,) = survey(tmp_path).found
    assert fault.help == f"call the file `{plain}`, and its folders likewise"


@pytest.mark.parametrize(
    ("sort", "path", "name"),
    [
        ("person", "people/j.lee.yaml", "j-lee.yaml"),
        ("article", "articles/eyes/Dry Eye.doc.md", "dry-eye-doc.md"),
        ("article", "articles/eyes/Dry Eye.pt-BR.md", "dry-eye.pt-BR.md"),
    ],
)
def test_the_help_for_a_name_gives_one_that_can_be_used(sort: str, path: str, name: str) -> None:
    found = getattr(Loader("en"), sort)(path, b"---\ntitle: x\n---\n\nx\n").found
    assert [each.help for each in found if each.fault.slug == "file-name"] == [f"call the file `{name}`"]
