"""Making what has to be made, and nothing else."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from carepress.build.artifact import Artifact
from carepress.build.digest import digest
from carepress.build.pickled import unpickled
from carepress.build.store import Made, StoreError
from carepress.build.tree import FileState, write_file
from carepress.build.workers import in_parallel

__all__ = ["RenderError", "Rendered", "Why", "reason", "render"]


class RenderError(Exception):
    """A file of the site cannot be made: a template or a file it needs is at fault. Names the file and the reason."""


class Why(StrEnum):
    """What became of one file."""

    UNTOUCHED = "nothing that could matter to it has changed"
    SAME_PARTS = "something changed, but nothing that it shows"
    SAME_BYTES = "made again, with the same bytes"
    NEW = "it is new"
    CHANGED = "what it shows has changed"
    DAMAGED = "its file in the output was changed or deleted by something else"


_WRITTEN = (Why.NEW, Why.CHANGED, Why.DAMAGED)
_MADE = (*_WRITTEN, Why.SAME_BYTES)


class _Result(NamedTuple):
    path: str
    why: Why
    changed: tuple[str, ...]
    """Names of the parts that are not as they were."""
    made: tuple[bytes, bytes, bytes]
    """Key, parts and content of :class:`Made`."""


@dataclass(slots=True)
class Rendered:
    """What a build did to the files of the site."""

    results: dict[str, tuple[Why, tuple[str, ...]]] = field(default_factory=dict)
    """By path: what became of a file, and which of its parts changed."""
    anew: list[str] = field(default_factory=list)
    """Files of which the store must learn."""
    written: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    """By path: the content file that asked for it, where one did."""

    @property
    def made(self) -> int:
        """Files that had to be made, be it that some then were as before."""
        return sum(why in _MADE for why, _ in self.results.values())

    @property
    def reused(self) -> int:
        return len(self.results) - self.made


def render(
    artifacts: Sequence[Artifact],
    known: Mapping[str, Made],
    there: Mapping[str, FileState],
    prepare: Callable[[Collection[str]], Path],
    keep: Callable[[str, bytes, bytes, bytes], None],
    *,
    jobs: int,
    progress: Callable[[int], None] = lambda _: None,
) -> Rendered:
    """Make every artifact that is new, shows something else, or whose file is not as it was written.

    ``known`` is what the build before made, ``there`` the files that can be seen now; ``prepare`` is told the paths
    that may be written, gives the folder to write into, and is called at most once; ``keep`` is told of each file that
    was looked at: its path, and what :class:`Made` says of it but for its state. Raises :class:`RenderError` where a
    file cannot be made.
    """
    done = Rendered(sources={each.path: each.source for each in artifacts if each.source})
    todo: list[tuple[Artifact, Made | None, bool]] = []
    for artifact in artifacts:
        made = known.get(artifact.path)
        intact = made is not None and there.get(artifact.path) == made.state
        if made is not None and intact and made.key == artifact.key:
            done.results[artifact.path] = (Why.UNTOUCHED, ())
        else:
            todo.append((artifact, made, intact))
    if not todo:
        return done
    root = prepare([artifact.path for artifact, _, _ in todo])

    def work(chunk: Sequence[tuple[Artifact, Made | None, bool]]) -> list[_Result]:
        return [_render(root, *each) for each in chunk]

    slow, quick = [each for each in todo if each[0].slow], [each for each in todo if not each[0].slow]
    results = chain(
        in_parallel(work, slow, jobs=jobs, chunk=1, smallest=2), in_parallel(work, quick, jobs=jobs, chunk=32)
    )
    for count, result in enumerate(results, 1):
        done.results[result.path] = (result.why, result.changed)
        done.anew.append(result.path)
        keep(result.path, *result.made)
        if result.why in _WRITTEN:
            done.written.append(result.path)
        progress(count)
    return done


def _render(root: Path, artifact: Artifact, made: Made | None, intact: bool) -> _Result:  # noqa: FBT001
    try:
        product = artifact.make()
        parts = pickle.dumps(dict(product.parts)) if product.parts else b""
        if made is not None and intact and parts and parts == made.parts:
            return _Result(artifact.path, Why.SAME_PARTS, (), (artifact.key, parts, made.content))
        data = product.produce()
    except StoreError:
        raise
    except Exception as error:  # a site's own templates and files: anything can go wrong in them
        raise RenderError(reason(artifact.what, error)) from error
    content = digest(data)
    changed = _changed(made, product.parts)
    row = (artifact.key, parts, content)
    if made is not None and intact and content == made.content:
        return _Result(artifact.path, Why.SAME_BYTES, changed, row)
    write_file(root, artifact.path, data)
    why = Why.NEW if made is None else Why.CHANGED if content != made.content else Why.DAMAGED
    return _Result(artifact.path, why, changed, row)


def _changed(made: Made | None, parts: Mapping[str, bytes]) -> tuple[str, ...]:
    if made is None or not made.parts:
        return ()
    before: dict[str, bytes] = unpickled(made.parts)
    return tuple(name for name in {**before, **parts} if before.get(name) != parts.get(name))


def reason(what: str, error: Exception) -> str:
    """Why something cannot be made, with the place in the template where there is one."""
    frames = traceback.extract_tb(error.__traceback__)
    template = next((frame for frame in reversed(frames) if not frame.filename.endswith(".py")), None)
    place = f"{template.filename}:{template.lineno}: " if template and Path(template.filename).is_file() else ""
    return f"{place}{what} cannot be made: {type(error).__name__}: {error}"
