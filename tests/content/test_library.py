"""Where links lead, and what is on the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carepress.content.images import ImageFile
from carepress.content.library import Library, Problem
from carepress.content.person import Person
from carepress.content.topic import Topic

HEAD = "---\ntitle: {title}\nkind: {kind}\nsummary: x\ncategory: eyes\ndate: 2026-01-05\ntags: [red eyes]\n{more}---\n"


def text(title: str = "x", kind: str = "condition", more: str = "", body: str = "Text.\n") -> str:
    return HEAD.format(title=title, kind=kind, more=more) + body


@pytest.fixture
def site(library: Callable[..., Library]) -> Library:
    return library(
        {
            "articles/eyes/dry-eye.md": text(body="Text.\n\n## Rest {#rest}\n\nx\n\n## العين\n\nx\n"),
            "articles/eyes/dry-eye.es.md": text(body="Texto.\n\n## Descanso {#rest}\n\nx\n"),
            "articles/skin/rash.md": text(kind="symptom"),
            "articles/eyes/draft.md": text(more="status: draft\n"),
            "articles/eyes/hidden.md": text(more="status: hidden\n"),
            "articles/eyes/held.md": text(),
            "pages/about.md": "Us.\n",
        },
        people={"ana": Person(name="Ana")},
        topics={"eyes": Topic(name="Eyes", summary="x")},
        images={path: ImageFile(path, 1, 1, 1) for path in ("eye.svg", "people/ana.png", "a b.png")},
        held_back=frozenset({"articles/eyes/held.md"}),
        broken=frozenset({"articles/eyes/broken.md", "images/broken.svg"}),
    )


@pytest.fixture
def to(site: Library) -> Callable[..., tuple[str, Problem | None, str | None]]:
    """Where a link in an article leads, the problem with it, and what was probably meant."""

    def run(target: str, path: str = "articles/eyes/dry-eye.md") -> tuple[str, Problem | None, str | None]:
        (source,) = (each for each in (*site.articles, *site.pages) if each.path == path)
        resolved = site.resolve(source, target)
        return resolved.address, resolved.problem, resolved.suggestion

    return run


Leads = Callable[..., tuple[str, Problem | None, str | None]]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("rash.md", "/symptoms/rash/"),
        ("rash", "/symptoms/rash/"),
        ("../skin/rash.md", "/symptoms/rash/"),
        ("skin/rash.md", "/symptoms/rash/"),
        ("./dry-eye.md", "/conditions/dry-eye/"),
        ("/symptoms/rash/", "/symptoms/rash/"),
        ("/symptoms/rash", "/symptoms/rash/"),
        ("../../pages/about.md", "/about/"),
        ("about.md", "/about/"),
        ("/about/", "/about/"),
        ("hidden.md", "/conditions/hidden/"),
        ("dry-eye.md#rest", "/conditions/dry-eye/#rest"),
        ("#rest", "/conditions/dry-eye/#rest"),
        ("#overview", "/conditions/dry-eye/#overview"),
        ("/conditions/dry-eye/#rest", "/conditions/dry-eye/#rest"),
        ("#%D8%A7%D9%84%D8%B9%D9%8A%D9%86", "/conditions/dry-eye/#العين"),
        ("#", "/conditions/dry-eye/"),
        ("/", "/"),
        ("/a-z/", "/a-z/"),
        ("/search/", "/search/"),
        ("/recent/", "/recent/"),
        ("/topics/", "/topics/"),
        ("/topics/eyes/", "/topics/eyes/"),
        ("/people/", "/people/"),
        ("/people/ana/", "/people/ana/"),
        ("/conditions/", "/conditions/"),
        ("/tags/red-eyes/", "/tags/red-eyes/"),
        ("/images/eye.svg", "/images/eye.svg"),
        ("../../images/eye.svg", "/images/eye.svg"),
    ],
)
def test_every_form_of_a_link_leads_to_its_page(to: Leads, target: str, address: str) -> None:
    assert to(target) == (address, None, None)


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/a?b=c&d#e",
        "http://example.org",
        "HTTPS://example.org",
        "mailto:a@example.org",
        "tel:+44123",
    ],
)
def test_addresses_of_other_sites_stay_as_they_are(to: Leads, target: str) -> None:
    assert to(target) == (target, None, None)


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("rahs.md", "rash.md"),
        ("dry-eyes", "dry-eye.md"),
        ("../skin/rush.md", "rash.md"),
        ("/symptoms/rush/", "/symptoms/rash/"),
        ("/topics/eye/", "/topics/eyes/"),
        ("none.md", None),
        ("", None),
    ],
)
def test_a_dead_link_comes_with_what_was_probably_meant(to: Leads, target: str, suggestion: str | None) -> None:
    _, problem, meant = to(target)
    if target:
        assert (problem, meant) == (Problem.NO_PAGE, suggestion)
    else:
        assert problem is None


def test_a_dead_anchor_comes_with_what_was_probably_meant(to: Leads) -> None:
    assert to("#rests")[1:] == (Problem.NO_ANCHOR, "rest")
    assert to("rash.md#rest")[1:] == (Problem.NO_ANCHOR, None)


@pytest.mark.parametrize("target", ["draft.md", "/conditions/draft/", "held.md", "/conditions/held/"])
def test_a_link_to_what_is_not_on_the_site_is_told_as_such(to: Leads, target: str) -> None:
    assert to(target)[1] is Problem.NOT_PUBLISHED


@pytest.mark.parametrize("target", ["../../../x.md", "../../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/x"])
def test_a_link_out_of_the_content_folder_is_told_as_such(to: Leads, target: str) -> None:
    assert to(target)[1] is Problem.OUTSIDE


def test_a_link_to_a_file_that_could_not_be_loaded_is_no_second_fault(to: Leads) -> None:
    assert to("broken.md")[1] is None


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "java\x00script:alert(1)",
        "\u200bjavascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "&#0000106avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&NewLine;script:alert(1)",
        "java&Tab;script:alert(1)",
        "%6Aavascript:alert(1)",
        "javascript%3Aalert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "ftp://example.org/",
        "x:y",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "\\/evil.example/",
        "https:evil",
        "https:/evil",
        "https:///evil",
        "http:\\\\evil.example",
        "https://ok.example/ x",
        "ht\ttps://evil.example",
    ],
)
def test_no_disguise_makes_an_unsafe_address_safe(to: Leads, target: str) -> None:
    assert to(target)[1] is Problem.UNSAFE


def test_another_host_is_suggested_with_its_scheme(to: Leads) -> None:
    assert to("//example.org/x")[2] == "https://example.org/x"
    assert to("/\\example.org/x")[2] == "https://example.org/x"


# ── Languages ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_translation_has_an_address_of_its_own_and_links_within_its_language(to: Leads, site: Library) -> None:
    spanish = "articles/eyes/dry-eye.es.md"
    assert to("#rest", spanish)[0] == "/es/conditions/dry-eye/#rest"
    assert to("dry-eye.md", spanish)[0] == "/es/conditions/dry-eye/"
    assert to("rash.md", spanish)[0] == "/symptoms/rash/"
    assert to("/es/a-z/", spanish)[1] is None
    assert site.languages == ("en", "es")


def test_translations_know_each_other(site: Library) -> None:
    english, spanish = (each for each in site.articles if each.slug == "dry-eye")
    assert site.translations(english) == (spanish,)
    assert site.translations(spanish) == (english,)


# ── Images ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("eye.svg", "/images/eye.svg"),
        ("images/eye.svg", "/images/eye.svg"),
        ("/images/eye.svg", "/images/eye.svg"),
        ("../../images/eye.svg", "/images/eye.svg"),
        ("people/ana.png", "/images/people/ana.png"),
        ("a%20b.png", "/images/a b.png"),
    ],
)
def test_every_form_of_an_image_leads_to_its_file(site: Library, target: str, address: str) -> None:
    image, resolved = site.resolve_image(site.articles[0], target)
    assert image is not None
    assert (resolved.address, resolved.problem) == (address, None)


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("https://example.org/eye.svg", Problem.EXTERNAL_IMAGE),
        ("//example.org/eye.svg", Problem.EXTERNAL_IMAGE),
        ("\\\\example.org\\eye.svg", Problem.EXTERNAL_IMAGE),
        ("data:image/png;base64,AA", Problem.EXTERNAL_IMAGE),
        ("java&#10;script:x", Problem.EXTERNAL_IMAGE),
        ("../../../eye.svg", Problem.OUTSIDE),
        ("../../../../etc/passwd", Problem.OUTSIDE),
        ("%2e%2e/%2e%2e/%2e%2e/eye.svg", Problem.OUTSIDE),
        ("/etc/passwd", Problem.NO_IMAGE),
        ("images/../../topics.yaml", Problem.NO_IMAGE),
        ("Eye.svg", Problem.NO_IMAGE),
        ("eye.svg?x", Problem.NO_IMAGE),
    ],
)
def test_an_image_is_a_file_in_images_and_nothing_else(site: Library, target: str, problem: Problem) -> None:
    image, resolved = site.resolve_image(site.articles[0], target)
    assert (image, resolved.problem) == (None, problem)


def test_a_misspelt_image_comes_with_what_was_probably_meant(site: Library) -> None:
    assert site.resolve_image(site.articles[0], "eyes.svg")[1].suggestion == "eye.svg"


def test_an_image_with_a_fault_of_its_own_is_no_second_fault(site: Library) -> None:
    image, resolved = site.resolve_image(site.articles[0], "broken.svg")
    assert (image, resolved.problem) == (None, None)


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_drafts_and_what_is_held_back_have_no_page_and_hidden_articles_are_in_no_list(site: Library) -> None:
    assert [each.slug for each in site.live_articles] == ["dry-eye", "dry-eye", "rash", "hidden"]
    assert [each.slug for each in site.listed_articles] == ["dry-eye", "dry-eye", "rash"]
    assert site.kinds_in("en") == ["condition", "symptom"]


def test_a_page_is_found_in_the_readers_language_or_the_sites(library: Callable[..., Library]) -> None:
    made = library({"pages/about.md": "Us.", "pages/about.es.md": "Nos.", "pages/privacy.md": "Us."})
    assert [page.path if (page := made.page(*asked)) else None for asked in PAGES] == [
        "pages/about.es.md",
        "pages/privacy.md",
        "pages/about.md",
        None,
    ]


PAGES = (("about", "es"), ("privacy", "es"), ("about", "ar"), ("contact", "en"))
