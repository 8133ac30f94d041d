"""The first pass: prove rows clean, and name those that are not proven. Does I/O (reads the file).

A row is proven if each of its cells is (see `columns`), it is not blank, no other row has its key,
and its foreign keys name keys that exist. All others are *suspicious*: frictionless itself will
read them. So no error that frictionless would report can hide in a proven row, and a row that is
suspicious without reason costs time only.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

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
from linhe_opendata.validation.reading.arrays import bounds
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frictionless.resources import TableResource
    from numpy.typing import NDArray

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.proving.columns import Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.opening import Batches
    from linhe_opendata.validation.reading.tables import OpenedTable

_UNHASHABLE = {"array", "list", "object", "geojson"}


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many rows were read, and the record numbers of those that were not proven, sorted."""

    rows: int
    suspicious: NDArray[np.int64]
    problem: Exception | None = None
    """What ended the reading early; frictionless reports it after the rows before it."""


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

    def decide(self, batch: Any) -> list[Verdict]:  # noqa: ANN401 -- pyarrow has no types
        """Return the verdicts on the columns of a batch."""
        return [column.decide(batch.column(n)) for n, column in enumerate(self.columns)]


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
        base, found = _read_rows(checks, batches, keys, progress)
        _add_ragged(batches, checks, keys, base)
        found += [shared[shared < base] for shared in (key.shared() for key in keys)]
    ragged = np.sort(np.frombuffer(batches.odd.numbers.tobytes(), np.int64))
    records = batches.odd.records(np.unique(np.concatenate(found)), table.header_records + 1)
    suspicious = np.union1d(records, ragged)
    return Certificate(base + len(ragged), suspicious, getattr(batches, "problem", None))


def _read_rows(
    checks: Checks, batches: Batches, keys: list[Keys], progress: Callable[[int], None]
) -> tuple[int, list[NDArray[np.int64]]]:
    """Read all batches; return how many regular rows there are, and those that are not clean."""
    base, found = 0, [np.zeros(0, np.int64)]
    for batch in pumped(batches):
        verdicts = checks.decide(batch)
        clean = _clean_rows(verdicts, checks) & ~_empty_rows(batch, checks)
        for key, columns in zip(keys, checks.keys, strict=True):
            key.add(_key_codes(verdicts, columns, checks, base))
        if not clean.all():
            found.append(np.flatnonzero(~clean) + base)
        base += batch.num_rows
        progress(batches.read_bytes)
    return base, found


def certify_nothing(table: OpenedTable, rows: int) -> Certificate:
    """Return the certificate of a table in which every row is suspicious."""
    return Certificate(rows, np.arange(rows, dtype=np.int64) + table.header_records + 1)


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


def _add_ragged(batches: Batches, checks: Checks, keys: list[Keys], base: int) -> None:
    """Let ragged rows take part in uniqueness: frictionless compares the cells they have."""
    rows = [cells for _, cells in batches.odd.drain()]
    if not rows or not keys:
        return
    arrays = ragged_columns(rows, len(checks.columns), checks.nulls)
    verdicts = [column.decide(array) for column, array in zip(checks.columns, arrays, strict=True)]
    for key, columns in zip(keys, checks.keys, strict=True):
        key.add(_key_codes(verdicts, columns, checks, base))


def _codes(verdict: Verdict) -> Codes:
    assert verdict.codes is not None  # noqa: S101 -- the column has the role of a key
    return verdict.codes
