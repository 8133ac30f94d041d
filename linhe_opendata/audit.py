"""All that can be said of a project in one report: its tables, its figures, their evidence.

Does I/O (reads). `validation` judges tables, `figures` and `evidence` judge what they say; here
the three become one report, so that a finding reads the same wherever it comes from.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frictionless import Resource

from linhe_opendata.curated import read_curated
from linhe_opendata.documents import read_json_object, read_text
from linhe_opendata.evidence import Sighting, clean_text, digest_text
from linhe_opendata.project import Project, find_project, is_project
from linhe_opendata.records import read_records
from linhe_opendata.schema_rules import lint_package
from linhe_opendata.schemas import read_schema
from linhe_opendata.validation import (
    Limits,
    Place,
    add_lines,
    cell_error,
    report_of,
    table_error,
    validate_package,
    validate_table,
    with_findings,
)
from linhe_opendata.verdicts import (
    find_source,
    judge_figures,
    judge_texts,
    of_source,
    sight_records,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping

    from frictionless import Error, Report

    from linhe_opendata.curated import Curated
    from linhe_opendata.figures import Finding
    from linhe_opendata.records import Record

    Findings = Iterable[tuple[Record[Any], Finding]]
    PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: how far, and who is told (name, bytes read, bytes in all)."""

    limits: Limits = field(default_factory=Limits)
    progress: Callable[[str, int, int], None] | None = None


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
    read = [(str(path), clean_text(read_text(Path(path)))) for path in texts]
    findings = [*judge_figures(records), *judge_texts(records, [text for _, text in read])]
    errors = _errors(findings, package, curated.folder)
    for path, text in read:
        if find_source(records, text) is None:
            errors["sources"].append(_unknown_text(path, text))
    return with_findings(report, errors)


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
        return _validate_package(file, reading, strict=bool(strict))
    if isinstance(schema, str) and not Path(schema).is_file():
        curated = read_curated(find_project(project))
        return _validate_as(path, curated, schema, reading, strict=strict is not False)
    described = read_schema(schema) if isinstance(schema, str) else dict(schema or {})
    return validate_table(
        path,
        described or None,
        strict=bool(strict),
        limits=reading.limits,
        progress=reading.progress,
    )


def _is_package(folder: Path) -> bool:
    """Tell a folder with a data package from a project and from what should be one."""
    return (folder / "datapackage.json").is_file() and not is_project(folder)


def _validate_package(file: Path, reading: Reading, *, strict: bool) -> Report:
    """Lint a data package's descriptor, then validate its tables.

    What lint finds makes a package invalid where the check is strict, and warns where the verdict
    is to be frictionless's own.
    """
    descriptor = read_json_object(file)
    problems = [f"{file}: {problem}" for problem in lint_package(descriptor)]
    report = validate_package(
        descriptor, file.parent, strict=strict, limits=reading.limits, progress=reading.progress
    )
    if strict:
        errors = [*report.errors, *(table_error("metadata", problem) for problem in problems)]
        return report_of(report.tasks, report.stats["seconds"], errors)
    report.warnings += problems
    report.stats["warnings"] += len(problems)
    return report


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
    return with_findings(report, _errors(judge_figures(records, table), package, path.parent))


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


def _errors(findings: Findings, package: Mapping[str, Any], folder: Path) -> dict[str, list[Error]]:
    """Return the findings as errors of frictionless's kind, by table, with physical lines."""
    resources = {resource["name"]: resource for resource in package["resources"]}
    errors: dict[str, list[Error]] = defaultdict(list)
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
        errors[record.table].append(cell_error(finding.rule, place, finding.note))
    for table, found in errors.items():
        keyless = {"fields": resources[table]["schema"]["fields"]}  # keys would open other tables
        descriptor = {**resources[table], "schema": keyless}
        with Resource.from_descriptor(descriptor, basepath=str(folder)) as resource:
            add_lines(found, resource)
    return errors
