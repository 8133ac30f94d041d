"""What is stored is judged as what is written, in parts of any size."""

from __future__ import annotations

import csv
import json
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless.resources import TableResource
from looked_at import note_examined

from linhe_opendata.validation import Limits, check_package
from linhe_opendata.validation.reading import parquet
from linhe_opendata.validation.reading.opening import first_reader, open_any

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
COLUMNS: dict[str, tuple[dict[str, Any], Any, list[Any]]] = {
    "whole": ({"type": "integer"}, pa.int64(), [1, -2, None, 2**60]),
    "least": ({"type": "integer", "constraints": {"minimum": 0}}, pa.int8(), [1, -2, None, 0]),
    "needed": ({"type": "integer", "constraints": {"required": True}}, pa.int32(), [1, None, 3, 4]),
    "only": ({"type": "integer", "constraints": {"unique": True}}, pa.uint16(), [1, 2, 1, None]),
    "year": ({"type": "year", "constraints": {"minimum": 50}}, pa.int32(), [7, 2024, None, 1999]),
    "half": ({"type": "number", "constraints": {"maximum": 1}}, pa.float64(), [0.5, 1.5, None, 1]),
    "any": ({"type": "any", "constraints": {"required": True}}, pa.float32(), [0.5, None, 1, 2]),
    "exact": (
        {"type": "number", "constraints": {"minimum": "1.5"}},
        pa.decimal128(5, 2),
        [Decimal("1.50"), Decimal("1.49"), None, Decimal(2)],
    ),
    "truth": ({"type": "boolean"}, pa.bool_(), [True, False, None, True]),
    "day": (
        {"type": "date", "constraints": {"minimum": "2024-01-02"}},
        pa.date32(),
        [date(2024, 1, 2), date(2024, 1, 1), None, date(2025, 1, 1)],
    ),
    "hour": (
        {"type": "time", "constraints": {"maximum": "12:00:00"}},
        pa.time64("us"),
        [time(12), time(13), None, time(0)],
    ),
    "text": (
        {"type": "string", "constraints": {"maxLength": 2}},
        pa.string(),
        ["ab", "abc", None, "旗"],
    ),
    "large": (
        {"type": "string", "constraints": {"maxLength": 2}},
        pa.large_string(),
        ["ab", "abc", None, "旗"],
    ),
    "shared": (
        {"type": "string", "constraints": {"minLength": 2}},
        pa.dictionary(pa.int32(), pa.string()),
        ["ab", "a", None, "ab"],
    ),
    "dashes": (
        {"type": "string", "missingValues": ["-"], "constraints": {"required": True}},
        pa.string(),
        ["-", "", "x", "y"],
    ),
    "written": ({"type": "integer"}, pa.string(), ["1", "x", None, "０"]),
}


def written(value: Any, name: str) -> str:  # noqa: ANN401 -- a value of a column
    if value is None:
        return ""
    if name == "year":
        return f"{value:04}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def package_of(path: str, fields: list[dict[str, Any]] | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- properties of a schema
    table: dict[str, Any] = {"name": "t", "type": "table", "path": path}
    if fields is not None:
        table["schema"] = {"fields": fields, **more}
    return {"$schema": PROFILE, "name": "p", "resources": [json.loads(json.dumps(table))]}


def places(report: Report) -> list[tuple[Any, ...]]:
    assert report.errors == []
    return [
        (e.type, getattr(e, "row_number", None), getattr(e, "field_name", None))
        for e in report.tasks[0].errors
    ]


def both(folder: Path, names: list[str], repeats: int = 1, **schema: Any) -> tuple[Report, Report]:  # noqa: ANN401 -- properties of a schema
    """Return what is said of columns as they are stored, and as they are written."""
    arrays = [pa.array(COLUMNS[name][2] * repeats, COLUMNS[name][1]) for name in names]
    pq.write_table(pa.Table.from_arrays(arrays, names), folder / "t.parquet", row_group_size=3)
    rows = zip(*(COLUMNS[name][2] * repeats for name in names), strict=True)
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(map(written, row, names) for row in rows)
    fields = [{"name": name, **COLUMNS[name][0]} for name in names]
    stored, text = (
        check_package(package_of(path, fields, **schema), folder) for path in ("t.parquet", "t.csv")
    )
    return stored, text


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize(("rows", "part"), [(1, 1), (3, 5), (65_536, 1 << 24)])
def test_a_stored_column_has_the_errors_of_the_written_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, rows: int, part: int
) -> None:
    monkeypatch.setattr(parquet, "_ROWS", rows)
    monkeypatch.setattr(parquet, "_PART", part)
    stored, text = both(tmp_path, [name, "whole"] if name != "whole" else [name], 2)
    assert places(stored) == places(text)
    stats: Any = stored.tasks[0].stats
    assert (stats["engine"], stats["rows"], stats.get("reason")) == ("parquet", 8, None)


def test_rows_of_all_columns_have_the_errors_of_the_written_ones(tmp_path: Path) -> None:
    stored, text = both(tmp_path, [*COLUMNS], 3, primaryKey=["whole", "text"])
    assert places(stored) == places(text)
    assert len(places(stored)) > 20


def stored(folder: Path, columns: dict[str, Any], **more: Any) -> Report:  # noqa: ANN401 -- fields, limits
    pq.write_table(pa.table(columns), folder / "t.parquet")
    limits = more.pop("limits", Limits())
    return check_package(package_of("t.parquet", more.get("fields")), folder, limits=limits)


@pytest.mark.parametrize(("tail", "kind"), [(9, "integer"), (10, "string")])
def test_a_schema_is_inferred_from_the_first_99_rows_of_which_nine_in_ten_must_agree(
    tmp_path: Path, tail: int, kind: str
) -> None:
    rows = ["1"] * (99 - tail) + ["x"] * tail + ["1"] * 20
    wrong = tail if kind == "integer" else 0
    assert len(stored(tmp_path, {"a": rows}).tasks[0].errors) == wrong
    (tmp_path / "t.csv").write_text("a\n" + "\n".join(rows) + "\n")
    report = check_package(package_of("t.csv", None), tmp_path)
    assert len(report.tasks[0].errors) == wrong


ONE = "field 'a' (integer) is stored as double"
UNREADABLE: list[tuple[str, Any, list[dict[str, Any]], str]] = [
    ("text", [1], [{"type": "string"}], "field 'a' (string) is stored as int64"),
    ("a fraction", [1.5], [{"type": "integer"}], ONE),
    ("a fraction that is shared", pa.array([1.5]).dictionary_encode(), [{"type": "integer"}], ONE),
    ("a day", [1], [{"type": "date"}], "field 'a' (date) is stored as int64"),
    ("another form", [1], [{"type": "integer", "constraints": {"enum": [1]}}], "int64"),
    ("own truths", [True], [{"type": "boolean", "trueValues": ["true"]}], "bool"),
    ("own falsehoods", [True], [{"type": "boolean", "falseValues": ["false"]}], "bool"),
    ("a mark of groups", [1.5], [{"type": "number", "groupChar": ","}], "double"),
    ("a mark of fractions", [1.5], [{"type": "number", "decimalChar": ","}], "double"),
    ("a number with words", [1], [{"type": "integer", "bareNumber": False}], "int64"),
    ("a form of its own", [date(2024, 1, 1)], [{"type": "date", "format": "any"}], "date32[day]"),
]


@pytest.mark.parametrize(("case", "column", "fields", "reason"), UNREADABLE)
def test_a_column_whose_text_would_mean_something_else_is_read_row_by_row(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: str,
    column: Any,  # noqa: ANN401 -- what a column holds
    fields: list[dict[str, Any]],
    reason: str,
) -> None:
    noted, field = note_examined(monkeypatch), {"name": "a", **fields[0]}
    stats: Any = stored(tmp_path, {"a": column}, fields=[field]).tasks[0].stats
    whole = (
        reason
        if reason.startswith("field")
        else f"field 'a' ({field['type']}) is stored as {reason}"
    )
    assert (case, stats["engine"], stats["reason"]) == (case, "parquet", whole)
    assert noted[0].suspicious == stats["rows"] == 1


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"no", "source-error", "FrictionlessException: [source-error] "),
        (b"PAR1" * 10, "source-error", "FrictionlessException: [source-error] "),
        (None, "source-error", "FrictionlessException: [scheme-error] "),
    ],
)
def test_what_cannot_be_opened_is_said_as_frictionless_says_it(
    tmp_path: Path, content: bytes | None, kind: str, reason: str
) -> None:
    if content:
        (tmp_path / "t.parquet").write_bytes(content)
    task = check_package(package_of("t.parquet", None), tmp_path).tasks[0]
    assert [error.type for error in task.errors] == [kind]
    assert dict(task.stats)["reason"].startswith(reason)  # type: ignore[attr-defined]


def test_a_file_without_a_column_is_left_to_frictionless(tmp_path: Path) -> None:
    stats: Any = stored(tmp_path, {}).tasks[0].stats
    assert (stats["engine"], stats["reason"]) == ("reference", "field names are not unique")


TEXTS = pa.array(["x" * 200, "y" * 80]).dictionary_encode()
SHARED = TEXTS.take(pa.array([0, 1, None, 0, 0]))  # of 680 bytes, if they are written out


RAISED = "; if that is right, raise Limits.{}, or read without limits (--unlimited)"


@pytest.mark.parametrize("rows", [1, 2, 65_536])
@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("record_bytes", 400, ""),
        ("record_bytes", 399, "a row is longer than 399 bytes"),
        ("decompressed_bytes", 1360, ""),
        ("decompressed_bytes", 1359, "unpacked, the file is larger than 1359 bytes"),
        ("parquet_rows", 5, ""),
        ("parquet_rows", 4, "the file claims 5 rows, more than 4"),
        ("record_cells", 3, ""),
        ("record_cells", 2, "a row has 3 cells, more than 2"),
        ("header_cells", 3, ""),
        ("header_cells", 2, "the header has 3 labels, more than 2"),
    ],
)
def test_texts_that_rows_share_are_counted_as_often_as_they_would_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, said: str, rows: int
) -> None:
    monkeypatch.setattr(parquet, "_ROWS", rows)
    columns = {"a": SHARED, "b": SHARED, "c": pa.array([1, 2, 3, 4, None])}
    report = stored(tmp_path, columns, limits=Limits(**{limit: most}))
    found = [error.message for error in report.tasks[0].errors]
    assert found == ([said + RAISED.format(limit)] if said else [])


def test_what_a_file_says_that_it_unpacks_to_is_held_against_the_limit(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1, 2, 3]}), tmp_path / "t.parquet", row_group_size=2)
    with pq.ParquetFile(tmp_path / "t.parquet") as file:
        groups = [file.metadata.row_group(n).total_byte_size for n in range(2)]
    size = sum(groups)
    for limit, wrong in ((size, 0), (size - 1, 1)):
        limits = Limits(decompressed_bytes=limit)
        report = check_package(package_of("t.parquet", None), tmp_path, limits=limits)
        messages = [error.message for error in report.tasks[0].errors]
        assert len(messages) == wrong
        assert all(f"{size} bytes" in message and str(limit) in message for message in messages)


@pytest.mark.parametrize(
    ("part", "rows"), [(1, [1] * 5), (400, [1, 2, 1, 1]), (560, [3, 1, 1]), (2000, [5])]
)
def test_texts_that_rows_share_are_written_out_in_parts_of_so_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int, rows: list[int]
) -> None:
    monkeypatch.setattr(parquet, "_PART", part)
    pq.write_table(pa.table({"a": SHARED, "b": SHARED}), tmp_path / "t.parquet")
    given = {"name": "t", "path": "t.parquet"}
    resource = TableResource.from_descriptor(given, basepath=str(tmp_path))
    reader = first_reader(open_any(resource, Limits()), frozenset({"z"}))
    found = [*reader]
    assert [some.count for some in found] == rows
    texts = [text for some in found for text in some.columns[0].to_pylist()]
    assert texts == SHARED.to_pylist()
    assert reader.read_bytes > 0
