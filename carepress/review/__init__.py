"""The review of an article: whether it happened, whether it still holds, and what may be claimed."""

from carepress.review.lifecycle import OverduePolicy, Review, ReviewPolicy, ReviewState, review_of

__all__ = ["OverduePolicy", "Review", "ReviewPolicy", "ReviewState", "review_of"]
