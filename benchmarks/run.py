"""``make bench``: measure Carepress beside Hugo, Eleventy and Pelican, and what its editors wait for."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import editing
from benchmarks.convert import Article, Source
from benchmarks.corpus import Corpus
from benchmarks.measure import Failure, Run, machine
from benchmarks.report import (
    COLD,
    COMPONENT,
    EXAMPLE,
    LARGE,
    MEMORY,
    SEARCH,
    SEARCH_MEMORY,
    TEXT,
    UNCHANGED,
    Figures,
    editing_alone,
    markdown,
)
from benchmarks.site import Site
from benchmarks.tools import REPOSITORY, Appearance, Carepress, Tool, appearance, tools

__all__ = ["main"]

REPORT = REPOSITORY / "docs" / "benchmarks.md"
COUNTS = (1_000, 10_000)
ROUNDS = 5
MEMORY_ROUNDS = 3


class Bench:
    """Runs rounds, and collects their figures."""

    def __init__(self, work: Path, figures: Figures, look: Appearance, *, keep: bool) -> None:
        self.work = work
        self.figures = figures
        self.look = look
        self.keep = keep

    def measure(self, count: int, chosen: Sequence[Tool], rounds: int, memory_rounds: int) -> None:
        """Measure every case at one size."""
        corpus = self.corpus(count)
        sites = [self.site(tool, count, corpus) for tool in chosen]
        articles = list(Source(corpus).articles())
        for number in range(1, rounds + 1):
            for site in sites:
                self.round(count, site, articles[number * 7 % len(articles)], number)
        for _ in range(memory_rounds):
            for site in sites:
                site.clear()
                self.add(count, site, MEMORY, site.build(memory=True))
        for site in sites:
            if isinstance(site.tool, Carepress):
                self.search(count, site, site.tool)
        self.remove([corpus, *(site.folder for site in sites)])

    def search(self, count: int, site: Site, tool: Carepress) -> None:
        """What the index of the search takes, once: it is left out everywhere else."""
        tool.set_search(site.folder, on=True)
        site.clear()
        site.build()
        self.add(count, site, SEARCH, Run(site.phase("search")))
        site.clear()
        self.add(count, site, SEARCH_MEMORY, site.build(memory=True))

    def measure_large(self, tool: Tool) -> None:
        """Measure one tool alone, once, on very many articles: time first, then memory."""
        corpus = self.corpus(LARGE)
        site = self.site(tool, LARGE, corpus)
        self.add(LARGE, site, COLD, site.build())
        site.check()
        site.clear()
        self.add(LARGE, site, MEMORY, site.build(memory=True))
        self.remove([corpus, site.folder])

    def measure_editing(self, tool: Carepress, counts: Sequence[int], rounds: int) -> None:
        """Measure what editors wait for: all of it at each size, and of the example site the check of an article."""
        for count in (EXAMPLE, *counts):
            corpus = self.corpus(count) if count != EXAMPLE else REPOSITORY / "content"
            site = self.site(tool, count, corpus)
            article = next(Source(corpus).articles())
            measure = editing.measure if count != EXAMPLE else editing.measure_check
            measure(tool, site, article, rounds, partial(self.add, count, site))
            self.remove([site.folder, *([corpus] if count != EXAMPLE else [])])

    def round(self, count: int, site: Site, article: Article, number: int) -> None:
        """All cases of one tool, each in a new process."""
        site.clear()
        self.add(count, site, COLD, site.build())
        if number == 1:
            site.check()
        if site.tool.full_build_always and number > 1:
            return
        self.add(count, site, UNCHANGED, site.build())
        site.edit_text(article, number)
        self.add(count, site, TEXT, site.build())
        site.shows(article, f"Edit {number}. ")
        site.edit_component(number)
        self.add(count, site, COMPONENT, site.build())
        site.shows(article, f'data-edit="{number}"')

    def add(self, count: int, site: Site, case: str, result: Run) -> None:
        self.figures.add(count, site.tool.name, case, result)
        cpu = f", {result.cpu:.2f} s of processor" if result.cpu is not None else ""
        peak = f", {result.peak / 1e9:.2f} GB" if result.peak is not None else ""
        size = "example" if count == EXAMPLE else f"{count:,}"
        _say(f"{size:>7} {site.tool.name:10} {case:14} {result.seconds:8.2f} s{cpu}{peak}")

    def corpus(self, count: int) -> Path:
        folder = self.work / f"corpus-{count}"
        shutil.rmtree(folder, ignore_errors=True)
        Corpus(count).write(folder)
        return folder

    def site(self, tool: Tool, count: int, corpus: Path) -> Site:
        folder = self.work / f"{tool.name.lower()}-{count}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tool.prepare(folder, corpus, self.look)
        return Site(tool, folder, corpus, self.look.css, frozenset(entry.name for entry in folder.iterdir()))

    def remove(self, folders: Sequence[Path]) -> None:
        for folder in folders if not self.keep else ():
            shutil.rmtree(folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, as the command line says. Returns 0, or 1 where a tool failed or did not make what is compared."""
    parser = _options()
    options = parser.parse_args(arguments)
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    everybody = tools(work)
    chosen = [tool for tool in everybody if not options.only or tool.name.lower() in options.only]
    ours = [tool for tool in chosen if isinstance(tool, Carepress)]
    if options.editing:
        if not ours:
            parser.error("--editing is about Carepress alone, which --only leaves out")
        chosen = [*ours]
    try:
        for tool in chosen:
            tool.install()
        figures = Figures(
            command=_command(options),
            machine=machine(),
            date=dt.datetime.now(dt.UTC).date().isoformat(),
            rounds=options.rounds,
            versions={tool.name: tool.version() for tool in chosen},
            load=os.getloadavg()[0],
        )
        bench = Bench(work, figures, appearance(everybody[0], work / "appearance"), keep=options.keep)
        if not options.editing:
            for count in options.count:
                bench.measure(count, chosen, options.rounds, options.memory_rounds)
            if options.large:
                bench.measure_large(everybody[0])
        for tool in ours:
            bench.measure_editing(tool, options.count, options.rounds)
    except Failure as failure:
        _say(str(failure))
        return 1
    if options.editing:
        _say(f"\n{editing_alone(figures)}")
        return 0
    options.report.write_text(markdown(figures), "utf-8")
    _say(f"Written: {options.report}")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--count", type=_numbers, default=COUNTS, help="numbers of articles (default: 1000,10000)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="timed rounds (default: %(default)s)")
    parser.add_argument(
        "--memory-rounds", type=int, default=MEMORY_ROUNDS, help="rounds that sample memory (default: %(default)s)"
    )
    parser.add_argument("--only", type=_names, default=(), help="tools, such as carepress,hugo (default: all)")
    parser.add_argument("--large", action="store_true", help="also build 100,000 articles with Carepress alone")
    parser.add_argument(
        "--editing", action="store_true", help="only what editors wait for, printed: the page is of whole runs alone"
    )
    parser.add_argument("--work", type=Path, default=REPOSITORY / "build" / "bench", help="where everything happens")
    parser.add_argument("--report", type=Path, default=REPORT, help="the page to write (default: docs/benchmarks.md)")
    parser.add_argument("--keep", action="store_true", help="keep the sites and their output for a look at them")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _names(text: str) -> tuple[str, ...]:
    names = tuple(part.strip().lower() for part in text.split(","))
    known = [tool.name.lower() for tool in tools(Path())]
    if unknown := [name for name in names if name not in known]:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(known)}")
    return names


def _command(options: argparse.Namespace) -> str:
    """Say what makes the same report again. Folders are left out: they are somebody's own."""
    given = [f"--count {','.join(map(str, options.count))}"] if options.count != COUNTS else []
    given += [f"--rounds {options.rounds}"] if options.rounds != ROUNDS else []
    given += [f"--memory-rounds {options.memory_rounds}"] if options.memory_rounds != MEMORY_ROUNDS else []
    given += [f"--only {','.join(options.only)}"] if options.only else []
    given += ["--large"] if options.large else []
    given += ["--editing"] if options.editing else []
    return f'make bench BENCH="{" ".join(given)}"' if given else "make bench"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
