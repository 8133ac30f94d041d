"""Strict mode finds in a Parquet table by kernels what it finds in it row by row."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linhe_opendata.validation import Limits, check_table
from linhe_opendata.validation.fast import Way, examine_fast
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.strict.findings import row_findings

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.fast import Examined

Column = tuple[str, dict[str, Any], pa.DataType, list[Any]]

TEXTS = ["a", "北京", "=1+1", "-1", "a\x00", "e\u0301", "\u202ea", "\ufeff", "", "None", "1", "１"]
FRACTIONS = [0.0, -0.0, 1.0, 0.1, 1e20, 1e-7, 5e-324, float("nan"), float("inf"), -1e308]
KINDS: list[Column] = [
    ("text", {"type": "string"}, pa.string(), TEXTS),
    ("shared", {"type": "string"}, pa.dictionary(pa.int32(), pa.string()), TEXTS),
    ("large", {"type": "string"}, pa.large_string(), TEXTS),
    ("named", {"type": "string", "categories": ["a", "1"]}, pa.string(), ["a", "1", "b", ""]),
    (
        "part",
        {"type": "string", "constraints": {"pattern": "cat|dog"}},
        pa.string(),
        ["cat", "cats"],
    ),
    (
        "dash",
        {"type": "string", "missingValues": ["-", "\u200b"]},
        pa.string(),
        ["-", "\u200b", "x"],
    ),
    ("typed", {"type": "integer"}, pa.string(), ["1", "１", "+1", " 1", "x", ""]),
    ("written", {"type": "number"}, pa.string(), ["1.5", "NaN", "inf", "٣", "1e3"]),
    ("day_written", {"type": "date"}, pa.string(), ["2024-01-02", "２024-01-02", "x"]),
    ("whole", {"type": "integer"}, pa.int64(), [0, -1, 7, 2**63 - 1]),
    ("small", {"type": "integer", "categories": [1, 2]}, pa.int8(), [1, 2, 3]),
    ("needed", {"type": "integer", "constraints": {"required": True}}, pa.int32(), [1, 2]),
    ("fraction", {"type": "number"}, pa.float64(), FRACTIONS),
    ("single", {"type": "number"}, pa.float32(), FRACTIONS[:4]),
    ("exact", {"type": "number"}, pa.decimal128(9, 4), [Decimal("1.5"), Decimal("-0.0001")]),
    ("year", {"type": "year"}, pa.int32(), [5, 999, 1000, 2024, 9999, 10000, -5]),
    ("year_written", {"type": "year"}, pa.string(), ["0005", "2024", "5"]),
    ("truth", {"type": "boolean"}, pa.bool_(), [True, False]),
    ("day", {"type": "date"}, pa.date32(), [date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31)]),
    ("hour", {"type": "time"}, pa.time64("us"), [time(1, 2, 3), time(23, 59, 59, 5)]),
    ("any", {"type": "any"}, pa.float64(), FRACTIONS),
]
FELL_BACK: list[Column] = [
    ("list", {"type": "array"}, pa.list_(pa.int64()), [[1], [], [1, 2]]),
    ("moment", {"type": "datetime"}, pa.timestamp("us"), [0, 1]),
    ("struct", {"type": "object"}, pa.struct([("a", pa.string())]), [{"a": "e\u0301"}]),
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Column], list[list[Any]], list[list[str]]]:
    columns = draw(
        st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique_by=lambda c: c[0])
    )
    length = draw(st.integers(0, 12))
    cells = [
        draw(st.lists(st.sampled_from([*column[3], None]), min_size=length, max_size=length))
        for column in columns
    ]
    names = st.lists(st.sampled_from([c[0] for c in columns]), min_size=1, unique=True)
    return columns, cells, draw(st.lists(names, max_size=2))


def examine(folder: Path, columns: list[Column], cells: list[list[Any]], **schema: Any) -> Any:  # noqa: ANN401 -- properties of a schema
    arrays = [pa.array(c, kind) for c, (_, _, kind, _) in zip(cells, columns, strict=True)]
    names = [name for name, *_ in columns]
    pq.write_table(pa.Table.from_arrays(arrays, names), folder / "t.parquet")
    fields = [{"name": name, **field} for name, field, *_ in columns]
    table = {
        "name": "t",
        "type": "table",
        "path": "t.parquet",
        "schema": {"fields": fields, **schema},
    }
    version = "https://datapackage.org/profiles/2.0/datapackage.json"
    package = {"$schema": version, "name": "p", "resources": [table]}
    with within(Limits()):
        resource = Package.from_descriptor(package, basepath=str(folder)).get_table_resource("t")
        found = examine_fast(resource, Way(strict=True))
        return found, [error.to_descriptor() for error in row_findings(resource)]


def said(found: Examined) -> list[dict[str, Any]]:
    assert found.proof is not None
    return [error.to_descriptor() for error in found.proof.rows]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables())
def test_what_kernels_leave_is_what_the_checks_find_row_by_row(
    tmp_path: Path, drawn: tuple[list[Column], list[list[Any]], list[list[str]]]
) -> None:
    columns, cells, keys = drawn
    found, theirs = examine(tmp_path, columns, cells, uniqueKeys=keys)
    if any("any" in key for key in keys):
        assert found.proof is None
    else:
        assert repr(said(found)) == repr(theirs)


def test_a_key_of_any_values_is_checked_row_by_row(tmp_path: Path) -> None:
    found, theirs = examine(tmp_path, [KINDS[-1]], [[-0.0, 0.0]], uniqueKeys=["any"])
    assert found.proof is None
    assert [error["type"] for error in theirs] == ["unique-keys"]


@pytest.mark.parametrize("column", KINDS[:-1], ids=lambda column: str(column[0]))
def test_each_kind_of_column_goes_by_kernels(tmp_path: Path, column: Column) -> None:
    cells = [*column[3], None] * 2
    found, theirs = examine(tmp_path, [column], [cells], uniqueKeys=[column[0]])
    assert repr(said(found)) == repr(theirs)
    assert any(error["type"] == "unique-keys" for error in theirs)


@pytest.mark.parametrize("column", FELL_BACK, ids=lambda column: str(column[0]))
def test_what_has_no_text_is_checked_row_by_row(tmp_path: Path, column: Column) -> None:
    found, _ = examine(tmp_path, [column], [column[3]])
    assert found.proof is None
    fields = [{"name": column[0], **column[1]}]
    report = check_table(tmp_path / "t.parquet", {"fields": fields}, strict=True)
    kinds = [error.type for error in report.tasks[0].errors]
    assert kinds == (["not-nfc"] if column[0] == "struct" else [])


def test_clean_rows_are_not_looked_at_one_by_one(tmp_path: Path) -> None:
    clean = [c for c in KINDS if c[0] in {"text", "whole", "fraction", "day", "exact", "truth"}]
    cells = [[c[3][0]] * 100 for c in clean]
    cells[0][50] = "a\x00"
    found, theirs = examine(tmp_path, clean, cells)
    assert [error["rowNumber"] for error in theirs] == [52]
    assert repr(said(found)) == repr(theirs)
    assert found.suspicious == 0


def test_a_column_with_empty_cells_holds_the_values_that_are_stored(tmp_path: Path) -> None:
    """Pandas makes fractions of whole numbers beside an empty cell, and NaN of the cell."""
    pq.write_table(pa.table({"a": [1, None, 3], "b": ["x", "y", "z"]}), tmp_path / "t.parquet")
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    assert check_table(tmp_path / "t.parquet", {"fields": fields}, strict=True).valid
