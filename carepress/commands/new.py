"""``carepress new``: begin an article."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from carepress.commands.options import settings_option
from carepress.diagnostics.literal import program

if TYPE_CHECKING:
    from carepress.site.new_article import Beginning, Choice, Site

__all__ = ["new"]

T = TypeVar("T")


class _TakenError(Exception):
    """An article has the name already: which one, and a name that is free."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the command line says."""

    kind: str | None
    title: str
    topic: str | None
    authors: tuple[str, ...]
    slug: str | None
    lang: str | None


@click.command(short_help="Begin an article.")
@click.argument("kind", required=False)
@click.argument("title", nargs=-1)
@click.option("--topic", metavar="ID", help="Its main topic, as in topics.yaml.")
@click.option("--author", "authors", metavar="ID", multiple=True, help="Who writes it, as in people/; can be repeated.")
@click.option("--slug", help="The last part of its address, and its file's name. Default: made from the title.")
@click.option("--lang", metavar="CODE", help="Its language, such as es. Default: the site's.")
@settings_option("production")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Begin it as if it were this day (YYYY-MM-DD).")
def new(
    kind: str | None,
    title: tuple[str, ...],
    topic: str | None,
    authors: tuple[str, ...],
    slug: str | None,
    lang: str | None,
    settings: Path,
    today: dt.datetime | None,
) -> None:
    """Begin an article: a file with its front matter, and a heading and a note for each section of its KIND.

    What is left out, it asks for. KIND is condition, symptom, procedure, test, medicine or wellbeing. Nothing is ever
    overwritten. The article is a draft until its status says otherwise.

    Exit status: 0 written, 1 not written, 2 wrong options or settings.
    """
    given = _Given(kind, " ".join(title), topic, authors, slug, lang)
    try:
        sys.exit(_run(given, settings, {} if today is None else {"CAREPRESS_TODAY": today.date()}))
    except (click.Abort, KeyboardInterrupt):  # Ctrl-C, or the end of the input
        click.echo("\nNothing was written.", err=True)
        sys.exit(1)


def _run(given: _Given, settings: Path, overrides: dict[str, Any]) -> int:
    # The model takes a quarter of a second to import; help need not wait for it.
    from carepress.content.new_file import NotWrittenError, write_new
    from carepress.plugin.loading import load_project
    from carepress.plugin.settings_file import SettingsError
    from carepress.site.checking import today
    from carepress.site.new_article import NotUsableError, Site
    from carepress.site.report import Reporter, relative

    reporter = Reporter(Path())
    try:
        project = load_project(settings, overrides)
        decided = project.site_settings()
        reporter = Reporter(project.content)
        site = Site.survey(project.content, decided, project.theme, project.output)
        if faults := site.faults_of("topics.yaml", *(f"people/{each}.yaml" for each in given.authors)):
            reporter.faults(faults, "text", to=reporter.err)
            return reporter.failure("nothing was written: mend this first")
        asking = _Asking(site, relative(project.content), given)
        beginning = asking.beginning(today(decided))
        place = f"{relative(project.content)}/{beginning.path}"
        if asking.has_asked:
            asking.confirm(place, beginning)
        write_new(project.content, beginning.path, beginning.text)
    except (SettingsError, NotUsableError) as error:
        return reporter.usage(str(error))
    except (_TakenError, NotWrittenError) as error:
        return reporter.failure(str(error))
    _say_what_next(place, beginning, site, settings)
    return 0


class _Asking:
    """Completes what the command line says: by asking, where somebody is there to answer."""

    def __init__(self, site: Site, content: str, given: _Given) -> None:
        self.site = site
        self.content = content
        self.given = given
        self.has_asked = False

    def beginning(self, today: dt.date) -> Beginning:
        """The article that is meant.

        Raises :class:`NotUsableError` and :class:`_TakenError` for what the command line says, and
        :class:`click.Abort` where whoever was asked leaves.
        """
        from carepress.content.kinds import kinds
        from carepress.content.scaffold import Answers

        self.refuse_mistakes()
        self.refuse_gaps()
        kind = self.known_kind() or self.choose("What kind of article is it?", self.site.kinds)
        title, topic = self.title(), self.topic()
        authors = tuple(dict.fromkeys(self.authors()))
        lang = self.lang()
        slug = self.slug(kind, title, lang)
        answers = Answers(kinds()[kind], title, topic, authors, today, lang, own_lang=lang == self.site.lang)
        return self.site.begin(answers, slug)

    def refuse_mistakes(self) -> None:
        """Raises :class:`NotUsableError` for what the command line says, before anybody is asked for the rest."""
        from carepress.site.new_article import NotUsableError

        given, site = self.given, self.site
        checks: list[Callable[[], object]] = [self.known_kind]
        if given.title.strip():
            checks.append(lambda: site.usable_title(given.title))
        if given.topic is not None and site.topics.names:
            checks.append(self.topic)
        checks += [partial(site.people.named, author) for author in given.authors]
        if given.slug is not None:
            checks.append(partial(self.usable_slug, given.slug))
        mistakes = []
        for check in (*checks, self.lang):
            try:
                check()
            except NotUsableError as error:
                mistakes.append(str(error))
        if mistakes:
            raise NotUsableError("\n".join(mistakes))

    def refuse_gaps(self) -> None:
        """Raises :class:`NotUsableError` where something is missing and nobody is there to be asked."""
        from carepress.site.new_article import NotUsableError

        given, site = self.given, self.site
        gaps = {
            f"the kind {site.kinds.in_words}": given.kind is None,
            "the title": not given.title.strip(),
            f"--topic {site.topics.in_words}": given.topic is None and bool(site.topics.names),
        }
        missing = [gap for gap, is_missing in gaps.items() if is_missing]
        if missing and not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):  # none if closed
            usage = f'{program()} new KIND "Title" --topic ID'
            raise NotUsableError(f"this is missing: {', '.join(missing)}\nwrite it like this: {usage}")
        self.has_asked = bool(missing)
        if missing:
            click.echo("This begins a new article. Ctrl-C ends it, and nothing is written.")

    # ── One question each ────────────────────────────────────────────────────────────────────────────────────

    def known_kind(self) -> str | None:
        """Raises :class:`NotUsableError` where the command line names a kind that there is not."""
        from carepress.site.new_article import NotUsableError

        if self.given.kind is None:
            return None
        try:
            return self.site.kinds.named(self.given.kind)
        except NotUsableError as error:
            hint = "" if self.given.title else "; write the kind before the title"
            raise NotUsableError(f"{error}{hint}") from None

    def title(self) -> str:
        if self.given.title.strip():
            return self.site.usable_title(self.given.title)
        return self.ask("What is its title, as readers will see it?", "Title", self.site.usable_title)

    def topic(self) -> str:
        topics = self.site.topics
        if not topics.names:
            return self.site.usable_topic(self.given.topic)
        if self.given.topic is not None:
            return topics.named(self.given.topic)
        return self.choose("Which topic does it belong to?", topics)

    def authors(self) -> tuple[str, ...]:
        people = self.site.people
        if self.given.authors or not self.has_asked or not people.names:
            return tuple(map(people.named, self.given.authors))
        ask = "Numbers or names with commas between them, or nothing for nobody"
        question = "Who writes it? If you are not in the list, press Enter: you can add yourself later."
        return self.choose_any(question, people, ask)

    def lang(self) -> str:
        return self.site.usable_lang(self.given.lang)

    def usable_slug(self, written: str) -> str:
        from carepress.plugin.slug import slug_of

        return self.site.usable_slug(written, slug_of(written))

    def slug(self, kind: str, title: str, lang: str) -> str:
        """A slug that nobody has."""
        from carepress.plugin.slug import slug_of

        def free(written: str) -> str:
            slug = self.usable_slug(written.strip())
            if (holder := self.site.holder(kind, slug, lang)) is not None:
                raise _TakenError(self.taken(holder, slug, self.site.free_slug(kind, slug, lang)))
            return slug

        wanted = self.given.slug if self.given.slug is not None else slug_of(title)
        if not self.has_asked:
            return free(wanted)
        if wanted and (holder := self.site.holder(kind, wanted, lang)) is None:
            return wanted
        question = "What is the last part of its address? Small letters without accents, digits and hyphens."
        suggestion = None
        if wanted and holder is not None:
            suggestion = self.site.free_slug(kind, wanted, lang)
            question = f"{self.taken(holder, wanted, None)}\n{question}"
        return self.ask(question, "Address", free, default=suggestion)

    def taken(self, holder: str, slug: str, free: str | None) -> str:
        message = f"the address {slug} is taken by {self.content}/{holder}"
        return f"{message}; for another article, write --slug {free}" if free else f"{message}."

    # ── How it is asked ──────────────────────────────────────────────────────────────────────────────────────

    def ask(self, question: str, label: str, use: Callable[[str], T], default: str | None = None) -> T:
        """Ask until there is an answer that can be used. Plain lines, so that a screen reader reads them in order."""
        from carepress.site.new_article import NotUsableError

        def use_or_say(written: str) -> T:
            try:
                return use(written)
            except (NotUsableError, _TakenError) as error:
                raise click.UsageError(_in_print(str(error))) from None

        click.echo(f"\n{_in_print(question)}")
        answer: T = click.prompt(
            label, default=default, value_proc=use_or_say, show_default=default != "", prompt_suffix=": "
        )
        return answer

    def choose(self, question: str, choice: Choice) -> str:
        return self.ask(f"{question}\n{choice.listed}", "Number or name", choice.numbered)

    def choose_any(self, question: str, choice: Choice, label: str) -> tuple[str, ...]:
        def use(written: str) -> tuple[str, ...]:
            return tuple(choice.numbered(each) for each in written.split(",") if each.strip())

        return self.ask(f"{question}\n{choice.listed}", label, use, default="")

    def confirm(self, place: str, beginning: Beginning) -> None:
        """Raises :class:`click.Abort` where it shall not be written."""
        click.echo(f"\nThis will be written: {_in_print(place)}")
        click.echo(f"Its address will be: {beginning.address}")
        click.echo("Its front matter:")
        for line in beginning.filled:
            click.echo(f"  {_in_print(line)}")
        click.confirm("Write it?", default=True, abort=True)


def _say_what_next(place: str, beginning: Beginning, site: Site, settings: Path) -> None:
    from carepress.site.report import settings_given

    of_site = settings_given(settings)
    click.echo(f"Written, as a draft. Begin with the summary: {_in_print(place)}:{beginning.line}")
    carepress = program()
    click.echo(f"To see it while you write: {carepress} preview{of_site}")
    click.echo("When it is finished, change its status from draft to published. To see what it lacks then:")
    click.echo(f"  {carepress} check{of_site} {_in_print(shlex.quote(place))}")
    if not site.topics.names:
        click.echo("This site has no topics yet. Before you publish it, put its category into topics.yaml.")


def _in_print(text: str) -> str:
    """Text for a terminal: what others typed must not move its cursor."""
    from carepress.diagnostics.text import printable

    return "\n".join(map(printable, text.split("\n")))
