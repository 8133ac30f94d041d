"""One resource, one report: who reads it, and what strict adds. Does I/O (reads files)."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from frictionless import FrictionlessException
from frictionless.resources import TableResource

from linhe_opendata.validation.findings import table_error, with_findings
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.lines import add_lines
from linhe_opendata.validation.reference import unread, validate_by_reference
from linhe_opendata.validation.strict import RowChecks
from linhe_opendata.validation.text import text_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Error, Report, Resource


_NOTHING = {"scheme-error", "source-error"}


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is validated; `progress` is called with (resource, bytes read, bytes in all)."""

    strict: bool = False
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[str, int, int], None] | None = None


def validate_resource(resource: Resource, options: Options) -> Report:
    """Return the report on one resource of a package, with physical lines on its errors."""
    started = monotonic()
    declared = resource.get_defined("encoding")
    report = validate_by_reference(resource, reason="small file")
    if options.strict and isinstance(resource, TableResource):
        errors = _strict_errors(resource, report, declared)
        report = with_findings(report, {report.tasks[0].name: errors})
    add_lines(report.tasks[0].errors, resource)
    report.tasks[0].stats["seconds"] = report.stats["seconds"] = monotonic() - started
    return report


def _strict_errors(resource: TableResource, report: Report, declared: str | None) -> list[Error]:
    task = report.tasks[0]
    found = {error.type for error in task.errors}
    if found & _NOTHING:
        return []
    errors: list[Error] = [*text_findings(resource, declared)]
    if not task.stats.get("rows"):
        note = f"{task.place} holds no row; add rows, or take the table out of the package"
        errors.append(table_error("nothing-read", note))
    return errors + list(_row_findings(resource))


def _row_findings(resource: TableResource) -> Iterator[Error]:
    try:
        with resource.to_copy() as copy:
            checks = RowChecks(copy.header.get_expected_fields(), copy.schema)
            rows = copy.dialect.read_enumerated_content_stream(copy.cell_stream)
            for number, cells in rows:
                yield from checks.check(number, cells)
    except FrictionlessException:
        return  # the report says so already
    except Exception as problem:  # noqa: BLE001 -- bad data may make any part of it raise
        yield unread(problem)
