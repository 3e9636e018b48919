"""``carepress check``: say what is wrong with articles, without building anything."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from carepress.commands.options import cannot_follow, in_one_line, settings_option

if TYPE_CHECKING:
    from carepress.diagnostics import Collector, Diagnostic
    from carepress.site.check import CheckedFolder
    from carepress.site.report import Reporter

__all__ = ["check"]

FORMATS = ("text", "json", "markdown", "github", "gitlab", "sarif")


class _WrongPathError(Exception):
    """A PATH that cannot be checked, and why."""


def _base(_: click.Context, __: click.Parameter, value: str | None) -> str:
    from carepress.diagnostics.links import is_base

    if value and not is_base(value):
        raise click.BadParameter("write a complete address, such as https://example.org/site/blob/main")
    return value or ""


@click.command(short_help="Say what is wrong with the content.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@settings_option("what must hold in production")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    help="For people (text), programs (json), the summary of a run on a code host (markdown), the lines of a change on "
    "GitHub (github) or GitLab (gitlab), text editors and code hosts (sarif).",
)
@click.option(
    "--link-base", metavar="URL", callback=_base, help="Where the site's files can be read, for links to them."
)
@click.option("--rules-base", metavar="URL", callback=_base, help="Where the folder docs/rules can be read, likewise.")
@click.option("--select", metavar="CODES", help="Only these faults, such as CP3,CP601 or no-sources.")
@click.option("--ignore", metavar="CODES", help="Not these faults.")
@click.option("--statistics", is_flag=True, help="How often each fault was found, instead of each fault.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a person, and show how; then check again.")
@click.option("--diff", is_flag=True, help="Only show what --fix would do. Exit status 1 where that is something.")
@click.option("--explain", metavar="CODE", help="Say what a fault is, why it matters and what to write instead.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at a time. Default: one for each core.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Check as if it were this day (YYYY-MM-DD).")
def check(
    paths: tuple[Path, ...],
    settings: Path,
    format_: str,
    link_base: str,
    rules_base: str,
    select: str | None,
    ignore: str | None,
    statistics: bool,  # noqa: FBT001 - click passes options by name
    fix: bool,  # noqa: FBT001
    diff: bool,  # noqa: FBT001
    explain: str | None,
    jobs: int | None,
    today: dt.datetime | None,
) -> None:
    """Say what is wrong with the content, or with the files and folders at PATHS.

    The answer is that of a build. What is marked (fixable) can be mended by --fix: no words change, only how they are
    written. A folder outside the site is a content folder of its own.

    Exit status: 0 nothing that stops a build, 1 faults, 2 wrong options or settings.
    """
    # The model and the rules take a quarter of a second to import; help need not wait for it.
    gc.set_threshold(100_000)  # what is loaded stays to the end: looking through it for garbage finds none
    from carepress.diagnostics.links import Links
    from carepress.diagnostics.selection import Selection, UnknownFaultError
    from carepress.plugin.loading import load_project
    from carepress.plugin.settings_file import SettingsError
    from carepress.site.assets import ThemeError
    from carepress.site.check import check_folder
    from carepress.site.report import FAULTS, Reporter

    if diff and (format_ != "text" or statistics):
        sys.exit(
            Reporter(Path()).usage("--diff shows a difference, and neither --format nor --statistics goes with it")
        )
    try:
        if explain is not None:
            _explain(explain)
            return
        selection = Selection(select, ignore)
        overrides: dict[str, Any] = {} if today is None else {"CAREPRESS_TODAY": today.date()}
        project = load_project(settings, overrides)
        site = project.site_settings()
        content, chosen = _places(project.content.resolve(), paths)
    except (SettingsError, UnknownFaultError, _WrongPathError) as error:
        sys.exit(Reporter(Path()).usage(str(error)))
    reporter = Reporter(content)
    output = project.output if content == project.content.resolve() else None
    failed = False
    hidden = _hidden(content, chosen)
    reporter.not_looked_at(hidden)

    def is_wanted(each: Diagnostic) -> bool:
        return each.fault in selection and _is_in(each, chosen)

    try:
        with reporter.progress() as progress:

            def run(instead: Mapping[str, bytes] | None = None) -> CheckedFolder:
                return check_folder(content, site, project.theme, output, jobs=jobs, instead=instead, progress=progress)

            if fix or diff:
                failed = _fix(content, run, is_wanted, reporter, write=not diff, show=diff or format_ == "text")
            if diff:
                sys.exit(FAULTS if failed else 0)
            checked = run()
    except ThemeError as error:
        sys.exit(reporter.failure(str(error)))
    texts = 0 if chosen else checked.texts
    asked = select is not None or ignore is not None or chosen
    found = checked.diagnostics.only(is_wanted) if asked else checked.diagnostics
    if statistics:
        _count(found)
    else:
        links = Links(link_base, rules_base)
        more: dict[str, dict[str, Any]] = {
            "sarif": {"links": links},
            "markdown": {"links": links, "titles": checked.titles, "texts": texts},
        }
        reporter.faults(found, format_, mark_fixable=not fix, **more.get(format_, {}))
    looked = not chosen or hidden != chosen
    reporter.checked(found, texts, looked=looked, quiet=format_ != "text", tell_fixable=not fix)
    sys.exit(FAULTS if found.failed or failed else 0)


def _fix(
    content: Path,
    run: Callable[[Mapping[str, bytes]], CheckedFolder],
    is_wanted: Callable[[Diagnostic], bool],
    reporter: Reporter,
    *,
    write: bool,
    show: bool,
) -> bool:
    """Mend what can be mended, or only show it. True where a file could not be written, or is left to be mended."""
    from carepress.site.fixing import FixError, plan_fixes, write_file

    plan = plan_fixes(content, run, is_wanted)
    left = plan.left
    for path, file in plan.files.items():
        if write:
            try:
                write_file(content, path, file)
            except FixError as error:
                left[path] = str(error)
                continue
        if show:
            reporter.difference(path, file.before, file.after)
    fixed = {path: file.faults for path, file in plan.files.items() if path not in left}
    reporter.fixed(fixed, left, plan.refused, done=write, quiet=not (write and show))
    return bool(left if write else plan.files)


def _explain(name: str) -> None:
    from carepress.diagnostics import program
    from carepress.diagnostics.selection import named_faults

    for fault in named_faults(name):
        click.echo(f"{click.style(f'{fault.code} {fault.slug}', bold=True)} ({fault.level})\n\n{fault.docs}\n")
        if fault.fix:
            click.echo(f"{click.style(f'{program()} check --fix', bold=True)}\n{fault.fix}\n")


def _places(content: Path, paths: Iterable[Path]) -> tuple[Path, tuple[str, ...]]:
    """The content folder that is meant, and which parts of it; none for all. Raises :class:`_WrongPathError`."""
    chosen: list[str] = []
    others: list[Path] = []
    for path in paths:
        name = in_one_line(path)
        try:
            # Of a link in the content folder it is the link that is asked about: it is a fault.
            own = path.parent.resolve() / path.name
            place = own if path.is_symlink() and content in own.parents else path.resolve()
        except (OSError, RuntimeError) as error:
            raise _WrongPathError(cannot_follow(path, error)) from error
        if not os.path.lexists(place):
            raise _WrongPathError(f"there is no file or folder {name}")
        if place == content or content in place.parents:
            chosen.append(place.relative_to(content).as_posix())
        elif place.is_dir():
            others.append(place)
        else:
            raise _WrongPathError(f"{name} is not in the content folder {content}")
    if not others:
        return content, () if "." in chosen else tuple(chosen)
    if chosen or len(others) > 1:
        raise _WrongPathError("check one content folder at a time")
    return others[0], ()


def _is_in(diagnostic: Diagnostic, places: tuple[str, ...]) -> bool:
    path = diagnostic.path
    return not places or any(path == place or path.startswith(f"{place}/") for place in places)


def _hidden(content: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Those paths that are not looked at, by their own name or by that of a folder above. A link is a fault."""
    dotted = (path for path in paths if any(part.startswith(".") for part in path.split("/")))
    return tuple(path for path in dotted if not (content / path).is_symlink())


def _count(found: Collector) -> None:
    counts = Counter(diagnostic.fault for diagnostic in found)
    for fault, count in sorted(counts.items(), key=lambda each: (-each[1], each[0].code)):
        click.echo(f"{count:>7,}  {fault.code} {fault.slug}: {fault.summary}")
    suppressed = Counter(diagnostic.fault for diagnostic in found.suppressed)
    for fault, count in sorted(suppressed.items(), key=lambda each: (-each[1], each[0].code)):
        click.echo(f"{count:>7,}  {fault.code} {fault.slug}: suppressed")
