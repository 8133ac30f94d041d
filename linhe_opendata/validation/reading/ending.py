"""Whether a file ends inside of a quote. Does I/O (reads the last bytes).

A quote that is never closed makes Arrow and Python differ: Arrow trims the line break at the end of
the last cell. So the last record is read again from the raw text: it is safe if one of the last
lines, read strictly by Python's `csv`, is the very record that Arrow saw last.
"""

from __future__ import annotations

import copy
import io
from typing import TYPE_CHECKING

from linhe_opendata.validation.reading.alike import parse_cells
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    import csv
    from collections.abc import Sequence

    from linhe_opendata.validation.reading.tables import OpenedTable

_TAIL = 1 << 16
_LAST_LINES = 40


def check_end(table: OpenedTable, last: Sequence[str | None]) -> None:
    """Check that the file's last record is `last`, in which None is some missing value.

    Raises:
        UnsupportedError: it is not, or that cannot be told.

    """
    if not last:
        return
    strict = copy.copy(table.dialect)
    strict.strict = True
    tail = _tail(table)
    lines = tail.split(b"\n")
    final = [b""] if tail.endswith(b"\n") else []
    for count in range(1, min(len(lines), _LAST_LINES)):
        raw = b"\n".join(lines[-count - len(final) :])
        if _is_record(table, raw, strict, last):
            return
    raise UnsupportedError("the file may end inside of a quote")


def _tail(table: OpenedTable) -> bytes:
    with open(table.source.paths[-1], "rb") as file:  # noqa: PTH123 -- a path as text
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - _TAIL))
        return file.read()


def _is_record(
    table: OpenedTable, raw: bytes, strict: csv.Dialect, last: Sequence[str | None]
) -> bool:
    try:
        cells = parse_one(table, raw, strict)
    except UnsupportedError:
        return False
    if not cells:
        return not any(last)
    if len(cells) != len(last):
        return False
    return all(b is None or a == b for a, b in zip(cells, last, strict=True))


def parse_one(table: OpenedTable, raw: bytes, dialect: csv.Dialect | None = None) -> list[str]:
    """Return the cells of the one record that `raw` is.

    Raises:
        UnsupportedError: it is not one record, or no text in the table's encoding.

    """
    encoding = "utf-8" if table.encoding == "utf-8-sig" else table.encoding  # the mark is no text
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise UnsupportedError(str(problem)) from problem
    return parse_cells(table, text, dialect)
