"""Invented articles of one size and shape, the same bytes each time: ``python -m benchmarks.corpus COUNT FOLDER``.

One article has about 7 KB, as those of the example site: front matter with questions and answers, tags, topics and
sources; a text in sections by role, with paragraphs, lists, a table, a care card, citations, words of the glossary and
links to other articles. The words are made of syllables and mean nothing. Every article builds without a diagnostic.

Knows the form of a content folder. It must not know how anything is built or measured.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from carepress.content.kinds import Kind, Role, kinds

__all__ = ["KINDS", "TAGS", "TOPICS", "Corpus"]

KINDS = ("procedure", "condition", "medicine", "test")
TAGS = 300
TOPICS = 40
REVIEWERS = 30
WRITERS = 20
"""Many, so that a person's page, which lists everything they wrote, stays of the size that a real one has."""
TERMS = 60
TAGS_OF_ARTICLE = 4
QUESTIONS = 8
SOURCES = 3
SECTIONS = 8
SIZE = 7_000
"""Bytes that each article reaches; the last sentence may go over it."""

_SYLLABLES = re.findall(r"..", "alanarbocacededielenfagaheinkalalimameminanenoolorpaperarerirosasesitatetitoulvavevi")
_PAGES = ("about", "accessibility", "contact", "disclaimer", "editorial-policy", "privacy")
_NOT_WRITTEN = ("overview", "faq")
"""Roles that need no heading: the text before the first one, and the questions in the front matter."""


class Corpus:
    """A content folder of ``count`` articles. What an article says depends on its number and the count alone."""

    def __init__(self, count: int) -> None:
        self.count = count
        dice = _dice("words")
        words = {"".join(dice.choices(_SYLLABLES, k=length)) for length in (1, 2, 2, 3, 3, 3) for _ in range(600)}
        self.words = sorted(words)
        dice.shuffle(self.words)
        self.terms = [f"{first}{second}osis" for first, second in zip(self.words, self.words[TERMS:], strict=False)]
        del self.terms[TERMS:]

    def write(self, folder: Path) -> None:
        """Write everything into ``folder``, which is made if needed; other files in it stay."""
        for path, text in self.files():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file: its path in the folder, and its text."""
        yield "topics.yaml", self._topics()
        yield "glossary.yaml", self._glossary()
        yield from self._people()
        yield from self._pages()
        for number in range(self.count):
            yield self.article(number)

    def slug(self, number: int) -> str:
        dice = _dice("slug", number)
        return f"{dice.choice(self.words)}-{dice.choice(self.words)}-{number}"

    def article(self, number: int) -> tuple[str, str]:
        """One article: its path in the folder, and its text."""
        writer = _Writer(self, number)
        return f"articles/{writer.topics[0]}/{self.slug(number)}.md", writer.text()

    def sentence(self, dice: random.Random) -> str:
        return " ".join(dice.choices(self.words, k=dice.randint(7, 13))).capitalize() + "."

    def _topics(self) -> str:
        dice = _dice("topics")
        return "".join(
            f"topic-{number}:\n  name: Topic {dice.choice(self.words)} {number}\n  summary: {self.sentence(dice)}\n"
            for number in range(TOPICS)
        )

    def _glossary(self) -> str:
        dice = _dice("glossary")
        return "".join(f"{term}:\n  definition: {self.sentence(dice)}\n" for term in self.terms)

    def _people(self) -> Iterator[tuple[str, str]]:
        for number in range(REVIEWERS):
            specialty = self.words[number].capitalize()
            yield (
                f"people/reviewer-{number}.yaml",
                f"name: Dr Robin Reviewer {number}\ncredentials: MD\nrole: reviewer\nspecialty: {specialty}\n",
            )
        for number in range(WRITERS):
            yield f"people/writer-{number}.yaml", f"name: Wren Writer {number}\nrole: author\n"

    def _pages(self) -> Iterator[tuple[str, str]]:
        for slug in _PAGES:
            dice = _dice("page", slug)
            title = slug.replace("-", " ").capitalize()
            text = "\n\n".join(self.sentence(dice) for _ in range(4))
            yield (
                f"pages/{slug}.md",
                f"---\ntitle: {title}\nsummary: {self.sentence(dice)}\ndate: 2025-01-01\n---\n\n{text}\n",
            )


class _Writer:
    """Writes one article."""

    def __init__(self, corpus: Corpus, number: int) -> None:
        self.corpus = corpus
        self.number = number
        self.kind: Kind = kinds()[KINDS[number % len(KINDS)]]
        self.dice = _dice("article", number)
        self.topics = [f"topic-{topic}" for topic in self.dice.sample(range(TOPICS), 2)]

    def text(self) -> str:
        """Everything, with sentences added to the sections, in turn, until the article has its size."""
        front_matter = self.front_matter()
        blocks = {role: self.section(place, role) for place, role in enumerate(self.roles())}
        opening = [f"{self.sentences(4)}[^source-1]"]
        size = len("\n\n".join([front_matter, *opening, *(block for all_ in blocks.values() for block in all_)])) + 1
        places = [*blocks] * 20
        for role in places:
            if size >= SIZE:
                break
            sentence = self.sentence() + " "
            blocks[role][1] = sentence + blocks[role][1]
            size += len(sentence)
        body = [block for all_ in blocks.values() for block in all_]
        return "\n\n".join([front_matter, *opening, *body]) + "\n"

    def front_matter(self) -> str:
        dice, words = self.dice, self.corpus.words
        tags = ", ".join(f"tag {tag}" for tag in dice.sample(range(TAGS), TAGS_OF_ARTICLE))
        lines = [
            "---",
            f"title: {dice.choice(words).capitalize()} {dice.choice(words)} {self.number}",
            f"kind: {self.kind.id}",
            f"summary: {self.sentence()}",
            f"category: {self.topics[0]}",
            f"topics: [{self.topics[1]}]",
            f"tags: [{tags}]",
            f"also_called: [{dice.choice(words)} {dice.choice(words)} {self.number}]",
            f"date: 2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
            f"modified: 2026-{dice.randint(1, 9):02}-{dice.randint(1, 28):02}",
            f"authors: [writer-{dice.randrange(WRITERS)}]",
            f"review: {{by: [reviewer-{dice.randrange(REVIEWERS)}], date: 2026-10-02, due: 2028-10-02}}",
            "sources:",
        ]
        for number in range(1, SOURCES + 1):
            lines += [
                f"  source-{number}:",
                f"    title: {self.sentence()[:-1]}",
                f"    publisher: Publisher {number}",
                f"    year: {2015 + number}",
                f"    url: https://example.org/{self.number}/{number}",
                "    accessed: 2026-10-01",
            ]
        lines.append("faq:")
        for _ in range(QUESTIONS):
            lines += [
                f"  - question: {self.sentence()[:-1]}?",
                f"    answer: {self.sentence()} **{dice.choice(words)}** {self.sentence().lower()}",
            ]
        return "\n".join([*lines, "---"])

    def roles(self) -> list[str]:
        """The required roles of the kind, then the recommended, then others, as many as fit, in reading order."""
        return list(_roles(self.kind.id))

    def section(self, place: int, role: str) -> list[str]:
        """A heading, a cited paragraph, and more by the section's place. A care card ends its section."""
        heading = f"## {self.kind.roles[role].heading} {{#{role}}}"
        blocks = [heading, f"{self.sentences(2)}[^source-{place % SOURCES + 1}]"]
        if place % 3 == 0:
            blocks.append(self.list_())
        elif place % 3 == 1:
            blocks.append(self.linked())
        else:
            blocks.append(f"{self.sentence()[:-1]} {self.dice.choice(self.corpus.terms)}.")
        if place == SOURCES - 1:
            blocks.append(self.table())
        if role == "get-help" or (place == SECTIONS // 2 and "get-help" not in self.roles()):
            blocks.append(self.care_card())
        return blocks

    def linked(self) -> str:
        others = self.dice.choices(range(self.corpus.count), k=2)
        links = [f"[{self.dice.choice(self.corpus.words)}]({self.corpus.slug(other)}.md)" for other in others]
        return f"{self.sentence()} See {links[0]} and {links[1]}. {self.sentence()}"

    def list_(self) -> str:
        return "\n".join(f"- **{self.dice.choice(self.corpus.words)}** {self.sentence()}" for _ in range(4))

    def table(self) -> str:
        dice = self.dice
        rows = [
            f"| {dice.choice(self.corpus.words)} | {dice.randint(1, 90)} in 100 | {dice.randint(2, 9)} days |"
            for _ in range(5)
        ]
        return "\n".join(["| Name | How often | How long |", "|---|---|---|", *rows])

    def care_card(self) -> str:
        signs = "\n".join(f"> - {self.sentence()[:-1].lower()}" for _ in range(3))
        return f"> [!urgent] Ask for an urgent appointment if:\n>\n{signs}"

    def sentence(self) -> str:
        return self.corpus.sentence(self.dice)

    def sentences(self, count: int) -> str:
        return " ".join(self.sentence() for _ in range(count))


@cache
def _roles(kind: str) -> tuple[str, ...]:
    roles = kinds()[kind].roles

    def wanted(item: tuple[str, Role]) -> int:
        return ("required", "recommended", "optional").index(item[1].requirement)

    first = sorted(((name, role) for name, role in roles.items() if name not in _NOT_WRITTEN), key=wanted)[:SECTIONS]
    return tuple(sorted((name for name, _ in first), key=list(roles).index))


def _dice(*name: str | int) -> random.Random:
    """Numbers that depend on the name alone: a text seed is hashed by SHA-512, not by Python's own hash."""
    return random.Random(" ".join(map(str, name)))  # noqa: S311 - texts to read, no secrets


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus, as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="Write invented articles.")
    parser.add_argument("count", type=int, metavar="COUNT", help="how many articles")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the content folder to write")
    options = parser.parse_args(arguments)
    Corpus(options.count).write(options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
