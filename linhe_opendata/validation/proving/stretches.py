"""What is found in rows that stand one after the other. Does I/O (reads the file).

A table is read in one stretch, or in several, by whom and in what order does not matter: what is
found in each is a value, and `certify` joins them. Rows are told by their position among the
regular rows of their stretch, or by their record in it, both as if it were a table of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from linhe_opendata.validation.findings import most_kept
from linhe_opendata.validation.proving.foreign import nothing, ragged_columns
from linhe_opendata.validation.proving.keys import apart_from_all
from linhe_opendata.validation.proving.pump import pumped
from linhe_opendata.validation.proving.tally import ErrorTally, note_counts
from linhe_opendata.validation.proving.unquiet import UnquietRows
from linhe_opendata.validation.proving.verdicts import codes_of
from linhe_opendata.validation.reading.arrays import bounds
from linhe_opendata.validation.reading.batches import Rows
from linhe_opendata.validation.unsupported import RaisedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.proving.keys import KeyCodes
    from linhe_opendata.validation.proving.tally import Tallied
    from linhe_opendata.validation.proving.unquiet import Unquiet
    from linhe_opendata.validation.proving.verdicts import Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.opening import Batches

    Numbers = NDArray[np.int64]


class Listener(Protocol):
    """Who hears of all rows beside."""

    def take(self, columns: Sequence[Any], verdicts: Sequence[Verdict]) -> None:
        """See regular rows."""

    def take_ragged(self, columns: Sequence[Any], verdicts: Sequence[Verdict]) -> None:
        """See ragged rows."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was found in the rows of a stretch, but for keys that several rows have."""

    heads: int
    """Records before its first row."""
    regular: int
    """Rows with as many cells as there are fields, or made so."""
    gaps: Numbers
    """Records that are no regular row, by number."""
    ragged: Numbers
    """Rows with too few or too many cells, by record number, in the order of their keys."""
    of_regular: Tallied
    """The errors of regular rows, by position."""
    of_ragged: Tallied
    """The errors of ragged rows, by record number."""
    exact: bool
    """Whether all errors are in the tallies, but for keys that several rows have."""
    unquiet: Unquiet | None
    quotes_proven: bool

    @property
    def records(self) -> int:
        """How many records it holds."""
        return self.heads + self.regular + len(self.gaps)


def enough_errors(checks: Checks) -> float:
    """Return how many errors must be kept so that a report can show the first."""
    return most_kept() if checks.are_countable else inf


def read_stretch(
    checks: Checks,
    batches: Batches,
    keys: Sequence[KeyCodes],
    heads: int,
    progress: Callable[[int], None],
    listener: Listener | None = None,
) -> Stretch:
    """Read all rows that `batches` yield once; `keys` take the codes of each key.

    These are the keys of `checks`, then those of its scrutiny. `progress` is called with the bytes
    read so far. Foreign keys that are put off are left to the `listener`.

    Raises:
        UnsupportedError: `batches` cannot be read as Python would read the file.

    """
    reading = _Reading(checks, keys, listener)
    batches.odd.listener = reading.take_ragged
    for rows in pumped(batches):
        reading.take(rows)
        progress(batches.read_bytes)
    reading.take_ragged(batches.odd.drain())
    for raised in filter(None, (column.raised for column in checks.columns)):
        raise RaisedError(f"frictionless raises {type(raised).__name__}: {raised}")
    return Stretch(
        heads,
        reading.base,
        _numbers(batches.odd.gaps),
        _numbers(batches.odd.numbers),
        reading.regular.tallied(),
        reading.ragged.tallied(),
        exact=reading.exact,
        unquiet=reading.unquiet.found() if reading.unquiet else None,
        quotes_proven=bool(batches.quotes and batches.quotes.is_proven()),
    )


def _numbers(found: Any) -> Numbers:  # noqa: ANN401 -- an array of 64-bit integers
    return np.frombuffer(found.tobytes(), np.int64)


class _Reading:
    """The rows of a stretch as they come."""

    def __init__(self, checks: Checks, keys: Sequence[KeyCodes], listener: Listener | None) -> None:
        self._checks, self._open, self._listener = checks, 0, listener
        self._keys, more = keys[: len(checks.keys)], keys[len(checks.keys) :]
        scrutiny = checks.scrutiny
        self.unquiet = UnquietRows(scrutiny, checks.hashes, more) if scrutiny else None
        enough = enough_errors(checks)
        self.base, self.regular, self.ragged = 0, ErrorTally(enough), ErrorTally(enough)
        """Regular rows, their tally (by position) and that of ragged rows (by record)."""
        self._lock = Lock()  # columns remember what they have seen, in whichever thread

    @property
    def exact(self) -> bool:
        """Whether the errors of all rows so far are known."""
        return not self._open and all(column.exact for column in self._checks.columns)

    def take(self, given: Rows) -> None:
        """See regular rows."""
        with self._lock:
            self._take(given)

    def _take(self, given: Rows) -> None:
        checks = self._checks
        verdicts, empty = checks.decide(given), _empty_rows(given, checks)
        clean = _clean_rows(verdicts, checks) & ~empty & (given.beside == 0)
        if not clean.all():
            rows = np.flatnonzero(~clean)
            counts = _error_counts(verdicts, checks, np.abs(given.beside))
            self.regular.add(rows + self.base, counts[rows])
            self._open += int(empty.sum())
        for key, columns in zip(self._keys, checks.keys, strict=True):
            key.add(_key_codes(verdicts, columns, checks, key.next))
        if self.unquiet:
            self.unquiet.take(given, verdicts, empty, self.base)
        if self._listener:
            self._listener.take(given.columns, verdicts)
        self.base += given.count

    def take_ragged(self, ragged: list[tuple[int, list[str]]]) -> None:
        """See rows with too few or too many cells: frictionless checks the cells they have."""
        with self._lock:
            if ragged:
                self._take_ragged(ragged)

    def _take_ragged(self, ragged: list[tuple[int, list[str]]]) -> None:
        checks = self._checks
        width, rows = len(checks.columns), [cells for _, cells in ragged]
        arrays = ragged_columns(rows, width, checks.nulls)
        beside = np.array([len(cells) for cells in rows], np.int64) - width
        verdicts = checks.decide(Rows(arrays, len(rows), beside))
        for key, columns in zip(self._keys, checks.keys, strict=True):
            key.add_apart(_key_codes(verdicts, columns, checks, key.next_apart))
        if self.unquiet:
            self.unquiet.take_ragged(ragged, verdicts)
        if self._listener:
            self._listener.take_ragged(arrays, verdicts)
        numbers = np.array([number for number, _ in ragged], np.int64)
        self.ragged.add(numbers, _error_counts(verdicts, checks, np.abs(beside)))


def _clean_rows(verdicts: Sequence[Verdict], checks: Checks) -> Flags:
    clean, blank = verdicts[0].clean.copy(), verdicts[0].missing.copy()
    for verdict in verdicts[1:]:
        clean &= verdict.clean
        blank &= verdict.missing
    clean &= ~blank
    if checks.primary:
        clean &= ~nothing([verdicts[n] for n in checks.primary], checks.hashes)
    for key in checks.here:
        clean &= key.holds(verdicts, checks.hashes)
    return clean


def _error_counts(
    verdicts: Sequence[Verdict], checks: Checks, beside: NDArray[np.int64] | int
) -> NDArray[np.int64]:
    """Return how many errors each row holds, but for keys that another row has too.

    `beside` counts the cells too few or too many.
    """
    counts = note_counts(verdicts, beside)
    if checks.primary:
        counts += nothing([verdicts[n] for n in checks.primary], checks.hashes)
    for key in checks.here:
        counts += ~key.holds(verdicts, checks.hashes)
    return counts


def _empty_rows(given: Rows, checks: Checks) -> Flags:
    """Tell which rows may be blank lines: to Arrow they have empty cells, to Python none at all.

    Where an empty cell is a missing value the row is blank in either case, and found as such.
    """
    if "" in checks.nulls:
        return np.zeros(given.count, bool)
    empty = np.ones(given.count, bool)
    for column in given.columns:
        empty &= np.diff(bounds(column)) == 0
    return empty


def _key_codes(
    verdicts: Sequence[Verdict], columns: list[int], checks: Checks, alone: int
) -> Codes:
    """Return the codes of a key's tuples; a single field without a value equals no other."""
    parts = [verdicts[n] for n in columns]
    codes = checks.hashes.first.join([codes_of(part) for part in parts])
    none = nothing(parts, checks.hashes)
    return apart_from_all(codes, none, alone, checks.hashes.second) if none.any() else codes
