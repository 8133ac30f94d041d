"""Tables as a workbook: Excel shows CSV in UTF-8 as garbage, and takes codes for numbers. Does I/O.

XlsxWriter makes the workbook with its headers; the rows are written here, one by one, so it takes
no memory to speak of. The archive is packed anew as all our archives are, because XlsxWriter's own
tells the system that it was made on. So the same tables give the same bytes on every machine that
has the same zlib.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from linhe_opendata.packing.archives import write_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyarrow as pa

    from linhe_opendata.packing.canonical import Digest

MOST_ROWS: Final = 100_000
"""How many rows are put into a workbook: whoever has more reads them with something else."""

_MOST_COLUMNS: Final = 16_384
_LONGEST_TEXT: Final = 32_767
_MOST_DIGITS: Final = 15
"""What a sheet holds: columns, characters of a cell, digits of a number that stay as they are."""

_FIXED = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_RESERVED: Final = "history"
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts a day that there never was."""

_DAY_ZERO = date(1899, 12, 30)
_DAY: Final = ' s="2"><v>'
"""How the cell of a day begins: its format is the second in use, after that of the headers."""

_DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*"/>')
_LOOKS_ESCAPED: Final = re.compile("(_x[0-9a-fA-F]{4}_)")
_UNSAYABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SHORT: Final = 64

_WIDEST, _NARROWEST, _AIR = 60, 12, 2
_BATCH_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: what it is called, its header, its rows, and how wide each column is.

    `texts` are its rows as `row_writer` writes them, where somebody has them already.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]
    widths: tuple[int, ...] = ()
    texts: Iterable[str] | None = None


def sheet_of(name: str, table: pa.Table) -> WorkbookSheet:
    """Return a table as a sheet; of a column of codes its values."""
    return WorkbookSheet(name, tuple(table.column_names), _rows(table))


def fits_sheet(table: pa.Table) -> bool:
    """Say whether a sheet can hold a table: its rows, its columns, the longest of its texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if table.num_rows > MOST_ROWS or table.num_columns > _MOST_COLUMNS:
        return False
    plain = (
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    )
    longest = (
        pc.max(pc.utf8_length(column)).as_py() or 0
        for column in plain
        if column.type in {pa.string(), pa.large_string()}
    )
    return max(longest, default=0) <= _LONGEST_TEXT


def name_sheets(names: Iterable[str]) -> dict[str, str]:
    """Return what the sheet of each table is called: short, and not called like another one."""
    given: dict[str, str] = {}
    taken = {_RESERVED}
    for name in names:
        plain = name.translate(_NOT_IN_NAMES)
        candidate, number = plain[:_LONGEST_NAME], 1
        while candidate.casefold() in taken:
            number += 1
            ending = f"~{number}"
            candidate = plain[: _LONGEST_NAME - len(ending)] + ending
        given[name] = candidate
        taken.add(candidate.casefold())
    return given


def write_workbook(path: Path, sheets: Iterable[WorkbookSheet]) -> Digest:
    """Write sheets to a new file and return its digest; the header of each is frozen."""
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        written = [
            _write_rows(sheet, Path(scratch) / f"rows{number}")
            for number, sheet in enumerate(sheets, start=1)
        ]
        frame = dict(_make_frame(tuple(one.frame for one in written)))
        members: dict[str, Path | bytes] = {**frame}
        for number, one in enumerate(written, start=1):
            if one.last_row > 1:
                name = f"xl/worksheets/sheet{number}.xml"
                page = members[name] = Path(scratch) / f"sheet{number}"
                _put_rows(frame[name], page, one)
        return write_zip(path, members)


def to_workbook(name: str, table: pa.Table, texts: Iterable[str] | None = None) -> bytes | None:
    """Return one table as the bytes of a workbook, None where a sheet cannot hold it.

    `texts` are its rows as `row_writer` writes them, where the caller has them already.
    """
    if not fits_sheet(table):
        return None
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        path = Path(scratch) / "table.xlsx"
        sheet = sheet_of(name_sheets([name])[name], table)
        write_workbook(path, [replace(sheet, texts=texts)])
        return path.read_bytes()


def row_writer(columns: Sequence[str]) -> Callable[[Sequence[object]], str]:
    """Return what writes the cells of a row, with NUL, which no cell holds, for its number."""
    from xlsxwriter.utility import xl_col_to_name

    starts = [f'<c r="{xl_col_to_name(at)}\0"' for at in range(len(columns))]
    return lambda row: "".join(
        start + _cell(value) for start, value in zip(starts, row, strict=False) if value is not None
    )


class _Frame(NamedTuple):
    """What a sheet is around its rows; below its header stands a day, for the format of days."""

    name: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    has_days: bool


@dataclass(frozen=True, slots=True)
class _Written:
    """The rows of a sheet below its header, written to a file: how far they reach, if anywhere."""

    frame: _Frame
    path: Path
    last_row: int


def _write_rows(sheet: WorkbookSheet, path: Path) -> _Written:
    """Write the rows of a sheet as XlsxWriter does, which takes several times as long."""
    texts = map(row_writer(sheet.columns), sheet.rows) if sheet.texts is None else sheet.texts
    last, has_days = 1, False
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, text in enumerate(texts, start=2):
            if text:
                numbered = text.replace("\0", str(number))
                file.write(f'<row r="{number}">{numbered}</row>')
                last, has_days = number, has_days or _DAY in text
    return _Written(_Frame(sheet.name, sheet.columns, sheet.widths, has_days), path, last)


@lru_cache(maxsize=16)
def _make_frame(sheets: tuple[_Frame, ...]) -> tuple[tuple[str, bytes], ...]:
    """Return the members of a workbook of headers: the same for each release of a table."""
    import xlsxwriter

    held = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        options = {"constant_memory": True, "tmpdir": scratch}
        with xlsxwriter.Workbook(held, options) as book:
            book.set_properties({"created": _FIXED})
            bold = book.add_format({"bold": True})
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for sheet in sheets:
                page = book.add_worksheet(sheet.name)
                page.freeze_panes(1, 0)
                for at, name in enumerate(sheet.columns):
                    width = sheet.widths[at] if sheet.widths else max(_NARROWEST, len(name) + _AIR)
                    page.set_column(at, at, min(_WIDEST, width))
                    page.write_string(0, at, name, bold)
                if sheet.has_days:
                    page.write_datetime(1, 0, _FIXED, day)
    with zipfile.ZipFile(held) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def _put_rows(empty: bytes, page: Path, one: _Written) -> None:
    """Write a sheet with its rows below its header."""
    from xlsxwriter.utility import xl_col_to_name

    head, end, tail = empty.partition(b"</sheetData>")
    place = f'<dimension ref="A1:{xl_col_to_name(len(one.frame.columns) - 1)}{one.last_row}"/>'
    head = _DIMENSION.sub(place.encode(), head.partition(b'<row r="2">')[0])
    with page.open("wb") as file, one.path.open("rb") as rows:
        file.write(head)
        shutil.copyfileobj(rows, file)
        file.write(end + tail)


def _cell(value: object) -> str:
    """Return a cell from its reference on; most short texts and days come again and again."""
    often = isinstance(value, date) or (isinstance(value, str) and len(value) <= _SHORT)
    return _common_cell(value) if often else _any_cell(value)


def _any_cell(value: object) -> str:
    """Return a value as what it is; a number that Excel would round, and any code, as text."""
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    if isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
        return f"{_DAY}{(value - _DAY_ZERO).days}</v></c>"
    if isinstance(value, int | Decimal) and _is_exact(value):
        return f"><v>{float(value):.16G}</v></c>"
    text = _escape(_as_text(value))
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'


_common_cell = lru_cache(maxsize=4096, typed=True)(_any_cell)


def _escape(text: str) -> str:
    """Return text for a sheet: what XML cannot say as `_xHHHH_`, and so is what looks like it."""
    if len(text) > _LONGEST_TEXT // 2:
        text = text.encode("utf-16-le")[: 2 * _LONGEST_TEXT].decode("utf-16-le", "ignore")
    marked = _LOOKS_ESCAPED.sub(r"_x005F\1", text)
    return escape(_UNSAYABLE.sub(lambda one: f"_x{ord(one[0]):04X}_", marked), quote=False)


def _is_exact(number: int | Decimal) -> bool:
    plain = Decimal(number)
    if len(str(plain)) <= _MOST_DIGITS:
        return plain.is_finite()
    return plain.is_finite() and len(plain.normalize().as_tuple().digits) <= _MOST_DIGITS


def _as_text(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(_BATCH_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
