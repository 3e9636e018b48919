"""``make fuzz``: so many mutants, in several processes. It goes on where it was stopped, unless the code has changed.

Ends with 1 where a claim does not hold. The files that show it are then in the output folder, whole and minimised.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

from carepress.site.code import code_digest
from fuzzing.minimise import minimise
from fuzzing.mutations import mutant
from fuzzing.seeds import ROOT, seeds
from fuzzing.timed import examine_in_time
from fuzzing.world import World

LONGEST = 1.0
"""Seconds of processor time in which a file is loaded, checked, reported and shown."""
PIECE = 250
"""Mutants that one process examines at a time."""
THOROUGH = 10
"""One in so many is looked at more closely, with a browser's parser."""
SLOWEST = 10
MINIMISED = 60.0
"""Seconds for which one file is made smaller."""


@dataclass(slots=True)
class Piece:
    """What was found of :data:`PIECE` mutants, as a line of the record."""

    first: int
    count: int = 0
    whole: int = 0
    """Those that a build would take."""
    seconds: float = 0.0
    """Of the processor, for loading, checking, showing and reporting."""
    codes: dict[str, int] = field(default_factory=dict)
    """Code of a fault → number of mutants that have it."""
    slowest: list[tuple[float, int]] = field(default_factory=list)
    complaints: list[tuple[str, int, str]] = field(default_factory=list)
    """Kind, number of the mutant, detail."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns the status to end with."""
    parser = argparse.ArgumentParser(prog="python -m fuzzing.run", description=__doc__)
    parser.add_argument("--count", type=int, default=2_000, help="mutants (default: 2,000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other mutants (default: 1)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    parser.add_argument(
        "--seconds", type=float, default=LONGEST, help=f"of processor time for one file (default: {LONGEST})"
    )
    parser.add_argument("--output", type=Path, default=Path(".fuzz"), help="where the record and files go")
    parser.add_argument("--number", type=int, help="examine this one mutant, and write its file")
    options = parser.parse_args(arguments)
    options.output.mkdir(exist_ok=True)
    if options.number is not None:
        return _one(options.seed, options.number, options.seconds, options.output)
    record = options.output / f"{options.seed}-{_code()}.jsonl"
    done = [Piece(**json.loads(line)) for line in record.read_text("utf-8").splitlines()] if record.is_file() else []
    known = {piece.first for piece in done}
    todo = [first for first in range(0, options.count, PIECE) if first not in known]
    done = [piece for piece in done if piece.first < options.count]
    spawn = multiprocessing.get_context("spawn")
    with (
        record.open("a", encoding="utf-8") as file,
        ProcessPoolExecutor(options.jobs, mp_context=spawn, initializer=_prepare) as pool,
    ):
        work = [
            pool.submit(_examine, options.seed, first, min(PIECE, options.count - first), options.seconds)
            for first in todo
        ]
        for future in work:
            piece = future.result()
            done.append(piece)
            if piece.count == PIECE:
                file.write(json.dumps(asdict(piece)) + "\n")
                file.flush()
            _progress(done, options.count)
    sys.stderr.write("\n")
    _report(done)
    return _keep(done, options.seed, options.seconds, options.output)


def _code() -> str:
    """A digest of all that decides what is found."""
    whole = hashlib.sha256(code_digest())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(file.read_bytes())
    for template in sorted((ROOT / "templates").rglob("*.html")):
        whole.update(template.read_bytes())
    for seed in seeds():
        whole.update(seed.data)
    return whole.hexdigest()[:12]


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _world()


@cache
def _world() -> World:
    return World()


def _examine(seed: int, first: int, count: int, seconds: float) -> Piece:
    piece, codes = Piece(first, count), Counter[str]()
    for number in range(first, first + count):
        examined = examine_in_time(_world(), mutant(seed, number), seconds, thorough=number % THOROUGH == 0)
        piece.whole += examined.is_whole
        piece.seconds += examined.seconds
        codes.update(examined.codes)
        piece.slowest = sorted([*piece.slowest, (round(examined.seconds, 3), number)], reverse=True)[:SLOWEST]
        piece.complaints += [(each.kind, number, each.detail[:2_000]) for each in examined.complaints]
    piece.codes = dict(codes)
    return piece


def _progress(done: Iterable[Piece], count: int) -> None:
    examined = sum(piece.count for piece in done)
    kinds = {kind for piece in done for kind, _, _ in piece.complaints}
    sys.stderr.write(f"\r{examined:,} of {count:,}, {len(kinds)} kinds of complaint ")
    sys.stderr.flush()


def _report(done: Iterable[Piece]) -> None:
    codes, count, whole, seconds = Counter[str](), 0, 0, 0.0
    slowest: list[tuple[float, int]] = []
    for piece in done:
        codes.update(piece.codes)
        count, whole, seconds = count + piece.count, whole + piece.whole, seconds + piece.seconds
        slowest += [(spent, number) for spent, number in piece.slowest]
    _say(f"{count:,} mutants, of which {whole:,} could be built; {seconds / max(1, count) * 1000:.1f} ms each")
    _say(f"{len(codes)} faults found: " + ", ".join(f"{code} {number:,}" for code, number in codes.most_common()))
    _say(
        "slowest: "
        + ", ".join(f"{spent:.2f} s (number {number})" for spent, number in sorted(slowest)[: -SLOWEST - 1 : -1])
    )


def _keep(done: Iterable[Piece], seed: int, seconds: float, output: Path) -> int:
    """Name each kind of complaint, and write the file that shows it. Returns the status to end with."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for piece in sorted(done, key=lambda piece: piece.first):
        for kind, number, detail in piece.complaints:
            kinds.setdefault(kind, []).append((number, detail))
    for kind, found in sorted(kinds.items(), key=lambda entry: -len(entry[1])):
        number, detail = found[0]
        _say(f"\n{len(found)} × {kind}, first number {number}\n  {detail.strip()}")
        _say(f"  {_save(seed, number, kind, seconds, output)}")
    _say(f"\n{len(kinds)} kinds of complaint" if kinds else "All claims hold.")
    return 1 if kinds else 0


def _save(seed: int, number: int, kind: str, seconds: float, output: Path) -> Path:
    file = mutant(seed, number)
    name = re.sub(r"[^a-z0-9]+", "-", kind.lower()).strip("-")
    ending = file.path.rpartition(".")[2]

    def shows(data: bytes) -> bool:
        examined = examine_in_time(_world(), replace(file, data=data), seconds, thorough=True)
        return any(each.kind == kind for each in examined.complaints)

    (output / f"{name}-{number}.{ending}").write_bytes(file.data)
    smallest = output / f"{name}-{number}.min.{ending}"
    smallest.write_bytes(minimise(file.data, shows, seconds=MINIMISED))
    return smallest


def _one(seed: int, number: int, seconds: float, output: Path) -> int:
    file = mutant(seed, number)
    place = output / f"{number}.{file.path.rpartition('.')[2]}"
    place.write_bytes(file.data)
    examined = examine_in_time(_world(), file, seconds, thorough=True)
    _say(f"{place}, as {file.path}: {examined.seconds:.2f} s, {' '.join(examined.codes) or 'no faults'}")
    for complaint in examined.complaints:
        _say(f"\n{complaint.kind}\n{complaint.detail}")
    return 1 if examined.complaints else 0


def _say(line: str) -> None:
    sys.stdout.write(line.encode("utf-8", "replace").decode() + "\n")


if __name__ == "__main__":
    sys.exit(main())
