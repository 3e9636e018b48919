"""Runs Pagefind over documents in memory, and gives the files of its index. Knows nothing of what they are about."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cbor2

from carepress.build.artifact import output_path
from carepress.build.render import RenderError

__all__ = ["build_index", "in_order", "indexer_version"]

FOLDER = "pagefind"
"""Where the index lies in the output, and where its program looks for it."""
_OURS = ("pagefind.js", "pagefind-entry.json")
_OURS_BY_END = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind")
"""All but the user interfaces that come with it."""
_MARK = b"pagefind_dcd"


def indexer_version() -> str:
    """Another version makes another index."""
    try:
        return version("pagefind-bin")
    except PackageNotFoundError:
        return ""


def build_index(documents: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The index of ``documents``: address and HTML. Gives its files by their paths in the output.

    The same documents give the same bytes. Raises :class:`~carepress.build.render.RenderError`.
    """
    with TemporaryDirectory(prefix="carepress-search-") as folder:
        site, index = Path(folder, "site"), Path(folder, FOLDER)
        site.mkdir()
        count = 0
        for address, html in documents:
            place = site / output_path(address)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(html, "utf-8")
            count += 1
        if not count:
            return {}
        _run(Path(folder), site, index)
        files = {
            path.relative_to(index).as_posix(): path.read_bytes()
            for path in sorted(index.rglob("*"))
            if path.is_file() and (path.name in _OURS or path.name.endswith(_OURS_BY_END))
        }
    try:
        files = in_order(files)
    except (KeyError, ValueError, TypeError, OSError, EOFError, cbor2.CBORDecodeError) as error:
        raise RenderError(f"the index of this version of Pagefind ({indexer_version()}) cannot be read") from error
    return {f"{FOLDER}/{path}": data for path, data in files.items()}


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The index with its filters, and their values, in the order of their names.

    Pagefind 1.5 writes them in an order that is another each time. A filter is a list: its name, and pairs of a value
    and page numbers. The list of all that an index has for a language has the names of filters and of their files as
    its fourth part. Both are CBOR (RFC 8949) behind a mark, compressed; the hash of the latter stands in the entry.
    """
    files = dict(files)
    entry = json.loads(files["pagefind-entry.json"])
    for language in entry["languages"].values():
        name = f"pagefind.{language['hash']}.pf_meta"
        whole = _unpacked(files.pop(name))
        filters = []
        for filter_name, file in sorted(whole[3]):
            _, values = _unpacked(files.pop(f"filter/{file}.pf_filter"))
            data = _packed([filter_name, sorted(values)])
            filters.append([filter_name, _named(file, data)])
            files[f"filter/{filters[-1][1]}.pf_filter"] = data
        whole[3] = filters
        data = _packed(whole)
        language["hash"] = _named(language["hash"], data)
        files[f"pagefind.{language['hash']}.pf_meta"] = data
    files["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return files


def _unpacked(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data).removeprefix(_MARK))


def _packed(value: object) -> bytes:
    return gzip.compress(_MARK + cbor2.dumps(value), 9, mtime=0)


def _named(name: str, data: bytes) -> str:
    """A name of the same form, by the new content."""
    lang, _, old = name.rpartition("_")
    return f"{lang}_{hashlib.sha256(data).hexdigest()[: len(old)]}"


def _run(folder: Path, site: Path, index: Path) -> None:
    """From a folder without a file of settings, and without those that the environment may hold."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    command = [sys.executable, "-I", "-m", "pagefind", "--site", str(site), "--output-path", str(index), "--quiet"]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise RenderError(f"the search index cannot be made: {said[-1] if said else 'Pagefind ended with an error'}")
