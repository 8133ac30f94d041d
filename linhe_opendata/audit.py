"""All that can be said of a project in one report: its tables, its figures, their evidence.

Does I/O (reads). `validation` judges tables, `figures` and `evidence` judge what they say; here
the three become one report, so that a finding reads the same wherever it comes from.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.curated import read_curated
from linhe_opendata.documents import read_text
from linhe_opendata.evidence import Sighting, clean_text, digest_text
from linhe_opendata.figures import is_figure_table
from linhe_opendata.foreign import Reading, validate_foreign_package, validate_foreign_table
from linhe_opendata.located import locate
from linhe_opendata.project import Project, find_project, is_project, show_place
from linhe_opendata.records import read_records
from linhe_opendata.schemas import read_schema
from linhe_opendata.scope import Scope, put_scopes
from linhe_opendata.validation import table_error, validate_package, validate_table, with_findings
from linhe_opendata.verdicts import (
    count_evidence,
    find_source,
    judge_figures,
    judge_texts,
    of_source,
    sight_records,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from frictionless import Error, Report

    from linhe_opendata.curated import Curated
    from linhe_opendata.records import Records

    PathLike = str | os.PathLike[str]

_PLAINLY = Reading()


def audit(
    project: Project | PathLike | None = None,
    texts: Iterable[PathLike] = (),
    *,
    reading: Reading = _PLAINLY,
) -> Report:
    """Check a whole project: tables, figures, and, against each text in `texts`, their evidence.

    Raises:
        InvalidMetadataError: the project, its head or a schema is broken, or a text is not UTF-8.

    """
    curated = read_curated(find_project(project))
    package = curated.descriptor()
    report = validate_package(
        package, curated.folder, strict=True, limits=reading.limits, progress=reading.progress
    )
    records = read_records(curated.folder, package)
    given = {str(path): clean_text(read_text(Path(path))) for path in texts}
    findings = [*judge_figures(records), *judge_texts(records, given.values())]
    errors = locate(findings, package, curated.folder)
    errors["sources"] += [
        _unknown_text(path, text)
        for path, text in given.items()
        if find_source(records, text) is None
    ]
    checked, unchecked = _count(report, package, records)
    evidence, missing = count_evidence(records, given.values())
    place = show_place(curated.folder.parent)
    scope = Scope("project", curated.head["name"], place, checked | evidence, unchecked | missing)
    return put_scopes(with_findings(report, errors), [scope])


def validate(
    source: PathLike | None = None,
    *,
    schema: str | Mapping[str, Any] | None = None,
    project: Project | PathLike | None = None,
    strict: bool | None = None,
    texts: Iterable[PathLike] = (),
    reading: Reading = _PLAINLY,
) -> Report:
    """Return the report on a project, a data package or a table; bad data is never an exception.

    Without `source` it is the whole project, as `audit`: `project`, or the one in the current
    folder; no other is taken for want of one. A `source` that is a `datapackage.json`, or a folder
    with one, is a data package; any other folder must be a project. Any other file is a table,
    which must fit `schema`: the name of a table of the project, a Table Schema as a dictionary, or
    the path of one. `strict` adds the checks that frictionless lacks; unless it is given, they are
    made for a project and its tables only. `reading` says how far a file is read and who is told
    of it.

    Raises:
        InvalidMetadataError: there is no project where one is needed, or a schema or a descriptor
            is broken.
        UnknownNameError: `schema` is neither a table of the project nor a file.

    """
    if source is None:
        return audit(project, texts, reading=reading)
    path = Path(source)
    if schema is None and path.is_dir() and not _is_package(path):
        return audit(path, texts, reading=reading)
    if schema is None and (path.is_dir() or path.suffix == ".json"):
        file = path / "datapackage.json" if path.is_dir() else path
        return validate_foreign_package(file, reading, strict=bool(strict))
    if isinstance(schema, str) and not Path(schema).is_file():
        curated = read_curated(find_project(project))
        return _validate_as(path, curated, schema, reading, strict=strict is not False)
    described = read_schema(schema) if isinstance(schema, str) else dict(schema or {})
    return validate_foreign_table(path, described or None, reading, strict=bool(strict))


def _is_package(folder: Path) -> bool:
    """Tell a folder with a data package from a project and from what should be one."""
    return (folder / "datapackage.json").is_file() and not is_project(folder)


def _validate_as(
    path: Path, curated: Curated, table: str, reading: Reading, *, strict: bool
) -> Report:
    """Check a file as if it were the table of that name: its keys, its figures."""
    schema = curated.table(table).schema
    others = _inline_references(schema, curated)
    package = {"$schema": curated.head["$schema"], "resources": others}
    report = validate_table(
        path,
        schema,
        strict=strict,
        package=package,
        limits=reading.limits,
        progress=reading.progress,
    )
    task = report.tasks[0]
    own = {"name": task.name, "type": "table", "path": path.name, "schema": schema}
    package = {"resources": [own, *others]}
    records = read_records(path.parent, package)
    errors = locate(judge_figures(records, table), package, path.parent)
    checked, unchecked = _count(report, {"resources": [own]}, records)
    unchecked |= {"whole": 1, "strict": int(not strict)}
    name = f"{path.name} as {table} of {curated.head['name']}"
    scope = Scope("table", name, show_place(path.parent), checked, unchecked)
    return put_scopes(with_findings(report, errors), [scope])


def _count(
    report: Report, package: Mapping[str, Any], records: Records
) -> tuple[dict[str, int], dict[str, int]]:
    """Count the tables and figures that were looked at, and what was not of them."""
    resources = package["resources"]
    figured = {each["name"] for each in resources if is_figure_table(each["schema"])}
    rows = sum(task.stats.get("rows", 0) for task in report.tasks if task.name in figured)
    codes = {record.says.code for record in records.indicators}
    unknown = sum(record.says.indicator not in codes for record in records.figures)
    checked = {"tables": len(report.tasks), "figures": len(records.figures)}
    return checked, {"rows": max(0, rows - len(records.figures)), "indicators": unknown}


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


def _unknown_text(path: str, text: str) -> Error:
    note = (
        f"{path} is no source of the project: its sha256 is {digest_text(text)}, "
        f"its length {len(text)}; record it, or give the text that is recorded"
    )
    return table_error("evidence-source", note)


def sight_text(text: str, project: Project | PathLike | None = None) -> tuple[list[Sighting], bool]:
    """Return the quantities of a clean text, and whether the text is a source of the project.

    For a source every sighting says what became of the quantity; for another text its status is
    empty.

    Raises:
        InvalidMetadataError: the project, its head or a schema is broken.

    """
    curated = read_curated(find_project(project))
    records = read_records(curated.folder, curated.descriptor())
    source = find_source(records, text)
    if source is None:
        from linhe_opendata.quantities import read_quantities

        return [Sighting(quantity, "", "") for quantity in read_quantities(text)], False
    return sight_records(of_source(records, source.says.id), text), True
