"""What the audit makes of an article for others, and of Lighthouse's report."""

import re
from typing import Any

import pytest

from audit.lighthouse import CATEGORIES, middle, read
from audit.run import table
from audit.sites import ARTICLE, to_markdown


def report(*, seo: float = 1, failed: str = "", seconds: float = 0.8) -> dict[str, Any]:
    """As Lighthouse writes it, with one audit a category."""
    audits: dict[str, Any] = {name: {"score": 1, "numericValue": 0.0} for name in CATEGORIES}
    audits |= {"cumulative-layout-shift": {"score": 1, "numericValue": 0.0}}
    audits |= {"total-blocking-time": {"score": 1, "numericValue": 20.0}}
    audits |= {"largest-contentful-paint": {"score": 1, "numericValue": seconds * 1000}}
    audits |= {"advice": {"score": 0}}
    items = [
        {"url": "http://x/", "transferSize": 15_000, "resourceType": "Document"},
        {"url": "http://x/x.css", "transferSize": 1_000, "resourceType": "Stylesheet"},
        {"url": "http://x/x.js", "transferSize": 2_000, "resourceType": "Script"},
        {"url": "data:image/png;base64,", "transferSize": 9_000, "resourceType": "Image"},
    ]
    audits["network-requests"] = {"details": {"items": items}}
    if failed:
        audits[failed]["score"] = 0
    refs = {name: [{"id": name, "weight": 1}, {"id": "advice", "weight": 0}] for name in CATEGORIES}
    scores = dict.fromkeys(CATEGORIES, 1.0) | {"seo": seo}
    return {"audits": audits, "categories": {n: {"score": scores[n], "auditRefs": refs[n]} for n in CATEGORIES}}


def test_the_article_for_others_has_all_its_words_and_none_of_our_signs() -> None:
    source = ARTICLE.read_text("utf-8")
    meta, text = to_markdown(source)
    assert meta["title"] == "Neuromodulators for skin"
    assert not re.search(r"\{#|\[!|\.md\)|<!--", text)
    for fact in meta["at_a_glance"]:
        assert fact["detail"] in text
    for name, each in meta["sources"].items():
        assert f"[^{name}]: [{each['title']}]({each['url']}), {each['publisher']}" in text
    body = source.split("---\n", 2)[2]
    questions = re.findall(r"^### (.*\?)", body, re.MULTILINE)
    assert len(questions) >= 10
    assert all(f"### {question}" in text for question in questions)
    assert "> **Emergency: Call your local emergency number if:**" in text


def test_a_result_counts_what_went_over_the_wire_and_names_what_was_not_passed() -> None:
    result = read(report(seo=0.92, failed="seo", seconds=0.83))
    assert (result.requests, result.transferred, result.page) == (3, 18_000, 16_000)
    assert result.missed == ("seo",)
    made = table({"Ours: article": result}).splitlines()
    assert made[2] == "| Ours: article | 100 | 100 | 100 | 92 | 0.83 | 0.000 | 20 | 3 | 18.0 | 16.0 |"
    assert made[-1] == "- Ours: article: seo"


def test_of_several_runs_the_middle_counts_and_every_failure() -> None:
    runs = [read(report(seconds=seconds)) for seconds in (0.7, 3.0, 0.8)]
    assert middle(runs).lcp == pytest.approx(0.8)
    assert middle([*runs, read(report(failed="seo"))]).missed == ("seo",)
