"""Where in its line each cell of a CSV record begins, as Python's `csv` cuts it. Pure."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    State = Callable[[str, csv.Dialect], str]


_LOOKED_AT = 1 << 14
"""Characters of a line in which cells are looked for."""


@dataclass(frozen=True, slots=True)
class CellStarts:
    """The columns (from 1) at which the cells of a line begin.

    `is_whole` says that the record ends with the line; its end is then the last of the columns,
    for a cell that is missing.
    """

    columns: tuple[int, ...]
    is_whole: bool


def cell_starts(line: str, dialect: csv.Dialect) -> CellStarts:
    """Return where the cells of the record that begins `line` begin, as far as this line goes."""
    text = line[:_LOOKED_AT].rstrip("\r\n")
    columns, state = [1], "start"
    for column, character in enumerate(text, start=1):
        state = _STATES[state](character, dialect)
        if state == "start" and character == dialect.delimiter:
            columns.append(column + 1)
    is_whole = len(line) <= _LOOKED_AT and state not in _OPEN
    return CellStarts((*columns, len(text) + 1) if is_whole else tuple(columns), is_whole)


def _start(character: str, dialect: csv.Dialect) -> str:
    if character == dialect.quotechar and dialect.quoting != csv.QUOTE_NONE:
        return "quoted"
    if character == " " and dialect.skipinitialspace:
        return "start"
    return _plain(character, dialect)


def _plain(character: str, dialect: csv.Dialect) -> str:
    if character == dialect.escapechar:
        return "escaped"
    return "start" if character == dialect.delimiter else "plain"


def _quoted(character: str, dialect: csv.Dialect) -> str:
    if character == dialect.escapechar:
        return "escaped in quotes"
    if character == dialect.quotechar:
        return "quote in quotes" if dialect.doublequote else "plain"
    return "quoted"


def _quote_in_quotes(character: str, dialect: csv.Dialect) -> str:
    if character == dialect.quotechar:
        return "quoted"
    return "start" if character == dialect.delimiter else "plain"


_OPEN = {"quoted", "escaped in quotes", "escaped"}
_STATES: Mapping[str, State] = {
    "start": _start,
    "plain": _plain,
    "escaped": lambda _character, _dialect: "plain",
    "quoted": _quoted,
    "escaped in quotes": lambda _character, _dialect: "quoted",
    "quote in quotes": _quote_in_quotes,
}
