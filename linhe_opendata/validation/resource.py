"""One resource, one report: who reads it, and what strict adds. Does I/O (reads files)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from frictionless import FrictionlessException
from frictionless.resources import TableResource

from linhe_opendata.memory import keep_freed_memory
from linhe_opendata.validation.copying import copied
from linhe_opendata.validation.explaining.reference import (
    refused,
    validate_by_reference,
    validate_small,
)
from linhe_opendata.validation.findings import with_findings
from linhe_opendata.validation.limits import LimitExceededError, Limits
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.reading.lines import add_lines
from linhe_opendata.validation.strict.findings import strict_errors
from linhe_opendata.validation.unsupported import UnsupportedError
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Report, Resource

    from linhe_opendata.validation.fast import Proven
    from linhe_opendata.validation.strict.findings import StrictProof

    _Found = tuple[Report, StrictProof | None]

SMALL = 1 << 20
"""Bytes below which frictionless is done sooner than the fast path has loaded."""

_FAST = {"csv", "tsv", "parquet"}


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is validated; `progress` is called with (resource, bytes read, bytes in all).

    `may_be_empty` names the tables that may have no row. `proven` gives the certificate of a table
    that another read, and the keys of the tables `apart` that it names.
    """

    strict: bool = False
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[str, int, int], None] | None = None
    may_be_empty: frozenset[str] = frozenset()
    known: KnownSoFar = field(default_factory=KnownSoFar)
    proven: Proven | None = None
    apart: frozenset[str] = frozenset()


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
    report, proof = _report_on_data(resource, options)
    if options.strict and isinstance(resource, TableResource):
        asks_rows = resource.name not in options.may_be_empty
        errors = strict_errors(resource, report, declared, proof, asks_rows=asks_rows)
        report = with_findings(report, {report.tasks[0].name: errors})
    add_lines(report.tasks[0].errors, resource, report.tasks[0].labels)
    return report


def _report_on_data(resource: Resource, options: Options) -> _Found:
    if not isinstance(resource, TableResource) or resource.format not in _FAST:
        return validate_by_reference(resource, reason=f"format {resource.format}"), None
    if resource.compression and not resource.multipart:
        return _validate_packed(resource, options)
    if resource.format == "parquet" or file_bytes(resource) >= SMALL:
        return _validate_plain(resource, options)
    untouched = copied(resource)
    report = validate_small(resource)
    return (report, None) if report is not None else _validate_plain(untouched, options)


def _validate_packed(resource: TableResource, options: Options) -> _Found:
    from linhe_opendata.validation.untrusted.unpack import unpacked

    try:
        with unpacked(resource, options.limits.decompressed_bytes) as plain:
            report = validate_small(resource) if plain.size_bytes < SMALL else None
            if report is not None:
                return report, None
            if plain.innerpath:
                resource.innerpath = plain.innerpath
            return _validate_plain(plain.resource, options, packed=resource)
    except LimitExceededError as problem:
        return refused(resource, problem.to_errors(), monotonic()), None
    except UnsupportedError as problem:
        return validate_by_reference(resource, reason=str(problem)), None


def _validate_plain(
    resource: TableResource, options: Options, packed: TableResource | None = None
) -> _Found:
    from linhe_opendata.validation.fast import EXPECTED, Way, examine_fast

    keep_freed_memory()
    size = file_bytes(resource)

    def progress(read: int) -> None:
        if options.progress:
            options.progress(resource.name or "", min(read, size), size)

    try:
        way = Way(options.limits, progress=progress, strict=options.strict, known=options.known)
        if options.proven and packed is None:
            way = replace(way, proven=options.proven, apart=options.apart)
        examined = examine_fast(resource, way, packed=packed)
    except LimitExceededError as problem:
        return refused(packed or resource, problem.to_errors(), monotonic()), None
    except EXPECTED as problem:
        kind = "" if isinstance(problem, UnsupportedError) else f"{type(problem).__name__}: "
        return validate_by_reference(packed or resource, reason=f"{kind}{problem}"), None
    for given in filter(None, (resource, packed)):  # as if it had been opened itself
        given.dialect, given.encoding = examined.opened.dialect, examined.opened.encoding
    return examined.report, examined.proof


def file_bytes(resource: Resource) -> int:
    """Return the size of a resource's files (bytes); what is not there has none."""
    try:
        return sum(os.stat(path).st_size for path in resource.normpaths)  # noqa: PTH116 -- paths as text
    except OSError:
        return 0
