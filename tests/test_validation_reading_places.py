"""Where a record stands in its file, and that its last one is what Python reads."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import errors
from frictionless.resources import TableResource
from test_validation_reading_units import resource_of, table_of

from linhe_opendata.validation.reading import ending
from linhe_opendata.validation.reading.cells import cell_starts
from linhe_opendata.validation.reading.ending import check_end, parse_one
from linhe_opendata.validation.reading.lines import add_lines, record_lines
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'a,b\n1,"x\ny"\n2,z\n\n3,"w\r\nv"\n4,u\n'
LINES = {1: 1, 2: 2, 3: 4, 4: 5, 5: 6, 6: 8}


def test_a_record_begins_on_a_line(tmp_path: Path) -> None:
    resource = resource_of(tmp_path, TEXT)
    for number, line in LINES.items():
        assert record_lines(resource, {number}) == {number: line}
    assert record_lines(resource, {*LINES}) == LINES
    assert record_lines(resource, {3, 99}) == {3: 4}
    broken = resource_of(tmp_path, TEXT + "x,é\n" * 9999, encoding="utf-8")
    broken.encoding = "ascii"
    assert set(record_lines(broken, {2, 9000})) <= {2}


def cell_error(row: int, field: int, **custom: Any) -> Any:  # noqa: ANN401 -- of an error
    error = errors.CellError(
        note="", cells=[], row_number=row, cell="", field_name="a", field_number=field
    )
    error.custom.update(custom)
    return error


def test_an_error_on_a_row_is_given_the_line_and_the_column(tmp_path: Path) -> None:
    resource = resource_of(tmp_path, "\ufeff" + TEXT)
    found = [cell_error(row, field) for row in LINES for field in (1, 2, 3)]
    found.append(cell_error(3, 2, lineNumber=6))
    add_lines(found, resource)
    columns = {
        1: (1, 3, 4),
        2: (1, 3, None),
        3: (1, 3, 4),
        4: (1, 1, 1),
        5: (1, 3, None),
        6: (1, 3, 4),
    }
    expected = [(LINES[row], columns[row][n]) for row in LINES for n in range(3)]
    told = [(e.custom.get("lineNumber"), e.custom.get("startColumn")) for e in found]
    assert told == [*expected, (6, 3)]


def test_a_key_is_placed_at_its_first_field_and_a_header_at_its_first_row(tmp_path: Path) -> None:
    resource = resource_of(tmp_path, TEXT)
    names: dict[str, Any] = {"cells": [], "row_number": 3, "note": ""}
    key = errors.ForeignKeyError(
        **names, field_names=["b", "a"], field_cells=[], reference_name="", reference_field_names=[]
    )
    other = errors.ForeignKeyError(
        **names, field_names=["c"], field_cells=[], reference_name="", reference_field_names=[]
    )
    label = errors.LabelError(
        note="", labels=[], row_numbers=[1, 2], label="b", field_name="b", field_number=2
    )
    table = errors.TableError(note="")
    add_lines([key, other, label, table], resource, ["a", "b"])
    told = [(e.custom.get("lineNumber"), e.custom.get("startColumn")) for e in (key, other, label)]
    assert told == [(4, 3), (4, None), (1, 3)]
    assert table.custom == {}


@pytest.mark.parametrize("how", ["json", "data"])
def test_what_is_no_text_file_has_no_lines(tmp_path: Path, how: str) -> None:
    error = cell_error(2, 1)
    if how == "data":
        add_lines([error], TableResource(data=[["a"], ["1"]], format="csv"))
    else:
        add_lines([error], resource_of(tmp_path, "[]", "t.json"))
    assert error.custom == {}


def test_a_quote_after_a_closed_cell_opens_none() -> None:
    dialect: Any = csv.reader([]).dialect
    assert next(csv.reader(['"a"b"c,d'])) == ['ab"c', "d"]
    assert cell_starts('"a"b"c,d\n', dialect).columns == (1, 8, 9)


def test_cells_are_looked_for_in_so_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    dialect: Any = csv.reader([]).dialect
    monkeypatch.setattr("linhe_opendata.validation.reading.cells._LOOKED_AT", 4)
    assert cell_starts("a,b\n", dialect).columns == (1, 3, 4)
    assert cell_starts("a,b,c\n", dialect) == cell_starts("a,b,cdef\n", dialect)
    assert cell_starts("a,b,c", dialect).columns == (1, 3, 5)
    assert not cell_starts("a,b,c", dialect).is_whole
    assert cell_starts("a,bc", dialect).is_whole


ESCAPED = {"csv": {"delimiter": ",", "quoteChar": '"', "escapeChar": "\\"}}


@pytest.mark.parametrize(
    ("raw", "last", "is_seen"),
    [
        ("1,x\n", ["1", "x"], True),
        ("1,x", ["1", "x"], True),
        ("1,x\n", ["1", None], True),
        ("1,x\n", ["1", "y"], False),
        ("1,x\n", ["1"], False),
        ("1,x\n", ["1", "x", "y"], False),
        ("\n", ["", None], True),
        ("\n", ["", "x"], False),
        ('"1\n2",x\n', ["1\n2", "x"], True),
        ('1,"x\n', ["1", "x"], False),
        ('1,"x"y\n', ["1", "xy"], False),
        ("1,x\n", [], True),
    ],
)
def test_a_last_record_is_believed_if_python_reads_it_strictly(
    tmp_path: Path, raw: str, last: list[str | None], *, is_seen: bool
) -> None:
    table = table_of(tmp_path, "a,b\n0,w\n" + raw)
    if is_seen:
        check_end(table, last)
    else:
        with pytest.raises(UnsupportedError, match=r"^the file may end inside of a quote$"):
            check_end(table, last)
    assert not getattr(table.dialect, "strict", False)


def test_the_end_is_looked_for_in_so_many_bytes_and_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = table_of(tmp_path, 'a,b\n0,w\n1,"x\ny\nz"\n')
    for lines_, tail, is_seen in ((4, 99, True), (3, 99, False), (9, 10, True), (9, 9, False)):
        monkeypatch.setattr(ending, "_LAST_LINES", lines_)
        monkeypatch.setattr(ending, "_TAIL", tail)
        if is_seen:
            check_end(table, ["1", "x\ny\nz"])
        else:
            with pytest.raises(UnsupportedError):
                check_end(table, ["1", "x\ny\nz"])


def test_one_record_is_read_in_the_encoding_and_the_dialect_of_its_table(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a,b\n1,临\n", encoding="gb18030")
    assert parse_one(table, "1,临\r\n".encode("gb18030")) == ["1", "临"]
    assert parse_one(table, b"1;2", csv.excel_tab()) == ["1;2"]
    marked = table_of(tmp_path, "a,b\n1,x\n", encoding="utf-8-sig")
    assert parse_one(marked, b"\xef\xbb\xbf1,x") == ["\ufeff1", "x"]
    for raw, said in (
        (b"\xff\xff", "'gb18030' codec can't decode"),
        (b"1,x\n2,y", "a record does not end where its line ends"),
        (b"", "a record does not end where its line ends"),
    ):
        with pytest.raises(UnsupportedError, match=said):
            parse_one(table, raw)
