"""What a page asks of the network and leaves in the browser: nothing that it need not."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import Open, Seen, Site
from .kinds_of_page import ARTICLE, EVERY_KIND_OF_PAGE

pytestmark = pytest.mark.browser

# Pages that only lead to others; the pages of an A–Z's letters repeat what the lists have.
NOT_LISTED = ("/no/such/page/", "/ar/conditions/reviewed/appointment/")
WORDS = {
    "en": r"Demonstration\. .* medical advice\.",
    "es": r"Demostración\. .* consejo médico\.",
    "ar": r"عرض تجريبي\. .* طبية\.",
}
OWN_FILES = ("carepress.*.js", "calendar.*.js", "print.*.css")


def left_behind(page: Page) -> tuple[object, ...]:
    return page.context.cookies(), page.evaluate("() => [localStorage.length, sessionStorage.length]")


@EVERY_KIND_OF_PAGE
def test_a_page_asks_no_other_host_sets_no_cookie_and_has_no_complaint(
    site_name: str, address: str, request: pytest.FixtureRequest, open_page: Open, seen: Seen
) -> None:
    site: Site = request.getfixturevalue(site_name)
    page = open_page(site.url(address))
    page.wait_for_load_state("networkidle")
    host = site.root.removesuffix("/sub")
    assert [url for url in seen.requests if not url.startswith(host + "/")] == []
    expected = ["404"] if address == "/no/such/page/" else []
    assert [complaint for complaint in seen.complaints if not any(word in complaint for word in expected)] == []
    assert left_behind(page) == ([], [0, 0])
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1


def test_using_a_page_breaks_no_policy_and_asks_no_other_host(example: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(example.url(ARTICLE))
    page.get_by_role("button", name="Open all answers").click()
    page.get_by_role("button", name="Dark colours").click()
    page.locator("button.term").first.click()
    page.locator(".contents a").first.click()
    page.emulate_media(media="print")
    page.wait_for_load_state("networkidle")
    assert seen.complaints == []
    assert {url.removeprefix(example.root).split("#")[0] for url in seen.requests} == {
        ARTICLE,
        *(f"/theme/{path.name}" for name in OWN_FILES for path in (example.folder / "theme").glob(name)),
        "/images/neuromodulators-how-they-work.svg",
        *(["/theme/icon.svg"] if any(url.endswith("icon.svg") for url in seen.requests) else []),
    }
    assert page.context.cookies() == []
    assert page.evaluate("() => Object.keys(localStorage)") == ["theme"]


def test_the_policy_stops_scripts_that_are_not_the_sites_own(example: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(example.url(ARTICLE))
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.intruder = true'>");
    }""")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.intruder") is None
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


@EVERY_KIND_OF_PAGE
def test_a_demonstration_says_so_and_asks_not_to_be_listed(
    site_name: str, address: str, request: pytest.FixtureRequest, open_page: Open
) -> None:
    site: Site = request.getfixturevalue(site_name)
    page = open_page(site.url(address), java_script_enabled=False)
    line = page.locator("aside.demonstration")
    robots = page.locator("meta[name=robots][content*=noindex]").count()
    if site_name == "example":
        assert line.is_visible()
        assert re.match(WORDS[page.locator("html").get_attribute("lang") or ""], line.inner_text())
        assert robots == 1
    else:
        assert line.count() == 0
        assert robots == (address in NOT_LISTED)


def test_every_file_of_the_example_site_that_is_a_page_asks_not_to_be_listed(example: Site) -> None:
    pages = sorted(Path(example.folder).rglob("*.html"))
    assert len(pages) > 80
    assert [str(page) for page in pages if b'<meta name="robots" content="noindex">' not in page.read_bytes()] == []
