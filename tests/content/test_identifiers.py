"""DOIs, PubMed numbers and addresses as people paste them: what is meant is told, and what is right is left alone."""

from __future__ import annotations

import pytest

from carepress.content.identifiers import indirect, mended_address, tidy_doi


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("10.1000/x.", "10.1000/x"),
        ("10.1000/x\u20131", "10.1000/x-1"),
        ("10.1000/a%28b%29", "10.1000/a(b)"),
        ("10.1016/0022-2836(81)90087-5)", "10.1016/0022-2836(81)90087-5"),
        ("10.1002/14651858.CD001234.pub2/full", "10.1002/14651858.CD001234.pub2"),
        ("10.1056/NEJMoa2034577?query=featured_home", "10.1056/NEJMoa2034577"),
        ("10.1000/x.”),", "10.1000/x"),
    ],
)
def test_what_a_sentence_or_an_address_left_on_a_doi_is_taken_off(pasted: str, meant: str) -> None:
    assert tidy_doi(pasted) == meant


@pytest.mark.parametrize(
    "doi",
    [
        "10.1016/S0140-6736(05)67889-0",
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        "10.1000/full",
        "10.1000/...",
    ],
)
def test_a_doi_that_may_be_right_stays_as_it_is(doi: str) -> None:
    assert tidy_doi(doi) == doi


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.nhs.uk/x", "https://www.nhs.uk/x"),
        ("nhs.uk/x", "https://nhs.uk/x"),
        ("htps://nhs.uk/x", "https://nhs.uk/x"),
        ("http//nhs.uk", "http://nhs.uk"),
        ("<https://nhs.uk/x>", "https://nhs.uk/x"),
        ("https://nhs.uk/a b", "https://nhs.uk/a%20b"),
        ("javascript:alert(1)", None),
        ("ftp://example.org/x", None),
        ("the leaflet", None),
    ],
)
def test_a_slip_in_an_address_is_mended_where_it_can_be_seen(written: str, meant: str | None) -> None:
    assert mended_address(written) == meant


@pytest.mark.parametrize(
    ("address", "behind"),
    [
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.nhs.uk%2Fa%3Fb%3Dc&usg=x", "https://www.nhs.uk/a?b=c"),
        ("https://www.google.com/amp/s/www.nhs.uk/x", "https://www.nhs.uk/x"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.nhs.uk%2F", "https://www.nhs.uk/"),
        ("https://proxy.uni.edu/login?url=https://nejm.org/x", "https://nejm.org/x"),
    ],
)
def test_an_address_that_carries_another_tells_it(address: str, behind: str) -> None:
    found = indirect(address)
    assert found is not None
    assert found[1] == behind


@pytest.mark.parametrize(
    "address",
    ["https://www.nhs.uk/search?q=x", "https://sites.google.com/view/x", "https://www.google.com/url?q=javascript:x"],
)
def test_other_addresses_are_no_detours(address: str) -> None:
    assert indirect(address) is None
