"""The first pass: prove rows clean, and name those that are not proven. Does I/O (reads the file).

A row is proven if each of its cells is (see `columns`), it is not blank, no other row has its key,
and its foreign keys name keys that exist. All others are *suspicious*: frictionless itself will
read them. So no error that frictionless would report can hide in a proven row, and a row that is
suspicious without reason costs time only.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from math import inf
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.findings import SHOWN_ERRORS
from linhe_opendata.validation.proving.foreign import nothing, ragged_columns
from linhe_opendata.validation.proving.keys import Keys
from linhe_opendata.validation.proving.pump import pumped
from linhe_opendata.validation.proving.tally import ErrorTally, note_counts
from linhe_opendata.validation.proving.unquiet import UnquietRows
from linhe_opendata.validation.proving.verdicts import codes_of
from linhe_opendata.validation.reading.arrays import bounds
from linhe_opendata.validation.unsupported import RaisedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.proving.verdicts import Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.opening import Batches
    from linhe_opendata.validation.reading.tables import OpenedTable

_APART = 1 << 62  # no regular row has such a number


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many rows were read, and the record numbers of those that were not proven, sorted."""

    rows: int
    suspicious: NDArray[np.int64] | range
    problem: Exception | None = None
    """What ended the reading early; frictionless reports it after the rows before it."""
    errors: int | None = None
    """How many errors all rows hold; `suspicious` are then those of the first. None: not known."""
    unquiet: NDArray[np.int64] | None = None
    """The records in which a scrutiny may find something, sorted. None: there was no scrutiny."""
    text_is_plain: bool = False
    """Whether all quotes are where they should be, and no cell holds what looks like rows."""


def certify(
    table: OpenedTable, checks: Checks, batches: Batches, progress: Callable[[int], None]
) -> Certificate:
    """Read all rows of `table` once; `progress` is called with the bytes read so far.

    Raises:
        UnsupportedError: `batches` cannot be read as Python would read the file.

    """
    with ExitStack() as stack:
        keys = [stack.enter_context(closing(Keys())) for _ in checks.keys]
        unquiet = None
        if checks.scrutiny:
            unquiet = stack.enter_context(closing(UnquietRows(checks.scrutiny, checks.hashes)))
        reading = _Reading(checks, keys, unquiet)
        batches.odd.listener = reading.take_ragged
        for batch in pumped(batches):
            reading.take(batch)
            progress(batches.read_bytes)
        reading.take_ragged(batches.odd.drain())
        reading.add_ragged_keys()
        for raised in filter(None, (column.raised for column in checks.columns)):
            raise RaisedError(f"frictionless raises {type(raised).__name__}: {raised}")
        found, errors = [reading.regular.rows], reading.regular.errors + reading.ragged.errors
        for key in keys:
            if reading.exact:
                repeats, shown = key.repeats(SHOWN_ERRORS, reading.base)
                errors += repeats
            else:
                shown = key.shared()
            found.append(shown[shown < reading.base])
        first, loud = table.header_records + 1, None
        if unquiet:
            loud = unquiet.records(batches.odd, reading.base, first)
    records = batches.odd.records(np.unique(np.concatenate(found)), first)
    suspicious = np.union1d(records, reading.ragged.rows)
    rows, problem = reading.base + len(batches.odd.numbers), getattr(batches, "problem", None)
    plain = bool(unquiet and not unquiet.swallows and batches.quotes and batches.quotes.is_proven())
    counted = errors if reading.exact else None
    return Certificate(rows, suspicious, problem, counted, loud, text_is_plain=plain)


class _Reading:
    """The rows of a table as they come."""

    def __init__(self, checks: Checks, keys: list[Keys], unquiet: UnquietRows | None) -> None:
        self._checks, self._keys, self._unquiet, self._open = checks, keys, unquiet, 0
        enough = SHOWN_ERRORS if checks.are_countable else inf
        self.base, self.regular, self.ragged = 0, ErrorTally(enough), ErrorTally(enough)
        """Regular rows, their tally (by position) and that of ragged rows (by record)."""
        self._apart: list[list[Codes]] = [[] for _ in keys]
        self._ragged_rows = 0
        self._lock = Lock()  # columns remember what they have seen, in whichever thread

    @property
    def exact(self) -> bool:
        """Whether the errors of all rows so far are known."""
        return not self._open and all(column.exact for column in self._checks.columns)

    def take(self, batch: Any) -> None:  # noqa: ANN401 -- pyarrow has no types
        """See a batch of regular rows."""
        with self._lock:
            self._take(batch)

    def _take(self, batch: Any) -> None:  # noqa: ANN401 -- pyarrow has no types
        checks = self._checks
        verdicts, empty = checks.decide(batch), _empty_rows(batch, checks)
        beside = abs(batch.num_columns - len(checks.columns))
        clean = _clean_rows(verdicts, checks) & ~empty & (beside == 0)
        if not clean.all():
            rows = np.flatnonzero(~clean)
            self.regular.add(rows + self.base, _error_counts(verdicts, checks, beside)[rows])
            self._open += int(empty.sum())
        for key, columns in zip(self._keys, checks.keys, strict=True):
            key.add(_key_codes(verdicts, columns, checks, self.base))
        if self._unquiet:
            self._unquiet.take(batch, verdicts, empty, self.base)
        self.base += batch.num_rows

    def take_ragged(self, ragged: list[tuple[int, list[str]]]) -> None:
        """See rows with too few or too many cells: frictionless checks the cells they have."""
        with self._lock:
            if ragged:
                self._take_ragged(ragged)

    def _take_ragged(self, ragged: list[tuple[int, list[str]]]) -> None:
        checks = self._checks
        width, rows = len(checks.columns), [cells for _, cells in ragged]
        arrays = ragged_columns(rows, width, checks.nulls)
        verdicts = [c.decide(array) for c, array in zip(checks.columns, arrays, strict=True)]
        for codes, columns in zip(self._apart, checks.keys, strict=True):
            codes.append(_key_codes(verdicts, columns, checks, _APART + self._ragged_rows))
        self._ragged_rows += len(rows)
        if self._unquiet:
            self._unquiet.take_ragged(ragged, verdicts)
        beside = abs(np.array([len(cells) for cells in rows], np.int64) - width)
        numbers = np.array([number for number, _ in ragged], np.int64)
        self.ragged.add(numbers, _error_counts(verdicts, checks, beside))

    def add_ragged_keys(self) -> None:
        """Let ragged rows take part in uniqueness, after all regular rows."""
        for key, parts in zip(self._keys, self._apart, strict=True):
            for codes in parts:
                key.add(codes)


def certify_nothing(table: OpenedTable, rows: int) -> Certificate:
    """Return the certificate of a table in which every row is suspicious."""
    first = table.header_records + 1
    return Certificate(rows, range(first, first + rows))


def _clean_rows(verdicts: Sequence[Verdict], checks: Checks) -> Flags:
    clean, blank = verdicts[0].clean.copy(), verdicts[0].missing.copy()
    for verdict in verdicts[1:]:
        clean &= verdict.clean
        blank &= verdict.missing
    clean &= ~blank
    if checks.primary:
        clean &= ~nothing([verdicts[n] for n in checks.primary], checks.hashes)
    for key in checks.foreign:
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
    for key in checks.foreign:
        counts += ~key.holds(verdicts, checks.hashes)
    return counts


def _empty_rows(batch: Any, checks: Checks) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    """Tell which rows may be blank lines: to Arrow they have empty cells, to Python none at all.

    Where an empty cell is a missing value the row is blank in either case, and found as such.
    """
    if "" in checks.nulls:
        return np.zeros(batch.num_rows, bool)
    empty = np.ones(batch.num_rows, bool)
    for column in batch.columns:
        empty &= np.diff(bounds(column)) == 0
    return empty


def _key_codes(verdicts: Sequence[Verdict], columns: list[int], checks: Checks, base: int) -> Codes:
    """Return the codes of a key's tuples; a single field without a value equals no other."""
    parts = [verdicts[n] for n in columns]
    codes = checks.hashes.first.join([codes_of(part) for part in parts])
    none = nothing(parts, checks.hashes)
    if none.any():
        alone = np.arange(base, base + len(codes), dtype=np.uint64)
        codes = np.where(none, checks.hashes.second.mix(alone), codes)
    return codes
