"""How many errors the rows hold, and which rows show the first of them. Pure.

A report shows the first thousand errors and counts all. Counting needs no row to be read again: the
verdicts on the cells say how many notes frictionless would make. So only rows that hold the first
errors are kept, and neither the memory nor the time of a table grows with its errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.verdicts import Verdict


class ErrorTally:
    """The errors of rows that come in order, and the rows that hold the first `enough` of them."""

    def __init__(self, enough: float) -> None:
        """Keep the rows of so many errors."""
        self.errors = 0
        self._enough = enough
        self._kept = [np.zeros(0, np.int64)]

    def add(self, rows: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
        """Count the errors of the next rows that are not clean."""
        total = np.cumsum(counts)
        if self.errors < self._enough:
            needed = np.searchsorted(total, self._enough - self.errors) + 1
            self._kept.append(rows[:needed])
        self.errors += int(total[-1]) if len(total) else 0

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rows to look at, sorted."""
        return np.concatenate(self._kept)


def note_counts(verdicts: Sequence[Verdict], beside: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return how many errors frictionless finds in the cells of each row.

    One for a row without any value (whose other errors it takes back), else one for each note
    and those `beside`, of cells too few or too many.
    """
    blank = np.ones(len(verdicts[0].clean), bool)
    counts = np.zeros(len(verdicts[0].clean), np.int64) + beside
    for verdict in verdicts:
        blank &= verdict.missing
        counts += verdict.notes
    counts[blank] = 1
    return counts
