"""Rules of reading a curated table by its schema."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import csv

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.packing import typed
from linhe_opendata.packing.cells import NUMBER
from linhe_opendata.packing.ordering import sort_rows
from linhe_opendata.packing.typed import arrow_schema, key_of, read_table

if TYPE_CHECKING:
    from pathlib import Path

FIELDS: list[dict[str, Any]] = [
    {"name": "code", "type": "string", "title": "Code", "description": "Which one."},
    {"name": "day", "type": "date"},
    {"name": "count", "type": "integer"},
    {"name": "value", "type": "number"},
    {"name": "open", "type": "boolean"},
    {"name": "kind", "type": "string", "categories": [{"value": "b", "label": "B"}, "a"]},
]
SCHEMA: dict[str, Any] = {"name": "things", "fields": FIELDS, "primaryKey": ["code", "day"]}
HEADER = b"code,day,count,value,open,kind\n"


def of_one(field: dict[str, Any], cell: str) -> pa.Table:
    return read_table(f'x,y\n"{cell}",\n'.encode(), one(field))


def one(field: dict[str, Any], **more: object) -> dict[str, Any]:
    fields = [{"name": "x", **field}, {"name": "y", "type": "string"}]
    return {"name": "t", "fields": fields, **more}


def test_every_type_is_explicit() -> None:
    expected = {
        "code": pa.string(),
        "day": pa.date32(),
        "count": pa.int64(),
        "value": pa.decimal128(38, 9),
        "open": pa.bool_(),
        "kind": pa.dictionary(pa.int32(), pa.string()),
    }
    schema = arrow_schema(SCHEMA)
    assert expected == dict(zip(schema.names, schema.types, strict=True))


def test_title_and_description_go_with_the_field() -> None:
    field = arrow_schema(SCHEMA).field("code")
    assert field.metadata == {b"title": b"Code", b"description": b"Which one."}


def test_a_row_reads_as_typed_values() -> None:
    row = read_table(HEADER + '"甲,乙",2024-02-29,+07,14.30,TRUE,a\n'.encode(), SCHEMA)
    expected = {
        "code": "甲,乙",
        "day": date(2024, 2, 29),
        "count": 7,
        "value": Decimal("14.3"),
        "open": True,
        "kind": "a",
    }
    assert [expected] == row.to_pylist()


def test_an_empty_cell_is_null_whatever_its_type() -> None:
    assert [dict.fromkeys(arrow_schema(SCHEMA).names)] == read_table(
        HEADER + b",,,,,\n", SCHEMA
    ).to_pylist()


def test_text_that_looks_like_a_missing_value_stays_text() -> None:
    for text in ("null", "None", "NaN", "NA", "true", "1"):
        assert [text] == of_one({"type": "string"}, text)["x"].to_pylist()


def test_a_file_reads_as_its_bytes_do(tmp_path: Path) -> None:
    data = HEADER + b"p,2024-01-01,1,0.5,0,b\n"
    (tmp_path / "things.csv").write_bytes(data)
    assert read_table(data, SCHEMA).equals(read_table(tmp_path / "things.csv", SCHEMA))


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        ("integer", "1_000", "is not an integer of 64 bits"),
        ("integer", "１２", "is not an integer of 64 bits"),
        ("integer", "9223372036854775808", "is not an integer of 64 bits"),
        ("number", "NaN", "is not a number"),
        ("number", " 7", "is not a number"),
        ("number", "1e400", "has more than 29 digits before the point or 9 after it"),
        ("number", "0.1234567891", "has more than 29 digits before the point or 9 after it"),
        ("number", "1e29", "has more than 29 digits before the point or 9 after it"),
        ("boolean", "yes", "is neither true nor false"),
        ("date", "2024-1-6", "is not a date YYYY-MM-DD"),
        ("date", "2023-02-29", "is not a day of the calendar"),
    ],
)
def test_a_cell_that_is_no_value_is_named_with_its_place(kind: str, cell: str, reason: str) -> None:
    with pytest.raises(InvalidMetadataError) as refused:
        of_one({"type": kind}, cell)
    expected = f"table 't': row 2, field 'x': {cell!r} {reason}; run `linhe validate`"
    assert expected == str(refused.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("91.40", "91.4"),
        ("-0", "0"),
        ("1e3", "1000"),
        ("0.1234567890", "0.123456789"),
        ("9" * 29, "9" * 29),
        (".5", "0.5"),
        ("0e999", "0"),
    ],
)
def test_a_number_is_read_exactly(cell: str, value: str) -> None:
    assert [Decimal(value)] == of_one({"type": "number"}, cell)["x"].to_pylist()


def test_a_value_outside_its_categories_is_named_with_its_place() -> None:
    with pytest.raises(InvalidMetadataError, match=r"row 3, field 'x': 'c' is not one of its cat"):
        read_table(b"x,y\na,\nc,\n", one({"type": "string", "constraints": {"enum": ["a", "b"]}}))


def test_categories_keep_the_order_of_the_schema() -> None:
    column = read_table(HEADER + b"p,,,,,a\n", SCHEMA)["kind"]
    assert column.chunk(0).dictionary.to_pylist() == ["b", "a"]


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ({"type": "geopoint"}, "field 'x' has type 'geopoint'; supported are string, integer"),
        ({}, "field 'x' has type 'any'"),
        ({"type": "date", "format": "%d/%m/%Y"}, "field 'x' has a date format"),
        ({"type": "number", "decimalChar": ","}, "field 'x' has decimalChar"),
        ({"type": "number", "bareNumber": False}, "field 'x' has bareNumber"),
        ({"type": "string", "missingValues": ["-"]}, "field 'x' has missingValues"),
    ],
)
def test_a_field_that_cannot_be_written_plainly_is_refused(
    field: dict[str, Any], problem: str
) -> None:
    with pytest.raises(InvalidMetadataError) as refused:
        arrow_schema(one(field))
    assert problem in str(refused.value)


def test_missing_values_other_than_an_empty_cell_are_refused() -> None:
    with pytest.raises(InvalidMetadataError, match=r"missingValues must be"):
        arrow_schema(one({"type": "string"}, missingValues=["", "-"]))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "this is not a CSV table: Empty CSV file"),
        (
            b"x,y\n1\n",
            "this is not a CSV table: CSV parse error: Row #2: Expected 2 columns, got 1",
        ),
        (b"x\n1\n", "the header is x; the schema wants x, y"),
        (b"x,y\n\xff,\n", "this is not a CSV table"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InvalidMetadataError) as refused:
        read_table(data, one({"type": "string"}))
    assert problem in str(refused.value)


def test_a_table_without_rows_has_its_types() -> None:
    assert (
        (empty := read_table(HEADER, SCHEMA)).num_rows,
        empty.schema.field("value").type,
    ) == (0, NUMBER)


def test_rows_are_sorted_by_key_then_by_all_else() -> None:
    cells = b"b,2024-01-01,2,,,\na,2024-01-02,1,,,b\na,2024-01-01,1,,,b\na,2024-01-01,1,,,a\n"
    table = sort_rows(read_table(HEADER + cells, SCHEMA), key_of(SCHEMA))
    expected = [("a", 1, "a"), ("a", 1, "b"), ("a", 2, "b"), ("b", 1, None)]
    assert expected == [(r["code"], r["day"].day, r["kind"]) for r in table.to_pylist()]
    assert arrow_schema(SCHEMA) == table.schema


@pytest.mark.parametrize(
    ("key", "names"), [("code", ("code",)), (["a", "b"], ("a", "b")), ([], ())]
)
def test_a_key_is_one_name_or_several(key: object, names: tuple[str, ...]) -> None:
    assert names == key_of({"primaryKey": key})


MANY_ROWS = b"name,people\n" + b"".join(b"a%d,%d\n" % (n, n) for n in range(200))
TWO_FIELDS = {
    "name": "t",
    "fields": [{"name": "name", "type": "string"}, {"name": "people", "type": "integer"}],
}


@pytest.mark.parametrize("block", [1 << 22, len(MANY_ROWS), 64], ids=["less", "as long", "longer"])
@pytest.mark.parametrize("given", ["a path", "a file", "bytes"])
def test_a_table_is_read_the_same_however_long_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, block: int
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(MANY_ROWS)
    monkeypatch.setattr(typed, "_BLOCK_BYTES", block)
    with path.open("rb") as file:
        sources: dict[str, Any] = {"a path": path, "a file": file, "bytes": MANY_ROWS}
        found = read_table(sources[given], TWO_FIELDS)
    assert found.to_pylist() == [{"name": f"a{n}", "people": n} for n in range(200)]


def test_arrow_holds_nothing_of_pythons_of_a_small_table(monkeypatch: pytest.MonkeyPatch) -> None:
    data, held, open_csv = bytearray(MANY_ROWS), [], csv.open_csv

    class File:
        name = "t.csv"

        def read(self, _: int) -> bytearray:
            return data

    def noted(source: Any, **options: Any) -> Any:  # noqa: ANN401 -- what it takes and gives
        held.append(source)
        return open_csv(source, **options)

    monkeypatch.setattr(csv, "open_csv", noted)
    given: Any = File()
    assert read_table(given, TWO_FIELDS).num_rows == 200
    data.clear()  # which is refused while anybody looks at it
    assert [type(source) for source in held] == [pa.BufferReader]
