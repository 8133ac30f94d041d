"""The rows that two tables do not share: added, removed, corrected. Pure, and vectorised.

Work in Python is done per batch and per field, never per row.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.diff.order import (
    OCCURRENCE,
    Layout,
    OutOfOrderError,
    differ,
    find_layout,
    pair,
    read,
    same_keys,
    slices,
    sort_both,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linhe_opendata.diff.tables import Table

_IDS = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class RowChanges:
    """What happened to the rows of one table.

    `key` names the fields that rows were matched by. `before` and `after` hold the corrected rows
    with the fields that both versions have, in the same order. `lost` and `gained` hold, for each
    field that only one version has, key and value of the matched rows that say something there.
    """

    key: tuple[str, ...]
    added: pa.Table
    removed: pa.Table
    before: pa.Table
    after: pa.Table
    lost: Mapping[str, pa.Table] = field(default_factory=dict)
    gained: Mapping[str, pa.Table] = field(default_factory=dict)

    def __bool__(self) -> bool:
        parts = (self.added, self.removed, self.before, *self.lost.values(), *self.gained.values())
        return any(part.num_rows for part in parts)

    def corrected(self) -> dict[str, pa.Array]:
        """Return, for each field with corrections, which of the corrected rows have one."""
        both = {
            name: differ(self.before.column(name), self.after.column(name)).combine_chunks()
            for name in self.before.column_names
        }
        return {name: mask for name, mask in both.items() if pc.any(mask).as_py()}


def compare_rows(old: Table, new: Table) -> RowChanges:
    """Return what happened to the rows between two versions of a table.

    Holds two batches and the changes where the tables are sorted by their key, or have the same
    keys in the same order; otherwise both tables.
    """
    layout = find_layout(old, new)
    try:
        return _gather(
            layout, pair(read(old, layout.old), read(new, layout.new), layout, check=True)
        )
    except OutOfOrderError:
        layout, before, after = sort_both(old, new, layout)
        return _gather(layout, pair(slices(before), slices(after), layout, check=False))


class _Pile:
    """Batches set aside under a name, to become one table each."""

    def __init__(self) -> None:
        self._piles: defaultdict[str, list[pa.RecordBatch]] = defaultdict(list)

    def put(self, name: str, batch: pa.RecordBatch) -> None:
        if batch.num_rows:
            self._piles[name].append(batch)

    def table(self, name: str, schema: pa.Schema) -> pa.Table:
        rows = pa.Table.from_batches(self._piles[name], schema)
        return rows.drop_columns(OCCURRENCE) if OCCURRENCE in schema.names else rows

    def cells(self, layout: Layout, schema: pa.Schema, fields: list[str]) -> dict[str, pa.Table]:
        return {
            name: self.table(name, _part(schema, [*layout.key, name]))
            for name in fields
            if name in self._piles
        }


def _gather(layout: Layout, pairs: Iterable[tuple[pa.RecordBatch, pa.RecordBatch]]) -> RowChanges:
    common, key = layout.common, layout.key
    compared = [name for name in common if name not in key]
    only_old = [name for name in layout.old.names if name not in common]
    only_new = [name for name in layout.new.names if name not in common]
    rows, lost, gained = _Pile(), _Pile(), _Pile()
    for before, after in pairs:
        kept, stays, gone, come = _match(before, after, key)
        rows.put("removed", gone)
        rows.put("added", come)
        if (mask := _changed(kept, stays, compared)) is not None:
            rows.put("before", kept.select(common).filter(mask))
            rows.put("after", stays.select(common).filter(mask))
        _set_aside(lost, kept, key, only_old)
        _set_aside(gained, stays, key, only_new)
    shared = _part(layout.new, common)
    return RowChanges(
        key=tuple(name for name in key if name != OCCURRENCE),
        added=rows.table("added", layout.new),
        removed=rows.table("removed", layout.old),
        before=rows.table("before", shared),
        after=rows.table("after", shared),
        lost=lost.cells(layout, layout.old, only_old),
        gained=gained.cells(layout, layout.new, only_new),
    )


def _set_aside(pile: _Pile, batch: pa.RecordBatch, key: tuple[str, ...], fields: list[str]) -> None:
    """Keep key and value of the rows that say something in a field the other version has not."""
    for name in fields:
        pile.put(name, batch.select([*key, name]).filter(pc.is_valid(batch.column(name))))


def _part(schema: pa.Schema, fields: list[str]) -> pa.Schema:
    return pa.schema([schema.field(name) for name in fields])


def _changed(old: pa.RecordBatch, new: pa.RecordBatch, fields: list[str]) -> pa.Array | None:
    """Say which of the matched rows differ in any of `fields`; None where none does."""
    mask = None
    for name in fields:
        left, right = old.column(name), new.column(name)
        if not left.equals(right):
            unlike = differ(left, right)
            mask = unlike if mask is None else pc.or_(mask, unlike)
    return mask


def _match(
    old: pa.RecordBatch, new: pa.RecordBatch, key: tuple[str, ...]
) -> tuple[pa.RecordBatch, pa.RecordBatch, pa.RecordBatch, pa.RecordBatch]:
    """Return the matched rows of both sides, in one order, and the rows of one side alone."""
    if same_keys(old, new, key):
        return old, new, old.slice(0, 0), new.slice(0, 0)
    here, there = _identify(old, new, key)
    _, left, right = np.intersect1d(here, there, assume_unique=True, return_indices=True)
    order = np.argsort(left)
    return (
        old.take(pa.array(left[order])),
        new.take(pa.array(right[order])),
        old.take(pa.array(np.delete(np.arange(old.num_rows), left))),
        new.take(pa.array(np.delete(np.arange(new.num_rows), right))),
    )


def _identify(
    old: pa.RecordBatch, new: pa.RecordBatch, key: tuple[str, ...]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Give each key an integer, the same one on both sides."""
    ids = np.zeros(old.num_rows + new.num_rows, dtype=np.int64)
    size = 1
    for name in key:
        both = pa.concat_arrays([old.column(name), new.column(name)])
        codes = both.dictionary_encode(null_encoding="encode")
        width = len(codes.dictionary)
        if size > _IDS // width:
            ids = np.unique(ids, return_inverse=True)[1]
            size = len(ids)
        ids = ids * width + codes.indices.to_numpy()
        size *= width
    return ids[: old.num_rows], ids[old.num_rows :]
