"""Keys that nobody indented: put where they belong for the check, and told; other empty keys are left alone."""

import pytest

from carepress.content.article import ArticleMeta
from carepress.content.front_matter import check_against, read_mapping
from carepress.content.loading import Loader

GOOD = "title: Dry eye\nkind: wellbeing\nsummary: Too few tears.\ncategory: eyes\ndate: 2026-01-05\n"


def told(more: str) -> list[tuple[int, str]]:
    node, _ = read_mapping(GOOD + more, "a.md", 0)
    assert node is not None
    return [(each.span.line, each.message) for each in check_against(ArticleMeta, node, "a.md").found]


def beside(line: int, key: str, above: str) -> tuple[int, str]:
    return line, f"`{key}` stands beside `{above}:`, which is empty, and not below it"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("sources:\nnhs:\n  title: x\nwho:\n  title: x\n", [beside(7, "nhs", "sources")]),
        ("sources:\n  nhs:\n  title: x\n  who:\n    title: x\n", [beside(8, "title", "nhs")]),
        ("review:\nby: [a]\ndue: 2027-01-01\ndate: 2026-01-01\n", [beside(7, "by", "review")]),
        ("at_a_glance:\nterm: x\ndetail: x\n", [beside(7, "term", "at_a_glance")]),
        ("codes:\nsystem: mesh\ncode: D1\ntags: [x]\n", [beside(7, "system", "codes")]),
    ],
)
def test_keys_beside_the_key_they_belong_to_are_one_fault(more: str, expected: list[tuple[int, str]]) -> None:
    assert told(more) == expected


@pytest.mark.parametrize("more", ["sources:\ntags: [x]\n", "review:\nsources:\n  a: {title: x}\n", "sources:\n"])
def test_a_key_may_stand_empty(more: str) -> None:
    assert told(more) == []


@pytest.mark.parametrize(
    "more",
    ["sources:\nreviw:\n  by: [a]\n", "sources:\ncolour: red\n", "tags:\ncolour: {a: b}\n", "review:\ncolour: red\n"],
)
def test_another_unknown_key_stays_one(more: str) -> None:
    ((line, message),) = told(more)
    assert line == 7
    assert message.endswith("is not a known key")


def test_two_empty_topics_are_each_empty() -> None:
    found = Loader("en").topics("topics.yaml", b"eyes:\nlids:\n").found
    assert [each.message for each in found] == ["`eyes` takes a group of keys", "`lids` takes a group of keys"]
