"""Two tables as pairs of batches that cover the same stretch of keys. Pure.

Canonical files are sorted by their primary key, so two versions are walked side by side and only
two batches are ever held. The order is checked on the way, never believed: where it does not hold,
or where a key repeats, whoever asked must match the tables as a whole.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.comparing.tables import ComparedTable, names

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutOfOrderError(Exception):
    """The rows do not come in strictly rising order of the key."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How both tables are read: the fields that tell rows apart, and one type for each field."""

    key: tuple[str, ...]
    old: pa.Schema
    new: pa.Schema

    @property
    def common(self) -> list[str]:
        """The fields that both tables have, in the new order."""
        return [name for name in self.new.names if name in self.old.names]


def find_layout(old: ComparedTable, new: ComparedTable) -> Layout:
    """Choose the fields to match rows by and the types to compare them as.

    Rows are matched by the new primary key, else by the old one, else by all common fields.
    """
    common = [name for name in new.columns.names if name in old.columns.names]
    types = {
        name: _common_type(old.columns.field(name).type, new.columns.field(name).type)
        for name in common
    }
    keys = [names(table.schema.get("primaryKey")) for table in (new, old)]
    key = next((key for key in keys if key and set(key) <= set(common)), tuple(common))
    return Layout(key, _read_as(old, types), _read_as(new, types))


def read(table: ComparedTable, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the table's batches with the fields and types of `schema`, leaving out empty ones."""
    for batch in table.batches():
        if batch.num_rows:
            columns = [_plain_values(batch.column(field.name), field.type) for field in schema]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


def pair(
    old: Iterator[pa.RecordBatch], new: Iterator[pa.RecordBatch], layout: Layout
) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch]]:
    """Cut two streams so that a key stands in both halves of one pair; either half may be empty.

    Where all keys are the same row by row, their order does not matter; else both streams must
    rise strictly, from their first row on, which is checked.

    Raises:
        OutOfOrderError: the keys differ, and one repeats, falls, or has an empty part.

    """
    left = _Side(old, layout.old, layout.key)
    right = _Side(new, layout.new, layout.key)
    is_rising, before = True, ()
    while left.fill() and right.fill():
        count = min(left.head.num_rows, right.head.num_rows)
        if not same_keys(left.head.slice(0, count), right.head.slice(0, count), layout.key):
            break
        both = left.take(count), right.take(count)
        is_rising = is_rising and _follows(both[0], layout.key, before)
        before = _key_at(both[0], layout.key, -1)
        yield both
    for side in (left, right):
        if side.fill() and not is_rising:
            raise OutOfOrderError
        side.check_order(before)
    while heads := [side for side in (left, right) if side.fill()]:
        cut = min(side.last for side in heads)
        yield left.take_until(cut), right.take_until(cut)


def same_keys(old: pa.RecordBatch, new: pa.RecordBatch, key: tuple[str, ...]) -> bool:
    """Say whether two batches have the same keys row by row."""
    return old.num_rows == new.num_rows and all(
        old.column(name).equals(new.column(name)) for name in key
    )


def differ(left: pa.Array, right: pa.Array) -> pa.Array:
    """Say row by row whether two columns differ; empty equals empty, and NaN equals NaN."""
    unequal = pc.not_equal(left, right)
    if pa.types.is_floating(left.type):
        unequal = pc.and_(unequal, pc.invert(pc.and_(pc.is_nan(left), pc.is_nan(right))))
    one_is_empty = pc.xor(pc.is_null(left), pc.is_null(right))
    return pc.or_(pc.fill_null(unequal, fill_value=False), one_is_empty)


class _Side:
    """One of two streams: the batch at its head, the key of that batch's last row, and the next.

    The next one is looked at early: what a stream in no order would leave unmatched is put aside.
    """

    def __init__(
        self, batches: Iterator[pa.RecordBatch], schema: pa.Schema, key: tuple[str, ...]
    ) -> None:
        self._batches, self._key, self._checked = batches, key, False
        self._empty = pa.RecordBatch.from_pylist([], schema)
        self.head = self._empty
        self._ahead = next(batches, self._empty)
        self.last: tuple[Any, ...] = ()

    def fill(self) -> bool:
        """Fetch a batch if none is at hand; say whether there is one."""
        if not self.head.num_rows:
            self.head, self._ahead = self._ahead, next(self._batches, self._empty)
            if self.head.num_rows:
                before, self.last = self.last, _key_at(self.head, self._key, -1)
                self._check(before)
        return bool(self.head.num_rows)

    def take(self, count: int) -> pa.RecordBatch:
        """Take that many rows from the head."""
        taken, self.head = self.head.slice(0, count), self.head.slice(count)
        return taken

    def take_until(self, cut: tuple[Any, ...]) -> pa.RecordBatch:
        """Take the rows whose key is at most `cut`."""
        rows = range(self.head.num_rows)
        return self.take(
            bisect_right(rows, cut, key=lambda row: _key_at(self.head, self._key, row))
        )

    def check_order(self, before: tuple[Any, ...]) -> None:
        """Check that keys rise strictly from `before`, in what is at hand and what is to come."""
        self._checked = True
        self._check(before)

    def _check(self, before: tuple[Any, ...]) -> None:
        if not self._checked or not self.head.num_rows:
            return
        goes_on = not self._ahead.num_rows or self.last < _key_at(self._ahead, self._key, 0)
        if not goes_on or not _follows(self.head, self._key, before):
            raise OutOfOrderError


def _key_at(batch: pa.RecordBatch, key: tuple[str, ...], row: int) -> tuple[Any, ...]:
    """Return the row's key as something that sorts as Arrow does: NaN, then empty, at the end."""
    return tuple(_rank(batch.column(name)[row].as_py()) for name in key)


def _rank(value: Any) -> tuple[int, Any]:  # noqa: ANN401 -- a cell of any type
    if value is None:
        return 2, 0
    return (0, value) if value == value else (1, 0)  # noqa: PLR0124 -- NaN alone is not itself


def _follows(batch: pa.RecordBatch, key: tuple[str, ...], before: tuple[Any, ...]) -> bool:
    """Say whether the keys of a batch rise strictly, and from above `before`."""
    return before < _key_at(batch, key, 0) and _rises([batch.column(name) for name in key])


def _rises(columns: list[pa.Array]) -> bool:
    """Say whether each row is strictly above the one before, the first column weighing most."""
    above: pa.Array | None = None
    for column in reversed(columns):
        earlier, later = column.slice(0, len(column) - 1), column.slice(1)
        less = pc.less(earlier, later)
        tied = None if above is None else pc.and_kleene(pc.equal(earlier, later), above)
        above = less if tied is None else pc.or_kleene(less, tied)
    return above is not None and pc.all(above, skip_nulls=False, min_count=0).as_py() is True


def _common_type(old: pa.DataType, new: pa.DataType) -> pa.DataType:
    """Return a type that holds the values of both; text where nothing else does."""
    sides = [pa.schema([("value", _values_of(side))]) for side in (old, new)]
    try:
        both = pa.unify_schemas(sides, promote_options="permissive").field("value").type
    except pa.ArrowTypeError:
        return pa.string()
    return _comparable(both)


def _values_of(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _comparable(kind: pa.DataType) -> pa.DataType:
    """Return text in place of lists, structures and nothing, which Arrow does not compare."""
    kind = _values_of(kind)
    return pa.string() if pa.types.is_nested(kind) or pa.types.is_null(kind) else kind


def _read_as(table: ComparedTable, types: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema(
        [(field.name, types.get(field.name, _comparable(field.type))) for field in table.columns]
    )


def _plain_values(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_nested(column.type):
        texts = (None if v is None else json.dumps(v, default=str) for v in column.to_pylist())
        column = pa.array(texts, pa.string())
    return column if column.type == kind else column.cast(kind, safe=False)
