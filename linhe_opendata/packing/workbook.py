"""Tables as a workbook: Excel shows CSV in UTF-8 as garbage, and takes codes for numbers. Does I/O.

XlsxWriter writes row by row (`constant_memory`), so a workbook takes no memory to speak of. Its
archive is packed anew as all our archives are, because its own tells the system that it was made
on. So the same tables give the same bytes on every machine that has the same zlib.
"""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.packing.canonical import write_zip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

_WIDEST, _NARROWEST, _AIR = 60, 12, 2
_BATCH_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: what it is called, its header, its rows, and how wide each column is."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]
    widths: tuple[int, ...] = ()


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
        written = Path(scratch) / "workbook.xlsx"
        _write(written, sheets, scratch)
        parts = Path(scratch) / "parts"
        with zipfile.ZipFile(written) as archive:
            archive.extractall(parts)
            members = {name: parts / name for name in archive.namelist()}
        return write_zip(path, members)


def to_workbook(name: str, table: pa.Table) -> bytes | None:
    """Return one table as the bytes of a workbook, None where a sheet cannot hold it."""
    if not fits_sheet(table):
        return None
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        path = Path(scratch) / "table.xlsx"
        write_workbook(path, [sheet_of(name_sheets([name])[name], table)])
        return path.read_bytes()


def _write(path: Path, sheets: Iterable[WorkbookSheet], scratch: str) -> None:
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": scratch}
    with xlsxwriter.Workbook(str(path), options) as book:
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
            for number, row in enumerate(sheet.rows, start=1):
                for at, value in enumerate(row):
                    _write_cell(page, (number, at), value, day)


def _write_cell(page: Any, place: tuple[int, int], value: object, day: Any) -> None:  # noqa: ANN401
    """Write a value as what it is; a number that Excel would round, and any code, as text."""
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
        page.write_datetime(*place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    elif isinstance(value, int | Decimal) and _is_exact(value):
        page.write_number(*place, float(value))
    else:
        page.write_string(*place, _as_text(value))


def _is_exact(number: int | Decimal) -> bool:
    plain = Decimal(number)
    return plain.is_finite() and len(plain.normalize().as_tuple().digits) <= _MOST_DIGITS


def _as_text(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(_BATCH_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
