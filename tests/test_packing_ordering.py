"""Rows are written in one order, however they come, and whatever fits into memory."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import TINY_SCHEMA, tiny_project

from linhe_opendata.packing import ordering
from linhe_opendata.packing.archives import ArchiveDraft, write_zip
from linhe_opendata.packing.canonical import ParquetSink, csv_lines, write_parquet
from linhe_opendata.packing.ordering import (
    MixedRowsError,
    require_order,
    sort_rows,
    sorted_batches,
)
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.packing.typed import read_batches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linhe_opendata.project.folder import Project

CATEGORY = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("kind", CATEGORY),
        ("n", pa.decimal128(38, 9)),
        ("day", pa.date32()),
        ("open", pa.bool_()),
        ("text", pa.string()),
    ]
)
KEY = ("text", "n")
ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, 0, 1]),
        st.sampled_from([None, Decimal(-1), Decimal("0.5"), Decimal(10)]),
        st.sampled_from([None, date(2024, 2, 29), date(2025, 1, 1)]),
        st.sampled_from([None, False, True]),
        st.sampled_from([None, "", "a", "B", "乙", "\U00020000", "\uffee"]),
    ),
    max_size=40,
)


def _table(rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * len(SCHEMA)
    kinds = pa.DictionaryArray.from_arrays(pa.array(columns[0], pa.int32()), pa.array(["z", "b"]))
    others = [pa.array(c, t.type) for c, t in zip(columns[1:], list(SCHEMA)[1:], strict=True)]
    return pa.table([kinds, *others], schema=SCHEMA)


def _cut(table: pa.Table, size: int) -> list[pa.RecordBatch]:
    return list(table.to_batches(max_chunksize=size))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.integers(1, 7), st.integers(1, 2000), st.integers(1, 3))
def test_slices_on_disk_come_out_in_the_one_order(
    tmp_path: Path, rows: list[tuple[Any, ...]], cut: int, slice_bytes: int, merged: int
) -> None:
    table = _table(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "_MERGED_ROWS", merged)
        found = [*sorted_batches(_cut(table, cut), KEY, tmp_path, slice_bytes)]
    assert pa.Table.from_batches(found, SCHEMA).to_pylist() == sort_rows(table, KEY).to_pylist()
    assert not [*tmp_path.iterdir()]


@given(ROWS, st.integers(1, 7))
def test_rows_pass_if_and_only_if_they_are_in_the_one_order(
    rows: list[tuple[Any, ...]], cut: int
) -> None:
    table = _table(rows)
    is_sorted = table.to_pylist() == sort_rows(table, KEY).to_pylist()
    try:
        passed = [*require_order(_cut(table, cut), KEY)]
    except MixedRowsError:
        assert not is_sorted
    else:
        assert is_sorted
        assert pa.Table.from_batches(passed, SCHEMA).equals(table)


def test_sorting_in_slices_holds_no_more_than_a_slice(tmp_path: Path) -> None:
    table = pa.table({"n": pa.array(range(100_000, 0, -1), pa.int64())})
    spilled = []
    for batch in sorted_batches(_cut(table, 1000), ("n",), tmp_path, 1 << 16):
        spilled.append(len([*tmp_path.iterdir()]))
        assert batch.num_rows <= 100_000 // 8
    assert max(spilled) == -(-100_000 // 9000)  # a slice is the batches that first exceed it


@given(st.lists(st.integers(0, 7), max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parquet_does_not_tell_how_its_rows_came(tmp_path: Path, sizes: list[int]) -> None:
    table = _table([(0, Decimal(n), None, True, "a") for n in range(sum(sizes))])
    for name in ("whole", "pieces"):
        (tmp_path / name).unlink(missing_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("linhe_opendata.packing.canonical._ROW_GROUP_ROWS", 5)
        whole, start = write_parquet(tmp_path / "whole", table), 0
        with ParquetSink(tmp_path / "pieces", SCHEMA) as sink:
            for size in sizes:
                sink.write(
                    table.slice(start, size).combine_chunks().to_batches()[0]
                ) if size else None
                start += size
    assert sink.digest == whole


@pytest.mark.parametrize("largest", [10, 1 << 30], ids=["too large", "as it is"])
def test_a_zip_that_is_written_on_the_way_has_the_bytes_of_one_written_at_the_end(
    tmp_path: Path, largest: int
) -> None:
    files = {f"data/{n}.csv": bytes(range(256)) * 8192 * n for n in range(3)}
    draft = ArchiveDraft(tmp_path / "draft", largest)
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
        with draft.entering(name) as take:
            for start in range(0, len(data), 1_000_003):
                take(data[start : start + 1_000_003])
    (tmp_path / "last").write_bytes(b"{}")
    members = {name: tmp_path / name for name in files} | {"x": tmp_path / "last"}
    expected = write_zip(tmp_path / "expected", members)
    for target in ("first", "second"):  # versions are tried one after the other
        found = draft.complete(tmp_path / target, "x", tmp_path / "last")
        assert found == (expected if largest > 10 else None)


def _project_of(root: Path, codes: list[str]) -> Project:
    project = tiny_project(root)
    rows = "".join(f"{code},{number}\n" for number, code in enumerate(codes))
    (project.data / "t.csv").write_text(f"code,value\n{rows}", "utf-8")
    return project


def test_a_package_is_the_same_whatever_the_order_of_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [f"{number:05d}" for number in range(3000)]
    monkeypatch.setattr("linhe_opendata.packing.typed._BLOCK_BYTES", 1 << 12)
    wholes = [(code, number) for number, code in enumerate(codes)]
    orders = {"sorted": wholes, "backwards": wholes[::-1], "late": [*wholes[1:], wholes[0]]}
    built = {}
    for name, rows in orders.items():
        project = tiny_project(tmp_path / name)
        lines = "".join(f"{code},{number}\n" for code, number in rows)
        (project.data / "t.csv").write_text(f"code,value\n{lines}", "utf-8")
        built[name] = build_packages(project, tmp_path / f"{name}-out").files
        left = {path.name for path in (tmp_path / f"{name}-out").iterdir()}
        assert not {one for one in left if "draft" in one or "slices" in one}
    assert built["backwards"] == built["sorted"] == built["late"]
    with zipfile.ZipFile(tmp_path / "late-out" / "tiny-csv.zip") as archive:
        assert archive.testzip() is None
    assert (
        json.loads((tmp_path / "late-out/csv/datapackage.json").read_bytes())["resources"][0][
            "schema"
        ]["fields"]
        == TINY_SCHEMA["fields"]
    )


def test_a_table_in_order_is_written_before_its_end_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linhe_opendata.packing.typed._BLOCK_BYTES", 1 << 10)
    project = _project_of(tmp_path / "p", [f"{number:05d}" for number in range(3000)])
    events = []

    def reading(source: BinaryIO, schema: dict[str, Any]) -> Iterator[pa.RecordBatch]:
        for batch in read_batches(source, schema):
            events.append("read")
            yield batch

    def writing(batch: pa.RecordBatch) -> bytes:
        events.append("written")
        return csv_lines(batch)

    monkeypatch.setattr("linhe_opendata.packing.drafting.read_batches", reading)
    monkeypatch.setattr("linhe_opendata.packing.canonical.csv_lines", writing)
    build_packages(project, tmp_path / "out")
    steps = events[: events.index("written") + 40]
    assert steps.count("read") - steps.count("written") <= 2
