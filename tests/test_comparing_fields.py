"""Fields that come, go, change places or change their name."""

from __future__ import annotations

import pyarrow as pa
import pytest

from linhe_opendata.comparing import Change, ComparedTable, Diff, Package, compare_packages
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.versions import Bump


def _table(**columns: list[object]) -> ComparedTable:
    fields = [{"name": name, "type": "any"} for name in columns]
    return ComparedTable.of("t", {"fields": fields, "primaryKey": "id"}, pa.table(columns))


def _diff(old: ComparedTable, new: ComparedTable) -> Diff:
    return compare_packages(Package({}, (old,)), Package({}, (new,)))


IDS: list[object] = [1, 2]


def test_a_field_added_at_the_end_is_a_minor_change() -> None:
    found = _diff(_table(id=IDS, a=[1, 2]), _table(id=IDS, a=[1, 2], b=[None, 3]))
    assert found.changes == (Change(ChangeKind.FIELD_ADDED, "t", "b", rows=1),)
    assert found.bump is Bump.MINOR
    assert found.rows["t"].gained["b"].to_pylist() == [{"id": 2, "b": 3}]


def test_a_field_inserted_before_others_is_a_major_change() -> None:
    found = _diff(_table(id=IDS, a=[1, 2]), _table(id=IDS, b=[3, 3], a=[1, 2]))
    assert found.changes == (Change(ChangeKind.FIELD_INSERTED, "t", "b", rows=2),)
    assert found.bump is Bump.MAJOR


def test_an_empty_field_fills_no_row() -> None:
    empty = pa.nulls(2, pa.string())
    old, new = _table(id=IDS), _table(id=IDS, b=empty)
    assert _diff(old, new).changes == (Change(ChangeKind.FIELD_ADDED, "t", "b"),)
    assert _diff(new, old).changes == (Change(ChangeKind.FIELD_REMOVED, "t", "b"),)


def test_a_removed_field_is_a_major_change() -> None:
    found = _diff(_table(id=IDS, a=[1, 2]), _table(id=IDS))
    assert found.changes == (Change(ChangeKind.FIELD_REMOVED, "t", "a", rows=2),)
    assert found.bump is Bump.MAJOR


def test_fields_in_another_order_are_a_major_change() -> None:
    found = _diff(_table(id=IDS, a=[1, 2], b=[3, 4]), _table(id=IDS, b=[3, 4], a=[1, 2]))
    kind = ChangeKind.FIELDS_REORDERED
    assert found.changes == (Change(kind, "t", "", "fields", ["id", "a", "b"], ["id", "b", "a"]),)
    assert found.bump is Bump.MAJOR


def test_tables_without_a_common_field_lose_and_gain_all() -> None:
    found = _diff(_table(x=[1]), _table(y=[2]))
    kinds = [change.kind for change in found.changes]
    assert kinds == [ChangeKind.FIELD_REMOVED, ChangeKind.FIELD_ADDED]


def test_a_field_with_another_name_and_the_same_cells_is_renamed() -> None:
    found = _diff(_table(id=IDS, a=[1, 2]), _table(id=IDS, b=[1, 2]))
    assert found.changes == (Change(ChangeKind.FIELD_RENAMED, "t", "a", "name", "a", "b"),)
    assert found.bump is Bump.MAJOR


@pytest.mark.parametrize(
    "new",
    [
        _table(id=IDS, b=[1, 3]),
        _table(id=IDS, b=[1, None]),
        _table(b=[1, 2], id=IDS),
    ],
    ids=["another cell", "an empty cell", "another place"],
)
def test_a_field_is_not_called_renamed_unless_it_certainly_is(new: ComparedTable) -> None:
    kinds = {change.kind for change in _diff(_table(id=IDS, a=[1, 2]), new).changes}
    assert ChangeKind.FIELD_RENAMED not in kinds
    assert ChangeKind.FIELD_REMOVED in kinds


def test_a_field_of_another_type_is_not_called_renamed() -> None:
    old = _table(id=IDS, a=[1, 2])
    fields = [{"name": "id", "type": "any"}, {"name": "b", "type": "integer"}]
    rows = pa.table({"id": IDS, "b": [1, 2]})
    kinds = {
        change.kind
        for change in _diff(old, ComparedTable.of("t", {"fields": fields}, rows)).changes
    }
    assert ChangeKind.FIELD_RENAMED not in kinds
