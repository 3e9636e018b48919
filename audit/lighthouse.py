"""Runs Lighthouse on a page as a phone would see it, and takes from its report what readers feel."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

__all__ = ["CATEGORIES", "Result", "look", "middle"]

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FLAGS = "--headless=new --no-sandbox --disable-gpu"
_TIMES = {"lcp": "largest-contentful-paint", "cls": "cumulative-layout-shift", "tbt": "total-blocking-time"}


@dataclass(frozen=True, slots=True)
class Result:
    """What Lighthouse says of one page."""

    scores: Mapping[str, int]
    """By category, of 100."""
    lcp: float
    """Seconds until the largest part of the first screen is there, on a simulated slow 4G phone."""
    cls: float
    """How much moves while the page loads."""
    tbt: float
    """Milliseconds in which the page could not answer."""
    requests: int
    transferred: int
    """Bytes on the wire, with headers."""
    page: int
    """Bytes of them for HTML and style sheets."""
    missed: tuple[str, ...]
    """Audits that the page does not pass, of those that count."""


def look(node: Path, address: str, chromium: str) -> Result:
    """Run Lighthouse once. ``node`` is the folder with its packages.

    Raises :class:`subprocess.CalledProcessError`.
    """
    command = ["node", str(node / "node_modules/lighthouse/cli/index.js"), address, "--output=json", "--quiet"]
    command += [f"--chrome-flags={_FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    env = os.environ | {"CHROME_PATH": chromium}
    done = subprocess.run(command, check=True, capture_output=True, env=env)  # noqa: S603 - a fixed command
    return read(json.loads(done.stdout))


def read(report: Mapping[str, Any]) -> Result:
    """Take the figures from Lighthouse's own report."""
    audits, categories = report["audits"], report["categories"]
    requests = [each for each in audits["network-requests"]["details"]["items"] if each["url"].startswith("http")]
    times = {name: float(audits[audit]["numericValue"]) for name, audit in _TIMES.items()}
    weighed = {ref["id"] for each in categories.values() for ref in each["auditRefs"] if ref["weight"]}
    return Result(
        scores={name: round(categories[name]["score"] * 100) for name in CATEGORIES},
        lcp=times["lcp"] / 1000,
        cls=times["cls"],
        tbt=times["tbt"],
        requests=len(requests),
        transferred=sum(each["transferSize"] for each in requests),
        page=sum(each["transferSize"] for each in requests if each["resourceType"] in ("Document", "Stylesheet")),
        missed=tuple(sorted(name for name in weighed if (score := audits[name]["score"]) is not None and score < 1)),
    )


def middle(results: Sequence[Result]) -> Result:
    """The median of each figure; what any run missed counts."""
    return Result(
        scores={name: round(median(each.scores[name] for each in results)) for name in CATEGORIES},
        lcp=median(each.lcp for each in results),
        cls=median(each.cls for each in results),
        tbt=median(each.tbt for each in results),
        requests=round(median(each.requests for each in results)),
        transferred=round(median(each.transferred for each in results)),
        page=round(median(each.page for each in results)),
        missed=tuple(sorted({name for each in results for name in each.missed})),
    )
