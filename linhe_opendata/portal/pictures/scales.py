"""The scale that a mark stands on: from zero, or from below it, to a round number. Pure.

Exact decimals throughout; only a coordinate is rounded, to hundredths, so that the same figure is
drawn with the same bytes on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_HUNDREDTH = Decimal("0.01")
_WHOLE = Decimal(100)
_ROOM = Decimal("1.15")
"""How far beyond the largest number a scale reaches, so that an open arrow has room."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high`, drawn between the coordinates `left` and `right`."""

    low: Decimal
    high: Decimal
    left: Decimal
    right: Decimal

    def place(self, number: Decimal) -> Decimal:
        """Return the coordinate of a number, to hundredths."""
        share = (number - self.low) / (self.high - self.low)
        at = self.left + share * (self.right - self.left)
        return at.quantize(_HUNDREDTH, ROUND_HALF_EVEN).normalize()

    def ticks(self) -> list[Decimal]:
        """Return the numbers to write below the scale: its ends, and zero or the middle."""
        middle = Decimal(0) if self.low < 0 < self.high else (self.low + self.high) / 2
        return [self.low, middle, self.high]


def scale_for(numbers: Iterable[Decimal], unit: str, left: int, right: int) -> Scale:
    """Return a scale for numbers in a unit; shares up to the whole stand on 0 to 100."""
    known = [*numbers, Decimal(0)]
    low, high = min(known), max(known)
    if unit == "percent" and low >= 0 and high <= _WHOLE:
        return Scale(Decimal(0), _WHOLE, Decimal(left), Decimal(right))
    top = _round_up(high * _ROOM) if high > 0 else Decimal(0)
    bottom = -_round_up(-low * _ROOM) if low < 0 else Decimal(0)
    if top == bottom:
        top = Decimal(1)
    return Scale(bottom, top, Decimal(left), Decimal(right))


def _round_up(number: Decimal) -> Decimal:
    """Return the next number that is 1, 2, 2.5, 5 or 10 times a power of ten."""
    power = Decimal(1).scaleb(number.adjusted())
    return next(step * power for step in _STEPS if step * power >= number)
