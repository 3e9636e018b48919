"""What a page says about who stands behind it, as a reader sees it."""

import pytest

from .conftest import Open, Site
from .kinds_of_page import ARTICLE, EXAMPLE

pytestmark = pytest.mark.browser

REVIEWED_BY = "Reviewed by"


@pytest.mark.parametrize("address", [ARTICLE, "/medicines/home-oxygen-therapy/", "/conditions/shingles/"])
def test_an_article_with_an_invented_reviewer_says_that_it_was_not_reviewed(
    example: Site, address: str, open_page: Open
) -> None:
    page = open_page(example.url(address))
    assert page.locator(".review-line").inner_text().startswith("Example content, not medically reviewed")
    page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
    assert REVIEWED_BY not in page.locator("body").inner_text()
    dates = page.locator(".about-page__dates").first.inner_text()
    assert "No date, because there has been no review" in dates


@pytest.mark.parametrize("kind", sorted(EXAMPLE))
def test_no_page_of_the_example_site_claims_a_review(example: Site, kind: str, open_page: Open) -> None:
    page = open_page(example.url(EXAMPLE[kind]))
    lists = page.locator(".entries__facts, .review-line, .person-card, .about-page, .listing").all_inner_texts()
    assert [text for text in lists if "Reviewed" in text.replace("Example, not reviewed", "")] == []
    assert page.get_by_text("Recently reviewed").count() == 0


def test_a_reviewed_article_names_the_reviewer_the_day_and_the_next_review(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    line = page.locator(".review-line").inner_text()
    assert line.startswith("Reviewed by Ada Okoro, MD, on 2 October 2026 · next review by 2 October 2028 · ")
    assert line.endswith("min read")
    page.locator(".review-line a").click()
    page.wait_for_url("**/sub/people/ada-okoro/")
    assert "Invented Register, 12345" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Reviewed", exact=True).count() > 0


def test_an_overdue_review_says_so_in_words(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/overdue/"))
    assert "Review overdue: it was due by 20 October 2026" in page.locator(".review-line").inner_text()
    page.goto(states.url("/tags/cough/"))
    assert "Review overdue" in page.locator(".entries__item", has_text="Overdue").first.inner_text()


def test_an_article_without_a_review_says_so(states: Site, open_page: Open) -> None:
    page = open_page(states.url("/conditions/unreviewed/"))
    assert page.locator(".review-line").inner_text().startswith("Not medically reviewed")
    assert REVIEWED_BY not in page.locator("body").inner_text()


def test_calls_to_action_stand_below_the_text_and_are_off_by_default(
    states: Site, example: Site, open_page: Open
) -> None:
    page = open_page(states.url("/conditions/reviewed/"))
    assert page.get_by_role("heading", name="Ask a clinician").is_visible()
    assert page.get_by_role("link", name="Subscribe").is_visible()
    assert open_page(example.url(ARTICLE)).locator(".call-to-action").count() == 0


def test_the_disclaimer_is_in_every_article(example: Site, states: Site, open_page: Open) -> None:
    for url in (example.url(ARTICLE), states.url("/conditions/unreviewed/"), states.url("/ar/conditions/reviewed/")):
        disclaimer = open_page(url).locator(".disclaimer")
        assert disclaimer.is_visible()
        assert len(disclaimer.inner_text()) > 80
