"""One file judged as if it were a table of a project, such as a contribution. Does I/O (reads)."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linhe_opendata.auditing.counted import count_checks, count_left_out
from linhe_opendata.auditing.derivation import judged_package, read_indicators, settle_task
from linhe_opendata.auditing.located import (
    add_errors,
    add_misfits,
    count_rows,
    locate_findings,
)
from linhe_opendata.figures.census import take_census
from linhe_opendata.figures.records import read_small_records
from linhe_opendata.figures.roles import OTHER, find_roles, judge_roles, tables_of
from linhe_opendata.packing.descriptor import PACKAGE_PROFILE
from linhe_opendata.project.folder import show_place
from linhe_opendata.reports.scope import Scope, put_scopes
from linhe_opendata.validation import Sharing, check_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from frictionless import Report

    from linhe_opendata.auditing.foreign import Reading
    from linhe_opendata.project.curated import Curated


def validate_as_table(
    path: Path, curated: Curated, table: str, reading: Reading, *, strict: bool
) -> Report:
    """Check a file as if it were the table of that name: its schema, its keys, its figures.

    Raises:
        UnknownNameError: the project has no such table.

    """
    curated.table(table)  # which must be one
    indicators = read_indicators(curated)
    project = judged_package(curated.descriptor(), indicators)
    schema = next(each["schema"] for each in project["resources"] if each["name"] == table)
    others = _inline_references(schema, curated)
    report = check_table(
        path,
        schema,
        strict=strict,
        package={"$schema": PACKAGE_PROFILE, "resources": others},
        limits=reading.limits,
        progress=reading.progress,
        sharing=Sharing(reading.jobs),
    )
    place = show_place(path.parent)
    if not report.tasks:  # as of a file whose name is none of a table
        return put_scopes(report, [Scope("table", path.name, place, {"tables": 0}, {"whole": 1})])
    task = report.tasks[0]
    settle_task(task, table, indicators)
    role = find_roles(project).get(table, OTHER)
    own = {"name": task.name, "type": "table", "path": path.name, "schema": schema, "role": role}
    package = {"resources": [own]}
    known = read_small_records(curated.folder, _indicators(project)).indicators
    census = take_census(path.parent, package, known, table=table)
    errors = locate_findings(census.breaches, package, path.parent)
    misfits = [*judge_roles(project, {table: task.labels} if task.valid else {})]
    own_ones = [replace(each, table=task.name) for each in misfits if each.table == table]
    general = [each for each in misfits if each.table is None]
    add_misfits(errors, own_ones + general, curated.head_file)
    checked, unchecked = census.counts(count_rows(report, tables_of(package, "figures")))
    unchecked |= {"whole": 1, "strict": int(not strict)} | count_left_out(report)
    checked = {"tables": 1} | count_checks(report, [schema]) | checked
    home = {"table": table, "project": curated.head["name"]}
    scope = Scope("table", path.name, place, checked, unchecked, **home)
    return put_scopes(add_errors(report, errors), [scope])


def _indicators(package: Mapping[str, Any]) -> dict[str, Any]:
    tables = tables_of(package, "indicators")
    return {"resources": [each for each in package["resources"] if each["name"] in tables]}


def _inline_references(schema: Mapping[str, Any], curated: Curated) -> list[dict[str, Any]]:
    """Return the tables that a schema refers to, their rows inlined, wherever they lie."""
    names = {key["reference"].get("resource") for key in schema.get("foreignKeys", [])}
    inlined = []
    for table in curated.tables:
        if table.name in names:
            with table.path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            plain = {key: value for key, value in table.schema.items() if key != "foreignKeys"}
            inlined.append({"name": table.name, "type": "table", "data": rows, "schema": plain})
    return inlined
