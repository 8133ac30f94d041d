"""What strict mode asks of cells that are stored as values, as Parquet stores them. Pure.

Vectors see the text that writes a value (see `parquet`), the checks see the value and what Python
writes it as. Soundness. Both are the same text but for these, and no rule tells them apart:

- A fraction, whose digits and exponent each writes its own way, both as the specification asks.
- `true` and `True`: no rule concerns a truth value.
- A year before 1000, which is written with four digits for frictionless and has fewer here: so no
  year that begins with a zero is quiet.
- A cell without a value, which is None to the checks, and no text at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.reading.arrays import bounds, octets
from linhe_opendata.validation.strict.rows import unique_keys
from linhe_opendata.validation.strict.scrutiny import StrictCells, StrictTable

if TYPE_CHECKING:
    from frictionless import Field

    from linhe_opendata.validation.reading.arrays import Flags
    from linhe_opendata.validation.reading.tables import OpenedTable

_UNHASHABLE = {"array", "list", "object", "geojson"}
_UNTYPED = "any"
"""A field whose values are told apart by their text here, though 0.0 equals -0.0 to the checks."""

_ZERO = "0"


class StoredCells(StrictCells):
    """What strict mode asks of the stored cells of one field."""

    def __init__(self, field: Field, number: int) -> None:
        """Prepare for the cells of the `number`-th field (from 1)."""
        self._is_year = field.type == "year"
        super().__init__(field, number)
        value, notes = field.read_cell(None)
        self.nothing_is_quiet &= self.is_quiet(str(None), value, notes)

    def prove(self, array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
        """Tell which cells are quiet, given that a kernel has proven what is written of them."""
        quiet = super().prove(array)
        if not self._is_year or not len(octets(array)):
            return quiet
        first = octets(array)[np.minimum(bounds(array)[:-1], len(octets(array)) - 1)]
        long: Flags = first != ord(_ZERO)
        return quiet & long

    def is_quiet(self, text: str, value: Any, notes: dict[str, str] | None) -> bool:  # noqa: ANN401 -- a value of any type
        """Tell whether nothing is found in a cell that is written as `text`."""
        is_short = self._is_year and text.startswith(_ZERO)
        return not is_short and super().is_quiet(text, value, notes)


def scrutiny_of(table: OpenedTable) -> StrictTable | None:
    """Return what strict mode asks of a table, None if its rows can only be checked one by one."""
    used = {name for key in unique_keys(table.schema) for name in key}
    apart = {*_UNHASHABLE, _UNTYPED} if table.is_parquet else _UNHASHABLE
    if any(field.name in used and field.type in apart for field in table.fields):
        return None
    return StrictTable(table, StoredCells if table.is_parquet else StrictCells)
