"""What strict mode asks of a table while its rows are proven. Pure, but for slow patterns.

A cell is *quiet* if `rows` finds nothing in it. As with what frictionless asks, a vector proves
most cells quiet, and the checks themselves are asked once about each distinct text that is left.
Rows with a cell that is not quiet are checked by `rows` in the end, so the findings are its own.

Soundness of the proofs, each of cells that a kernel has proven: a number that Arrow reads as
finite, and a year, month or date of the kernel's shape, is written with ASCII digits in the form
that the specification prescribes. A text of plain characters (see `plain`) that does not begin as a
formula does breaks no rule of `hygiene`; a pattern without an alternative matches a whole cell if
RE2 finds it up to the very end, which the kernel asks for; one with alternatives is matched again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.validation.limiting.patterns import agreed
from linhe_opendata.validation.limits import LimitExceededError
from linhe_opendata.validation.proving.columns import missing_values
from linhe_opendata.validation.reading.arrays import bounds, flags, octets, strings, values
from linhe_opendata.validation.strict.plain import plain_cells
from linhe_opendata.validation.strict.rows import cell_findings, field_checks, unique_keys
from linhe_opendata.validation.strict.text import swallowed_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Field
    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Flags
    from linhe_opendata.validation.reading.batches import Rows
    from linhe_opendata.validation.reading.tables import OpenedTable

    Numbers = NDArray[np.int64]
    Proof = Callable[[Any], Flags]

_FORMULA_BYTES = b"=+-@\t\r"
_SHORTEST_FORMULA = 2  # characters
_LINE_FEED = ord("\n")


class StrictCells:
    """What strict mode asks of the cells of one field."""

    def __init__(self, field: Field, number: int) -> None:
        """Prepare for the cells of the `number`-th field (from 1)."""
        self._checks = field_checks(field, number)
        self._prove = _proof_for(field, plain=self._checks.plain)
        self._gave_up = False
        read = self._checks.read
        self.nothing_is_quiet = all(self.is_quiet(t, *read(t)) for t in missing_values(field))
        """Whether nothing is found in a cell without a value, whatever stands in it."""

    def prove(self, array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
        """Tell which cells of a string array are quiet, given that a kernel has proven them."""
        return self._prove(array)

    def is_quiet(self, text: str, value: Any, notes: dict[str, str] | None) -> bool:  # noqa: ANN401 -- a value of any type
        """Tell whether nothing is found in a cell, of which frictionless makes `value` and `notes`.

        What takes too long to tell is not quiet, and nor is any text that is asked about after it.
        """
        if self._gave_up:
            return False
        try:
            return not any(True for _ in cell_findings(self._checks, text, value, notes))
        except LimitExceededError:
            self._gave_up = True
            return False


class StrictTable:
    """What strict mode asks of the rows of one table."""

    def __init__(self, table: OpenedTable, cells: type[StrictCells]) -> None:
        """Prepare for rows of the fields of an opened table, which has `cells` of a kind."""
        names = [field.name for field in table.fields]
        numbered = enumerate(table.fields, start=1)
        self.columns = [cells(field, number) for number, field in numbered]
        keys = [key for key in unique_keys(table.schema) if set(key) <= set(names)]
        self.keys = [[names.index(name) for name in key] for key in keys]
        """The columns of each unique key."""
        self._delimiter = table.dialect.delimiter
        self._one_line = table.header_lines == table.header_records and not table.is_parquet
        self._nulls = [text for field in table.fields for text in missing_values(field)]

    def swallows(self, rows: Rows) -> bool:
        """Tell whether a quoted cell of some rows may hold what looks like rows."""
        widths = np.full(rows.count, len(rows.columns), np.int64) + rows.beside
        return any(self._swallows(array, widths) for array in rows.columns)

    def swallows_cells(self, cells: list[str]) -> bool:
        """Tell the same of one row."""
        return swallowed_rows(cells, self._delimiter) > 0

    @property
    def sees_all_lines(self) -> bool:
        """Whether line breaks stand in no cell that is not shown: of the header, or missing."""
        return self._one_line and not any("\n" in text for text in self._nulls)

    def _swallows(self, array: Any, widths: Numbers) -> bool:  # noqa: ANN401 -- pyarrow has no types
        ends = bounds(array)
        text = octets(array)[int(ends[0]) : int(ends[-1])]
        if text.min(initial=ord(" ")) > _LINE_FEED or not (text == _LINE_FEED).any():
            return False
        several = values(pc.count_substring(array, "\n"), np.int32) > 1
        found = zip(array.filter(_mask(several)).to_pylist(), widths[several], strict=True)
        return any(self.swallows_cells([t or "", *[""] * (width - 1)]) for t, width in found)


def _proof_for(field: Field, *, plain: bool) -> Proof:
    """Return what proves cells of a field quiet that its kernel has proven."""
    checks = field_checks(field, 1)
    if checks.categories is not None or checks.json_schema:
        return _nothing_proven
    if field.type == "string":
        return _text_proof(field.constraints.get("pattern"))
    return _all_proven if plain else _ascii_proven


def _text_proof(pattern: str | None) -> Proof:
    if pattern is None or "|" not in pattern:
        return _plain_text
    whole = agreed(rf"(?:{pattern})\Z")
    if whole is None or not _compiles(whole):
        return _nothing_proven
    return lambda array: _plain_text(array) & flags(pc.match_substring_regex(array, whole))


def _compiles(expression: str) -> bool:
    try:
        pc.match_substring_regex(strings([""]), expression)
    except pa.ArrowInvalid:
        return False
    return True


def _plain_text(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    return plain_cells(array) & ~_may_be_formulas(array)


def _may_be_formulas(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    ends, data = bounds(array), octets(array)
    if not len(data):
        return np.zeros(len(array), bool)
    found: Flags = _FORMULA_MARKS[data[np.minimum(ends[:-1], len(data) - 1)]]
    return found & (np.diff(ends) >= _SHORTEST_FORMULA) if found.any() else found


def _all_proven(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    return np.ones(len(array), bool)


def _nothing_proven(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    return np.zeros(len(array), bool)


def _ascii_proven(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    """Prove ASCII cells of plain characters: digits and marks of the field's own."""
    return plain_cells(array) & flags(pc.string_is_ascii(array))


def _mask(keep: Flags) -> Any:  # noqa: ANN401 -- an Arrow array
    packed = pa.py_buffer(np.packbits(keep, bitorder="little"))
    return pa.BooleanArray.from_buffers(pa.bool_(), len(keep), [None, packed])


_FORMULA_MARKS = np.zeros(256, bool)
_FORMULA_MARKS[list(_FORMULA_BYTES)] = True
