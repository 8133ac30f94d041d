"""Does a table fit its schema? Certify fast, explain with the reference.

`check_package` and `check_table` return the `frictionless.Report` that frictionless itself
would return, error for error; strict mode adds findings of ours to it.
"""

from __future__ import annotations

from linhe_opendata.validation.findings import (
    Place,
    add_warnings,
    cell_error,
    report_of,
    row_error,
    table_error,
    with_findings,
)
from linhe_opendata.validation.limits import NO_LIMITS, Limits
from linhe_opendata.validation.package import check_package, check_table
from linhe_opendata.validation.reading.lines import add_lines
from linhe_opendata.validation.resource import SMALL
from linhe_opendata.validation.work import Part, Sharing, Work

__all__ = [
    "NO_LIMITS",
    "SMALL",
    "Limits",
    "Part",
    "Place",
    "Sharing",
    "Work",
    "add_lines",
    "add_warnings",
    "cell_error",
    "check_package",
    "check_table",
    "report_of",
    "row_error",
    "table_error",
    "with_findings",
]
