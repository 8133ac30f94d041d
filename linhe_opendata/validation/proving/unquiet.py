"""The rows in which a scrutiny may find something, as they come. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from linhe_opendata.validation.proving.keys import apart_from_all
from linhe_opendata.validation.proving.verdicts import codes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.keys import KeyCodes
    from linhe_opendata.validation.proving.verdicts import Hashes, TableScrutiny, Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.batches import Rows

    Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Unquiet:
    """The rows with a cell that is not quiet."""

    rows: Numbers
    """Regular rows, by position."""
    ragged: Numbers
    """Rows with too few or too many cells, by record number."""
    swallows: bool
    """Whether a cell may hold what looks like rows."""


class UnquietRows:
    """Sees rows as they come, and notes the codes of the keys that strict mode compares."""

    def __init__(self, scrutiny: TableScrutiny, hashes: Hashes, keys: Sequence[KeyCodes]) -> None:
        """Prepare for rows; `keys` take the codes of each key."""
        self._scrutiny, self._hashes, self._keys = scrutiny, hashes, keys
        self._found: list[Numbers] = [np.zeros(0, np.int64)]
        self._ragged: list[Numbers] = [np.zeros(0, np.int64)]
        self._swallows = not scrutiny.sees_all_lines

    def take(self, given: Rows, verdicts: Sequence[Verdict], empty: Flags, base: int) -> None:
        """See regular rows, of which `base` came before; `empty` rows may be blank."""
        loud = empty | ~_all_quiet(verdicts)
        if loud.any():
            self._found.append(np.flatnonzero(loud) + base)
        for key, columns in zip(self._keys, self._scrutiny.keys, strict=True):
            key.add(self._codes(verdicts, columns, key.next))
        self._swallows = self._swallows or self._scrutiny.swallows(given)

    def take_ragged(
        self, ragged: Sequence[tuple[int, list[str]]], verdicts: Sequence[Verdict]
    ) -> None:
        """See rows with too few or too many cells, given by their numbers."""
        numbers = np.array([number for number, _ in ragged], np.int64)
        self._ragged.append(numbers[~_all_quiet(verdicts)])
        for key, columns in zip(self._keys, self._scrutiny.keys, strict=True):
            key.add_apart(self._codes(verdicts, columns, key.next_apart))
        self._swallows |= any(self._scrutiny.swallows_cells(cells) for _, cells in ragged)

    def found(self) -> Unquiet:
        """Return what was seen."""
        rows, ragged = np.concatenate(self._found), np.concatenate(self._ragged)
        return Unquiet(rows, ragged, self._swallows)

    def _codes(self, verdicts: Sequence[Verdict], columns: Sequence[int], alone: int) -> Codes:
        """Return the codes of a key's tuples; one with a part without a value equals no other."""
        parts = [codes_of(verdicts[n]) for n in columns]
        codes = self._hashes.first.join(parts)
        none = np.zeros(len(codes), bool)
        for part in parts:
            none |= part == self._hashes.first.null
        return apart_from_all(codes, none, alone, self._hashes.second) if none.any() else codes


def _all_quiet(verdicts: Sequence[Verdict]) -> Flags:
    quiet = np.ones(len(verdicts[0].clean), bool)
    for verdict in verdicts:
        if verdict.quiet is not None:
            quiet &= verdict.quiet
    return quiet
