"""What is wrong, where, and how to mend it: faults, diagnostics and the ways to print them.

The lowest floor: it imports nothing of ours and knows neither articles nor rules.
"""

from carepress.diagnostics.collector import Collector, Notes
from carepress.diagnostics.limit import MOST, limited
from carepress.diagnostics.literal import literal, program
from carepress.diagnostics.model import (
    START,
    Diagnostic,
    Edit,
    Fault,
    Fix,
    Level,
    Severity,
    Span,
    Whole,
    declared_faults,
)
from carepress.diagnostics.suggest import did_you_mean

__all__ = [
    "MOST",
    "START",
    "Collector",
    "Diagnostic",
    "Edit",
    "Fault",
    "Fix",
    "Level",
    "Notes",
    "Severity",
    "Span",
    "Whole",
    "declared_faults",
    "did_you_mean",
    "limited",
    "literal",
    "program",
]
