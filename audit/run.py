"""``make audit``: builds the sites, looks at each page with Lighthouse, and prints the table."""

from __future__ import annotations

import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from audit.lighthouse import CATEGORIES, Result, look, middle
from audit.serve import server
from audit.sites import Site, build_sites
from benchmarks.tools import REPOSITORY

__all__ = ["main", "table"]

CHROMIUM = "tests/browser/chromium.py"
_BEGIN, _END = "<!-- begin of the table -->", "<!-- end of the table -->"


@click.command()
@click.option("--rounds", type=click.IntRange(min=1), default=3, help="Runs of each page; the table has their medians.")
@click.option("--only", default="", help="Only the sites whose names begin so.")
@click.option("--work", type=click.Path(path_type=Path), default=Path(".audit"), help="Where everything is put.")
@click.option("--write", type=click.Path(path_type=Path), help="A Markdown file whose table is to be replaced.")
def main(rounds: int, only: str, work: Path, write: Path | None) -> None:
    """Look at our pages, and at the same article made by others, as a slow phone would."""
    chromium = runpy.run_path(str(REPOSITORY / CHROMIUM))["find_chromium"]()
    if chromium is None:
        sys.exit(f"audit: there is no chromium; python {CHROMIUM} says how to get one")
    work = work.resolve()
    work.mkdir(exist_ok=True)
    try:
        results: dict[str, Result] = {}
        for site in build_sites(work):
            if site.name.startswith(only):
                results |= _results(site, work, chromium, rounds)
    except subprocess.CalledProcessError as error:
        sys.exit(f"audit: {error}\n{(error.stderr or b'').decode(errors='replace')[-2000:]}")
    made = table(results)
    click.echo(made)
    if write is not None:
        _replace(write, made)


def table(results: Mapping[str, Result]) -> str:
    """The figures as a table in Markdown, and below it what was not passed."""
    head = "| page | " + " | ".join(name.replace("-", " ") for name in CATEGORIES)
    lines = [f"{head} | LCP, s | CLS | TBT, ms | requests | kB | of them HTML and CSS |"]
    lines.append("|---|" + "--:|" * (len(CATEGORIES) + 6))
    for name, each in results.items():
        scores = " | ".join(str(each.scores[category]) for category in CATEGORIES)
        figures = f"{each.lcp:.2f} | {each.cls:.3f} | {each.tbt:.0f} | {each.requests}"
        lines.append(f"| {name} | {scores} | {figures} | {each.transferred / 1000:.1f} | {each.page / 1000:.1f} |")
    missed = [f"- {name}: {', '.join(each.missed)}" for name, each in results.items() if each.missed]
    return "\n".join([*lines, *(["", "Not passed:", "", *missed] if missed else [])])


def _results(site: Site, work: Path, chromium: str, rounds: int) -> dict[str, Result]:
    with _served(site.folder) as base:
        return {
            f"{site.name}: {page}": middle([look(work / "node", f"{base}/{address}", chromium) for _ in range(rounds)])
            for page, address in site.pages.items()
        }


def _replace(file: Path, made: str) -> None:
    """Put the table between the two marks in a file."""
    before, _, rest = file.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    file.write_text(f"{before}{_BEGIN}\n{made}\n{_END}{after}", "utf-8")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder while it is looked at. Gives its address."""
    with server(folder) as running:
        threading.Thread(target=running.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            running.shutdown()


if __name__ == "__main__":
    main()
