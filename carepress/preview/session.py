"""One site, held in memory while somebody writes: its pages, each made when it is asked for, and what is wrong.

A page is what a build would make of the same files. What a build would refuse is shown all the same, as far as it can
be; where it cannot, the page stays as it last was. Everything here is for one thread.
"""

from __future__ import annotations

import datetime as dt
import mimetypes
import os
import re
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from carepress.build.artifact import output_path
from carepress.build.digest import digest
from carepress.build.render import reason
from carepress.build.store import StoreError
from carepress.content.addresses import appointment_address
from carepress.content.folder import read_bytes
from carepress.content.images import PictureError
from carepress.content.library import Library
from carepress.content.model import Article, Page, Text
from carepress.diagnostics import Collector, Diagnostic
from carepress.preview.kept import KeptFolder
from carepress.rules import Context, check_site, check_text
from carepress.site.assets import Assets, load_assets
from carepress.site.checking import collector_for, context_of, hide_suppressed, path_collisions, reviewed, today
from carepress.site.i18n import words
from carepress.site.outputs import plan_files, plan_places
from carepress.site.pages import PlannedPage, plan_pages
from carepress.site.pictures import PictureFile
from carepress.site.settings import SiteSettings
from carepress.site.site import Site

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["FILE", "Frame", "Session", "Shown"]

T = TypeVar("T", Article, Page)

FILE = "/_preview/file/"
"""Before the path of a content file: the address of whatever page the file has, or is going to have."""
KEPT = 200
"""Pages that can be shown again as they last were: some 40 kB each."""
MAX_KEPT = 50_000_000
"""Bytes of pictures in the sizes that browsers asked for."""
HTML = "text/html; charset=utf-8"

_KINDS = {".avif": "image/avif", ".webp": "image/webp"}
"""What not every system's list of types has."""
_NOTHING_YET = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>No page yet</title>
<style>
html {{ color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }}
body {{ max-width: 34em; margin: 15vh auto; padding: 0 1.5rem }}
</style>
<h1>No page yet</h1>
<p>{}</p>
</html>
"""


@dataclass(frozen=True)
class Frame:
    """What pages are made with that is not content."""

    settings: SiteSettings
    environment: Environment
    theme: Path

    @cached_property
    def assets(self) -> Assets:
        """Raises :class:`~carepress.site.assets.ThemeError`."""
        return load_assets(self.theme)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address gives."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    location: str = ""
    """Where it is instead."""
    problem: str = ""
    """Why it is not what its files are now; then it is what they last were, if anything."""

    @property
    def digest(self) -> str:
        """Other bytes, another digest."""
        return digest(self.location, self.body).hex()


class Session:
    """A content folder in a frame."""

    def __init__(
        self, content: Path, kept: KeptFolder, frame: Frame, day_for: Callable[[SiteSettings], dt.date] = today
    ) -> None:
        """``day_for`` says which day it is now. Raises :class:`~carepress.site.assets.ThemeError`."""
        self.content = content
        self.kept = kept
        self._day_for = day_for
        self._good: OrderedDict[str, Shown] = OrderedDict()
        self._made: dict[str, Shown] = {}
        self._pictures: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self.reframe(frame)

    def reframe(self, frame: Frame) -> None:
        """Show everything in another frame. Raises :class:`~carepress.site.assets.ThemeError`, and stays as it was."""
        _ = frame.assets
        self.frame = frame
        self._resolve()

    def refresh(self, paths: Collection[str]) -> None:
        """Take notice of changed files and folders of the content folder."""
        if self.kept.refresh(paths):
            self._resolve()
        self._made.clear()

    def day(self) -> dt.date:
        """Which day it is for the site now. What is shown is that of :meth:`new_day`, or of the last change."""
        return self._day_for(self.frame.settings)

    def new_day(self) -> None:
        """Take notice of the day that it is: reviews depend on it."""
        if self.day() != self.settings.today:
            self._resolve()

    def _resolve(self) -> None:
        """Something has changed that more than one page can show."""
        settings = self.frame.settings.model_copy(update={"today": self.day()})
        self._world = _World(settings, self.frame.assets, self.kept.library())
        self._made.clear()

    # ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def settings(self) -> SiteSettings:
        return self._world.settings

    @property
    def library(self) -> Library:
        return self._world.library

    def address(self, path: str) -> str:
        """Where the page of a content file is, from the root of the site."""
        text = self._world.shown.text(path)
        return FILE + path if text is None else self._world.shown.address(text)

    def href(self, path: str) -> str:
        """The same as a link, whatever the name of the file is."""
        address = self.address(path)
        if address.startswith(FILE):
            return self.settings.base + quote(os.fsencode(address))
        return self.settings.href(address)

    def path(self, address: str) -> str:
        """The content file whose page is at an address; empty where no single file has it."""
        if address.startswith(FILE):
            return address.removeprefix(FILE)
        text = self._world.text_at(address)
        return text.path if text is not None else ""

    def show(self, address: str) -> Shown:
        """What is at an address, from the root of the site."""
        if address not in self._made:
            self._made[address] = self._show(address)
        return self._made[address]

    def _show(self, address: str) -> Shown:
        if address.startswith(FILE):
            return self._show_file(address.removeprefix(FILE))
        site, page = self._world.page(address)
        if page is None:
            return self._other(address) or self._missing()
        try:
            shown = Shown(self._render(page, site))
        except Exception as error:  # noqa: BLE001 - a template's fault, or one of the content that is named beside it
            return self._as_it_was(address, reason(page.what, error))
        self._good[address] = shown
        self._good.move_to_end(address)
        if len(self._good) > KEPT:
            self._good.popitem(last=False)
        return shown

    def _as_it_was(self, address: str, problem: str) -> Shown:
        nothing = Shown(_nothing_yet("Once its faults are mended, it is shown here."), status=500)
        return replace(self._good.get(address, nothing), problem=problem)

    def _show_file(self, path: str) -> Shown:
        """The way to the page of a file."""
        if self._world.shown.text(path) is not None:
            return Shown(b"", status=302, location=self.href(path))
        if self.kept.knows(path):
            return Shown(_nothing_yet(f"Once the faults of {path} are mended, it is shown here."), status=404)
        return Shown(_nothing_yet(f"There is no file {path}."), status=404)

    def _render(self, page: PlannedPage, site: Site) -> bytes:
        template = self.frame.environment.get_template(page.template)
        variables = {"site": site.view(page.lang), **words(page.lang).variables, **page.variables()}
        return template.render(variables).encode()

    def _other(self, address: str) -> Shown | None:
        """A file that is no page."""
        kind = _KINDS.get(address[-5:]) or mimetypes.guess_type(address)[0] or "application/octet-stream"
        if address in self.frame.assets.files:
            return Shown(self.frame.assets.files[address], kind)
        path = output_path(address)
        picture = self._world.drafts.pictures.files.get(path)
        if picture is not None:
            data = self._picture(path, picture)
            return Shown(data, kind) if data is not None else None
        for artifact in plan_files(self._world.site, b"", list(self._world.pages.values())):
            if artifact.path == path:
                return Shown(artifact.make().produce(), kind)
        return None

    def _picture(self, path: str, picture: PictureFile) -> bytes | None:
        """Made when a browser asks for it, and kept: it is asked for anew with each change of a page."""
        source = f"images/{picture.image.path}"
        if source in self.kept.outdated:  # what it holds now can be a script
            return None
        key = path, picture.image.digest
        if picture.image.digest and key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        data, _ = read_bytes(self.content, source)
        if data is None or not picture.image.digest:
            return data
        try:
            data = self._pictures[key] = picture.make(data)
        except PictureError:  # it has changed just now: the next page is without it, and says so
            return None
        while sum(map(len, self._pictures.values())) > MAX_KEPT and len(self._pictures) > 1:
            self._pictures.popitem(last=False)
        return data

    def _missing(self) -> Shown:
        try:
            return Shown(self._render(self._world.pages["/404.html"], self._world.site), status=404)
        except Exception as error:  # noqa: BLE001 - as for other pages
            return Shown(_nothing_yet("No page has this address."), status=404, problem=reason("404.html", error))

    # ── Faults ───────────────────────────────────────────────────────────────────────────────────────────────

    def faults(self, path: str) -> Collector:
        """What is wrong with a file. Of one that cannot be loaded: what is wrong with its form."""
        found = collector_for(self.settings)
        found.extend(each for each in self._everywhere() if each.path == path)
        text = self.library.text(path)
        if text is not None and path not in self.kept.outdated:
            try:
                found.extend(check_text(text, self._world.context()))
            except StoreError:  # a build has begun another store
                self.kept.refresh([path])
                found.extend(check_text(text, self._world.context()))
            hide_suppressed(found, {path: self.kept.suppressed(path)}, lambda _: self.library.is_live(text))
        return found

    def elsewhere(self, path: str) -> Collector:
        """What is wrong with other files, as far as it can be said without looking into every text."""
        found = collector_for(self.settings)
        found.extend(each for each in self._everywhere() if each.path != path)
        return found

    def _everywhere(self) -> list[Diagnostic]:
        return [*self.kept.found(), *self._world.faults]

    def status(self, path: str) -> str:
        """``draft``, ``hidden``, ``published``, ``held back``; empty for what is no text, or none that can be shown."""
        text = self.library.text(path)
        if text is None:
            return ""
        return "held back" if path in self.library.held_back else text.head.status

    def search(self, typed: str, most: int) -> list[Text]:
        """Texts whose title or path holds all that was typed, at most ``most``, the likeliest first."""
        wanted = typed.casefold().split()
        ranks = ((rank, text) for text in self.library.texts if (rank := _rank(text, wanted)) is not None)
        return [text for _, text in nsmallest(most, ranks, key=lambda found: found[0])]


class _World:
    """All that more than one page can show, resolved."""

    def __init__(self, settings: SiteSettings, assets: Assets, library: Library) -> None:
        self.settings = settings
        self.assets = assets
        self.library, self.reviews = reviewed(library, settings)
        self.shown = _all_live(self.library)
        self.site = Site(self.library, self.reviews, settings, assets)

    @cached_property
    def drafts(self) -> Site:
        """The site on which texts that readers do not get are rendered: no page of the other one names them."""
        return Site(self.shown, self.reviews, self.settings, self.assets)

    def text_at(self, address: str) -> Text | None:
        """The text whose page is at an address: of two, the one that readers get."""
        found = self.library.text_at(address) or self.shown.text_at(address)
        if found is None and address.endswith(sheet := appointment_address("/")):
            return self.text_at(address.removesuffix(sheet) + "/")
        return found

    def page(self, address: str) -> tuple[Site, PlannedPage | None]:
        """The page at an address, on its site. That of a text is found without planning all the others."""
        text = self.text_at(address)
        if text is None:
            return self.site, self.pages.get(address)
        site = self.site if self.library.text_at(address) is text else self.drafts
        planned = plan_pages(site, frozenset((text.path,)))
        return site, next((each for each in planned if each.address == address), None)

    @cached_property
    def pages(self) -> dict[str, PlannedPage]:
        """All pages that a build makes, by address."""
        return {page.address: page for page in plan_pages(self.site)}

    @cached_property
    def faults(self) -> list[Diagnostic]:
        """What is wrong beyond single texts."""
        return [*check_site(self.context()), *path_collisions(plan_places(self.site), self.library)]

    def context(self) -> Context:
        """For one check."""
        return context_of(self.library, self.reviews, self.settings)


def _all_live(library: Library) -> Library:
    """The library with a page for every text: drafts, and those held back, as pages that nothing lists."""

    def live(text: T) -> T:
        if library.is_live(text):
            return text
        head = text.head._replace(status="hidden")
        return type(text)(text.path, text.slug, text.lang, head, lambda _: text.details, text.links)

    articles, pages = tuple(map(live, library.articles)), tuple(map(live, library.pages))
    return replace(library, articles=articles, pages=pages, held_back=frozenset())


def _rank(text: Text, wanted: Collection[str]) -> int | None:
    """How little a text is likely to be what somebody wants who types these words; None for one that has not all.

    A title that begins with them comes first, then one in which each begins a word, then any other.
    """
    title = " ".join(text.head.title.casefold().split())
    path = _SAME_IN_ALL_PATHS.sub("", text.path).casefold()
    if title.startswith(" ".join(wanted)):
        return 0
    if all(re.search(rf"(?<!\w){re.escape(word)}", title) for word in wanted):
        return 1
    return 2 if all(word in title or word in path for word in wanted) else None


_SAME_IN_ALL_PATHS = re.compile(r"\A(?:articles|pages)/|\.md\Z")


def _nothing_yet(sentence: str) -> bytes:
    return _NOTHING_YET.format(escape(sentence)).encode("utf-8", "replace")
