"""``carepress schema``: JSON Schemas, with which text editors complete and check what editors write."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from carepress.commands.options import FOLDER

__all__ = ["schema"]

NAMES = ("article", "page", "person", "topics", "glossary")


@click.command(short_help="Tell text editors the content model.")
@click.argument("name", type=click.Choice(NAMES), required=False, metavar="[NAME]")
@click.option(
    "-o",
    "--output",
    type=FOLDER,
    help="Write all schemas into this folder, as NAME.schema.json, instead of printing one.",
)
def schema(name: str | None, output: Path | None) -> None:
    """Print a JSON Schema, with which text editors complete and check YAML.

    NAME is article (the default: the front matter of articles), page, person, topics or glossary.

    Exit status: 0 printed or written, 1 files that cannot be written or are not Carepress's, 2 wrong options.
    """
    if name is not None and output is not None:
        raise click.UsageError("--output writes all schemas: leave NAME out")
    # The model takes a fifth of a second to import; help and usage errors need not wait for it.
    from carepress.content.schema import as_json

    if output is None:
        click.echo(as_json(name or NAMES[0]), nl=False)
        return
    from carepress.site.report import Reporter

    try:
        _write(output, {f"{each}.schema.json": as_json(each) for each in NAMES})
    except _NotOursError as error:
        sys.exit(Reporter(Path()).failure(str(error)))
    except OSError as error:
        sys.exit(Reporter(Path()).failure(f"{output} cannot be written: {error.strerror}"))
    click.echo(f"Wrote {len(NAMES)} schemas to {output}")


class _NotOursError(Exception):
    """A file that would be lost, and why it is not overwritten."""


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files whole, and none of them before all of them can be. Raises :class:`_NotOursError`, ``OSError``."""
    from carepress.content.schema import MADE

    for name in texts:
        place = folder / name
        if place.is_symlink() or (place.exists() and not (place.is_file() and MADE.encode() in place.read_bytes())):
            raise _NotOursError(f"{place} is there already and no schema of Carepress: move it, or name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".schemas-") as beside:
        for name, text in texts.items():
            (Path(beside) / name).write_text(text, "utf-8", newline="\n")
        for name in texts:
            (Path(beside) / name).replace(folder / name)
