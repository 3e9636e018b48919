"""The beginning of a new article: its front matter, and a heading for each role of its kind.

What an editor is told stands in comments, which no page shows. What is there to be replaced is a fault of a published
article, by the rule that knows :data:`PLACEHOLDERS`. Pure: answers in, text out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from carepress.content.front_matter import read_mapping
from carepress.content.kinds import Kind, Role
from carepress.content.yaml_source import Scalar, plain_value

__all__ = ["PLACEHOLDERS", "SIGN", "SUMMARY", "Answers", "scaffold", "to_fill_in", "yaml_text"]

SUMMARY = "Write here, in one plain sentence or two, what this page is about."
"""The only one that no article can do without."""
_NAME = "Write another name here"
_REVIEWER = "id-of-the-reviewer"
_CODE = "write-the-code-here"
_SOURCE, _PUBLISHER = "The title of the page that you used", "The name of who published it"
_PLACE = "https://example.org/the-page-that-you-used"
_TERM, _FACT = "What the fact is about", "The fact in a few words"
_QUESTION, _ANSWER = "A question in the words of a reader?", "One to four sentences that answer it."
SIGN = "write one sign on each line"
"""What an item of a care card says until somebody has written it."""
PLACEHOLDERS = (
    *(SUMMARY, _NAME, _REVIEWER, _CODE, _SOURCE, _PUBLISHER, _PLACE),
    *(_TERM, _FACT, _QUESTION, _ANSWER, SIGN),
)
"""Texts of a scaffold that an editor replaces. None is part of another, nor of what anybody would write."""

_CARDS = f"""\
> [!emergency] Call your local emergency number if:
> - {SIGN}

> [!urgent] Speak to a doctor today if:
> - {SIGN}

> [!non-urgent] See a doctor if:
> - {SIGN}"""
_EXAMPLES = {"get-help": _CARDS, "faq": f"### {_QUESTION}\n\n{_ANSWER}"}
"""How a section of a role looks that has a form of its own."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of an article that is to be begun."""

    kind: Kind
    title: str
    topic: str
    authors: tuple[str, ...]
    date: dt.date
    lang: str
    own_lang: bool = True
    """Whether :attr:`lang` is the site's: then the front matter need not say it."""

    @property
    def is_english(self) -> bool:
        """Whether the suggested headings can stay as they are."""
        return self.lang.partition("-")[0] == "en"


def scaffold(answers: Answers) -> str:
    """The whole text of the file. It has no fault while its status is ``draft``."""
    front = "\n".join([*_filled(answers), "", *_offered(answers)])
    body = "\n\n".join([_comment(_legend(answers)), *_sections(answers)])
    return f"---\n{front}\n---\n\n{body}\n"


def to_fill_in(text: str) -> int:
    """The line, from 1, on which a scaffold first wants something else."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.endswith(SUMMARY))


def yaml_text(text: str) -> str:
    """A text of one line as a value of YAML that is read as this text: plain where that can be, else in quotes."""
    quoted = [f'"{text}"'] if not set('"\\') & set(text) else []
    written = (text, *quoted, "'" + text.replace("'", "''") + "'")
    return next((each for each in written if _is_read_as(each, text)), written[-1])


def _is_read_as(written: str, text: str) -> bool:
    node, found = read_mapping(f"title: {written}", "", 0)
    value = node.get("title") if node is not None and not found else None
    return isinstance(value, Scalar) and plain_value(value) == text


# ── Front matter ─────────────────────────────────────────────────────────────────────────────────────────────────


def _filled(answers: Answers) -> Iterator[str]:
    yield f"title: {yaml_text(answers.title)}"
    yield f"kind: {answers.kind.id}"
    yield f"summary: {SUMMARY}"
    yield f"category: {yaml_text(answers.topic)}"
    if answers.authors:
        yield f"authors: [{', '.join(map(yaml_text, answers.authors))}]"
    if not answers.own_lang:
        yield f"lang: {yaml_text(answers.lang)}"
        yield "## In a translation: the day on which it was last in step with its original."
        yield f"translated: {answers.date}"
    yield "## A draft is on no page. When it is finished, write published, and the day on which it goes out."
    yield "status: draft"
    yield f"date: {answers.date}"


def _offered(answers: Answers) -> Iterator[str]:
    """Keys that can be used, in the order of the content model: a note each, and lines that are read without ``# ``."""
    yield "## You can leave the rest as it is. Lines with ## are notes."
    yield "## To use a line with one #, delete the # and the space behind it."
    yield ""
    yield "## Other names that readers know it by."
    yield f"# also_called: [{_NAME}]"
    if not answers.authors:
        yield "## Who wrote it: names of files in people/, without .yaml."
        yield "# authors: [id-of-the-author]"
    yield "## Who reviewed it. Only after it has really happened."
    yield "# review:"
    yield f"#   by: [{_REVIEWER}]"
    yield f"#   date: {answers.date}"
    yield "## Its code in a medical vocabulary, such as mesh, icd10 or snomedct."
    yield "# codes:"
    yield f"#   - {{system: mesh, code: {_CODE}}}"
    yield "## The pages that you used. Put [^source-one] behind each sentence that rests on one."
    yield "# sources:"
    yield "#   source-one:"
    yield f"#     title: {_SOURCE}"
    yield f"#     publisher: {_PUBLISHER}"
    yield f"#     url: {_PLACE}"
    yield f"#     accessed: {answers.date}"
    yield "#     kind: website"
    yield "## Facts for the small table beside the summary."
    yield "# at_a_glance:"
    yield f"#   - {{term: {_TERM}, detail: {_FACT}}}"
    if (faq := answers.kind.roles.get("faq")) is not None:
        yield f"## Questions and answers, in place of the section “{faq.heading}” below."
        yield "# faq:"
        yield f"#   - question: {_QUESTION}"
        yield f"#     answer: {_ANSWER}"


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _legend(answers: Answers) -> str:
    example = next(name for name, role in answers.kind.roles.items() if name != "overview" and _is_live(role))
    headings = (
        f"You can change the words of a heading. Then put its name behind them: ## Your own words {{#{example}}}"
        if answers.is_english
        else "Translate the headings, and leave the names in braces behind them as they are."
    )
    return (
        "Notes like this one are for you, and no page shows them. Leave them, or delete them.\n"
        "Write below the headings, outside such notes.\n"
        "If you leave out a section that is only recommended, delete its heading.\n"
        f"{headings}\n"
        "You can add sections of your own anywhere."
    )


def _sections(answers: Answers) -> Iterator[str]:
    """Each role in reading order. One that an article can do without is a note only."""
    for name, role in answers.kind.roles.items():
        note = f"{name} ({role.requirement}): {role.guidance}"
        shape = [_EXAMPLES[name]] if name in _EXAMPLES else []
        if name == "overview":
            yield _comment(note)
        elif _is_live(role):
            yield _heading(answers, name, role)
            yield _comment("\n\n".join([note + " Write below this note, in this form:" if shape else note, *shape]))
        else:
            yield _comment(
                "\n\n".join([f"{note} To add it, write below this note:", _heading(answers, name, role), *shape])
            )


def _is_live(role: Role) -> bool:
    return role.requirement != "optional"


def _heading(answers: Answers, name: str, role: Role) -> str:
    """The suggested heading, with the role behind it where it does not say it."""
    known = answers.is_english and answers.kind.role_of_heading(role.heading) == name
    return f"## {role.heading}" + ("" if known else f" {{#{name}}}")


def _comment(note: str) -> str:
    return f"<!--\n{note}\n-->" if "\n" in note else f"<!-- {note} -->"
