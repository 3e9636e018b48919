"""The rules: what an article and a site must be, one file each.

Rules see the library and emit diagnostics. They read no files and render nothing.
"""

from __future__ import annotations

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import ArticleRule, Context, Rule
from carepress.rules.links.dead_anchor import DeadAnchor
from carepress.rules.links.dead_link import DeadLink
from carepress.rules.links.link_to_draft import LinkToDraft
from carepress.rules.links.missing_image import MissingImage
from carepress.rules.links.unsafe_address import UnsafeAddress
from carepress.rules.review.future_date import FutureDate
from carepress.rules.review.not_reviewed import NotReviewed
from carepress.rules.review.overdue import ReviewOverdue
from carepress.rules.review.review_dates import ReviewDates
from carepress.rules.review.sample_reviewer import SampleReviewer
from carepress.rules.review.unknown_person import UnknownPerson
from carepress.rules.safety.card_form import CareCardForm
from carepress.rules.safety.card_link import CareCardLink
from carepress.rules.safety.no_care_card import NoCareCard
from carepress.rules.safety.text_after_card import TextAfterCard
from carepress.rules.site.term_twice import TermTwice
from carepress.rules.site.unknown_topic import UnknownTopic
from carepress.rules.sources.no_sources import NoSources
from carepress.rules.sources.uncited_section import UncitedSection
from carepress.rules.sources.unknown_source import UnknownSource
from carepress.rules.sources.unused_source import UnusedSource
from carepress.rules.structure.section_missing import SectionMissing

__all__ = ["ALL_RULES", "ArticleRule", "Context", "Rule", "check_site", "check_text"]

ALL_RULES: tuple[type[Rule], ...] = (
    DeadAnchor,
    DeadLink,
    LinkToDraft,
    MissingImage,
    UnsafeAddress,
    FutureDate,
    NotReviewed,
    ReviewOverdue,
    ReviewDates,
    SampleReviewer,
    UnknownPerson,
    CareCardForm,
    CareCardLink,
    NoCareCard,
    TextAfterCard,
    TermTwice,
    UnknownTopic,
    NoSources,
    UncitedSection,
    UnknownSource,
    UnusedSource,
    SectionMissing,
)


_RULES = tuple(rule() for rule in ALL_RULES)


def check_site(context: Context) -> list[Diagnostic]:
    """Every fault that any rule finds in people, topics and glossary."""
    return [diagnostic for rule in _RULES for diagnostic in rule.check_site(context)]


def check_text(text: Text, context: Context) -> list[Diagnostic]:
    """Every fault that any rule finds in one live text."""
    return [diagnostic for rule in _RULES for diagnostic in rule.check_text(text, context)]
