"""The content folder on disk: which files there are, and what each is meant to be.

Nothing outside the folder is ever opened: symbolic links are refused, whatever they lead to.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from carepress.content import faults
from carepress.content.images import BROKEN_IMAGE, IMAGE_TYPES, MAX_IMAGE_BYTES
from carepress.content.plain_slug import plain_slug
from carepress.content.source_file import LONGEST_START, MAX_BYTES, MAX_LIST_BYTES, word_processor
from carepress.diagnostics import START, Diagnostic, Fault, literal

__all__ = ["ADDRESSES", "Folder", "read_bytes", "survey"]

_IMAGE_NAME = re.compile(r"[A-Za-z0-9._/-]+\Z")
ADDRESSES = "addresses.txt"
"""Written by builds for production, and by people."""
TABLES = ("topics.yaml", "glossary.yaml", ADDRESSES)
_TEXT_ENDINGS = (".markdown", ".mdown", ".txt", ".md")
_DOCUMENT_ENDINGS = (".doc", ".docx", ".odt", ".rtf", ".pages")
"""Of documents that word processors write."""
_YAML_ENDINGS = (".yml", ".yaml")


@dataclass(slots=True)
class Folder:
    """Paths relative to the content folder, sorted, with forward slashes."""

    articles: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    seals: list[str] = field(default_factory=list)
    """Written by the program itself when a review is signed off; known here, and not read."""
    ignored: list[str] = field(default_factory=list)
    """Hidden files, which belong to other programs."""
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, fault: Fault, path: str, message: str, help_: str) -> None:
        self.found.append(Diagnostic(fault, path, START, message, help_))


def survey(root: Path) -> Folder:
    """Walk the content folder. Raises nothing for what is in it: strange things become diagnostics."""
    folder = Folder()
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(f"{root}/{prefix}") as listed:
                entries = sorted(listed, key=_name)
        except OSError as error:
            unreadable = f"this folder cannot be read: {error.strerror}"
            folder.report(faults.UNREADABLE_FILE, prefix.rstrip("/") or ".", unreadable, "check its permissions")
            continue
        folders = [entry.name for entry in entries if _look_at(folder, entry, prefix + entry.name)]
        waiting += [f"{prefix}{name}/" for name in reversed(folders)]
    for paths in (
        folder.articles,
        folder.pages,
        folder.people,
        folder.images,
        folder.tables,
        folder.seals,
        folder.ignored,
    ):
        paths.sort()
    return folder


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _look_at(folder: Folder, entry: os.DirEntry[str], path: str) -> bool:
    """True for a folder that is to be looked into."""
    if entry.is_symlink():
        _refuse_link(folder, path)
    elif entry.name.startswith("."):
        folder.ignored.append(path)
    elif entry.is_dir():
        if path.endswith((".md", ".yaml", ".yml")):
            folder.report(
                faults.UNEXPECTED_FILE,
                path,
                f"`{path}` is a folder, but its name ends like a file's",
                "rename the folder, or put the file itself there",
            )
        return True
    elif not entry.is_file():
        folder.report(faults.UNEXPECTED_FILE, path, "this is not a file that can be read", "delete it")
    elif path.startswith("articles/") and path.endswith(".md"):
        folder.articles.append(path)
    else:
        _look_at_other(folder, path)
    return False


def _refuse_link(folder: Folder, path: str) -> None:
    folder.report(
        faults.OUTSIDE_FOLDER,
        path,
        "this is a link to another place, which Carepress does not follow",
        "put a copy of the file itself here",
    )


def _look_at_other(folder: Folder, path: str) -> None:
    """A file that is no article."""
    name = PurePosixPath(path)
    top = name.parts[0]
    if (home := _home(folder, name)) is not None:
        home.append(path)
    elif top == "images" and name.suffix.lower() in IMAGE_TYPES and not _IMAGE_NAME.match(path):
        plain = plain_slug(name.stem) or "image"
        folder.report(
            faults.BAD_FILE_NAME,
            path,
            f"`{name.name}` cannot be part of an address: only letters, digits, hyphens and underscores can",
            f"call the file `{plain}{name.suffix.lower()}`, and its folders likewise",
        )
    elif top == "images" and name.suffix.lower() in IMAGE_TYPES:
        folder.images.append(path)
    else:
        folder.report(faults.UNEXPECTED_FILE, path, f"`{path}` would not reach any reader", _where_to(name))


def _home(folder: Folder, name: PurePosixPath) -> list[str] | None:
    """The list that a file belongs to by its place and ending; articles and images have more to them."""
    top = name.parts[0]
    if name.as_posix() in TABLES:
        return folder.tables
    flat = {("pages", ".md"): folder.pages, ("people", ".yaml"): folder.people, ("reviews", ".yaml"): folder.seals}
    return flat.get((top, name.suffix)) if len(name.parts) == 2 else None  # noqa: PLR2004 - <folder>/<name>


def _where_to(name: PurePosixPath) -> str:
    top, suffix = name.parts[0], name.suffix.lower()
    stem, kind = _without_endings(name.name)
    if suffix in _TEXT_ENDINGS and top in ("articles", "pages") and kind != ".yaml":
        return f"call it {literal(f'{stem}.md')}" + (", directly in `pages/`" if top == "pages" else "")
    if kind == ".yaml" and f"{stem}.yaml" in TABLES:
        return f"call it `{stem}.yaml`, directly in the content folder"
    if kind == ".yaml" and top == "people":
        return f"call it {literal(f'{stem}.yaml')}, directly in `people/`"
    if top == "reviews":
        return "only the program writes here: delete it, or move it to where it belongs"
    if suffix in IMAGE_TYPES:
        return "move it to `images/`"
    if suffix == ".md":
        return "move it to `articles/<topic>/` or `pages/`"
    is_lock = name.name.startswith("~$")  # Word leaves it beside a document that is open; it holds no text
    if suffix in _DOCUMENT_ENDINGS and top not in ("images", "people") and not is_lock:
        where = literal(f"{plain_slug(name.stem) or 'my-article'}.md")
        if top not in ("articles", "pages"):
            where += " in `articles/<topic>/` or `pages/`"
        return f"copy its text into a plain text file {where}, and then move this one out of the content folder"
    if top == "images":
        return f"images are {', '.join(f'`{each}`' for each in sorted(IMAGE_TYPES))}"
    return "delete it, or move it out of the content folder"


def _without_endings(name: str) -> tuple[str, str]:
    """A name without what computers append to it, and what it ends like: ``x.md.txt`` is ``x`` and ``.md``."""
    stem, kind = name, ""
    while (ending := PurePosixPath(stem).suffix.lower()) in (*_TEXT_ENDINGS, *_YAML_ENDINGS):
        stem = stem[: -len(ending)]
        kind = kind if kind and ending == ".txt" else ".yaml" if ending in _YAML_ENDINGS else ending
    return stem, kind


def read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of one file, or why they cannot be had. A file that is too large is not read."""
    limit, fault = MAX_LIST_BYTES if path == ADDRESSES else MAX_BYTES, faults.FILE_TOO_LARGE
    if path.startswith("images/"):
        limit, fault = MAX_IMAGE_BYTES, BROKEN_IMAGE
    try:
        with open(f"{root}/{path}", "rb") as file:  # noqa: PTH123 - every build reads every file
            size = os.fstat(file.fileno()).st_size
            if size <= limit:
                return file.read(), []
            start = file.read(LONGEST_START)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, [
            Diagnostic(faults.UNREADABLE_FILE, path, START, message, "check that it exists and its permissions")
        ]
    if fault is not BROKEN_IMAGE and (told := word_processor(start, path)) is not None:
        return None, [Diagnostic(faults.NOT_UTF8, path, START, *told)]
    message = f"the file has {size:,} bytes; at most {limit:,} are allowed"
    help_ = (
        "save the image smaller"
        if fault is BROKEN_IMAGE
        else "split it into several articles, or check whether something was pasted by mistake"
    )
    return None, [Diagnostic(fault, path, START, message, help_)]
