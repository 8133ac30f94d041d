"""Does a table fit its schema? Certify fast, explain with the reference.

`validate_package` and `validate_table` return the `frictionless.Report` that frictionless itself
would return, error for error; strict mode adds findings of ours to it.
"""

from __future__ import annotations

from linhe_opendata.validation.findings import (
    Place,
    cell_error,
    report_of,
    row_error,
    table_error,
    with_findings,
)
from linhe_opendata.validation.limits import NO_LIMITS, Limits
from linhe_opendata.validation.package import validate_package, validate_table
from linhe_opendata.validation.reading.lines import add_lines

__all__ = [
    "NO_LIMITS",
    "Limits",
    "Place",
    "add_lines",
    "cell_error",
    "report_of",
    "row_error",
    "table_error",
    "validate_package",
    "validate_table",
    "with_findings",
]
