"""The calendar file of an aftercare timeline: made by a real browser, read by a program that knows the standard."""

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Page, expect

from .conftest import Open, Seen, Site
from .kinds_of_page import ARTICLE

pytestmark = pytest.mark.browser

AFTERCARE = "/procedures/aftercare/"
OCTETS = 75
"""Of a line at most: RFC 5545, 3.1."""


def downloaded(page: Page, start: str) -> bytes:
    page.get_by_label("When is your procedure, or when was it?").fill(start)
    with page.expect_download() as download:
        page.get_by_role("button", name="Add to my calendar").click()
    assert download.value.suggested_filename == page.url.rstrip("/").rpartition("/")[2] + ".ics"
    return Path(download.value.path()).read_bytes()


def events(data: bytes) -> list[Event]:
    calendar = Calendar.from_ical(data)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    found = list(calendar.walk("VEVENT"))
    assert [event.errors for event in found] == [[]] * len(found)
    return found


def span(event: Event) -> tuple[dt.date, dt.date]:
    end = event.decoded("DTEND") if "DTEND" in event else event.decoded("DTSTART") + event.decoded("DURATION")
    return event.decoded("DTSTART"), end


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata"])
def test_times_are_those_of_the_clock_on_the_readers_wall_in_any_zone(states: Site, zone: str, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE), timezone_id=zone)
    found = events(downloaded(page, "2026-12-31T22:15"))
    start = dt.datetime(2026, 12, 31, 22, 15)  # noqa: DTZ001 - without a zone, as in the file
    assert [span(event) for event in found] == [
        (start, start + dt.timedelta(hours=4)),
        (start + dt.timedelta(hours=4), start + dt.timedelta(hours=4, minutes=15)),
        (start + dt.timedelta(minutes=90), start + dt.timedelta(minutes=105)),
        (start, dt.datetime(2027, 1, 2, 22, 15)),  # noqa: DTZ001
        (dt.date(2027, 1, 3), dt.date(2027, 1, 6)),
        (dt.date(2027, 1, 31), dt.date(2027, 2, 1)),
    ]
    now = dt.datetime.now(dt.UTC)
    assert all(abs(event.decoded("DTSTAMP") - now) < dt.timedelta(days=1) for event in found)
    assert b"TZID" not in downloaded(page, "2026-12-31T22:15")


def test_an_hour_is_an_hour_where_the_clocks_change_and_a_day_is_a_day(states: Site, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE), timezone_id="Europe/London")
    found = events(downloaded(page, "2027-03-27T23:30"))  # at one in the morning the clocks go to two
    assert found[1].decoded("DTSTART") == dt.datetime(2027, 3, 28, 4, 30)  # noqa: DTZ001
    assert found[0].decoded("DURATION") == dt.timedelta(hours=4)
    assert found[3].decoded("DTEND") == dt.datetime(2027, 3, 29, 23, 30)  # noqa: DTZ001
    assert found[4].decoded("DTSTART") == dt.date(2027, 3, 30)


def test_a_month_later_is_never_in_the_month_after_that(states: Site, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE))
    assert events(downloaded(page, "2027-01-31T08:00"))[5].decoded("DTSTART") == dt.date(2027, 2, 28)


def test_the_file_is_exact(states: Site, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE))
    data = downloaded(page, "2026-12-01T09:00")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= OCTETS
    assert all(line.decode() for line in lines[:-1])  # no sign is cut in two
    found = events(data)
    assert str(found[0]["SUMMARY"]) == "Drink; eat nothing, and \\ rest."
    assert str(found[1]["SUMMARY"]).endswith("again each hour — ängstlich ☂ 👩‍⚕️ sein nützt nichts.")
    assert str(found[2]["SUMMARY"]) == "An airway is measured."  # without the explanation of the word
    address = "https://example.org/sub/procedures/aftercare/"
    assert (
        str(found[2]["DESCRIPTION"]) == f"After 90 minutes\nAn airway is measured.\n\nAfter a “puff”, care\n{address}"
    )
    assert {str(event["URL"]) for event in found} == {address}


def test_what_begins_has_a_reminder_and_nothing_makes_the_reader_busy(states: Site, open_page: Open) -> None:
    found = events(downloaded(open_page(states.url(AFTERCARE)), "2026-12-01T09:00"))
    alarms = [[alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] for event in found]
    at_once, at_nine = [dt.timedelta(0)], [dt.timedelta(hours=9)]
    assert alarms == [[], at_once, at_once, [], at_nine, at_nine]
    assert {str(event["TRANSP"]) for event in found} == {"TRANSPARENT"}
    assert all("puff" not in str(event["SUMMARY"]) for event in found)  # others see calendars


def test_a_file_that_is_made_twice_is_the_same_events_and_another_day_is_others(states: Site, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE))
    first, again, other = (
        [str(event["UID"]) for event in events(downloaded(page, f"2026-12-{day}T09:00"))] for day in ("01", "01", "02")
    )
    assert len(set(first)) == len(first)
    assert first == again
    assert not set(first) & set(other)


def test_nothing_leaves_the_device_and_nothing_stays_on_it(states: Site, open_page: Open, seen: Seen) -> None:
    page = open_page(states.url(AFTERCARE))
    page.wait_for_load_state("networkidle")
    before = list(seen.requests)
    downloaded(page, "2026-12-01T09:00")
    expect(page.get_by_role("status").first).to_contain_text("among your downloads")
    assert [url for url in seen.requests[len(before) :] if not url.startswith("blob:")] == []
    assert seen.complaints == []
    assert page.url == states.url(AFTERCARE)
    assert page.context.cookies() == []
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_form_works_by_keyboard_and_asks_for_the_time(states: Site, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE))
    field = page.get_by_label("When is your procedure, or when was it?")
    page.get_by_role("button", name="Add to my calendar").press("Enter")
    assert field.evaluate("field => field === document.activeElement && !field.validity.valid")
    field.fill("2026-12-01T09:00")
    field.focus()
    with page.expect_download():
        page.keyboard.press("Enter")


def test_without_scripts_the_times_are_there_and_no_form(states: Site, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE), java_script_enabled=False)
    assert page.get_by_text("After 3 to 5 days").is_visible()
    assert page.get_by_text("For 3 to 4 hours").is_visible()
    assert page.locator("form").filter(has_text="calendar").filter(visible=True).count() == 0


def test_on_paper_each_step_has_a_box(states: Site, open_page: Open) -> None:
    page = open_page(states.url(AFTERCARE))
    page.emulate_media(media="print")
    boxes = page.locator(".aftercare-timeline li").evaluate_all("""items => items.map(item => {
      const { borderTopStyle, borderRadius } = getComputedStyle(item, "::before");
      return [borderTopStyle, borderRadius];
    })""")
    assert boxes == [["solid", "0px"]] * 6
    assert not page.get_by_role("button", name="Add to my calendar").is_visible()


def test_only_pages_with_times_have_the_script(example: Site, open_page: Open, seen: Seen) -> None:
    open_page(example.url("/conditions/shingles/")).wait_for_load_state("networkidle")
    assert not [url for url in seen.requests if "calendar" in url or "timeline" in url]
    page = open_page(example.url(ARTICLE))
    assert len(events(downloaded(page, "2026-12-01T09:00"))) == 3
