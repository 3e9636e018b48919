"""Every rule, with what it lets pass and what it stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from carepress.review import OverduePolicy, ReviewPolicy
from carepress.rules import ALL_RULES, Rule
from carepress.rules.links.alt_says_nothing import AltSaysNothing
from carepress.rules.links.alt_too_long import AltTooLong
from carepress.rules.links.bare_address import BareAddress
from carepress.rules.links.dead_anchor import DeadAnchor
from carepress.rules.links.dead_link import DeadLink
from carepress.rules.links.link_to_draft import LinkToDraft
from carepress.rules.links.missing_image import MissingImage
from carepress.rules.links.oversized_image import OversizedImage
from carepress.rules.links.unsafe_address import UnsafeAddress
from carepress.rules.links.unused_image import UnusedImage
from carepress.rules.links.vague_link import VagueLink
from carepress.rules.review.due_soon import ReviewDueSoon
from carepress.rules.review.future_date import FutureDate
from carepress.rules.review.not_reviewed import NotReviewed
from carepress.rules.review.old_translation import OldTranslation
from carepress.rules.review.overdue import ReviewOverdue
from carepress.rules.review.review_dates import ReviewDates
from carepress.rules.review.reviewer_is_author import ReviewerIsAuthor
from carepress.rules.review.reviewer_unqualified import ReviewerUnqualified
from carepress.rules.review.sample_reviewer import SampleReviewer
from carepress.rules.review.unknown_person import UnknownPerson
from carepress.rules.safety.absolute_promise import AbsolutePromise
from carepress.rules.safety.boxed_warning import BoxedWarning
from carepress.rules.safety.card_form import CareCardForm
from carepress.rules.safety.card_link import CareCardLink
from carepress.rules.safety.no_care_card import NoCareCard
from carepress.rules.safety.text_after_card import TextAfterCard
from carepress.rules.site.empty_topic import EmptyTopic
from carepress.rules.site.one_code_twice import OneCodeTwice
from carepress.rules.site.orphan_article import OrphanArticle
from carepress.rules.site.term_twice import TermTwice
from carepress.rules.site.title_twice import TitleTwice
from carepress.rules.site.unknown_topic import UnknownTopic
from carepress.rules.site.vanished_address import VanishedAddress
from carepress.rules.sources.identifier_as_address import IdentifierAsAddress
from carepress.rules.sources.identifier_form import IdentifierForm
from carepress.rules.sources.indirect_address import IndirectAddress
from carepress.rules.sources.no_sources import NoSources
from carepress.rules.sources.old_source import OldSource
from carepress.rules.sources.source_not_found import SourceWithoutPlace
from carepress.rules.sources.uncited_section import UncitedSection
from carepress.rules.sources.undated_source import UndatedSource
from carepress.rules.sources.unknown_source import UnknownSource
from carepress.rules.sources.unused_source import UnusedSource
from carepress.rules.structure.bold_heading import BoldHeading
from carepress.rules.structure.empty_section import EmptySection
from carepress.rules.structure.heading_twice import HeadingTwice
from carepress.rules.structure.placeholder_left import PlaceholderLeft
from carepress.rules.structure.section_missing import SectionMissing
from carepress.rules.structure.section_recommended import SectionRecommended
from carepress.rules.structure.timeline_order import TimelineOrder
from carepress.rules.structure.timeline_time_twice import TimelineTimeTwice
from carepress.rules.words.bare_percentage import BarePercentage
from carepress.rules.words.frequency_without_number import FrequencyWithoutNumber
from carepress.rules.words.jargon import Jargon
from carepress.rules.words.long_list import LongList
from carepress.rules.words.long_on_average import LongOnAverage
from carepress.rules.words.long_paragraph import LongParagraph
from carepress.rules.words.long_sentence import LongSentence
from carepress.rules.words.passive_instruction import PassiveInstruction
from carepress.rules.words.patient_for_you import PatientForYou
from carepress.rules.words.reading_grade import ReadingGrade
from carepress.rules.words.relative_risk_alone import RelativeRiskAlone
from carepress.rules.words.unexplained_abbreviation import UnexplainedAbbreviation

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
CARD = "> [!urgent] Speak to a doctor today if:\n>\n> - you cannot see\n"
PAGE = "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\n---\n"
SAMPLE = {"people/jo-reed.yaml": "name: Jo Reed\nsample: true\n"}
WARN = ReviewPolicy(overdue=OverduePolicy.WARN, grace_days=30)


@dataclass(frozen=True)
class Case:
    """One library that a rule looks at. ``says`` is empty where the rule lets it pass."""

    rule: type[Rule]
    what: str
    text: str | None = None
    values: dict[str, str | None] = field(default_factory=dict)
    files: dict[str, str | bytes] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    says: tuple[str, ...] = ()


EYE = "articles/eyes/dry-eye.md"


def steps(*times: str) -> dict[str, str | None]:
    """A procedure with a timeline."""
    return {
        "kind": "procedure",
        "aftercare_timeline": f"[{', '.join(f'{{when: {time}, do: Rest.}}' for time in times)}]",
    }


WET = "---\ntitle: Wet\nkind: condition\nsummary: x\ncategory: eyes\ndate: 2026-01-01\nstatus: draft\n---\n"
NOT_LIVE = "articles/eyes/wet-eye.md is not on the site (it is a draft or held back)"
LOOP = (("eyes", "lids"), ("lids", "eyes"), ("lashes", "lids"))
WORDS = "one two three four five six seven eight nine ten "
RISKS = "## What are the risks? {#risks}\n\n"
CODED = WET.replace("status: draft", "codes: [{system: mesh, code: D1}]")
OTHER = WET.replace("status: draft\n", "")
MORE = "\n\n## Diagnosis\n\nx\n\n## Self-care\n\nx"
SECTIONS = "## Symptoms\n\nx\n\n## Get help\n\nx\n\n## Causes\n\nx"
SCAFFOLD = (
    "Write here, in one plain sentence or two, what this page is about.",
    "A question in the words of a reader?",
    "write one sign on each line",
)


def picture(kind: str, width: int, size: int) -> bytes:
    """An image with as many bytes as it shall have."""
    file = BytesIO()
    Image.new("L", (width, 9)).save(file, kind)
    return file.getvalue().ljust(size, b"\0")


def source(values: str) -> dict[str, str | None]:
    return {"sources": f"{{nhs: {{title: x, {values}}}}}"}


SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fdoi.org%2F10.1000%2Fx&data=1"
CASES = [
    # ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────
    Case(
        DeadLink,
        "a file, an address, a list, a page",
        "[a](dry-eye.md) [b](/conditions/dry-eye/) [c](/topics/eyes/) [d](about.md)",
        files={"pages/about.md": PAGE},
    ),
    Case(DeadLink, "a missing file", "See [a](wet-eye.md)", says=(f"{EYE}:11:9 there is no page `wet-eye.md`",)),
    Case(
        DeadLink,
        "a missing file, named by a page",
        files={"pages/about.md": PAGE + "[a](wet-eye.md)"},
        says=("pages/about.md:6:5 there is no page `wet-eye.md`",),
    ),
    Case(
        DeadLink,
        "a file outside",
        "[a](../../../x.md)",
        says=(f"{EYE}:11:5 `../../../x.md` leads out of the content folder",),
    ),
    Case(DeadLink, "a draft that names itself", "[a](dry-eye.md) [b](/conditions/dry-eye/)", {"status": "draft"}),
    Case(
        DeadLink,
        "a missing file, named by a draft",
        "[a](wet-eye.md)",
        {"status": "draft"},
        says=(f"{EYE}:12:5 there is no page `wet-eye.md`",),
    ),
    Case(
        DeadAnchor,
        "sections by role, name and words",
        f"[a](#symptoms) [b](#drops) [c](dry-eye.md#my-rest)\n\n{SECTIONS}\n\n## How {{#drops}}\n\nx\n\n## My rest",
    ),
    Case(DeadAnchor, "a part that is not there", "[a](#risks)", says=(f"{EYE}:11:5 `#risks` is no part of {EYE}",)),
    Case(
        DeadAnchor,
        "a part that differs by capitals",
        f"[a](#Symptoms) [b](dry-eye.md#MY-rest)\n\n{SECTIONS}\n\n## My rest\n\nx",
        says=(f"{EYE}:11:5 `#Symptoms` is no part of {EYE}", f"{EYE}:11:20 `#MY-rest` is no part of {EYE}"),
    ),
    Case(LinkToDraft, "a published article", "[a](dry-eye.md)"),
    Case(LinkToDraft, "a draft that names itself", "[a](dry-eye.md)", {"status": "draft"}),
    Case(
        LinkToDraft,
        "a draft by name and by address",
        "[a](wet-eye.md) [b](/conditions/wet-eye/)",
        files={"articles/eyes/wet-eye.md": WET},
        says=(f"{EYE}:11:5 {NOT_LIVE}", f"{EYE}:11:21 {NOT_LIVE}"),
    ),
    Case(
        MissingImage,
        "an image and a photo that exist",
        "![Eye](eye.svg)",
        files={"images/eye.svg": SVG, "people/jo-reed.yaml": "name: Jo\nphoto: eye.svg\n"},
    ),
    Case(
        MissingImage,
        "an image that does not exist",
        "![Eye](eye.svg)",
        says=(f"{EYE}:11:8 there is no image `eye.svg` in images/",),
    ),
    Case(
        MissingImage,
        "an image on another site",
        "![Eye](https://example.org/eye.svg)",
        says=(f"{EYE}:11:8 `https://example.org/eye.svg` is on another site",),
    ),
    Case(
        MissingImage,
        "a photo that does not exist",
        files={"people/jo-reed.yaml": "name: Jo\nphoto: jo.jpg\n"},
        says=("people/jo-reed.yaml:1:1 there is no image `jo.jpg` in images/",),
    ),
    Case(
        UnsafeAddress,
        "the four schemes",
        "[a](https://example.org) [b](http://example.org) [c](mailto:a@example.org) [d](tel:+1)",
    ),
    Case(
        UnsafeAddress,
        "a script",
        "[a](javascript:alert)",
        says=(f"{EYE}:11:5 `javascript:alert` is not an address that readers can be sent to",),
    ),
    Case(
        UnsafeAddress,
        "another host without a scheme",
        "[a](//example.org/a)",
        says=(f"{EYE}:11:5 `//example.org/a` is not an address that readers can be sent to",),
    ),
    # ── Review ───────────────────────────────────────────────────────────────────────────────────────────────────
    Case(NotReviewed, "a review"),
    Case(
        NotReviewed,
        "no review",
        values={"review": None},
        says=(f"{EYE}:2:8 nobody is named as reviewer; the page will say “Not medically reviewed”",),
    ),
    Case(
        OldTranslation,
        "a translation that is in step, one without an original, and one whose original is a draft",
        values={"modified": "2026-03-01"},
        files={
            "articles/eyes/dry-eye.es.md": OTHER.replace("date: ", "lang: es\ntranslated: 2026-03-01\ndate: "),
            "articles/eyes/alone.es.md": OTHER.replace("date: ", "lang: es\ndate: "),
            "articles/eyes/wet-eye.md": WET.replace("2026-01-01", "2026-03-01"),
            "articles/eyes/wet-eye.es.md": OTHER.replace("date: ", "lang: es\ndate: "),
        },
    ),
    Case(
        OldTranslation,
        "an article and a page whose originals were changed since",
        values={"modified": "2026-03-01"},
        files={
            "articles/eyes/dry-eye.es.md": OTHER.replace("date: ", "lang: es\ntranslated: 2026-02-28\ndate: "),
            "pages/about.md": PAGE.replace("2026-01-01", "2026-03-01"),
            "pages/about.es.md": PAGE,
        },
        says=(
            f"articles/eyes/dry-eye.es.md:7:13 the original, {EYE}, was changed on 2026-03-01, after this translation",
            "pages/about.es.md:4:7 the original, pages/about.md, was changed on 2026-03-01, after this translation",
        ),
    ),
    Case(
        ReviewOverdue,
        "the last day of grace",
        values={"review": "{by: [jo-reed], date: 2024-01-01, due: 2026-05-02}"},
        context={"policy": WARN},
    ),
    Case(
        ReviewOverdue,
        "a day past grace, by its date",
        values={"review": "{by: [jo-reed], date: 2023-05-01}"},
        context={"policy": WARN},
        says=(f"{EYE}:9:31 the review was due on 2026-05-01, more than 30 days ago",),
    ),
    Case(
        ReviewOverdue,
        "past grace, where the policy is to notice",
        values={"review": "{by: [jo-reed], date: 2020-01-01}"},
    ),
    Case(
        ReviewDates,
        "36 months to the day",
        values={"modified": "2026-06-01", "review": "{by: [jo-reed], date: 2026-01-06, due: 2029-01-06}"},
    ),
    Case(
        ReviewDates,
        "a day more than 36 months",
        values={"review": "{by: [jo-reed], date: 2026-01-06, due: 2029-01-07}"},
        says=(f"{EYE}:9:48 `due` is more than 36 months after the review",),
    ),
    Case(
        ReviewDates,
        "a page changed before it was published",
        files={"pages/about.md": PAGE.replace("date:", "modified: 2025-01-01\ndate:")},
        says=("pages/about.md:4:11 `modified` (2025-01-01) is before `date` (2026-01-01)",),
    ),
    Case(
        FutureDate,
        "today, everywhere",
        values={
            "date": "2026-06-01",
            "modified": "2026-06-01",
            "review": "{by: [jo-reed], date: 2026-06-01}",
            "changes": "[{date: 2026-06-01, note: x}]",
            "sources": "{nhs: {title: x, accessed: 2026-06-01}}",
        },
    ),
    Case(
        FutureDate,
        "tomorrow, everywhere",
        values={
            "date": "2026-06-02",
            "modified": "2026-06-02",
            "review": "{by: [jo-reed], date: 2026-06-02}",
            "changes": "[{date: 2026-06-02, note: x}]",
            "sources": "{nhs: {title: x, accessed: 2026-06-02}}",
        },
        says=(
            f"{EYE}:7:7 `date` (2026-06-02) is after today (2026-06-01)",
            f"{EYE}:8:11 `modified` (2026-06-02) is after today (2026-06-01)",
            f"{EYE}:9:31 the review (2026-06-02) is after today (2026-06-01)",
            f"{EYE}:11:37 `accessed` (2026-06-02) is after today (2026-06-01)",
            f"{EYE}:10:18 `date` (2026-06-02) is after today (2026-06-01)",
        ),
    ),
    Case(
        FutureDate,
        "a page of tomorrow",
        files={"pages/about.md": PAGE.replace("date: 2026-01-01", "date: 2026-06-02")},
        says=("pages/about.md:4:7 `date` (2026-06-02) is after today (2026-06-01)",),
    ),
    Case(SampleReviewer, "an invented person in a local build", files=SAMPLE),
    Case(
        SampleReviewer,
        "an invented person in a demonstration",
        files=SAMPLE,
        context={"production": True, "demonstration": True},
    ),
    Case(SampleReviewer, "a real person in production", context={"production": True}),
    Case(
        SampleReviewer,
        "an invented person in production",
        files=SAMPLE,
        context={"production": True},
        says=(
            f"{EYE}:7:11 `jo-reed` is an invented person, and this build goes public",
            f"{EYE}:8:15 `jo-reed` is an invented person, and this build goes public",
        ),
    ),
    Case(UnknownPerson, "people who exist"),
    Case(
        UnknownPerson,
        "an author and a reviewer who do not",
        values={"authors": "[jo-reed, al]", "review": "{by: [bo], date: 2026-01-06}"},
        says=(
            f"{EYE}:8:20 there is nobody with the id `al` in people/",
            f"{EYE}:9:15 there is nobody with the id `bo` in people/",
        ),
    ),
    # ── Safety ───────────────────────────────────────────────────────────────────────────────────────────────────
    Case(CareCardForm, "a heading that ends in if: and a list"),
    Case(
        CareCardForm,
        "another heading and no list",
        "> [!urgent] Help\n>\n> Now.\n",
        says=(f"{EYE}:11:3 the heading of a care card ends in “if:”", f"{EYE}:11:3 a care card holds a list of signs"),
    ),
    Case(CareCardForm, "another language has other words", f"{CARD.replace('if:', 'si:')}", {"lang": "es"}),
    Case(CareCardLink, "a link in a less urgent card", CARD.replace("you", "[you](dry-eye.md)")),
    Case(
        CareCardLink,
        "a link in an emergency card",
        CARD.replace("urgent", "emergency").replace("you", "[you](dry-eye.md)"),
        says=(f"{EYE}:11:3 this emergency card has a link",),
    ),
    Case(
        CareCardLink,
        "a citation in an emergency card",
        CARD.replace("urgent", "emergency").replace("see", "see[^nhs]"),
        says=(f"{EYE}:11:3 this emergency card has a citation, which is a link",),
    ),
    Case(NoCareCard, "a card in a section"),
    Case(NoCareCard, "a card in an answer", f"## FAQ\n\n### When?\n\n{CARD}"),
    Case(
        NoCareCard,
        "no card, only a note",
        "> [!note] Mind\n> this\n",
        says=(f"{EYE}:2:8 this article has no care card that says when to get help",),
    ),
    Case(
        TextAfterCard,
        "a card, a heading, the end of a section",
        f"{CARD}\n{CARD}\n### More\n\nx\n\n{CARD}\n## Next\n\nx",
    ),
    Case(
        TextAfterCard, "a paragraph", f"{CARD}\nMore.", says=(f"{EYE}:11:3 text follows straight after this care card",)
    ),
    Case(
        TextAfterCard,
        "bold words",
        f"{CARD}\n**What next**\n\nx",
        says=(f"{EYE}:11:3 bold words follow straight after this care card, which are no heading",),
    ),
    Case(
        TextAfterCard,
        "bold words that are a sentence, and those of an answer, which no heading can part",
        f"{CARD}\n**Do not drive.**\n\nx\n\n## FAQ\n\n### Why?\n\n{CARD}\n**What next**\n\nx",
        says=(
            f"{EYE}:11:3 text follows straight after this care card",
            f"{EYE}:23:3 text follows straight after this care card",
        ),
    ),
    Case(TextAfterCard, "a heading without its space, which is told itself", f"{CARD}\n##More\n\nx"),
    # ── Site ─────────────────────────────────────────────────────────────────────────────────────────────────────
    Case(
        TermTwice,
        "two terms",
        files={"glossary.yaml": "tear: {definition: Water., also: [tears]}\ndrop: {definition: Water.}\n"},
    ),
    Case(
        TermTwice,
        "one term under two names",
        files={"glossary.yaml": "tear: {definition: Water., also: [drop]}\nDrop: {definition: Water.}\n"},
        says=("glossary.yaml:2:1 `Drop` is explained under `tear` and under `Drop`",),
    ),
    Case(
        UnknownTopic,
        "a topic below another",
        files={"topics.yaml": "eyes: {name: Eyes, summary: x}\nlids: {name: Lids, summary: x, parent: eyes}\n"},
    ),
    Case(
        UnknownTopic,
        "topics that do not exist",
        values={"category": "ears", "topics": "[eyes, nose]"},
        says=(
            f"{EYE}:9:11 there is no topic `ears` in topics.yaml",
            f"{EYE}:10:16 there is no topic `nose` in topics.yaml",
        ),
    ),
    Case(
        UnknownTopic,
        "a loop, and a topic that hangs on it",
        files={"topics.yaml": "".join(f"{name}: {{name: x, summary: x, parent: {parent}}}\n" for name, parent in LOOP)},
        says=(("topics.yaml:1:37 these topics belong to each other in a circle: `eyes` → `lids` → `eyes`"),),
    ),
    Case(
        UnknownTopic,
        "a parent that does not exist, and one that is the topic itself",
        files={
            "topics.yaml": "eyes: {name: x, summary: x, parent: eyez}\nlids:\n  name: x\n  summary: x\n  parent: lids\n"
        },
        says=(
            "topics.yaml:1:37 there is no topic `eyez` that `eyes` could belong to",
            "topics.yaml:5:11 the topic `lids` is its own parent",
        ),
    ),
    # ── Sources ──────────────────────────────────────────────────────────────────────────────────────────────────
    Case(NoSources, "one source"),
    Case(NoSources, "no source", "x", {"sources": None}, says=(f"{EYE}:2:8 this article names no source",)),
    Case(
        UncitedSection,
        "a citation under the heading, in a table",
        "## Side effects {#side-effects}\n\n| a |\n|---|\n| b[^nhs] |",
        {"kind": "medicine"},
    ),
    Case(
        UncitedSection,
        "claims without citation",
        "## Side effects {#side-effects}\n\nNone.",
        {"kind": "medicine"},
        says=(f"{EYE}:11:4 “Side effects” makes claims and cites no source",),
    ),
    Case(UnknownSource, "a source"),
    Case(UnknownSource, "other capitals", "It stings.[^NHS]", says=(f"{EYE}:11:11 there is no source `NHS`",)),
    Case(UnknownSource, "a misspelt source", "It stings.[^nsh]", says=(f"{EYE}:11:11 there is no source `nsh`",)),
    Case(UnusedSource, "a source that a card cites", CARD.replace("see", "see[^nhs]")),
    Case(
        UnusedSource,
        "a source that nothing cites",
        "It stings.",
        says=(f"{EYE}:9:16 the source `nhs` is not cited anywhere in the text",),
    ),
    # ── Structure ────────────────────────────────────────────────────────────────────────────────────────────────
    Case(SectionMissing, "all required sections"),
    Case(SectionMissing, "one given as data", f"Text.\n\n{SECTIONS}", {"treatment": "Drops."}),
    Case(
        SectionMissing,
        "one missing, one merely recommended",
        SECTIONS,
        says=(f"{EYE}:3:7 a condition needs a section `treatment`, and there is none",),
    ),
    Case(
        SectionMissing,
        "a name that other signs follow is none",
        f"{SECTIONS}\n\n## Drops and more {{#treatment}}.\n\nText.",
        says=(f"{EYE}:23:1 a condition needs a section `treatment`, and this is not read as its heading",),
    ),
    # ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────
    Case(LongSentence, "thirty words", WORDS * 3),
    Case(
        LongSentence,
        "more, over two lines and with marks",
        f"Short. One {WORDS * 2}\n**and** {WORDS}[end](dry-eye.md).",
        says=(f"{EYE}:11:8 this sentence has 33 words; 30 are the most that most people follow",),
    ),
    Case(LongSentence, "another language", WORDS * 4, {"lang": "es"}),
    Case(LongSentence, "a vitamin ends a sentence", f"{WORDS * 2}vitamin D. End {WORDS * 2}"),
    Case(
        LongSentence,
        "an initial does not",
        f"One {WORDS * 2}by J. Smith and Ann B. Jones {WORDS}",
        says=(f"{EYE}:11:1 this sentence has 38 words; 30 are the most that most people follow",),
    ),
    Case(LongOnAverage, "sentences of ten words", f"O{WORDS[1:].strip()}. " * 12),
    Case(
        LongOnAverage,
        "sentences of 22 words",
        f"One {WORDS * 2}end. " * 12,
        says=(f"{EYE}:2:8 the sentences have 22 words on average; aim for 20 or fewer",),
    ),
    Case(LongOnAverage, "twenty and a bit", f"O{(WORDS * 2)[1:].strip()}. " * 9 + f"One {WORDS * 2}end. " * 2),
    Case(LongOnAverage, "too few to tell", f"One {WORDS * 3}end. " * 9),
    Case(LongParagraph, "four short sentences", "It stings. It itches. It burns. It ends."),
    Case(
        LongParagraph,
        "an abbreviation ends no sentence",
        f"{WORDS * 2}e.g. Tears. {WORDS * 2}vs. Others. {WORDS * 2}End.",
    ),
    Case(
        LongParagraph,
        "four sentences of 22 words",
        f"One {WORDS * 2}end. " * 4,
        says=(f"{EYE}:11:1 this paragraph has 4 sentences; 3 are enough for a phone",),
    ),
    Case(ReadingGrade, "everyday words", "You may feel sore. It goes in a day or two. Drink more. " * 12),
    Case(
        ReadingGrade,
        "long words",
        "Ophthalmological examination necessitates pharmacological dilatation. " * 25,
        says=(f"{EYE}:2:8 the text reads at grade 45; 8 or lower suits most readers",),
    ),
    Case(LongList, "seven items", "- a\n" * 7),
    Case(LongList, "eight items, parted", "- c\n" * 7 + "- a\n\n    - b\n"),
    Case(LongList, "resources", "See these resources:\n\n" + "- Eye Trust\n" * 8),
    Case(
        LongList,
        "the second list that begins with the same item",
        "Signs:\n\n- itch\n\nMore signs:\n\n" + "- itch\n" * 8,
        says=(f"{EYE}:17:3 this list has 8 items; 7 are the most that people keep in mind",),
    ),
    Case(LongList, "eight links", "- [a](dry-eye.md)\n" * 8),
    Case(
        LongList,
        "eight items",
        "Signs:\n\n" + "- itch\n" * 8,
        says=(f"{EYE}:13:3 this list has 8 items; 7 are the most that people keep in mind",),
    ),
    Case(
        UnexplainedAbbreviation,
        "explained, known, a gene, a term",
        "A scan (OCT) by the NHS: an OCT. The MC1R gene. Stage IIB. MGD is usual. Therapy (HRT). "
        "An eye pressure test, or EPT.",
        files={"glossary.yaml": "Meibomian gland dysfunction: {definition: Dry lids., also: [MGD]}\n"},
    ),
    Case(
        UnexplainedAbbreviation,
        "explained in all ways, before or after",
        "A PQR. AB (a b). CD, short for c d. EFs which stands for e f. A great hill, or GH. LMs (l m). A scan (PQRs).",
    ),
    Case(
        UnexplainedAbbreviation,
        "with more in the brackets, called something, before a dash",
        "A wide bright eye syndrome (WBE syndrome). A CT scan (CAT scan). Also called an LP or FG. "
        "PQRS - plain quick red stain. XYZ scan (x-ray of your zone). The Eye Trust's (ET's) page.",
    ),
    Case(
        UnexplainedAbbreviation,
        "names of genes, versions, licences, places, pictures",
        "The ABCA4, RPE or CRX genes. A gene, TYR. It meets WCAG 2.2 at level AA. The GNU Public License. "
        "Shared as CC BY-SA 4.0 or CC BY 4.0.\n\nPhoto: RNIB.\n\n"
        "8 Elm Street NW, 1 AMS Road, Ely, NY 10021. ADD: \\_\\_ drops. TTY: 301-565-2966. "
        "Open until 4:30 ET. DO NOT RUB. It is the TOTAL: a total.",
    ),
    Case(
        UnexplainedAbbreviation,
        "other names of the article, and of sources",
        "DED is usual.\n\nOther resources:\n\n- Gene Review: VMCM",
        {"also_called": "[DED]"},
    ),
    Case(
        UnexplainedAbbreviation,
        "one that stands beside others, or in another word",
        "BYO. Ask for an MRI or PET scan. ANIAX and NIA.",
        says=(
            f"{EYE}:11:1 `BYO` is not explained",
            f"{EYE}:11:24 `PET` is not explained",
            f"{EYE}:11:34 `ANIAX` is not explained",
            f"{EYE}:11:44 `NIA` is not explained",
        ),
    ),
    Case(
        UnexplainedAbbreviation,
        "what looks like an explanation",
        "Read all (AB below). The CD-ROM (EF-GH). OrKL.",
        says=(f"{EYE}:11:11 `AB` is not explained",),
    ),
    Case(
        UnexplainedAbbreviation,
        "unexplained, twice",
        "You get an OCT scan.\n\nThe OCT is quick.",
        says=(f"{EYE}:11:12 `OCT` is not explained",),
    ),
    Case(
        PassiveInstruction,
        "said to the reader",
        "Take it with food. It can be seen.",
    ),
    Case(
        PassiveInstruction,
        "left open",
        "The drops should be kept cold and must not be swallowed.",
        says=(f"{EYE}:11:11 who is meant by “should be kept”?",),
    ),
    Case(
        PassiveInstruction,
        "a sign, a right, a question, something of another kind",
        "Your glasses need to be changed often. You should be told. Must it be done? "
        "It should be added that it itches.",
    ),
    Case(
        PassiveInstruction,
        "with other words between",
        "It should only be given to adults.\n\nIt shouldn't be thoroughly rinsed.",
        says=(
            f"{EYE}:11:4 who is meant by “should only be given”?",
            f"{EYE}:13:4 who is meant by “shouldn't be thoroughly rinsed”?",
        ),
    ),
    Case(
        PatientForYou, "you and people", "You may feel sore. Read the patient information leaflet. Ask a patient group."
    ),
    Case(
        PatientForYou,
        "persons, a patient, and the same again",
        "It is rare in persons over 50. A patient rests. The patient sleeps.",
        says=(
            f"{EYE}:11:15 “persons” keeps the reader at a distance",
            f"{EYE}:11:32 “A patient” keeps the reader at a distance",
        ),
    ),
    Case(
        PatientForYou,
        "patients and individuals, each once",
        "Most patients heal. Patients rest. Affected individuals rest.",
        says=(
            f"{EYE}:11:6 “Most patients” keeps the reader at a distance",
            f"{EYE}:11:45 “individuals” keeps the reader at a distance",
        ),
    ),
    Case(BarePercentage, "beside a number of people", "About 3 in 100 people (3% of people) sneeze. A 5% cream."),
    Case(
        BarePercentage,
        "alone",
        "It helps 30% of people.\n\nIt harms 0.5 percent of adults.",
        says=(
            f"{EYE}:11:10 “30% of people” alone is hard to picture",
            f"{EYE}:13:10 “0.5 percent of adults” alone is hard to picture",
        ),
    ),
    Case(
        BarePercentage,
        "a range, a chance, some of them",
        "It helps 15 to 20 percent of people.\n\nA 90% chance.\n\nAbout 7% of pregnant women. 80% of the body's water.",
        says=(
            f"{EYE}:11:10 “15 to 20 percent of people” alone is hard to picture",
            f"{EYE}:13:3 “90% chance” alone is hard to picture",
            f"{EYE}:15:7 “7% of pregnant women” alone is hard to picture",
        ),
    ),
    Case(
        RelativeRiskAlone,
        "of fees",
        "Fees are 80% higher. There was a four-fold rise in antibodies.",
    ),
    Case(
        RelativeRiskAlone,
        "as folds, times and shares",
        "Your risk rises fourfold.\n\nIt has twice the risk.\n\nThe risk is 80% higher.\n\nA 30% reduction in risk.",
        says=(
            f"{EYE}:11:6 “risk rises fourfold” says nothing without the risk itself",
            f"{EYE}:13:8 “twice the risk” says nothing without the risk itself",
            f"{EYE}:15:5 “risk is 80% higher” says nothing without the risk itself",
            f"{EYE}:17:3 “30% reduction in risk” says nothing without the risk itself",
        ),
    ),
    Case(
        RelativeRiskAlone,
        "with the risk itself",
        "It doubles the risk, from 1 in 1,000 to 2 in 1,000. It is twice as big.",
    ),
    Case(
        RelativeRiskAlone,
        "alone",
        "It doubles the risk.\n\nSmokers are three times more likely to have it.",
        says=(
            f"{EYE}:11:4 “doubles the risk” says nothing without the risk itself",
            f"{EYE}:13:13 “three times more likely” says nothing without the risk itself",
        ),
    ),
    Case(
        FrequencyWithoutNumber,
        "with a number, and elsewhere",
        f"It is rare.\n\n{RISKS}Rare: fewer than 1 in 1,000.",
        {"kind": "procedure"},
    ),
    Case(
        FrequencyWithoutNumber,
        "without",
        f"{RISKS}Bruises are very common.",
        {"kind": "procedure"},
        says=(f"{EYE}:13:13 “very common”: how often is that?",),
    ),
    Case(
        FrequencyWithoutNumber,
        "of side effects, in any section",
        "The most common side effects are itching. Complications are rare.\n\nComplications are rare in adults.",
        says=(f"{EYE}:11:5 “most common”: how often is that?",),
    ),
    Case(
        Jargon,
        "names of diseases and of others, and what is explained",
        "Pulmonary fibrosis. Benign prostatic hyperplasia. The Stop Hypertension Plan. A sore patch (skin lesion). "
        "The outcome, or prognosis, varies. It is asymptomatic, which means that nobody feels it. "
        "This is called cardiac catheterization. It is benign: no cancer.",
    ),
    Case(
        Jargon,
        "the article's own name, but not its words elsewhere",
        "Febrile seizures are usual. A febrile child.",
        {"title": "Febrile seizures"},
        says=(f"{EYE}:11:31 “febrile” is a word of the trade",),
    ),
    Case(
        Jargon,
        "the plain word, brackets, a term",
        "High blood pressure (hypertension). Oedema (swelling). Renal disease. A prognosis.",
        files={"glossary.yaml": "prognosis: {definition: How it may go on.}\n"},
    ),
    Case(
        Jargon,
        "words of the trade",
        "It may exacerbate pruritus **prior to** sleep. Pruritus ends.",
        says=(
            f"{EYE}:11:8 “exacerbate” is a word of the trade",
            f"{EYE}:11:19 “pruritus” is a word of the trade",
            f"{EYE}:11:30 “prior to” is a word of the trade",
        ),
    ),
    # ── Links and images, again ──────────────────────────────────────────────────────────────────────────────────
    Case(VagueLink, "words that name the page", "[Dry eye](dry-eye.md) and [here in Leeds](https://example.org)"),
    Case(
        VagueLink,
        "words that say nothing",
        "[Click here](dry-eye.md). [Read more …](dry-eye.md) [more](dry-eye.md)",
        says=(
            f"{EYE}:11:14 the link “Click here” does not say where it leads",
            f"{EYE}:11:41 the link “Read more …” does not say where it leads",
            f"{EYE}:11:60 the link “more” does not say where it leads",
        ),
    ),
    Case(BareAddress, "words", "[NHS](https://www.nhs.uk/)"),
    Case(
        BareAddress,
        "an address",
        "<https://www.nhs.uk/> and [www.nhs.uk](https://www.nhs.uk/)",
        says=(
            f"{EYE}:11:2 this link shows its address where words should stand",
            f"{EYE}:11:40 this link shows its address where words should stand",
        ),
    ),
    Case(AltTooLong, "125 characters", f"![{'a' * 125}](eye.svg)", files={"images/eye.svg": SVG}),
    Case(
        AltTooLong,
        "126 characters",
        f"![{'a' * 126}](eye.svg)",
        files={"images/eye.svg": SVG},
        says=(f"{EYE}:11:131 the description of this image has 126 characters; 125 are the most",),
    ),
    Case(AltSaysNothing, "a description", "![An eye with tears](eye.svg)", files={"images/eye.svg": SVG}),
    Case(
        AltSaysNothing,
        "a file's name, a word",
        "![eye.svg](eye.svg)\n\n![Image](eye.svg)\n\n![Eye](eye.svg)",
        files={"images/eye.svg": SVG},
        says=(
            f"{EYE}:11:12 “eye.svg” does not say what the image shows",
            f"{EYE}:13:10 “Image” does not say what the image shows",
            f"{EYE}:15:8 “Eye” does not say what the image shows",
        ),
    ),
    Case(
        UnusedImage,
        "shown by an article and by a person",
        "![An eye](eye.svg)",
        files={"images/eye.svg": SVG, "images/jo.svg": SVG, "people/jo-reed.yaml": "name: Jo\nphoto: jo.svg\n"},
    ),
    Case(
        UnusedImage,
        "shown nowhere",
        files={"images/eye.svg": SVG},
        says=("images/eye.svg:1:1 no article shows `images/eye.svg`",),
    ),
    Case(
        OversizedImage,
        "what readers get smaller, the heaviest that they get as it is, and a drawing",
        files={
            "images/eye.png": picture("PNG", 4_032, 3_000_000),
            "images/eye.gif": picture("GIF", 9, 400_000),
            "images/eye.svg": f"{SVG}{' ' * 500_000}",
        },
    ),
    Case(
        OversizedImage,
        "images that readers get as they are",
        files={"images/eye.gif": picture("GIF", 9, 412_345), "images/knee.png": picture("PNG", 300, 3_000_000)},
        says=(
            "images/eye.gif:1:1 this image has 412 kB; 400 are the most",
            "images/knee.png:1:1 this image has 3,000 kB; 400 are the most",
        ),
    ),
    # ── Review and sources, again ────────────────────────────────────────────────────────────────────────────────
    Case(ReviewerIsAuthor, "somebody else", values={"authors": "[al]"}),
    Case(ReviewerIsAuthor, "somebody else as well", values={"review": "{by: [jo-reed, al], date: 2026-01-06}"}),
    Case(ReviewerIsAuthor, "the author alone", says=(f"{EYE}:8:15 Jo Reed wrote this article, too",)),
    Case(ReviewerUnqualified, "credentials", files={"people/jo-reed.yaml": "name: Jo Reed\ncredentials: MD\n"}),
    Case(ReviewerUnqualified, "an invented person", files=SAMPLE),
    Case(
        ReviewerUnqualified, "a name alone", says=(f"{EYE}:8:15 Jo Reed has no credentials that readers could judge",)
    ),
    Case(ReviewDueSoon, "91 days ahead", values={"review": "{by: [jo-reed], date: 2026-01-06, due: 2026-08-31}"}),
    Case(
        ReviewDueSoon,
        "90 days ahead",
        values={"review": "{by: [jo-reed], date: 2026-01-06, due: 2026-08-30}"},
        says=(f"{EYE}:9:48 the next review is due on 2026-08-30, in 90 days",),
    ),
    Case(
        UndatedSource,
        "a year, a day, one that nobody opened",
        values={
            "sources": "{a: {title: x, year: 2024}, b: {title: x, accessed: 2026-01-01},"
            " c: {title: x, extra: {checked: false}}}"
        },
    ),
    Case(UndatedSource, "no date", says=(f"{EYE}:9:16 the source `nhs` has no date",)),
    Case(OldSource, "ten years", values={"sources": "{nhs: {title: x, year: 2016}}"}),
    Case(
        OldSource,
        "eleven years",
        values={"sources": "{nhs: {title: x, year: 2015}}"},
        says=(f"{EYE}:9:33 the source `nhs` is of 2015, more than 10 years ago",),
    ),
    Case(
        SourceWithoutPlace,
        "a publisher, an address",
        values={"sources": "{a: {title: x, publisher: y}, b: {title: x, url: https://example.org}}"},
    ),
    Case(SourceWithoutPlace, "a title alone", says=(f"{EYE}:9:16 nobody can find the source `nhs`",)),
    Case(
        IdentifierAsAddress,
        "another page of the same paper, each under its key",
        values=source("url: https://example.org/a, doi: 10.1000/x, pmid: 12"),
    ),
    Case(
        IdentifierAsAddress,
        "a DOI, and a PubMed number",
        values={
            "sources": "{a: {title: x, url: https://dx.doi.org/10.1000/X%28y%29},"
            " b: {title: x, url: https://pubmed.ncbi.nlm.nih.gov/12345678/}}"
        },
        says=(f"{EYE}:9:30 this address is a DOI", f"{EYE}:9:87 this address is a PubMed number"),
    ),
    Case(
        IdentifierAsAddress,
        "what the key says already, as bibliographies do",
        values=source("doi: 10.1000/x, url: https://doi.org/10.1000/X"),
    ),
    Case(
        IdentifierAsAddress,
        "another paper than the key says",
        values=source("pmid: 12, url: https://www.ncbi.nlm.nih.gov/pubmed/13"),
        says=(f"{EYE}:9:42 this address is that of the PubMed number 13, but `pmid` says 12",),
    ),
    Case(
        IdentifierForm,
        "brackets, signs and numbers that are right",
        values=source(
            "doi: '10.1002/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2', url: https://a.org/PMC7, pmid: 8"
        ),
    ),
    Case(
        IdentifierForm,
        "a full stop, a dash, an encoded bracket, the address of a page, a number of PubMed Central",
        values={
            "sources": "{a: {title: x, doi: 10.1000/x.}, b: {title: x, doi: 10.1000/x–1},"
            " c: {title: x, doi: 10.1000/a%28b%29}, d: {title: x, doi: '10.1002/1.CD2.pub2/full?x=y'},"
            " e: {title: x, url: https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/, pmid: 1234567}}"
        },
        says=(
            f"{EYE}:9:30 `10.1000/x.` has signs that do not belong to a DOI",
            f"{EYE}:9:62 `10.1000/x–1` has signs that do not belong to a DOI",
            f"{EYE}:9:95 `10.1000/a%28b%29` has signs that do not belong to a DOI",
            f"{EYE}:9:133 `10.1002/1.CD2.pub2/full?x=y` has signs that do not belong to a DOI",
            f"{EYE}:9:241 1234567 is the number in PubMed Central, PMC1234567; PubMed's own is another",
        ),
    ),
    Case(
        IndirectAddress,
        "pages",
        values={
            "sources": "{a: {title: x, url: https://www.google.com/maps/x}, b: {title: x, url: https://t.co/},"
            " c: {title: x, url: 'https://pubmed.ncbi.nlm.nih.gov/12/'}, d: {title: x, url: 'https://[x/search?q=y'}}"
        },
    ),
    Case(
        IndirectAddress,
        "a search, a shortener, a redirector",
        values={
            "sources": "{a: {title: x, url: https://www.google.co.uk/search?q=eye}, b: {title: x, url: https://bit.ly/x},"
            f" c: {{title: x, url: '{SAFE}'}}}}"
        },
        says=(
            f"{EYE}:9:30 this is the address of a search, which finds something else every day",
            f"{EYE}:9:89 this is a shortened address, which can lead elsewhere tomorrow",
            f"{EYE}:9:127 this address passes through another site before it reaches the page",
        ),
    ),
    # ── Safety, again ────────────────────────────────────────────────────────────────────────────────────────────
    Case(
        AbsolutePromise,
        "a promise denied",
        "No treatment is completely safe. It is not a miracle. There is no guarantee.",
    ),
    Case(AbsolutePromise, "a hope", "Doctors hope that it will cure people. It does not work for everyone."),
    Case(
        AbsolutePromise,
        "a cure, a promise for all",
        "Antibiotics will cure it.\n\nIt works for everybody.\n\nIt can completely prevent styes.",
        says=(
            f"{EYE}:11:13 “will cure” promises what nothing can keep",
            f"{EYE}:13:4 “works for everybody” promises what nothing can keep",
            f"{EYE}:15:4 “can completely prevent” promises what nothing can keep",
        ),
    ),
    Case(
        AbsolutePromise,
        "promises",
        "The drops are completely safe.\n\nRelief is guaranteed, without side effects.",
        says=(
            f"{EYE}:11:15 “completely safe” promises what nothing can keep",
            f"{EYE}:13:11 “guaranteed” promises what nothing can keep",
        ),
    ),
    Case(
        BoxedWarning,
        "a card with the sign",
        CARD.replace("cannot see", "have trouble breathing"),
        {"title": "Botulinum toxin", "kind": "medicine"},
    ),
    Case(BoxedWarning, "another medicine", values={"title": "Tears", "kind": "medicine"}),
    Case(BoxedWarning, "a condition with a medicine's name", values={"title": "Warfarin resistance"}),
    Case(
        BoxedWarning,
        "no word of it",
        values={"title": "Botulinum toxin", "kind": "procedure"},
        says=(f"{EYE}:8:8 this medicine has a boxed warning, and no urgent card speaks of it (breathing, swallowing)",),
    ),
    Case(
        BoxedWarning,
        "a medicine of the site's own, by name",
        values={"title": "Tears", "kind": "medicine", "also_called": "[Dry-eye drops]"},
        context={"boxed_warnings": {"DRY-EYE drop": "sudden blindness"}},
        says=(f"{EYE}:8:8 this medicine has a boxed warning, and no urgent card speaks of it (sudden blindness)",),
    ),
    Case(
        BoxedWarning,
        "a medicine of the site's own, by number, and a card that names one sign",
        CARD.replace("cannot see", "suddenly become blind"),
        {"kind": "medicine", "codes": "[{system: rxnorm, code: '11289'}]"},
        context={"boxed_warnings": {"11289": "pain, sudden blindness", "1128": "falls", "ears": "noise"}},
    ),
    Case(
        BoxedWarning,
        "a medicine by number, and the site's own signs for one that Carepress knows",
        values={"title": "Warfarin", "kind": "medicine", "codes": "[{system: rxnorm, code: '11289'}]"},
        context={"boxed_warnings": {"11289": "purple toes", "warfarin": "see"}},
        says=(f"{EYE}:8:8 this medicine has a boxed warning, and no urgent card speaks of it (purple toes)",),
    ),
    # ── Site and structure, again ────────────────────────────────────────────────────────────────────────────────
    Case(
        EmptyTopic,
        "a topic with an article, and its parent",
        files={"topics.yaml": "eyes: {name: Eyes, summary: x, parent: head}\nhead: {name: Head, summary: x}\n"},
    ),
    Case(
        EmptyTopic,
        "a topic without",
        files={"topics.yaml": "eyes: {name: Eyes, summary: x}\nears: {name: Ears, summary: x}\n"},
        says=("topics.yaml:2:1 no article belongs to the topic `ears`",),
    ),
    Case(
        OneCodeTwice,
        "exact and broader",
        values={"codes": "[{system: mesh, code: D1, match: broader}]"},
        files={"articles/eyes/wet-eye.md": CODED},
    ),
    Case(
        OneCodeTwice,
        "exact twice",
        values={"codes": "[{system: mesh, code: D1}]"},
        files={"articles/eyes/wet-eye.md": CODED},
        says=(
            f"{EYE}:10:9 articles/eyes/wet-eye.md is exactly about mesh D1, too",
            "articles/eyes/wet-eye.md:7:9 articles/eyes/dry-eye.md is exactly about mesh D1, too",
        ),
    ),
    Case(
        TitleTwice,
        "in other capitals",
        values={"title": "wet"},
        files={"articles/eyes/wet-eye.md": OTHER},
        says=(
            f"{EYE}:9:8 articles/eyes/wet-eye.md has the same title",
            "articles/eyes/wet-eye.md:2:8 articles/eyes/dry-eye.md has the same title",
        ),
    ),
    Case(
        TitleTwice,
        "in another language, and another one",
        values={"title": "Wet"},
        files={
            "articles/eyes/wet-eye.es.md": OTHER,
            "articles/eyes/wet-eyes.md": OTHER.replace("Wet", "Wet eyes"),
        },
    ),
    Case(OrphanArticle, "a hidden one", values={"status": "hidden"}),
    Case(OrphanArticle, "a page links to it", files={"pages/about.md": PAGE + "[a](/conditions/dry-eye/#drops)"}),
    Case(
        OrphanArticle,
        "two that link to each other, by file and by slug",
        "[a](wet-eye.md)",
        files={"articles/eyes/wet-eye.md": OTHER + "[a](../eyes/dry-eye.md)"},
    ),
    Case(
        OrphanArticle,
        "a file of another name than the article",
        "[a](wet.md)",
        files={
            "articles/eyes/wet.md": OTHER.replace("title", "slug: wet-eye\ntitle") + "[a](dry-eye.md)",
            "articles/eyes/wet-eye.md": OTHER.replace("title", "slug: wet\ntitle"),
        },
        says=("articles/eyes/wet-eye.md:3:8 no other article or page links to this one",),
    ),
    Case(
        OrphanArticle,
        "a translation of what is linked to",
        files={
            "pages/about.md": PAGE + "[a](dry-eye.md)",
            "articles/eyes/dry-eye.es.md": OTHER.replace("wellbeing", "condition"),
        },
    ),
    Case(
        OrphanArticle,
        "a link to itself, a draft's link, another site's",
        "[a](dry-eye.md) [b](https://example.org/dry-eye/)",
        files={"articles/eyes/wet-eye.md": WET + "[a](dry-eye.md)"},
        says=(f"{EYE}:2:8 no other article or page links to this one",),
    ),
    Case(
        VanishedAddress,
        "a page, an alias, and one that is gone",
        values={"aliases": "[/old]"},
        files={
            "addresses.txt": "/conditions/dry-eye/\n/topics/eyes/\n/people/jo-reed/\n/old/\n/conditions/stye/ gone\n"
        },
    ),
    Case(
        VanishedAddress,
        "a draft, and what is nowhere",
        files={"addresses.txt": "# All.\n/conditions/wet-eye/\n/topics/ears/\n", "articles/eyes/wet-eye.md": WET},
        says=(
            "addresses.txt:2:1 /conditions/wet-eye/ was published, and leads nowhere now",
            "addresses.txt:3:1 /topics/ears/ was published, and leads nowhere now",
        ),
    ),
    Case(
        SectionRecommended,
        "what is there is not asked for",
        f"Text.\n\n{SECTIONS}{MORE}\n\n## Prevention\n\nx\n\n## FAQ\n\n### Why?\n\nx",
    ),
    Case(
        SectionRecommended,
        "one missing",
        f"Text.\n\n{SECTIONS}{MORE}\n\n## FAQ\n\n### Why?\n\nx",
        says=(f"{EYE}:3:7 readers of a condition often look for a section `prevention`",),
    ),
    Case(HeadingTwice, "two headings", "## One\n\nx\n\n## Two\n\nx"),
    Case(
        TimelineOrder,
        "steps in order",
        values=steps("for 4 hours", "for 24 hours", "after 1 day", "after 2 to 3 days", "after 2 to 4 days"),
    ),
    Case(
        TimelineOrder,
        "a step too far down",
        values=steps("after 2 days", "for 1 day", "after 1 month", "after 4 weeks"),
        says=(
            f"{EYE}:10:62 `for 1 day` comes before `after 2 days`, but stands below it",
            f"{EYE}:10:126 `after 4 weeks` comes before `after 1 month`, but stands below it",
        ),
    ),
    Case(TimelineTimeTwice, "one time in two senses", values=steps("for 24 hours", "after 24 hours")),
    Case(
        TimelineTimeTwice,
        "one time in two units",
        values=steps("after 24 hours", "after 1 day"),
        says=(f"{EYE}:10:64 `after 1 day` is the time of line 10, too",),
    ),
    Case(
        HeadingTwice,
        "one heading twice",
        "## My eyes\n\nx\n\n## My  Eyes\n\nx",
        says=(f"{EYE}:15:4 “My Eyes” is the heading of line 11, too",),
    ),
    Case(EmptySection, "text, a card, a question", f"## One\n\nx\n\n## Two\n\n{CARD}\n## FAQ\n\n### Why?\n\nx"),
    Case(
        EmptySection, "sections given as data", "x", {"prevention": "[Sleep.]", "faq": "[{question: Why, answer: x}]"}
    ),
    *(
        Case(
            EmptySection,
            f"a {status} section given as {given or 'nothing'}",
            "x",
            {"status": status, "prevention": given, "faq": given, "causes": given},
            says=tuple(
                f"{EYE}:{line}:1 nothing stands under “{heading}”"
                for line, heading in (
                    (13, "What causes it?"),
                    (11, "Can it be prevented?"),
                    (12, "Questions people often ask"),
                )
            ),
        )
        for given in ("[]", "{}", "''", '"  "', "", "~")
        for status in ("published", "draft")
    ),
    Case(
        EmptySection,
        "items that are all comments",
        "x",
        {"prevention": "['<!-- a -->', '<!-- b -->']"},
        says=(f"{EYE}:10:13 nothing stands under “Can it be prevented?”",),
    ),
    Case(
        EmptySection,
        "one of a draft, which waits",
        "## One",
        {"status": "draft"},
        says=(f"{EYE}:12:4 nothing stands under “One”",),
    ),
    Case(
        EmptySection,
        "nothing, and a comment",
        "## One\n\n## FAQ\n\n<!-- to come -->",
        files={"pages/about.md": PAGE + "## One\n"},
        says=(
            f"{EYE}:11:4 nothing stands under “One”",
            f"{EYE}:13:4 nothing stands under “FAQ”",
            "pages/about.md:6:4 nothing stands under “One”",
        ),
    ),
    Case(
        BoldHeading,
        "a sentence, a warning before a list, bold words within a line, in a list, in a table, long, at the end, "
        "in a card or in an answer, where no heading can stand",
        "> [!urgent] See a doctor if:\n>\n> **Sight**\n>\n> - you see less\n\n### Drops\n\n"
        "**Do not drive.**\n\n**Tell us:**\n\n- **Name**\n\n  Yours.\n\n**Drops** help.\n\n**Yes** or **no**\n\n"
        f"**{WORDS * 2}end**\n\n| **Eye** |\n|---|\n| x |\n\n**The end**\n\n"
        "## Symptoms\n\nx\n\n## FAQ\n\n### Why?\n\n**At first**\n\nx",
    ),
    Case(
        BoldHeading,
        "words, a question and words that were said before, by underscores, too",
        "What next is clear.\n\n**What next**\n\nx\n\n**Does it hurt?**\n\n- x\n\n"
        "## Causes\n\n### Why?\n\n__أين__\n\n| a | b |\n|---|---|\n| c | d |",
        says=(
            f"{EYE}:13:3 “What next” looks like a heading, and is bold text",
            f"{EYE}:17:3 “Does it hurt?” looks like a heading, and is bold text",
            f"{EYE}:25:3 “أين” looks like a heading, and is bold text",
        ),
    ),
    Case(
        PlaceholderLeft,
        "one of a draft, which waits",
        values={"status": "draft", "summary": SCAFFOLD[0]},
        says=(
            f"{EYE}:10:10 “Write here, in one plain sentence or two, what this page is…” was put here to be replaced",
        ),
    ),
    Case(
        PlaceholderLeft,
        "comments in text and front matter",
        f"<!-- {SCAFFOLD[1]} -->",
        {"summary": f"x\n# {SCAFFOLD[0]}"},
    ),
    Case(
        PlaceholderLeft,
        "a summary, a heading, a sign",
        f"## FAQ\n\n### {SCAFFOLD[1]}\n\nx\n\n> [!urgent] See a doctor if:\n> - {SCAFFOLD[2]}",
        {"summary": SCAFFOLD[0]},
        says=(
            f"{EYE}:9:10 “{SCAFFOLD[0][:59]}…” was put here to be replaced",
            f"{EYE}:13:5 “{SCAFFOLD[1]}” was put here to be replaced",
            f"{EYE}:18:5 “{SCAFFOLD[2]}” was put here to be replaced",
        ),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule.slug}: {case.what}")
def test_a_rule_finds_what_it_must_and_nothing_else(
    check: Callable[..., list[str]], article: Callable[..., str], case: Case
) -> None:
    name = EYE if case.values.get("lang") is None else EYE.replace(".md", f".{case.values['lang']}.md")
    text = article(**case.values) if case.text is None else article(case.text, **case.values)
    assert check(case.rule, {name: text, **case.files}, **case.context) == list(case.says)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.slug)
def test_every_rule_has_a_good_and_a_bad_case(rule: type[Rule]) -> None:
    assert {bool(case.says) for case in CASES if case.rule is rule} == {True, False}
