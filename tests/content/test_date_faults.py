"""Dates written in other ways: given back right where they can be read in one way only."""

import pytest

from carepress.content.date_faults import explain_date, only_date


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-11-2", "2026-11-02"),
        ("2026-1-5", "2026-01-05"),
        ("2026/11/02", "2026-11-02"),
        ("2026.11.02", "2026-11-02"),
        ("20261102", "2026-11-02"),
        ("2026-11-02 10:00", "2026-11-02"),
        ("2026-11-02T10:00:00Z", "2026-11-02"),
        ("13/11/2026", "2026-11-13"),
        ("11/13/2026", "2026-11-13"),
        ("13.11.2026", "2026-11-13"),
        ("2/2/2026", "2026-02-02"),
        ("2 November 2026", "2026-11-02"),
        ("2nd of November 2026", "2026-11-02"),
        ("2 Nov. 2026", "2026-11-02"),
        ("2-Nov-2026", "2026-11-02"),
        ("November 2, 2026", "2026-11-02"),
        ("sept 2nd 2026", "2026-09-02"),
        ("29 February 2028", "2028-02-29"),
    ],
)
def test_a_date_that_can_be_read_in_one_way_is_given_back_right(text: str, right: str) -> None:
    message = f"`{text}` is not a date written as year-month-day"
    assert explain_date(text, quoted=False) == (message, f"write `{right}`")
    assert explain_date(text, quoted=True) == (message, f"write `{right}`, without quotes")


def test_of_two_readings_the_editor_chooses() -> None:
    assert explain_date("02/11/2026", quoted=False) == (
        "`02/11/2026` is not a date written as year-month-day",
        "write `2026-11-02` for 2 November 2026, or `2026-02-11` for 11 February 2026",
    )


def test_a_right_date_in_quotes_loses_them() -> None:
    assert explain_date("2026-11-02", quoted=True) == (
        "`2026-11-02` stands in quotes, so it is a text and not a date",
        "take the quotes away: `2026-11-02`",
    )


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("2026-02-30", "there is no day `2026-02-30`: February 2026 has 28 days", "check the day and the month"),
        ("31 June 2026", "there is no day `31 June 2026`: June 2026 has 30 days", "check the day and the month"),
        ("2026-05-00", "there is no day `2026-05-00`: May 2026 has 31 days", "check the day and the month"),
        (
            "2026-13-01",
            "there is no day `2026-13-01`: a year has 12 months",
            "check the month; the order is year-month-day",
        ),
        ("3026-01-05", "`3026-01-05` is not a day between 1900 and 2200", "check the year"),
    ],
)
def test_a_day_that_does_not_exist_is_told_apart(text: str, message: str, help_: str) -> None:
    assert explain_date(text, quoted=False) == (message, help_)


@pytest.mark.parametrize(
    "text", ["soon", "2026", "November 2026", "2026-11", "02/11/26", "2 Foo 2026", "2 Ma 2026", "1/2/3/2026"]
)
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    message, help_ = explain_date(text, quoted=False)
    assert message == f"`{text}` is not a date"
    assert help_ == "write the day as year-month-day, without quotes: `2026-10-02`"


@pytest.mark.parametrize("text", ["soon " * 500, f"2026-01-05T10:00 {'x' * 500}"])
def test_a_sentence_does_not_repeat_all_of_a_long_text(text: str) -> None:
    message, _ = explain_date(text, quoted=False)
    assert len(message) < 120


@pytest.mark.parametrize("text", ["2026–11–30", "2026—11—30", "30–11–2026", "2026-11–30"])
def test_long_dashes_in_a_date_are_named(text: str) -> None:
    assert explain_date(text, quoted=False) == (
        f"long dashes stand in `{text}`, where hyphens should",
        "write `2026-11-30`",
    )
    assert str(only_date(text)) == "2026-11-30"


@pytest.mark.parametrize("text", ["2026−11−30", "2026‑11‑30", "2026‐11‐30"])
def test_signs_that_only_look_like_hyphens_are_named(text: str) -> None:
    assert explain_date(text, quoted=False) == (
        f"signs stand in `{text}` that only look like hyphens",
        "write `2026-11-30`",
    )
