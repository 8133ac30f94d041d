"""A table's certificate from what was proven of its pieces. Does I/O (reads what was kept).

The pieces are settled bucket by bucket: `settle_buckets` is given all it needs, and may run
wherever the pieces can be read. `mapped` gives what comes of it: `map`, or what others found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from linhe_opendata.validation.findings import most_kept
from linhe_opendata.validation.pieces.buckets import (
    BUCKETS,
    Buckets,
    Placed,
    Settled,
    settle,
    settle_all,
)
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
    def counted(self) -> int:
        """Of how many keys, the first, repeats are errors."""

    @property
    def key_count(self) -> int:
        """How many keys there are."""

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
    buckets: Buckets
    regular: int


if TYPE_CHECKING:
    Mapped = Callable[[Callable[[Settling], Settled], Iterable[Settling]], Iterable[Settled]]


def settle_buckets(asked: Settling) -> Settled:
    """Return what some buckets hold; the same whoever asks, and however often."""
    given = []
    for piece, placed in zip(asked.pieces, asked.placed, strict=True):
        given.append((placed, *piece.bucket(*asked.buckets[:3])))
    return settle(given, asked.buckets.enough, asked.regular)


def settlings_of(pieces: Sequence[ProvenPiece]) -> list[Settling]:
    """Return all that is to be settled of a table that is proven, so that any of it may be."""
    exact = all(piece.stretch.exact for piece in pieces)
    found: list[Settling] = []
    for key in range(pieces[0].key_count if pieces else 0):
        bounded = exact and key < pieces[0].counted
        found += _settlings(pieces, key, most_kept() if bounded else None)
    return found


def _settlings(pieces: Sequence[ProvenPiece], key: int, enough: int | None) -> list[Settling]:
    """Return the buckets of a key to settle, as many at once as a slice holds."""
    placed = placed_pieces([(p.stretch.regular, len(p.stretch.ragged)) for p in pieces])
    regular = sum(piece.stretch.regular for piece in pieces)
    step = max(1, BUCKETS * SLICE // max(1, regular))
    firsts = range(0, BUCKETS, step)
    cut = [Buckets(key, first, min(first + step, BUCKETS), enough) for first in firsts]
    return [Settling(pieces, placed, each, regular) for each in cut]


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

    def shared(self) -> Numbers:
        return self._settled(None).rows

    def repeats(self, enough: int, regular: int) -> tuple[int, Numbers]:
        del regular  # the same
        found = self._settled(enough)
        return found.repeats, found.rows

    def _settled(self, enough: int | None) -> Settled:
        asked = _settlings(self._pieces, self._key, enough)
        return settle_all([*self._mapped(settle_buckets, asked)], enough, asked[0].regular)


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
