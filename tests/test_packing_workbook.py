"""A release holds its tables as a workbook, too: codes as text, notes in both languages."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyarrow as pa
import pytest
from projects import tiny_project

from linhe_opendata.packing import notes, workbook
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.packing.workbook import (
    WorkbookSheet,
    fits_sheet,
    name_sheets,
    sheet_of,
    to_workbook,
    write_workbook,
)
from linhe_opendata.publishing import adopting
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import Store, open_memory
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOOK = "tiny/1.0.0/tiny-1.0.0.xlsx"

Cells = list[list[tuple[str, str]]]
"""The rows of a sheet: of each cell its kind (`s` is text, `n` a number) and its value."""


def read_sheets(data: bytes) -> dict[str, Cells]:
    """Read a workbook by the standard it is written in (ECMA-376)."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        listed = ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")  # noqa: S314
        return {
            sheet.attrib["name"]: _read(archive.read(f"xl/worksheets/sheet{number}.xml"))
            for number, sheet in enumerate(listed, start=1)
        }


def _read(text: bytes) -> Cells:
    return [
        [_value(cell) for cell in row.iter(f"{MAIN}c")]
        for row in ET.fromstring(text).iter(f"{MAIN}row")  # noqa: S314 -- our own
    ]


def _value(cell: ET.Element) -> tuple[str, str]:
    kind = cell.attrib.get("t", "n")
    if kind == "inlineStr":
        return "s", "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
    return kind, cell.findtext(f"{MAIN}v") or ""


@pytest.fixture
def built(tmp_path: Path, project: Project) -> bytes:
    out = build_packages(project, tmp_path / "out").folder
    return (out / "linhe.xlsx").read_bytes()


def test_a_workbook_has_notes_and_every_table_whole(built: bytes, project: Project) -> None:
    sheets = read_sheets(built)
    tables = {path.stem for path in project.data.glob("*.csv")}
    assert {*sheets} == {notes.NOTES_SHEET, *tables}
    for table in tables:
        lines = (project.data / f"{table}.csv").read_text("utf-8").splitlines()
        assert [value for _, value in sheets[table][0]] == lines[0].split(",")


def test_codes_are_text_and_numbers_are_numbers(built: bytes) -> None:
    areas, health = (read_sheets(built)[name] for name in ("areas", "health"))
    assert ("s", "150802") in [row[0] for row in areas]
    (row,) = (row for row in health if row[0] == ("s", "remote_ecg_diagnoses"))
    assert ("s", "150802") in row
    assert {("n", number) for number in ("145000", "144500", "145500")} < {*row}


def test_the_header_of_each_sheet_is_frozen(built: bytes) -> None:
    with zipfile.ZipFile(BytesIO(built)) as archive:
        pages = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        for name in pages:
            assert re.search(rb'<pane ySplit="1" .*state="frozen"', archive.read(name)), name


def test_the_notes_say_everything_in_both_languages(built: bytes) -> None:
    rows = [[value for _, value in row] for row in read_sheets(built)[notes.NOTES_SHEET]]
    assert rows[0] == ["sheet 工作表", "column 列", "English", "中文"]
    chinese = re.compile("[\u4e00-\u9fff]")
    for row in rows[1:]:
        assert len(row) >= 2
        assert chinese.search(row[-1]), row
    said = "\n".join(value for row in rows for value in row)
    assert "Licence: CC-BY-4.0." in said
    assert "代码均为文本" in said


def test_a_workbook_is_told_of_in_the_record_and_bears_the_version(project: Project) -> None:
    store = open_memory()
    done = publish_unchecked(project, store)
    assert "linhe-1.0.0.xlsx" in {file.path for file in done.files}
    sheets = read_sheets(store.read("linhe/1.0.0/linhe-1.0.0.xlsx"))
    assert any("Version 1.0.0 of linhe." in str(row) for row in sheets[notes.NOTES_SHEET])


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("150802", ("s", "150802")),
        ("=1+1", ("s", "=1+1")),
        ("https://example.org", ("s", "https://example.org")),
        (" 两 ", ("s", " 两 ")),
        (Decimal(123456789012345), ("n", "123456789012345")),
        (Decimal(1234567890123456), ("s", "1234567890123456")),
        (Decimal("0.500000000"), ("n", "0.5")),
        (10**15, ("n", "1000000000000000")),
        (10**15 + 1, ("s", "1000000000000001")),
        (Decimal("NaN"), ("s", "NaN")),
        (True, ("b", "1")),
        (date(2024, 12, 31), ("n", "45657")),
        (date(1899, 12, 31), ("s", "1899-12-31")),
        (1.5, ("s", "1.5")),
    ],
)
def test_a_value_is_written_as_what_it_is(
    value: object, cell: tuple[str, str], tmp_path: Path
) -> None:
    write_workbook(tmp_path / "b.xlsx", [WorkbookSheet("s", ("x",), [(value,), (None,)])])
    found = read_sheets((tmp_path / "b.xlsx").read_bytes())["s"]
    assert found[1] == [cell]


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (["health", "areas"], ["health", "areas"]),
        (["a" * 40, "a" * 41], ["a" * 31, "a" * 29 + "~2"]),
        (["Health", "health"], ["Health", "health~2"]),
        (["history"], ["history~2"]),
        (["a/b[c]"], ["a_b_c_"]),
    ],
)
def test_a_sheet_has_a_name_of_its_own_that_excel_takes(
    names: list[str], sheets: list[str]
) -> None:
    assert [*name_sheets(names).values()] == sheets


def test_what_a_sheet_cannot_hold_is_left_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fits_sheet(pa.table({"x": ["a" * 32_767, None]}))
    assert not fits_sheet(pa.table({"x": ["a" * 32_768]}))
    assert not fits_sheet(pa.table({"x": pa.array(["a" * 32_768]).dictionary_encode()}))
    assert not fits_sheet(pa.table({str(n): [1] for n in range(16_385)}))
    monkeypatch.setattr(workbook, "MOST_ROWS", 0)
    assert to_workbook("t", pa.table({"x": [1]})) is None
    out = build_packages(tiny_project(tmp_path / "tiny"), tmp_path / "out").folder
    sheets = read_sheets((out / "tiny.xlsx").read_bytes())
    assert [*sheets] == [notes.NOTES_SHEET]
    assert "t is not in this workbook" in str(sheets[notes.NOTES_SHEET])


def test_the_same_rows_give_the_same_bytes_in_batches_of_any_size() -> None:
    rows = [f"text {number}" for number in range(3_000)]
    whole = pa.table({"x": rows})
    parts = pa.concat_tables([whole.slice(0, 7), whole.slice(7)])
    assert to_workbook("t", whole) == to_workbook("t", parts)
    assert [*sheet_of("t", parts).rows] == [(text,) for text in rows]


def publish_without_workbook(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publish as was done before there were workbooks."""
    with monkeypatch.context() as before:
        before.setattr(adopting, "_has_workbook", lambda *_: False)
        publish_unchecked(project, store)
    assert store.find(BOOK) is None


def test_what_was_begun_before_there_were_workbooks_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tiny_project(tmp_path / "tiny")
    whole = open_memory()
    publish_without_workbook(project, whole, monkeypatch)
    names = [stored.name for stored in whole.list("tiny/1.0.0")]
    begun = [name for name in names if not name.endswith("release.json")]
    begun.sort(key=lambda name: (not name.endswith("claim.json"), "metadata" in name, name))
    for count in range(1, len(begun) + 1):
        store = open_memory()
        for name in begun[:count]:
            store.create(name, whole.read(name))
        done = publish_unchecked(project, store)
        assert (done.status, done.version, verify(store).discrepancies) == ("created", "1.0.0", ())
        was_described = any("metadata" in name for name in begun[:count])
        assert (store.find(BOOK) is None) is was_described


@pytest.mark.parametrize("lost", ["metadata/dcat.jsonld", "tiny-1.0.0-csv.zip"])
def test_what_a_release_without_a_workbook_lost_is_healed(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, store = tiny_project(tmp_path / "tiny"), open_memory()
    publish_without_workbook(project, store, monkeypatch)
    store.delete(f"tiny/1.0.0/{lost}")
    done = publish_unchecked(project, store)
    assert done.healed == (f"tiny/1.0.0/{lost}",)
    assert store.find(BOOK) is None
    assert verify(store).discrepancies == ()


def test_a_workbook_that_was_lost_is_healed(tmp_path: Path) -> None:
    project, store = tiny_project(tmp_path / "tiny"), open_memory()
    publish_unchecked(project, store)
    store.delete(BOOK)
    assert publish_unchecked(project, store).healed == (BOOK,)
    assert verify(store).discrepancies == ()
