"""What a process does of a package: prove a piece, settle buckets, judge a table. Does I/O (files).

These are the functions that run wherever there is a process: here, in others beside it, in an
executor, on another machine. Each is told all it needs, is the same whoever calls it, and may be
called again. What is proven and settled is kept in the folder of the work; whoever judges a table
joins its pieces, does what is missing, and reads it in one stream if a piece cannot be proven.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from linhe_opendata.validation.fast import EXPECTED
from linhe_opendata.validation.pieces.certifying import certify_piece
from linhe_opendata.validation.pieces.cuts import PIECE
from linhe_opendata.validation.pieces.joining import (
    NamedInPieces,
    certificate_of,
    settle_buckets,
    settlings_of,
)
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.foreign import OwnKey
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.sharing.naming import Tables
from linhe_opendata.validation.strict.stored import scrutiny_of
from linhe_opendata.validation.unsupported import asking
from linhe_opendata.validation.work import TablePart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from frictionless.report.task import ReportTask

    from linhe_opendata.validation.pieces.buckets import Buckets, Settled
    from linhe_opendata.validation.pieces.certifying import PieceProof
    from linhe_opendata.validation.pieces.cuts import Piece
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


class Prover:
    """A package made ready in one process, for pieces of its tables to be proven."""

    def __init__(
        self,
        prepared: Prepared,
        told: Told,
        piece_bytes: int | None = None,
        *,
        by_buckets: bool = False,
    ) -> None:
        """Prove pieces of so many bytes (`PIECE` unless it is said); `told` hears how far it is.

        It is called with (unit, name of the resource, bytes read of it, bytes of the table). If
        foreign keys that name large tables are not settled `by_buckets`, a table that has one is
        not read in pieces.
        """
        self._prepared, self._told = prepared, told
        self._tables = Tables(prepared, piece_bytes or PIECE, by_buckets=by_buckets)
        self._asked: tuple[int, Checks, list[OwnKey]] | None = None

    def pieces(self, number: int) -> list[Piece]:
        """Return the pieces of a table, none if it is judged as a whole."""
        return self._tables.pieces(number)

    def needed(self, number: int) -> set[int]:
        """Return the tables of which all pieces are joined for a table in pieces, with itself."""
        return {number} | self._tables.named_by(number)

    def proof(self, number: int, piece: Piece) -> PieceProof | None:
        """Return what is proven of a piece of a table, None if it is nothing."""
        resource = self._prepared.resources[number]
        whole, name = file_bytes(resource), resource.name or ""
        most = (whole if piece.end is None else piece.end) - piece.begin

        def progress(read: int) -> None:
            self._told(Unit(number, piece), name, min(read, most), whole)

        try:
            checks, own = self._checks(number)
            table = self._tables.opened(number)
            return certify_piece(table, checks, piece, progress, own)
        except EXPECTED:
            return None  # and one stream will say what there is to say

    def _checks(self, number: int) -> tuple[Checks, list[OwnKey]]:
        """Return what is asked of the rows of a table, and of the keys that others name."""
        if self._asked is None or self._asked[0] != number:
            options, table = self._prepared.options, self._tables.opened(number)
            resource = self._prepared.table(number)
            assert resource is not None  # noqa: S101 -- it was opened
            with asking():
                scrutiny = scrutiny_of(table) if options.strict else None
            given = (table, resource, options.limits, options.known, scrutiny)
            checks = Checks(*given, apart=self._apart(number))
            options.known.keep_columns()  # pieces come when others have been judged in between
            own = [
                OwnKey(table, key.places, checks.hashes, shared=key.shared)
                for key in self._tables.keys_named(number)
            ]
            self._asked = number, checks, own
        return self._asked[1:]

    def _apart(self, number: int) -> frozenset[str]:
        """Return the names of the tables that a table names by buckets."""
        named = self._tables.named_by(number)
        return frozenset(self._prepared.resources[other].name or "" for other in named)


class Bench(Prover):
    """A package made ready in one process, and the folder in which what is proven is kept."""

    def __init__(
        self, prepared: Prepared, work: Work, told: Told, piece_bytes: int | None = None
    ) -> None:
        """Prove pieces as a `Prover`, and keep what is proven in the folder of a `work`."""
        super().__init__(prepared, told, piece_bytes, by_buckets=True)
        self._work = work

    def prove(self, number: int, piece: Piece) -> bool:
        """Prove a piece of a table, unless it is known what is proven of it; tell whether it is."""
        known, kept = self._kept(number, piece)
        if known:
            return kept is not None
        proof = self.proof(number, piece)
        self._work.keep_proof(self._part(number, piece), proof)
        return proof is not None

    def settlings(self, number: int) -> list[Unit]:
        """Return the units that settle the keys of a table of which all pieces are proven.

        There are none where one would be all: whoever judges the table does that sooner.
        """
        found = self._settlings(number)
        return [Unit(number, None, each.buckets) for each in found] if len(found) > 1 else []

    def settle(self, number: int, buckets: Buckets) -> bool:
        """Settle some buckets of a table, unless it was done; tell whether they are settled."""
        part = self._part(number, buckets)
        if self._work.settled(part) is not None:
            return True
        asked = [each for each in self._settlings(number) if each.buckets == buckets]
        try:
            found = [settle_buckets(each) for each in asked]
        except OSError:
            return False  # a piece is not there any more: whoever judges the table proves it
        for each in found:
            self._work.keep_settled(part, each)
        return bool(found)

    def judge(self, number: int) -> ReportTask:
        """Return what is to be said of a table."""
        prepared, pieces = self._prepared, self.pieces(number)
        if pieces:

            def joined(table: OpenedTable, checks: Checks) -> Certificate | None:
                del table  # as it was opened here
                return self._joined(number, checks)

            apart = self._apart(number)
            options = replace(prepared.options, proven=joined, apart=apart)
            prepared = replace(prepared, options=options)
        return prepared.judge(number)

    def _joined(self, number: int, checks: Checks) -> Certificate | None:
        needed = [(other, p) for other in sorted(self.needed(number)) for p in self.pieces(other)]
        kept = {each: self._kept(*each) for each in needed}
        if not any(kept[number, piece][0] for piece in self.pieces(number)):
            return None  # nobody began with it
        if any(is_known and proof is None for is_known, proof in kept.values()):
            return None
        if not all(self.prove(other, piece) for other, piece in needed):
            return None
        proofs = self._proofs(number)
        if proofs is None:
            return None  # the file has changed

        def mapped(
            settled: Callable[[Settling], Settled], asked: Iterable[Settling]
        ) -> Iterator[Settled]:
            for each in asked:
                found = self._work.settled(self._part(number, each.buckets))
                yield settled(each) if found is None else found

        most = self._prepared.options.limits.table_seconds
        return certificate_of(proofs[0], checks, most, mapped, proofs[1])

    def _settlings(self, number: int) -> list[Settling]:
        """Return all that is to be settled of a table, nothing if a piece is not proven."""
        proofs = self._proofs(number)
        return settlings_of(*proofs) if proofs else []

    def _proofs(self, number: int) -> tuple[list[KeptProof], list[NamedInPieces]] | None:
        """Return what is proven of all pieces, and the keys that its foreign keys name by buckets.

        None if a piece is not proven.
        """
        found = {other: self._proofs_of(other) for other in self.needed(number)}
        if not all(found.values()):
            return None
        named = [
            NamedInPieces(found[other], self._tables.keys_named(other).index(key))
            for other, key in self._tables.targets(number)
        ]
        return found[number], named

    def _proofs_of(self, number: int) -> list[KeptProof]:
        pieces = self.pieces(number)
        found = [proof for _, proof in (self._kept(number, piece) for piece in pieces) if proof]
        return found if len(found) == len(pieces) else []

    def _kept(self, number: int, piece: Piece) -> tuple[bool, KeptProof | None]:
        return self._work.proof(self._part(number, piece))

    def _part(self, number: int, part: Piece | Buckets) -> TablePart:
        asked = [sorted(self._apart(number)), self._tables.keys_named(number)]
        return TablePart(number, self._prepared.resources[number], part, asked)
