"""A table as the files that people take away: JSON, a workbook, its metadata. Pure.

CSV and Parquet are the release's own files. Numbers in JSON and in a workbook are those of the
table; codes stay text, so that no spreadsheet takes 150802 for a number.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Mapping[str, Any]

_FIXED = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day in a workbook's properties: the same table gives the same bytes."""

_WIDEST = 60


def to_json(rows: Sequence[Row]) -> bytes:
    """Return rows as a JSON array, a line each; days as ISO 8601, numbers as written."""
    lines = (json.dumps(dict(row), ensure_ascii=False, default=_plain) for row in rows)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def to_workbook(rows: Sequence[Row], columns: Sequence[str], sheet: str) -> bytes:
    """Return rows as a workbook of one sheet, its header frozen."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _FIXED})
        page = book.add_worksheet(sheet[:31])
        head = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.freeze_panes(1, 0)
        for at, name in enumerate(columns):
            page.write_string(0, at, name, head)
            page.set_column(at, at, min(_WIDEST, max(12, len(name) + 2)))
        for number, row in enumerate(rows, start=1):
            for at, name in enumerate(columns):
                _write_cell(page, (number, at), row[name], day)
    return target.getvalue()


def _write_cell(page: Any, place: tuple[int, int], value: object, day: Any) -> None:  # noqa: ANN401
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(*place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    elif isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, int | Decimal):
        page.write_number(*place, value)
    else:
        page.write_string(*place, str(value))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a table")
