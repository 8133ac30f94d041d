"""What a process does of a package: prove a piece, settle buckets, judge a table. Does I/O (files).

These are the functions that run wherever there is a process: here, in others beside it, in an
executor, on another machine. Each is told all it needs, is the same whoever calls it, and may be
called again. What is proven and settled is kept in the folder of the work; whoever judges a table
joins its pieces, does what is missing, and reads it in one stream if a piece cannot be proven.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from linhe_opendata.validation.fast import EXPECTED
from linhe_opendata.validation.pieces.certifying import certify_piece
from linhe_opendata.validation.pieces.cuts import PIECE, Piece, pieces_of
from linhe_opendata.validation.pieces.joining import certificate_of, settle_buckets, settlings_of
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.strict.stored import scrutiny_of
from linhe_opendata.validation.unsupported import UnsupportedError, asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from frictionless.report.task import ReportTask
    from frictionless.resources import TableResource

    from linhe_opendata.validation.pieces.buckets import Buckets, Settled
    from linhe_opendata.validation.pieces.certifying import PieceProof
    from linhe_opendata.validation.pieces.joining import Settling
    from linhe_opendata.validation.pieces.kept import KeptProof
    from linhe_opendata.validation.prepare import Prepared
    from linhe_opendata.validation.proving.certify import Certificate
    from linhe_opendata.validation.reading.tables import OpenedTable
    from linhe_opendata.validation.work import Work

    Told = Callable[["Unit", str, int, int], None]


class Unit(NamedTuple):
    """A table to judge, by its place among the resources (from 0), or a part of that.

    That is a piece to prove, or some buckets to settle when all pieces are proven.
    """

    table: int
    piece: Piece | None = None
    buckets: Buckets | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is a table to judge."""
        return self.piece is None and self.buckets is None


@dataclass(slots=True)
class _Cut:
    """A table that is opened, and its pieces."""

    number: int
    table: OpenedTable
    resource: TableResource
    pieces: list[Piece]
    checks: Checks | None = None


class Prover:
    """A package made ready in one process, for pieces of its tables to be proven."""

    def __init__(self, prepared: Prepared, told: Told, piece_bytes: int | None = None) -> None:
        """Prove pieces of so many bytes (`PIECE` unless it is said); `told` hears how far it is.

        It is called with (unit, name of the resource, bytes read of it, bytes of the table).
        """
        self._prepared, self._told = prepared, told
        self._size = piece_bytes or PIECE
        self._cut: _Cut | None = None

    def pieces(self, number: int) -> list[Piece]:
        """Return the pieces of a table, none if it is judged as a whole."""
        if file_bytes(self._prepared.resources[number]) < 2 * self._size:
            return []
        try:
            pieces = self._opened(number).pieces
        except EXPECTED:
            return []  # whoever judges it will say why
        return pieces if len(pieces) > 1 else []

    def proof(self, number: int, piece: Piece) -> PieceProof | None:
        """Return what is proven of a piece of a table, None if it is nothing."""
        resource = self._prepared.resources[number]
        whole, name = file_bytes(resource), resource.name or ""
        most = (whole if piece.end is None else piece.end) - piece.begin

        def progress(read: int) -> None:
            self._told(Unit(number, piece), name, min(read, most), whole)

        try:
            cut = self._opened(number)
            return certify_piece(cut.table, self._checks(cut), piece, progress)
        except EXPECTED:
            return None  # and one stream will say what there is to say

    def _opened(self, number: int) -> _Cut:
        if self._cut is None or self._cut.number != number:
            resource = self._prepared.table(number)
            if resource is None or resource.compression or not self._is_alone(resource):
                raise UnsupportedError("the table is not read in pieces")
            table = open_any(resource, self._prepared.options.limits)
            self._cut = _Cut(number, table, resource, pieces_of(table, self._size))
        return self._cut

    def _is_alone(self, resource: TableResource) -> bool:
        """Tell whether all tables that its foreign keys name are small: each process reads them."""
        names = {key["reference"]["resource"] for key in resource.schema.foreign_keys}
        if names & {"", resource.name}:
            return False
        package = resource.package
        named = [package.get_resource(n) for n in names if package and package.has_resource(n)]
        return all(file_bytes(other) < self._size for other in named)

    def _checks(self, cut: _Cut) -> Checks:
        if cut.checks is None:
            options = self._prepared.options
            with asking():
                scrutiny = scrutiny_of(cut.table) if options.strict else None
            known = options.known
            cut.checks = Checks(cut.table, cut.resource, options.limits, known, scrutiny)
        return cut.checks


class Bench(Prover):
    """A package made ready in one process, and the folder in which what is proven is kept."""

    def __init__(
        self, prepared: Prepared, work: Work, told: Told, piece_bytes: int | None = None
    ) -> None:
        """Prove pieces as a `Prover`, and keep what is proven in the folder of a `work`."""
        super().__init__(prepared, told, piece_bytes)
        self._work = work

    def prove(self, number: int, piece: Piece) -> bool:
        """Prove a piece of a table, unless it is known what is proven of it; tell whether it is."""
        known, kept = self._kept(number, piece)
        if known:
            return kept is not None
        proof = self.proof(number, piece)
        self._work.keep_proof(number, piece, self._prepared.resources[number], proof)
        return proof is not None

    def settlings(self, number: int) -> list[Unit]:
        """Return the units that settle the keys of a table of which all pieces are proven.

        There are none where one would be all: whoever judges the table does that sooner.
        """
        found = settlings_of(self._proofs(number))
        return [Unit(number, None, each.buckets) for each in found] if len(found) > 1 else []

    def settle(self, number: int, buckets: Buckets) -> bool:
        """Settle some buckets of a table, unless it was done; tell whether they are settled."""
        resource = self._prepared.resources[number]
        if self._work.settled(number, buckets, resource) is not None:
            return True
        asked = [each for each in settlings_of(self._proofs(number)) if each.buckets == buckets]
        try:
            found = [settle_buckets(each) for each in asked]
        except OSError:
            return False  # a piece is not there any more: whoever judges the table proves it
        for each in found:
            self._work.keep_settled(number, buckets, resource, each)
        return bool(found)

    def judge(self, number: int) -> ReportTask:
        """Return what is to be said of a table."""
        prepared, pieces = self._prepared, self.pieces(number)
        if pieces:

            def joined(table: OpenedTable, checks: Checks) -> Certificate | None:
                del table  # as it was opened here
                return self._joined(number, pieces, checks)

            prepared = replace(prepared, options=replace(prepared.options, proven=joined))
        return prepared.judge(number)

    def _joined(self, number: int, pieces: Sequence[Piece], checks: Checks) -> Certificate | None:
        if not any(known for known, _ in (self._kept(number, piece) for piece in pieces)):
            return None  # nobody began with it
        if not all(self.prove(number, piece) for piece in pieces):
            return None
        proofs = self._proofs(number)
        if not proofs:
            return None  # the file has changed
        resource = self._prepared.resources[number]

        def mapped(
            settled: Callable[[Settling], Settled], asked: Iterable[Settling]
        ) -> Iterator[Settled]:
            for each in asked:
                found = self._work.settled(number, each.buckets, resource)
                yield settled(each) if found is None else found

        return certificate_of(proofs, checks, self._prepared.options.limits.table_seconds, mapped)

    def _proofs(self, number: int) -> list[KeptProof]:
        """Return what is proven of all pieces of a table, nothing if one is not."""
        pieces = self.pieces(number)
        found = [proof for _, proof in (self._kept(number, piece) for piece in pieces) if proof]
        return found if len(found) == len(pieces) else []

    def _kept(self, number: int, piece: Piece) -> tuple[bool, KeptProof | None]:
        return self._work.proof(number, piece, self._prepared.resources[number])
