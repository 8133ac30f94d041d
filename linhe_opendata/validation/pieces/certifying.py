"""What is proven of one piece of a table. Does I/O (reads the piece)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from linhe_opendata.validation.pieces.buckets import Coded, Paired, coded
from linhe_opendata.validation.pieces.marked import MARK_LENGTH, MarkedBatches, draw_mark
from linhe_opendata.validation.pieces.naming import NamingCodes
from linhe_opendata.validation.proving.keys import KeyCodes
from linhe_opendata.validation.proving.stretches import Stretch, read_stretch
from linhe_opendata.validation.reading.batches import BLOCK, ArrowBatches
from linhe_opendata.validation.unsupported import UnsupportedError
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.pieces.cuts import Piece
    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.proving.foreign import OwnKey
    from linhe_opendata.validation.reading.arrays import Codes
    from linhe_opendata.validation.reading.opening import Batches
    from linhe_opendata.validation.reading.tables import OpenedTable


@dataclass(frozen=True, slots=True)
class PieceProof:
    """What was proven of a piece, and the codes of each key in its rows."""

    stretch: Stretch
    keys: tuple[Coded, ...]
    counted: int = 0
    """Of how many keys, the first, repeats are errors."""
    seconds: float = 0.0
    """Processor time that slow cells took, of which a table has only so much."""
    naming: tuple[Paired, ...] = ()
    """The tuples of each foreign key that is settled by buckets."""
    named: tuple[Paired, ...] = ()
    """The keys that such a foreign key names."""

    @property
    def key_count(self) -> int:
        """How many keys there are."""
        return len(self.keys)

    def bucket(self, key: int, first: int, until: int) -> tuple[Codes, NDArray[np.uint32]]:
        """Return the codes of a key in some buckets, and the rows that have them."""
        mine = self.keys[key]
        span = slice(int(mine.ends[first]), int(mine.ends[until]))
        return mine.codes[span], mine.rows[span]

    def naming_bucket(
        self, key: int, first: int, until: int
    ) -> tuple[Codes, Codes, NDArray[np.uint32]]:
        """Return the codes of the tuples of a foreign key in some buckets, and whose they are."""
        mine = self.naming[key]
        span = slice(int(mine.ends[first]), int(mine.ends[until]))
        return mine.first[span], mine.second[span], mine.rows[span]

    def named_bucket(self, key: int, first: int, until: int) -> tuple[Codes, Codes]:
        """Return the codes of a key that is named in some buckets."""
        mine = self.named[key]
        span = slice(int(mine.ends[first]), int(mine.ends[until]))
        return mine.first[span], mine.second[span]


def certify_piece(
    table: OpenedTable,
    checks: Checks,
    piece: Piece,
    progress: Callable[[int], None],
    own: Sequence[OwnKey] = (),
    block: int = BLOCK,
) -> PieceProof:
    """Read a piece of a table; the same is returned whoever reads it, and however often.

    `own` are its keys that foreign keys name which are settled by buckets.

    Raises:
        UnsupportedError: nothing is proven of it; the table is to be read in one stream.
        LimitExceededError: likewise, and by a limit.

    """
    if active := guard.active():
        active.begin_table()
    checks.begin()
    heads = 0 if piece.begin else table.header_records
    watched = checks.scrutiny is not None
    part = replace(table, header_records=heads)
    batches = batches_of(part, checks.nulls, piece, block=block, watched=watched)
    found: list[list[Codes]] = [[] for _ in checks.all_keys]
    keys = [KeyCodes(codes.append, piece.begin) for codes in found]
    listener = NamingCodes(checks, own) if own or checks.apart else None
    stretch = read_stretch(checks, batches, keys, heads, progress, listener)
    if heads and stretch.records == heads:
        raise UnsupportedError("a header may be longer than a piece")
    given = zip(found, keys, strict=True)
    codes = tuple(coded(np.concatenate([*regular, key.apart()])) for regular, key in given)
    seconds = active.spent if active else 0.0
    return PieceProof(
        stretch, codes, len(checks.keys), seconds, *(listener.found() if listener else ())
    )


def batches_of(
    table: OpenedTable,
    nulls: frozenset[str],
    piece: Piece,
    *,
    block: int = BLOCK,
    watched: bool = False,
) -> Batches:
    """Return the reader of a piece, which proves that it ends with a record.

    Raises:
        UnsupportedError: the dialect or the limits allow none.

    """
    source = replace(table.source, begin=piece.begin, end=piece.end)
    if piece.end is None:
        return ArrowBatches(replace(table, source=source), nulls, block=block, watched=watched)
    if guard.limits().record_bytes < MARK_LENGTH:
        raise UnsupportedError("no row may be as long as the mark of a piece")
    mark = draw_mark(table.dialect, len(table.fields))
    part = replace(table, source=replace(source, after=mark.line))
    return MarkedBatches(ArrowBatches(part, nulls, block=block, watched=watched), mark)
