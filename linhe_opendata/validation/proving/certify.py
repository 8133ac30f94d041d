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
import pyarrow as pa

from linhe_opendata.validation.findings import SHOWN_ERRORS
from linhe_opendata.validation.proving.columns import Column, Hashes, Role
from linhe_opendata.validation.proving.foreign import (
    common_nulls,
    nothing,
    open_foreign_keys,
    ragged_columns,
)
from linhe_opendata.validation.proving.hashing import Hash
from linhe_opendata.validation.proving.keys import Keys
from linhe_opendata.validation.proving.pump import pumped
from linhe_opendata.validation.proving.tally import ErrorTally, note_counts
from linhe_opendata.validation.reading.arrays import bounds
from linhe_opendata.validation.unsupported import RaisedError, UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frictionless.resources import TableResource
    from numpy.typing import NDArray

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.proving.columns import Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.opening import Batches
    from linhe_opendata.validation.reading.tables import OpenedTable

_APART = 1 << 62  # no regular row has such a number
_UNHASHABLE = {"array", "list", "object", "geojson"}


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many rows were read, and the record numbers of those that were not proven, sorted."""

    rows: int
    suspicious: NDArray[np.int64] | range
    problem: Exception | None = None
    """What ended the reading early; frictionless reports it after the rows before it."""
    errors: int | None = None
    """How many errors all rows hold; `suspicious` are then those of the first. None: not known."""


class Checks:
    """All that is asked of the rows of one table."""

    def __init__(self, table: OpenedTable, resource: TableResource, limits: Limits) -> None:
        """Read the tables that foreign keys name, and prepare the columns.

        Raises:
            UnsupportedError: only frictionless can check this table.

        """
        self.hashes = Hashes(Hash(), Hash())
        self.nulls = common_nulls(table.fields)
        self.declared: list[dict[str, Any]] = resource.schema.foreign_keys
        self.foreign = open_foreign_keys(table, resource, self.hashes, limits)
        names = [field.name for field in table.fields]
        primary = table.schema.primary_key
        has_primary = bool(primary) and set(primary) <= set(names)
        self.primary = [names.index(name) for name in primary] if has_primary else []
        self.unique = [n for n, f in enumerate(table.fields) if f.constraints.get("unique")]
        _check_keys(table, self)
        self.columns = [
            Column(field, self.nulls, self._role(number), self.hashes)
            for number, field in enumerate(table.fields)
        ]

    def _role(self, number: int) -> Role:
        of = [key for key in self.foreign if number in key.columns]
        is_key = number in self.primary or number in self.unique
        return Role(is_key, bool(of), all(key.shared for key in of))

    @property
    def keys(self) -> list[list[int]]:
        """The columns of each key whose tuples must differ: the primary key, then unique fields."""
        return [*([self.primary] if self.primary else []), *([n] for n in self.unique)]

    @property
    def are_countable(self) -> bool:
        """Whether errors can be counted without seeing a row again, whatever the rows hold.

        Not if an empty cell is a value, for Arrow cannot tell it from a blank line, nor if a number
        is a part of a key, for two numbers may have the same code.
        """
        return "" in self.nulls and all(c.is_injective for c in self.columns)

    def decide(self, batch: Any) -> list[Verdict]:  # noqa: ANN401 -- pyarrow has no types
        """Return the verdicts on the columns of a batch."""
        given = batch.columns[: len(self.columns)]
        given += [pa.nulls(batch.num_rows, pa.string())] * (len(self.columns) - len(given))
        return [column.decide(cells) for column, cells in zip(self.columns, given, strict=True)]


def _check_keys(table: OpenedTable, checks: Checks) -> None:
    used = {*checks.primary, *checks.unique, *(n for key in checks.foreign for n in key.columns)}
    if any(table.fields[n].type in _UNHASHABLE for n in used):
        raise UnsupportedError("a key has a type whose values cannot be compared")
    shared = [key.shared for key in checks.foreign if set(key.columns) & used]
    if len(set(shared)) > 1:
        raise UnsupportedError("foreign keys join fields of different types")
    if table.schema.primary_key and not table.resource.dialect.header_case:
        raise UnsupportedError("the header ignores case")


def certify(
    table: OpenedTable, checks: Checks, batches: Batches, progress: Callable[[int], None]
) -> Certificate:
    """Read all rows of `table` once; `progress` is called with the bytes read so far.

    Raises:
        UnsupportedError: `batches` cannot be read as Python would read the file.

    """
    with ExitStack() as stack:
        keys = [stack.enter_context(closing(Keys())) for _ in checks.keys]
        reading = _Reading(checks, keys)
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
    records = batches.odd.records(np.unique(np.concatenate(found)), table.header_records + 1)
    suspicious = np.union1d(records, reading.ragged.rows)
    rows, problem = reading.base + len(batches.odd.numbers), getattr(batches, "problem", None)
    return Certificate(rows, suspicious, problem, errors if reading.exact else None)


class _Reading:
    """The rows of a table as they come."""

    def __init__(self, checks: Checks, keys: list[Keys]) -> None:
        self._checks, self._keys, self._open = checks, keys, 0
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
    codes = checks.hashes.first.join([_codes(part) for part in parts])
    none = nothing(parts, checks.hashes)
    if none.any():
        alone = np.arange(base, base + len(codes), dtype=np.uint64)
        codes = np.where(none, checks.hashes.second.mix(alone), codes)
    return codes


def _codes(verdict: Verdict) -> Codes:
    assert verdict.codes is not None  # noqa: S101 -- the column has the role of a key
    return verdict.codes
