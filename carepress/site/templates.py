"""What a template's page is made from: the template, those it extends or includes, and the components they call."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes

from carepress.build.digest import digest
from carepress.build.render import RenderError

__all__ = ["Templates"]


class Templates:
    """The templates of a site, known by digests of their sources.

    ``folders`` are those in which the environment looks for templates, in order.
    """

    def __init__(self, environment: Environment, folders: tuple[Path, ...]) -> None:
        self.environment = environment
        self._folders = folders
        self._direct: dict[str, set[str]] = {}
        self._sources: dict[str, bytes] = {}
        self._parts: dict[str, dict[str, bytes]] = {}
        self._keys: dict[str, bytes] = {}

    @cached_property
    def _all(self) -> tuple[str, ...]:
        """Every template there is, for those that name another only when they run."""
        return tuple(
            sorted({path.relative_to(folder).as_posix() for folder in self._folders for path in folder.rglob("*.html")})
        )

    def pages(self) -> list[str]:
        """The templates of pages: those at the top of their folders."""
        return [name for name in self._all if "/" not in name and name != "base.html"]

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
            self._keys[name] = digest(*self._parts[name].values())
        return self._parts[name]

    def key(self, name: str) -> bytes:
        """One digest of all :meth:`parts`."""
        self.parts(name)
        return self._keys[name]

    def compile(self, name: str) -> None:
        """Compile a template and everything it needs, so that forked workers find it done."""
        for part in self.parts(name):
            self.environment.get_template(part.removeprefix("template:"))

    def _needs(self, name: str) -> set[str]:
        """Raises :class:`RenderError` where a template is missing or cannot be read."""
        if name not in self._direct:
            try:
                source, file, _ = self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
                tree = self.environment.parse(source, name, file)
            except TemplateSyntaxError as error:
                raise RenderError(f"{error.filename}:{error.lineno}: {error.message}") from error
            except (TemplateNotFound, OSError, UnicodeError) as error:
                raise RenderError(f"the template {name} cannot be read: {error}") from error
            needs: set[str] = set()
            for other in meta.find_referenced_templates(tree):
                needs |= {other} if other is not None else set(self._all)
            for call in tree.find_all(nodes.Call):
                if isinstance(call.node, nodes.Name) and call.node.name == "component":
                    first = call.args[0] if call.args else None
                    known = isinstance(first, nodes.Const) and isinstance(first.value, str)
                    needs |= {f"components/{first.value}/template.html"} if known else set(self._all)  # type: ignore[union-attr]
            self._direct[name] = needs
            self._sources[name] = digest(source, self._declaration(name))
        return self._direct[name]

    def _declaration(self, name: str) -> bytes:
        """A component's parameters and their defaults."""
        if not name.startswith("components/"):
            return b""
        path = self._folders[0] / name
        declaration = path.with_name("component.yaml")
        return declaration.read_bytes() if declaration.is_file() else b""
