"""A table's certificate from what was proven of its pieces. Does I/O (reads what was kept).

The pieces are settled bucket by bucket: `settle_buckets` is given all it needs, and may run
wherever the pieces can be read. `mapped` says who runs it: `map` here, or that of an executor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from linhe_opendata.validation.pieces.buckets import BUCKETS, Placed, Settled, settle, settle_all
from linhe_opendata.validation.proving.certify import joined
from linhe_opendata.validation.proving.keys import SLICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.certify import Certificate, Numbers
    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.proving.stretches import Stretch
    from linhe_opendata.validation.reading.arrays import Codes


class ProvenPiece(Protocol):
    """What was proven of a piece, in memory or in a file."""

    @property
    def stretch(self) -> Stretch:
        """What was found in its rows."""

    @property
    def seconds(self) -> float:
        """Processor time that slow cells took."""

    def bucket(self, key: int, first: int, until: int) -> tuple[Codes, NDArray[np.uint32]]:
        """Return the codes of a key in some buckets, and the rows that have them."""


@dataclass(frozen=True, slots=True)
class Settling:
    """Some buckets of one key of a table, to be settled (see `buckets.settle`)."""

    pieces: Sequence[ProvenPiece]
    placed: Sequence[Placed]
    key: int
    first: int
    until: int
    enough: int | None
    regular: int


if TYPE_CHECKING:
    Mapped = Callable[[Callable[[Settling], Settled], Iterable[Settling]], Iterable[Settled]]


def settle_buckets(asked: Settling) -> Settled:
    """Return what some buckets hold; the same whoever asks, and however often."""
    given = []
    for piece, placed in zip(asked.pieces, asked.placed, strict=True):
        given.append((placed, *piece.bucket(asked.key, asked.first, asked.until)))
    return settle(given, asked.enough, asked.regular)


def certificate_of(
    pieces: Sequence[ProvenPiece], checks: Checks, most_seconds: float, mapped: Mapped = map
) -> Certificate | None:
    """Return the certificate of a table from its pieces, in order.

    None if slow cells took more than `most_seconds` in all: the table is to be read in one stream,
    which sees that sooner than a piece does.
    """
    if sum(piece.seconds for piece in pieces) > most_seconds:
        return None
    stretches = [piece.stretch for piece in pieces]
    keys = [_PieceKeys(pieces, number, mapped) for number in range(len(checks.all_keys))]
    return joined(stretches, keys, checks)


class _PieceKeys:
    """Which rows of a table in pieces share one key."""

    def __init__(self, pieces: Sequence[ProvenPiece], key: int, mapped: Mapped) -> None:
        self._pieces, self._key, self._mapped = pieces, key, mapped
        stretches = [piece.stretch for piece in pieces]
        self._placed = placed_pieces([(one.regular, len(one.ragged)) for one in stretches])
        self._regular = sum(piece.stretch.regular for piece in pieces)

    def shared(self) -> Numbers:
        return self._settled(None).rows

    def repeats(self, enough: int, regular: int) -> tuple[int, Numbers]:
        del regular  # the same
        found = self._settled(enough)
        return found.repeats, found.rows

    def _settled(self, enough: int | None) -> Settled:
        step = max(1, BUCKETS * SLICE // max(1, self._regular))
        asked = [
            Settling(
                self._pieces,
                self._placed,
                self._key,
                first,
                min(first + step, BUCKETS),
                enough,
                self._regular,
            )
            for first in range(0, BUCKETS, step)
        ]
        return settle_all([*self._mapped(settle_buckets, asked)], enough, self._regular)


def placed_pieces(counts: Sequence[tuple[int, int]]) -> list[Placed]:
    """Return where the rows of each piece stand among those of the table.

    `counts` are the regular and the ragged rows of each piece.
    """
    base, apart = 0, sum(regular for regular, _ in counts)
    found = []
    for regular, ragged in counts:
        found.append(Placed(regular, base, apart))
        base, apart = base + regular, apart + ragged
    return found
