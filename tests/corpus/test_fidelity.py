"""Articles that nobody wrote for Carepress go through without losing a word.

The sample is invented, and has the faults of articles that were copied from elsewhere: lost apostrophes, run-on
headings, stray signs, endless lists and paragraphs.
"""

import shutil
from pathlib import Path

import pytest

from carepress.plugin.loading import load_project

from .fidelity import compare, plain, read_source

SETTINGS = Path(__file__).parents[2] / "pelicanconf.py"
SAMPLE = Path(__file__).parent / "content"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "output"
    outcome = load_project(SETTINGS, {"PATH": str(SAMPLE), "OUTPUT_PATH": str(folder)}).pelican().build()
    assert outcome.files, [str(diagnostic) for diagnostic in outcome.diagnostics]
    return folder


def test_every_piece_of_every_article_is_in_its_page(output: Path) -> None:
    compared = compare(SAMPLE, output)
    assert compared.lost == []
    least = {"article": 8, "question": 40, "item": 150, "cell": 20, "paragraph": 100, "heading": 30, "definition": 5}
    assert {kind: count for kind, count in least.items() if compared.looked_for[kind] < count} == {}


@pytest.mark.parametrize(
    "words",
    [
        "Marrow wobble*(also called MW)",
        "so strong that the kettle shakes",
        "none | a sigh",
        "C:\\reeds\\songs has backslashes",
        "what the tellers call number 30",
        "Gently.",
    ],
)
def test_a_word_that_is_lost_is_noticed(output: Path, words: str, tmp_path: Path) -> None:
    damaged = tmp_path / "output"
    shutil.copytree(output, damaged)
    for page in damaged.rglob("index.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(words, words[:-1]), encoding="utf-8")
    assert len(compare(SAMPLE, damaged).lost) >= 1


def test_an_answer_under_another_question_is_noticed(output: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "output"
    shutil.copytree(output, damaged)
    page = damaged / "conditions" / "puddle-foot" / "index.html"
    html = page.read_text(encoding="utf-8")
    one, other = "is what the tellers call number 3.", "is what the tellers call number 4."
    html = html.replace(one, "\0").replace(other, one).replace("\0", other)
    page.write_text(html, encoding="utf-8")
    assert compare(SAMPLE, damaged).lost != []


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        (r"3\*4 and 5 * 6", "3*4 and 5 * 6"),
        ("**[bell knee](bell-knee.md)**, *too*.[^source-1]", "bell knee, too."),
        (r"\_This\_ has_no_emphasis _this_ has", "_This_ has_no_emphasis this has"),
        ("two\nlines", "two lines"),
    ],
)
def test_the_reader_takes_the_signs_off_and_leaves_the_words(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def test_the_reader_tells_the_pieces_of_an_article_apart() -> None:
    _, units = read_source(SAMPLE / "articles" / "valley-ailments" / "bell-knee.md")
    found = [(unit.kind, unit.words, unit.question) for unit in units]
    assert ("heading", "Why it is done", "") in found
    assert ("item", "another bell", "") in found
    assert ("term", "4–9 rings", "") in found
    assert ("definition", "A loud knee.", "") in found
    assert ("question", "Does it hurt?", "") in found
    assert ("paragraph", "No.", "Does it hurt?") in found
    assert ("cell", "loud", "Whats a normal result?") in found
