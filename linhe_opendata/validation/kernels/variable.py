"""Kernels for strings and numbers: proofs about whole vectors of cells. Pure.

A kernel is *sound*: it may leave a good cell undecided, never prove a bad one. It returns a
`Proof`: where it read the cell and found that no constraint is broken, and an ordinal of the
value for keys. Each says in its docstring why it is sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.validation.kernels.fixed import FixedForm, Proof, prove_fixed
from linhe_opendata.validation.reading.arrays import (
    bounds,
    flags,
    octets,
    valid,
    values,
    where,
)

if TYPE_CHECKING:
    from linhe_opendata.validation.reading.arrays import Flags

_NUMBER_PATTERN = r"\A[+-]?(\d{1,17}(\.\d{0,17})?|\.\d{1,17})([eE][+-]?\d{1,2})?\z"
_INTEGER_PATTERN = r"\A-?\d{1,18}\z"
_MOST_BYTES = 4  # of one character in UTF-8


@dataclass(frozen=True, slots=True)
class Bounds:
    """A field's bounds as ordinals: a value must lie within all of them."""

    at_least: int | float | None = None
    at_most: int | float | None = None
    above: int | float | None = None
    below: int | float | None = None

    def hold(self, ordinals: Any) -> Flags:  # noqa: ANN401 -- int64 or float64
        """Tell for each ordinal whether it lies within the bounds."""
        good = np.ones(len(ordinals), bool)
        if self.at_least is not None:
            good &= ordinals >= self.at_least
        if self.at_most is not None:
            good &= ordinals <= self.at_most
        if self.above is not None:
            good &= ordinals > self.above
        if self.below is not None:
            good &= ordinals < self.below
        return good


@dataclass(frozen=True, slots=True)
class StringKernel:
    """Length, pattern and format of text.

    Sound: frictionless counts code points, of which UTF-8 takes one to four bytes each; so at
    most `longest` bytes are at most `longest` characters, and at least `4 * shortest` bytes at
    least `shortest`. What this leaves open is counted exactly. An expression comes from
    `patterns`, which only returns what Python accepts as well on ASCII cells, and only such cells
    are proven by it.
    """

    shortest: int = 0
    longest: int | None = None
    expression: str | None = None

    def prove(self, array: Any) -> Proof:  # noqa: ANN401 -- pyarrow has no types
        """Prove cells of a string array."""
        sizes = np.diff(bounds(array))
        proven = (
            sizes >= self.shortest * _MOST_BYTES if self.shortest > 1 else sizes >= self.shortest
        )
        if self.longest is not None:
            proven &= sizes <= self.longest
        if not proven.all() and (self.shortest > 1 or self.longest is not None):
            proven |= self._counted(array)
        if self.expression is not None:
            proven &= self._matched(array)
        return Proof(proven, np.zeros(len(array), np.int64))

    def _counted(self, array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
        lengths = values(pc.utf8_length(array), np.int32)
        top = self.longest if self.longest is not None else np.iinfo(np.int32).max
        return (lengths >= self.shortest) & (lengths <= top) & valid(array)

    def _matched(self, array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
        matched = flags(pc.match_substring_regex(array, self.expression))
        if not _is_ascii(array):
            matched &= flags(pc.string_is_ascii(array))
        return matched


def _is_ascii(array: Any) -> bool:  # noqa: ANN401 -- pyarrow has no types
    ends = bounds(array)
    return octets(array)[int(ends[0]) : int(ends[-1])].tobytes().isascii()


@dataclass(frozen=True, slots=True)
class NumberKernel:
    """Numbers, with a group and a decimal character.

    Sound: a cell is proven only if Arrow reads it as a finite double. Such a text is a decimal
    number without blanks or underscores, which `Decimal` reads too. Rounding to a double keeps
    the order, so a double strictly inside the rounded bounds proves the decimal inside; a
    double equal to a bound proves nothing and is left open. The characters are replaced in the
    order in which frictionless replaces them.
    """

    limits: Bounds
    group: str = ""
    decimal: str = "."

    def prove(self, array: Any) -> Proof:  # noqa: ANN401 -- pyarrow has no types
        """Prove cells of a string array; the ordinal is the bits of the double."""
        text, open_cells = self._plain(array)
        numbers = _cast(text, pa.float64(), _NUMBER_PATTERN)
        doubles = values(numbers, np.float64) + 0.0  # -0.0 and 0.0 are one value
        proven = valid(numbers) & np.isfinite(doubles) & self.limits.hold(doubles) & open_cells
        return Proof(proven, doubles.view(np.int64))

    def _plain(self, array: Any) -> tuple[Any, Flags]:  # noqa: ANN401 -- pyarrow has no types
        text, good = array, np.ones(len(array), bool)
        if self.group:
            text = pc.replace_substring(text, self.group, "")
        if self.decimal != ".":
            good &= ~flags(pc.match_substring(text, "."))
            text = pc.replace_substring(text, self.decimal, ".")
        return text, good


@dataclass(frozen=True, slots=True)
class IntegerKernel:
    """Integers of 64 bits.

    Sound: Arrow reads decimal digits with an optional minus, as `int` does, and also
    hexadecimal, which `int` does not: a batch with an `x` in it is first reduced to the cells
    that are digits. Bounds are compared as integers.
    """

    limits: Bounds

    def prove(self, array: Any) -> Proof:  # noqa: ANN401 -- pyarrow has no types
        """Prove cells of a string array; the ordinal is the value."""
        text = array
        if _has_octet(array, b"x") or _has_octet(array, b"X"):
            text = where(array, flags(pc.match_substring_regex(array, _INTEGER_PATTERN)))
        numbers = _cast(text, pa.int64(), _INTEGER_PATTERN)
        ordinals = values(numbers, np.int64)
        return Proof(valid(numbers) & self.limits.hold(ordinals), ordinals)


@dataclass(frozen=True, slots=True)
class FixedKernel:
    """Dates and times; see `fixed` for why it is sound."""

    forms: tuple[FixedForm, ...]
    limits: Bounds

    def prove(self, array: Any) -> Proof:  # noqa: ANN401 -- pyarrow has no types
        """Prove cells of a string array."""
        proven, ordinals = prove_fixed(array, self.forms[0])
        for form in self.forms[1:]:
            more = prove_fixed(array, form)
            ordinals = np.where(more.proven, more.ordinals, ordinals)
            proven = proven | more.proven
        return Proof(proven & self.limits.hold(ordinals), ordinals)


def _has_octet(array: Any, octet: bytes) -> bool:  # noqa: ANN401 -- pyarrow has no types
    buffer = array.buffers()[2]
    return buffer is not None and octet in buffer.to_pybytes()


def _cast(array: Any, kind: Any, expression: str) -> Any:  # noqa: ANN401 -- pyarrow has no types
    try:
        return pc.cast(array, kind)
    except pa.ArrowInvalid:
        text = where(array, flags(pc.match_substring_regex(array, expression)))
        return pc.cast(text, kind)
