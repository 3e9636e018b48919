"""Addresses: stable, in order, and safe as parts of paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carepress.content.addresses import (
    article_address,
    in_language,
    kind_address,
    page_address,
    person_address,
    tag_address,
    topic_address,
)
from carepress.content.kinds import kinds


def test_every_page_has_its_address() -> None:
    assert article_address("condition", "dry-eye") == "/conditions/dry-eye/"
    assert kind_address("wellbeing") == "/wellbeing/"
    assert page_address("privacy") == "/privacy/"
    assert topic_address("skin") == "/topics/skin/"
    assert person_address("ana") == "/people/ana/"


def test_no_two_kinds_share_a_path() -> None:
    assert len({kind.path for kind in kinds().values()}) == len(kinds())


def test_only_other_languages_have_a_folder() -> None:
    assert in_language("/a-z/", "en", "en") == "/a-z/"
    assert in_language("/a-z/", "pt-BR", "en") == "/pt-br/a-z/"
    assert in_language("/", "en", "es") == "/en/"


@pytest.mark.parametrize(
    ("tag", "address"),
    [
        ("eye drops", "/tags/eye-drops/"),
        ("Eye  Drops!", "/tags/eye-drops/"),
        ("übergewicht", "/tags/übergewicht/"),
        ("u\u0308bergewicht", "/tags/übergewicht/"),
        ("قطرات العين", "/tags/قطرات-العين/"),
        ("../../etc", "/tags/etc/"),
        ("???", "/tags/tag/"),
    ],
)
def test_a_tag_keeps_its_letters_in_any_script(tag: str, address: str) -> None:
    assert tag_address(tag) == address


@given(st.text(min_size=1))
def test_no_tag_leaves_its_folder(tag: str) -> None:
    middle = tag_address(tag).removeprefix("/tags/").removesuffix("/")
    assert middle
    assert not set(middle) & set("/\\.?#%<>\"' ")
    assert middle.strip("-") == middle
