"""Which rows of all pieces share a key, or name none, told bucket by bucket. Pure.

A piece gives the codes of its rows sorted into buckets by their first bits. Equal codes are in the
same bucket, so what is found in one needs no other, and what is found in all is put together at
the end: how many rows repeat an earlier one, and which rows show it (see `Keys`, which tells
the same of a table that is read in one stream).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.foreign import NamedKeys
    from linhe_opendata.validation.reading.arrays import Codes

    Numbers = NDArray[np.int64]

BUCKETS = 256
_PREFIX = np.uint64(56)

NOBODY = np.zeros(0, np.uint32)
"""The rows of a key of which nobody asks whose it is."""


@dataclass(frozen=True, slots=True)
class Coded:
    """The codes of one key in the rows of one piece, bucket by bucket, and whose they are.

    A row is told by its position: regular rows from 0, ragged rows after the last of them.
    """

    codes: Codes
    rows: NDArray[np.uint32]
    ends: Numbers
    """Where each bucket begins, and where the last ends: one more than there are buckets."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs of codes of a key in one piece, bucket by bucket by the first of each pair.

    Rows without any value have none. `rows` tells whose they are, and is empty where nobody asks.
    """

    first: Codes
    second: Codes
    rows: NDArray[np.uint32]
    ends: Numbers
    """As those of `Coded`."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the rows of a piece stand among all rows of its table."""

    regular: int
    """Regular rows of the piece."""
    base: int
    """Regular rows of the table before it."""
    apart: int
    """All regular rows of the table, and the ragged rows before the piece: they come last."""

    def positions(self, rows: NDArray[np.uint32]) -> Numbers:
        """Return the positions of rows in the table."""
        own = rows.astype(np.int64)
        return np.where(own < self.regular, own + self.base, own - self.regular + self.apart)


class Buckets(NamedTuple):
    """Some buckets of one key, of which the first `enough` repeats are to be shown, or all."""

    key: int
    first: int
    until: int
    enough: int | None

    @property
    def kept_as(self) -> str:
        """How the file is named in which is kept what is found in them."""
        return f"{self.key:03d}-{self.first:03d}.settled"


@dataclass(frozen=True, slots=True)
class Settled:
    """How many rows of a bucket have the code of an earlier one, and rows that show it.

    Or how many name a key that is not there, and which of them are the first, without codes.
    """

    count: int
    rows: Numbers
    codes: Codes


def coded(codes: Codes) -> Coded:
    """Return the codes of rows, given in order, sorted into buckets."""
    order, ends = _in_buckets(codes)
    return Coded(codes[order], order.astype(np.uint32), ends)


def paired(first: Codes, second: Codes, rows: NDArray[np.uint32] | None = None) -> Paired:
    """Return pairs of codes sorted into buckets, with the rows that have them, if asked."""
    order, ends = _in_buckets(first)
    return Paired(first[order], second[order], NOBODY if rows is None else rows[order], ends)


def _in_buckets(codes: Codes) -> tuple[NDArray[np.intp], Numbers]:
    prefixes = buckets_in(codes)
    ends = np.concatenate([[0], np.cumsum(np.bincount(prefixes, minlength=BUCKETS))])
    return np.argsort(prefixes, kind="stable"), ends.astype(np.int64)


def buckets_in(codes: Codes) -> NDArray[np.uint8]:
    """Return in which bucket each code is."""
    return (codes >> _PREFIX).astype(np.uint8)


def settle(
    pieces: Iterable[tuple[Placed, Codes, NDArray[np.uint32]]], enough: int | None, regular: int
) -> Settled:
    """Return what a bucket holds, given of each piece the codes and the rows in it.

    Of the rows that repeat an earlier one, the first `enough` are shown and all before them
    with the same codes; with rows from the position `regular` on, all that have their codes are;
    and all rows that share a code if `enough` is None.
    """
    given = list(pieces)
    together = np.concatenate([np.zeros(0, np.uint64), *(codes for _, codes, _ in given)])
    together.sort()
    twice = np.unique(together[1:][together[1:] == together[:-1]])
    if not len(twice):
        return Settled(0, np.zeros(0, np.int64), twice)
    found = [(placed, codes, rows, among(codes, twice)) for placed, codes, rows in given]
    rows = np.concatenate([placed.positions(rows[own]) for placed, _, rows, own in found])
    codes = np.concatenate([codes[own] for _, codes, _, own in found])
    return _shown(rows, codes, enough, regular)


def settle_all(found: Sequence[Settled], enough: int | None, regular: int) -> Settled:
    """Return what several buckets hold from what was found in each."""
    rows = np.concatenate([np.zeros(0, np.int64), *(one.rows for one in found)])
    codes = np.concatenate([np.zeros(0, np.uint64), *(one.codes for one in found)])
    shown = _shown(rows, codes, enough, regular)
    return Settled(sum(one.count for one in found), shown.rows, shown.codes)


def settle_named(
    pieces: Iterable[tuple[Placed, Codes, Codes, NDArray[np.uint32]]],
    keys: NamedKeys,
    enough: int | None,
    regular: int,
) -> Settled:
    """Return how many rows of a bucket name none of `keys`, and which regular rows are the first.

    Of each piece the pairs of codes in the bucket are given, and the rows that have them.
    """
    count, found = 0, [np.zeros(0, np.int64)]
    for placed, first, second, rows in pieces:
        lost = placed.positions(rows[~keys.has(first, second)])
        count += len(lost)
        found.append(lost[lost < regular])
    return Settled(count, np.sort(np.concatenate(found))[:enough], np.zeros(0, np.uint64))


def settle_all_named(found: Sequence[Settled], enough: int | None) -> Settled:
    """Return the same of several buckets from what was found in each."""
    rows = np.sort(np.concatenate([np.zeros(0, np.int64), *(one.rows for one in found)]))
    return Settled(sum(one.count for one in found), rows[:enough], np.zeros(0, np.uint64))


def among(codes: Codes, twice: Codes) -> NDArray[np.bool_]:
    """Tell which codes are among others, which are sorted and not none."""
    places = np.minimum(np.searchsorted(twice, codes), len(twice) - 1)
    found: NDArray[np.bool_] = twice[places] == codes
    return found


def _shown(rows: Numbers, codes: Codes, enough: int | None, regular: int) -> Settled:
    """Return which of the rows that share a code are shown, in order."""
    order = np.argsort(rows)
    rows, codes = rows[order], codes[order]
    distinct, first, groups = np.unique(codes, return_index=True, return_inverse=True)
    repeated = np.ones(len(rows), bool)
    repeated[first] = False
    count = int(repeated.sum())
    if enough is None or not count:
        return Settled(count, rows, codes)
    shown = np.flatnonzero(repeated)[:enough]
    wanted, always = (np.zeros(len(distinct), bool) for _ in range(2))
    wanted[groups[shown]] = True
    always[groups[rows >= regular]] = True
    kept = (wanted[groups] & (rows <= rows[shown[-1]])) | always[groups]
    return Settled(count, rows[kept], codes[kept])
