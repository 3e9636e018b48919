"""A small content folder with the states that the example site does not have. All people and facts are invented."""

import datetime as dt
from pathlib import Path

TODAY = dt.date(2026, 11, 24)
LONG_TITLE = ("A title that does not end where one would expect it to " * 6)[:299] + "s"
LONG_WORD = "Pneumono" + "ultramicroscopic" * 12
QUESTIONS = 60

TOPICS = """\
breathing: {name: Breathing, summary: Lungs and airways.}
coughs: {name: Coughs, summary: All about coughs., parent: breathing, also_called: [Hacking]}
nothing-yet: {name: Nothing yet, summary: No article has this topic.}
"""
GLOSSARY = """\
airway: {definition: A tube through which you breathe., also: [airways]}
"""
PEOPLE = {
    "ada-okoro": "name: Ada Okoro\ncredentials: MD\nrole: reviewer\nspecialty: Lungs\n"
    'registration: {body: Invented Register, number: "12345"}\nbio: Looks after lungs.\n'
    "links: [{text: Her clinic, url: https://example.org/clinic}]\n",
    "bo": "name: Bo\nrole: editor\n",
}
PAGES = {
    "about": "Who we are.",
    "accessibility": "We test with people.",
    "contact": "Write to us.",
    "disclaimer": "This is general information.",
    "editorial-policy": "How we write.",
    "privacy": "We collect nothing.",
}
SECTIONS = """\
Text before the first heading, about an airway.

## Symptoms

- a cough

## When to get help {#get-help}

> [!emergency] Call an ambulance if:
>
> - you cannot breathe

## Causes

> [!urgent] Ask for an urgent appointment if:
>
> - it gets worse

## Treatment

> [!non-urgent] See a doctor if:
>
> - it lasts three weeks

## Prevention

> [!note] Good to know
>
> A note.

> [!warning] Take care
>
> A warning.

"""


def _article(title: str, body: str = SECTIONS, *, due: str | None = "2028-10-02", more: str = "") -> str:
    review = f"review: {{by: [ada-okoro], date: 2026-10-02, due: {due}}}\n" if due else ""
    return (
        f"---\ntitle: {title}\nkind: condition\nsummary: What it is.\ncategory: breathing\ndate: 2024-01-01\n"
        f"modified: 2026-09-01\nauthors: [bo]\n{review}{more}---\n{body}"
    )


def _table() -> str:
    columns = range(1, 10)
    rows = [
        "| " + " | ".join(f"Column number {column}" for column in columns) + " |",
        "|" + " --- |" * len(columns),
        *("| " + " | ".join(f"value {row}.{column}" for column in columns) + " |" for row in range(1, 41)),
    ]
    return "## A wide table\n\n" + "\n".join(rows) + "\n\n"


NUMBERS = """\
## Numbers

> [!numbers] Does the spray help?
> - Without the spray: 40 in 100 people catch a cold, 60 do not
> - With the spray: 35 in 100 people catch a cold, 65 do not

> [!numbers]
> 47 in 1,000 people have it, 953 do not

"""


def _faq() -> str:
    questions = (f"### Is this question number {n}?\n\nThis is answer number {n}.\n" for n in range(1, QUESTIONS + 1))
    return "## Frequently asked questions {#faq}\n\n" + "\n".join(questions)


def _names(number: int) -> str:
    return ", ".join(f"Filling {number}{letter}" for letter in "abcde")


TIMELINE = """\
aftercare_timeline:
  - {when: for 3 to 4 hours, do: "Drink; eat nothing, and \\\\ rest."}
  - when: after 4 hours
    do: >-
      Breathe through your [airway](reviewed.md), as you were shown before you left, and again each hour — ängstlich
      ☂ 👩‍⚕️ sein nützt nichts.[^one]
  - {when: after 90 minutes, do: An airway is measured.}
  - {when: for 2 days, do: Stay at home.}
  - {when: after 3 to 5 days, do: Call.}
  - {when: after 1 month, do: Come back.}
sources: {one: {title: A source, publisher: P, year: 2024}}
"""
ARTICLES = {
    "reviewed.md": _article(
        "Reviewed",
        SECTIONS + "A claim.[^one]\n\n" + _faq(),
        more="tags: [cough]\ntopics: [coughs]\nalso_called: [Checked]\naliases: [/old/reviewed/]\n"
        "sources: {one: {title: A source, publisher: P, year: 2024, url: https://example.org/, accessed: 2026-09-01}}\n"
        "changes: [{date: 2026-09-01, note: A sentence was added.}]\n",
    ),
    "reviewed.ar.md": _article(
        "السعال",
        "نص قبل العنوان الأول عن السعال والتنفس.\n\n## الأعراض {#symptoms}\n\n- سعال\n\n"
        "> [!urgent] اطلب موعدا عاجلا إذا:\n>\n> - ازداد الأمر سوءا\n\n"
        "> [!numbers]\n> ٣ من كل ١٠٠ شخص يصابون، ٩٧ لا يصابون\n\n"
        "## أسئلة للموعد {#questions-to-ask}\n\n- هل هذا معد؟\n- متى أعود؟\n\n"
        "## أسئلة {#faq}\n\n### هل هذا معد؟\n\nنعم، أحيانا.\n",
        more="lang: ar\ntags: [سعال]\n",
    ),
    "aftercare.md": _article("After a “puff”, care", "Text.\n", due=None, more=TIMELINE).replace(
        "kind: condition", "kind: procedure"
    ),
    "aftercare.ar.md": _article(
        "بعد النفخ", "نص.\n", due=None, more="lang: ar\naftercare_timeline: [{when: for 2 days, do: ابق في البيت.}]\n"
    ).replace("kind: condition", "kind: procedure"),
    "overdue.md": _article("Overdue", due="2026-10-20", more="tags: [cough]\n"),
    "unreviewed.md": _article("Unreviewed, without questions", due=None),
    "long-title.md": _article(LONG_TITLE, due=None),
    "wide.md": _article(
        "Wide", f"{LONG_WORD} is one word, and so is {LONG_WORD.lower()}.\n\n" + _table() + NUMBERS + SECTIONS
    ),
}


def write_states(content: Path) -> None:
    """Write the content folder."""
    files = {
        "topics.yaml": TOPICS,
        "glossary.yaml": GLOSSARY,
        **{f"people/{name}.yaml": text for name, text in PEOPLE.items()},
        **{
            f"pages/{slug}.md": f"---\ntitle: {slug.replace('-', ' ').capitalize()}\nsummary: {text}\n"
            f"date: 2024-01-01\n---\n{text}\n\n## More\n\nMore text.\n"
            for slug, text in PAGES.items()
        },
        **{f"articles/breathing/{name}": text for name, text in ARTICLES.items()},
        # Enough names for lists of two pages, and for an A–Z with a page for each letter.
        **{
            f"articles/breathing/filler-{n}.md": _article(
                f"Filler {n}", "Text.\n", due=None, more=f"tags: [filler]\nalso_called: [{_names(n)}]\n"
            )
            for n in range(1, 53)
        },
    }
    for path, text in files.items():
        place = content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
