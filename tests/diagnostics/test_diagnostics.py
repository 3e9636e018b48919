"""How faults are printed, sorted, counted and guessed at."""

import json
from collections.abc import Callable

import pytest

from carepress.diagnostics import START, Collector, Diagnostic, Fault, Level, Severity, Span, did_you_mean, limited
from carepress.diagnostics.github import render_github
from carepress.diagnostics.json import render_json
from carepress.diagnostics.limit import MOST
from carepress.diagnostics.text import EXCERPT_WIDTH, render_text, summarise

ERROR = Fault("CP900", "test-error", Level.INTEGRITY, "What it checks\nOne thing,\nover two lines.\n\nAnd more.")
WARNING = Fault("CP901", "test-warning", Level.EDITORIAL, "What it checks\nAnother.")


def at(span: Span, *, fault: Fault = ERROR, path: str = "a.md", message: str = "it is wrong") -> Diagnostic:
    return Diagnostic(fault, path, span, message, "mend it")


def on(line: int, start: int, end: int) -> Span:
    return Span(line, start, line, end)


@pytest.fixture
def printed() -> Callable[..., list[str]]:
    """The lines that are printed for diagnostics in a file with this text."""

    def run(*diagnostics: Diagnostic, text: str = "", prefix: str = "content/", production: bool = False) -> list[str]:
        found = Collector(production=production)
        found.extend(diagnostics)
        return render_text(found, prefix=prefix, lines=lambda _: text.split("\n")).split("\n")

    return run


# ── The excerpt ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_caret_stands_under_the_fault(printed: Callable[..., list[str]]) -> None:
    assert printed(at(on(2, 5, 9)), text="first\none two three\n") == [
        "content/a.md:2:5: CP900 test-error: it is wrong",
        "    2 | one two three",
        "      |     ^^^^",
        "  help: mend it",
        "",
        "",
    ]


def test_a_fault_of_a_whole_file_has_no_excerpt(printed: Callable[..., list[str]]) -> None:
    assert printed(at(START), text="first")[:2] == [
        "content/a.md:1:1: CP900 test-error: it is wrong",
        "  help: mend it",
    ]


def test_a_fault_of_a_whole_file_does_not_even_open_it() -> None:
    opened: list[str] = []

    def lines(path: str) -> list[str]:
        opened.append(path)
        return ["first"]

    found = Collector()
    found.extend([at(START, path="pipe.md"), at(on(1, 1, 2), path="a.md")])
    render_text(found, prefix="", lines=lines)
    assert opened == ["a.md"]


def test_a_line_that_is_no_longer_there_has_no_excerpt(printed: Callable[..., list[str]]) -> None:
    assert printed(at(on(9, 1, 2)), text="first")[1] == "  help: mend it"


def test_tabs_keep_the_caret_in_its_place(printed: Callable[..., list[str]]) -> None:
    lines = printed(at(on(1, 3, 6)), text="\t\tone")
    assert lines[1:3] == ["    1 |   one", "      |   ^^^"]


def test_control_characters_are_made_harmless_and_keep_their_place(printed: Callable[..., list[str]]) -> None:
    lines = printed(at(on(1, 7, 9), message="\x1b[2J gone", path="\x1b[31m.md"), text="\x1b[31m\rno\x00")
    assert lines[:3] == [
        "content/\N{REPLACEMENT CHARACTER}[31m.md:1:7: CP900 test-error: \N{REPLACEMENT CHARACTER}[2J gone",
        "    1 | \N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}no\N{REPLACEMENT CHARACTER}",
        "      |       ^^",
    ]


def test_a_long_line_is_shown_around_the_fault(printed: Callable[..., list[str]]) -> None:
    text = "x" * 500 + "WRONG" + "y" * 500
    _, line, caret, *_ = printed(at(on(1, 501, 506)), text=text)
    assert len(line) == len("    1 | ") + EXCERPT_WIDTH
    assert line[caret.index("^") : caret.rindex("^") + 1] == "WRONG"


def test_a_fault_that_is_longer_than_the_excerpt_ends_with_it(printed: Callable[..., list[str]]) -> None:
    _, line, caret, *_ = printed(at(on(1, 1, 400)), text="x" * 400)
    assert len(caret) == len(line)


def test_a_fault_over_several_lines_is_marked_to_the_end_of_the_first(printed: Callable[..., list[str]]) -> None:
    assert printed(at(Span(1, 5, 3, 2)), text="one two\nthree\nfour")[1:3] == ["    1 | one two", "      |     ^^^"]


def test_an_empty_place_still_has_a_caret(printed: Callable[..., list[str]]) -> None:
    assert printed(at(on(1, 4, 4)), text="one")[2] == "      |    ^"


def test_words_in_brackets_are_not_taken_for_colours(printed: Callable[..., list[str]]) -> None:
    lines = printed(at(on(1, 1, 2), message="[red]no[/red]"), text="[bold]x[/bold]")
    assert lines[0].endswith("[red]no[/red]")
    assert lines[1] == "    1 | [bold]x[/bold]"


def test_a_long_sentence_stays_on_one_line(printed: Callable[..., list[str]]) -> None:
    message = "word " * 200 + "end"
    assert printed(at(START, message=message))[0].endswith("end")


# ── Order and severity ───────────────────────────────────────────────────────────────────────────────────────────


def test_faults_are_sorted_by_file_line_column_and_code() -> None:
    ordered = [
        at(on(1, 9, 10), path="a.md"),
        at(on(2, 1, 2), path="a.md"),
        at(on(2, 1, 2), path="a.md", fault=WARNING),
        at(on(10, 1, 2), path="a.md"),
        at(on(1, 1, 2), path="b.md"),
    ]
    found = Collector()
    found.extend(reversed(ordered))
    assert list(found) == ordered


def test_the_same_fault_is_told_once() -> None:
    found = Collector()
    found.extend([at(START), at(START)])
    found.extend([at(START)])
    assert len(found) == 1


def test_an_editorial_fault_is_a_warning_until_production(printed: Callable[..., list[str]]) -> None:
    fault = at(START, fault=WARNING)
    assert printed(fault)[0] == "content/a.md:1:1: CP901 test-warning: it is wrong (warning)"
    assert printed(fault, production=True)[0] == "content/a.md:1:1: CP901 test-warning: it is wrong"
    for production, severity in ((False, Severity.WARNING), (True, Severity.ERROR)):
        found = Collector(production=production)
        found.extend([fault])
        assert (found.failed, found.counts[severity]) == (production, 1)


def test_an_integrity_fault_is_always_an_error() -> None:
    found = Collector()
    found.extend([at(START)])
    assert found.failed


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [(0, 0, ""), (1, 0, "1 error"), (2, 1, "2 errors, 1 warning"), (0, 2, "2 warnings")],
)
def test_the_summary_counts_in_words(errors: int, warnings: int, words: str) -> None:
    found = Collector()
    found.extend(at(on(line + 1, 1, 2)) for line in range(errors))
    found.extend(at(on(line + 1, 1, 2), fault=WARNING) for line in range(warnings))
    assert summarise(found) == words


def test_the_summary_of_a_fault_is_its_first_paragraph_in_one_line() -> None:
    assert ERROR.summary == "One thing, over two lines."


# ── Many of one kind ─────────────────────────────────────────────────────────────────────────────────────────────


def test_of_a_fault_that_is_nearly_everywhere_the_first_are_told_and_that_there_are_more() -> None:
    many = [at(on(line, 1, 2)) for line in range(3 * MOST, 0, -1)]
    told = sorted(limited(many), key=lambda diagnostic: diagnostic.order)
    assert [each.span.line for each in told] == list(range(1, MOST + 2))
    assert {each.message for each in told[:-1]} == {"it is wrong"}
    assert told[-1].message == "this fault stands in more places, from here on; the first 100 are told"


def test_faults_of_other_kinds_and_files_are_told_beside_one_that_is_nearly_everywhere() -> None:
    many = [at(on(line, 1, 2)) for line in range(1, MOST + 2)]
    others = [at(on(900, 1, 2), fault=WARNING), at(on(900, 1, 2), path="b.md")]
    told = limited([*many, *others])
    assert set(others) <= set(told)
    assert "more places" in told[MOST].message


def test_the_same_fault_at_one_place_is_not_taken_for_many() -> None:
    assert limited([at(START)] * (3 * MOST)) == (at(START),)


def test_as_many_faults_as_can_be_told_are_told_in_their_order() -> None:
    many = [at(on(line, 1, 2)) for line in range(MOST, 0, -1)]
    assert limited(many) == tuple(many)


def test_a_sentence_that_quotes_without_end_is_cut_in_its_midst() -> None:
    fault = Diagnostic(ERROR, "a.md", START, f"there is no page `{'x' * 9_000}` here", f"write {'y' * 9_000} instead")
    for words, begin, end in ((fault.message, "there is no page `x", "x` here"), (fault.help, "write y", "y instead")):
        assert (len(words) <= 600, " … " in words) == (True, True)
        assert (words.startswith(begin), words.endswith(end)) == (True, True)


# ── For programs ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_has_every_part_of_a_fault() -> None:
    found = Collector()
    found.extend([at(Span(2, 5, 3, 9), fault=WARNING, message="“é” is wrong")])
    assert json.loads(render_json(found, prefix="content/")) == [
        {
            "path": "content/a.md",
            "line": 2,
            "column": 5,
            "end_line": 3,
            "end_column": 9,
            "code": "CP901",
            "slug": "test-warning",
            "level": "editorial",
            "severity": "warning",
            "message": "“é” is wrong",
            "help": "mend it",
            "fixable": False,
            "suppressed": None,
        }
    ]


def test_json_can_always_be_written_as_utf_8() -> None:
    found = Collector()
    found.extend([at(START, path="gr\udcfc.md", message="`gr\udcfc` is no name")])
    (fault,) = json.loads(render_json(found, prefix="").encode("utf-8"))
    assert (fault["path"], fault["message"]) == ("gr?.md", "`gr?` is no name")


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(render_json(Collector(), prefix="")) == []


def test_an_annotation_does_no_harm_to_the_log_of_a_workflow() -> None:
    found = Collector()
    found.extend([at(on(1, 1, 2), path="a\x1b[31m.md", message="`\x1b[2J\u202e` is wrong\n::error::no")])
    (line,) = render_github(found, prefix="").split("\n")
    assert line.isprintable()
    assert line.startswith("::error file=a\N{REPLACEMENT CHARACTER}[31m.md,line=1")
    assert "is wrong%0A::error::no%0Ahelp: mend it" in line


# ── Did you mean ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("aftercar", "aftercare"),
        ("After Care", "aftercare"),
        ("how_it_works", "how-it-works"),
        ("HOW-IT-WORKS", "how-it-works"),
        ("kidney", None),
        ("", None),
    ],
)
def test_the_nearest_known_word_is_suggested(typed: str, guess: str | None) -> None:
    assert did_you_mean(typed, ["aftercare", "how-it-works", "risks"]) == guess


def test_a_suggestion_does_not_depend_on_the_order_of_the_known_words() -> None:
    words = ["eyes", "eyed", "eyer"]
    assert len({did_you_mean("eye", order) for order in (words, words[::-1])}) == 1


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    assert did_you_mean("eyes", []) is None
