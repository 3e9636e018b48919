"""Components: pieces of markup that a template calls by name, each declared in one folder.

``templates/components/<name>/`` holds ``template.html`` (the markup), ``component.yaml`` (parameters and examples) and
a ``README.md`` made from the declaration. A component sees its parameters and nothing of the page around it, so one
that works in its examples works everywhere. ``python -m carepress.site.components`` rewrites the READMEs.

This module must not know the site's views, Pelican, or what any single component is for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import yaml
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML built without libyaml: the same result, slower
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

__all__ = [
    "Component",
    "ComponentError",
    "Example",
    "Param",
    "install_components",
    "load_components",
    "readme",
    "render_example",
]

FORWARDED = ("gettext", "ngettext", "pgettext", "npgettext", "spoken", "lang")
"""What a component gets from the page around it: its words and its language, for gettext and the date filters."""
KEPT = 20_000
"""Results kept for one component that is called again and again; about 10 MB."""


class ComponentError(Exception):
    """A declaration that does not hold together, or a call that does not fit its declaration."""


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter. ``type`` is for people, but for ``html`` (a string is trusted) and ``date``."""

    name: str
    type: str
    required: bool
    default: Any
    values: tuple[Any, ...]
    """What it may be; empty means anything."""
    description: str


@dataclass(frozen=True, slots=True)
class Example:
    """A call as documentation, fixture and test. ``params`` are as written; see ``Component.arguments``."""

    name: str
    description: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Component:
    """One declaration: what the component is for, what it takes, and calls that show it."""

    name: str
    summary: str
    css: bool
    """Whether the theme has a style sheet of this name, on all pages or (``linked/``) on those with the component."""
    repeated: bool
    """Whether many pages call it with the same parameters, so that what it gave is kept."""
    params: tuple[Param, ...]
    one_of: tuple[tuple[str, ...], ...]
    """Groups of parameters of which a call gives exactly one: ``text`` (escaped) or ``html`` (trusted)."""
    examples: tuple[Example, ...]

    def arguments(self, example: Example) -> dict[str, Any]:
        """Give the example's parameters as a template would pass them: views for mappings, dates, ``Markup``."""
        types = {param.name: param.type for param in self.params}
        return {name: _argument(value, types.get(name, "")) for name, value in example.params.items()}


def load_components(templates_dir: Path) -> dict[str, Component]:
    """Every declared component under ``templates_dir/components``, by name.

    Raises ``ComponentError`` naming the file when a declaration is not valid.
    """
    files = sorted((templates_dir / "components").glob("*/component.yaml"))
    components = (_load(file) for file in files)
    return {component.name: component for component in components}


def install_components(env: Environment, templates_dir: Path) -> None:
    """Give ``env`` the global ``component(name, **params)``.

    Declarations are read here, once; a template is compiled at its first use and then kept.
    """
    calls = {name: _Call(env, component) for name, component in load_components(templates_dir).items()}

    def component(context: Context, name: str, /, **params: object) -> Markup:
        call = calls.get(name)
        if call is None:
            raise ComponentError(f"{name}: there is no component of this name. There are: {', '.join(calls)}")
        return call.render(context, params)

    env.globals["component"] = pass_context(component)


def render_example(env: Environment, component: Component, example: Example) -> Markup:
    """Render one example, in an environment that ``install_components`` has prepared."""
    page = env.from_string("{{ component(name, **arguments) }}")
    return Markup(page.render(name=component.name, arguments=component.arguments(example)))  # noqa: S704 - it escapes


def readme(component: Component) -> str:
    """Write the component's README.md, whole."""
    parts = [
        f"# {component.name}",
        component.summary,
        "<!-- Made from component.yaml by `python -m carepress.site.components`. -->",
        "## Parameters",
        _parameter_table(component.params) if component.params else "None.",
        *(f"Give exactly one of {_either(group)}." for group in component.one_of),
        "## Examples",
        *(_example_text(component, example) for example in component.examples),
    ]
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Rewrite each component's README.md under the templates folder given, or this repository's."""
    templates_dir = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2] / "templates"
    for name, component in load_components(templates_dir).items():
        path = templates_dir / "components" / name / "README.md"
        path.write_text(readme(component), encoding="utf-8")
    return 0


# ── A call ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Call:
    """What rendering one component needs, worked out once."""

    __slots__ = (
        "_choices",
        "_defaults",
        "_env",
        "_globals",
        "_html",
        "_kept",
        "_name",
        "_one_of",
        "_required",
        "_root",
    )

    def __init__(self, env: Environment, component: Component) -> None:
        self._env = env
        self._name = component.name
        self._defaults = {param.name: param.default for param in component.params}
        self._required = tuple(param.name for param in component.params if param.required)
        self._choices = tuple((param.name, param.values) for param in component.params if param.values)
        self._html = tuple(param.name for param in component.params if param.type == "html")
        self._one_of = component.one_of
        self._kept: dict[Hashable, Markup] | None = {} if component.repeated else None
        self._root: Callable[[Context], Iterator[str]] | None = None
        self._globals: Mapping[str, Any] = {}

    def render(self, context: Context, params: Mapping[str, Any]) -> Markup:
        if self._kept is None:
            return self._render(context, params)
        # Trusted and untrusted text can be equal, and so can 1 and True.
        key = (context.get("lang"), *((name, type(value), value) for name, value in params.items()))
        try:
            known = self._kept.get(key)
        except TypeError:  # a parameter that cannot be a key
            return self._render(context, params)
        if known is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            known = self._kept[key] = self._render(context, params)
        return known

    def _render(self, context: Context, params: Mapping[str, Any]) -> Markup:
        self._check(params)
        values = {**self._defaults, **params}
        for name in self._html:
            if isinstance(values[name], str):
                values[name] = Markup(values[name])  # noqa: S704 - trusted by declaration, see Param.type
        if self._root is None:
            template = self._env.get_template(f"components/{self._name}/template.html")
            self._root, self._globals = template.root_render_func, dict(template.globals)
        variables = {**self._globals, **{name: context[name] for name in FORWARDED if name in context}}
        variables["params"] = SimpleNamespace(**values)
        # What Template.render does, without what only templates with blocks need: there are some 60 calls on a page.
        inner = Context(self._env, variables, self._name, {})
        return Markup("".join(self._root(inner)))  # noqa: S704 - the template escapes

    def _check(self, params: Mapping[str, Any]) -> None:
        if not params.keys() <= self._defaults.keys():
            unknown = ", ".join(sorted(params.keys() - self._defaults.keys()))
            raise ComponentError(f"{self._name}: no such parameter: {unknown}. It takes: {', '.join(self._defaults)}")
        for name in self._required:
            if params.get(name) is None:
                raise ComponentError(f"{self._name}: the parameter {name} is required")
        for name, allowed in self._choices:
            value = params.get(name)
            if value is not None and value not in allowed:
                choices = ", ".join(str(choice) for choice in allowed)
                raise ComponentError(f"{self._name}: {name} is {value!r}, but it may only be: {choices}")
        for group in self._one_of:
            if sum(params.get(name) is not None for name in group) != 1:
                raise ComponentError(f"{self._name}: give exactly one of {_either(group)}")


# ── Declarations ─────────────────────────────────────────────────────────────────────────────────────────────────


class _Loader(_SafeLoader):
    """YAML with ``!html`` for trusted markup, where a key given twice is an error."""


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    pairs = [(loader.construct_object(key, deep=True), value) for key, value in node.value]
    keys = [key for key, _ in pairs]
    twice = next((key for position, key in enumerate(keys) if key in keys[:position]), None)
    if twice is not None:
        raise yaml.constructor.ConstructorError(None, None, f"the key {twice!r} is given twice", node.start_mark)
    return {key: loader.construct_object(value, deep=True) for key, value in pairs}


def _construct_html(loader: _Loader, node: yaml.ScalarNode) -> Markup:
    return Markup(loader.construct_scalar(node))  # noqa: S704 - the declaration says that it is trusted


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
_Loader.add_constructor("!html", _construct_html)


class _Dumper(yaml.SafeDumper):
    """The way back, for READMEs."""


_Dumper.add_representer(Markup, lambda dumper, value: dumper.represent_scalar("!html", str(value)))

_FIELDS: Mapping[type, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Component: (("name", "summary", "params", "examples"), ("css", "repeated", "one_of")),
    Param: (("name", "type", "description"), ("required", "default", "values")),
    Example: (("name", "params"), ("description",)),
}
"""Required and optional fields of a declaration and its parts."""


def _load(file: Path) -> Component:
    try:
        # A subclass of the safe loader: it makes plain values and Markup, nothing else.
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
        component = _component(data)
    except (yaml.YAMLError, ComponentError) as error:
        raise ComponentError(f"{file}: {error}") from error
    if component.name != file.parent.name:
        raise ComponentError(f"{file}: the name is {component.name}, but the folder is {file.parent.name}")
    return component


def _component(data: object) -> Component:
    fields = _fields(data, Component)
    params = tuple(_param(entry) for entry in fields["params"])
    names = [param.name for param in params]
    one_of = tuple(tuple(group) for group in fields.get("one_of", ()))
    for name in (name for group in one_of for name in group if name not in names):
        raise ComponentError(f"one_of names {name}, which is not a parameter")
    return Component(
        name=fields["name"],
        summary=fields["summary"],
        css=fields.get("css", True),
        repeated=fields.get("repeated", False),
        params=params,
        one_of=one_of,
        examples=tuple(_example(entry) for entry in fields["examples"]),
    )


def _param(data: object) -> Param:
    fields = _fields(data, Param)
    return Param(
        name=fields["name"],
        type=fields["type"],
        required=fields.get("required", False),
        default=_argument(fields.get("default"), fields["type"]),
        values=tuple(fields.get("values", ())),
        description=fields["description"],
    )


def _example(data: object) -> Example:
    fields = _fields(data, Example)
    return Example(name=fields["name"], description=fields.get("description", ""), params=fields["params"])


def _fields(data: object, what: type) -> dict[str, Any]:
    required, optional = _FIELDS[what]
    if not isinstance(data, dict):
        raise ComponentError(f"{what.__name__} is a mapping with {', '.join(required)}")
    for name in required:
        if name not in data:
            raise ComponentError(f"{what.__name__}: {name} is missing")
    for name in data:
        if name not in required and name not in optional:
            raise ComponentError(f"{what.__name__}: no such field: {name}")
    return cast(dict[str, Any], data)


def _argument(value: object, type_: str) -> object:
    """Turn a value of a declaration into what a template gets."""
    if isinstance(value, dict):
        return SimpleNamespace(**{name: _argument(part, "") for name, part in value.items()})
    if isinstance(value, list):
        return tuple(_argument(part, "") for part in value)
    if isinstance(value, str) and type_ == "html":
        return Markup(value)  # noqa: S704 - trusted by declaration
    if isinstance(value, str) and type_ == "date":
        return date.fromisoformat(value)
    return value


# ── README ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _either(group: Sequence[str]) -> str:
    return " and ".join(f"`{name}`" for name in group)


def _parameter_table(params: Sequence[Param]) -> str:
    rows = ["| name | type | required | default | description |", "|---|---|---|---|---|"]
    rows += [_parameter_row(param) for param in params]
    return "\n".join(rows)


def _parameter_row(param: Param) -> str:
    default = "" if param.default is None else f"`{_plain(param.default)}`"
    values = f" One of {', '.join(f'`{value}`' for value in param.values)}." if param.values else ""
    required = "yes" if param.required else ""
    return f"| `{param.name}` | {param.type} | {required} | {default} | {param.description}{values} |"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example_text(component: Component, example: Example) -> str:
    written = yaml.dump(
        dict(example.params), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False
    )
    about = f"{example.description}\n\n" if example.description else ""
    return f'### {example.name}\n\n{about}`component("{component.name}", …)` with\n\n```yaml\n{written}```'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
