"""A row cut to fit on a line, under a caret at one of its cells. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.reports.findings import quote_cell
from linhe_opendata.visible import make_visible, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 88
"""Columns of a row shown under a finding."""

CELL_LIMIT: Final = 200
_NEIGHBOURS: Final = 40
"""How many characters of a cell and how many cells to each side are looked at, at most."""


def cut_row(cells: Sequence[str], number: int | None, width: int = WIDTH) -> tuple[str, str]:
    """Return a row as one line within `width` columns, and carets under cell `number` (from 1).

    A longer row is cut around that cell. Without a number there are no carets.
    """
    place = (number or 1) - 1
    first = max(0, place - _NEIGHBOURS)
    parts = [_show_cell(cell) for cell in cells[first : place + _NEIGHBOURS]]
    before = "…" * (first > 0) + "".join(f"{part}," for part in parts[: place - first])
    if place >= len(cells):
        before = before.removesuffix(",")
    rest = parts[place - first :]
    start, length = measure(before), max(1, measure(rest[0]) if rest else 1)
    row = before + ",".join(rest) + "…" * (place + _NEIGHBOURS < len(cells))
    total = max(measure(row), start + length)
    left = 0 if start + length < width else max(0, min(start - width // 4, total - width))
    line, right = _cut(row, left, width)
    carets = " " * (start - left) + "^" * max(1, min(start + length, right) - start)
    return line, carets if number else ""


def _cut(row: str, left: int, width: int) -> tuple[str, int]:
    """Return columns `left` to `left + width` of a row, and the column behind what can be kept."""
    total = measure(row)
    begin, end = left + (left > 0), left + width - (total > left + width)
    kept, column = [], 0
    for each in row:
        after = column + measure(each)
        if begin <= column and after <= end:
            kept.append(each)
        elif column < begin < after:
            kept.append(" ")
        column = after
    return "…" * (left > 0) + "".join(kept) + "…" * (total > left + width), end


def _show_cell(cell: str) -> str:
    return make_visible(quote_cell(cell[: CELL_LIMIT + 1]), CELL_LIMIT)
