"""One resource, one report: who reads it, and what strict adds. Does I/O (reads files)."""

from __future__ import annotations

import os
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
from linhe_opendata.validation.tables import UnsupportedError
from linhe_opendata.validation.text import text_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Error, Report, Resource

SMALL = 1 << 20
"""Bytes below which frictionless is done sooner than the fast path has loaded."""

_NOTHING = {"scheme-error", "source-error"}


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is validated; `progress` is called with (resource, bytes read, bytes in all)."""

    strict: bool = False
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[str, int, int], None] | None = None


def validate_resource(resource: Resource, options: Options) -> Report:
    """Return the report on one resource of a package, with physical lines on its errors."""
    started, declared = monotonic(), resource.get_defined("encoding")
    report = _validate(resource, options)
    if options.strict and isinstance(resource, TableResource):
        errors = _strict_errors(resource, report, declared)
        report = with_findings(report, {report.tasks[0].name: errors})
    add_lines(report.tasks[0].errors, resource)
    report.tasks[0].stats["seconds"] = report.stats["seconds"] = monotonic() - started
    return report


def _validate(resource: Resource, options: Options) -> Report:
    size = _size(resource)
    if not isinstance(resource, TableResource) or resource.format not in {"csv", "tsv"}:
        return validate_by_reference(resource, reason=f"format {resource.format}")
    if size < SMALL:
        return validate_by_reference(resource, reason="small file")
    if resource.compression:
        return validate_by_reference(resource, reason="compressed file")
    from linhe_opendata.validation.fast import validate_fast

    def progress(read: int) -> None:
        if options.progress:
            options.progress(resource.name or "", min(read, size), size)

    try:
        return validate_fast(resource, progress)
    except UnsupportedError as problem:
        return validate_by_reference(resource, reason=str(problem))
    except Exception as problem:  # noqa: BLE001 -- frictionless will say in its own way what it is
        return validate_by_reference(resource, reason=f"{type(problem).__name__}: {problem}")


def _size(resource: Resource) -> int:
    """Return the size of a resource's files (bytes); what is not there has none."""
    try:
        return sum(os.stat(path).st_size for path in resource.normpaths)  # noqa: PTH116
    except OSError:
        return 0


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
