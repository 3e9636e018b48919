"""The rules: what an article and a site must be, one file each.

Rules see the library and emit diagnostics. They read no files and render nothing.
"""

from __future__ import annotations

from itertools import islice

from carepress.content.model import Text
from carepress.diagnostics import MOST, Diagnostic, limited
from carepress.rules.base import ArticleRule, Context, Rule, WordRule
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

__all__ = ["ALL_RULES", "ArticleRule", "Context", "Rule", "WordRule", "check_site", "check_text"]

ALL_RULES: tuple[type[Rule], ...] = (
    SectionMissing,
    SectionRecommended,
    HeadingTwice,
    EmptySection,
    PlaceholderLeft,
    BoldHeading,
    TimelineOrder,
    TimelineTimeTwice,
    UnsafeAddress,
    MissingImage,
    DeadLink,
    DeadAnchor,
    LinkToDraft,
    VagueLink,
    BareAddress,
    AltTooLong,
    AltSaysNothing,
    UnusedImage,
    OversizedImage,
    UnknownPerson,
    ReviewDates,
    NotReviewed,
    SampleReviewer,
    ReviewOverdue,
    FutureDate,
    ReviewerIsAuthor,
    ReviewerUnqualified,
    ReviewDueSoon,
    OldTranslation,
    UnknownSource,
    UnusedSource,
    NoSources,
    UncitedSection,
    UndatedSource,
    OldSource,
    SourceWithoutPlace,
    IdentifierAsAddress,
    IdentifierForm,
    IndirectAddress,
    LongSentence,
    LongOnAverage,
    LongParagraph,
    ReadingGrade,
    LongList,
    UnexplainedAbbreviation,
    PassiveInstruction,
    PatientForYou,
    BarePercentage,
    RelativeRiskAlone,
    FrequencyWithoutNumber,
    Jargon,
    NoCareCard,
    CareCardForm,
    CareCardLink,
    TextAfterCard,
    AbsolutePromise,
    BoxedWarning,
    UnknownTopic,
    TermTwice,
    EmptyTopic,
    OneCodeTwice,
    TitleTwice,
    OrphanArticle,
    VanishedAddress,
)


_RULES = tuple(rule() for rule in ALL_RULES)


def check_site(context: Context) -> tuple[Diagnostic, ...]:
    """Every fault that any rule finds in people, topics and glossary."""
    return limited(each for rule in _RULES for each in rule.check_site(context))


def check_text(text: Text, context: Context) -> tuple[Diagnostic, ...]:
    """Every fault that any rule finds in one text. In one that is not on the site they wait until it is published."""
    found = limited(each for rule in _RULES for each in islice(rule.check_text(text, context), MOST + 1))
    return found if context.library.is_live(text) else tuple(each.waiting() for each in found)
