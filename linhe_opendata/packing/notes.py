"""What a workbook says of its tables, on a first sheet in English and Chinese. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.messages import message
from linhe_opendata.metadata import find_coverage, read_dataset
from linhe_opendata.packing.workbook import (
    MOST_ROWS,
    WorkbookSheet,
    fits_sheet,
    name_sheets,
    sheet_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from linhe_opendata.metadata import Dataset, Text
    from linhe_opendata.metadata.model import Table

NOTES_SHEET = "notes 说明"
_WIDTHS = (24, 28, 60, 60)
_LANGUAGES = ("en", "zh")

Row = tuple[str, str, str, str]
"""Sheet, column, what is said of it in English, and in Chinese."""


def workbook_sheets(
    package: Mapping[str, Any], tables: Mapping[str, pa.Table]
) -> Iterator[WorkbookSheet]:
    """Yield the notes, by the descriptor of a package, then each table that a sheet can hold."""
    dataset = read_dataset(package, (), find_coverage((), (), {}))
    sheets = name_sheets([NOTES_SHEET, *(name for name in tables if fits_sheet(tables[name]))])
    notes = [*_of_release(dataset)]
    for described in dataset.tables:
        notes += _of_table(described, sheets.get(described.name))
    header = ("sheet 工作表", "column 列", "English", "中文")
    yield WorkbookSheet(sheets[NOTES_SHEET], header, notes, _WIDTHS)
    for name, table in tables.items():
        if name in sheets:
            yield sheet_of(sheets[name], table)


def _of_release(dataset: Dataset) -> Iterator[Row]:
    title = dataset.title
    yield "", "", title.en or title.zh, title.zh or title.en
    yield _said("note-version", version=dataset.version, name=dataset.name)
    if dataset.description:
        yield _both(dataset.description)
    licences = [one.name or one.url or "" for one in dataset.licences]
    if any(licences):
        yield _said("note-licence", licences=tuple(licences))
    yield _said("note-publisher", publisher=str(dataset.publisher.name))
    yield _said("note-codes")


def _of_table(table: Table, sheet: str | None) -> Iterator[Row]:
    name = sheet or table.name
    _, _, english, chinese = _both(table.title)
    yield name, "", english, chinese
    if sheet is None:
        yield (name, *_said("note-unfit", table=table.name, most=MOST_ROWS)[1:])
        return
    for column in table.columns:
        titles, told = _both(column.title), _both(column.description)
        yield name, column.name, _join(titles[2], told[2]), _join(titles[3], told[3])


def _both(text: Text) -> Row:
    return "", "", text.en or text.zh, text.zh or text.en


def _said(code: str, **parameters: object) -> Row:
    said = message(code, **parameters)
    english, chinese = (said.say(language) for language in _LANGUAGES)
    return "", "", english, chinese


def _join(title: str, description: str) -> str:
    return ": ".join(part for part in (title, description) if part)
