"""The content folder as a library: files that a store knows already are not parsed again, the others in parallel."""

from __future__ import annotations

import io
import os
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from carepress.build.digest import digest
from carepress.build.pickled import unpickled
from carepress.build.store import Parsed, Store
from carepress.build.workers import in_parallel
from carepress.content.folder import ADDRESSES, Folder, read_bytes
from carepress.content.images import ImageFile, load_image
from carepress.content.library import Library
from carepress.content.loading import Loaded, Loader
from carepress.content.model import Article, Details, Head, Page, ReviewHead, Text
from carepress.content.person import Person
from carepress.content.published import Published
from carepress.content.suppression import Suppressed
from carepress.content.table import Table
from carepress.diagnostics import Collector, Diagnostic, Level
from carepress.site.source_files import SourceFiles, digest_of_file

__all__ = ["TOGETHER", "Sources", "key_of", "library_of", "load_file", "load_sources", "sorts_of"]

SORTS = {"articles": "article", "pages": "page", "people": "person", "images": "image"}
"""The lists of :class:`Folder` and what each file in them is."""
T = TypeVar("T", bound=Text)
KEPT = 64
"""Details of texts that stay in memory after they were fetched."""
TOGETHER = 500
"""Texts of which the store is told at once: a change of it costs a millisecond."""


def key_of(code: bytes, path: str, data: bytes) -> bytes:
    """The key of a file: two with one key are loaded with one result."""
    return digest(code, digest_of_file(path, data))


@dataclass(frozen=True, slots=True)
class Sources:
    """A content folder, loaded."""

    folder: Folder
    library: Library
    """Nothing is held back in it yet."""
    keys: Mapping[str, bytes]
    """Path → digest of the file's bytes, its path and the code that read it."""
    heads: bytes
    """A digest of what the texts let others see of them."""
    code: bytes
    """A digest of the code that read them, and of what else decides how it reads."""
    parsed: int
    """Files that the store did not know."""
    steady: bool
    """False where a file was changed after its digest was taken."""
    suppressed: Mapping[str, tuple[Suppressed, ...]]
    """By path: what is not to be told of a file. The faults that were found hold it all the same."""
    close: Callable[[], None]
    """Needed where details of texts are fetched after the store was closed: in the thread that fetched them."""


def load_sources(
    root: Path,
    lang: str,
    found: Collector,
    store: Store | None,
    code: bytes,
    *,
    files: SourceFiles | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Sources:
    """Load a content folder. Faults go to ``found``; what has them is left out of the library.

    ``code`` is a digest of the code that parses; ``files`` are those of the folder, where they were read before.
    Without a store everything stays in memory.
    """
    files = files or SourceFiles.read(root)
    folder = files.folder
    found.extend(folder.found)
    sorts = sorts_of(folder)
    known = store.parsed() if store is not None else {}
    base = digest(code, lang)
    keys = {path: digest(base, files.digests[path]) if files.digests[path] else b"" for path in sorts}
    missing = [path for path in sorts if path not in known or not keys[path] or known[path].key != keys[path]]

    def work(paths: Sequence[str]) -> list[tuple[str, Parsed, bytes]]:
        loader = Loader(lang)
        return [_parse(loader, root, base, path, sorts[path], files.instead.get(path)) for path in paths]

    fresh: dict[str, tuple[Parsed, bytes]] = {}
    steady = True
    for done, (path, parsed, details) in enumerate(in_parallel(work, missing, jobs=jobs), 1):
        fresh[path] = (parsed, details)
        if store is not None and len(fresh) >= TOGETHER:
            with store.changes():
                _put(store, fresh)
        steady &= parsed.key == keys[path]
        known[path], keys[path] = parsed, parsed.key
        if progress is not None:
            progress(done, len(missing))
    suppressed: dict[str, tuple[Suppressed, ...]] = {}
    for path in sorts:
        if known[path].found:
            faults, not_told = unpickled(known[path].found)
            found.extend(faults)
            suppressed |= {path: not_told} if not_told else {}
    fetch, close = _remember(store, fresh, known.keys() - sorts.keys())
    library = _library(lang, folder, {path: known[path] for path in sorts}, fetch, found)
    heads = digest(*(part for text in library.texts for part in (text.path, known[text.path].head)))
    return Sources(folder, library, keys, heads, base, len(missing), steady, suppressed, close)


def _remember(
    store: Store | None, fresh: dict[str, tuple[Parsed, bytes]], gone: Iterable[str]
) -> tuple[Callable[[str], Details], Callable[[], None]]:
    """Let the store know what was parsed, and give what fetches details: from the store, or from memory without one.

    Second: what ends that.
    """
    if store is None:
        return lru_cache(KEPT)(lambda path: _details(fresh[path][1])), lambda: None
    with store.changes():
        _put(store, fresh)
        store.forget_parsed(gone)
    fetcher = _Fetcher(store)
    return fetcher, fetcher.close


def _put(store: Store, fresh: dict[str, tuple[Parsed, bytes]]) -> None:
    """Let the store know what was parsed, and the memory forget it."""
    # No text that is loaded has a name that cannot be printed.
    store.put_parsed((path, parsed, details) for path, (parsed, details) in fresh.items() if path.isprintable())
    fresh.clear()


def _parse(
    loader: Loader, root: Path, base: bytes, path: str, sort: str, instead: bytes | None
) -> tuple[str, Parsed, bytes]:
    """One file: what of it others see, its faults, and the rest. ``instead``: what to take it for."""
    data, unreadable = (instead, []) if instead is not None else read_bytes(root, path)
    if data is None:
        return path, Parsed(b"", b"", _plain((tuple(unreadable), ()))), b""
    key = key_of(base, path, data)
    loaded = load_file(loader, path, data, sort)
    value = loaded.value
    faults = _plain((loaded.found, loaded.suppressed)) if loaded.found or loaded.suppressed else b""
    if isinstance(value, Text):
        head, links = _plain((value.slug, value.lang, tuple(value.head))), "\n".join(value.links).encode()
        return path, Parsed(key, head, faults, links), pickle.dumps(tuple(value.details), pickle.HIGHEST_PROTOCOL)
    if isinstance(value, Published):
        value = tuple(value)
    return path, Parsed(key, _plain(value) if value is not None else b"", faults), b""


def load_file(loader: Loader, path: str, data: bytes, sort: str) -> Loaded[Any]:
    """One file of one of the :data:`SORTS`, or a table."""
    if sort == "image":
        image, wrong = load_image(path, data)
        return Loaded(image, tuple(wrong))
    loaded: Loaded[Any] = getattr(loader, sort)(path, data)
    return loaded


def sorts_of(folder: Folder) -> dict[str, str]:
    """Path → what each file that can be loaded is."""
    sorts = {path: sort for name, sort in SORTS.items() for path in getattr(folder, name)}
    return sorts | {path: path.partition(".")[0] for path in folder.tables}


def _plain(value: object) -> bytes:
    """Pickled without regard to which equal objects are one and the same: equal values, equal bytes."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return buffer.getvalue()


def _details(data: bytes) -> Details:
    return Details(*unpickled(data))


class _Fetcher:
    """Details from the store: over the connection that is there, while it is open; else over one of its own.

    Each process needs one of its own. So does whoever fetches after the other was closed; then this has to be closed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._process = os.getpid()
        self._is_own = False
        self._kept: OrderedDict[str, Details] = OrderedDict()

    def __call__(self, path: str) -> Details:
        known = self._kept.get(path)
        if known is not None:
            return known
        if self._store.closed or self._process != os.getpid():
            self._store, self._process, self._is_own = Store(self._store.path, reading=True), os.getpid(), True
        known = self._kept[path] = _details(self._store.details(path))
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return known

    def close(self) -> None:
        """In the thread that fetched last."""
        if self._is_own:
            self._store.close()


def _library(
    lang: str, folder: Folder, known: Mapping[str, Parsed], fetch: Callable[[str], Details], found: Collector
) -> Library:
    texts = {**dict.fromkeys(folder.articles, Article), **dict.fromkeys(folder.pages, Page)}
    values: dict[str, Any] = {}
    for path, parsed in known.items():
        if parsed.head:
            value = unpickled(parsed.head)
            if path in texts:
                slug, of, head = value
                links = tuple(parsed.links.decode().split("\n")) if parsed.links else ()
                value = texts[path](path, slug, of, _head(head), fetch, links)
            values[path] = value
    return library_of(lang, folder, values, found)


def library_of(lang: str, folder: Folder, values: Mapping[str, Any], found: Iterable[Diagnostic]) -> Library:
    """The library of a folder. ``values``: path → what was loaded from there, where something was."""

    def those(paths: Iterable[str]) -> Iterator[tuple[str, Any]]:
        return ((path, values[path]) for path in paths if path in values)

    articles: tuple[Article, ...] = tuple(article for _, article in those(folder.articles))
    pages: tuple[Page, ...] = tuple(page for _, page in those(folder.pages))
    people: dict[str, Person] = {
        path.rsplit("/", 1)[-1].removesuffix(".yaml"): person for path, person in those(folder.people)
    }
    tables: dict[str, Any] = dict(those(folder.tables))
    images: dict[str, ImageFile] = {image.path: image for _, image in those(folder.images)}
    loaded = {text.path for text in (*articles, *pages)}
    shared = {each.path for each in found if each.fault.level is Level.INTEGRITY} - loaded
    broken = frozenset({*folder.articles, *folder.pages, *shared} - loaded)
    topics, glossary = (tables.get(f"{name}.yaml") or Table() for name in ("topics", "glossary"))
    published = Published(*tables.get(ADDRESSES, ()))
    return Library(lang, articles, pages, people, topics, glossary, images, published=published, broken=broken)


def _head(values: tuple[Any, ...]) -> Head:
    head = Head(*values)
    return head._replace(review=ReviewHead(*head.review)) if head.review else head
