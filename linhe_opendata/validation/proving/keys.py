"""Which rows share a key, in flat memory. Does I/O (a temporary file)."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Codes

SLICE = 4_000_000
"""Codes that are sorted at once (32 MB)."""

CHUNK = 1 << 19
"""Codes that are read from the file at once (4 MB)."""

_LOW = np.uint64(16)
_WIDTH = 8  # bytes of a code


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
        slices = max(1, -(-self._count // self._slice))
        twice = np.concatenate([self._twice(part, slices) for part in range(slices)])
        found, base = [np.zeros(0, np.int64)], 0
        for codes in self._chunks() if len(twice) else ():
            # by sorting: the table that numpy may choose instead overflows on 64 bits (2.0)
            shared = np.isin(codes, twice, kind="sort")
            found.append(np.flatnonzero(shared) + base)
            base += len(codes)
        return np.concatenate(found)

    def _twice(self, part: int, slices: int) -> Codes:
        parts = [
            codes if slices == 1 else codes[(codes >> _LOW) % np.uint64(slices) == part]
            for codes in self._chunks()
        ]
        together = np.concatenate(parts or [np.zeros(0, np.uint64)])
        together.sort()
        return np.unique(together[1:][together[1:] == together[:-1]])

    def _chunks(self) -> Iterator[Codes]:
        self._file.seek(0)
        while raw := self._file.read(self._chunk * _WIDTH):
            yield np.frombuffer(raw, np.uint64)
