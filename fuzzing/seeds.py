"""What mutants are made of: every file of the example site, of the cases of bad input, and every new article."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from carepress.content.kinds import kinds
from carepress.content.scaffold import Answers, scaffold

__all__ = ["ROOT", "SORTS", "Seed", "seeds", "sort_of"]

ROOT = Path(__file__).parents[1]
SORTS = {"articles": "article", "pages": "page", "people": "person"}
_FILE = re.compile(r"^-- (?P<path>[^\n]+) --\n(?P<text>.*?)(?=^-- [^\n]+ --\n|\Z)", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r" ⟵.*$", re.MULTILINE)
"""What a fixture of the rules says of its own lines."""
_EVERYTHING = Path(__file__).parent / "everything.md"


@dataclass(frozen=True, slots=True)
class Seed:
    """A file to be mutated. ``sort`` is what :class:`~carepress.content.loading.Loader` calls it."""

    sort: str
    path: str
    data: bytes


def sort_of(path: str) -> str | None:
    """What a path of a content folder holds; None where that is no text of an editor's."""
    if path in ("topics.yaml", "glossary.yaml"):
        return path.removesuffix(".yaml")
    return SORTS.get(path.partition("/")[0]) if path.endswith((".md", ".yaml")) else None


@cache
def seeds() -> tuple[Seed, ...]:
    """All seeds, in an order that depends on their names alone."""
    found = [Seed("article", "articles/eyes/everything.md", _EVERYTHING.read_bytes())]
    for folder in (ROOT / "content", ROOT / "tests" / "corpus" / "content"):
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            if (sort := sort_of(path)) is not None:
                found.append(Seed(sort, path, file.read_bytes()))
    for case in sorted((ROOT / "tests" / "bad_input" / "cases").glob("*.txt")):
        files = _FILE.finditer(case.read_text("utf-8"))
        found += [
            Seed(sort, match["path"], match["text"].encode())
            for match in files
            if (sort := sort_of(match["path"])) is not None
        ]
    found += [
        Seed("article", f"articles/eyes/{fixture.name}", _MARK.sub("", fixture.read_text("utf-8")).encode())
        for fixture in sorted((ROOT / "tests" / "rules" / "fixtures").glob("*.md"))
    ]
    for kind in kinds().values():
        answers = Answers(kind, f"A {kind.id}", "eyes", ("sample-writer",), dt.date(2026, 1, 5), "en")
        text = scaffold(answers)
        found += [
            Seed("article", f"articles/eyes/new-{kind.id}.md", text.encode()),
            Seed("article", f"articles/eyes/all-{kind.id}.md", re.sub(r"^# ", "", text, flags=re.MULTILINE).encode()),
        ]
    return tuple(found)
