"""Finding an article by its words: by keyboard, by other and misspelt names, narrowed, and where nothing is found."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open, Seen, Site

pytestmark = pytest.mark.browser


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")


def groups(page: Page) -> list[str]:
    """The kinds of the results that are shown, after they have come."""
    expect(page.locator(".search__results h2").first).to_be_visible()
    return [heading.inner_text() for heading in page.locator(".search__results h2").all()]


def titles(page: Page) -> list[str]:
    expect(page.locator(".search__results h3").first).to_be_visible()
    return [heading.inner_text() for heading in page.locator(".search__results h3").all()]


def test_an_article_is_found_from_every_page_by_its_name(example: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(example.url("/conditions/dry-eye/"))
    search(page, "shingles")
    page.wait_for_url("**/search/?q=shingles")
    assert titles(page)[0] == "Shingles"
    assert groups(page)[0] == "Conditions"
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^Results for “shingles”: \d+$"))
    page.locator(".search__results h3 a").first.click()
    page.wait_for_url("**/conditions/shingles/")
    assert seen.complaints == []
    assert all(url.startswith(example.root) for url in seen.requests)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("Botox", "Neuromodulators for skin", id="another name"),
        pytest.param("nuromodulators", "Neuromodulators for skin", id="a usual misspelling"),
        pytest.param("kidney stone", "Kidney stones", id="another form of the word"),
        pytest.param("cataracts surgery", "Cataract surgery", id="another form of the name"),
    ],
)
def test_an_article_is_found_by_what_people_call_it(example: Site, open_page: Open, words: str, title: str) -> None:
    page = open_page(example.url(f"/search/?q={words}"))
    assert titles(page)[0] == title
    assert "nuromodulators" not in page.locator(".search__results").inner_text()


def test_a_result_leads_to_the_section_that_matches(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/?q=eyes+water"))
    section = page.locator(".search__section a").first
    assert section.inner_text() == "Why do my eyes water if they are dry?"
    section.click()
    page.wait_for_url("**/conditions/dry-eye/#*")
    expect(page.locator("details[open]", has_text="Why do my eyes water")).to_be_visible()


def test_what_is_no_article_comes_last(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/?q=emergency"))
    assert len(groups(page)) > 1
    assert groups(page)[-1] == "Other pages"


def test_what_was_typed_before_the_search_was_ready_is_searched(example: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    page.route("**/theme/search*.js", lambda route: (page.get_by_role("searchbox").fill("shingles"), route.continue_()))
    page.goto(example.url("/search/"))
    assert "Shingles" in titles(page)


@pytest.mark.parametrize("scripts", [{}, {"java_script_enabled": False}], ids=["scripts", "no scripts"])
def test_an_emergency_comes_before_any_search(example: Site, scripts: dict[str, bool], open_page: Open) -> None:
    page = open_page(example.url("/search/"), **scripts)
    assert page.get_by_text("In an emergency, call your local emergency number.").first.is_visible()


def test_a_hard_word_leads_to_its_explanation(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/?q=artery"))
    page.get_by_role("link", name="artery", exact=True).click()
    page.wait_for_url("**/glossary/#term-artery")
    expect(page.locator("#term-artery")).to_contain_text("carries blood away from the heart")


def test_what_nothing_is_found_for_may_have_been_meant_otherwise(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/?q=psoriais"))
    expect(page.get_by_role("status")).to_have_text("Nothing was found for “psoriais”.")
    page.get_by_role("link", name="psoriasis", exact=True).click()
    assert titles(page)[0] == "Psoriasis"


def test_where_nothing_is_found_the_letters_and_topics_are_there(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/?q=zzzzzz"))
    expect(page.get_by_role("status")).to_have_text("Nothing was found for “zzzzzz”.")
    expect(page.get_by_role("heading", name="By letter")).to_be_visible()
    expect(page.get_by_text("Did you mean")).not_to_be_visible()


def test_results_are_narrowed_by_kind_and_topic_and_the_address_keeps_that(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/?q=eye"))
    before = titles(page)
    page.get_by_role("checkbox", name="Procedures").check()
    expect(page.locator(".search__results h2")).to_have_count(1)
    assert groups(page) == ["Procedures"]
    assert set(titles(page)) < set(before)
    page.get_by_role("checkbox", name="Eyes").check()
    expect(page.locator(".search__results h3")).to_have_count(1)
    assert titles(page) == ["Cataract surgery"]
    again = open_page(page.url)
    assert titles(again) == ["Cataract surgery"]
    assert again.get_by_role("checkbox", name="Eyes").is_checked()


def test_everything_can_be_done_with_the_keyboard(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/"))
    page.get_by_role("searchbox").focus()
    page.keyboard.type("pain")
    first = titles(page)
    assert page.evaluate("document.activeElement.type") == "search"
    reached: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText || document.activeElement.value"))
        if reached[-1] == first[0]:
            break
    assert first[0] in reached
    assert "condition" in reached
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first[0])


def test_more_results_are_shown_at_a_press_and_the_first_new_one_is_reached(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/?q=pain"))
    before = len(titles(page))
    more = page.get_by_role("button", name="Show more")
    more.click()
    expect(page.locator(".search__results h3")).not_to_have_count(before)
    focused = page.evaluate("document.activeElement.innerText")
    assert focused in titles(page)


def test_what_is_typed_is_shown_as_text(example: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(example.url("/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+%26+%24%26"))
    expect(page.get_by_role("status")).to_contain_text("“<img src=x onerror=alert(1)> & $&”")
    assert page.locator(".search img").count() == 0
    assert seen.complaints == []


def test_each_language_finds_its_own_articles(states: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(states.url("/ar/search/"))
    search(page, "سعال")
    found = page.locator(".search__results h3 a")
    expect(found.first).to_be_visible()
    assert all("/sub/ar/" in str(link.get_attribute("href")) for link in found.all())
    assert seen.complaints == []


def test_without_an_index_the_letters_and_topics_are_there(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/search/"))
    page.route("**/pagefind/**", lambda route: route.abort())
    search(page, "shingles")
    expect(page.get_by_role("status")).to_contain_text("The search does not work")
    expect(page.get_by_role("heading", name="By letter")).to_be_visible()


def test_without_scripts_the_page_leads_to_the_letters(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/"), java_script_enabled=False)
    search(page, "shingles")
    page.wait_for_url("**/search/?q=shingles")
    assert "Searching needs scripts, which are off." in page.content()
    page.get_by_role("link", name=re.compile(r"^S\b")).first.click()
    expect(page.get_by_role("link", name="Shingles", exact=True).first).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "asked", "title", "said"),
    [
        pytest.param("es", "ampolla", "Culebrilla (herpes zóster)", "Resultados para «ampolla»: 1", id="Spanish"),
        pytest.param("es", "culebriya", "Culebrilla (herpes zóster)", "Resultados para «culebriya»: 1", id="misspelt"),
        pytest.param("ar", "فيروس", "الهربس النطاقي (الحزام الناري)", "نتائج البحث عن «فيروس»: 1", id="Arabic"),
        pytest.param(
            "ar", "acyclovir", "الهربس النطاقي (الحزام الناري)", "نتائج البحث عن «acyclovir»: 1", id="an English name"
        ),
    ],
)
def test_a_search_speaks_and_finds_the_language_of_its_page(
    example: Site, open_page: Open, seen: Seen, lang: str, asked: str, title: str, said: str
) -> None:
    page = open_page(example.url(f"/{lang}/"))
    search(page, asked)
    page.wait_for_url(f"**/{lang}/search/?q=*")
    assert titles(page)[0] == title
    expect(page.get_by_role("status")).to_have_text(said)
    assert all(f"/{lang}/" in str(link.get_attribute("href")) for link in page.locator(".search__results h3 a").all())
    assert seen.complaints == []


def test_what_may_have_been_meant_is_asked_in_the_language_of_the_page(example: Site, open_page: Open) -> None:
    page = open_page(example.url("/es/search/?q=gigiene"))
    expect(page.locator(".search__meant")).to_have_text("¿Quiso decir higiene?")
    page.get_by_role("link", name="higiene", exact=True).click()
    assert titles(page)[0] == "Dormir bien"
