"""What is made of the rows of a table once is right for every content that it has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from linhe_opendata.packing.workbook import row_writer, to_workbook
from linhe_opendata.portal.files.downloads import json_line
from linhe_opendata.portal.tables import ReadTable, RowsMade

MONEY = pa.decimal128(9, 2)


def read(kind: pa.DataType, values: list[Any]) -> ReadTable:
    table = pa.table({"x": pa.array(values, kind)})
    columns = [column.to_pylist() for column in table.columns]
    return ReadTable(repr(values), table, columns, [*zip(*columns, strict=True)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((pa.int64(), [1, 2]), (pa.int64(), [2, 3, 1])),
        ((pa.bool_(), [True]), (pa.int64(), [1])),
        ((pa.int64(), [1]), (pa.string(), ["1"])),
        ((MONEY, [Decimal("1.10")]), (pa.decimal128(9, 1), [Decimal("1.1")])),
        ((pa.float64(), [0.0]), (pa.float64(), [-0.0, 0.0])),
        ((pa.list_(pa.int64()), [[1]]), (pa.list_(pa.int64()), [[1], [2]])),
    ],
    ids=["rows that move", "a flag", "a text", "a scale", "zeros", "lists"],
)
def test_a_row_is_written_as_its_own_table_says(
    before: tuple[pa.DataType, list[Any]], after: tuple[pa.DataType, list[Any]]
) -> None:
    made, own = RowsMade(), read(*after)
    made.make(read(*before), repr)
    assert made.make(own, repr) == [repr(row) for row in own.rows]


def test_a_row_that_stays_is_not_made_again() -> None:
    asked: list[object] = []

    def make(row: tuple[Any, ...]) -> str:
        asked.append(row)
        return repr(row)

    made = RowsMade()
    for values in ([1, 2], [2, 3, 1]):
        made.make(read(pa.int64(), values), make)
    assert asked == [(1,), (2,), (3,)]


def test_rows_that_were_written_before_make_the_same_workbook() -> None:
    table = read(MONEY, [Decimal("1.10"), None, Decimal(7)])
    texts = RowsMade().make(table, row_writer(table.table.column_names))
    assert to_workbook("t", table.table, texts) == to_workbook("t", table.table)
    assert json_line(["x"])(table.rows[0]) == '{"x": 1.1}'
