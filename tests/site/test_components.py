"""Every component, by its own examples: valid markup, safe parameters, the right words, a README that is up to date."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import jinja2
import pytest
from markupsafe import Markup

from carepress.site.components import (
    Component,
    ComponentError,
    Example,
    install_components,
    load_components,
    readme,
    render_example,
)

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
THEME = ROOT / "themes" / "carepress"
STYLES = THEME / "static" / "css"
INLINE = ("components", "lists", "timelines")
"""Folders whose style sheets stand in pages."""
COMPONENTS = load_components(TEMPLATES)
EXAMPLES = [
    pytest.param(component, example, id=f"{component.name}: {example.name}")
    for component in COMPONENTS.values()
    for example in component.examples
]
BLOCKS = {"div", "dd", "dt", "h2", "h3", "h4", "li", "p"}
LEVELS = {"non-urgent": "Non-urgent advice:", "urgent": "Urgent advice:", "emergency": "Emergency:"}


def environment(folder: Path = TEMPLATES) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, THEME / "templates"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    env.globals["spoken"] = ""
    env.filters["date"] = lambda day: f"{day.day}.{day.month}.{day.year}"
    env.filters["isodate"] = date.isoformat
    env.filters["listed"] = ", ".join
    env.filters["language"] = lambda lang: {"en": "English", "es": "Spanish"}[lang]
    env.filters["in_other"] = lambda lang: {"en": "(in English)", "es": "(in Spanish)"}[lang]
    install_components(env, folder)
    return env


@pytest.fixture(scope="module")
def env() -> jinja2.Environment:
    return environment()


def call(env: jinja2.Environment, name: str, /, **params: object) -> str:
    return render_example(env, COMPONENTS[name], Example(name="", description="", params=params))


def parse(html: str) -> Element:
    """Parse a piece of a body; html5lib raises where it is not valid."""
    document = f'<!doctype html><html lang="en"><head><title>x</title></head><body>{html}</body></html>'
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(document)
    return tree


def words(element: Element) -> str:
    """What is read out: all text that is not hidden from screen readers."""
    if element.get("aria-hidden") == "true":
        return element.tail or ""
    text = (element.text or "") + "".join(words(child) for child in element)
    return (f" {text} " if element.tag in BLOCKS else text) + (element.tail or "")


def heard(html: str) -> str:
    body = parse(html).find("body")
    assert body is not None
    return " ".join(words(body).split())


# ── What every example has in common ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("component", "example"), EXAMPLES)
def test_an_example_is_valid_html(env: jinja2.Environment, component: Component, example: Example) -> None:
    tree = parse(render_example(env, component, example))
    assert len(tree.findall("body//*")) > 0


@pytest.mark.parametrize(("component", "example"), EXAMPLES)
def test_an_example_has_unique_ids_and_labels_that_exist(
    env: jinja2.Environment, component: Component, example: Example
) -> None:
    elements = list(parse(render_example(env, component, example)).iter())
    ids = [element.get("id") for element in elements if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert "" not in ids
    named = {element.get("aria-labelledby") for element in elements} | {element.get("for") for element in elements}
    assert named - {None} <= set(ids)


@pytest.mark.parametrize(("component", "example"), EXAMPLES)
def test_an_example_has_no_empty_attributes_inline_styles_or_handlers(
    env: jinja2.Environment, component: Component, example: Example
) -> None:
    for element in parse(render_example(env, component, example)).iter():
        for name, value in element.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            # An empty alt marks a decorative picture; an empty value is an empty field; the others are booleans.
            assert value.strip() or name in {"alt", "value", "hidden", "open", "popover", "required"}, (
                f"{element.tag} {name}"
            )


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=COMPONENTS)
def test_a_component_has_examples_and_a_style_sheet_or_says_that_it_has_none(component: Component) -> None:
    assert component.examples
    sheets = [STYLES / folder / f"{component.name}.css" for folder in (*INLINE, "linked")]
    assert sum(sheet.exists() for sheet in sheets) == component.css


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=COMPONENTS)
def test_a_parameter_that_may_have_several_values_is_shown_or_has_a_default(component: Component) -> None:
    shown = {name for example in component.examples for name in example.params}
    for param in component.params:
        assert param.name in shown or not param.required, f"no example gives {param.name}"


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=COMPONENTS)
def test_the_readme_is_up_to_date(component: Component) -> None:
    path = TEMPLATES / "components" / component.name / "README.md"
    assert path.read_text(encoding="utf-8") == readme(component), "run: python -m carepress.site.components"


def test_no_component_is_undeclared_and_no_style_sheet_without_its_component() -> None:
    assert {path.name for path in (TEMPLATES / "components").iterdir()} == set(COMPONENTS)
    for folder in INLINE:
        assert {path.stem for path in (STYLES / folder).glob("*.css")} <= set(COMPONENTS)


@pytest.mark.parametrize("name", sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")))
def test_a_template_compiles(env: jinja2.Environment, name: str) -> None:
    assert env.get_template(name).name == name


def called_by(path: Path) -> set[str]:
    """The components that a template calls itself."""
    return set(re.findall(r'component\("([^"]+)"', path.read_text(encoding="utf-8")))


def test_templates_call_only_components_that_exist() -> None:
    folders = (TEMPLATES, THEME / "templates")
    called = set().union(*(called_by(path) for folder in folders for path in folder.rglob("*.html")))
    assert called <= set(COMPONENTS)
    assert set(COMPONENTS) <= called, "a component that nothing uses"


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_has_the_style_sheets_of_all_that_it_shows(path: Path) -> None:
    shown = called_by(path) | called_by(THEME / "templates" / "base.html")
    waiting = list(shown)
    while waiting:
        more = called_by(TEMPLATES / "components" / waiting.pop() / "template.html") - shown
        shown |= more
        waiting += more
    if '{% extends "lists.html" %}' not in path.read_text(encoding="utf-8"):
        assert [name for name in shown if (STYLES / "lists" / f"{name}.css").exists()] == []


# ── Style sheets ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", sorted(STYLES.rglob("*.css")), ids=lambda path: path.stem)
def test_a_style_sheet_stands_in_its_layer(path: Path) -> None:
    layer = "components" if path.parent.name in (*INLINE, "linked") and path.stem != "print" else path.stem
    text = path.read_text(encoding="utf-8").removeprefix(
        "@layer reset, tokens, base, layout, components, utilities, print;\n\n"
    )
    assert text.startswith(f"@layer {layer} {{\n")
    assert text.endswith("\n}\n")


@pytest.mark.parametrize("path", sorted(STYLES.rglob("*.css")), ids=lambda path: path.stem)
def test_a_selector_survives_the_minifier(path: Path) -> None:
    """Within a layer rcssmin takes ``.a :is(b)`` for a declaration and drops the space; ``.a *:is(b)`` is safe."""
    selectors = re.findall(r"(?m)^ *([^@\n{};]*[^\n{};]*)[{,]$", path.read_text(encoding="utf-8"))
    assert [selector for selector in selectors if re.search(r"[\w\])] +:", selector)] == []


@pytest.mark.parametrize("path", sorted(STYLES.rglob("*.css")), ids=lambda path: path.stem)
def test_a_style_sheet_uses_logical_properties_only(path: Path) -> None:
    """So that a page written from right to left needs no rules of its own."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\s*((?:[a-z]+-)?(?:left|right|top|bottom)(?:-[a-z]+)?):", text) == []
    assert re.findall(r"(?m)^\s*((?:min-|max-)?(?:width|height)):", text) == []
    assert re.findall(r"(?:text-align|float|clear): *(?:left|right)", text) == []


# ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def figures(path: Element) -> int:
    """How many figures a path draws: each of its lines has one in every ten units."""
    return sum((int(length) + 7) // 10 for length in re.findall(r"h(\d+)", path.attrib["d"]))


@pytest.mark.parametrize("whole", [10, 20, 50, 100, 1000])
@pytest.mark.parametrize("share", [0, 1, 7, 11, 46, 99, 100])
def test_as_many_figures_are_drawn_and_marked_as_the_words_say(env: jinja2.Environment, whole: int, share: int) -> None:
    part = whole * share // 100
    one = SimpleNamespace(label=None, part=part, whole=whole, has="x", rest="y")
    (svg,) = (each for each in parse(call(env, "numbers", proportions=[one])).iter() if "aria-label" in each.attrib)
    assert svg.attrib["aria-label"] == f"{whole} people: {part} marked, {whole - part} not marked"
    drawn = {group.attrib["class"]: [figures(path) for path in group.iter() if "d" in path.attrib] for group in svg}
    assert set(drawn.pop("numbers__all")) == {whole}
    assert set(drawn.pop("numbers__inside")) == {whole}
    assert set(drawn.pop("numbers__part", [0])) == {part}
    assert drawn == {}


def test_a_picture_of_a_thousand_people_is_small_in_bytes(env: jinja2.Environment) -> None:
    one = SimpleNamespace(label=None, part=471, whole=1000, has="x", rest="y")
    assert len(call(env, "numbers", proportions=[one]).encode()) < 2000


def test_both_sides_of_numbers_stand_in_words_below_their_heading(env: jinja2.Environment) -> None:
    numbers = next(example for example in COMPONENTS["numbers"].examples if example.name == "two numbers")
    assert heard(render_example(env, COMPONENTS["numbers"], numbers)) == (
        "Does it prevent colds? Without the spray 40 in 100 people catch a cold 60 do not "
        "With the spray 35 in 100 people catch a cold 65 do not"
    )


# ── Parameters ───────────────────────────────────────────────────────────────────────────────────────────────────

TEXT_OR_HTML: dict[str, dict[str, Any]] = {
    "care-card": {"level": "urgent", "heading": "Go if:", "id": "card"},
    "note": {},
    "heading": {"id": "risks"},
}


def test_the_choice_of_text_or_html_is_tested_for_every_component_that_offers_it() -> None:
    assert set(TEXT_OR_HTML) == {component.name for component in COMPONENTS.values() if component.one_of}


@pytest.mark.parametrize("name", TEXT_OR_HTML)
def test_text_is_escaped(env: jinja2.Environment, name: str) -> None:
    html = call(env, name, **TEXT_OR_HTML[name], text="<b>5 < 6</b> & more")
    assert "&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; more" in html
    assert "<b>" not in html


@pytest.mark.parametrize("name", TEXT_OR_HTML)
def test_html_is_not_escaped(env: jinja2.Environment, name: str) -> None:
    assert "<em>six</em> &amp; more" in call(env, name, **TEXT_OR_HTML[name], html="<em>six</em> &amp; more")


@pytest.mark.parametrize("name", TEXT_OR_HTML)
@pytest.mark.parametrize("both", [{}, {"text": "a", "html": "<p>a</p>"}], ids=["neither", "both"])
def test_text_and_html_are_one_choice(env: jinja2.Environment, name: str, both: dict[str, str]) -> None:
    with pytest.raises(ComponentError, match=rf"{name}: give exactly one of `text` and `html`"):
        call(env, name, **TEXT_OR_HTML[name], **both)


def test_a_text_that_is_already_markup_is_printed_as_it_is(env: jinja2.Environment) -> None:
    html = call(env, "care-card", level="urgent", heading=Markup("Go <em>now</em> if:"), id="card", text="a")
    assert "Go <em>now</em> if:" in html


PICTURE = {"src": '"><script>', "width": 9, "height": 9, "sizes": "", "sources": ()}


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("figure", {"picture": PICTURE, "alt": '"><script>', "caption": "<script>"}),
        ("search-form", {"action": '"><script>', "id": '"><script>', "label": "<script>", "value": '"><script>'}),
        ("table", {"html": "<table></table>", "label": '"><script>'}),
        ("disclaimer", {"text": "<script>", "more": {"text": "x", "href": '"><script>', "lang": ""}}),
        ("tags", {"id": "x", "title": "<script>", "links": [{"text": "<script>", "href": '"><script>'}]}),
        ("breadcrumb", {"crumbs": [{"text": "<script>", "href": '"><script>'}, {"text": "<script>", "href": None}]}),
        ("at-a-glance", {"rows": [{"term": "<script>", "detail": "<script>"}]}),
    ],
)
def test_what_editors_write_cannot_become_markup(env: jinja2.Environment, name: str, params: dict[str, Any]) -> None:
    html = call(env, name, **params)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_names_inside_a_translated_sentence_are_escaped_and_their_links_kept(env: jinja2.Environment) -> None:
    person = SimpleNamespace(name="<b>Ana</b>", href="/p/", credentials="<i>MD</i>", sample=False, lang="")
    review = SimpleNamespace(state="reviewed", date=date(2026, 10, 2), due=None, reviewers=(person,))
    html = call(env, "review-line", review=review, minutes=1)
    assert "Reviewed by <bdi><a" in html
    assert "&lt;b&gt;Ana&lt;/b&gt;</a></bdi>, <bdi>&lt;i&gt;MD&lt;/i&gt;</bdi>, on <time" in html


def test_trusted_and_untrusted_words_that_are_equal_stay_apart(env: jinja2.Environment) -> None:
    words = "<b>x</b>"
    trusted = call(env, "search-form", action="/", id="s", label=Markup("<b>x</b>"))
    assert words in trusted
    assert words not in call(env, "search-form", action="/", id="s", label=words)


def test_an_unknown_component_is_named_with_those_there_are(env: jinja2.Environment) -> None:
    with pytest.raises(ComponentError, match=r"care-crad: there is no component .* care-card"):
        env.from_string('{{ component("care-crad") }}').render()


def test_an_unknown_parameter_is_named(env: jinja2.Environment) -> None:
    with pytest.raises(ComponentError, match=r"icon: no such parameter: size\. It takes: name"):
        call(env, "icon", name="tick", size=2)


def test_a_missing_parameter_is_named(env: jinja2.Environment) -> None:
    with pytest.raises(ComponentError, match="icon: the parameter name is required"):
        call(env, "icon")


def test_a_value_that_is_not_allowed_is_named_with_those_that_are(env: jinja2.Environment) -> None:
    with pytest.raises(ComponentError, match="care-card: level is 'immediate', but it may only be: non-urgent, urgent"):
        call(env, "care-card", level="immediate", heading="a", id="b", text="c")


def test_a_component_does_not_see_the_page_around_it(tmp_path: Path) -> None:
    write_component(tmp_path, "name: peek\nsummary: s\nparams: []\nexamples: []\n", "{{ page }}")
    with pytest.raises(jinja2.UndefinedError, match="page"):
        environment(tmp_path).from_string('{{ component("peek") }}').render(page="the page", site="the site")


def test_a_component_speaks_the_language_of_the_page_around_it(env: jinja2.Environment) -> None:
    page = env.from_string('{{ component("demonstration") }}')
    assert "Demonstration." in page.render(lang="en")
    assert "Übungsseite." in page.render(lang="de", gettext={"Demonstration.": "Übungsseite."}.get)


# ── Words that must be right ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("level", LEVELS)
def test_a_care_card_is_heard_with_its_own_level_and_never_another(env: jinja2.Environment, level: str) -> None:
    html = call(env, "care-card", level=level, heading="Get help if:", id="card", html="<ul><li>it hurts</li></ul>")
    assert heard(html) == f"{LEVELS[level]} Get help if: it hurts"


def test_a_care_card_is_named_by_its_heading_at_the_level_asked_for(env: jinja2.Environment) -> None:
    html = call(env, "care-card", level="emergency", heading="Call if:", id="card-1", heading_level=4, text="it hurts")
    card = parse(html).find("body/div")
    assert card is not None
    assert (card.get("role"), card.get("aria-labelledby")) == ("group", "card-1")
    assert [heading.get("id") for heading in card.findall("h4")] == ["card-1"]


def review_line(env: jinja2.Environment, name: str) -> str:
    component = COMPONENTS["review-line"]
    example = next(example for example in component.examples if example.name == name)
    return heard(render_example(env, component, example))


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        (
            "reviewed",
            "Reviewed by Dr Ana Ruiz, MD, FRCP, on 2.10.2026 · next review by 2.10.2028 · 6 min read",
        ),
        (
            "two reviewers",
            (
                "Reviewed by Dr Ana Ruiz, MD, FRCP and Dr Kofi Mensah, on 2.10.2026 "
                "· next review by 2.10.2028 · 1 min read"
            ),
        ),
        (
            "overdue",
            (
                "Reviewed by Dr Ana Ruiz, MD, on 2.10.2022 · next review by 2.10.2024 · 6 min read "
                "Review overdue: it was due by 2.10.2024"
            ),
        ),
        ("sample", "Example content, not medically reviewed · 6 min read"),
        ("unreviewed", "Not medically reviewed · 6 min read"),
    ],
)
def test_the_review_line_says_its_state_in_words(env: jinja2.Environment, example: str, sentence: str) -> None:
    assert review_line(env, example) == sentence


@pytest.mark.parametrize("name", ["person-name", "person-card"])
@pytest.mark.parametrize("sample", [True, False])
def test_an_invented_person_is_called_a_sample_beside_the_name(
    env: jinja2.Environment, name: str, *, sample: bool
) -> None:
    person = {
        "name": "Dr X",
        "href": "/x/",
        "credentials": None,
        "sample": sample,
        "photo": None,
        "initials": "X",
        "lang": "",
    }
    html = call(env, name, person=person | {"role": None, "specialty": None, "registration": None})
    assert heard(html) == ("Dr X Sample" if sample else "Dr X")


def test_a_source_links_back_to_each_of_its_uses(env: jinja2.Environment) -> None:
    component = COMPONENTS["references"]
    tree = parse(render_example(env, component, component.examples[0]))
    links = {link.get("href"): link.get("aria-label") for link in tree.iter("a")}
    assert links["#cite-fda-label-1"] == "Back to use a of reference 1"
    assert links["#cite-fda-label-2"] == "Back to use b of reference 1"
    assert links["#cite-trial-1"] == "Back to where reference 2 is used"


def test_a_source_says_when_it_was_checked_or_that_it_was_not(env: jinja2.Environment) -> None:
    component = COMPONENTS["references"]
    text = heard(render_example(env, component, component.examples[0]))
    assert "US Food and Drug Administration · 2023 · Medicine label · checked on 30.9.2026" in text
    assert "patient story · doi:10.1000/182 · not checked yet" in text


def test_a_page_without_a_review_says_so_beside_its_dates(env: jinja2.Environment) -> None:
    component = COMPONENTS["about-page"]
    example = next(example for example in component.examples if example.name == "not reviewed")
    text = heard(render_example(env, component, example))
    assert "Medically reviewed Not medically reviewed" in text
    assert "Next review No date, because there has been no review" in text


def test_each_question_has_an_address_that_its_answer_links_to(env: jinja2.Environment) -> None:
    component = COMPONENTS["faq"]
    tree = parse(render_example(env, component, component.examples[0]))
    for details in tree.iter("details"):
        assert [link.get("href") for link in details.iter("a")] == [f"#{details.get('id')}"]
        assert details.find("summary/h3") is not None


def test_what_needs_a_script_is_hidden_until_one_runs(env: jinja2.Environment) -> None:
    for component in COMPONENTS.values():
        for example in component.examples:
            tree = parse(render_example(env, component, example))
            parents = {child: parent for parent in tree.iter() for child in parent}
            for button in tree.iter("button"):
                if button.get("data-do"):
                    assert "hidden" in button.attrib or "hidden" in parents[button].attrib, button.get("data-do")


# ── Declarations ─────────────────────────────────────────────────────────────────────────────────────────────────


def write_component(folder: Path, declaration: str, template: str = "") -> None:
    place = folder / "components" / "peek"
    place.mkdir(parents=True)
    (place / "component.yaml").write_text(declaration, encoding="utf-8")
    (place / "template.html").write_text(template, encoding="utf-8")


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("name: peek\nname: peek\nsummary: s\nparams: []\nexamples: []", "the key 'name' is given twice"),
        ("name: peek\nsummary: s\nparams: []", "Component: examples is missing"),
        ("name: peek\nsummary: s\nparams: []\nexamples: []\ncolour: red", "Component: no such field: colour"),
        ("name: other\nsummary: s\nparams: []\nexamples: []", "the name is other, but the folder is peek"),
        ("name: peek\nsummary: s\nparams: [x]\nexamples: []", "Param is a mapping with name, type, description"),
        ("name: peek\nsummary: s\nparams: []\none_of: [[a, b]]\nexamples: []", "one_of names a, which is not a param"),
    ],
)
def test_a_declaration_that_does_not_hold_together_names_its_file(
    tmp_path: Path, declaration: str, message: str
) -> None:
    write_component(tmp_path, declaration)
    with pytest.raises(ComponentError, match=rf"(?s)component\.yaml: .*{re.escape(message)}"):
        load_components(tmp_path)


def test_an_example_becomes_views_dates_and_markup(tmp_path: Path) -> None:
    write_component(
        tmp_path,
        "name: peek\nsummary: s\nparams:\n"
        "  - {name: person, type: PersonView, description: d}\n"
        "  - {name: day, type: date, description: d}\n"
        "  - {name: body, type: html, description: d}\n"
        "  - {name: size, type: number, default: 3, description: d}\n"
        "examples:\n"
        "  - name: all\n"
        "    params: {person: {name: Ana, links: [{text: a}]}, day: '2026-10-02', body: <b>x</b>}\n",
        "{{ params.person.links[0].text }} {{ params.day.year }} {{ params.body }} {{ params.size }}",
    )
    component = load_components(tmp_path)["peek"]
    html = render_example(environment(tmp_path), component, component.examples[0])
    assert html == "a 2026 <b>x</b> 3"


def test_a_readme_shows_parameters_choices_and_examples() -> None:
    text = readme(COMPONENTS["care-card"])
    assert text.startswith("# care-card\n\nWhen to get help.")
    assert "| `level` | text | yes |  | How soon. One of `non-urgent`, `urgent`, `emergency`. |" in text
    assert "| `heading_level` | number |  | `3` |" in text
    assert "Give exactly one of `text` and `html`." in text
    assert '### urgent\n\n`component("care-card", …)` with\n\n```yaml\nlevel: urgent\n' in text
