"""Which rows share a key, in flat memory. Does I/O (a temporary file)."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.hashing import Hash
    from linhe_opendata.validation.reading.arrays import Codes, Flags

SLICE = 4_000_000
"""Codes that are sorted at once (32 MB)."""

CHUNK = 1 << 19
"""Codes that are read from the file at once (4 MB)."""

_APART = 1 << 62  # no regular row has such a number
_WIDTH = 8  # bytes of a code


class KeyCodes:
    """The codes of one key as rows come; those of ragged rows are kept apart."""

    def __init__(self, take: Callable[[Codes], object], start: int = 0) -> None:
        """Let `take` have the codes of regular rows; no two rows of a table share a `next`.

        `start` tells the rows of a stretch from those of any other.
        """
        self._take, self._apart = take, [np.zeros(0, np.uint64)]
        self.next, self.next_apart = start, _APART + start

    def add(self, codes: Codes) -> None:
        """Take the codes of the next regular rows."""
        self._take(codes)
        self.next += len(codes)

    def add_apart(self, codes: Codes) -> None:
        """Take the codes of the next ragged rows."""
        self._apart.append(codes)
        self.next_apart += len(codes)

    def apart(self) -> Codes:
        """Return the codes of the ragged rows."""
        return np.concatenate(self._apart)


def apart_from_all(codes: Codes, rows: Flags, alone: int, hashed: Hash) -> Codes:
    """Return codes of which those of some `rows` are no other row's; `alone` is their `next`."""
    own = np.arange(alone, alone + len(codes), dtype=np.uint64)
    return np.where(rows, hashed.mix(own), codes)


class Keys:
    """The codes of one key, row by row; eight bytes of disk each, a slice of them in memory."""

    def __init__(self, slice_size: int = SLICE, chunk: int = CHUNK) -> None:
        """Open the temporary file; `slice_size` and `chunk` are counted in codes."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- lives as long as the object
        self._count = 0
        self._slice, self._chunk = slice_size, chunk

    def add(self, codes: Codes) -> None:
        """Append the codes of the next rows."""
        self._file.write(np.ascontiguousarray(codes).data)
        self._count += len(codes)

    def close(self) -> None:
        """Delete the temporary file."""
        self._file.close()

    def shared(self) -> NDArray[np.int64]:
        """Return the positions (from 0) of all rows whose code another row has too, sorted.

        Each slice holds the codes of one residue class, so equal codes meet in the same slice.
        """
        twice = self._all_twice()
        found, base = [np.zeros(0, np.int64)], 0
        for codes in self._chunks() if len(twice) else ():
            # by sorting: the table that numpy may choose instead overflows on 64 bits (2.0)
            shared = np.isin(codes, twice, kind="sort")
            found.append(np.flatnonzero(shared) + base)
            base += len(codes)
        return np.concatenate(found)

    def repeats(self, enough: int, regular: int) -> tuple[int, NDArray[np.int64]]:
        """Return how many rows have the code of an earlier one, and which rows show the first.

        These are the positions, sorted, of the first `enough` such rows and of all before them with
        the same codes. Rows from the position `regular` on stand elsewhere in the file, so
        all rows with their codes are among them.
        """
        twice = self._all_twice()
        twice.sort()
        if not len(twice):
            return 0, np.zeros(0, np.int64)
        seen, wanted, always = (np.zeros(len(twice), bool) for _ in range(3))
        count, last = 0, -1
        for rows, places in self._shared(twice):
            _, first = np.unique(places, return_index=True)
            repeated = np.ones(len(places), bool)
            repeated[first] = seen[places[first]]
            seen[places] = True
            always[places[rows >= regular]] = True
            if count < enough and repeated.any():
                shown = np.flatnonzero(repeated)[: enough - count]
                wanted[places[shown]], last = True, int(rows[shown[-1]])
            count += int(repeated.sum())
        found = [
            rows[(wanted[places] & (rows <= last)) | always[places]]
            for rows, places in self._shared(twice)
        ]
        return count, np.concatenate([np.zeros(0, np.int64), *found])

    def _shared(self, twice: Codes) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Yield the positions of rows whose codes are among `twice`, and where among them."""
        base = 0
        for codes in self._chunks():
            places = np.minimum(np.searchsorted(twice, codes), len(twice) - 1)
            rows = np.flatnonzero(twice[places] == codes)
            yield rows + base, places[rows]
            base += len(codes)

    def _all_twice(self) -> Codes:
        """Return the codes that several rows have, slice by slice."""
        slices = 1 << max(0, -(-self._count // self._slice) - 1).bit_length()
        return np.concatenate([self._twice(part, slices) for part in range(slices)])

    def _twice(self, part: int, slices: int) -> Codes:
        last = np.uint64(slices - 1)
        parts = [
            codes if slices == 1 else np.compress(codes & last == part, codes)
            for codes in self._chunks()
        ]
        together = np.concatenate(parts or [np.zeros(0, np.uint64)])
        together.sort()
        return np.unique(together[1:][together[1:] == together[:-1]])

    def _chunks(self) -> Iterator[Codes]:
        self._file.seek(0)
        while raw := self._file.read(self._chunk * _WIDTH):
            yield np.frombuffer(raw, np.uint64)
