"""What a template's page is made from: the template, those it extends or includes, and the components they call."""

from __future__ import annotations

import json
import os
from functools import cached_property
from pathlib import Path

from jinja2 import BytecodeCache, Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.bccache import Bucket

from carepress.build.digest import digest
from carepress.build.render import RenderError
from carepress.build.store import Store

__all__ = ["Templates"]

MOST_COMPILED = 500
"""Compiled templates and lists of needs in a store, some 5 kB each: five times what the example site needs."""


class Templates:
    """The templates of a site, known by digests of their sources.

    ``folders`` are those in which the environment looks for templates, in order; ``additions`` a digest of what the
    settings add to it.
    """

    def __init__(self, environment: Environment, folders: tuple[Path, ...], additions: bytes = b"") -> None:
        self.environment = environment
        self._additions = additions
        self._folders = folders
        self._direct: dict[str, set[str]] = {}
        self._sources: dict[str, bytes] = {}
        self._parts: dict[str, dict[str, bytes]] = {}
        self._keys: dict[str, bytes] = {}
        self._store: _Compiled | None = None

    def keep_in(self, store: Store, version: bytes) -> None:
        """Take from a store what an earlier build compiled, and leave there what this one does.

        ``version`` is a digest of the program and of the libraries that compile. Filters count too: Jinja applies them
        to constants while it compiles.
        """
        self._store = _Compiled(store, digest(version, self._additions, repr(sorted(self.environment.extensions))))
        self.environment.bytecode_cache = self._store

    @cached_property
    def _all(self) -> tuple[str, ...]:
        """Every template there is, for those that name another only when they run."""
        return tuple(
            sorted({path.relative_to(folder).as_posix() for folder in self._folders for path in folder.rglob("*.html")})
        )

    def pages(self) -> list[str]:
        """The templates of pages: those at the top of their folders."""
        return [name for name in self._all if "/" not in name and name != "base.html"]

    def prune(self) -> None:
        """Let the store forget what no build uses any more."""
        if self._store is not None:
            self._store.prune()

    def parts(self, name: str) -> dict[str, bytes]:
        """``template:<name>`` → digest, for a template and everything it needs."""
        if name not in self._parts:
            seen: set[str] = set()
            waiting = [name]
            while waiting:
                current = waiting.pop()
                if current not in seen:
                    seen.add(current)
                    waiting += self._needs(current)
            self._parts[name] = {f"template:{each}": self._sources[each] for each in sorted(seen)}
            self._parts[name]["settings:JINJA"] = self._additions
            self._keys[name] = digest(*self._parts[name].values())
        return self._parts[name]

    def key(self, name: str) -> bytes:
        """One digest of all :meth:`parts`."""
        self.parts(name)
        return self._keys[name]

    def compile(self, name: str) -> None:
        """Compile a template and everything it needs, so that forked workers find it done."""
        for part in self.parts(name):
            if part.startswith("template:"):
                self.environment.get_template(part.removeprefix("template:"))

    def _needs(self, name: str) -> set[str]:
        """Raises :class:`RenderError` where a template is missing or cannot be read."""
        if name not in self._direct:
            try:
                source, file, _ = self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
            except (TemplateNotFound, OSError, UnicodeError) as error:
                raise RenderError(f"the template {name} cannot be read: {error}") from error
            self._sources[name] = digest(source, self._declaration(name))
            self._direct[name] = self._needs_of(name, source, file)
        return self._direct[name]

    def _needs_of(self, name: str, source: str, file: str | None) -> set[str]:
        key = digest("needs", name, source, *self._all)
        kept = self._store.get(key) if self._store else None
        if kept is not None:
            return set(json.loads(kept))
        try:
            tree = self.environment.parse(source, name, file)
        except TemplateSyntaxError as error:
            raise RenderError(f"{error.filename}:{error.lineno}: {error.message}") from error
        needs: set[str] = set()
        for other in meta.find_referenced_templates(tree):
            needs |= {other} if other is not None else set(self._all)
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "component":
                first = call.args[0] if call.args else None
                known = isinstance(first, nodes.Const) and isinstance(first.value, str)
                needs |= {f"components/{first.value}/template.html"} if known else set(self._all)  # type: ignore[union-attr]
        if self._store:
            self._store.put(key, json.dumps(sorted(needs)).encode())
        return needs

    def _declaration(self, name: str) -> bytes:
        """A component's parameters and their defaults."""
        if not name.startswith("components/"):
            return b""
        path = self._folders[0] / name
        declaration = path.with_name("component.yaml")
        return declaration.read_bytes() if declaration.is_file() else b""


class _Compiled(BytecodeCache):
    """What was made of templates' sources, in the build's store. Forked processes leave the store alone."""

    def __init__(self, store: Store, version: bytes) -> None:
        self._store = store
        self._version = version
        self._process = os.getpid()
        self.used: set[bytes] = set()

    def get(self, key: bytes) -> bytes | None:
        if self._process != os.getpid():
            return None
        name = digest(self._version, key)
        self.used.add(name)
        return self._store.compiled(name)

    def put(self, key: bytes, data: bytes) -> None:
        if self._process == os.getpid():
            self._store.put_compiled(digest(self._version, key), data)

    def prune(self) -> None:
        """Forget what this build has not used, where much has come together."""
        self._store.prune_compiled(self.used, MOST_COMPILED)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """As Jinja's own, but for names of files that the locale cannot spell, too."""
        return digest(name, filename or "").hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        data = self.get(digest(bucket.key, bucket.checksum))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.put(digest(bucket.key, bucket.checksum), bucket.bytecode_to_string())
