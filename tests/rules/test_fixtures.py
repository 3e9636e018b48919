"""Whole articles that say on each line what is wrong with it: ``⟵ CP210`` at its end, a code for each fault.

They make one library, so that they can link to each other. Lines without a mark have no fault, of whatever kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from carepress.content.faults import LOAD_FAULTS
from carepress.content.loading import Loader
from carepress.diagnostics import Diagnostic
from carepress.review import OverduePolicy, ReviewPolicy, review_of
from carepress.rules import ALL_RULES, Context, Rule, check_text

from .conftest import TODAY, library_of

FIXTURES = sorted(Path(__file__).with_name("fixtures").glob("*.md"))
MARK = re.compile(r" ⟵((?: CP\d{3})+)$", re.MULTILINE)
POLICY = ReviewPolicy(overdue=OverduePolicy.WARN)
ORPHAN = "CP707"
"""The fault of an article that nothing links to: a page links to all others."""
OTHERS = {
    "people/jo-reed.yaml": "name: Jo Reed\ncredentials: MD\n",
    "people/sam-hill.yaml": "name: Sam Hill\ncredentials: FRCOphth\n",
    "people/pat-lane.yaml": "name: Pat Lane\n",
    "people/al-sample.yaml": "name: Al\nsample: true\n",
    "topics.yaml": "eyes: {name: Eyes, summary: How you see.}\n",
    "images/eye.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
Found = Mapping[str, tuple[Diagnostic, ...]]


def marked(text: str) -> Counter[tuple[int, str]]:
    """Line and code of each fault that a fixture names."""
    return Counter(
        (text.count("\n", 0, match.start()) + 1, code) for match in MARK.finditer(text) for code in match[1].split()
    )


BARE = re.compile(r"[\[\]{}<>#*|^\\]")
"""Signs of Markdown and YAML, which an editor would copy."""


@pytest.fixture(scope="module")
def found() -> Found:
    """Everything that is found in each fixture, by its name."""
    loader, articles, all_found, linked = Loader("en"), [], {}, []
    for path in FIXTURES:
        text = MARK.sub("", path.read_text("utf-8"))
        if ORPHAN not in {code for _, code in marked(path.read_text("utf-8"))}:
            linked.append(f"[{path.stem}](articles/eyes/{path.name})")
        loaded = loader.article(f"articles/eyes/{path.name}", text.encode())
        assert loaded.value is not None, loaded.found
        articles.append(loaded.value)
        all_found[loaded.value.path] = loaded.found
    links = f"---\ntitle: All of them\nsummary: Links.\ndate: 2026-01-05\n---\n{', '.join(linked)}.\n"
    library = replace(library_of({**OTHERS, "pages/all.md": links}), articles=tuple(articles))
    context = Context(
        library=library,
        reviews={article.path: review_of(article, library.people, TODAY, POLICY) for article in articles},
        today=TODAY,
        policy=POLICY,
        production=True,
        demonstration=False,
    )
    for article in library.live_articles:
        all_found[article.path] += check_text(article, context)
    return {path.rpartition("/")[2]: diagnostics for path, diagnostics in all_found.items()}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_an_article_has_exactly_the_faults_that_its_lines_name(found: Found, path: Path) -> None:
    actual = Counter((each.span.line, each.fault.code) for each in found[path.name])
    expected = marked(path.read_text("utf-8"))
    unmarked = [
        f"{each.span.line}: {each.fault.code} {each.message}"
        for each in found[path.name]
        if (each.span.line, each.fault.code) in actual - expected
    ]
    assert not unmarked, "\n".join(unmarked)
    assert not (expected - actual)


def test_some_articles_are_good() -> None:
    good = [path.stem for path in FIXTURES if not marked(path.read_text("utf-8"))]
    assert {"dry-eye", "eye-drops", "resting-your-eyes", "styes"} <= set(good)


@pytest.mark.parametrize(
    "rule", [rule for rule in ALL_RULES if rule.check_text is not Rule.check_text], ids=lambda rule: rule.slug
)
def test_every_rule_about_texts_is_named_on_the_line_of_an_article(rule: type[Rule]) -> None:
    codes = {code for path in FIXTURES for _, code in marked(path.read_text("utf-8"))}
    assert rule.code in codes, f"mark a line of tests/rules/fixtures/ with ⟵ {rule.code}"


@pytest.mark.parametrize("code", [fault.code for fault in LOAD_FAULTS if fault.code.startswith("CP1")])
def test_every_fault_of_markdown_is_named_on_the_line_of_an_article(code: str) -> None:
    assert code in {code for path in FIXTURES for _, code in marked(path.read_text("utf-8"))}


def test_what_a_help_gives_to_be_copied_stands_between_backticks(found: Found) -> None:
    for each in (each for diagnostics in found.values() for each in diagnostics):
        assert not BARE.search(re.sub("`[^`]+`", "", each.help)), each.help


def test_an_article_without_a_review_is_told_the_lines_to_add_but_no_day_that_somebody_could_copy(found: Found) -> None:
    helps = {each.help for all_ in found.values() for each in all_ if each.fault.slug == "not-reviewed"}
    (help_,) = helps
    assert "add `review:`, and below it, indented, `by: [id-of-the-reviewer]` and `date: year-month-day`" in help_


def test_an_overview_has_no_heading_to_be_added() -> None:
    loaded = Loader("en").article(
        "articles/eyes/x.md",
        b"---\ntitle: X\nkind: condition\nsummary: X.\ncategory: eyes\ndate: 2024-01-01\n---\n\n## Causes\n\nDust.\n",
    )
    assert loaded.value is not None
    library = replace(library_of(OTHERS), articles=(loaded.value,))
    context = Context(library=library, reviews={}, today=TODAY, policy=POLICY, production=True, demonstration=False)
    rules = [each for each in ALL_RULES if each.slug in ("section-missing", "section-recommended")]
    told = [each for rule in rules for each in rule().check_text(loaded.value, context) if "`overview`" in each.message]
    assert [each.help for each in told] == ["write one or two short paragraphs before the first heading"]
