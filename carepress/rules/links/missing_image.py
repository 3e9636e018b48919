"""CP205 image-missing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from carepress.content.library import Problem
from carepress.content.model import Text
from carepress.diagnostics import START, Diagnostic, Level, did_you_mean
from carepress.rules.base import Context, Rule

__all__ = ["MissingImage"]


class MissingImage(Rule):
    """What it checks
    Every image is a file in images/.

    Why it matters to readers
    Readers would see a broken picture; and a picture from another site tells that site who reads what.

    Example
    ![An eye](https://example.org/eye.png)

    Use instead
    ![An eye](eye.png), with the file in images/

    Source
    page.md: no requests to other hosts.
    """

    code = "CP205"
    slug = "image-missing"
    level = Level.INTEGRITY

    def check_site(self, context: Context) -> Iterator[Diagnostic]:
        library = context.library
        for identifier, person in library.people.items():
            photo = (person.photo or "").removeprefix("images/")
            if photo and photo not in library.images and f"images/{photo}" not in library.broken:
                guess = did_you_mean(photo, library.images)
                help_ = f"did you mean `{guess}`?" if guess else "put the file there"
                message = f"there is no image `{person.photo}` in images/"
                yield Diagnostic(self.fault, f"people/{identifier}.yaml", START, message, help_)

    def check_text(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        library = context.library
        for image in text.body.images:
            _, resolved = library.resolve_image(text, image.target)
            if resolved.problem is Problem.EXTERNAL_IMAGE:
                message, help_ = (
                    f"`{image.target[:60]}` is on another site",
                    "put the file into images/ and name it here",
                )
                if _ON_A_COMPUTER.match(image.target):
                    message = f"`{image.target[:60]}` is a place on one computer, where readers cannot see it"
                    help_ = f"put the file into images/, and write its name alone: `{_file_name(image.target)}`"
            elif resolved.problem is Problem.OUTSIDE:
                message, help_ = f"`{image.target}` leads out of the content folder", "put the file into images/"
            elif resolved.problem is Problem.NO_IMAGE:
                message = f"there is no image `{image.target}` in images/"
                help_ = "put the file there"
                if resolved.suggestion:
                    help_ = f"did you mean `{resolved.suggestion}`?"
                elif (name := _file_name(image.target)) != posixpath.basename(unquote(image.target)):
                    help_ = (
                        f"put the file there under a name without spaces and other signs, and write it here: `{name}`"
                    )
            else:
                continue
            yield self.at(text, image.span, message, help_)


_ON_A_COMPUTER = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\?\w", re.IGNORECASE)
_UNUSABLE = re.compile(r"[^A-Za-z0-9._-]+")


def _file_name(target: str) -> str:
    """The last part of a place, as the name of an image can be written."""
    name, ending = posixpath.splitext(re.split(r"[\\/]", unquote(target))[-1])
    return (_UNUSABLE.sub("-", name).strip("-") or "name") + ending
