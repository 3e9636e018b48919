"""Pictures as pages show them, and the files behind them: each page names what :meth:`Pictures.files` promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from math import ceil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from carepress.build.artifact import Artifact, Product
from carepress.build.digest import digest
from carepress.content.image_sizes import COLUMN, PORTRAIT_SIDE, portrait_widths, widths
from carepress.content.images import ImageFile
from carepress.content.library import Library
from carepress.site.settings import SiteSettings
from carepress.site.views import PictureSource, PictureView

if TYPE_CHECKING:
    from carepress.site.picture_files import Form

__all__ = ["FOLDER", "PictureFile", "Pictures"]

FOLDER = "img"
"""Where the files lie that have a digest in their names, and nothing else does."""
_LENGTH = 12
"""Hexadecimal digits of a digest: among 10,000 pictures two have one with a probability below 10⁻⁶."""
_FALLBACK = 720
"""Pixels, for browsers that know none of the newer formats: those of old phones."""
_PAGE = 0.92
"""Of the screen's width is the text of a page, where that is narrower than its column."""


class _Offer(NamedTuple):
    """What is made of an image for one use of it; nothing of one that is shown as it was saved."""

    sources: tuple[tuple[Form, ...], ...]
    """By format, the best first; each from narrow to wide."""
    fallback: Form | None
    """For browsers that know none of these; None: the original."""

    def forms(self) -> Iterator[Form]:
        for forms in self.sources:
            yield from forms
        if self.fallback:
            yield self.fallback


class PictureFile(NamedTuple):
    """A file to be made from an image. ``form`` is how; None: the original, with nothing but the picture in it."""

    image: ImageFile
    form: Form | None

    def make(self, data: bytes) -> bytes:
        """From the image's own bytes. Raises :class:`~carepress.content.images.PictureError`."""
        if not self.image.digest:
            return data
        # As everywhere here: only who makes or shows pictures of pixels needs Pillow.
        from carepress.site.picture_files import bare, encoded

        suffix = _suffix(self.image)
        return bare(data, suffix) if self.form is None else encoded(data, suffix, self.form)


class Pictures:
    """The images of a library, and what is made of them."""

    def __init__(self, library: Library, settings: SiteSettings) -> None:
        self._library = library
        self._settings = settings

    # ── What pages show ──────────────────────────────────────────────────────────────────────────────────────────

    def figure(self, image: ImageFile) -> PictureView:
        """An image as wide as the text, at most."""
        wide = min(image.width or 0, COLUMN)
        sizes = f"(min-width:{ceil(wide / _PAGE)}px) {wide}px,{_PAGE * 100:.0f}vw"
        return self._view(image, _figure(image), sizes)

    def portrait(self, image: ImageFile) -> PictureView:
        """The face of a person, square."""
        return self._view(image, _portrait(image), f"{PORTRAIT_SIDE}px")

    def _view(self, image: ImageFile, offer: _Offer, sizes: str) -> PictureView:
        def href(form: Form) -> str:
            return self._settings.href(f"/{_path(image, form)}")

        sources = tuple(
            PictureSource(f"image/{forms[0].ending}", ", ".join(f"{href(form)} {form.width}w" for form in forms))
            for forms in offer.sources
        )
        src = href(offer.fallback) if offer.fallback else self._settings.href(f"/images/{image.path}")
        return PictureView(src, image.width, image.height, sizes if sources else "", sources)

    # ── The files ────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def files(self) -> Mapping[str, PictureFile]:
        """Path in the output → what it is made from: every image, and the forms of those that pages show."""
        library = self._library
        shown: dict[str, ImageFile] = {}
        for text in (*library.live_articles, *library.live_pages):
            for target in text.head.images:
                image, _ = library.resolve_image(text, target)
                if image is not None:
                    shown[image.path] = image
        found = {f"images/{path}": PictureFile(image, None) for path, image in library.images.items()}
        for image in shown.values():
            found |= _files(image, _figure(image))
        for person in library.people.values():
            image = library.images.get((person.photo or "").removeprefix("images/"))
            if image is not None:
                found |= _files(image, _portrait(image))
        return found

    def artifacts(self, keys: Mapping[str, bytes], read: Callable[[str], bytes]) -> Iterator[Artifact]:
        """All :attr:`files`. ``keys`` are those of the content folder's files, and ``read`` gives their bytes."""
        for path, file in self.files.items():
            source = f"images/{file.image.path}"
            parts = _parts(file)
            what = f"the image {source}" + (f", {file.form.width} pixels wide" if file.form else "")
            make = partial(_product, parts, file, source, read)
            yield Artifact(path, digest(keys[source], *parts.values()), make, source, what, slow=bool(parts))


def _product(parts: Mapping[str, bytes], file: PictureFile, source: str, read: Callable[[str], bytes]) -> Product:
    return Product(parts, lambda: file.make(read(source)))


def _parts(file: PictureFile) -> dict[str, bytes]:
    """What decides on a file, but for those that are only copied: their bytes can be told from others at once."""
    if not file.image.digest:
        return {}
    from carepress.site.picture_files import encoder

    return {"image": bytes.fromhex(file.image.digest), "encoder": digest(encoder(), str(file.form))}


def _files(image: ImageFile, offer: _Offer) -> dict[str, PictureFile]:
    return {_path(image, form): PictureFile(image, form) for form in offer.forms()}


def _path(image: ImageFile, form: Form) -> str:
    """In the output. Another picture, or another way to make it, has another name, so that browsers may keep it."""
    from carepress.site.picture_files import encoder

    return f"{FOLDER}/{digest(image.digest, encoder()).hex()[:_LENGTH]}-{form}"


def _figure(image: ImageFile) -> _Offer:
    found = widths(image)
    return _offer(image, found, _FALLBACK if found and (image.width or 0) > _FALLBACK else None)


def _portrait(image: ImageFile) -> _Offer:
    found = portrait_widths(image)
    return _offer(image, found, min(found[-1], PORTRAIT_SIDE * 2) if found else None, square=True)


def _offer(image: ImageFile, found: tuple[int, ...], fallback: int | None, *, square: bool = False) -> _Offer:
    if not found:
        return _Offer((), None)
    from carepress.site.picture_files import Form, modern, same_format

    sources = tuple(tuple(Form(width, ending, square) for width in found) for ending in modern())
    return _Offer(sources, Form(fallback, same_format(_suffix(image)), square) if fallback else None)


def _suffix(image: ImageFile) -> str:
    return PurePosixPath(image.path).suffix.lower()
