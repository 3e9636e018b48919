"""A small site in memory, in which one file is a mutant: what is wrong with it, and what it would look like."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from carepress.content.folder import Folder
from carepress.content.images import load_image
from carepress.content.loading import Loader
from carepress.content.model import Article, Page, Text
from carepress.diagnostics import Collector
from carepress.plugin.loading import load_project
from carepress.review import Review
from carepress.rules import Context, check_site, check_text
from carepress.site.assets import load_assets
from carepress.site.checking import collector_for, reviewed
from carepress.site.i18n import words
from carepress.site.pages import plan_pages
from carepress.site.site import Site
from carepress.site.sources import library_of, load_file
from fuzzing.seeds import ROOT, SORTS, Seed, sort_of

__all__ = ["Outcome", "World"]

TODAY = dt.date(2026, 11, 24)
_CONTENT = ROOT / "content"
_PERSON = Seed("person", "people/jo-reed.yaml", b"name: Jo Reed\ncredentials: MD\n")
"""Who wrote the cases of bad input."""
_LISTS = {sort: name for name, sort in SORTS.items()}
"""What :class:`Folder` calls its lists."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: what is wrong with it, and what was loaded, if anything."""

    seed: Seed
    found: Collector
    value: Any
    context: Context

    @property
    def is_whole(self) -> bool:
        """Whether a build would take it."""
        # What a draft lacks waits, but no build makes a page of it.
        return self.value is not None and not self.found.failed and not any(each.waits for each in self.found)


class World:
    """The example site, with one file that is another each time."""

    def __init__(self) -> None:
        self.loader = Loader("en")
        self._values: dict[str, Any] = {}
        for file in sorted(path for path in _CONTENT.rglob("*") if path.is_file()):
            path = file.relative_to(_CONTENT).as_posix()
            if (sort := sort_of(path)) is not None:
                self._values[path] = self._good(Seed(sort, path, file.read_bytes()))
            else:
                self._values[path] = load_image(path, file.read_bytes())[0]
        self._values[_PERSON.path] = self._good(_PERSON)
        self._project = load_project(ROOT / "pelicanconf.py", {})
        self._settings = self._project.site_settings().model_copy(update={"today": TODAY})

    def _good(self, seed: Seed) -> Any:
        loaded = load_file(self.loader, seed.path, seed.data, seed.sort)
        if loaded.value is None:
            raise AssertionError(loaded.found)
        return loaded.value

    def check(self, seed: Seed, loader: Loader | None = None) -> Outcome:
        """Load a file and hold it against the rules, as a check of its site does."""
        loaded = load_file(loader or self.loader, seed.path, seed.data, seed.sort)
        found = collector_for(self._settings)
        found.extend(loaded.found)
        values = {**self._values, seed.path: loaded.value}
        if loaded.value is None:
            del values[seed.path]
        folder = Folder(images=[path for path in values if path.startswith("images/")])
        for path in sorted(values):
            if (sort := sort_of(path)) is not None:
                getattr(folder, _LISTS.get(sort, "tables")).append(path)
        library, reviews = reviewed(library_of("en", folder, values, found), self._settings)
        context = Context(
            library=library,
            reviews=reviews,
            today=TODAY,
            policy=self._settings.review,
            production=False,
            demonstration=True,
        )
        if isinstance(loaded.value, Text):
            found.extend(check_text(loaded.value, context))  # a draft, too, as its preview does
        elif loaded.value is not None:
            found.extend(each for each in check_site(context) if each.path == seed.path)
        return Outcome(seed, found, loaded.value, context)

    def show(self, outcome: Outcome) -> dict[str, str]:
        """The pages on which a file is shown, by address. A draft is shown as its preview would show it."""
        library, value, seed = outcome.context.library, outcome.value, outcome.seed
        reviews: dict[str, Review] = dict(outcome.context.reviews)
        if isinstance(value, Article | Page):
            live = value
            if not library.is_live(value):
                live = type(value)(
                    value.path,
                    value.slug,
                    value.lang,
                    value.head._replace(status="hidden"),
                    lambda _: value.details,
                )
            texts = {
                name: tuple(live if text is value else text for text in getattr(library, name))
                for name in ("articles", "pages")
            }
            library = replace(library, **texts, held_back=frozenset())  # type: ignore[arg-type]
        site = Site(library, reviews, self._settings, self._assets)
        if seed.sort != "glossary":
            site.glossary = self._glossary  # made anew for each site, and slow
        if isinstance(value, Text):
            pages = list(plan_pages(site, frozenset((seed.path,))))
        else:
            wanted = ("/people/", "/topics/") if seed.sort != "glossary" else ("/procedures/",)
            pages = [page for page in plan_pages(site) if page.address.startswith(wanted)][:3]
        shown = {}
        for page in pages:
            template = self._environment.get_template(page.template)
            variables = {"site": site.view(page.lang), **words(page.lang).variables, **page.variables()}
            shown[page.address] = template.render(variables)
        return shown

    @cached_property
    def _glossary(self) -> Any:
        return Site(self.check(_PERSON).context.library, {}, self._settings, self._assets).glossary

    @cached_property
    def _assets(self) -> Any:
        return load_assets(self._project.theme)

    @cached_property
    def _environment(self) -> Any:
        return self._project.environment()
