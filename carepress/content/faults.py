"""The faults that loading a file can find. Faults between files are rules of their own, under ``carepress.rules``.

Codes and slugs are permanent: a number is never given twice, not even after its fault is gone.
"""

from __future__ import annotations

from carepress.diagnostics import Fault, Level

__all__ = ["LOAD_FAULTS"]

_WHY_UNREADABLE = "An article that cannot be read cannot be shown, and a health answer that is missing helps nobody."
_WHY_STRANGE = "What the editor sees and what the reader gets must be the same words."
_OWN = "Carepress: content model."


def _fault(
    code: str, slug: str, level: Level, what: str, why: str, example: str, instead: str, source: str, *, fix: str = ""
) -> Fault:
    docs = "\n\n".join(
        f"{heading}\n{text}"
        for heading, text in (
            ("What it checks", what),
            ("Why it matters to readers", why),
            ("Example", example),
            ("Use instead", instead),
            ("Source", source),
        )
    )
    return Fault(code, slug, level, docs, fix)


_E, _W = Level.INTEGRITY, Level.EDITORIAL

NOT_UTF8 = _fault(
    "CP001",
    "not-utf8",
    _E,
    "The file is text in UTF-8, and not a document of a word processor.",
    _WHY_UNREADABLE,
    "A file saved by an old editor as Windows-1252.",
    "Save the file as UTF-8.",
    _OWN,
)
FILE_TOO_LARGE = _fault(
    "CP002",
    "file-too-large",
    _E,
    "A content file is at most 300 kB.",
    "A page of that size does not load on a phone.",
    "A 50 MB Markdown file.",
    "Split the article, or move data to a table.",
    "Carepress: 300 kB is six times the longest of 400 real articles.",
)
NO_FRONT_MATTER = _fault(
    "CP003",
    "front-matter-missing",
    _E,
    "The file begins with front matter between two lines of three hyphens.",
    _WHY_UNREADABLE,
    "title: Dry eye",
    "---\ntitle: Dry eye\n---",
    _OWN,
)
FRONT_MATTER_OPEN = _fault(
    "CP004",
    "front-matter-not-closed",
    _E,
    "A second line of three hyphens ends the front matter.",
    _WHY_UNREADABLE,
    "---\ntitle: Dry eye\n\nDry eye is …",
    "---\ntitle: Dry eye\n---\n\nDry eye is …",
    _OWN,
)
FRONT_MATTER_DOUBLED = _fault(
    "CP005",
    "front-matter-doubled",
    _E,
    "The lines of three hyphens stand once before and once after the front matter.",
    _WHY_UNREADABLE,
    "---\n---\ntitle: Dry eye\n---",
    "---\ntitle: Dry eye\n---",
    _OWN,
)
MERGE_CONFLICT = _fault(
    "CP006",
    "merge-conflict",
    _E,
    "No merge-conflict markers are left in the file.",
    "Readers would see two versions of one sentence, and not know which one to trust.",
    "<<<<<<< HEAD",
    "Keep one version, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
    "git.",
)
CONTROL_CHARACTER = _fault(
    "CP007",
    "invisible-character",
    _E,
    "The text has no control characters, private-use characters or characters that override the direction of writing.",
    _WHY_STRANGE,
    "A NUL byte from a copied PDF.",
    "Delete the character and type the word again.",
    "Unicode Technical Report 36; CVE-2021-42574 for direction overrides.",
    fix="A soft hyphen, a space without width or a word joiner is taken out.",
)
BYTE_ORDER_MARK = _fault(
    "CP008",
    "byte-order-mark",
    _W,
    "The file does not begin with a byte-order mark.",
    "None directly; other tools trip over it, and every later change shows a strange first line.",
    "A file saved as “UTF-8 with BOM”.",
    "Save it as “UTF-8”.",
    "RFC 3629, section 6.",
    fix="The mark is taken away.",
)
WINDOWS_LINE_ENDS = _fault(
    "CP009",
    "windows-line-ends",
    _W,
    "Lines end with LF, not with CR LF.",
    "None directly; a pull request would show every line as changed, and the one that matters is overlooked.",
    "A file saved by Notepad.",
    "Set “LF” in the text editor and save again.",
    _OWN,
    fix="All lines of the file end with LF.",
)
YAML_SYNTAX = _fault(
    "CP010",
    "yaml-syntax",
    _E,
    "The front matter is valid YAML.",
    _WHY_UNREADABLE,
    "summary: Dry eye: what it is",
    'summary: "Dry eye: what it is"',
    "YAML 1.1.",
    fix="A no-break space becomes a normal one; a space is put behind the colon of a key.",
)
YAML_DUPLICATE_KEY = _fault(
    "CP011",
    "duplicate-key",
    _E,
    "No key is given twice.",
    "YAML keeps the last one and drops the first without a word.",
    "title: Dry eye\ntitle: Dry eyes",
    "title: Dry eyes",
    "YAML 1.2.2, section 3.2.1.3.",
    fix="The second of two lines that are the same is taken out, unless it may belong to an empty key above it.",
)
YAML_FORBIDDEN = _fault(
    "CP012",
    "yaml-feature-refused",
    _E,
    "The front matter uses no anchors, aliases, merge keys or tags.",
    "Content comes from pull requests: these can run code or blow up memory, and no article needs them.",
    "tags: &t [eyes]\ntopics: *t",
    "tags: [eyes]\ntopics: [eyes]",
    "OWASP: deserialisation of untrusted data.",
)
YAML_TOO_DEEP = _fault(
    "CP013",
    "yaml-too-large",
    _E,
    "The front matter is at most 8 levels deep and has at most 20,000 values.",
    "A file made to exhaust memory would stop the whole site.",
    "[[[[[[[[[[ … ]]]]]]]]]]",
    "Flatten the front matter.",
    "Carepress: the content model needs 4 levels.",
)
YAML_SURPRISE = _fault(
    "CP014",
    "yaml-surprise",
    _E,
    "A text that YAML would read as a number, a date, or yes/no stands in quotes.",
    "YAML reads 18:30 as the number 1110, no as false and 1.10 as 1.1: readers would see something nobody wrote.",
    "title: 18:30",
    'title: "18:30"',
    "YAML 1.1, types bool, int, float, timestamp.",
    fix="The text is put in quotes as it stands; yes and no become true and false where that is what the key takes.",
)
UNKNOWN_KEY = _fault(
    "CP015",
    "unknown-key",
    _E,
    "Every key is one that the content model knows; anything else goes under extra.",
    "A misspelt key is a review date or a warning that silently does not appear.",
    "also_caled: [Dry eyes]",
    "also_called: [Dry eyes]",
    _OWN,
    fix="A key with a wrong letter or wrong capitals is written right, where it can be one key only and its "
    "value fits; on below review becomes date.",
)
MISSING_KEY = _fault(
    "CP016",
    "missing-key",
    _E,
    "Required keys are there and not empty.",
    _WHY_UNREADABLE,
    "A front matter without title.",
    "title: Dry eye",
    _OWN,
)
WRONG_TYPE = _fault(
    "CP017",
    "wrong-value",
    _E,
    "Each value is of the kind its key takes.",
    _WHY_UNREADABLE,
    "tags: eyes",
    "tags: [eyes]",
    _OWN,
    fix="A word of a fixed choice is written right, where it can be one only; a DOI or a PubMed number loses "
    "the address before it; a number loses its quotes; an old address gets its first slash; a single word "
    "becomes a list.",
)
BAD_DATE = _fault(
    "CP018",
    "bad-date",
    _E,
    "Dates exist and are written year-month-day.",
    "Readers decide by the review date whether to trust a page.",
    "date: 2026-02-30",
    "date: 2026-02-28",
    "ISO 8601.",
    fix="A date that can be read in one way only is written year-month-day.",
)
BAD_FILE_NAME = _fault(
    "CP019",
    "file-name",
    _E,
    "Files and slugs are made of a–z, 0–9 and single hyphens; a translation ends in .<language>.md, as its lang says.",
    "The file's name is the page's address: it must work in every link, on every phone.",
    "Dry Eye!.md",
    "dry-eye.md",
    _OWN,
)
UNEXPECTED_FILE = _fault(
    "CP020",
    "unexpected-file",
    _E,
    "Everything in the content folder is something Carepress knows how to use.",
    "A file in the wrong place or with the wrong ending would never reach a reader, and nobody would notice.",
    "articles/eyes/dry-eye.txt",
    "articles/eyes/dry-eye.md",
    _OWN,
)
OUTSIDE_FOLDER = _fault(
    "CP021",
    "leaves-the-folder",
    _E,
    "Nothing in the content folder is a link to another file, and no path leads out of the folder.",
    "Content comes from pull requests: a link could publish a private file of the machine that builds the site.",
    "articles/eyes/dry-eye.md → /etc/passwd",
    "A copy of the file itself.",
    "CWE-22, CWE-59.",
)
UNREADABLE_FILE = _fault(
    "CP022",
    "unreadable-file",
    _E,
    "The file can be read.",
    _WHY_UNREADABLE,
    "A file without read permission.",
    "Give yourself the right to read it.",
    _OWN,
)
ADDRESS_LINE = _fault(
    "CP023",
    "address-line",
    _E,
    "A line of addresses.txt is an address of this site, or an address and the word gone.",
    "An address that cannot be read cannot be watched over, and those who kept it would find nothing one day.",
    "https://example.org/conditions/dry-eye/",
    "/conditions/dry-eye/",
    _OWN,
)
SUPPRESSION_UNEXPLAINED = _fault(
    "CP032",
    "suppression-unexplained",
    _E,
    "The reason of a suppression says why the text must stay as it is.",
    "Whoever edits the page next must know whether the reason still holds.",
    "suppress:\n  - rule: long-sentence\n    reason: todo",
    "suppress:\n  - rule: long-sentence\n    reason: The consent form must be quoted word for word.",
    _OWN,
)
SUPPRESSED_SECTION = _fault(
    "CP034",
    "suppressed-section-unknown",
    _E,
    "The section of a suppression is one of the article's, by its anchor.",
    "A suppression that holds nowhere hides nothing, and nobody knows what it was for.",
    "suppress:\n  - rule: long-sentence\n    reason: The label is quoted.\n    section: after-care",
    "suppress:\n  - rule: long-sentence\n    reason: The label is quoted.\n    section: aftercare",
    _OWN,
)
BAD_TIME = _fault(
    "CP024",
    "bad-time",
    _E,
    "Each time of an aftercare timeline says after or for, a number or two, and minutes, hours, days, weeks or months.",
    "A reader's calendar is made from it: four hours that nobody can read are a reminder that does not come.",
    "aftercare_timeline:\n  - when: 4h\n    do: Take off the bandage.",
    "aftercare_timeline:\n  - when: after 4 hours\n    do: Take off the bandage.",
    _OWN,
    fix="A time that can be read in one way only is written as it should be: after 4 hrs becomes after 4 hours.",
)
TIME_BACKWARDS = _fault(
    "CP025",
    "time-backwards",
    _E,
    "A range of times begins with the smaller number.",
    "A reader's calendar is made from it, and nothing can end before it begins.",
    "aftercare_timeline:\n  - when: after 5 to 3 days\n    do: Have the stitches taken out.",
    "aftercare_timeline:\n  - when: after 3 to 5 days\n    do: Have the stitches taken out.",
    _OWN,
    fix="The two numbers change places; of two that are the same, one is left.",
)

RAW_HTML = _fault(
    "CP101",
    "raw-html",
    _E,
    "The text is Markdown without HTML.",
    "Content comes from pull requests: HTML can carry scripts. And pages from one model work alike for everybody.",
    "<b>Do not</b> drive.",
    "**Do not** drive.",
    "OWASP: cross-site scripting.",
)
COMMENT_OPEN = _fault(
    "CP102",
    "comment-not-closed",
    _E,
    "A comment begins with <!-- and ends with the first --> after it; none stands inside another.",
    "Everything after it would disappear, or what was meant for editors would be shown.",
    "<!-- to do",
    "<!-- to do -->",
    _OWN,
)
ATTRIBUTE_LIST = _fault(
    "CP103",
    "attribute-list",
    _E,
    "After a heading stands {#name} or nothing; other attributes do not exist.",
    "Content comes from pull requests: attributes can carry scripts.",
    "## Risks {onclick=…}",
    "## Risks {#risks}",
    _OWN,
    fix="{: #name} becomes {#name}.",
)
TEMPLATE_CODE = _fault(
    "CP104",
    "template-code",
    _E,
    "The text has no template code.",
    "It is not run, so readers would see it as it stands.",
    "{{ title }}",
    "Write the words themselves.",
    _OWN,
)
TOP_HEADING = _fault(
    "CP105",
    "top-level-heading",
    _E,
    "Sections begin with two hashes; one hash is the page's title, which comes from the front matter.",
    "Screen readers find a page by its one top heading.",
    "# Risks",
    "## Risks",
    "WCAG 2.2, 1.3.1; NHS service manual.",
)
HEADING_SKIPPED = _fault(
    "CP106",
    "heading-level-skipped",
    _W,
    "Heading levels go down one step at a time.",
    "People who cannot see the page find their way by the levels.",
    "## Risks\n#### Bruising",
    "## Risks\n### Bruising",
    "WCAG 2.2, 1.3.1.",
)
DUPLICATE_ANCHOR = _fault(
    "CP107",
    "duplicate-anchor",
    _E,
    "No two headings of a page have the same {#name}, and none has a name of the page's own.",
    "A link would lead to the wrong place.",
    "## Risks {#risks}\n## More risks {#risks}",
    "## More risks",
    "HTML, id attribute.",
)
SECTION_TWICE = _fault(
    "CP108",
    "section-given-twice",
    _E,
    "A section stands in the body or in the front matter, not in both.",
    "One of the two would be lost.",
    "aftercare: [Rest]\n---\n## Aftercare",
    "## Aftercare",
    _OWN,
)
ROLE_MISSPELT = _fault(
    "CP109",
    "role-misspelt",
    _W,
    "A {#name} that is nearly a role's name is that name.",
    "The section would lose its place on the page and its meaning for machines.",
    "## After care {#after-care}",
    "## After care {#aftercare}",
    _OWN,
    fix="A name with a wrong letter, or with other capitals and hyphens than a role's, is written as the role, where "
    "it can be one only and no other heading has it.",
)
FAQ_SHAPE = _fault(
    "CP111",
    "faq-shape",
    _E,
    "In the FAQ each level-3 heading is a question, and an answer follows it.",
    "An entry without an answer opens to nothing.",
    "### Does it hurt?\n\n### How long does it take?",
    "### Does it hurt?\n\nMost people feel a short sting.",
    _OWN,
)
CARD_LEVEL = _fault(
    "CP112",
    "unknown-card",
    _E,
    "What begins with [!…] is a card (non-urgent, urgent, emergency), a note, a warning, or numbers to be drawn.",
    "The level decides how fast a reader gets help.",
    "> [!danger] Call …",
    "> [!emergency] Call …",
    "NHS service manual, care cards.",
    fix="A level with a wrong letter or wrong capitals is written right, where it can be one only.",
)
CARD_SHAPE = _fault(
    "CP113",
    "card-shape",
    _E,
    "A care card has a heading on its first line and stands on its own: not in a list, a quote or another card.",
    "A card that is read as part of a list is not noticed.",
    "- > [!urgent] Call …",
    "> [!urgent] Call …",
    "NHS service manual, care cards.",
)
NOTE_DEFINITION = _fault(
    "CP114",
    "footnote-definition",
    _E,
    "Sources stand in the front matter, not as footnotes at the end of the text.",
    "Sources given as data can be checked, dated and numbered.",
    "[^nhs]: NHS, Dry eye",
    "sources:\n  nhs:\n    title: Dry eye",
    _OWN,
)
LIST_INDENT = _fault(
    "CP115",
    "list-indent",
    _W,
    "A list inside a list is indented by four spaces.",
    "With fewer, the inner items become items of the outer list.",
    "- Eat:\n  - fruit",
    "- Eat:\n    - fruit",
    "Python-Markdown, lists.",
)

ALT_MISSING = _fault(
    "CP202",
    "alt-missing",
    _E,
    "Every image has words for those who cannot see it.",
    "People who listen to the page would miss what it shows.",
    "![](eye.svg)",
    "![Where tears are made](eye.svg)",
    "WCAG 2.2, 1.1.1.",
)

TANGLED = _fault(
    "CP116",
    "tangled-text",
    _E,
    "A paragraph has at most 50 brackets open at a time, and lists and quotes are nested at most 20 deep.",
    "A text made to keep the program busy for hours would stop the whole site.",
    "[[[[[[[[[[[[[[[[ …",
    "Close each bracket; take apart what is nested.",
    "Carepress: 400 real articles need 3.",
)
UNUSED_DEFINITION = _fault(
    "CP117",
    "unused-definition",
    _E,
    "A line of the form [word]: text is an address that a link uses.",
    "Markdown takes such a line for the address of a link, and shows nothing of it.",
    "[Warning]: stop",
    "**Warning:** stop",
    "CommonMark, link reference definitions.",
)
TABLE_ROW = _fault(
    "CP118",
    "table-row",
    _E,
    "Every row of a table has as many cells as its heading row.",
    "Cells that are too many are not shown, and where one is missing a dose stands in the wrong column.",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
    "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |",
    "GitHub Flavored Markdown, tables.",
)
CODE_FENCE = _fault(
    "CP119",
    "code-fence",
    _E,
    "The text has no fenced code.",
    "Health articles have no code, and the lines inside would be taken for headings and lists.",
    "```\n## x\n```",
    "> a quote",
    _OWN,
)
HEADING_INSIDE = _fault(
    "CP121",
    "heading-inside",
    _E,
    "Headings stand at the left margin, not inside a list, a quote or a card.",
    "Screen readers find their way by headings; inside a list they mislead, and links to them would not work.",
    "- ## Risks",
    "## Risks",
    "WCAG 2.2, 1.3.1.",
)

LIST_SIGN = _fault(
    "CP122",
    "list-sign",
    _E,
    "Each item of a list begins with a hyphen or a number with a full stop, and an ordinary space.",
    "Items pasted with other signs run together into one paragraph; screen readers announce no list.",
    "• itching\n• burning",
    "- itching\n- burning",
    "CommonMark, list items.",
    fix="Bullets become hyphens; a special space after a hyphen or a number becomes a normal one.",
)
HEADING_SIGN = _fault(
    "CP123",
    "heading-sign",
    _E,
    "A heading begins its line with hashes and an ordinary space.",
    "Readers would see the hashes, and the section would be missing from the page's contents.",
    "##Risks",
    "## Risks",
    "CommonMark, ATX headings.",
    fix="One space is put between the hashes and the words, and none before the hashes.",
)
LOOSE_EMPHASIS = _fault(
    "CP124",
    "loose-emphasis",
    _W,
    "Stars and underscores for bold and italic text come in pairs, without spaces inside. None stands between figures.",
    "Readers would see the signs, and what matters most would not stand out. Between figures they vanish: of 2*5 mg,"
    " 25 mg would be left.",
    "**Do not stop",
    "**Do not stop**",
    "CommonMark, emphasis.",
    fix="Spaces inside the stars of bold text go outside.",
)
BROKEN_LINK = _fault(
    "CP125",
    "broken-link",
    _E,
    "The address of a link or an image follows the words at once, in brackets of its own, without a space.",
    "Readers would see brackets and the name of a file in place of a link.",
    "[dry eye] (dry-eye.md)",
    "[dry eye](dry-eye.md)",
    "CommonMark, links.",
    fix="A space between the words and the address is taken out; brackets that have changed places change back.",
)
BROKEN_CITATION = _fault(
    "CP126",
    "broken-citation",
    _E,
    "A citation is written [^name] in the text, with the name of one source.",
    "Readers would see the brackets, and not learn where a statement comes from.",
    "[^nhs, who]",
    "[^nhs][^who]",
    _OWN,
    fix="Spaces and another caret are taken out, a missing caret is added; two names become two citations.",
)
INDENTED_TEXT = _fault(
    "CP127",
    "indented-text",
    _E,
    "No text is indented by four spaces or a tab, unless it belongs to an item of a list.",
    "Markdown shows it as program code: it runs off a phone's screen, and its links and citations are lost.",
    "    Drink water.",
    "Drink water.",
    "CommonMark, indented code blocks.",
)
TABLE_SHAPE = _fault(
    "CP128",
    "table-shape",
    _E,
    "A table has a heading row, a line of hyphens below it and an empty line above, and none inside.",
    "Without them the cells run together into one paragraph, and nobody can tell which dose is whose.",
    "| Age | Dose |\n| 5 | 1 mg |",
    "| Age | Dose |\n|---|---|\n| 5 | 1 mg |",
    "GitHub Flavored Markdown, tables.",
    fix="A table straight below other text gets an empty line above it.",
)
SECOND_FRONT_MATTER = _fault(
    "CP129",
    "second-front-matter",
    _E,
    "Front matter stands at the top of the file only.",
    "Its keys would be shown to readers as a heading, and count for nothing.",
    "---\nkind: symptom\n---",
    "kind: symptom, in the front matter at the top",
    _OWN,
)
NUMBERS_NOT_DRAWN = _fault(
    "CP140",
    "numbers-not-drawn",
    _E,
    "Each sentence of a block of numbers says how many of 10, 20, 50, 100 or 1,000 people, and how many are left.",
    "A picture of a risk sticks in the mind: it must be right, and show those who are spared as well.",
    "> [!numbers]\n> 3 in 97 people get a clot",
    "> [!numbers]\n> 3 in 100 people get a clot, 97 do not",
    "PIF TICK: risk communication; CDC Clear Communication Index, item 17.",
)
NUMBERS_UNLIKE = _fault(
    "CP141",
    "numbers-unlike",
    _W,
    "Numbers that stand side by side are out of the same number of people.",
    "1 in 10 looks less than 5 in 100, and is twice as many.",
    "> [!numbers]\n> - Without it: 1 in 10 fall ill, 9 do not\n> - With it: 5 in 100 fall ill, 95 do not",
    "> [!numbers]\n> - Without it: 10 in 100 fall ill, 90 do not\n> - With it: 5 in 100 fall ill, 95 do not",
    "PIF TICK: risk communication; CDC Clear Communication Index, item 17.",
)

LOAD_FAULTS: tuple[Fault, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Fault))
