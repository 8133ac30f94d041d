"""The rows that two versions of a table do not share."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.comparing import ComparedTable, RowChanges, buckets, compare_rows

COLUMNS = pa.schema(
    [("k", pa.string()), ("n", pa.int64()), ("v", pa.float64()), ("w", pa.string())]
)
KEYED = {"primaryKey": ["k", "n"]}

Row = dict[str, Any]
Cells = dict[tuple[Any, ...], Any]

keys = st.tuples(st.text("aé字\U0001f600", max_size=2), st.integers(0, 2))
values = st.fixed_dictionaries(
    {
        "v": st.none() | st.sampled_from([0.0, 1.5, float("nan")]),
        "w": st.none() | st.sampled_from(["", "x", "y"]),
    }
)


@st.composite
def keyed_tables(draw: st.DrawFn) -> ComparedTable:
    """Rows with different keys, sorted or in any order, in batches of any size."""
    found = draw(st.dictionaries(keys, values, max_size=8))
    rows = [{"k": k, "n": n, **rest} for (k, n), rest in found.items()]
    ordered = sorted(rows, key=lambda row: (row["k"], row["n"]))
    return _table(draw(st.just(ordered) | st.permutations(rows)), KEYED, draw(st.integers(1, 4)))


@st.composite
def keyless_tables(draw: st.DrawFn) -> ComparedTable:
    """Rows that may be alike, with empty cells, under no key or under one that does not hold."""
    row = st.fixed_dictionaries(
        {"k": st.none() | st.sampled_from("ab"), "n": st.none() | st.integers(0, 1)}
    )
    rows = [{**draw(row), **draw(values)} for _ in range(draw(st.integers(0, 6)))]
    return _table(rows, draw(st.sampled_from([{}, KEYED])), draw(st.integers(1, 4)))


def _table(rows: list[Row], schema: dict[str, Any], batch_rows: int) -> ComparedTable:
    arrow = pa.Table.from_pylist(rows, COLUMNS)
    return ComparedTable("t", schema, COLUMNS, partial(arrow.to_batches, max_chunksize=batch_rows))


def _rows(table: ComparedTable) -> list[Row]:
    rows: list[Row] = pa.Table.from_batches(table.batches(), table.columns).to_pylist()
    return rows


def _bag(rows: list[Row]) -> Counter[str]:
    """Count rows by what they say; NaN is like NaN here."""
    return Counter(repr(sorted(row.items())) for row in rows)


def _applied(rows: list[Row], changes: RowChanges) -> Counter[str]:
    gone = _bag(changes.removed.to_pylist()) + _bag(changes.before.to_pylist())
    come = _bag(changes.added.to_pylist()) + _bag(changes.after.to_pylist())
    assert gone <= _bag(rows)
    return _bag(rows) - gone + come


def _parts(changes: RowChanges) -> list[Counter[str]]:
    parts = (changes.removed, changes.added, changes.before, changes.after)
    return [_bag(part.to_pylist()) for part in parts]


@settings(deadline=None)  # a busy machine is no defect
@given(keyed_tables() | keyless_tables())
def test_a_table_does_not_differ_from_itself(table: ComparedTable) -> None:
    assert not compare_rows(table, table)


@settings(deadline=None)  # a busy machine is no defect
@given(keyed_tables())
def test_the_order_of_rows_does_not_matter(table: ComparedTable) -> None:
    backwards = _table(_rows(table)[::-1], KEYED, 3)
    assert not compare_rows(table, backwards)


@settings(deadline=None)  # a busy machine is no defect
@given(st.tuples(keyed_tables(), keyed_tables()) | st.tuples(keyless_tables(), keyless_tables()))
def test_the_changes_applied_to_the_old_rows_give_the_new(
    tables: tuple[ComparedTable, ComparedTable],
) -> None:
    old, new = tables
    assert _bag(_rows(new)) == _applied(_rows(old), compare_rows(old, new))


@settings(deadline=None)  # a busy machine is no defect
@given(st.tuples(keyed_tables(), keyed_tables()) | st.tuples(keyless_tables(), keyless_tables()))
def test_the_other_way_round_the_changes_are_reversed(
    tables: tuple[ComparedTable, ComparedTable],
) -> None:
    old, new = tables
    removed, added, before, after = _parts(compare_rows(old, new))
    assert [added, removed, after, before] == _parts(compare_rows(new, old))


@settings(deadline=None)  # a busy machine is no defect
@given(keyed_tables(), keyed_tables())
def test_rows_are_told_apart_by_their_key_alone(old: ComparedTable, new: ComparedTable) -> None:
    before, after = ({(r["k"], r["n"]): repr(r) for r in _rows(table)} for table in (old, new))
    changes = compare_rows(old, new)
    assert changes.key == ("k", "n")
    found = {
        name: {(r["k"], r["n"]) for r in getattr(changes, name).to_pylist()}
        for name in ("removed", "added", "before", "after")
    }
    corrected = {key for key in before.keys() & after.keys() if before[key] != after[key]}
    assert found == {
        "removed": before.keys() - after.keys(),
        "added": after.keys() - before.keys(),
        "before": corrected,
        "after": corrected,
    }


def _told(changes: RowChanges) -> tuple[Any, ...]:
    """Return all that changed, in its order; NaN is like NaN here."""
    parts = (changes.added, changes.removed, changes.before, changes.after)
    tables = [*parts, *changes.lost.values(), *changes.gained.values()]
    fields = [*changes.lost, *changes.gained]
    return changes.key, fields, [(part.schema, repr(part.to_pylist())) for part in tables]


@settings(deadline=None)  # a busy machine is no defect
@given(
    st.tuples(keyed_tables(), keyed_tables()) | st.tuples(keyless_tables(), keyless_tables()),
    st.booleans(),
    st.integers(1, 4),
)
def test_what_is_matched_in_buckets_is_what_is_matched_as_a_whole(
    tables: tuple[ComparedTable, ComparedTable],
    has_another_field: bool,  # noqa: FBT001 -- drawn
    dealt_rows: int,
) -> None:
    old, new = tables
    if has_another_field:
        columns = COLUMNS.append(pa.field("only", pa.string()))
        rows = pa.Table.from_pylist([{**row, "only": row["w"]} for row in _rows(new)], columns)
        new = ComparedTable("t", new.schema, columns, partial(rows.to_batches, max_chunksize=3))
    whole = _told(compare_rows(old, new))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "HELD_BYTES", -1)
        patch.setattr(buckets, "_DEALT_ROWS", dealt_rows)
        assert _told(compare_rows(old, new)) == whole


def test_corrections_are_told_field_by_field() -> None:
    old = _table([{"k": "a", "n": 1, "v": 1.0}, {"k": "b", "n": 1, "v": 2.0}], KEYED, 1)
    new = _table([{"k": "a", "n": 1, "v": 1.5}, {"k": "b", "n": 1, "v": 2.0, "w": "x"}], KEYED, 1)
    masks = compare_rows(old, new).corrected()
    assert {n: m.to_pylist() for n, m in masks.items()} == {"v": [True, False], "w": [False, True]}


@pytest.mark.parametrize(
    ("old", "new", "corrected"),
    [
        (pa.array([1, 2]), pa.array([1.0, 2.0]), 0),
        (pa.array([1, 2]), pa.array([1.0, 2.5]), 1),
        (pa.array([2**53 + 1, 2]), pa.array([0.5, 2.0]), 1),
        (pa.array([1, 2]), pa.array(["1", "3"]), 1),
        (pa.array([None, None]), pa.array(["1", None]), 1),
        (pa.array(["x", "y"]).dictionary_encode(), pa.array(["x", "y"]), 0),
        (pa.array([1.0, 2.0]), pa.array(["1", "2"]).cast(pa.decimal128(5, 2)), 0),
        (pa.array([["a"], ["b"]]), pa.array([["a"], None]), 1),
        (pa.array([{"x": 1}, {"x": 2}]), pa.array([{"x": 1}, {"x": 2}]), 0),
    ],
    ids=str,
)
def test_values_are_compared_across_arrow_types(
    old: pa.Array, new: pa.Array, corrected: int
) -> None:
    tables = [
        ComparedTable.of("t", {"primaryKey": "id"}, pa.table({"id": [1, 2], "v": column}))
        for column in (old, new)
    ]
    assert corrected == compare_rows(*tables).before.num_rows


def test_a_field_of_one_version_only_keeps_its_cells_apart() -> None:
    old = ComparedTable.of(
        "t", {"primaryKey": "id"}, pa.table({"id": [1, 2, 3], "x": ["a", None, "c"]})
    )
    new = ComparedTable.of(
        "t", {"primaryKey": "id"}, pa.table({"id": [1, 2, 4], "y": [None, 5, 6]})
    )
    changes = compare_rows(old, new)
    assert changes.lost["x"].to_pylist() == [{"id": 1, "x": "a"}]
    assert changes.gained["y"].to_pylist() == [{"id": 2, "y": 5}]
    assert changes.removed.to_pylist() == [{"id": 3, "x": "c"}]
    assert changes.added.to_pylist() == [{"id": 4, "y": 6}]
    assert changes.before.num_rows == 0


@pytest.mark.parametrize(
    ("old_key", "new_key", "matched_by"),
    [
        ("a", "b", ("b",)),
        ("a", ["b", "gone"], ("a",)),
        ("gone", "gone", ("a", "b")),
        (None, None, ("a", "b")),
    ],
)
def test_rows_are_matched_by_the_new_key_else_the_old_else_all_fields(
    old_key: str | None, new_key: str | list[str] | None, matched_by: tuple[str, ...]
) -> None:
    rows = pa.table({"a": [1, 2], "b": [1, 2]})
    old, new = (ComparedTable.of("t", {"primaryKey": key}, rows) for key in (old_key, new_key))
    assert matched_by == compare_rows(old, new).key


def test_many_key_parts_of_many_values_stay_apart() -> None:
    count = 5_000
    parts = {f"k{n}": [f"{n}-{row}" for row in range(count)] for n in range(6)}
    schema = {"primaryKey": list(parts)}
    old = pa.table(parts).sort_by("k0")
    new = pa.concat_tables([old.slice(1), pa.table({**{n: ["z"] for n in parts}})])
    changes = compare_rows(ComparedTable.of("t", schema, old), ComparedTable.of("t", schema, new))
    assert old.slice(0, 1).to_pylist() == changes.removed.to_pylist()
    assert [dict.fromkeys(parts, "z")] == changes.added.to_pylist()


def test_three_alike_rows_against_two_are_one_removed_row() -> None:
    old = _table([{"k": "a"}] * 3, {}, 2)
    new = _table([{"k": "a"}] * 2, {}, 2)
    assert compare_rows(old, new).removed.to_pylist() == [
        {"k": "a", "n": None, "v": None, "w": None}
    ]


@pytest.mark.parametrize("batch_rows", [1, 2, 3])
def test_a_key_that_repeats_is_found_wherever_batches_end(batch_rows: int) -> None:
    one = [{"k": "a", "n": 1, "w": "x"}]
    two = [{"k": "a", "n": 1, "w": "y"}, *one]
    changes = compare_rows(_table(one, KEYED, 1), _table(two, KEYED, batch_rows))
    assert [row["w"] for row in changes.added.to_pylist()] == ["y"]
    changes = compare_rows(_table(two, KEYED, batch_rows), _table(one, KEYED, 1))
    assert [row["w"] for row in changes.removed.to_pylist()] == ["y"]


def test_a_key_that_repeats_far_apart_is_found_too() -> None:
    old = [{"k": "b", "w": "x"}, {"k": "a", "w": "x"}]
    new = [{"k": "b", "w": "y"}, {"k": "a", "w": "x"}, {"k": "b", "w": "x"}]
    changes = compare_rows(_table(old, {"primaryKey": "k"}, 3), _table(new, {"primaryKey": "k"}, 2))
    assert [row["w"] for row in changes.added.to_pylist()] == ["y"]
    assert changes.before.num_rows == 0


def test_tables_without_a_common_field_are_told_by_position() -> None:
    changes = compare_rows(
        ComparedTable.of("t", {}, pa.table({"x": [1]})),
        ComparedTable.of("t", {}, pa.table({"y": [1, 2]})),
    )
    assert changes.added.to_pylist() == [{"y": 2}]


def test_batches_without_rows_are_passed_over() -> None:
    full = pa.record_batch({"id": [1]})
    batches = [full.slice(0, 0), full, full.slice(0, 0)]
    table = ComparedTable("t", {"primaryKey": "id"}, full.schema, lambda: batches)
    assert not compare_rows(table, ComparedTable.of("t", {}, pa.table({"id": [1]})))


def test_a_key_of_more_combinations_than_an_integer_counts_tells_rows_apart() -> None:
    """65 fields of two values each are 2**65 combinations: the first field must still count."""
    names = [f"k{number}" for number in range(65)]
    schema = pa.schema([(name, pa.int64()) for name in names])

    def table(*bits: list[int]) -> ComparedTable:
        rows = pa.Table.from_pylist([dict(zip(names, b, strict=True)) for b in bits], schema)
        return ComparedTable(
            "t", {"primaryKey": names}, schema, partial(rows.to_batches, max_chunksize=9)
        )

    none, every = [0] * 65, [1] * 65
    first, last = [1, *[0] * 64], [*[0] * 64, 1]
    old, new = table(first, none, every), table(every, last, none)
    changes = compare_rows(old, new)
    assert changes.key == tuple(names)
    assert [changes.removed.to_pylist(), changes.added.to_pylist()] == [
        [dict(zip(names, first, strict=True))],
        [dict(zip(names, last, strict=True))],
    ]
