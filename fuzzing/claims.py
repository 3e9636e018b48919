"""What holds for every file, whatever is in it; and where it does not hold, a complaint.

Nothing raises. Every fault has a place in the file as a text editor shows it, and words that can be printed. A page
runs nothing that an author wrote, and nothing on it leads to a part of it that is not there.
"""

from __future__ import annotations

import json
import re
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import html5lib

from carepress.content.loading import Loader
from carepress.diagnostics import START, Collector, Diagnostic
from carepress.diagnostics.github import render_github
from carepress.diagnostics.json import render_json
from carepress.diagnostics.links import Links
from carepress.diagnostics.sarif import render_sarif
from carepress.diagnostics.text import render_text
from fuzzing.seeds import ROOT, Seed
from fuzzing.world import Outcome, World

__all__ = ["Complaint", "Examined", "complaints_of_html", "complaints_of_place", "examine", "judge", "work"]

_FIRST = (ROOT / "themes/carepress/static/js/first.js").read_text("utf-8")
"""The one script that stands in pages."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "poster", "data", "cite", "background"})
_NEVER = frozenset({"iframe", "object", "embed", "base", "applet", "frame", "math"})
_RUN = ("javascript:", "vbscript:", "data:text")
_OTHERS = ("javascript:", "vbscript:", "data:", "//", "\\", "/\\", "cp-link:", "cp-image:")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What does not hold. Two with one ``kind`` are most probably one and the same error of the program."""

    kind: str
    detail: str


@dataclass(slots=True)
class Examined:
    """What was found of one file. ``seconds`` are of the processor."""

    complaints: list[Complaint] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    """Codes of its faults, each once."""
    is_whole: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Work:
    """What the program made of a file, before anybody judges it."""

    outcome: Outcome | None
    reports: Mapping[str, str]
    pages: Mapping[str, str]
    raised: tuple[Complaint, ...]
    seconds: float


def examine(world: World, seed: Seed, *, thorough: bool = False) -> Examined:
    """Hold one file against all claims but that of time. ``thorough``: also those that take longest to look at."""
    return judge(world, work(world, seed), thorough=thorough)


def work(world: World, seed: Seed) -> Work:
    """Load a file, check it, print what is wrong with it, and show its page."""
    begin = time.process_time()
    try:
        outcome = world.check(seed)
        reports = _reports(outcome.found, seed)
    except Exception as error:  # noqa: BLE001 - to find these is what it is for
        return Work(None, {}, {}, (_raised("check", error),), 0.0)
    pages: Mapping[str, str] = {}
    raised: tuple[Complaint, ...] = ()
    if outcome.value is not None:
        try:
            pages = world.show(outcome)
        except Exception as error:  # noqa: BLE001 - the same
            if outcome.is_whole:  # a preview shows what it can of the others
                raised = (_raised("show", error),)
    return Work(outcome, reports, pages, raised, time.process_time() - begin)


def judge(world: World, done: Work, *, thorough: bool) -> Examined:
    """What does not hold of some work."""
    examined = Examined([*done.raised], seconds=done.seconds)
    if (outcome := done.outcome) is not None:
        examined.is_whole = outcome.is_whole
        examined.codes = sorted({each.fault.code for each in outcome.found})
        examined.complaints += _complaints(outcome, done.reports, done.pages, strict=thorough)
        if thorough and list(world.check(outcome.seed, Loader("en")).found) != list(outcome.found):
            examined.complaints.append(Complaint("memory", "what was loaded before changes what is found"))
    return examined


def _raised(when: str, error: Exception) -> Complaint:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "carepress" in frame.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "?"
    return Complaint(
        f"{when} raises {type(error).__name__} in {place}", "".join(traceback.format_exception(error)[-8:])
    )


def _reports(found: Collector, seed: Seed) -> dict[str, str]:
    lines = _lines(seed.data)
    return {
        "text": render_text(found, prefix="content/", lines=lambda _: lines),
        "json": render_json(found, prefix="content/"),
        "github": render_github(found, prefix="content/"),
        "sarif": render_sarif(found, prefix="content/", links=Links()),
    }


def _lines(data: bytes) -> list[str]:
    """The lines of a file as a text editor shows them."""
    return _LINE_END.split(data.decode("utf-8", "replace").removeprefix("\ufeff"))


def _complaints(
    outcome: Outcome, reports: Mapping[str, str], pages: Mapping[str, str], *, strict: bool
) -> Iterator[Complaint]:
    found, lines = list(outcome.found), _lines(outcome.seed.data)
    if outcome.value is None and not any(each.fault.level == "integrity" for each in found):
        yield Complaint("silence", "nothing was loaded, and no fault says why")
    for diagnostic in found:
        yield from complaints_of_place(diagnostic, outcome.seed.path, lines)
        yield from _complaints_of_words(diagnostic)
    yield from _complaints_of_reports(found, reports)
    for address, html in pages.items():
        yield from complaints_of_html(html, address, whole=outcome.is_whole, strict=strict)


def complaints_of_place(diagnostic: Diagnostic, path: str, lines: list[str]) -> Iterator[Complaint]:
    """A fault stands in its file, and ends where it begins or later."""
    span, code = diagnostic.span, diagnostic.fault.code
    if diagnostic.path != path:
        yield Complaint(f"{code} in another file", diagnostic.path)
    for line, column in (span[:2], span[2:]):
        if not 1 <= line <= len(lines):
            yield Complaint(f"{code} outside the file", f"{span} of {len(lines)} lines: {diagnostic.message}")
        elif not 1 <= column <= len(lines[line - 1]) + 1:
            yield Complaint(
                f"{code} outside its line", f"{span} of {len(lines[line - 1])} characters: {diagnostic.message}"
            )
    if span[2:] < span[:2]:
        yield Complaint(f"{code} ends before it begins", f"{span}: {diagnostic.message}")


def _complaints_of_words(diagnostic: Diagnostic) -> Iterator[Complaint]:
    for name, words in (("message", diagnostic.message), ("help", diagnostic.help)):
        if not words.strip():
            yield Complaint(f"{diagnostic.fault.code} has no {name}", str(diagnostic))
        if len(words) > 1_000:  # noqa: PLR2004 - some ten lines of a terminal
            yield Complaint(f"{diagnostic.fault.code} has a {name} without end", f"{len(words)} characters")


def _complaints_of_reports(found: list[Diagnostic], reports: Mapping[str, str]) -> Iterator[Complaint]:
    text = reports["text"]
    if not all(line.isprintable() for line in text.split("\n")):
        yield Complaint("text that cannot be printed", repr(text[:2_000]))
    if text.count("\n  help: ") != len(found):
        yield Complaint("text without some of the faults", text[:2_000])
    if [(each["line"], each["code"]) for each in json.loads(reports["json"])] != [
        (each.span.line, each.fault.code) for each in found
    ]:
        yield Complaint("JSON without some of the faults", "")
    annotations = reports["github"].split("\n") if found else []
    if len(annotations) != len(found) or not all(each.startswith("::") and each.isprintable() for each in annotations):
        yield Complaint("annotations that are not one a line, or cannot be printed", reports["github"][:2_000])
    (run,) = json.loads(reports["sarif"])["runs"]
    regions = [each["locations"][0]["physicalLocation"].get("region") for each in run["results"]]
    if [region and region["startLine"] for region in regions] != [
        None if each.span == START else each.span.line for each in found
    ]:
        yield Complaint("SARIF without some of the faults", "")


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Page(HTMLParser):
    """Every tag of a page with its attributes, and what stands in its scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "script":
            self.scripts.append((self.tags[-1][1], ""))

    def handle_data(self, data: str) -> None:
        if self.scripts and self.cdata_elem == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data


def complaints_of_html(html: str, address: str, *, whole: bool, strict: bool) -> Iterator[Complaint]:
    """What a page must never hold. ``whole``: its file has no fault that stops a build. ``strict``: by the standard."""
    page = _Page()
    page.feed(html)
    page.close()
    yield from _complaints_of_tags(page.tags, address, whole=whole)
    yield from _complaints_of_scripts(page.scripts, address)
    if not whole:
        return
    if mark := _MARKS.search(html):
        yield Complaint("a mark on a page", f"{address}: {html[max(0, mark.start() - 200) : mark.end() + 50]!r}")
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    if twice := {each for each in ids if ids.count(each) > 1}:
        yield Complaint("one name for two parts of a page", f"{address}: {sorted(twice)}")
    known = {*ids, ""}
    lost = [attributes["href"] for _, attributes in page.tags if attributes.get("href", "").startswith("#")]
    if lost := [each for each in lost if each[1:] not in known]:
        yield Complaint("a link to no part of the page", f"{address}: {lost}")
    if strict:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(html)
        for _, code, variables in parser.errors:
            yield Complaint(f"HTML with {code}", f"{address}: {variables}")


def _complaints_of_tags(
    tags: Iterable[tuple[str, dict[str, str]]], address: str, *, whole: bool
) -> Iterator[Complaint]:
    for tag, attributes in tags:
        if tag in _NEVER:
            yield Complaint(f"<{tag}> on a page", address)
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "srcset"):
                yield Complaint(f"{name}= on a page", f"{address}: <{tag} {name}={value!r}>")
            elif name in _ADDRESSES and _BLANK.sub("", value).lower().startswith(_OTHERS if whole else _RUN):
                yield Complaint("an address that a page must not have", f"{address}: <{tag} {name}={value!r}>")


def _complaints_of_scripts(scripts: list[tuple[dict[str, str], str]], address: str) -> Iterator[Complaint]:
    own: list[str] = []
    for attributes, text in scripts:
        if attributes.get("type") == "application/ld+json":
            try:
                json.loads(text)
            except ValueError as error:
                yield Complaint("structured data that are not JSON", f"{address}: {error}")
        elif text != _FIRST or set(attributes) != {"data-scripts"}:
            yield Complaint("a script on a page", f"{address}: {attributes} {text[:200]!r}")
        else:
            own += attributes["data-scripts"].split(" ")
    if strange := [each for each in own if not each.startswith("/theme/")]:
        yield Complaint("a script on a page", f"{address}: {strange}")
    if len(own) != len(set(own)):
        yield Complaint("a script on a page", f"{address}: one of the site's own twice: {own}")
