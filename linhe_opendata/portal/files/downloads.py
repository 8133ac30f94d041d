"""A table as JSON, as people take it away: numbers are those of the table. Pure.

CSV and Parquet are the release's own files; a workbook is written as that of a release is.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def json_line(columns: Sequence[str]) -> Callable[[Sequence[Any]], str]:
    """Return what writes a row as a JSON object; days as ISO 8601, numbers as written."""
    encode = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
    return lambda row: encode(dict(zip(columns, row, strict=True)))


def to_json(lines: Iterable[str]) -> bytes:
    """Return the JSON array of rows, a line each."""
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a table")
