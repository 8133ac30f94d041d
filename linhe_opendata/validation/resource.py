"""One resource, one report: who reads it, and what strict adds. Does I/O (reads files)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from frictionless import FrictionlessException
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation.explaining.reference import (
    refused,
    unread,
    validate_by_reference,
    validate_small,
)
from linhe_opendata.validation.findings import table_error, with_findings
from linhe_opendata.validation.limits import LimitExceededError, Limits
from linhe_opendata.validation.reading.lines import add_lines
from linhe_opendata.validation.strict.rows import RowChecks
from linhe_opendata.validation.strict.text import text_findings
from linhe_opendata.validation.unsupported import RaisedError, UnsupportedError, asking
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Error, Report, Resource

SMALL = 1 << 20
"""Bytes below which frictionless is done sooner than the fast path has loaded."""

_FAST = {"csv", "tsv", "parquet"}
_NOTHING = {"scheme-error", "source-error", "limit-exceeded", "pattern-timeout"}


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is validated; `progress` is called with (resource, bytes read, bytes in all).

    `may_be_empty` names the tables that may have no row.
    """

    strict: bool = False
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[str, int, int], None] | None = None
    may_be_empty: frozenset[str] = frozenset()


def validate_resource(resource: Resource, options: Options) -> Report:
    """Return the report on one resource of a package, with physical lines on its errors."""
    started = monotonic()
    try:
        if active := guard.active():
            active.begin_table()
        report = _full_report(resource, options)
    except FrictionlessException as problem:
        report = refused(resource, problem.to_errors(), started)
    report.tasks[0].stats["seconds"] = report.stats["seconds"] = monotonic() - started
    return report


def _full_report(resource: Resource, options: Options) -> Report:
    declared = resource.get_defined("encoding")
    report = _report_on_data(resource, options)
    if options.strict and isinstance(resource, TableResource):
        errors = _strict_errors(resource, report, declared, options)
        report = with_findings(report, {report.tasks[0].name: errors})
    add_lines(report.tasks[0].errors, resource, report.tasks[0].labels)
    return report


def _report_on_data(resource: Resource, options: Options) -> Report:
    if not isinstance(resource, TableResource) or resource.format not in _FAST:
        return validate_by_reference(resource, reason=f"format {resource.format}")
    if resource.compression and not resource.multipart:
        return _validate_packed(resource, options)
    if resource.format == "parquet" or _file_bytes(resource) >= SMALL:
        return _validate_plain(resource, options)
    untouched = resource.to_copy()
    report = validate_small(resource)
    return report if report is not None else _validate_plain(untouched, options)


def _validate_packed(resource: TableResource, options: Options) -> Report:
    from linhe_opendata.validation.untrusted.unpack import unpacked

    try:
        with unpacked(resource, options.limits.decompressed_bytes) as plain:
            report = validate_small(resource) if plain.size_bytes < SMALL else None
            if report is not None:
                return report
            if plain.innerpath:
                resource.innerpath = plain.innerpath
            return _validate_plain(plain.resource, options, packed=resource)
    except LimitExceededError as problem:
        return refused(resource, problem.to_errors(), monotonic())
    except UnsupportedError as problem:
        return validate_by_reference(resource, reason=str(problem))


def _validate_plain(
    resource: TableResource, options: Options, packed: TableResource | None = None
) -> Report:
    from linhe_opendata.validation.fast import EXPECTED, Way, validate_fast

    size = _file_bytes(resource)

    def progress(read: int) -> None:
        if options.progress:
            options.progress(resource.name or "", min(read, size), size)

    try:
        return validate_fast(resource, Way(options.limits, progress=progress), packed=packed)
    except LimitExceededError as problem:
        return refused(packed or resource, problem.to_errors(), monotonic())
    except EXPECTED as problem:
        kind = "" if isinstance(problem, UnsupportedError) else f"{type(problem).__name__}: "
        return validate_by_reference(packed or resource, reason=f"{kind}{problem}")


def _file_bytes(resource: Resource) -> int:
    """Return the size of a resource's files (bytes); what is not there has none."""
    try:
        return sum(os.stat(path).st_size for path in resource.normpaths)  # noqa: PTH116 -- paths as text
    except OSError:
        return 0


def _strict_errors(
    resource: TableResource, report: Report, declared: str | None, options: Options
) -> list[Error]:
    task = report.tasks[0]
    found = {error.type for error in task.errors}
    if found & _NOTHING:
        return []
    errors: list[Error] = [*text_findings(resource, declared)]
    if not task.stats.get("rows") and task.name not in options.may_be_empty:
        errors.append(table_error("nothing-read", message("no-row", place=task.place)))
    return errors if "unread" in found else errors + list(_row_findings(resource))


def _row_findings(resource: TableResource) -> Iterator[Error]:
    try:
        with asking(), resource.to_copy() as copy:
            checks = RowChecks(copy.header.get_expected_fields(), copy.schema)
            rows = copy.dialect.read_enumerated_content_stream(copy.cell_stream)
            for number, cells in rows:
                yield from checks.check(number, cells)
    except LimitExceededError as problem:
        yield from problem.to_errors()
    except FrictionlessException:
        return  # the report says so already
    except RaisedError as problem:
        yield unread(problem.__cause__ or problem)
