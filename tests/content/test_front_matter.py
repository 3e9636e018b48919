"""Front matter held against its model: all faults at once, each at its value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from carepress.content.article import ArticleMeta
from carepress.content.front_matter import check_against, read_mapping
from carepress.content.loading import Loader
from carepress.diagnostics import START, Span

if TYPE_CHECKING:
    from carepress.content.loading import Loaded
    from carepress.content.model import Article

GOOD = """\
title: Dry eye
kind: condition
summary: Too few tears.
category: eyes
date: 2026-01-05
"""


def found(text: str) -> list[tuple[str, Span]]:
    node, faults = read_mapping(text, "a.md", 0)
    if node is not None:
        faults += check_against(ArticleMeta, node, "a.md").found
    return sorted((each.fault.slug, each.span) for each in faults)


def test_good_front_matter_becomes_the_model_with_the_place_of_each_value() -> None:
    text = GOOD + "review: {by: [ana, bo], date: 2026-01-06}\ntags: [a]\n"
    node, faults = read_mapping(text, "a.md", 1)
    assert node is not None
    checked = check_against(ArticleMeta, node, "a.md")
    assert (faults, checked.found) == ([], [])
    assert checked.model is not None
    assert checked.model.review is not None
    assert checked.model.review.by == ("ana", "bo")
    assert checked.places["title"] == Span(2, 8, 2, 15)
    assert checked.places["review.by.1"] == Span(7, 20, 7, 22)
    assert checked.places["tags.0"] == Span(8, 8, 8, 9)


def test_optional_keys_may_stand_empty() -> None:
    assert found(GOOD + "slug:\ntags:\nmodified: ~\nreview:\n") == []


def test_every_missing_key_is_named() -> None:
    node, _ = read_mapping("", "a.md", 0)
    assert node is not None
    missing = sorted(each.message for each in check_against(ArticleMeta, node, "a.md").found)
    assert missing == [f"`{name}` is missing" for name in ("category", "date", "kind", "summary", "title")]


def test_what_is_missing_is_told_at_the_place_that_is_given() -> None:
    node, _ = read_mapping("title: x\n", "a.md", 0)
    assert node is not None
    here = Span(9, 1, 9, 5)
    assert {each.span for each in check_against(ArticleMeta, node, "a.md", whole=here).found} == {here}
    assert {each.span for each in check_against(ArticleMeta, node, "a.md").found} == {START}


def test_a_value_of_several_possible_kinds_is_one_fault() -> None:
    assert found(GOOD + "sources: {a: {title: x, authors: {b: c}}}\n") == [("wrong-value", Span(6, 34, 6, 40))]


def test_keys_given_twice_are_found_at_every_depth() -> None:
    text = GOOD + "title: x\nsources:\n  a: {title: x, title: y}\n  a: {title: z}\n"
    assert [span[:2] for slug, span in found(text) if slug == "duplicate-key"] == [(6, 1), (8, 17), (9, 3)]


def test_anything_goes_under_extra() -> None:
    assert found(GOOD + "extra: {colour: red, sizes: [1, '2.5', true], day: 2026-01-05, deep: {er: ~}}\n") == []


@pytest.mark.parametrize("key", ["__class__", "__init__", "settings", "content", "get_content", "model_fields", "copy"])
def test_a_key_named_like_an_attribute_is_only_an_unknown_key(key: str) -> None:
    assert found(f"{GOOD}{key}: x\n") == [("unknown-key", Span(6, 1, 6, 1 + len(key)))]


@pytest.mark.parametrize(
    ("more", "message", "help_"),
    [
        ("tag: [x]", "`tag` is not a known key", "did you mean `tags`? (anything of your own goes under `extra`)"),
        (
            "also-called: [x]",
            "`also-called` is not a known key",
            "did you mean `also_called`? (anything of your own goes under `extra`)",
        ),
        ("review: {by: [a], dat: 2026-01-01}", "`dat` is not a known key in `review`", "did you mean `date`?"),
        ("codes: [{system: mesh, cod: D1}]", "`cod` is not a known key in `codes.1`", "did you mean `code`?"),
        (
            "authors: [Ana B]",
            "`Ana B` cannot be used in `authors`: only a–z, 0–9 and single hyphens can",
            "write `ana-b`",
        ),
        (
            "authors: Mary Okello",
            "`authors` takes a list",
            "write `[mary-okello]`, or a line for each beginning with a hyphen",
        ),
        (
            "authors: Mary Okello, Andy Reed and Jo Poe",
            "`authors` takes a list",
            "write `[mary-okello, andy-reed, jo-poe]`, or a line for each beginning with a hyphen",
        ),
        (
            "review: {by: Mary Okello, date: 2026-01-06}",
            "`review.by` takes a list",
            "write `[mary-okello]`, or a line for each beginning with a hyphen",
        ),
        (
            "authors: [jo-reed sample-writer]",
            "a comma is missing between `jo-reed` and `sample-writer`",
            "write `jo-reed, sample-writer` between brackets, or a line for each beginning with a hyphen",
        ),
        (
            "review: {by: [jo, jo-reed ana bo-x], date: 2026-01-06}",
            "a comma is missing between `jo-reed` and `ana`",
            "write `jo-reed, ana, bo-x` between brackets, or a line for each beginning with a hyphen",
        ),
        (
            "topics: [eyes ears]",
            "a comma is missing between `eyes` and `ears`",
            (
                "write `eyes, ears` between brackets, or a line for each beginning with a hyphen; "
                "if it is one id, write `eyes-ears`"
            ),
        ),
        (
            "authors: jo-reed sample-writer",
            "`authors` takes a list",
            "write `[jo-reed, sample-writer]`, or a line for each beginning with a hyphen",
        ),
        ("aliases: [old new]", "`old new` is not an address of this site", "begin with a slash: `/old/path/`"),
        ("authors: ['a ']", "`a ` cannot be used in `authors`: only a–z, 0–9 and single hyphens can", "write `a`"),
        ("authors: ???", "`authors` takes a list", "write `[…]`, or a line for each beginning with a hyphen"),
        (
            "tags: Dry eye, red",
            "`tags` takes a list",
            "write `[Dry eye, red]`, or a line for each beginning with a hyphen",
        ),
        ("tags: Dry [eye]", "`tags` takes a list", 'write `["Dry [eye]"]`, or a line for each beginning with a hyphen'),
        (
            "slug: ???",
            "`???` cannot be used as `slug`: only a–z, 0–9 and single hyphens can",
            "use small letters, digits and hyphens",
        ),
        (
            "codes: [{system: icd11, code: D1}]",
            "`icd11` is not a value of `codes.1.system`",
            "did you mean `icd10`? write one of: `mesh`, `icd10cm`, `icd10`, `snomedct`, `rxnorm`, `loinc`, `ndc`",
        ),
        ("sources: {a: {title: x, year: 2500}}", "`2500` is not a value of `sources.a.year`", "write 2200 or less"),
        (
            "sources: {a: {title: x, year: '2020'}}",
            "`2020` is not a value of `sources.a.year`",
            "write a whole number, without quotes",
        ),
        ("sources: {a: {title: x, pmid: 0}}", "`0` is not a value of `sources.a.pmid`", "write 1 or more"),
        ("aliases: [/a/../b]", "`/a/../b` is not an address of this site", "begin with a slash: `/old/path/`"),
        (
            "modified: 2026-02-30",
            "there is no day `2026-02-30`: February 2026 has 28 days",
            "check the day and the month",
        ),
        ("tags: [a, [b]]", "`tags.2` takes one text, not a list or group", "write one text"),
        (
            "extra: x",
            "`extra` takes a group of keys",
            "write each key on its own line below it, indented by two spaces",
        ),
    ],
)
def test_a_fault_is_told_in_an_editors_words(more: str, message: str, help_: str) -> None:
    node, _ = read_mapping(f"{GOOD}{more}\n", "a.md", 0)
    assert node is not None
    told = [(each.message, each.help) for each in check_against(ArticleMeta, node, "a.md").found]
    assert (message, help_) in told


NAMED = "a name of your own for each source, such as `source-1:`"
BELOW = "below that, indented by four spaces, a line for each of `title: …`, `publisher: …`,"
OPENED = "and `accessed: …` (the day on which you opened it; year-month-day)"


@pytest.mark.parametrize(
    ("more", "place", "message", "help_"),
    [
        (
            "sources: https://www.nhs.uk/x/",
            (6, 10),
            "`sources` takes a group, in which each source has a name of its own",
            (
                f"write `sources:` alone on its line; below it, indented by two spaces, {NAMED}; {BELOW} "
                f"`url: https://www.nhs.uk/x/` {OPENED}"
            ),
        ),
        (
            "sources:\n- https://www.nhs.uk/x/\n- The NHS",
            (7, 1),
            "`sources` takes a group, in which each source has a name of its own",
            f"write `sources:` alone on its line; below it, indented by two spaces, {NAMED}; {BELOW} `url: …` {OPENED}",
        ),
        (
            "sources:\n  nhs: https://www.nhs.uk/x/",
            (7, 8),
            "`sources.nhs` takes a group of keys",
            f"write `nhs:` alone on its line; {BELOW} `url: https://www.nhs.uk/x/` {OPENED}",
        ),
        (
            "sources:\n  title: Dry eyes\n  publisher: NHS\n  extra: {a: b}\n  url: https://www.nhs.uk/x/",
            (7, 10),
            "a name of its own is missing for the source with `title`",
            (
                "write above it a line with a name of your own, such as `source-1:`, and indent it by two spaces, "
                "and the keys below it by four"
            ),
        ),
    ],
)
def test_the_help_for_sources_gives_the_lines_to_write(
    more: str, place: tuple[int, int], message: str, help_: str
) -> None:
    node, _ = read_mapping(f"{GOOD}{more}\n", "a.md", 0)
    assert node is not None
    (fault,) = check_against(ArticleMeta, node, "a.md").found
    assert (fault.span[:2], fault.message, fault.help) == (place, message, help_)


LONG, CUT = "word " * 30, ("word " * 30)[:59].rstrip() + "…"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (f"{LONG}: x", f"`{CUT}` is not a known key"),
        (f'"a\\n{LONG}": x', f"`{('a ' + LONG)[:59].rstrip()}…` is not a known key"),
        (f"sources: {{{'a' * 80}: {{title: x, foo: y}}}}", f"`foo` is not a known key in `sources.{'a' * 59}…`"),
        (f"sources: {{{LONG}: {{title: x}}}}", f"`{CUT}` cannot be an id: only letters, digits, dots, hyphens and low"),
        (f"status: {LONG}", f"`{CUT}` is not a value of `status`"),
        (f"slug: {LONG[:80]}", f"`{CUT}` cannot be used as `slug`: only a–z, 0–9 and single hyphens can"),
        (f"lang: {LONG}", f"`{CUT}` is not a language"),
        (f"aliases: [{LONG}]", f"`{CUT}` is not an address of this site"),
        (f"sources: {{a: {{title: x, url: {LONG}}}}}", f"`{CUT}` is not a web address"),
        (f"sources: {{a: {{title: x, doi: {LONG}}}}}", f"`{CUT}` is not a DOI"),
        (f"sources: {{a: {{title: x, year: {LONG}}}}}", f"`{CUT}` is not a value of `sources.a.year`"),
        (f"tags:\n- {LONG}: x", f"YAML takes `{CUT}:` for a key, because a space follows the colon"),
        (f"title: {'9' * 80}", f"YAML reads `{'9' * 59}…` as a number"),
    ],
)
def test_a_long_key_or_value_is_cut_in_the_message(more: str, message: str) -> None:
    text = GOOD.replace("title: Dry eye\n", "") if more.startswith("title") else GOOD
    node, _ = read_mapping(f"{text}{more}\n", "a.md", 0)
    assert node is not None
    found = check_against(ArticleMeta, node, "a.md").found
    assert any(each.message.startswith(message) for each in found), found
    assert all(len(each.help) < 300 for each in found if each.fault.slug != "unknown-key")


@pytest.mark.parametrize("name", sorted(ArticleMeta.model_fields))
def test_the_help_for_an_empty_value_gives_no_words_that_could_be_pasted(name: str) -> None:
    node, _ = read_mapping(f"{name}:\n", "a.md", 0)
    assert node is not None
    helps = [each.help for each in check_against(ArticleMeta, node, "a.md").found]
    field = ArticleMeta.model_fields[name]
    assert len(helps) == 5
    assert not any(
        str(example) in help_ for example in field.examples or () for help_ in helps if len(str(example)) > 5
    )
    assert all(": …` (" in help_ for help_ in helps)


@pytest.mark.parametrize("alias", ["/", "/old/", "/old", "/old.html", "/a/b-c/d_e/", "/.well-known/x", "/v1.2/~x/"])
def test_an_alias_is_an_address_from_the_root(alias: str) -> None:
    assert found(f"{GOOD}aliases: [{alias}]\n") == []


@pytest.mark.parametrize(
    "alias", ["", "x", "//x/", "/..", "/../x/", "/a/../b/", "/./", "/.../", "/a//b/", "/a b/", "/%2e/", "/é/"]
)
def test_an_alias_is_nothing_else(alias: str) -> None:
    assert [slug for slug, _ in found(f"{GOOD}aliases: ['{alias}']\n")] in (["wrong-value"], ["missing-key"])


# ── What a file's name says ──────────────────────────────────────────────────────────────────────────────────────


def article(name: str, more: str = "") -> Loaded[Article]:
    return Loader("en").article(f"articles/eyes/{name}", f"---\n{GOOD}{more}---\nText.\n".encode())


@pytest.mark.parametrize(
    ("name", "more", "slug", "lang"),
    [
        ("dry-eye.md", "", "dry-eye", "en"),
        ("dry-eye.md", "slug: sore-eye\n", "sore-eye", "en"),
        ("dry-eye.es.md", "", "dry-eye", "es"),
        ("dry-eye.pt-BR.md", "lang: pt-BR\n", "dry-eye", "pt-BR"),
        ("dry-eye.zh-Hans.md", "", "dry-eye", "zh-Hans"),
        ("dry-eye.md", "lang: en\n", "dry-eye", "en"),
    ],
)
def test_slug_and_language_come_from_front_matter_or_name(name: str, more: str, slug: str, lang: str) -> None:
    loaded = article(name, more)
    assert loaded.value is not None, loaded.found
    assert (loaded.value.slug, loaded.value.lang) == (slug, lang)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Dry-eye.md", ""),
        ("dry eye.md", ""),
        ("dry--eye.md", ""),
        ("dry-eye-.md", ""),
        ("dry-eye\n.md", ""),
        ("é.md", ""),
        ("dry-eye.final.md", ""),
        ("dry-eye.es.old.md", ""),
        ("dry-eye.md", "lang: es\n"),
        ("dry-eye.es.md", "lang: en\n"),
        ("dry-eye.en.md", ""),
    ],
)
def test_a_name_that_cannot_be_an_address_or_contradicts_the_language_is_refused(name: str, more: str) -> None:
    loaded = article(name, more)
    assert loaded.value is None
    assert [each.fault.slug for each in loaded.found] == ["file-name"]


# ── Sections and tables ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("gefäß.md", "gefass.md"),
        ("gefa\u0308ß.md", "gefass.md"),
        ("Été à Kraków.md", "ete-a-krakow.md"),
        ("Øre œil Łódź.md", "ore-oeil-lodz.md"),
        ("Gefäß.es.md", "gefass.es.md"),
        ("眼.md", "my-article.md"),
    ],
)
def test_the_name_told_for_a_file_keeps_its_letters_without_their_marks(name: str, right: str) -> None:
    assert [each.help for each in article(name, "").found] == [f"call the file `{right}`"]


def test_a_role_of_the_kind_is_a_known_key_and_a_role_of_another_kind_is_not() -> None:
    assert article("a.md", "treatment: Drops.\n").found == ()
    (fault,) = article("a.md", "how-to-take: Drops.\n").found
    assert fault.message == "`how-to-take` is not a known key"


def test_an_entry_of_a_table_is_told_at_its_own_line(load: Callable[..., object]) -> None:  # noqa: ARG001
    text = b"eyes: {name: Eyes, summary: See.}\nears: {name: Ears}\nnose: Nose\nNo Se: {name: N, summary: S.}\n"
    loaded = Loader("en").topics("topics.yaml", text)
    assert [(each.fault.slug, each.span.line) for each in loaded.found] == [
        ("missing-key", 2),
        ("wrong-value", 3),
        ("file-name", 4),
    ]
    assert loaded.value is not None
    assert "eyes" in loaded.value
    assert "ears" not in loaded.value


def test_a_file_of_entries_may_be_empty() -> None:
    loaded = Loader("en").glossary("glossary.yaml", b"# nothing yet\n")
    assert loaded.found == ()
    assert loaded.value is not None
    assert dict(loaded.value) == {}


def test_of_thousands_of_keys_that_nobody_knows_the_first_are_explained_and_each_has_its_place() -> None:
    keys = "".join(f"summery{number}: x\n" for number in range(9_000))
    node, _ = read_mapping(GOOD + keys, "a.md", 0)
    assert node is not None
    told = check_against(ArticleMeta, node, "a.md").found
    assert [each.span.line for each in told] == list(range(6, 9_006))
    assert told[0].help.startswith("did you mean `summary`?")
    assert all(each.help for each in told)
