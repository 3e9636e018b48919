"""What the rules about aftercare timelines ask."""

from __future__ import annotations

from carepress.content.body import Step, Timeline
from carepress.content.model import Article

__all__ = ["steps_of"]


def steps_of(article: Article) -> tuple[Step, ...]:
    """The steps of an article's timeline, as they are written; none where it has no timeline."""
    section = article.body.section("aftercare")
    blocks = section.blocks if section else ()
    return tuple(step for block in blocks if isinstance(block, Timeline) for step in block.steps)
