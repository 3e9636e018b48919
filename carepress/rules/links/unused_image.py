"""CP217 unused-image."""

from __future__ import annotations

from collections.abc import Iterator

from carepress.diagnostics import START, Diagnostic, Level
from carepress.rules.base import Context, Rule

__all__ = ["UnusedImage"]


class UnusedImage(Rule):
    """What it checks
    Every image is shown somewhere.

    Why it matters to readers
    It costs nothing to readers; but it was meant to be seen, or was forgotten when its article went.

    Example
    images/knee-old.png, which no article names

    Use instead
    Show it, or delete the file.

    Source
    Carepress: nothing is dropped silently.
    """

    code = "CP217"
    slug = "unused-image"
    level = Level.ADVICE

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        library = context.library
        shown = {(person.photo or "").removeprefix("images/") for person in library.people.values()}
        named = (library.resolve_image(text, image)[0] for text in library.texts for image in text.head.images)
        used = {image.path for image in named if image is not None}
        for path in sorted(library.images.keys() - shown - used):
            message = f"no article shows `images/{path}`"
            yield Diagnostic(self.fault, f"images/{path}", START, message, "show it, or delete the file")
