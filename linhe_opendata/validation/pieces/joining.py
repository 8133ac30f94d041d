"""A table's certificate from what was proven of its pieces. Does I/O (reads what was kept).

The pieces are settled bucket by bucket: `settle_buckets` is given all it needs, and may run
wherever the pieces can be read. `mapped` gives what comes of it: `map`, or what others found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from linhe_opendata.validation.findings import most_kept
from linhe_opendata.validation.pieces.buckets import (
    BUCKETS,
    Buckets,
    Placed,
    Settled,
    among,
    buckets_in,
    settle,
    settle_all,
    settle_all_named,
    settle_named,
)
from linhe_opendata.validation.proving.certify import joined
from linhe_opendata.validation.proving.foreign import SortedKeys
from linhe_opendata.validation.proving.keys import SLICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.certify import Certificate, Numbers
    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.proving.stretches import Stretch
    from linhe_opendata.validation.reading.arrays import Codes, Flags


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

    def naming_bucket(
        self, key: int, first: int, until: int
    ) -> tuple[Codes, Codes, NDArray[np.uint32]]:
        """Return the codes of the tuples of a foreign key in some buckets, and whose they are."""

    def named_bucket(self, key: int, first: int, until: int) -> tuple[Codes, Codes]:
        """Return the codes of a key that is named in some buckets."""


@dataclass(frozen=True, slots=True)
class NamedInPieces:
    """The keys of a table in pieces that a foreign key may name."""

    pieces: Sequence[ProvenPiece]
    key: int

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return sum(one.stretch.regular + len(one.stretch.ragged) for one in self.pieces)

    def keys_in(self, first: int, until: int) -> SortedKeys:
        """Return the keys in some buckets."""
        return _sorted(*self._codes_in(first, until))

    def has(self, first: Codes, second: Codes) -> Flags:
        """Tell for the codes of each tuple whether it is one of the keys."""
        found, buckets = np.zeros(len(first), bool), buckets_in(first)
        for bucket in np.unique(buckets):
            rows = np.flatnonzero(buckets == bucket)
            one, other = self._codes_in(int(bucket), int(bucket) + 1)
            near = among(one, np.sort(first[rows]))
            found[rows] = _sorted(one[near], other[near]).has(first[rows], second[rows])
        return found

    def _codes_in(self, first: int, until: int) -> tuple[Codes, Codes]:
        found = [piece.named_bucket(self.key, first, until) for piece in self.pieces]
        one, other = zip(*found, strict=True)
        return np.concatenate(one), np.concatenate(other)


def _sorted(first: Codes, second: Codes) -> SortedKeys:
    order = np.argsort(first)
    return SortedKeys(first[order], second[order])


@dataclass(frozen=True, slots=True)
class Settling:
    """Some buckets of one key of a table, to be settled (see `buckets.settle`).

    Or of a foreign key, in which the keys that it may name are `named`; these are counted after all
    keys of the table.
    """

    pieces: Sequence[ProvenPiece]
    placed: Sequence[Placed]
    buckets: Buckets
    regular: int
    named: NamedInPieces | None = None


if TYPE_CHECKING:
    Mapped = Callable[[Callable[[Settling], Settled], Iterable[Settling]], Iterable[Settled]]


def settle_buckets(asked: Settling) -> Settled:
    """Return what some buckets hold; the same whoever asks, and however often."""
    key, first, until, enough = asked.buckets
    pieces = [*zip(asked.pieces, asked.placed, strict=True)]
    if asked.named is None:
        given = [(placed, *piece.bucket(key, first, until)) for piece, placed in pieces]
        return settle(given, enough, asked.regular)
    key -= asked.pieces[0].key_count
    tuples = ((placed, *piece.naming_bucket(key, first, until)) for piece, placed in pieces)
    return settle_named(tuples, asked.named.keys_in(first, until), enough, asked.regular)


def settlings_of(
    pieces: Sequence[ProvenPiece], named: Sequence[NamedInPieces] = ()
) -> list[Settling]:
    """Return all that is to be settled of a table that is proven, so that any of it may be.

    `named` are the keys that its foreign keys may name which are settled by buckets.
    """
    exact = all(piece.stretch.exact for piece in pieces)
    found: list[Settling] = []
    for key in range(pieces[0].key_count if pieces else 0):
        bounded = exact and key < pieces[0].counted
        found += _settlings(pieces, key, most_kept() if bounded else None)
    for number, keys in enumerate(named):
        key = pieces[0].key_count + number
        found += _settlings(pieces, key, most_kept() if exact else None, keys)
    return found


def _settlings(
    pieces: Sequence[ProvenPiece], key: int, enough: int | None, named: NamedInPieces | None = None
) -> list[Settling]:
    """Return the buckets of a key to settle, as many at once as a slice holds."""
    placed = placed_pieces([(p.stretch.regular, len(p.stretch.ragged)) for p in pieces])
    regular = sum(piece.stretch.regular for piece in pieces)
    step = max(1, BUCKETS * SLICE // max(1, regular + (named.rows if named else 0)))
    firsts = range(0, BUCKETS, step)
    cut = [Buckets(key, first, min(first + step, BUCKETS), enough) for first in firsts]
    return [Settling(pieces, placed, each, regular, named) for each in cut]


def certificate_of(
    pieces: Sequence[ProvenPiece],
    checks: Checks,
    most_seconds: float,
    mapped: Mapped = map,
    named: Sequence[NamedInPieces] = (),
) -> Certificate | None:
    """Return the certificate of a table from its pieces, in order.

    `named` are the keys that its foreign keys may name which `checks` put off. None if slow cells
    took more than `most_seconds` in all: the table is to be read in one stream, which sees that
    sooner than a piece does.
    """
    read = {
        id(piece): piece for each in (pieces, *(keys.pieces for keys in named)) for piece in each
    }
    if sum(piece.seconds for piece in read.values()) > most_seconds:
        return None
    checks.know(named)
    stretches = [piece.stretch for piece in pieces]
    keys = [_PieceKeys(pieces, number, mapped) for number in range(len(checks.all_keys))]
    foreign = [_PieceTuples(pieces, number, each, mapped) for number, each in enumerate(named)]
    return joined(stretches, keys, checks, foreign=foreign)


class _PieceKeys:
    """Which rows of a table in pieces share one key."""

    def __init__(self, pieces: Sequence[ProvenPiece], key: int, mapped: Mapped) -> None:
        self._pieces, self._key, self._mapped = pieces, key, mapped

    def shared(self) -> Numbers:
        return self._settled(None).rows

    def repeats(self, enough: int, regular: int) -> tuple[int, Numbers]:
        del regular  # the same
        found = self._settled(enough)
        return found.count, found.rows

    def _settled(self, enough: int | None) -> Settled:
        asked = _settlings(self._pieces, self._key, enough)
        return settle_all([*self._mapped(settle_buckets, asked)], enough, asked[0].regular)


class _PieceTuples:
    """Which rows of a table in pieces hold a tuple that one foreign key does not find."""

    def __init__(
        self, pieces: Sequence[ProvenPiece], number: int, named: NamedInPieces, mapped: Mapped
    ) -> None:
        self._pieces, self._named, self._mapped = pieces, named, mapped
        self._key = pieces[0].key_count + number

    def lost(self, enough: int | None) -> tuple[int, Numbers]:
        asked = _settlings(self._pieces, self._key, enough, self._named)
        found = settle_all_named([*self._mapped(settle_buckets, asked)], enough)
        return found.count, found.rows


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
