"""Files that no repository can hold, or that no text editor shows: links, folders, bytes."""

from __future__ import annotations

import builtins
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from carepress.content.source_file import MAX_BYTES

if TYPE_CHECKING:
    from tests.bad_input.conftest import Site

ARTICLE = "articles/eyes/dry-eye.md"
LINK = "CP021 leaves-the-folder: this is a link to another place, which Carepress does not follow"
ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)


@pytest.fixture
def refused(site: Site) -> Callable[[], list[str]]:
    """Build, and give what was printed about faults. Nothing may have been written anywhere."""

    def run() -> list[str]:
        site.old_output()
        before = site.tree()
        ran = site.build()
        assert ran.status == 1, ran
        assert site.tree() == before
        return [line for line in ran.faults if not line.startswith("  help: ")]

    return run


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    place = tmp_path / "secret.txt"
    place.write_text("---\ntitle: The secret\n---\n")
    return place


# ── Links and things that are no files ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path", ["articles/eyes/note.md", "images/eye.png", "people/sam-hill.yaml", "articles/.note.md"]
)
def test_a_link_to_a_file_outside_is_not_followed(
    site: Site, refused: Callable[[], list[str]], secret: Path, path: str
) -> None:
    (site.content / path).parent.mkdir(exist_ok=True)
    (site.content / path).symlink_to(secret)
    assert refused() == [f"content/{path}:1:1: {LINK}"]


def test_a_link_to_a_folder_outside_is_not_followed(site: Site, refused: Callable[[], list[str]], secret: Path) -> None:
    (site.content / "articles" / "secrets").symlink_to(secret.parent, target_is_directory=True)
    assert refused() == [f"content/articles/secrets:1:1: {LINK}"]


def test_a_link_within_the_folder_is_refused_as_well(site: Site, refused: Callable[[], list[str]]) -> None:
    (site.content / "articles" / "eyes" / "sore-eye.md").symlink_to("dry-eye.md")
    assert refused() == [f"content/articles/eyes/sore-eye.md:1:1: {LINK}"]


def test_a_link_to_nowhere_is_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    (site.content / "images").symlink_to("nowhere")
    assert refused() == [f"content/images:1:1: {LINK}"]


def test_a_link_in_place_of_the_topics_is_one_fault(site: Site, refused: Callable[[], list[str]], secret: Path) -> None:
    (site.content / "topics.yaml").unlink()
    (site.content / "topics.yaml").symlink_to(secret)
    assert refused() == [f"content/topics.yaml:1:1: {LINK}"]


def test_a_link_to_an_endless_file_is_never_read(site: Site, refused: Callable[[], list[str]]) -> None:
    (site.content / "articles" / "eyes" / "zero.md").symlink_to("/dev/zero")
    assert refused() == [f"content/articles/eyes/zero.md:1:1: {LINK}"]


def test_a_pipe_is_never_waited_for(site: Site, refused: Callable[[], list[str]]) -> None:
    os.mkfifo(site.content / "articles" / "eyes" / "pipe.md")
    assert refused() == [
        "content/articles/eyes/pipe.md:1:1: CP020 unexpected-file: this is not a file that can be read"
    ]


def test_a_folder_named_like_an_article_is_named(site: Site, refused: Callable[[], list[str]]) -> None:
    (site.content / "articles" / "eyes" / "x.md").mkdir()
    assert refused() == [
        (
            "content/articles/eyes/x.md:1:1: CP020 unexpected-file: "
            "`articles/eyes/x.md` is a folder, but its name ends like a file's"
        )
    ]


def test_a_file_that_cannot_be_read_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not hold the system's administrator back, so the system's own refusal stands in for them."""
    locked = site.article(path="articles/eyes/locked.md")
    really = builtins.open

    def refuse(file: Any, *rest: Any, **more: Any) -> Any:
        if str(file).endswith(f"content/articles/eyes/{locked.name}"):
            raise PermissionError(13, "Permission denied", str(file))
        return really(file, *rest, **more)

    before = site.tree()
    monkeypatch.setattr(builtins, "open", refuse)
    site.old_output()
    ran = site.build()
    monkeypatch.undo()
    os.chdir(site.folder)
    assert ran.status == 1
    assert ran.faults == [
        "content/articles/eyes/locked.md:1:1: CP022 unreadable-file: the file cannot be read: Permission denied",
        "  help: check that it exists and its permissions",
    ]
    assert {path: data for path, data in site.tree().items() if not path.startswith("output")} == before


# ── Size ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_of_50_megabytes_is_not_read(site: Site, refused: Callable[[], list[str]]) -> None:
    with site.write("articles/eyes/long.md", "").open("wb") as file:
        file.truncate(50_000_000)
    assert refused() == [
        (
            "content/articles/eyes/long.md:1:1: CP002 file-too-large: the file has 50,000,000 bytes; at most "
            f"{MAX_BYTES:,} are allowed"
        )
    ]


def test_an_image_of_6_megabytes_is_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    site.write("images/eye.png", ONE_PIXEL + bytes(6_000_000))
    (fault,) = refused()
    assert fault.startswith("content/images/eye.png:1:1: CP204 broken-image: the file has 6,000,0")
    assert fault.endswith("bytes; at most 5,000,000 are allowed")


def test_fifty_thousand_brackets_are_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    site.article(extra="{a: " + "[" * 50_000 + "]" * 50_000 + "}")
    fault = refused()[-1]
    assert fault.endswith("CP013 yaml-too-large: this goes deeper, or holds more values, than any article needs")


def test_thirty_thousand_values_are_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    site.article(extra="{a: [" + "1, " * 30_000 + "]}")
    (fault,) = refused()
    assert fault.endswith("CP013 yaml-too-large: this goes deeper, or holds more values, than any article needs")


# ── Bytes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_article_in_an_old_encoding_is_refused_at_the_first_wrong_letter(
    site: Site, refused: Callable[[], list[str]]
) -> None:
    site.write(ARTICLE, site.article("Una gota del ojo: ñ.\n").read_text().encode("latin-1"))
    assert refused() == [
        (
            f"content/{ARTICLE}:13:19: CP001 not-utf8: the file is not UTF-8 text (here perhaps “ñ”, as older Windows "
            "programs save it)"
        )
    ]


def test_an_article_in_utf_16_is_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    site.write(ARTICLE, site.article().read_text().encode("utf-16"))
    (fault,) = refused()
    assert fault == (
        f"content/{ARTICLE}:1:1: CP001 not-utf8: the file is not UTF-8 text: it is saved as UTF-16, "
        "which some programs call “Unicode”"
    )


def test_a_byte_order_mark_is_an_editorial_fault(site: Site) -> None:
    site.write(ARTICLE, b"\xef\xbb\xbf" + site.article().read_bytes())
    ran = site.build()
    assert ran.status == 0
    assert ran.faults == [
        f"content/{ARTICLE}:1:1: CP008 byte-order-mark: the file begins with a byte-order mark (warning)",
        "  help: save it with the encoding “UTF-8”, not “UTF-8 with BOM”",
    ]
    assert site.is_built


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_windows_line_ends_are_an_editorial_fault(site: Site, ends: bytes) -> None:
    site.write(ARTICLE, site.article().read_bytes().replace(b"\n", ends))
    ran = site.build()
    assert ran.status == 0
    assert ran.faults == [
        f"content/{ARTICLE}:1:1: CP009 windows-line-ends: the lines end as Windows ends them (CR LF) (warning)",
        "  help: set the line ends to “LF” in your text editor, and save again",
    ]
    assert site.is_built


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\0", "U+0000 (a control or private character)"),
        ("\x1b", "U+001B (a control or private character)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\uf8ff", "U+F8FF (a control or private character)"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
    ],
)
def test_an_invisible_character_is_named_by_its_number(
    site: Site, refused: Callable[[], list[str]], char: str, name: str
) -> None:
    site.article(f"Dry eyes st{char}ing.[^nhs]\n")
    fault = f"content/{ARTICLE}:13:12: CP007 invisible-character: an invisible character stands here: {name}"
    assert fault in refused()


@pytest.mark.parametrize(
    "written", ["&#xE000;", "&#57344;", "&#x1b;", "&#x202E;", "&shy;", "&#8203;", "&ZeroWidthSpace;"]
)
def test_an_invisible_character_cannot_hide_in_an_entity(
    site: Site, refused: Callable[[], list[str]], written: str
) -> None:
    site.article(f"Dry eyes st{written}ing.[^nhs]\n")
    fault = refused()[-1]
    assert fault.startswith(f"content/{ARTICLE}:13:12: CP007 invisible-character: an invisible character stands here:")
    assert fault.endswith(f", written {written})")


@pytest.mark.parametrize("escape", [r"\0", r"\e", r"\u202e", r"\ue001"])
def test_an_invisible_character_cannot_hide_in_a_yaml_escape(
    site: Site, refused: Callable[[], list[str]], escape: str
) -> None:
    site.article(title=f'"Dry {escape} eye"')
    (fault,) = refused()
    assert fault.startswith(f"content/{ARTICLE}:2:8: CP007 invisible-character: an invisible character stands here:")


@pytest.mark.parametrize("char", ["\u2028", "\u2029"])
def test_a_line_end_that_only_yaml_knows_moves_no_later_place(
    site: Site, refused: Callable[[], list[str]], char: str
) -> None:
    site.article(title=f'"Dry{char}eye"', category="eyess")
    invisible, fault = refused()
    assert invisible.startswith(f"content/{ARTICLE}:2:12: CP007 invisible-character")
    assert fault.startswith(f"content/{ARTICLE}:5:11: CP701 unknown-topic")


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_articles_whose_names_differ_by_case_are_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    site.article(path="articles/eyes/DRY-EYE.md")
    if len(list((site.content / "articles" / "eyes").iterdir())) == 1:  # a disk that knows no case has one file
        (site.content / ARTICLE).rename(site.content / "articles" / "eyes" / "DRY-EYE.md")
    assert refused() == [
        (
            "content/articles/eyes/DRY-EYE.md:1:1: CP019 file-name: "
            "`DRY-EYE` cannot be part of an address: only a–z, 0–9 and single hyphens can"
        )
    ]


def test_images_whose_names_differ_by_unicode_form_are_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    for form in ("NFC", "NFD"):
        site.write(f"images/{unicodedata.normalize(form, 'é')}.png", ONE_PIXEL)
    assert {fault.partition(".png:")[2].split(" ")[1] for fault in refused()} <= {"CP019", "CP702"}


def test_images_whose_names_differ_by_case_are_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    for name in ("eye.png", "Eye.png"):
        site.write(f"images/{name}", ONE_PIXEL)
    assert {fault.partition(".png:")[2].split(" ")[1] for fault in refused()} <= {"CP019", "CP702"}


@pytest.mark.parametrize("name", ["new\nline", "\x1b[31mred", "tab\there"])
def test_a_name_with_control_characters_is_refused_and_printed_harmlessly(
    site: Site, refused: Callable[[], list[str]], name: str
) -> None:
    site.article(path=f"articles/eyes/{name}.md")
    (fault,) = refused()
    assert "CP019 file-name" in fault
    assert all(char.isprintable() for char in fault)


def test_a_name_that_is_not_utf_8_is_refused(site: Site, refused: Callable[[], list[str]]) -> None:
    site.article(path=os.fsdecode(b"articles/eyes/gr\xfc.md"))
    assert refused() == [
        (
            "content/articles/eyes/gr\N{REPLACEMENT CHARACTER}.md:1:1: CP019 file-name: "
            "`gr\N{REPLACEMENT CHARACTER}` cannot be part of an address: only a–z, 0–9 and single hyphens can"
        )
    ]


@pytest.mark.parametrize(
    "path", ["articles/eyes/.dry-eye.md.swp", "articles/.drafts/note.md", ".DS_Store", ".git/HEAD"]
)
def test_hidden_files_are_left_alone_and_named_on_request(site: Site, path: str) -> None:
    site.write(path, "not an article")
    ran = site.build("--list")
    assert ran.status == 0
    hidden = path if path.endswith((".swp", ".DS_Store")) else path.rpartition("/")[0]
    assert f"  hidden file, not looked at: {hidden}" in ran.out.splitlines()
    assert not any("swp" in place or "note" in place for place in site.tree() if place.startswith("output"))
