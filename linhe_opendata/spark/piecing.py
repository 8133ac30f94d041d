"""A large table on a cluster: its pieces proven, then joined where it is judged. Does I/O (files).

Whoever sees the folder of a package can do either. What was proven counts only while the files are
those that were read, told by size and time, as in a folder of work.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linhe_opendata.spark.rows import NO_KEY, proof_rows, said_in, settled_of
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.pieces.joining import certificate_of
from linhe_opendata.validation.pieces.kept import unpacked_proof
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing.units import Prover
from linhe_opendata.validation.work import stamps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from linhe_opendata.spark.groups import CutPiece, Group, Plan
    from linhe_opendata.validation.pieces.buckets import Settled
    from linhe_opendata.validation.pieces.joining import Settling
    from linhe_opendata.validation.prepare import Prepared
    from linhe_opendata.validation.proving.certify import Certificate
    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.reading.tables import OpenedTable

    Proven = Callable[[OpenedTable, Checks], Certificate | None]


def find_pieces_of(plan: Plan, group: Group, folder: Path, size: int) -> list[Piece]:
    """Return the pieces of the one table of a group, none if it is judged as a whole."""
    prepared = _prepared(plan, group, folder)
    with within(plan.limits):
        return Prover(prepared, _silent, size).pieces(0)


def prove_part(plan: Plan, group: Group, part: CutPiece, folder: Path) -> Iterator[pa.RecordBatch]:
    """Yield what is proven of a piece of the one table of a group, and the codes of its keys."""
    prepared, (number,) = _prepared(plan, group, folder), group.numbers.values()
    stamps, prover = [*stamps_of(prepared.resources[0])], Prover(prepared, _silent)
    with within(plan.limits):
        proof = prover.proof(0, Piece(part.begin, part.end))
    yield from proof_rows(number, part, proof, stamps)


def join_parts(
    plan: Plan, group: Group, found: Sequence[Mapping[str, Any]], folder: Path
) -> dict[int, dict[str, Any]]:
    """Return the task of the one table of a group, by its number; `found` are the rows on it."""
    prepared, (number,) = _prepared(plan, group, folder), group.numbers.values()
    proven = _proven(plan, prepared, found)
    with within(plan.limits):
        options = replace(prepared.options, proven=proven)
        return {number: replace(prepared, options=options).judge(0).to_descriptor()}


def _proven(plan: Plan, prepared: Prepared, found: Sequence[Mapping[str, Any]]) -> Proven | None:
    """Return what gives the certificate of a table; None where it is read in one stream."""
    heads = sorted((row for row in found if row["key"] == NO_KEY), key=lambda row: row["place"])
    told = [said_in(row) for row in heads]
    stamps = [*stamps_of(prepared.resources[0])]
    if not all(each["proven"] and each["stamps"] == stamps for each in told):
        return None
    proofs = [proof for row in heads if (proof := unpacked_proof(row["codes"]))]
    settled = settled_of(row for row in found if row["key"] != NO_KEY)

    def mapped(_: object, asked: Iterable[Settling]) -> list[Settled]:
        return settled[next(iter(asked)).buckets.key]

    def joined(table: OpenedTable, checks: Checks) -> Certificate | None:
        del table  # it is the one whose pieces these are
        return certificate_of(proofs, checks, plan.limits.table_seconds, mapped)

    return joined


def _prepared(plan: Plan, group: Group, folder: Path) -> Prepared:
    options = Options(plan.strict, plan.limits, known=KnownSoFar(plan.secret))
    return PackageSource(group.descriptor, folder, frozenset(group.numbers)).prepared(options)


def _silent(*_: object) -> None:
    """Say nothing: Spark tells how far it is."""
