"""What the rows of a piece say to foreign keys that are settled by buckets. Pure.

The rows of one table name keys, those of another have them; a table may do both, and be both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.pieces.buckets import NOBODY, Paired, paired

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.proving.foreign import OwnKey
    from linhe_opendata.validation.proving.verdicts import Verdict
    from linhe_opendata.validation.reading.arrays import Codes


class NamingCodes:
    """Takes the codes of the foreign keys that are put off, and of the keys that others name."""

    def __init__(self, checks: Checks, own: Sequence[OwnKey]) -> None:
        """Hear of the rows of a piece of the table that is checked."""
        self._checks, self._own, self._apart = checks, own, checks.apart
        self._naming = [_Pairs() for _ in self._apart]
        self._named = [_Pairs() for _ in own]
        self._rows, self._ragged = 0, 0
        for key in own:
            key.begin()

    def take(self, columns: Sequence[Any], verdicts: Sequence[Verdict]) -> None:
        """See regular rows."""
        self._note(columns, verdicts, self._rows, is_ragged=False)
        self._rows += len(verdicts[0].clean)

    def take_ragged(self, columns: Sequence[Any], verdicts: Sequence[Verdict]) -> None:
        """See ragged rows, which are told by their number among these until all rows are seen."""
        self._note(columns, verdicts, self._ragged, is_ragged=True)
        self._ragged += len(verdicts[0].clean)

    def _note(
        self, columns: Sequence[Any], verdicts: Sequence[Verdict], base: int, *, is_ragged: bool
    ) -> None:
        hashes = self._checks.hashes
        for key, pairs in zip(self._apart, self._naming, strict=True):
            rows = np.flatnonzero(key.names(verdicts, hashes))
            first, second = key.codes(verdicts, hashes)
            pairs.add(
                first[rows], second[rows], (rows + base).astype(np.uint32), is_ragged=is_ragged
            )
        for own, pairs in zip(self._own, self._named, strict=True):
            pairs.add(*own.codes(columns), NOBODY, is_ragged=False)

    def found(self) -> tuple[tuple[Paired, ...], tuple[Paired, ...]]:
        """Return the codes of the tuples that name keys, and of the keys that are named.

        Raises:
            UnsupportedError: frictionless raised on a cell of a key that is named.

        """
        for key in self._own:
            key.check()
        naming = [pairs.sorted(self._rows) for pairs in self._naming]
        return tuple(naming), tuple(pairs.sorted(0) for pairs in self._named)


class _Pairs:
    """Pairs of codes as they come, and whose they are: regular rows, then ragged ones."""

    def __init__(self) -> None:
        self._first, self._second = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
        self._rows: list[NDArray[np.uint32]] = []
        self._ragged: list[bool] = []

    def add(
        self, first: Codes, second: Codes, rows: NDArray[np.uint32], *, is_ragged: bool
    ) -> None:
        self._first.append(first)
        self._second.append(second)
        self._rows.append(rows)
        self._ragged.append(is_ragged)

    def sorted(self, regular: int) -> Paired:
        shifted = [
            rows + np.uint32(regular) if is_ragged else rows
            for rows, is_ragged in zip(self._rows, self._ragged, strict=True)
        ]
        rows = np.concatenate([NOBODY, *shifted])
        first, second = np.concatenate(self._first), np.concatenate(self._second)
        return paired(first, second, rows if len(rows) else None)
