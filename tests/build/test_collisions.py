"""Two files that want one place are found before anything is written."""

import pytest

from carepress.build.artifact import Artifact, Product, collisions, output_path


def artifact(path: str, what: str = "") -> Artifact:
    return Artifact(path, b"", lambda: Product({}, bytes), "", what or path)


def pairs(*paths: str) -> list[tuple[str, str]]:
    return [(first.path, second.path) for first, second in collisions(map(artifact, paths))]


def test_different_paths_do_not_collide() -> None:
    assert pairs("a/index.html", "b/index.html", "ab/index.html", "index.html", "a.html") == []


def test_one_path_twice_collides_and_the_first_is_named_first() -> None:
    found = list(collisions([artifact("a/index.html", "the article"), artifact("a/index.html", "the page")]))
    assert [(first.what, second.what) for first, second in found] == [("the article", "the page")]


def test_three_that_want_one_path_are_all_named() -> None:
    assert pairs("a", "a", "a") == [("a", "a"), ("a", "a")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Tags/index.html", "tags/index.html", id="case"),
        pytest.param("straße/index.html", "STRASSE/index.html", id="case that changes length"),
        pytest.param("caf\u00e9/index.html", "cafe\u0301/index.html", id="composed and decomposed"),
    ],
)
def test_paths_that_some_disks_cannot_tell_apart_collide(one: str, other: str) -> None:
    assert pairs(one, other) == [(one, other)]


@pytest.mark.parametrize("order", [["a", "a/b/index.html"], ["a/b/index.html", "a"]])
def test_a_file_where_another_needs_a_folder_collides(order: list[str]) -> None:
    assert pairs(*order) == [("a", "a/b/index.html")]


def test_a_file_and_a_folder_that_differ_only_by_case_collide() -> None:
    assert pairs("Feed.atom", "feed.atom/index.html") == [("Feed.atom", "feed.atom/index.html")]


@pytest.mark.parametrize(
    ("address", "path"),
    [("/", "index.html"), ("/a/", "a/index.html"), ("/feed.atom", "feed.atom"), ("/404.html", "404.html")],
)
def test_an_address_stands_for_a_file(address: str, path: str) -> None:
    assert output_path(address) == path
