"""What a machine is told about a page: no more than readers are, and nothing that schema.org does not define."""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import Any, get_args

import pytest

from carepress.content.kinds import kinds
from carepress.content.library import Library
from carepress.content.model import Article
from carepress.content.source import Code
from carepress.metadata.json_ld import PageType, article_graph, dumps, page_graph, person_graph
from carepress.metadata.site_info import SiteInfo
from carepress.review import ReviewPolicy, review_of

Load = Callable[..., Article]
GraphOf = Callable[..., dict[str, Any]]

REVIEWED = "authors: [wim-smit]\nreview: {by: [ada-okoye], date: 2026-09-02}"
SAMPLE = "authors: [sample-editor]\nreview: {by: [sample-ophthalmologist], date: 2026-09-02}"
URL = "https://example.org/care/conditions/dry-eye/"

FAQ = """\
Eyes can be dry.

## Questions people often ask {#faq}

### Is **5 < 6** & “so on”?[^one]

**Eyelids:** yes[^one]; see [tears](https://example.org/ "a > b").

- first thing
- second `thing`

### Does it hurt?

> [!urgent] Call today if:
>
> - it hurts

"""
SOURCES = """\
sources:
  one: {title: One & only, publisher: Eye Trust, url: "https://example.org/one"}
  two: {title: Two, doi: 10.1000/xyz123}
  three: {title: Three, pmid: 42}
"""


def page_of(graph: dict[str, Any]) -> dict[str, Any]:
    page: dict[str, Any] = graph["@graph"][0]
    return page


def of_type(graph: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [node for node in graph["@graph"] if node["@type"] == name]


# ── Reviews and people ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_reviewed_article_says_who_and_when(load: Load, graph_of: GraphOf) -> None:
    graph = graph_of(load(REVIEWED))
    page = page_of(graph)
    assert page["lastReviewed"] == "2026-09-02"
    assert page["reviewedBy"] == [{"@id": "https://example.org/care/people/ada-okoye/#person"}]
    people = {person["name"]: person for person in of_type(graph, "Person")}
    assert people.keys() == {"Ada Okoye", "Wim Smit"}
    assert people["Ada Okoye"]["hasCredential"]["name"] == "MD"
    assert people["Ada Okoye"]["identifier"]["value"] == "7654321"
    assert people["Ada Okoye"]["url"] == "https://example.org/care/people/ada-okoye/"


@pytest.mark.parametrize("front_matter", ["", SAMPLE, "review: {by: [nobody], date: 2026-09-02}"])
def test_no_review_is_claimed_without_a_real_reviewer(load: Load, graph_of: GraphOf, front_matter: str) -> None:
    graph = graph_of(load(front_matter))
    assert not {"lastReviewed", "reviewedBy"} & page_of(graph).keys()
    assert "2026-09-02" not in dumps(graph)


def test_invented_people_are_not_named(load: Load, graph_of: GraphOf) -> None:
    mixed = "authors: [sample-editor, wim-smit]\nreview: {by: [sample-ophthalmologist, ada-okoye], date: 2026-09-02}"
    for front_matter in (SAMPLE, mixed):
        graph = graph_of(load(front_matter))
        assert "ample" not in dumps(graph).replace("example.org", "")
    assert [person["name"] for person in of_type(graph, "Person")] == ["Wim Smit", "Ada Okoye"]
    assert page_of(graph)["author"] == [{"@id": "https://example.org/care/people/wim-smit/#person"}]


def test_an_author_who_also_reviewed_stands_once(load: Load, graph_of: GraphOf) -> None:
    graph = graph_of(load("authors: [ada-okoye]\nreview: {by: [ada-okoye], date: 2026-09-02}"))
    assert len(of_type(graph, "Person")) == 1


def test_an_overdue_review_still_happened(load: Load, library: Callable[..., Library], site: SiteInfo) -> None:
    article = load("review: {by: [ada-okoye], date: 2019-09-02}")
    shelf = library(article)
    review = review_of(article, shelf.people, dt.date(2026, 11, 1), ReviewPolicy())
    page = page_of(article_graph(article, shelf, review, site, breadcrumb=[]))  # type: ignore[arg-type]
    assert page["lastReviewed"] == "2019-09-02"
    assert "breadcrumb" not in page


# ── The article ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_dates_are_those_of_the_front_matter(load: Load, graph_of: GraphOf) -> None:
    page = page_of(graph_of(load()))
    assert (page["datePublished"], page["dateModified"]) == ("2022-11-29", "2026-10-01")


def test_the_page_names_itself_its_publisher_and_its_principles(load: Load, graph_of: GraphOf) -> None:
    graph = graph_of(load())
    page = page_of(graph)
    assert page["@id"] == page["url"] == URL
    assert (page["name"], page["description"], page["inLanguage"]) == ("Dry eye", "Too few tears.", "en")
    assert page["publishingPrinciples"] == "https://example.org/care/editorial-policy/"
    assert page["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [node["name"] for node in of_type(graph, "Organization")] == ["Clear Sight Trust"]
    [trail] = of_type(graph, "BreadcrumbList")
    assert [(step["position"], step["item"]) for step in trail["itemListElement"]] == [
        (1, "https://example.org/care/"),
        (2, "https://example.org/care/conditions/"),
        (3, URL),
    ]
    assert "publishingPrinciples" not in page_of(graph_of(load(), policy=False))


def test_only_an_article_with_a_faq_is_a_faq_page(load: Load, graph_of: GraphOf) -> None:
    plain = page_of(graph_of(load()))
    assert plain["@type"] == "MedicalWebPage"
    assert "mainEntity" not in plain
    assert page_of(graph_of(load(SOURCES, FAQ)))["@type"] == ["MedicalWebPage", "FAQPage"]


def test_questions_and_answers_are_the_words_readers_see(load: Load, graph_of: GraphOf) -> None:
    questions = page_of(graph_of(load(SOURCES, FAQ)))["mainEntity"]
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in questions] == [
        ("Is 5 < 6 & “so on”?", "Eyelids: yes; see tears.\nfirst thing\nsecond thing"),
        ("Does it hurt?", "Call today if:\nit hurts"),
    ]


def test_questions_given_as_data_are_told_as_well(load: Load, graph_of: GraphOf) -> None:
    article = load("faq:\n  - question: Does it *hurt*?\n    answer: A **little**, at first.\n")
    [question] = page_of(graph_of(article))["mainEntity"]
    assert question["name"] == "Does it hurt?"
    assert question["acceptedAnswer"]["text"] == "A little, at first."


def test_a_procedure_tells_how_it_is_done(load: Load, graph_of: GraphOf) -> None:
    text = "## Who should not have it? {#contraindications}\n\n- you are *pregnant*\n- you have an infection\n"
    subject = page_of(graph_of(load("also_called: [Drops]", text, "procedure")))["about"]
    assert subject["@type"] == "MedicalTherapy"
    assert subject["alternateName"] == ["Drops"]
    assert subject["contraindication"] == "you are pregnant\nyou have an infection"


def test_only_exact_codes_are_codes_of_the_subject(load: Load, graph_of: GraphOf) -> None:
    codes = 'codes:\n  - {system: mesh, code: D015352}\n  - {system: icd10cm, code: "H04", match: broader}\n'
    subject = page_of(graph_of(load(codes)))["about"]
    assert [(code["codingSystem"], code["codeValue"]) for code in subject["code"]] == [("MeSH", "D015352")]


def test_sections_are_named_and_linked(load: Load, graph_of: GraphOf) -> None:
    text = "Hello.\n\n## What *are* the symptoms? {#symptoms}\n\nStinging.\n\n## Money\n\nNone.\n"
    parts = page_of(graph_of(load(text=text)))["hasPart"]
    assert [(part["name"], part["url"], part["hasHealthAspect"]) for part in parts] == [
        ("Dry eye", URL + "#overview", "https://schema.org/OverviewHealthAspect"),
        ("What are the symptoms?", URL + "#symptoms", "https://schema.org/SymptomsHealthAspect"),
    ]


def test_citations_are_the_page_s_references_in_order(load: Load, graph_of: GraphOf) -> None:
    page = page_of(graph_of(load(SOURCES, "A.[^two] B.[^one]\n")))
    assert [(work["name"], work["url"]) for work in page["citation"]] == [
        ("Two", "https://doi.org/10.1000/xyz123"),
        ("One & only", "https://example.org/one"),
        ("Three", "https://pubmed.ncbi.nlm.nih.gov/42/"),
    ]
    assert page["citation"][1]["publisher"]["name"] == "Eye Trust"


# ── Other pages ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_has_a_profile(library: Callable[..., Library], site: SiteInfo, walk: Any) -> None:
    person = library().people["ada-okoye"]
    graph: dict[str, Any] = person_graph("ada-okoye", person, description="About", lang="en", site=site, breadcrumb=[])
    assert page_of(graph)["@type"] == "ProfilePage"
    assert page_of(graph)["mainEntity"]["@id"] == of_type(graph, "Person")[0]["@id"]
    assert of_type(graph, "Person")[0]["description"] == "Sees eyes."
    assert walk.faults(graph) == []


def test_an_invented_person_has_none(library: Callable[..., Library], site: SiteInfo) -> None:
    person = library().people["sample-ophthalmologist"]
    graph: dict[str, Any] = person_graph("sample", person, description="A", lang="en", site=site, breadcrumb=[])
    assert page_of(graph)["@type"] == "WebPage"
    assert "mainEntity" not in page_of(graph)
    assert not of_type(graph, "Person")


@pytest.mark.parametrize("type_", ["WebPage", "CollectionPage", "AboutPage", "ContactPage", "SearchResultsPage"])
@pytest.mark.parametrize("url", ["https://example.org/care", ""])
def test_other_pages_are_valid(site: SiteInfo, walk: Any, type_: PageType, url: str) -> None:
    graph: dict[str, Any] = page_graph(
        type_=type_,
        title="Tags: größer",
        description="",
        address="/tags/größer/",
        lang="de",
        site=dataclasses.replace(site, url=url),
        breadcrumb=[("Home", "/"), ("größer", "/tags/größer/")],
        published=dt.date(2026, 1, 2),
        modified=dt.date(2026, 3, 4),
    )
    page = page_of(graph)
    assert page["url"] == url + "/tags/gr%C3%B6%C3%9Fer/"
    assert (page["datePublished"], page["dateModified"]) == ("2026-01-02", "2026-03-04")
    assert "description" not in page
    assert walk.faults(graph) == []


# ── Valid and safe ───────────────────────────────────────────────────────────────────────────────────────────────

EVERYTHING = f"{REVIEWED}\nalso_called: [One, Other]\ncodes: [{{system: mesh, code: D1}}]\n{SOURCES}"


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_with_every_role_is_valid(load: Load, graph_of: GraphOf, walk: Any, kind: str) -> None:
    roles = [name for name in kinds()[kind].roles if name != "faq"]
    text = "".join(f"## Part {name} {{#{name}}}\n\nWords.[^one]\n\n" for name in roles) + FAQ.partition("\n\n")[2]
    graph = graph_of(load(EVERYTHING, text, kind))
    assert walk.faults(graph) == []
    page = page_of(graph)
    all_roles = kinds()[kind].roles.values()
    assert len(page["hasPart"]) == sum(role.health_aspect is not None for role in all_roles)
    assert {role.schema_property for role in all_roles if role.schema_property} <= page["about"].keys()


def test_a_site_without_an_address_has_valid_data_too(load: Load, graph_of: GraphOf, walk: Any, site: SiteInfo) -> None:
    graph = graph_of(load(EVERYTHING, FAQ), dataclasses.replace(site, url=""))
    assert page_of(graph)["url"] == "/conditions/dry-eye/"
    assert walk.faults(graph) == []


@pytest.mark.parametrize("system", get_args(Code.model_fields["system"].annotation))
def test_every_vocabulary_of_codes_has_its_name(load: Load, graph_of: GraphOf, walk: Any, system: str) -> None:
    graph = graph_of(load(f'codes: [{{system: {system}, code: "123"}}]'))
    assert page_of(graph)["about"]["code"][0]["codingSystem"]
    assert walk.faults(graph) == []


def test_the_walk_finds_what_is_wrong(walk: Any) -> None:
    wrong = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Person", "lastReviewed": "2026-01-01", "medicalSpecialty": "x"},
            {"@type": "MedicalWebPage", "lastReviewed": "in May", "reviewedBy": {"@id": "#nobody"}},
            {"@type": "PatientAudience"},
            {"@type": "HealthTopicContent", "hasHealthAspect": "https://schema.org/PreparationHealthAspect"},
        ],
    }
    assert len(walk.faults(wrong)) == 6


def test_text_cannot_end_the_script(load: Load, graph_of: GraphOf) -> None:
    title = "</script><!-- & “größer”"
    text = dumps(graph_of(load(f'title: "{title}"')))
    assert not set("<>&") & set(text)
    assert "“größer”" in text
    assert page_of(json.loads(text))["name"] == title
    assert dumps({"name": "a\u2028\u2029"}) == '{"name":"a\\u2028\\u2029"}'


def test_the_same_article_gives_the_same_bytes(load: Load, graph_of: GraphOf) -> None:
    one, other = (dumps(graph_of(load(EVERYTHING, FAQ))) for _ in range(2))
    assert one == other
    assert ": " not in one.partition('"name"')[0]
