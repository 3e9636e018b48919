"""The JSON Schemas and the loader agree: on every file there is, on files that were spoilt, and on whatever comes."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker

from carepress.content import faults
from carepress.content.aftercare import TIMELINE, AftercareStep
from carepress.content.article import ArticleMeta, Question, ReviewMeta, Suppression
from carepress.content.glossary import Term
from carepress.content.kinds import Kind, kinds
from carepress.content.loading import Loader
from carepress.content.model import Article
from carepress.content.page import PageMeta
from carepress.content.person import Person
from carepress.content.schema import SCHEMAS, schema
from carepress.content.source import Code, Source
from carepress.content.topic import Topic
from carepress.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]
CONTENT = (ROOT / "content", ROOT / "tests" / "corpus" / "content")
CASES = sorted((ROOT / "tests" / "bad_input" / "cases").glob("*.txt"))
LOADER = Loader("en")
VALIDATORS = {name: Draft7Validator(schema(name), format_checker=FormatChecker(["date"])) for name in SCHEMAS}
SHAPE = {faults.UNKNOWN_KEY, faults.MISSING_KEY, faults.WRONG_TYPE, faults.BAD_DATE, faults.FAQ_SHAPE, faults.BAD_TIME}
"""Faults that a schema can see: the others are about how YAML is written, about texts, or about other files."""
PLACES = {
    "article": ("articles/eyes/dry-eye.md", "articles/*/*.md"),
    "page": ("pages/about.md", "pages/*.md"),
    "person": ("people/jo-reed.yaml", "people/*.yaml"),
    "topics": ("topics.yaml", "topics.yaml"),
    "glossary": ("glossary.yaml", "glossary.yaml"),
}
"""A path of each sort of file, and a pattern for all of them."""


class Core(yaml.SafeLoader):
    """YAML 1.2 as text editors read it: dates, ``yes`` and ``no`` are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML has it


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|Null|NULL|)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|True|TRUE|false|False|FALSE)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), None)
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"), None
)


FRONT_MATTER = re.compile(r"---\n(.*?)^---$", re.MULTILINE | re.DOTALL)


def as_an_editor_sees(text: str) -> Any:
    """A file's YAML, as VS Code holds it against a schema: keys are texts."""
    front_matter = FRONT_MATTER.match(text)
    return _with_texts_as_keys(yaml.load(front_matter[1] if front_matter else text, Core) or {})  # noqa: S506 - a safe one


def _with_texts_as_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_texts_as_keys(each) for key, each in value.items()}
    return [_with_texts_as_keys(each) for each in value] if isinstance(value, list) else value


def refusals(sort: str, data: Any) -> list[str]:
    """What the schema says against the data of a file."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[sort].iter_errors(data)]


def found_by_the_loader(sort: str, text: str) -> list[Diagnostic]:
    return list(getattr(LOADER, sort)(PLACES[sort][0], text.encode()).found)


def of_shape(found: list[Diagnostic], text: str) -> list[str]:
    """Those faults that a schema can know: of the front matter, and of its shape."""
    front_matter = FRONT_MATTER.match(text)
    last = front_matter[0].count("\n") if front_matter else text.count("\n") + 1
    return [each.message for each in found if each.fault in SHAPE and each.span.line <= last]


# ── On files that there are ──────────────────────────────────────────────────────────────────────────────────────


def files() -> Iterator[tuple[str, Path]]:
    for folder in CONTENT:
        for sort, (_, pattern) in PLACES.items():
            yield from ((sort, path) for path in sorted(folder.glob(pattern)))


@pytest.mark.parametrize(
    ("sort", "path"), list(files()), ids=lambda value: value.name if isinstance(value, Path) else value
)
def test_every_file_of_the_example_sites_is_right_by_its_schema(sort: str, path: Path) -> None:
    assert refusals(sort, as_an_editor_sees(path.read_text("utf-8"))) == []


def test_there_are_files_of_every_sort() -> None:
    assert {sort for sort, _ in files()} == set(SCHEMAS)


QUOTED_DATES = {"date-quoted", "review-date-quoted"}
"""Cases that only the loader can refuse: a text editor's YAML does not tell a date in quotes from one without."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_of_a_spoilt_file_the_schema_says_what_the_loader_says(case: Path) -> None:
    _, *parts = re.split(r"^-- (\S.*) --\n", case.read_bytes().decode(), flags=re.MULTILINE)
    for path, text in zip(parts[:-2:2], parts[1:-2:2], strict=True):
        for sort in [sort for sort, (_, pattern) in PLACES.items() if PurePath(path).match(pattern)]:
            found = found_by_the_loader(sort, text)
            try:
                refused = refusals(sort, as_an_editor_sees(text))
            except yaml.YAMLError:
                refused = ["it is no YAML"]
            if refused:
                assert found, refused
            if of_shape(found, text) and case.stem not in QUOTED_DATES:
                assert refused, found


# ── On what the schemas are made from ────────────────────────────────────────────────────────────────────────────

GOOD: dict[str, dict[str, Any]] = {
    "article": {
        "title": "Dry eye",
        "kind": "procedure",
        "slug": "dry-eye",
        "summary": "Too few tears.",
        "also_called": ["Sore eye"],
        "misspellings": ["dri eye"],
        "category": "eyes",
        "topics": ["ageing"],
        "tags": ["tears"],
        "date": dt.date(2026, 1, 5),
        "modified": dt.date(2026, 1, 6),
        "authors": ["jo-reed"],
        "review": {"by": ["jo-reed"], "date": dt.date(2026, 1, 7), "due": dt.date(2028, 1, 7)},
        "changes": [{"date": dt.date(2026, 1, 6), "note": "Added the signs."}],
        "codes": [{"system": "mesh", "code": "D015352", "match": "exact"}],
        "sources": {
            "nhs": {
                "title": "Dry eyes",
                "publisher": "National Health Service",
                "authors": ["Lind B"],
                "journal": "Journal of Examples",
                "year": 2023,
                "url": "https://example.org/",
                "accessed": dt.date(2026, 1, 4),
                "doi": "10.1000/xyz123",
                "pmid": 12345678,
                "kind": "website",
                "extra": {"checked": False},
            }
        },
        "at_a_glance": [{"term": "Pain", "detail": "None"}],
        "aliases": ["/old/path/"],
        "status": "published",
        "lang": "en",
        "translated": dt.date(2026, 1, 6),
        "suppress": [{"rule": "long-sentence", "reason": "The form must be quoted word for word.", "section": "faq"}],
        "extra": {"ticket": "123"},
        "aftercare_timeline": [{"when": "after 3 to 5 days", "do": "Rest."}],
        "benefits": "Eyes sting less.",
        "procedure": ["Look up.", "Blink."],
        "faq": [{"question": "Does it hurt?", "answer": "No more than a sting."}],
    },
    "page": {
        "title": "About",
        "summary": "Who we are.",
        "slug": "about",
        "aliases": ["/old/about/"],
        "date": dt.date(2026, 1, 5),
        "modified": dt.date(2026, 1, 6),
        "status": "hidden",
        "lang": "en",
        "translated": dt.date(2026, 1, 6),
        "suppress": [{"rule": "CP501", "reason": "The law must be quoted word for word."}],
        "extra": {},
    },
    "person": {
        "name": "Jo Reed",
        "credentials": "MD",
        "role": "reviewer",
        "specialty": "Eyes",
        "registration": {"body": "A register", "number": "0123"},
        "bio": "Looks after eyes.",
        "links": [{"text": "Clinic", "url": "https://example.org/"}],
        "photo": "people/jo.jpg",
        "sample": True,
        "translations": {"es": {"credentials": "Médica", "specialty": "Ojos"}},
        "extra": {"desk": 4},
    },
    "topics": {
        "eyes": {
            "name": "Eyes",
            "summary": "How you see.",
            "parent": "body",
            "also_called": ["Sight"],
            "translations": {
                "es": {"name": "Ojos", "summary": "Cómo ve.", "also_called": ["Vista"]},
            },
        },
        "body": {"name": "Body", "summary": "All of you."},
    },
    "glossary": {"tear film": {"definition": "What keeps an eye wet.", "also": ["tears"]}},
}
"""A file of each sort with every key there is."""


def as_yaml(value: Any) -> str:
    """YAML that means the same to the loader and to a text editor: texts in quotes, dates without."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {as_yaml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    return str(value) if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)


def as_file(sort: str, data: dict[str, Any]) -> str:
    lines = "".join(f"{json.dumps(key)}: {as_yaml(value)}\n" for key, value in data.items())
    return f"---\n{lines}---\n" if sort in ("article", "page") else lines


def both(sort: str, data: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What the loader and the rule on empty sections say against a file, and what the schema; but for what none can."""
    text = as_file(sort, data)
    loaded = getattr(LOADER, sort)(PLACES[sort][0], text.encode())
    found = [each.message for each in loaded.found if not each.fault.slug.startswith("suppress")]
    if isinstance(loaded.value, Article):
        found += [each.heading for each in loaded.value.body.sections if not each.blocks and not each.questions]
    return found, refusals(sort, as_an_editor_sees(text))


@pytest.mark.parametrize("sort", SCHEMAS)
def test_a_file_with_every_key_is_right(sort: str) -> None:
    assert both(sort, GOOD[sort]) == ([], [])


def test_the_good_files_have_every_key_of_the_models() -> None:
    article = GOOD["article"]
    sections = {"benefits", "procedure", "faq", TIMELINE}
    assert set(article[TIMELINE][0]) == set(AftercareStep.model_fields)
    assert set(article) == {*ArticleMeta.model_fields, *sections}
    assert set(article["review"]) == set(ReviewMeta.model_fields)
    assert set(article["sources"]["nhs"]) == set(Source.model_fields)
    assert set(article["suppress"][0]) == set(Suppression.model_fields)
    assert set(article["codes"][0]) == set(Code.model_fields)
    assert set(GOOD["page"]) == set(PageMeta.model_fields)
    assert set(GOOD["person"]) == set(Person.model_fields)
    assert set(GOOD["topics"]["eyes"]) == set(Topic.model_fields)
    assert set(GOOD["glossary"]["tear film"]) == set(Term.model_fields)


# Whatever a person may write where something else belongs.
VALUES = st.one_of(
    st.sampled_from(
        [None, True, False, 0, -1, 7, 1799, 1800, 2201, "", " ", "x", "eyes", "Two words", "two--hyphens", "-x", "é"]
    ),
    st.sampled_from(["en", "EN", "https://example.org/a b", "ftp://example.org", "10.1/x", "/a/../b", "/a", "a/"]),
    st.sampled_from(
        ["draft", "Published", "procedure", "condition", "surgery", "mesh", "website", "reviewer", "exact"]
    ),
    st.sampled_from([[], {}, ["x"], [""], [None], [7], [["x"]], {"x": "y"}, [{"x": "y"}], ["x", "two words"]]),
    st.sampled_from([[{"question": "Why?", "answer": "So."}], [{"question": "Why?"}], [{"term": "a", "detail": "b"}]]),
    st.text("aé -", min_size=90, max_size=110),
).map(copy.deepcopy)
ROLES = {role for kind in kinds().values() for role in kind.roles}
KEYS = st.sampled_from(
    [
        *sorted({*ROLES, TIMELINE, *ArticleMeta.model_fields, *Question.model_fields, "when"}),
        "titel",
        "on",
        "x y",
        "-",
        "§",
        "7",
    ]
)


def places_in(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value, outermost first."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*way, step)
        yield from places_in(inner, (*way, step))


def changed(data: dict[str, Any], way: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """A copy of a file with another value at one place; ``...`` takes it away."""
    data = copy.deepcopy(data)
    *above, last = way
    group = data
    for step in above:
        group = group[step]
    if value is ...:
        del group[last]
    else:
        group[last] = value
    return data


@pytest.mark.parametrize("sort", SCHEMAS)
def test_one_slip_at_any_place_is_refused_by_both_or_by_neither(sort: str) -> None:
    different = []
    for way in places_in(GOOD[sort]):
        for value in (..., None, "", "x", 7, [], {}):
            found, refused = both(sort, changed(GOOD[sort], way, value))
            if bool(found) != bool(refused):
                different.append((way, value, found, refused))
    assert different == []


@st.composite
def spoilt(draw: st.DrawFn, sort: str) -> dict[str, Any]:
    """A good file after one to three changes: a value replaced, a key taken away, a key added."""
    data = copy.deepcopy(GOOD[sort])
    for _ in range(draw(st.integers(1, 3))):
        ways = [way for way in places_in(data) if "extra" not in way[:-1]]
        if not ways:
            break
        *above, last = draw(st.sampled_from(ways))
        group = data
        for step in above:
            group = group[step]
        change = draw(st.sampled_from(["replace", "replace", "delete", "add"]))
        if change == "replace":
            group[last] = draw(VALUES)
        elif change == "delete":
            del group[last]
        elif isinstance(group, dict):
            group[draw(KEYS)] = draw(VALUES)
        else:
            group.append(draw(VALUES))
    return data


@pytest.mark.parametrize(
    ("sort", "examples"), [("article", 300), ("page", 100), ("person", 150), ("topics", 100), ("glossary", 50)]
)
def test_the_schema_accepts_what_the_loader_accepts_and_nothing_else(sort: str, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=True)
    @given(data=spoilt(sort))
    def check(data: dict[str, Any]) -> None:
        found, refused = both(sort, data)
        assert bool(found) == bool(refused), (found, refused)

    check()


# ── What a text editor makes of them ─────────────────────────────────────────────────────────────────────────────


def with_changes(**values: Any) -> list[str]:
    """What the schema says against the good article with other values; None takes a key away."""
    data = {key: value for key, value in {**GOOD["article"], **values}.items() if value is not None}
    return refusals("article", as_an_editor_sees(as_file("article", data)))


@pytest.mark.parametrize("sort", SCHEMAS)
def test_a_schema_is_one_by_the_standard(sort: str) -> None:
    Draft7Validator.check_schema(schema(sort))


def test_a_section_of_another_kind_is_refused_and_one_of_the_kind_is_not() -> None:
    without = {"benefits": None, "aftercare_timeline": None, "procedure": None, "faq": None}
    assert with_changes(kind="condition", symptoms="They sting.", **without) == []
    assert len(with_changes(kind="procedure", symptoms="They sting.", **without)) == 1
    assert len(with_changes(kind="condition", symptoms="They sting.", **{**without, "benefits": "None."})) == 1


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.id)
def test_a_kind_offers_its_own_sections_each_with_its_guidance(kind: Kind) -> None:
    (branch,) = [
        each["then"]["properties"]
        for each in schema("article")["allOf"]
        if each["if"]["properties"]["kind"]["enum"] == [kind.id]
    ]
    offered = {name: each["description"] for name, each in branch.items() if each is not True}
    assert ("aftercare" in kind.roles) is (offered.pop(TIMELINE, None) is not None)
    assert list(offered) == [name for name in kind.roles if name != "summary"]
    assert all(kind.roles[name].guidance in about for name, about in offered.items())


@pytest.mark.parametrize("day", ["2026-02-30", "1026-01-05", "2026-1-5", "9 March 2026", "2026-01-05T10:00:00"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    assert with_changes(date=day) != []


def test_an_article_in_another_language_is_accepted() -> None:
    assert with_changes(lang="pt-BR") == []


def properties(part: Any, way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema describes, and where."""
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            if isinstance(field, dict):
                yield f"{way}.{name}", field
        for key, inner in part.items():
            if key != "if":
                yield from properties(inner, f"{way}.{key}")
    elif isinstance(part, list):
        for inner in part:
            yield from properties(inner, way)


@pytest.mark.parametrize("sort", SCHEMAS)
def test_every_key_says_what_it_is_and_gives_nothing_to_paste(sort: str) -> None:
    described = dict(properties(schema(sort)))
    assert described
    assert [way for way, field in described.items() if not field.get("description")] == []
    assert '"examples"' not in json.dumps(schema(sort)), "a text editor would type them into the file"


@pytest.mark.parametrize("sort", SCHEMAS)
def test_every_pattern_is_one_for_javascript_too_and_is_explained(sort: str) -> None:
    def patterns(part: Any) -> Iterator[dict[str, Any]]:
        if isinstance(part, dict):
            yield from (part,) if isinstance(part.get("pattern"), str) else ()
        for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from patterns(inner)

    found = list(patterns(schema(sort)))
    assert found
    assert [each for each in found if not each.get("patternErrorMessage")] == []
    # JavaScript refuses an escape that means nothing.
    assert [each["pattern"] for each in found if re.search(r"\\[^dsS.\\\\\[\]^/]", each["pattern"])] == []
