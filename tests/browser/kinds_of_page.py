"""One address for each kind of page, of both sites."""

import pytest

POLICIES = ("about", "accessibility", "contact", "disclaimer", "editorial-policy", "privacy")
ARTICLE = "/procedures/neuromodulators-for-skin/"

EXAMPLE = {
    "home": "/",
    "article": ARTICLE,
    "appointment": f"{ARTICLE}appointment/",
    "medicine": "/medicines/home-oxygen-therapy/",
    "condition": "/conditions/shingles/",
    "test": "/tests/electrocardiogram/",
    "wellbeing": "/wellbeing/sleeping-well/",
    "topic": "/topics/skin/",
    "topics": "/topics/",
    "kind": "/procedures/",
    "tag": "/tags/wrinkles/",
    "a-z": "/a-z/",
    "person": "/people/sample-dermatologist/",
    "people": "/people/",
    "search": "/search/",
    "glossary": "/glossary/",
    "recent": "/recent/",
    "404": "/no/such/page/",
    **{policy: f"/{policy}/" for policy in POLICIES},
    "article in Spanish": "/es/tests/electrocardiogram/",
    "home in Arabic": "/ar/",
    "article in Arabic": "/ar/conditions/shingles/",
    "a-z in Arabic": "/ar/a-z/",
    "search in Arabic": "/ar/search/?q=فيروس",
}
STATES = {
    "home": "/",
    "reviewed": "/conditions/reviewed/",
    "right to left": "/ar/conditions/reviewed/",
    "right to left appointment": "/ar/conditions/reviewed/appointment/",
    "right to left home": "/ar/",
    "aftercare timeline": "/procedures/aftercare/",
    "aftercare timeline right to left": "/ar/procedures/aftercare/",
    "overdue": "/conditions/overdue/",
    "unreviewed": "/conditions/unreviewed/",
    "long title": "/conditions/long-title/",
    "wide table and long word": "/conditions/wide/",
    "parent topic": "/topics/breathing/",
    "empty topic": "/topics/nothing-yet/",
    "topics": "/topics/",
    "kind": "/conditions/",
    "second page": "/conditions/page/2/",
    "list of two pages": "/tags/filler/",
    "tag": "/tags/cough/",
    "tag right to left": "/ar/tags/%D8%B3%D8%B9%D8%A7%D9%84/",
    "a-z": "/a-z/",
    "letter": "/a-z/f/",
    "second page of a letter": "/a-z/f/page/2/",
    "person": "/people/ada-okoro/",
    "people": "/people/",
    "search": "/search/",
    "glossary": "/glossary/",
    "recent": "/recent/",
    "404": "/no/such/page/",
    **{policy: f"/{policy}/" for policy in POLICIES},
}
SITES = {"example": EXAMPLE, "states": STATES}

EVERY_KIND_OF_PAGE = pytest.mark.parametrize(
    ("site_name", "address"),
    [
        pytest.param(name, address, id=f"{name}, {kind}")
        for name, pages in SITES.items()
        for kind, address in pages.items()
    ],
)
