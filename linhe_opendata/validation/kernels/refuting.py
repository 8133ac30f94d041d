r"""Kernels that prove cells bad: how many notes frictionless makes of each. Pure.

They are asked only about texts that no other kernel proves, and save asking frictionless about each
of a million different bad ones. Soundness: a number of notes above zero is exact, and zero says
nothing.

- Of a number or a date, only ASCII texts with a character in them that no such value is
  written with (`int`, `Decimal`, `strptime` and `isoparse` take digits, signs, blanks and a few
  letters) are refuted: one note, of the type, and no value.
- Of a string, each constraint makes its own note: too short, too long, not matched by the pattern,
  none of the enumeration. Lengths count code points; a pattern is decided by RE2 on ASCII texts
  without a line break, where it agrees with Python (see `patterns`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.validation.limiting.patterns import agreed, anchored
from linhe_opendata.validation.reading.arrays import flags, strings, valid, values

if TYPE_CHECKING:
    from frictionless import Field
    from numpy.typing import NDArray

    Notes = NDArray[np.uint8]

_BLANKS = r"\x09-\x0d\x1c-\x20"
_ALPHABETS = {
    "integer": r"0-9+_\-",
    "number": r"0-9+_.eEiInNfFtTyYsSaA\-",
    "date": r"0-9\-",
    "yearmonth": r"0-9+_\-",
    "year": r"0-9+_\-",
}
"""What a value in the default form is made of, beside blanks."""


@dataclass(frozen=True, slots=True)
class TypeRefuter:
    """Refutes texts with a character that no value of the type is written with."""

    foreign: str
    has_value = False

    def refute(self, array: Any) -> Notes:  # noqa: ANN401 -- pyarrow has no types
        """Return the notes on each text of a string array, 0 where that is not known."""
        found = flags(pc.match_substring_regex(array, self.foreign))
        return (found & flags(pc.string_is_ascii(array))).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class TextRefuter:
    """Counts the constraints that a text breaks."""

    shortest: int | None
    longest: int | None
    enum: Any
    expression: str | None
    has_value = True

    def refute(self, array: Any) -> Notes:  # noqa: ANN401 -- pyarrow has no types
        """Return the notes on each text of a string array, 0 where that is not known."""
        notes = np.zeros(len(array), np.uint8)
        lengths = values(pc.utf8_length(array), np.int32)
        if self.shortest is not None:
            notes += lengths < self.shortest
        if self.longest is not None:
            notes += lengths > self.longest
        if self.enum is not None:
            notes += ~flags(pc.is_in(array, self.enum))
        if self.expression is not None:
            notes += ~flags(pc.match_substring_regex(array, self.expression))
            known = flags(pc.string_is_ascii(array)) & ~flags(pc.match_substring(array, "\n"))
            notes[~known] = 0
        notes[~valid(array)] = 0
        return notes


def refuter_for(field: Field) -> TypeRefuter | TextRefuter | None:
    """Return what refutes cells of a field, None if only the reference knows."""
    if field.format != "default":
        return None
    if field.type in _ALPHABETS:
        marks = {"bareNumber", "groupChar", "decimalChar"} & set(field.to_descriptor())
        return None if marks else TypeRefuter(f"[^{_ALPHABETS[field.type]}{_BLANKS}]")
    return _text_refuter(field) if field.type == "string" else None


def _text_refuter(field: Field) -> TextRefuter | None:
    given, expression = field.constraints, None
    if (pattern := given.get("pattern")) is not None:
        expression = agreed(anchored(pattern))
        if expression is None or not _compiles(expression):
            return None
    enum = given.get("enum")
    if enum is not None:
        enum = strings([value for value in enum if isinstance(value, str)])
    return TextRefuter(given.get("minLength"), given.get("maxLength"), enum, expression)


def _compiles(expression: str) -> bool:
    try:
        pc.match_substring_regex(strings([""]), expression)
    except pa.ArrowInvalid:
        return False
    return True
