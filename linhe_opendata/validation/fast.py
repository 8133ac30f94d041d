"""Certify, then explain: the fast way through one resource. Does I/O (reads files)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frictionless import FrictionlessException

from linhe_opendata.messages import message
from linhe_opendata.validation.explaining.digest import DigestThread, declared_algorithm
from linhe_opendata.validation.explaining.explain import DECLARED, add_final_errors, explain
from linhe_opendata.validation.explaining.reference import add_stats
from linhe_opendata.validation.limits import Limits, exceeded
from linhe_opendata.validation.proving.certify import Certificate, certify, certify_nothing
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.reading.batches import BLOCK
from linhe_opendata.validation.reading.opening import (
    TokenBatches,
    first_reader,
    open_any,
    records_of,
)
from linhe_opendata.validation.reading.tables import Bytes, OpenedTable
from linhe_opendata.validation.strict.findings import StrictProof, findings_among
from linhe_opendata.validation.strict.rows import RowChecks
from linhe_opendata.validation.strict.stored import scrutiny_of
from linhe_opendata.validation.unsupported import (
    RaisedError,
    UncutError,
    UnsupportedError,
    asking,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Report
    from frictionless.resources import TableResource

    from linhe_opendata.validation.proving.verdicts import TableScrutiny

    Proven = Callable[[OpenedTable, Checks], Certificate | None]

EXPECTED = (UnsupportedError, FrictionlessException, UnicodeError, OSError)
"""What `validate_fast` may raise where only frictionless itself can say what is wrong with a table.

Whatever else it raises is a fault of ours, and nobody catches it.
"""

_LARGEST_BLOCK = 2**31 - 1


def _silent(_: int) -> None:
    """Report no progress."""


def _nothing_proven(table: OpenedTable, checks: Checks) -> None:
    """Know no certificate."""
    del table, checks


@dataclass(frozen=True, slots=True)
class Way:
    """How a table is read: limits, bytes parsed at once, who is told the bytes read so far.

    A table of which `proven` has the certificate is not read for one, nor are the tables `apart`,
    by name, that its foreign keys name.
    """

    limits: Limits = field(default_factory=Limits)
    block: int = BLOCK
    progress: Callable[[int], None] = _silent
    strict: bool = False
    known: KnownSoFar = field(default_factory=KnownSoFar)
    proven: Proven = _nothing_proven
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Examined:
    """The report on a resource, how it was opened, and what strict mode found, if it was asked."""

    report: Report
    opened: TableResource
    proof: StrictProof | None
    asked: int
    """How many texts frictionless was asked about; whoever reads in pieces asks more often."""
    suspicious: int
    """How many rows were read again; where those that are ragged are many, it depends on pieces."""


def validate_fast(
    resource: TableResource, way: Way, *, packed: TableResource | None = None
) -> Report:
    """Return the report of `examine_fast`."""
    return examine_fast(resource, way, packed=packed).report


def examine_fast(
    resource: TableResource, way: Way, *, packed: TableResource | None = None
) -> Examined:
    """Return the report that frictionless would return on a resource, only sooner.

    `packed` is the compressed resource that `resource` was unpacked from, if it was: its declared
    hash and bytes are those that count.

    Raises:
        UnsupportedError: only frictionless itself can read this table; the message says why.
        LimitExceededError: the table is larger than the limits allow.
        frictionless.FrictionlessException: the table cannot be opened.
        UnicodeError: a text of the schema or the data is none.
        OSError: the file cannot be read.

    """
    declared = packed or resource
    table = open_any(resource, way.limits)
    raw = Bytes(tuple(declared.normpaths), heads=table.source.heads and not packed)
    algorithm = declared_algorithm(declared.hash)
    digest = DigestThread(raw, algorithm) if algorithm else None
    with asking():
        scrutiny = scrutiny_of(table) if way.strict else None
    checks = _checks_of(table, resource, way, scrutiny)
    engine, reason, certificate = find_certificate(table, checks, way)
    if certificate.problem and (declared.bytes or algorithm):
        raise UnsupportedError(
            "the file cannot be read to its end, but its size or hash is declared"
        )
    report = explain(resource, table, checks, certificate)
    _finish(report, declared, table, certificate, (raw, digest))
    add_stats(report.tasks[0], engine=engine)
    if reason:
        add_stats(report.tasks[0], reason=reason)
    proof, again = _strict_proof(table, certificate), len(certificate.suspicious)
    return Examined(report, table.resource, proof, checks.asked, again)


def _checks_of(
    table: OpenedTable, resource: TableResource, way: Way, scrutiny: TableScrutiny | None
) -> Checks:
    """Return what is asked of a table; what says why not is the first of all, put off or not."""
    given = (table, resource, way.limits, way.known, scrutiny)
    try:
        return Checks(*given, apart=way.apart)
    except EXPECTED:
        if not way.apart:
            raise
    return Checks(*given)


def _strict_proof(table: OpenedTable, certificate: Certificate) -> StrictProof | None:
    if certificate.unquiet is None:
        return None
    records = table.header_records + certificate.rows
    rows = RowChecks(table.fields, table.schema)
    found = tuple(findings_among(rows, records_of(table, certificate.unquiet, records)))
    return StrictProof(found, table.encoding if certificate.text_is_plain else None)


def find_certificate(table: OpenedTable, checks: Checks, way: Way) -> tuple[str, str, Certificate]:
    """Certify a table; return by which reader, why not by the fastest if not, and what came of it.

    Raises as `validate_fast` does.
    """
    engine = "parquet" if table.is_parquet else "arrow"
    if (found := way.proven(table, checks)) is not None:
        return engine, "", found
    checks.read_named()
    try:
        return engine, "", _by_arrow(table, checks, way)
    except RaisedError:
        raise  # on the tokens as well
    except UnsupportedError as problem:
        if table.is_parquet:
            return "parquet", str(problem), certify_nothing(table, _parquet_rows(table))
        tokens = TokenBatches(table, checks.nulls)
        return "tokens", str(problem), certify(table, checks, tokens, way.progress)


def _by_arrow(table: OpenedTable, checks: Checks, way: Way) -> Certificate:
    """Certify with Arrow; a record longer than a block gets a block of the longest allowed."""
    try:
        return _by_blocks(table, checks, way, way.block)
    except UncutError:
        pass
    size = _source_bytes(table.source)
    longest = min(way.limits.record_bytes, size + 1, _LARGEST_BLOCK)
    try:
        return _by_blocks(table, checks, way, longest)
    except UncutError as problem:
        if size < longest:
            raise
        what = message("row-longer", most=longest)
        raise exceeded(what, "record_bytes", mend="mend-a-quote") from problem


def _by_blocks(table: OpenedTable, checks: Checks, way: Way, block: int) -> Certificate:
    reader = first_reader(table, checks.nulls, block, watched=way.strict)
    return certify(table, checks, reader, way.progress)


def _parquet_rows(table: OpenedTable) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(table.source.paths[0]).num_rows)


def _source_bytes(source: Bytes) -> int:
    return sum(os.stat(path).st_size - source.skipped(path) for path in source.paths)  # noqa: PTH116 -- paths as text


def _finish(
    report: Report,
    resource: TableResource,
    table: OpenedTable,
    certificate: Certificate,
    raw: tuple[Bytes, DigestThread | None],
) -> None:
    """Fill in the stats, and let frictionless compare them with what is declared."""
    source, digest = raw
    figures: dict[str, int | str] = {"rows": certificate.rows, "bytes": _source_bytes(source)}
    if digest:
        figures[digest.algorithm] = digest.result()
    task = report.tasks[0]
    add_stats(task, **{name: figure for name, figure in figures.items() if figure})
    task.place = resource.place
    if any(resource.has_defined(name) for name in DECLARED):
        counted = resource.to_copy()
        for name, figure in {**figures, "fields": len(table.schema.fields)}.items():
            setattr(counted.stats, name, figure)
        add_final_errors(report, counted)
