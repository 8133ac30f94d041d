"""Rows of tables whose fields came or went: the changes still say all that changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.comparing import ComparedTable, compare_rows

if TYPE_CHECKING:
    from linhe_opendata.comparing import RowChanges

TYPES = {"k": pa.string(), "a": pa.int64(), "b": pa.string(), "c": pa.bool_()}

Rows = dict[str, dict[str, Any]]


@st.composite
def tables(draw: st.DrawFn) -> ComparedTable:
    """A keyed table with some of the fields, in any order, in batches of any size."""
    names = draw(st.permutations(["a", "b", "c"]))[: draw(st.integers(0, 3))]
    cells = {
        "a": st.none() | st.integers(0, 2),
        "b": st.none() | st.sampled_from("xy"),
        "c": st.none() | st.booleans(),
    }
    found = draw(st.dictionaries(st.sampled_from("pqrst"), st.fixed_dictionaries(cells)))
    keys = draw(st.permutations(sorted(found)) | st.just(sorted(found)))
    rows = [{"k": key, **found[key]} for key in keys]
    arrow = pa.Table.from_pylist(rows, pa.schema([(name, TYPES[name]) for name in ["k", *names]]))
    batches = partial(arrow.to_batches, max_chunksize=draw(st.integers(1, 3)))
    return ComparedTable("t", {"primaryKey": "k"}, arrow.schema, batches)


def _rows(table: pa.Table) -> Rows:
    return {row["k"]: row for row in table.to_pylist()}


def _whole(table: ComparedTable) -> Rows:
    return _rows(pa.Table.from_batches(table.batches(), table.columns))


def _applied(old: Rows, changes: RowChanges, fields: list[str]) -> Rows:
    """Apply changes to rows: drop the removed, correct, take over new fields, add the added."""
    for key, row in _rows(changes.removed).items():
        assert old.pop(key) == row
    for key, row in _rows(changes.before).items():
        assert row.items() <= old[key].items()
    for key, row in _rows(changes.after).items():
        old[key].update(row)
    for name, cells in changes.gained.items():
        for key, row in _rows(cells).items():
            old[key][name] = row[name]
    kept = {key: {name: row.get(name) for name in fields} for key, row in old.items()}
    return kept | _rows(changes.added)


@settings(deadline=None)  # a busy machine is no defect
@given(tables(), tables())
def test_the_changes_applied_to_the_old_rows_give_the_new(
    old: ComparedTable, new: ComparedTable
) -> None:
    changes = compare_rows(old, new)
    assert _whole(new) == _applied(_whole(old), changes, new.columns.names)


@settings(deadline=None)  # a busy machine is no defect
@given(tables(), tables())
def test_what_one_way_is_gained_is_lost_the_other_way(
    old: ComparedTable, new: ComparedTable
) -> None:
    there, back = compare_rows(old, new), compare_rows(new, old)
    for one, other in ((there.gained, back.lost), (there.lost, back.gained)):
        assert {name: _rows(cells) for name, cells in one.items()} == {
            name: _rows(cells) for name, cells in other.items()
        }
