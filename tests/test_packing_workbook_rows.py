"""The rows of a sheet are written here and not by XlsxWriter: they must be what it writes."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import xlsxwriter

from linhe_opendata.packing.workbook import WorkbookSheet, write_workbook

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[object, ...]

ROWS: dict[str, list[Row]] = {
    "texts": [
        ("150802", "a & b <c> \"d\" 'e'"),
        (" 两 ", "字\t"),
        ("", "x\ny"),
        ("\u2003x", "=1+1"),
    ],
    "controls": [("a\x00b\x1f\r", "_x0000_"), ("\uffff\ufffe\x0b", "_x5F_"), ("_xAbCd_", "\x1c ")],
    "numbers": [(1, Decimal("0.10")), (Decimal("1E+3"), -7), (Decimal("1e-7"), 123456789012345)],
    "days": [(date(2024, 12, 31), "x"), (date(1900, 3, 1), date(9999, 12, 31))],
    "a late day": [("x", None), (None, None), ("y", date(2024, 1, 1))],
    "holes": [(None, None), ("x", None), (None, 1), (None, None)],
    "truths": [(True, False), (1, 0), (True, 1)],
    "a day that Excel lacks": [(date(1899, 12, 31), datetime(2024, 1, 1, 12))],  # noqa: DTZ001
    "long": [("长" * 32_767, "\U00020000" * 16_000)],  # as much as a cell holds
    "none": [],
}


def written_by_xlsxwriter(rows: list[Row]) -> dict[str, bytes]:
    """Return the members of a workbook whose every cell XlsxWriter wrote."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"constant_memory": True}) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("s")
        page.freeze_panes(1, 0)
        for at, name in enumerate(("first", "second & last")):
            page.set_column(at, at, max(12, len(name) + 2))
            page.write_string(0, at, name, bold)
        for number, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                if isinstance(value, bool):
                    page.write_boolean(number, at, value)
                elif type(value) is date and value.year >= 1900:
                    page.write_datetime(number, at, value, day)
                elif isinstance(value, int | Decimal):
                    page.write_number(number, at, float(value))
                elif value is not None:
                    page.write_string(number, at, str(value))
    return members(data.getvalue())


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_a_workbook_holds_the_bytes_that_xlsxwriter_would_write(
    rows: list[Row], tmp_path: Path
) -> None:
    write_workbook(tmp_path / "b.xlsx", [WorkbookSheet("s", ("first", "second & last"), rows)])
    assert members((tmp_path / "b.xlsx").read_bytes()) == written_by_xlsxwriter(rows)


def test_a_text_that_looks_like_a_part_of_a_sheet_is_a_text(tmp_path: Path) -> None:
    said = ["<r>&</r>", '</sheetData><row r="2">', "</t></is></c>"]
    sheet = WorkbookSheet("s", (said[1],), [(one,) for one in said])
    write_workbook(tmp_path / "b.xlsx", [sheet])
    page = members((tmp_path / "b.xlsx").read_bytes())["xl/worksheets/sheet1.xml"]
    found = ET.fromstring(page).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t")  # noqa: S314
    assert [one.text for one in found] == [said[1], *said]
