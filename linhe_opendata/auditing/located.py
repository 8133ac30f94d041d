"""What our rules find in rows, as errors of a report, on their lines. Does I/O (reads).

A finding then reads the same wherever it comes from, and an annotation lands on its line.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from frictionless import Resource

from linhe_opendata.documents import real_path
from linhe_opendata.documents.extracting import is_its_own_text
from linhe_opendata.messages import message
from linhe_opendata.validation import (
    Place,
    add_lines,
    cell_error,
    report_of,
    table_error,
    with_findings,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from frictionless import Error, Report

    from linhe_opendata.figures.model import Breach
    from linhe_opendata.figures.records import CuratedRow
    from linhe_opendata.figures.roles import Misfit
    from linhe_opendata.quantities import Quantity

    Errors = dict[str, list[Error]]

NO_TABLE = ""
"""Stands for the name of a table where an error is about the project as such."""


def locate_findings(
    findings: Iterable[tuple[CuratedRow[Any], Breach]], package: Mapping[str, Any], folder: Path
) -> Errors:
    """Return the findings as errors of frictionless's kind, by table, with physical lines.

    The tables of `package`, a descriptor with its schemas, lie in `folder`.
    """
    resources = {resource["name"]: resource for resource in package["resources"]}
    errors: Errors = defaultdict(list)
    for record, finding in findings:
        fields = [field["name"] for field in resources[record.table]["schema"]["fields"]]
        number = fields.index(finding.field) + 1
        place = Place(
            record.row_number,
            field_name=finding.field,
            field_number=number,
            cell=record.cells[number - 1],
            cells=record.cells,
        )
        errors[record.table].append(cell_error(finding.rule, place, finding.said))
    for table, found in errors.items():
        keyless = {"fields": resources[table]["schema"]["fields"]}  # keys would open other tables
        descriptor = {**resources[table], "schema": keyless}
        with Resource.from_descriptor(descriptor, basepath=str(folder)) as resource:
            add_lines(found, resource)
    return errors


def locate_unseen(quantity: Quantity, path: Path, text: str) -> Error:
    """Return the finding that nobody has looked at a quantity, where it stands in the text given.

    What was extracted from a page, a PDF or a Word file has lines that the file has not.
    """
    said = message("unseen", words=quantity.text, start=quantity.start)
    error = table_error("evidence-unseen", said)
    error.custom["file"] = str(real_path(path))
    if is_its_own_text(path):
        before = text[: quantity.start]
        error.custom["lineNumber"] = before.count("\n") + 1
        error.custom["startColumn"] = len(before) - before.rfind("\n")
    return error


def add_misfits(errors: Errors, misfits: Iterable[Misfit], head: Path) -> None:
    """Add what is wrong with the head of a project, in that file, to its errors."""
    for misfit in misfits:
        said = message("at-property", pointer=misfit.pointer, problem=misfit.said)
        error = table_error(misfit.rule, said)
        if misfit.table is None:
            error.custom["file"] = str(real_path(head))
        errors[misfit.table or NO_TABLE].append(error)


def add_errors(report: Report, errors: Mapping[str, list[Error]]) -> Report:
    """Return the report with these errors, by table, and those of no table."""
    general = errors.get(NO_TABLE, [])
    own = {table: found for table, found in errors.items() if table != NO_TABLE}
    found = with_findings(report, own)
    whole = report_of(found.tasks, found.stats["seconds"], [*found.errors, *general])
    whole.warnings = found.warnings
    whole.custom.update(found.custom)
    return whole


def count_empty(report: Report) -> int:
    """Return how many tables of a report were read and have no row, and may."""
    return sum(task.valid and not task.stats.get("rows") for task in report.tasks)


def count_rows(report: Report, tables: Collection[str]) -> int:
    """Return how many rows a report counts in some tables."""
    return sum(task.stats.get("rows", 0) for task in report.tasks if task.name in tables)
