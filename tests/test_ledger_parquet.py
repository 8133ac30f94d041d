"""A Parquet file is the table that its schema describes, or refused with a reason."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.ledger.parquet import ParquetTable
from linhe_opendata.packing.canonical import write_parquet
from linhe_opendata.packing.typed import arrow_schema

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ["string", "integer", "number", "boolean", "date"]
SCHEMA: dict[str, Any] = {
    "fields": [
        *({"name": kind, "type": kind} for kind in KINDS),
        {"name": "code", "type": "string", "constraints": {"enum": ["a", "b"]}},
    ]
}
ROW = ["字", 1, Decimal("1.5"), True, date(2026, 1, 1), "b"]


def _table(schema: dict[str, Any] = SCHEMA) -> pa.Table:
    cells = zip(arrow_schema(schema), ROW, strict=False)
    columns = {field.name: pa.array([cell], field.type) for field, cell in cells}
    return pa.table(columns, schema=arrow_schema(schema))


def _file(folder: Path, table: pa.Table) -> bytes:
    path = folder / "made.parquet"
    path.unlink(missing_ok=True)
    pq.write_table(table, path)
    return path.read_bytes()


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    write_parquet(tmp_path / "t.parquet", _table())
    for source in (tmp_path / "t.parquet", (tmp_path / "t.parquet").read_bytes()):
        file = ParquetTable(source, SCHEMA, "t")
        assert file.read().equals(_table())
        assert file.count_rows() == 1
        assert file.columns().names == _table().column_names
        assert [batch.num_rows for batch in file.batches(5)] == [1]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1PAR1", b"PAR1" + b"\xff" * 40 + b"PAR1"])
def test_what_is_no_parquet_file_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(data)
    for source in (data, tmp_path / "t.parquet"):
        file = ParquetTable(source, SCHEMA, "t.parquet")
        for read in (file.read, file.columns, file.count_rows, lambda f=file: [*f.batches(1)]):
            with pytest.raises(
                InvalidMetadataError, match=r"^t\.parquet: this is not a sound Parq"
            ):
                read()


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = _file(tmp_path, _table())
    for end in range(0, len(whole), 7):
        with pytest.raises(InvalidMetadataError):
            ParquetTable(whole[:end], SCHEMA, "t").read()


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("string", pa.array([1])),
        ("string", pa.array([b"x"])),
        ("integer", pa.array(["1"])),
        ("number", pa.array(["1.5"])),
        ("boolean", pa.array([1])),
        ("date", pa.array(["2026-01-01"])),
        ("code", pa.array([1]).dictionary_encode()),
        ("string", pa.array([["a"]])),
    ],
)
def test_a_column_of_another_type_is_refused(name: str, column: pa.Array, tmp_path: Path) -> None:
    at = _table().column_names.index(name)
    file = ParquetTable(_file(tmp_path, _table().set_column(at, name, column)), SCHEMA, "t")
    with pytest.raises(InvalidMetadataError, match=r"^t: its columns are .*; the schema wants "):
        file.read()


@pytest.mark.parametrize(
    "columns", [["integer", "string"], ["string"], ["string", "integer", "number"], []]
)
def test_other_columns_than_the_schemas_are_refused(columns: list[str], tmp_path: Path) -> None:
    schema = {"fields": SCHEMA["fields"][:2]}
    file = ParquetTable(_file(tmp_path, _table().select(columns)), schema, "t")
    with pytest.raises(InvalidMetadataError, match=r"the schema wants string \(string\), integer"):
        file.columns()


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("integer", pa.array([1], pa.int8())),
        ("number", pa.array([1.5])),
        ("number", pa.array([1])),
        ("string", pa.array(["a"], pa.large_string())),
        ("string", pa.array(["a"]).dictionary_encode()),
        ("date", pa.array([date(2026, 1, 1)], pa.date32())),
        ("datetime", pa.array([0], pa.timestamp("us"))),
    ],
)
def test_another_width_or_encoding_of_a_type_is_read(
    kind: str, column: pa.Array, tmp_path: Path
) -> None:
    schema = {"fields": [{"name": "a", "type": kind}]}
    data = _file(tmp_path, pa.table({"a": column}))
    assert ParquetTable(data, schema, "t").read().num_rows == 1


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    buffers = pa.array([b"\xff\xfe"]).buffers()
    broken = pa.StringArray.from_buffers(1, buffers[1], buffers[2])
    schema = {"fields": [{"name": "a", "type": "string"}]}
    file = ParquetTable(_file(tmp_path, pa.table({"a": broken})), schema, "t")
    for read in (file.read, lambda: [*file.batches(1)]):
        with pytest.raises(InvalidMetadataError, match="Invalid UTF8"):
            read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes among its files")
def test_a_pipe_is_no_parquet_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.parquet")
    with pytest.raises(InvalidMetadataError, match="it is a named pipe and not a regular file"):
        ParquetTable(tmp_path / "t.parquet", SCHEMA, "t").read()
