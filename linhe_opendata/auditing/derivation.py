"""Schemas against the indicators they follow from, and codes that none knows. Does I/O (reads).

A table is judged by what its schema must say, and a schema that does not say it is a finding of its
own: a row is never blamed for it. That a code is an indicator's stands three times in a whole
schema, as an enumeration, as categories and as a foreign key; it is checked once. That a unit is
one of the set's is less than the rule of figures asks, which is that it is the indicator's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import real_path
from linhe_opendata.figures.derived import derive_schemas
from linhe_opendata.figures.roles import find_roles, tables_of
from linhe_opendata.messages import message
from linhe_opendata.project.folder import Project
from linhe_opendata.validation import Place, cell_error, table_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from frictionless import Error, Report
    from frictionless.report.task import ReportTask

    from linhe_opendata.messages import Message
    from linhe_opendata.project.curated import Curated

    Rows = Sequence[Mapping[str, str]]

_CODE = "indicator"
_UNIT = "unit_measure"
_SAID_AGAIN = {_CODE, _UNIT}
_NEAR = 3
"""How many near codes are offered."""


@dataclass(frozen=True, slots=True)
class StaleSchema:
    """A schema that does not say what `indicators` says: its table, its file, what it should be.

    `fields` are those that differ.
    """

    table: str
    path: Path
    derived: dict[str, Any]
    fields: tuple[str, ...]


def read_indicators(curated: Curated) -> list[dict[str, str]]:
    """Return the rows of a project's tables of indicators; those of one that cannot be read, none.

    What is wrong with such a table is said by its own validation.
    """
    rows: list[dict[str, str]] = []
    for name in tables_of(curated.descriptor(), "indicators"):
        try:
            with curated.table(name).path.open(encoding="utf-8-sig", newline="") as file:
                rows += [row for row in csv.DictReader(file) if _is_whole(row)]
        except (OSError, UnicodeError, csv.Error):
            continue
    return rows


def find_stale_schemas(curated: Curated, indicators: Rows) -> list[StaleSchema]:
    """Return the schemas of a project that do not say what its `indicators` say."""
    folder = Project(curated.folder.parent).schemas
    stale = []
    for table, derived in derive_schemas(curated.descriptor(), indicators).items():
        schema = curated.table(table).schema
        if derived != schema:
            pairs = zip(schema["fields"], derived["fields"], strict=True)
            fields = tuple(one["name"] for one, other in pairs if one != other)
            stale.append(StaleSchema(table, folder / f"{table}.json", derived, fields))
    return stale


def list_schemas_derived(curated: Curated) -> tuple[int, list[StaleSchema]]:
    """Return how many schemas of a project follow from its indicators, and which are stale."""
    indicators = read_indicators(curated)
    following = derive_schemas(curated.descriptor(), indicators)
    return len(following), find_stale_schemas(curated, indicators)


def say_stale(stale: StaleSchema) -> Message:
    """Return what is wrong with a stale schema, and how to mend it."""
    return message("schema-stale", file=stale.path.name, fields=stale.fields)


def describe_stale(stale: StaleSchema) -> Error:
    """Return the finding that a schema is stale, on its file."""
    error = table_error("schema-stale", say_stale(stale))
    error.custom["file"] = str(real_path(stale.path))
    return error


def judged_package(package: Mapping[str, Any], indicators: Rows) -> dict[str, Any]:
    """Return the package with the schemas that its tables are judged by.

    They are those derived from `indicators`, which say once that a code is an indicator's.
    """
    derived = derive_schemas(package, indicators)
    homes = tables_of(package, "indicators")
    codes = {row["code"] for row in indicators}
    resources = []
    for resource in package["resources"]:
        schema = derived.get(resource["name"], resource.get("schema"))
        if resource["name"] in derived and resource["name"] not in homes:
            schema = _say_once(schema, homes, codes)
        resources.append({**resource, "schema": schema})
    return {**package, "resources": resources}


def settle_codes(report: Report, package: Mapping[str, Any], indicators: Rows) -> None:
    """Say of each code that is no indicator's which are near, in place of the list of all."""
    roles = find_roles(package)
    for task in report.tasks:
        if roles.get(task.name) == "figures":
            settle_task(task, task.name, indicators)


def settle_task(task: ReportTask, table: str, indicators: Rows) -> None:
    """Do as `settle_codes` for one file that is judged as a table."""
    sets = {row["code"]: row["set"] for row in indicators}
    if table in sets.values():
        task.errors = [_settled(error, table, sets) for error in task.errors]


def _settled(error: Error, table: str, sets: Mapping[str, str]) -> Error:
    enumerated = error.type == "constraint-error" and '"enum"' in error.note
    if not enumerated or getattr(error, "field_name", "") != _CODE:
        return error
    place = Place(
        error.row_number,  # type: ignore[attr-defined]  # an error of a cell has all of these
        field_name=_CODE,
        field_number=error.field_number,  # type: ignore[attr-defined]
        cell=error.cell,  # type: ignore[attr-defined]
        cells=error.cells,  # type: ignore[attr-defined]
    )
    made = cell_error("figure-code", place, _say_code(place.cell, table, sets))
    made.custom.update(error.custom)
    return made


def _say_code(code: str, table: str, sets: Mapping[str, str]) -> Message:
    if code in sets:
        return message("code-elsewhere", code=code, table=table, home=sets[code])
    own = [each for each, home in sets.items() if home == table]
    near = get_close_matches(code, own, _NEAR) or get_close_matches(code, sets, _NEAR)
    if near:
        return message("code-near", code=code, table=table, near=tuple(near))
    return message("code-unknown", code=code, table=table, codes=tuple(own))


def _say_once(schema: Mapping[str, Any], homes: list[str], codes: set[str]) -> dict[str, Any]:
    """Leave out of a derived schema what its enumeration of codes says already."""
    fields = [dict(field) for field in schema["fields"]]
    enum = [*_enums(fields)]
    if not enum:
        return dict(schema)
    for field in fields:
        if field["name"] in _SAID_AGAIN:
            field.pop("categories", None)
        if field["name"] == _UNIT:
            limits = field.get("constraints", {}).items()
            field["constraints"] = {name: value for name, value in limits if name != "enum"}
    keys = schema.get("foreignKeys", [])
    kept = [key for key in keys if not (_is_of_code(key, homes) and codes.issuperset(enum))]
    said = {**schema, "fields": fields, "foreignKeys": kept}
    return said if kept else {key: value for key, value in said.items() if key != "foreignKeys"}


def _enums(fields: list[dict[str, Any]]) -> Iterator[str]:
    for field in fields:
        if field["name"] == _CODE:
            yield from field.get("constraints", {}).get("enum", [])


def _is_of_code(key: Mapping[str, Any], homes: list[str]) -> bool:
    fields = key.get("fields")
    return fields in (_CODE, [_CODE]) and key.get("reference", {}).get("resource") in homes


def _is_whole(row: Mapping[str | None, Any]) -> bool:
    """Tell whether a row has its code, its set and its unit, and no more cells than the header."""
    return None not in row and all(row.get(name) for name in ("code", "set", "unit_measure"))
