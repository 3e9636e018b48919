"""The documentation: up to date, complete, and true where a program can tell."""

import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import cmarkgfm
import html5lib
import pytest
from pydantic import BaseModel

from carepress.cli import main
from carepress.content.kinds import kinds
from carepress.content.loading import Loader
from carepress.diagnostics import Collector, Fault, Level
from carepress.diagnostics.text import render_text
from carepress.plugin.settings import NAMES
from carepress.site.settings import SiteSettings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
EDITOR = ROOT / ".vscode"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(DOCS.rglob("*.md"))
RULES = DOCS / "rules"
WRITTEN = [page for page in PAGES if page.parent not in (REFERENCE, RULES)]
ADRS = sorted((DOCS / "adr").glob("*.md"))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(([^()\s]+)\)|(?:src|href)=\"([^\"]+)\"")


def load_generator() -> ModuleType:
    spec = spec_from_file_location("carepress_docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


GENERATOR = load_generator()
REFERENCES: dict[str, str] = GENERATOR.references()
FAULTS: list[Fault] = GENERATOR.all_faults()


def with_inner(model: type[Any]) -> Iterator[type[Any]]:
    """A model, and every model or dataclass that its fields take."""
    yield model
    for field in model.model_fields.values() if issubclass(model, BaseModel) else ():
        for each in GENERATOR.inner_models(field.annotation):
            yield from with_inner(each)


ROOTS = [*(named.model for named in GENERATOR.ARTICLE), SiteSettings]
MODELS = tuple(dict.fromkeys(model for root in ROOTS for model in with_inner(root)))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(page: Path) -> str:
    """A document without its code."""
    return _CODE.sub("", _FENCE.sub("", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """The names that a code host gives to the headings of a document."""
    headings = re.findall(r"^#{1,6} (.+)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)) for heading in headings)
    return {heading.strip().lower().replace(" ", "-") for heading in plain}


def part(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = heading.partition(" ")[0]
    return re.split(rf"^#{{2,{len(level)}}} ", text.split(f"\n{heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def code_blocks(page: Path, language: str) -> list[str]:
    return [text for name, text in _FENCE.findall(page.read_text("utf-8")) if name == language]


# ── References ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "text"), REFERENCES.items(), ids=list(REFERENCES))
def test_a_reference_is_what_make_docs_would_write(name: str, text: str) -> None:
    written = (DOCS / name).read_text("utf-8") if (DOCS / name).is_file() else ""
    assert written == text, f"docs/{name} is out of date: run make docs"


def test_every_file_of_the_references_is_a_generated_one() -> None:
    there = {path.relative_to(DOCS).as_posix() for folder in (REFERENCE, RULES) for path in folder.iterdir()}
    assert there == set(REFERENCES)


@pytest.mark.parametrize(("name", "text"), GENERATOR.for_editors().items(), ids=list(GENERATOR.for_editors()))
def test_what_vs_code_knows_is_what_make_docs_would_write(name: str, text: str) -> None:
    written = (EDITOR / name).read_text("utf-8") if (EDITOR / name).is_file() else ""
    assert written == text, f".vscode/{name} is out of date: run make docs"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_stands_in_the_part_of_its_model_and_says_what_it_is(model: type[Any]) -> None:
    names = model.model_fields if issubclass(model, BaseModel) else [each.name for each in fields(model)]
    title = "The site" if model is SiteSettings else GENERATOR._title(model)  # noqa: SLF001 - there is one way to say it
    rows = part(REFERENCES["reference/front-matter.md"] + REFERENCES["reference/settings.md"], f"## {title}")
    for name in names:
        shown = NAMES[name] if model is SiteSettings else name
        cells = re.search(rf"^\| `{shown}` \|(.*)\|$", rows, re.MULTILINE)
        assert cells, f"{title}: {shown} does not stand there"
        assert re.split(r"(?<!\\)\|", cells[1])[2].strip(), f"{title}: {shown} does not say what it is"


def test_what_a_file_may_hold_has_a_reference_and_a_schema() -> None:
    assert {"Suppression", "Review policy", "Registration"} <= {GENERATOR._title(model) for model in MODELS}  # noqa: SLF001
    assert len(GENERATOR.SCHEMAS) == len(GENERATOR.ARTICLE) - 2  # a question and a step are no files


def test_every_code_that_the_program_names_has_a_page_that_the_list_of_faults_leads_to() -> None:
    named = {
        code
        for path in (ROOT / "carepress").rglob("*.py")
        for code in re.findall(r"\"(CP\d{3})\"", path.read_text("utf-8"))
    }
    listed = re.findall(r"^\| \[(CP\d{3})\]\(\1\.md\) \| ([a-z0-9-]+) \|", REFERENCES["rules/README.md"], re.MULTILINE)
    assert named == {code for code, _ in listed} == {path.stem for path in RULES.iterdir()} - {"README"}
    for code, slug in listed:
        assert f"\n# {code} {slug}\n" in REFERENCES[f"rules/{code}.md"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_the_page_on_a_fault_shows_all_its_words_on_the_code_host(fault: Fault) -> None:
    page = html5lib.parse(cmarkgfm.github_flavored_markdown_to_html(REFERENCES[f"rules/{fault.code}.md"]))
    shown = " ".join("".join(page.itertext()).split())
    words = " ".join(fault.docs.replace("\\n", "\n").split())
    assert words in shown
    mended = ["Mended by itself"] if fault.fix else []
    assert [each.text for each in page.iter() if each.tag.endswith("}h2")] == [*GENERATOR.SECTIONS, *mended]
    assert fault.fix.replace("`", "") in shown
    stops = {"integrity": "Stops every build.", "editorial": "stops a production build.", "advice": "stops nothing."}
    assert stops[fault.level] in shown


def test_every_role_of_every_kind_stands_in_the_reference_of_roles() -> None:
    text = (REFERENCE / "roles.md").read_text("utf-8")
    for kind in kinds().values():
        part = text.split(f"\n## {kind.name}\n")[1].split("\n## ")[0]
        assert [name for name in kind.roles if f"| `{name}` |" not in part] == []


def test_every_setting_stands_in_the_reference_and_every_setting_of_the_example_is_one() -> None:
    text = (REFERENCE / "settings.md").read_text("utf-8")
    assert [name for name in NAMES.values() if f"| `{name}` |" not in text] == []
    example = (ROOT / "pelicanconf.py").read_text("utf-8") + (ROOT / "publishconf.py").read_text("utf-8")
    assert set(re.findall(r"CAREPRESS_[A-Z_]+", example)) <= set(NAMES.values())


@pytest.mark.parametrize("name", list(main.commands))
def test_every_argument_and_option_of_a_command_stands_in_its_part_with_help(name: str) -> None:
    text = part(REFERENCES["reference/command-line.md"], f"### carepress {name}")
    for param in main.commands[name].params:
        if isinstance(param, click.Option):
            assert ", ".join(f"`{each}`" for each in param.opts) in text
            assert param.help
            assert " ".join(param.help.split()).replace("|", r"\|") in text
        else:
            assert re.search(rf"^`carepress {name} .*\[{str(param.name).upper()}…?\]", text, re.MULTILINE)


def test_everything_that_make_can_do_stands_in_the_reference_with_what_it_does() -> None:
    text = part(REFERENCES["reference/command-line.md"], "## make")
    phony = set(re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[0].split())
    assert set(re.findall(r"^\| `make ([a-z-]+)` \| \S", text, re.MULTILINE)) == phony == TARGETS


# ── Links, commands, places ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_within_the_repository_leads_to_a_file_and_a_heading(page: Path) -> None:
    dead = []
    for first, second in _LINK.findall(prose(page)):
        target = first or second
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def test_the_index_leads_to_every_document() -> None:
    linked = {(DOCS / first).resolve() for first, _ in _LINK.findall(prose(DOCS / "index.md")) if "#" not in first}
    assert [
        relative(page)
        for page in sorted(DOCS.rglob("*.md"))
        if page.name != "index.md" and page not in linked and not re.fullmatch(r"CP\d{3}", page.stem)
    ] == []


@pytest.mark.parametrize("page", WRITTEN, ids=relative)
def test_every_make_command_in_a_document_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    inline = re.findall(r"`make ([a-z]+)[^`]*`", text)
    blocks = [
        target for block in code_blocks(page, "sh") for target in re.findall(r"^make ([a-z]+)", block, re.MULTILINE)
    ]
    assert {*inline, *blocks} <= TARGETS


@pytest.mark.parametrize("page", WRITTEN, ids=relative)
def test_every_carepress_command_in_a_document_exists_with_its_options(page: Path) -> None:
    shown = [*code_blocks(page, "sh"), *code_blocks(page, "yaml"), *_CODE.findall(page.read_text("utf-8"))]
    called = [call for text in shown for call in re.findall(r"\bcarepress ([a-z]+)\b([^\n`>|&]*)", text)]
    for name, rest in called:
        assert name in main.commands
        known = {each for param in main.commands[name].params for each in (*param.opts, *param.secondary_opts)}
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) <= known | {"--help"}


@pytest.mark.parametrize("page", WRITTEN, ids=relative)
def test_every_setting_and_fault_that_a_document_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    assert set(re.findall(r"`(CAREPRESS_[A-Z_]+)", text)) <= {*NAMES.values(), "CAREPRESS_CHROMIUM"}
    slugs = {fault.code: fault.slug for fault in FAULTS}
    for code, slug in re.findall(r"\b(CP\d{3})\b(?: ([a-z]+(?:-[a-z]+)+))?", text):
        assert code in slugs
        assert slug in ("", slugs[code])


def test_the_guide_says_what_to_do_about_every_fault_that_a_local_build_only_warns_of() -> None:
    guide = part((DOCS / "content-model.md").read_text("utf-8"), "## Errors and warnings")
    told = {slug for row in re.findall(r"^\| (`.+?) \|", guide, re.MULTILINE) for slug in re.findall(r"`([^`]+)`", row)}
    assert told == {fault.slug for fault in FAULTS if fault.level is Level.EDITORIAL}


def test_the_readme_shows_its_commands_as_commands() -> None:
    commands = "".join(code_blocks(ROOT / "README.md", "sh")).split("\n")
    assert {"make html", "make test", "make serve"} <= set(commands)


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_no_document_names_a_place_on_somebodys_machine(page: Path) -> None:
    assert (
        re.findall(r"(?<![\w.])/(?:home|root|tmp|work|opt|Users|var|mnt)/\S*|[A-Z]:\\\\\S*", page.read_text("utf-8"))
        == []
    )


# ── What documents say ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_fault_in_the_readme_is_printed_exactly_so() -> None:
    path = "articles/skin/neuromodulators-for-skin.md"
    text = (ROOT / "content" / path).read_text("utf-8").replace("\nalso_called:", "\nalso_caled:")
    found = Collector()
    found.extend(Loader("en").article(path, text.encode()).found)
    printed = render_text(found, prefix="content/", lines=lambda _: text.split("\n"))
    assert len(found) == 1
    assert code_blocks(ROOT / "README.md", "text")[0].strip() == printed.strip()


def test_the_readme_counts_the_articles_of_the_example_site() -> None:
    articles = [path for path in (ROOT / "content" / "articles").rglob("*.md") if "." not in path.stem]
    assert f"{len(articles)} articles" in " ".join((ROOT / "README.md").read_text("utf-8").split())


def test_every_example_of_the_guide_that_is_data_can_be_used_as_it_stands() -> None:
    loader, found = Loader("en"), []
    whole, benefits, steps, faq, timeline, sources, terms, person, topics, translated, suppress = code_blocks(
        DOCS / "content-model.md", "yaml"
    )
    body = "\nIt fades.[^nhs-botox]\n\n## Aftercare\n\nRest.\n"
    front = whole.rstrip().removesuffix("---") + benefits + steps + faq + timeline + sources + suppress + "---\n"
    found += loader.article("articles/skin/example.md", (front + body).encode()).found
    found += loader.glossary("glossary.yaml", terms.encode()).found
    found += loader.person("people/example.yaml", person.encode()).found
    found += (
        loader.topics("topics.yaml", topics.encode()).found + loader.topics("topics.yaml", translated.encode()).found
    )
    assert found == []


@pytest.mark.parametrize("page", ADRS, ids=relative)
def test_a_decision_has_its_number_and_says_context_decision_and_consequences(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.startswith(f"# {page.name[:4]}: ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [page.name[:4] for page in ADRS] == [f"{number:04}" for number in range(1, len(ADRS) + 1)]


def test_every_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    wanted = re.findall(r'^  "([a-zA-Z0-9-]+)>=', project, re.MULTILINE)
    text = (DOCS / "adr" / "0002-dependencies.md").read_text("utf-8").lower()
    assert len(wanted) > 15
    assert [name for name in wanted if not name.startswith("types-") and name.lower() not in text] == []


def test_the_licence_is_the_whole_text_of_the_agpl_version_3() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3, 19 November 2007" in text
    assert "13. Remote Network Interaction" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("picture", sorted((DOCS / "images").glob("*.png")), ids=relative)
def test_a_picture_is_small_enough_for_a_phone(picture: Path) -> None:
    assert picture.stat().st_size <= 200_000
