"""A floor of the package imports only floors below it (docs/adr/0001-floors.md)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "carepress"
FLOORS = {
    "diagnostics": 1,
    "content": 2,
    "review": 3,
    "rules": 4,
    "metadata": 4,
    "build": 5,
    "site": 6,
    "plugin": 7,
    "preview": 8,
    "commands": 9,
    "cli": 10,
    "__main__": 11,
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def unit(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the floor"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_floors_below_its_own(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(path):
        if module.startswith("carepress.") and unit(module) != own:
            assert FLOORS[unit(module)] < FLOORS[own], f"{own} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_plugin_knows_pelican_and_only_the_site_and_above_know_jinja(path: Path) -> None:
    floor = FLOORS[path.relative_to(PACKAGE).parts[0].removesuffix(".py")]
    roots = {module.split(".")[0] for module in imports(path)}
    assert "pelican" not in roots or floor == FLOORS["plugin"]
    assert "jinja2" not in roots or floor >= FLOORS["site"]


def test_the_build_floor_knows_nothing_of_health() -> None:
    for path in (PACKAGE / "build").rglob("*.py"):
        ours = {unit(module) for module in imports(path) if module.startswith("carepress.")}
        assert ours <= {"build", "diagnostics"}
