"""Reports to write: real validations of small files, and findings of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frictionless import Report, Resource, Schema, errors

from linhe_opendata.validation import add_lines

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Error

SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "name", "type": "string", "constraints": {"maxLength": 3}},
    ],
    "primaryKey": ["id"],
}


class FigureError(errors.CellError):
    """A finding on a cell that frictionless does not know."""

    type = "figure-words"
    title = "Figure Words"
    description = "The value is not what its words say."
    template = "{note}"


def check(folder: Path, csv: str, name: str = "t") -> Report:
    """Validate a table written to `folder`, the current one, with lines and columns."""
    (folder / f"{name}.csv").write_bytes(csv.encode())
    schema = Schema.from_descriptor(SCHEMA)
    resource = Resource(name=name, path=f"{name}.csv", schema=schema)
    report: Report = resource.validate()
    add_lines(report.tasks[0].errors, resource, report.tasks[0].labels)
    return join(report)


def join(*reports: Report, **options: Any) -> Report:  # noqa: ANN401 -- options of frictionless
    """Join reports into one that took 0.04 seconds."""
    report: Report = Report.from_validation_reports(time=0.04, reports=list(reports))
    for name, value in options.items():
        setattr(report, name, value)
    return report


def find(cells: list[str], number: int, note: str = "is wrong", **custom: Any) -> FigureError:  # noqa: ANN401 -- whatever a finding may carry
    """Make a finding of ours on a cell of a row; `row` and `field` may be given too."""
    error = FigureError(
        note=note,
        cells=cells,
        row_number=custom.pop("row", 2),
        cell=cells[number - 1] if number <= len(cells) else "",
        field_name=custom.pop("field", "words"),
        field_number=number,
    )
    error.custom.update(custom)
    return error


def report_on(*found: Error, path: str = "data/t.csv", counted: int | None = None) -> Report:
    """Make a report on one table with the given findings."""
    resource = Resource(name="t", path=path)
    resource.stats.rows, resource.stats.fields = 7, 2
    report = Report.from_validation_task(resource, time=0.04, errors=list(found))
    report.tasks[0].stats["errors"] = len(found) if counted is None else counted
    return join(report)
