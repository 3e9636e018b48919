"""The catalogue of faults: each declared once, documented whole, and in use."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import carepress
from carepress.content import faults
from carepress.content.faults import LOAD_FAULTS
from carepress.content.images import BROKEN_IMAGE, UNSAFE_SVG
from carepress.diagnostics import Fault
from carepress.rules import ALL_RULES, ArticleRule, Rule, WordRule
from carepress.rules.suppressions import SUPPRESSION_FAULTS
from carepress.site.checking import PATH_COLLISION

PACKAGE = Path(carepress.__file__).parent
RULES = PACKAGE / "rules"
ALL_FAULTS = [
    *LOAD_FAULTS,
    *(fault for fault in SUPPRESSION_FAULTS if fault not in LOAD_FAULTS),
    *(BROKEN_IMAGE, UNSAFE_SVG, PATH_COLLISION),
    *(rule.fault for rule in ALL_RULES),
]
HEADINGS = ["What it checks", "Why it matters to readers", "Example", "Use instead", "Source"]


def test_no_code_and_no_slug_is_given_twice() -> None:
    for names in ([fault.code for fault in ALL_FAULTS], [fault.slug for fault in ALL_FAULTS]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("fault", ALL_FAULTS, ids=lambda fault: fault.code)
def test_a_fault_is_named_and_documented_whole(fault: Fault) -> None:
    assert re.fullmatch(r"CP\d{3}", fault.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fault.slug)
    parts = re.split(rf"^({'|'.join(HEADINGS)})\n", fault.docs, flags=re.MULTILINE)
    assert parts[0] == ""
    assert parts[1::2] == HEADINGS
    assert all(text.strip() for text in parts[2::2])
    assert fault.summary.endswith(".")


def test_every_rule_file_holds_one_registered_rule_that_its_docstring_names() -> None:
    registered = {rule.__module__: rule for rule in ALL_RULES}
    assert len(registered) == len(ALL_RULES)
    for path in sorted(RULES.glob("*/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bases = {base.id for node in tree.body if isinstance(node, ast.ClassDef) for base in node.bases}
        if bases & {Rule.__name__, ArticleRule.__name__, WordRule.__name__}:
            module = f"carepress.rules.{path.parent.name}.{path.stem}"
            assert module in registered, f"{module} is not in ALL_RULES"
            rule = registered.pop(module)
            assert ast.get_docstring(tree) == f"{rule.code} {rule.slug}."
    assert registered == {}


def test_every_fault_of_loading_is_reported_somewhere() -> None:
    names = [name for name, value in vars(faults).items() if isinstance(value, Fault)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.name != "faults.py")
    assert [name for name in names if f"faults.{name}" not in code] == []
