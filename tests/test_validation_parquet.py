"""Parquet resources are read by pyarrow and judged by frictionless."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from looked_at import note_examined

from linhe_opendata.validation import Limits, check_package

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
COLUMNS: dict[str, Any] = {
    "id": pa.array([1, 2, 3]),
    "day": pa.array([date(2024, 1, 1), None, date(2024, 1, 2)]),
    "share": pa.array([0.5, None, 2.0]),
    "price": pa.array([Decimal("1.50"), None, Decimal("2.00")]),
    "code": pa.array(["a", "b", "a"]).dictionary_encode(),
    "fine": pa.array([True, False, None]),
}
TYPES = {
    "id": "integer",
    "day": "date",
    "share": "number",
    "price": "number",
    "code": "string",
    "fine": "boolean",
}


def validate(
    folder: Path, columns: dict[str, Any], *others: dict[str, Any], **schema: object
) -> Report:
    pq.write_table(pa.table(columns), folder / "t.parquet")
    fields = [{"name": name, "type": TYPES[name]} for name in columns]
    table = {"fields": fields, **schema}
    resource = {"name": "t", "type": "table", "path": "t.parquet", "schema": table}
    descriptor = {"$schema": PROFILE, "name": "p", "resources": [resource, *others]}
    return check_package(descriptor, folder)


def errors(report: Report) -> list[tuple[str, Any, Any]]:
    return [
        (e.type, getattr(e, "row_number", None), getattr(e, "field_name", None))
        for e in report.tasks[0].errors
    ]


def test_typed_columns_with_empty_cells_are_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = note_examined(monkeypatch)
    report = validate(tmp_path, COLUMNS, primaryKey=["id"])
    assert errors(report) == []
    stats: Any = report.tasks[0].stats
    assert (stats["engine"], stats["rows"], noted[0].suspicious) == ("parquet", 3, 0)
    assert report.tasks[0].place == "t.parquet"


def test_keys_and_required_cells_are_checked(tmp_path: Path) -> None:
    columns = {"id": pa.array([1, 1, None]), "code": pa.array(["a", "b", "c"])}
    fields = [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "code", "type": "string", "constraints": {"enum": ["a", "b"]}},
    ]
    report = validate(tmp_path, columns, fields=fields, primaryKey=["id"])
    assert errors(report) == [
        ("primary-key", 3, None),
        ("constraint-error", 4, "id"),
        ("constraint-error", 4, "code"),
        ("primary-key", 4, None),
    ]


def test_a_column_of_another_type_is_an_error_in_every_row(tmp_path: Path) -> None:
    report = validate(tmp_path, {"id": pa.array([[1], [2]])})
    assert errors(report) == [("type-error", 2, "id"), ("type-error", 3, "id")]
    stats: Any = report.tasks[0].stats
    assert stats["reason"] == "field 'id' (integer) is stored as list<element: int64>"


def test_a_wrong_header_is_an_error(tmp_path: Path) -> None:
    pq.write_table(pa.table({"other": [1]}), tmp_path / "t.parquet")
    fields = {"fields": [{"name": "id", "type": "integer"}]}
    resource = {"name": "t", "type": "table", "path": "t.parquet", "schema": fields}
    package = {"$schema": PROFILE, "name": "p", "resources": [resource]}
    report = check_package(package, tmp_path)
    assert errors(report) == [("incorrect-label", None, "id")]


@pytest.mark.parametrize("known", [["a", "b"], ["a"]])
def test_foreign_keys_join_parquet_files(tmp_path: Path, known: list[str]) -> None:
    pq.write_table(pa.table({"code": known}), tmp_path / "codes.parquet")
    fields = {"fields": [{"name": "code", "type": "string"}]}
    codes = {"name": "codes", "type": "table", "path": "codes.parquet", "schema": fields}
    key = {"fields": ["code"], "reference": {"resource": "codes", "fields": ["code"]}}
    columns = {"id": COLUMNS["id"], "code": COLUMNS["code"]}
    report = validate(tmp_path, columns, codes, foreignKeys=[key])
    assert errors(report) == ([] if "b" in known else [("foreign-key", 3, None)])


def test_a_file_that_is_no_parquet_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_text("no parquet")
    resource = {"name": "t", "type": "table", "path": "t.parquet"}
    package = {"$schema": PROFILE, "name": "p", "resources": [resource]}
    assert not check_package(package, tmp_path).valid
    (tmp_path / "t.parquet").unlink()
    assert not check_package(package, tmp_path).valid


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (
            Limits(parquet_rows=2),
            "the file claims 3 rows, more than 2; if that is right, raise Limits.parquet_rows,",
        ),
        (
            Limits(decompressed_bytes=10),
            "bytes, more than 10; if that is right, raise Limits.decompressed_bytes,",
        ),
    ],
)
def test_a_parquet_file_that_claims_too_much_is_not_read(
    tmp_path: Path, limits: Limits, expected: str
) -> None:
    pq.write_table(pa.table({"id": [1, 2, 3]}), tmp_path / "t.parquet")
    resource = {"name": "t", "type": "table", "path": "t.parquet"}
    package = {"$schema": PROFILE, "name": "p", "resources": [resource]}
    [error] = check_package(package, tmp_path, limits=limits).tasks[0].errors
    assert error.type == "limit-exceeded"
    assert expected in error.message
