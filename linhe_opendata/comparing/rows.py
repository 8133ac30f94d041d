"""The rows that two tables do not share: added, removed, corrected. Vectorised; does I/O.

Reads what it is given; of large tables in no common order, pieces lie in scratch files.

Work in Python is done per batch and per field, never per row.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.comparing.buckets import ROW, hold, match_by_buckets
from linhe_opendata.comparing.match import Matched, RepeatedKeyError, match, match_whole
from linhe_opendata.comparing.order import (
    Layout,
    OutOfOrderError,
    differ,
    find_layout,
    pair,
    read,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linhe_opendata.comparing.match import Rows
    from linhe_opendata.comparing.tables import ComparedTable


@dataclass(frozen=True, slots=True, eq=False)
class RowChanges:
    """What happened to the rows of one table.

    `key` names the fields that rows were matched by. `before` and `after` hold the corrected rows
    with the fields that both versions have, in the same order. `lost` and `gained` hold, for each
    field that only one version has, key and value of the matched rows that say something there.
    `are_figures` tells the rows of a table of figures.
    """

    key: tuple[str, ...]
    added: pa.Table
    removed: pa.Table
    before: pa.Table
    after: pa.Table
    lost: Mapping[str, pa.Table] = field(default_factory=dict)
    gained: Mapping[str, pa.Table] = field(default_factory=dict)
    are_figures: bool = False

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


def compare_rows(old: ComparedTable, new: ComparedTable) -> RowChanges:
    """Return what happened to the rows between two versions of a table.

    Holds two batches and the changes where the tables are sorted by their key, or have the same
    keys in the same order; otherwise both tables if they are small, else a part of each at a time.
    """
    layout = find_layout(old, new)
    try:
        pairs = pair(read(old, layout.old), read(new, layout.new), layout)
        return _gather(layout, layout.key, (match(*both, layout.key) for both in pairs))
    except OutOfOrderError:
        pass
    if held := hold(old, new, layout):
        return _gather(layout, *match_whole(*held, layout))
    key, every = layout.key, tuple(layout.common)
    try:
        return _gather(layout, key, match_by_buckets(old, new, layout, key))
    except RepeatedKeyError:
        return _gather(layout, every, match_by_buckets(old, new, layout, every))


class _Pile:
    """Rows set aside under a name, to become one table each."""

    def __init__(self) -> None:
        self._piles: defaultdict[str, list[pa.Table]] = defaultdict(list)

    def put(self, name: str, rows: Rows) -> None:
        if rows.num_rows:
            batch = isinstance(rows, pa.RecordBatch)
            self._piles[name].append(pa.Table.from_batches([rows]) if batch else rows)

    def table(self, name: str, schema: pa.Schema) -> pa.Table:
        """Return what was put aside under a name; rows that bear a number, in its order."""
        if not (found := self._piles[name]):
            return schema.empty_table()
        rows = pa.concat_tables(found)
        return rows.sort_by(ROW).drop_columns([ROW]) if ROW in rows.column_names else rows


def _gather(layout: Layout, key: tuple[str, ...], matched: Iterable[Matched]) -> RowChanges:
    common = layout.common
    compared = [name for name in common if name not in key]
    only_old = [name for name in layout.old.names if name not in common]
    only_new = [name for name in layout.new.names if name not in common]
    pile = _Pile()
    for old, new, removed, added in matched:
        shown = [*common, *({ROW} & {*old.schema.names})]
        pile.put("removed", removed)
        pile.put("added", added)
        if (mask := _changed(old, new, compared)) is not None:
            pile.put("before", old.select(shown).filter(mask))
            pile.put("after", new.select(shown).filter(mask))
        for side, fields in ((old, only_old), (new, only_new)):
            for name in fields:
                filled = pc.is_valid(side.column(name))
                pile.put(
                    f"only {name}", side.select([*key, name, *shown[len(common) :]]).filter(filled)
                )
    shared = _part(layout.new, common)
    return RowChanges(
        key=key,
        added=pile.table("added", layout.new),
        removed=pile.table("removed", layout.old),
        before=pile.table("before", shared),
        after=pile.table("after", shared),
        lost={n: pile.table(f"only {n}", _part(layout.old, [*key, n])) for n in only_old},
        gained={n: pile.table(f"only {n}", _part(layout.new, [*key, n])) for n in only_new},
    )


def _part(schema: pa.Schema, fields: list[str]) -> pa.Schema:
    return pa.schema([schema.field(name) for name in fields])


def _changed(old: Rows, new: Rows, fields: list[str]) -> pa.Array | None:
    """Say which of the matched rows differ in any of `fields`; None where none does."""
    mask = None
    for name in fields:
        left, right = old.column(name), new.column(name)
        if not left.equals(right):
            unlike = differ(left, right)
            mask = unlike if mask is None else pc.or_(mask, unlike)
    return mask
