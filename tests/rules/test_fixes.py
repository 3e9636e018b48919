"""Fixes over all that is wrong in the cases of rules: each mends its fault, brings no error, and is done once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from carepress.diagnostics import Diagnostic, Fault, Level
from carepress.diagnostics.mending import mended
from carepress.review import ReviewPolicy, review_of
from carepress.rules import ALL_RULES, Context, check_site, check_text

from ..loaded import is_loaded, loaded  # noqa: TID252 - the tests are no package with a name
from .conftest import BASE, TODAY, library_of
from .test_fixtures import FIXTURES, MARK, OTHERS
from .test_rules import CASES, EYE

Files = Mapping[str, str | bytes]
Told = set[tuple[str, str, str]]


def everything_in(files: Files) -> list[Diagnostic]:
    """What loading and every rule finds."""
    library = library_of(files)
    policy = ReviewPolicy()
    reviews = {each.path: review_of(each, library.people, TODAY, policy) for each in library.articles}
    context = Context(library, reviews, TODAY, policy, production=True, demonstration=False)
    found = [*check_site(context), *(each for text in library.texts for each in check_text(text, context))]
    for path, text in files.items():
        if is_loaded(path):
            found += loaded(path, text.encode() if isinstance(text, str) else text).found
    return found


def told(found: list[Diagnostic]) -> Told:
    return {(each.path, each.fault.code, each.message) for each in found}


def errors(found: list[Diagnostic]) -> Told:
    return told([each for each in found if each.fault.level is Level.INTEGRITY])


def fixed(files: Files, found: list[Diagnostic]) -> dict[str, str | bytes]:
    """The library with all that can be mended mended."""
    after = dict(files)
    for path in {each.path for each in found if each.fix}:
        text = files[path]
        data = text.encode() if isinstance(text, str) else text
        fixes = [each.fix for each in found if each.path == path and each.fix]
        mended_data, applied = mended(data, fixes)
        assert applied, path
        after[path] = mended_data
    return after


def faults_mended(files: Files) -> set[Fault]:
    """What there was to mend. That is gone, no error has come, and a second time nothing is done."""
    before = everything_in(files)
    fixable = [each for each in before if each.fix]
    once = fixed(files, before)
    after = everything_in(once)
    assert not told(fixable) & told(after)
    assert errors(after) <= errors(before)
    assert fixed(once, after) == once
    return {each.fault for each in fixable}


def test_a_fix_mends_its_fault_and_brings_no_error_in_every_case_of_a_rule(article: Callable[..., str]) -> None:
    mended_here: set[Fault] = set()
    for case in CASES:
        name = EYE if case.values.get("lang") is None else EYE.replace(".md", f".{case.values['lang']}.md")
        text = article(**case.values) if case.text is None else article(case.text, **case.values)
        mended_here |= faults_mended({**BASE, name: text, **case.files})
    assert mended_here >= {rule.fault for rule in ALL_RULES if rule.fix}


def test_a_fix_mends_its_fault_and_brings_no_error_in_every_marked_article() -> None:
    articles = {f"articles/eyes/{path.name}": MARK.sub("", path.read_text("utf-8")) for path in FIXTURES}
    assert faults_mended({**OTHERS, **articles})
