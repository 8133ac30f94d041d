"""The rows in which a scrutiny may find something, as they come. Does I/O (temporary files)."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.proving.keys import Keys
from linhe_opendata.validation.proving.verdicts import codes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.verdicts import Hashes, TableScrutiny, Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.batches import Odd

    Numbers = NDArray[np.int64]

_APART = 1 << 62  # no regular row has such a number


class UnquietRows:
    """Rows with a cell that is not quiet, or with a key that another row has too."""

    def __init__(self, scrutiny: TableScrutiny, hashes: Hashes) -> None:
        """Prepare for the rows of one reading of a table."""
        self._scrutiny, self._hashes, self._files = scrutiny, hashes, ExitStack()
        self._keys = [self._files.enter_context(closing(Keys())) for _ in scrutiny.keys]
        self._found: list[Numbers] = [np.zeros(0, np.int64)]
        self._ragged: list[Numbers] = [np.zeros(0, np.int64)]
        self._apart: list[list[Codes]] = [[] for _ in scrutiny.keys]
        self._ragged_rows = 0
        self.swallows = not scrutiny.sees_all_lines
        """Whether a cell may hold what looks like rows."""

    def close(self) -> None:
        """Delete the temporary files."""
        self._files.close()

    def take(self, batch: Any, verdicts: Sequence[Verdict], empty: Flags, base: int) -> None:  # noqa: ANN401 -- pyarrow has no types
        """See a batch of regular rows, of which `base` came before; `empty` rows may be blank."""
        loud = empty | ~_all_quiet(verdicts)
        if loud.any():
            self._found.append(np.flatnonzero(loud) + base)
        for key, columns in zip(self._keys, self._scrutiny.keys, strict=True):
            key.add(self._codes(verdicts, columns, base))
        self.swallows = self.swallows or self._scrutiny.swallows(batch.columns)

    def take_ragged(
        self, ragged: Sequence[tuple[int, list[str]]], verdicts: Sequence[Verdict]
    ) -> None:
        """See rows with too few or too many cells, given by their numbers."""
        numbers = np.array([number for number, _ in ragged], np.int64)
        self._ragged.append(numbers[~_all_quiet(verdicts)])
        for codes, columns in zip(self._apart, self._scrutiny.keys, strict=True):
            codes.append(self._codes(verdicts, columns, _APART + self._ragged_rows))
        self._ragged_rows += len(ragged)
        self.swallows |= any(self._scrutiny.swallows_cells(cells) for _, cells in ragged)

    def records(self, odd: Odd, regular: int, first: int) -> Numbers:
        """Return the numbers of the records to look at, sorted.

        There were so many `regular` rows, `odd` holds the others, and `first` is the number of the
        first row of data. No row can be taken after this.
        """
        positions, ragged = [*self._found], [*self._ragged]
        numbers = np.frombuffer(odd.numbers.tobytes(), np.int64)
        for key, parts in zip(self._keys, self._apart, strict=True):
            for codes in parts:
                key.add(codes)
            shared = key.shared()
            positions.append(shared[shared < regular])
            ragged.append(numbers[shared[shared >= regular] - regular])
        among = odd.records(np.unique(np.concatenate(positions)), first)
        return np.union1d(among, np.concatenate(ragged))

    def _codes(self, verdicts: Sequence[Verdict], columns: Sequence[int], base: int) -> Codes:
        """Return the codes of a key's tuples; one with a part without a value equals no other."""
        parts = [codes_of(verdicts[n]) for n in columns]
        codes = self._hashes.first.join(parts)
        none = np.zeros(len(codes), bool)
        for part in parts:
            none |= part == self._hashes.first.null
        if none.any():
            alone = np.arange(base, base + len(codes), dtype=np.uint64)
            codes = np.where(none, self._hashes.second.mix(alone), codes)
        return codes


def _all_quiet(verdicts: Sequence[Verdict]) -> Flags:
    quiet = np.ones(len(verdicts[0].clean), bool)
    for verdict in verdicts:
        if verdict.quiet is not None:
            quiet &= verdict.quiet
    return quiet
