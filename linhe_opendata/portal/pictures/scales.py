"""The scale that a mark stands on: from zero, or from below it, in even steps. Pure.

Exact decimals throughout; only a coordinate is rounded, to hundredths, so that the same figure is
drawn with the same bytes on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_MINUTES = tuple(map(Decimal, ("1", "2", "5", "10", "15", "30", "60")))
_HUNDREDTH = Decimal("0.01")
_WHOLE = Decimal(100)
_MOST_STEPS = 4
_ROOM = Decimal("1.1")
"""How far beyond the largest number a scale reaches, so that an open arrow has room."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` in steps, drawn between the coordinates `left` and `right`.

    `low` and `high` are whole steps, so that the ticks are even and labels can stand below them.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    left: Decimal
    right: Decimal

    def place(self, number: Decimal) -> Decimal:
        """Return the coordinate of a number, to hundredths."""
        share = (number - self.low) / (self.high - self.low)
        at = self.left + share * (self.right - self.left)
        return at.quantize(_HUNDREDTH, ROUND_HALF_EVEN).normalize()

    def ticks(self) -> list[Decimal]:
        """Return the numbers to write below the scale, from its low end to its high end."""
        count = int((self.high - self.low) / self.step)
        return [self.low + number * self.step for number in range(count + 1)]


def scale_for(numbers: Iterable[Decimal], unit: str, left: int, right: int) -> Scale:
    """Return a scale for numbers in a unit; shares up to the whole stand on 0 to 100.

    Minutes go up in steps of a clock, what is counted in whole steps.
    """
    known = [*numbers, Decimal(0)]
    ends = Decimal(left), Decimal(right)
    low, high = min(known), max(known)
    if unit == "percent" and low >= 0 and high <= _WHOLE:
        return Scale(Decimal(0), _WHOLE, _WHOLE / _MOST_STEPS, *ends)
    is_whole = all(number == number.to_integral_value() for number in known)
    step = _step_for((high - low) * _ROOM, unit, is_whole=is_whole)
    top = _in_steps(high * _ROOM, step)
    bottom = -_in_steps(-low * _ROOM, step)
    return Scale(bottom, max(top, bottom + step), step, *ends)


def _step_for(extent: Decimal, unit: str, *, is_whole: bool) -> Decimal:
    """Return the smallest step by which so much is crossed in few."""
    least = extent / _MOST_STEPS
    if unit == "minutes" and least <= _MINUTES[-1]:
        return _next_of(_MINUTES, least)
    if is_whole and least < 1:
        return Decimal(1)
    power = Decimal(1).scaleb(least.adjusted()) if least else Decimal(1)
    found = _next_of([step * power for step in _STEPS], least)
    is_torn = is_whole and found != found.to_integral_value()
    return found * 2 if is_torn else found


def _next_of(steps: Sequence[Decimal], least: Decimal) -> Decimal:
    return next(step for step in steps if step >= least)


def _in_steps(number: Decimal, step: Decimal) -> Decimal:
    return max(Decimal(0), (number / step).to_integral_value(ROUND_CEILING) * step)
