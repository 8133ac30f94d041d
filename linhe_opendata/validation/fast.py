"""Certify, then explain: the fast way through one CSV resource. Does I/O (reads files)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from linhe_opendata.validation.batches import BLOCK, ArrowBatches, TokenBatches
from linhe_opendata.validation.certify import Certificate, Checks, certify
from linhe_opendata.validation.digest import Digest, declared_algorithm
from linhe_opendata.validation.explain import add_final_errors, explain
from linhe_opendata.validation.reference import add_stats
from linhe_opendata.validation.tables import Table, UnsupportedError, open_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Report
    from frictionless.resources import TableResource


def validate_fast(
    resource: TableResource, progress: Callable[[int], None], *, block: int = BLOCK
) -> Report:
    """Return the report that frictionless would return on a CSV resource, only sooner.

    `progress` is called with the bytes read so far, `block` bytes at a time.

    Raises:
        UnsupportedError: only frictionless itself can read this table; the message says why.
        frictionless.FrictionlessException: the table cannot be opened.

    """
    table = open_table(resource)
    algorithm = declared_algorithm(resource.hash)
    digest = Digest(table.source, algorithm) if algorithm else None
    checks = Checks(table, resource)
    engine, reason, certificate = _certified(table, checks, progress, block)
    if certificate.problem and resource.bytes:
        raise UnsupportedError("the file cannot be read to its end, and its bytes are declared")
    report = explain(resource, table, checks, certificate)
    _finish(report, resource, table, certificate, digest)
    add_stats(report.tasks[0], engine=engine, suspicious=len(certificate.suspicious))
    if reason:
        add_stats(report.tasks[0], reason=reason)
    return report


def _certified(
    table: Table, checks: Checks, progress: Callable[[int], None], block: int
) -> tuple[str, str, Certificate]:
    try:
        batches = ArrowBatches(table, checks.nulls, block=block)
        return "arrow", "", certify(table, checks, batches, progress)
    except UnsupportedError as problem:
        tokens = TokenBatches(table, checks.nulls)
        return "tokens", str(problem), certify(table, checks, tokens, progress)


def _finish(
    report: Report,
    resource: TableResource,
    table: Table,
    certificate: Certificate,
    digest: Digest | None,
) -> None:
    """Fill in the stats, and let frictionless compare them with what is declared."""
    source, counted = table.source, resource.to_copy()
    counted.stats.rows = certificate.rows
    counted.stats.fields = len(table.schema.fields)
    counted.stats.bytes = sum(os.stat(p).st_size - source.skipped(p) for p in source.paths)  # noqa: PTH116
    if digest and digest.algorithm == "md5":
        counted.stats.md5 = digest.result()
    elif digest:
        counted.stats.sha256 = digest.result()
    task = report.tasks[0]
    figures: dict[str, int | str] = {"rows": certificate.rows, "bytes": counted.stats.bytes}
    if digest:
        figures[digest.algorithm] = digest.result()
    add_stats(task, **{name: figure for name, figure in figures.items() if figure})
    add_final_errors(report, counted)
