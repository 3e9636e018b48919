"""A few hundred of the mutants of ``make fuzz``, and that it would notice what it is there to notice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from carepress.diagnostics import Diagnostic, Fault, Level, Span
from fuzzing.claims import complaints_of_html, complaints_of_place, examine
from fuzzing.minimise import minimise
from fuzzing.mutations import mutant
from fuzzing.run import main
from fuzzing.seeds import Seed, seeds
from fuzzing.world import World

FAULT = Fault("CP999", "a-test", Level.ADVICE, "What it checks\nNothing.")
PATIENT = ("--seconds", "60", "--jobs", "2")


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def test_spoilt_content_breaks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--count", "300", "--output", str(tmp_path), *PATIENT])
    said = capsys.readouterr().out
    assert status == 0, said
    assert said.startswith("300 mutants")
    assert said.endswith("All claims hold.\n")
    (record,) = tmp_path.glob("*.jsonl")
    assert [json.loads(line)["count"] for line in record.read_text("utf-8").splitlines()] == [250]


def test_what_was_examined_before_is_not_examined_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--count", "1", "--seed", "5", "--output", str(tmp_path), *PATIENT])
    (record,) = tmp_path.glob("5-*.jsonl")
    piece = {"first": 0, "count": 250, "whole": 7, "seconds": 1.0, "codes": {"CP010": 3}, "slowest": [[0.5, 3]]}
    record.write_text(json.dumps(piece) + "\n", "utf-8")
    capsys.readouterr()
    assert main(["--count", "250", "--seed", "5", "--output", str(tmp_path), *PATIENT]) == 0
    assert capsys.readouterr().out.startswith("250 mutants, of which 7 could be built; 4.0 ms each\n")


def test_a_number_gives_the_same_mutant_each_time_and_another_seed_another() -> None:
    assert [mutant(1, number) for number in range(50)] == [mutant(1, number) for number in range(50)]
    assert [mutant(1, number) for number in range(50)] != [mutant(2, number) for number in range(50)]


def test_no_claim_is_broken_by_what_the_mutants_are_made_of(world: World) -> None:
    every = [seed for seed in seeds() if len(seed.data) > 2_000]
    complaints = {seed.path: examine(world, seed, thorough=True).complaints for seed in every}
    assert {path: found for path, found in complaints.items() if found} == {}
    assert examine(world, seeds()[0]).is_whole


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<script src=//x></script>",
        '<script type="application/ld+json">{</script>',
        '<p onclick="x()">',
        "<img src=x onerror=x>",
        '<a href="javascript:x">',
        '<a href="JAVA&#10;script:x">',
        '<a href="&#x6A;avascript:x">',
        '<a href="//x">',
        '<img src="data:image/png,x">',
        '<p style="x">',
        "<iframe>",
        "<base href=/>",
        '<p id="a"></p><p id="a">',
        '<a href="#b">',
        "\ue000nhs\ue001",
        "\x02amp\x03",
        "<p><div>x</p>",
    ],
)
def test_a_page_that_a_file_must_never_make_would_be_noticed(html: str) -> None:
    head = '<!doctype html><title>x</title><p id="c"><a href="#c">x</a></p>'
    assert list(complaints_of_html(head, "/", whole=True, strict=True)) == []
    assert list(complaints_of_html(head + html, "/", whole=True, strict=True)) != []


@pytest.mark.parametrize(
    ("span", "good"),
    [
        (Span(1, 1, 1, 1), True),
        (Span(1, 1, 1, 3), True),
        (Span(1, 3, 2, 1), True),
        (Span(1, 1, 1, 4), False),
        (Span(2, 2, 2, 2), False),
        (Span(3, 1, 3, 1), False),
        (Span(0, 1, 1, 1), False),
        (Span(1, 0, 1, 1), False),
        (Span(1, 2, 1, 1), False),
    ],
)
def test_a_fault_outside_its_file_would_be_noticed(span: Span, good: bool) -> None:  # noqa: FBT001
    found = list(complaints_of_place(Diagnostic(FAULT, "a.md", span, "x", "y"), "a.md", ["ab", ""]))
    assert (found == []) is good


def test_an_exception_would_be_noticed(world: World) -> None:
    examined = examine(world, Seed("no such sort", "articles/eyes/dry-eye.md", b"x"))
    assert [complaint.kind.partition(" in ")[0] for complaint in examined.complaints] == ["check raises AttributeError"]


def test_what_is_not_needed_is_left_out_of_a_file() -> None:
    data = "one\ntwo é three\nfour\n".encode() + b"\xff\n"
    assert minimise(data, lambda kept: "é".encode() in kept and b"\xff" in kept, seconds=60) == "é".encode() + b"\xff"
