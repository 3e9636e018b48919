"""Sites in several languages: Spanish, and Arabic from right to left; the way from one to another; old translations."""

import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from carepress.cli import main
from carepress.site.alphabet import LATIN, OTHER, Alphabet
from carepress.site.i18n import CATALOGUES, words

from .conftest import ROOT, HtmlPage, Output, Write, article, build, text

LANGUAGES = ("ar", "es")
PLACE = re.compile(r"%\(\w+\)s|\b(?:QUERY|COUNT|WORD)\b")
"""What a sentence is filled in with."""
LETTERS = (LATIN, LATIN.lower())
SAME = {"es": {", ", "A–Z", "A–Z: %(letter)s", LATIN.lower()}, "ar": set()}
"""Messages that are the same in English."""
SHINGLES = {lang: f"{'' if lang == 'en' else f'/{lang}'}/conditions/shingles/" for lang in ("en", *LANGUAGES)}


# ── Catalogues ───────────────────────────────────────────────────────────────────────────────────────────────────


def catalogue(lang: str) -> dict[str, Message]:
    with (CATALOGUES / lang / "LC_MESSAGES" / "carepress.po").open("rb") as file:
        return {keys(message): message for message in read_po(file) if message.id}


def keys(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


@pytest.fixture(scope="module")
def template() -> dict[str, Message]:
    with (CATALOGUES / "carepress.pot").open("rb") as file:
        return {keys(message): message for message in read_po(file) if message.id}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_the_interface_is_translated(lang: str, template: dict[str, Message]) -> None:
    known = catalogue(lang)
    forms = {
        name: message.string if isinstance(message.string, tuple) else (message.string,)
        for name, message in known.items()
    }
    assert known.keys() == template.keys(), "run make messages"
    assert [name for name, translated in forms.items() if not all(translated)] == []
    assert [name for name, message in known.items() if message.fuzzy] == []
    assert {name for name, translated in forms.items() if name in translated} <= SAME[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_is_filled_in_with_the_same_as_the_original(lang: str) -> None:
    wrong = []
    for name, message in catalogue(lang).items():
        if isinstance(message.string, tuple):
            # “one article” needs no number, where a form stands for one number alone.
            allowed = set(PLACE.findall("".join(message.id)))
            wrong += [name for form in message.string if set(PLACE.findall(form)) - allowed]
            wrong += [
                name for form in message.string[3 if lang == "ar" else 1 :] if set(PLACE.findall(form)) != allowed
            ]
        elif sorted(PLACE.findall(name)) != sorted(PLACE.findall(message.string)):
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_compiled_is_what_was_translated(lang: str) -> None:
    folder = CATALOGUES / lang / "LC_MESSAGES"
    with (folder / "carepress.po").open("rb") as file:
        fresh = BytesIO()
        write_mo(fresh, read_po(file))
    fresh.seek(0)
    with (folder / "carepress.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    expected = GNUTranslations(fresh)
    assert {key: text for key, text in compiled._catalog.items() if key} == {  # type: ignore[attr-defined]  # noqa: SLF001
        key: text
        for key, text in expected._catalog.items()  # type: ignore[attr-defined]  # noqa: SLF001
        if key
    }, "run make messages"


@pytest.mark.parametrize(
    ("lang", "number", "expected"),
    [
        ("en", 1, "1 article"),
        ("en", 1234, "1,234 articles"),
        ("es", 1, "1 artículo"),
        ("es", 2, "2 artículos"),
        ("es", 12345, "12.345 artículos"),
        ("ar", 0, "لا مقالات"),
        ("ar", 1, "مقال واحد"),
        ("ar", 2, "مقالان"),
        ("ar", 3, "3 مقالات"),
        ("ar", 10, "10 مقالات"),
        ("ar", 11, "11 مقالًا"),
        ("ar", 99, "99 مقالًا"),
        ("ar", 100, "100 مقال"),
        ("ar", 102, "102 مقال"),
        ("ar", 103, "103 مقالات"),
        ("ar", 1111, "1,111 مقالًا"),
    ],
)
def test_what_is_counted_has_the_form_that_its_number_asks_for(lang: str, number: int, expected: str) -> None:
    assert words(lang).ngettext("%(n)s article", "%(n)s articles", number, n=number) == expected


# ── Letters ──────────────────────────────────────────────────────────────────────────────────────────────────────


def ordered(lang: str, *names: str) -> list[str]:
    return sorted(names, key=words(lang).alphabet.key)


def test_the_letters_of_spanish_have_the_n_with_a_tilde_after_the_plain_one() -> None:
    alphabet = words("es").alphabet
    assert "".join(alphabet.letters) == "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    assert [alphabet.first(name) for name in ("ñame", "Ñu", "n\u0303andu\u0301", "Úlcera", "«Ébola»", "2")] == [
        *("Ñ", "Ñ", "Ñ", "U", "E", OTHER)
    ]
    assert ordered("es", "caña", "cañón", "cana", "canto", "Cao", "Ácaro") == [
        *("Ácaro", "cana", "canto", "caña", "cañón", "Cao")
    ]


def test_other_languages_know_no_such_letter() -> None:
    assert words("en").alphabet.first("ñame") == "N"
    assert Alphabet(LATIN, "fr").first("Éruption") == "E"


def test_arabic_names_stand_under_their_letter_whatever_its_form_and_without_the_article() -> None:
    first = words("ar").alphabet.first
    assert [first(name) for name in ("أرق", "إسهال", "آلام", "الصداع", "صداع")] == [*("ا", "ا", "ا", "ص", "ص")]
    assert first("التهاب الكبد") == "ا", "the two letters belong to the word"
    assert first("الـربو") == "ر", "a stroke that makes the word longer is no letter"
    assert ordered("ar", "الصداع", "يرقان", "Botox", "أرق", "هربس", "3 أيام") == [
        *("3 أيام", "أرق", "الصداع", "هربس", "يرقان", "Botox")
    ]


def test_the_a_z_of_each_language_has_its_letters(example: Output) -> None:
    letters = {
        lang: [text(item) for item in example.pages[f"/{lang}/a-z/"].one("nav", "letters").iter("li")]
        for lang in LANGUAGES
    }
    assert "".join(letters["es"]) == "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    assert "".join(letters["ar"]).startswith("ابتثج")
    page = example.pages["/ar/a-z/"]
    assert page.one("section", "letter-group", id="letter-ح")
    assert text(page.one("section", id="letter-ه")).startswith("ه الهربس النطاقي")


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────

FOREIGN = re.compile(r"[A-Za-z]{3,}")
NAMES = re.compile(
    r"https://\S+|Carepress|CC BY|Sample \w+( \w+)*|NIHSeniorHealth.*|National Heart.*|Herpes zoster|Shingles|HIV"
    r"|Oxygen Therapy|acyclovir|aciclovir|\w+clovir|gabapentin|tricyclic antidepressants|varicella-zoster|calamine"
)
"""What has no other name in Arabic, or is somebody's own."""


def marked(page: HtmlPage, lang: str) -> list[str]:
    """The texts of a page's body that are marked as of another language, and those that are not but look so."""
    found: list[str] = []

    def walk(element: ET.Element, spoken: str) -> None:
        spoken = element.get("lang", spoken)
        own = (element.text or "", *(child.tail or "" for child in element)) if spoken == lang else ()
        found.extend(" ".join(piece.split()) for piece in own if FOREIGN.search(NAMES.sub("", piece)))
        for child in element:
            if child.tag not in ("script", "style"):
                walk(child, spoken)

    walk(page.one("body"), lang)
    return found


def test_no_page_in_arabic_has_english_words_that_do_not_say_that_they_are_english(example: Output) -> None:
    pages = [page for page in example.full_pages if page.address.startswith("/ar/")]
    assert {"/ar/", "/ar/a-z/", "/ar/recent/", "/ar/search/", "/ar/topics/", "/ar/topics/skin/", "/ar/conditions/"} <= {
        page.address for page in pages
    }
    assert "/ar/tags/طفح/" in {page.address for page in pages}
    assert {page.address: strays for page in pages if (strays := marked(page, "ar"))} == {}


def test_an_article_in_spanish_speaks_spanish_around_the_text_too(example: Output) -> None:
    page = example.pages["/es/tests/electrocardiogram/"]
    assert text(page.one("nav", "breadcrumb")).startswith("Inicio Pruebas Electrocardiograma")
    assert text(page.one("div", "review-line")) == "Contenido de ejemplo, sin revisión médica · 5 min de lectura"
    assert "24 de noviembre de 2026" in text(page.one("section", "about-page"))
    assert "Una persona inventada" in text(page.one("section", "about-page"))
    assert text(page.one("p", "article__names")).startswith("También se llama: ECG, EKG, ECG en reposo")
    assert text(page.one("section", "disclaimer")).startswith("Aviso médico Esta página da información general.")
    assert text(example.pages["/es/topics/heart-and-blood/"].one("h1")) == "Corazón y sangre"
    assert text(example.pages["/es/"].one("h1")) == "Información de salud que puede comprobar"


def test_an_article_in_arabic_has_its_own_commas_dates_and_marks(example: Output) -> None:
    page = example.pages[SHINGLES["ar"]]
    assert (page.one("html").get("lang"), page.one("html").get("dir")) == ("ar", "rtl")
    assert text(page.one("p", "article__names")).startswith("يسمى أيضًا: الحزام الناري، القوباء المنطقية")
    about = page.one("section", "about-page")
    assert "24 نوفمبر 2026" in text(about)
    assert "طب" in text(about)
    back = page.one("li", id="ref-nih-shingles").findall("span/a")
    assert [text(link) for link in back[:3]] == ["ا", "ب", "ت"]
    # Names from left to right keep their own order: each stands apart.
    assert all(text(name) in ("Sample Editor", "Sample General Practitioner") for name in about.findall(".//bdi[a]"))
    assert [cite.get("dir") for cite in page.all("cite")] == ["auto", "auto"]


def test_the_language_of_a_page_is_told_to_machines(example: Output) -> None:
    for lang in LANGUAGES:
        feed = ET.fromstring(example.files[f"{lang}/feed.atom"])  # noqa: S314 - the site's own file
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
        ids = [entry.findtext("{http://www.w3.org/2005/Atom}id") or "" for entry in feed.findall("{*}entry")]
        assert ids
        assert all(address.startswith(f"https://example.org/{lang}/") for address in ids)
        page = example.pages[SHINGLES[lang]]
        assert f"/{lang}/feed.atom" in page.links
        assert page.meta("og:locale", "property") == lang
        assert f'"inLanguage":"{lang}"' in (page.one("script", type="application/ld+json").text or "")


# ── From one language to another ─────────────────────────────────────────────────────────────────────────────────


def switch(page: HtmlPage) -> dict[str, tuple[str | None, str | None, str, str | None]]:
    return {
        link.get("hreflang", ""): (link.get("lang"), link.get("dir"), text(link), link.get("href"))
        for link in page.one("nav", "languages").iter("a")
    }


def test_the_switch_names_each_language_in_itself_and_leads_to_the_same_article(example: Output) -> None:
    assert switch(example.pages[SHINGLES["en"]]) == {
        "ar": ("ar", "rtl", "العربية", SHINGLES["ar"]),
        "es": ("es", "ltr", "Español", SHINGLES["es"]),
    }
    assert switch(example.pages[SHINGLES["ar"]])["en"] == ("en", "ltr", "English", SHINGLES["en"])


def test_the_switch_leads_home_where_there_is_no_translation(example: Output) -> None:
    assert switch(example.pages["/conditions/psoriasis/"])["es"][3] == "/es/"
    assert switch(example.pages["/es/tests/electrocardiogram/"])["ar"][3] == "/ar/"
    assert switch(example.pages["/404.html"])["ar"][3] == "/ar/"
    assert not [link for link in example.pages["/conditions/psoriasis/"].all("link") if link.get("hreflang")]


def test_lists_lead_to_the_same_list_in_another_language(example: Output) -> None:
    page = example.pages["/es/topics/infections/"]
    assert switch(page)["ar"][3] == "/ar/topics/infections/"
    versions = {(link.get("hreflang"), link.get("href")) for link in page.all("link") if link.get("hreflang")}
    home = "https://example.org"
    assert versions == {
        ("en", f"{home}/topics/infections/"),
        ("es", f"{home}/es/topics/infections/"),
        ("ar", f"{home}/ar/topics/infections/"),
        ("x-default", f"{home}/topics/infections/"),
    }


def test_every_version_of_a_page_names_the_same_versions(example: Output) -> None:
    said = {
        page.address: frozenset(
            (link.get("hreflang"), link.get("href")) for link in page.all("link") if link.get("hreflang")
        )
        for page in example.full_pages
    }
    groups = [versions for versions in said.values() if versions]
    assert len(groups) > 20
    for address, versions in said.items():
        for lang, url in versions:
            other = url.removeprefix("https://example.org")
            assert said[other] == versions, (address, lang)


def test_what_is_not_translated_is_linked_in_the_sites_language_and_says_so(example: Output) -> None:
    page = example.pages["/es/wellbeing/sleeping-well/"]
    footer = {
        link.get("href"): (link.get("hreflang"), text(link)) for link in page.one("footer", "site-footer").iter("a")
    }
    assert footer["/privacy/"] == ("en", "Privacy (en inglés)")
    assert footer["/glossary/"] == ("en", "Palabras explicadas (en inglés)")
    assert footer["/es/disclaimer/"] == (None, "Aviso médico")
    inside = page.one("section", id="get-help")
    link = next(link for link in inside.iter("a") if link.get("href") == "/conditions/insomnia/")
    assert link.get("hreflang") == "en"
    assert (link.tail or "").startswith(" (en inglés)")
    own = example.pages["/conditions/shingles/"]
    assert not [link for link in own.one("main").iter("a") if link.get("hreflang")]


def test_a_language_of_hidden_articles_is_offered_nowhere(content: Write, fresh: Path) -> None:
    files = {
        "topics.yaml": "one: {name: One, summary: The first.}\n",
        "articles/one/cough.md": article("Cough"),
        "articles/one/cough.es.md": article("Tos", "lang: es\nstatus: hidden\n"),
    }
    site = build(fresh, PATH=str(content(files)))
    assert not site.pages["/conditions/cough/"].all("nav", "languages")
    assert site.pages["/es/conditions/cough/"].errors == []


# ── Translations of names ────────────────────────────────────────────────────────────────────────────────────────

TOPICS = """\
one:
  name: One
  summary: The first.
  also_called: [Primary]
  translations:
    es: {name: Uno, summary: El primero., also_called: [Primario]}
two: {name: Two, summary: The second.}
"""


def test_a_topic_has_the_name_of_each_language_or_says_that_it_has_not(content: Write, fresh: Path) -> None:
    files = {
        "topics.yaml": TOPICS,
        "articles/one/cough.md": article("Cough"),
        "articles/one/cough.es.md": article("Tos", "lang: es\ntopics: [two]\n"),
    }
    site = build(fresh, PATH=str(content(files)))
    assert text(site.pages["/topics/one/"].one("h1")) == "One"
    page = site.pages["/es/topics/one/"]
    assert text(page.one("h1")) == "Uno"
    assert text(page.one("p", "lead")) == "El primero."
    assert "Primario: véase Uno" in text(site.pages["/es/a-z/"].one("main"))
    untranslated = site.pages["/es/topics/two/"].one("h1").find("span")
    assert untranslated is not None
    assert (untranslated.get("lang"), text(untranslated)) == ("en", "Two")
    assert b"Uno" in site.files["es/topics/one/feed.atom"]


# ── Old translations ─────────────────────────────────────────────────────────────────────────────────────────────


def old(content: Write, original: str, translation: str) -> Path:
    page = "---\ntitle: About\nsummary: Us.\ndate: 2024-01-01\n{}---\nWe.\n"
    return content(
        {
            "topics.yaml": "one: {name: One, summary: The first.}\n",
            "articles/one/cough.md": article("Cough", original),
            "articles/one/cough.es.md": article("Tos", "lang: es\n" + translation),
            "pages/about.md": page.format(original),
            "pages/about.ar.md": page.format("lang: ar\n" + translation),
        }
    )


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        pytest.param("modified: 2024-05-06\n", "translated: 2024-05-05\n", id="it says when it was in step"),
        pytest.param("modified: 2024-05-06\n", "modified: 2024-05-05\n", id="it says when it was changed"),
        pytest.param("modified: 2024-05-06\n", "", id="it says nothing"),
        pytest.param(
            "modified: 2024-05-06\n", "modified: 2024-06-01\ntranslated: 2024-05-05\n", id="it was changed since"
        ),
    ],
)
def test_an_old_translation_says_so_and_leads_to_the_original(
    content: Write, fresh: Path, original: str, translation: str
) -> None:
    site = build(fresh, PATH=str(old(content, original, translation)))
    note = site.pages["/es/conditions/cough/"].one("div", "note--warning")
    assert text(note) == (
        "Advertencia: Esta traducción puede no estar al día La versión en inglés de esta página se cambió el "
        "6 de mayo de 2024, después de esta traducción. Leer la versión en inglés"
    )
    link = next(note.iter("a"))
    assert (link.get("href"), link.get("hreflang")) == ("/conditions/cough/", "en")
    assert "6 مايو 2024" in text(site.pages["/ar/about/"].one("div", "note--warning"))
    assert not site.pages["/conditions/cough/"].all("div", "note--warning")


@pytest.mark.parametrize("translation", ["translated: 2024-05-06\n", "modified: 2024-05-06\n", "date: 2024-05-07\n"])
def test_a_translation_that_is_in_step_says_nothing(content: Write, fresh: Path, translation: str) -> None:
    folder = old(content, "modified: 2024-05-06\n", "" if translation.startswith("date") else translation)
    if translation.startswith("date"):
        for path in folder.rglob("*.??.md"):
            path.write_text(path.read_text("utf-8").replace("date: 2024-01-01\n", translation), "utf-8")
    site = build(fresh, PATH=str(folder))
    assert not [page.address for page in site.full_pages if page.all("div", "note--warning")]


def test_an_editor_is_told_of_an_old_translation(content: Write) -> None:
    folder = old(content, "modified: 2024-05-06\n", "translated: 2024-05-05\n")
    settings = (ROOT / "pelicanconf.py").read_text("utf-8").replace("Path(__file__).parent", f"Path({str(ROOT)!r})")
    (folder.parent / "pelicanconf.py").write_text(f"{settings}\nPATH = {str(folder)!r}\n", "utf-8")
    result = CliRunner().invoke(main, ["check", "-s", str(folder.parent / "pelicanconf.py"), "--select", "CP320"])
    told = " ".join(result.output.split())
    assert "articles/one/cough.es.md:8:13: CP320 translation-outdated: the original, articles/one/cough.md, was" in told
    assert "changed on 2024-05-06, after this translation" in told
    assert "pages/about.ar.md:6:13: CP320" in told
    assert result.exit_code == 0


def test_a_change_of_the_original_makes_the_pages_of_its_translations_again(content: Write, fresh: Path) -> None:
    folder = old(content, "modified: 2024-05-06\n", "translated: 2024-05-06\n")
    assert not build(fresh, PATH=str(folder)).pages["/es/conditions/cough/"].all("div", "note--warning")
    original = folder / "articles/one/cough.md"
    original.write_text(original.read_text("utf-8").replace("2024-05-06", "2024-05-07"), "utf-8")
    assert build(fresh, PATH=str(folder)).pages["/es/conditions/cough/"].all("div", "note--warning")


# ── Search ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_language_has_an_index_and_words_of_its_own(example: Output) -> None:
    assert b'"es":' in example.files["pagefind/pagefind-entry.json"]
    assert b'"ar":' in example.files["pagefind/pagefind-entry.json"]
    spanish = example.files["es/search/words.json"].decode()
    assert '"culebrilla"' in spanish
    assert '"infecciones"' in spanish
    assert '"shingles"' not in spanish
    search = example.pages["/es/search/"].one("div", "search")
    assert search.get("data-meant") == "¿Quiso decir WORD?"
    assert {text(box) for box in search.iter("label")} >= {"Enfermedades", "Pruebas", "Corazón y sangre"}
