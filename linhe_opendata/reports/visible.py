"""Text from data made harmless and visible, and a row cut to fit under its caret. Pure.

Column widths follow Unicode Standard Annex 11 (East Asian Width): wide characters take two.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from linhe_opendata.reports.findings import quote_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that are not seen and act on a terminal, a log or a page instead."""

_OFTEN_SEEN: Final = r" -~\u3000-\u303f\u4e00-\u9fff"
"""Printable ASCII, and what Chinese prose is written in: never hidden, not worth a look."""

_SUSPECT: Final = re.compile(f"[^{_OFTEN_SEEN}]")
_PICTURES: Final = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_WIDE: Final = frozenset({"W", "F"})
_ATTACHED: Final = frozenset({"Mn", "Me"})

WIDTH: Final = 88
"""Columns of a row shown under a finding."""

_CELL_LIMIT: Final = 200
_NEIGHBOURS: Final = 40
"""How many characters of a cell and how many cells to each side are looked at, at most."""


def is_hidden(character: str) -> bool:
    """Tell a character that cannot be shown as it is (controls, bidi, lone surrogates, ...)."""
    noncharacter = ord(character) & 0xFFFE == 0xFFFE  # noqa: PLR2004 -- the last two of each plane
    return noncharacter or unicodedata.category(character) in _HIDDEN


def replace_hidden(text: str, show: Callable[[str], str]) -> str:
    """Return text with each hidden character replaced by what `show` makes of it."""
    return _SUSPECT.sub(lambda each: show(each[0]) if is_hidden(each[0]) else each[0], text)


def make_visible(text: str, limit: int = 2000) -> str:
    """Return text on one line whose hidden characters are shown: `␛`, `␊`, `<U+202E>`."""
    return replace_hidden(text if len(text) <= limit else f"{text[:limit]}…", _show)


def measure(text: str) -> int:
    """Return how many columns of a terminal a visible text takes."""
    return sum(map(_measure_one, text))


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
        after = column + _measure_one(each)
        if begin <= column and after <= end:
            kept.append(each)
        elif column < begin < after:
            kept.append(" ")
        column = after
    return "…" * (left > 0) + "".join(kept) + "…" * (total > left + width), end


def _show_cell(cell: str) -> str:
    return make_visible(quote_cell(cell[: _CELL_LIMIT + 1]), _CELL_LIMIT)


def _show(character: str) -> str:
    return _PICTURES.get(ord(character)) or f"<U+{ord(character):04X}>"


def _measure_one(character: str) -> int:
    if unicodedata.category(character) in _ATTACHED:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
