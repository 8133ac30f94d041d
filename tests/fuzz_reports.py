"""A random case as a resource, and what a report says of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from frictionless import Package

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report
    from frictionless.resources import TableResource
    from fuzz_dimensions import Case


def said(report: Report) -> dict[str, Any]:
    task = report.tasks[0]
    errors = [e.to_descriptor() for e in task.errors]
    for error in errors:
        error.pop("lineNumber", None)
    whole = len(errors) < 1000
    rows = task.stats.get("rows") if whole else None
    return {
        "errors": errors,
        "warnings": task.warnings,
        "labels": task.labels,
        "place": task.place,
        "rows": rows,
    }


def descriptor_of(case: Case, folder: Path) -> dict[str, Any]:
    """Write the files of a case, and return its package."""
    paths = []
    for number, raw in enumerate(case.files):
        name = f"t{number}.{case.format}"
        (folder / name).write_bytes(raw)
        paths.append(name)
    (folder / "ref.csv").write_bytes(case.reference)
    table: dict[str, Any] = {"name": "t", "type": "table", "path": paths[0]}
    table |= {"schema": case.schema} if case.schema else {}
    table |= case.declared | ({"encoding": case.encoding} if case.encoding else {})
    table |= {"extrapaths": paths[1:]} if paths[1:] else {}
    table |= {"dialect": case.dialect} if case.dialect else {}
    other: dict[str, Any] = {"name": "ref", "type": "table", "path": "ref.csv"}
    other |= {"schema": {"fields": case.reference_fields}} if case.reference_fields else {}
    head = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "p"}
    described: dict[str, Any] = json.loads(json.dumps({**head, "resources": [table, other]}))
    return described


def resource_of(case: Case, folder: Path) -> TableResource:
    """Write the files of a case, and return its table, in its package."""
    package = Package.from_descriptor(descriptor_of(case, folder), basepath=str(folder))
    return package.get_table_resource("t")
