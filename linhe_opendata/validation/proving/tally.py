"""How many errors the rows hold, and which rows show the first of them. Pure.

A report shows the first thousand errors and counts all. Counting needs no row to be read again: the
verdicts on the cells say how many notes frictionless would make. So only rows that hold the first
errors are kept, and neither the memory nor the time of a table grows with its errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many errors some rows hold, and those that hold the first of them, with their counts.

    Where all rows with an error are kept, their counts are not.
    """

    errors: int
    rows: NDArray[np.int64]
    counts: NDArray[np.int64]


class ErrorTally:
    """The errors of rows that come in order, and the rows that hold the first `enough` of them."""

    def __init__(self, enough: float) -> None:
        """Keep the rows of so many errors."""
        self.errors = 0
        self._enough = enough
        self._kept, self._counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]

    def add(self, rows: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
        """Count the errors of the next rows that are not clean."""
        self._keep(rows, counts)
        self.errors += int(counts.sum())

    def join(self, others: Tallied, shift: int) -> None:
        """Count those of another tally, whose rows come next, each with `shift` added to it."""
        self._keep(others.rows + shift, others.counts)
        self.errors += others.errors

    def _keep(self, rows: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
        if isinf(self._enough):
            self._kept.append(rows)
        elif self.errors < self._enough:
            needed = int(np.searchsorted(np.cumsum(counts), self._enough - self.errors)) + 1
            self._kept.append(rows[:needed])
            self._counts.append(counts[:needed])

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rows to look at, sorted."""
        return np.concatenate(self._kept)

    def tallied(self) -> Tallied:
        """Return what was counted."""
        return Tallied(self.errors, self.rows, np.concatenate(self._counts))


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
