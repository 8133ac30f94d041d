"""Figures as intervals that can be added and subtracted. Pure; needs pandas only for frames.

A sum of figures is known no better than its parts. Where one of them has no upper bound ("more than
15 000"), the sum has none either, and names the wording that leaves it open; a total is never made
up. Arithmetic is that of intervals, on `Decimal`: the end of a sum belongs to it only if the ends
of all parts do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    Inexact,
)
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import (
    DifferentUnitsError,
    InvalidArgumentError,
    InvalidMetadataError,
    UnknownNameError,
)
from linhe_opendata.messages import LANGUAGES, message
from linhe_opendata.quantities.numerals import plain

if TYPE_CHECKING:
    import pandas as pd

_EXACT_SUMS = Context(prec=100)
"""More digits than any sum of figures has, so that nothing is rounded."""

_ROUNDED_DIGITS = 28
"""How many digits are kept of a quotient that has no end, as 1/3; bounds are rounded outwards."""

OPEN = "…"
"""What stands for a side that the words leave open, also on the command line."""

_COLUMNS = ("obs_value", "lower", "upper", "bounds", "unit_measure", "as_stated")
_CLOSED = {(True, True): "both", (True, False): "left", (False, True): "right"}


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known of a number in `unit`; None is a bound that is not known.

    `value` is the number as stated; a sum or difference has one only if all its parts are bounded
    on both sides. `open_below` and `open_above` name the wordings that leave a side open.
    """

    lower: Decimal | None
    upper: Decimal | None
    closed_lower: bool
    closed_upper: bool
    unit: str
    value: Decimal | None = None
    open_below: tuple[str, ...] = ()
    open_above: tuple[str, ...] = ()

    @property
    def closed(self) -> str:
        """Which ends belong to the interval, in the words of `pandas.Interval`."""
        return _CLOSED.get((self.closed_lower, self.closed_upper), "neither")

    @property
    def is_bounded(self) -> bool:
        """Whether both bounds are known."""
        return self.lower is not None and self.upper is not None

    def __add__(self, other: Interval | int) -> Interval:
        """Add another interval; 0 is what `sum` begins with.

        Raises:
            DifferentUnitsError: the units differ.

        """
        if not isinstance(other, Interval):
            return self if other == 0 else NotImplemented
        if self.unit != other.unit:
            raise DifferentUnitsError(self.unit, other.unit)
        bounded = self.is_bounded and other.is_bounded
        return Interval(
            lower=_add(self.lower, other.lower),
            upper=_add(self.upper, other.upper),
            closed_lower=self.closed_lower and other.closed_lower,
            closed_upper=self.closed_upper and other.closed_upper,
            unit=self.unit,
            value=_add(self.value, other.value) if bounded else None,
            open_below=self.open_below + other.open_below,
            open_above=self.open_above + other.open_above,
        )

    __radd__ = __add__

    def __neg__(self) -> Interval:
        """Return the interval on the other side of zero."""
        return Interval(
            lower=None if self.upper is None else self.upper.copy_negate(),
            upper=None if self.lower is None else self.lower.copy_negate(),
            closed_lower=self.closed_upper,
            closed_upper=self.closed_lower,
            unit=self.unit,
            value=None if self.value is None else self.value.copy_negate(),
            open_below=self.open_above,
            open_above=self.open_below,
        )

    def __sub__(self, other: Interval) -> Interval:
        """Subtract another interval: the lower bound less the other's upper bound, and so on."""
        return self + (-other) if isinstance(other, Interval) else NotImplemented

    def __mul__(self, factor: int | Decimal | Fraction) -> Interval:
        """Multiply by an exact number; a float is none. A negative one exchanges the sides.

        Raises:
            InvalidArgumentError: the factor is infinite, or no number.

        """
        if isinstance(factor, bool) or not isinstance(factor, int | Decimal | Fraction):
            return NotImplemented
        return self._scale(_exact(factor))

    __rmul__ = __mul__

    def __truediv__(self, divisor: int | Decimal | Fraction) -> Interval:
        """Divide by an exact number; a float is none. A negative one exchanges the sides.

        A bound whose digits have no end, as 1/3, is rounded outwards.

        Raises:
            ZeroDivisionError: the divisor is 0.
            InvalidArgumentError: the divisor is infinite, or no number.

        """
        if isinstance(divisor, bool) or not isinstance(divisor, int | Decimal | Fraction):
            return NotImplemented
        return self._scale(1 / _exact(divisor))

    @property
    def width(self) -> Decimal | None:
        """How far the bounds are apart, in the unit; None where one of them is not known."""
        if self.lower is None or self.upper is None:
            return None
        return _EXACT_SUMS.subtract(self.upper, self.lower)

    @property
    def midpoint(self) -> Decimal | None:
        """The number halfway between the bounds; None where one of them is not known.

        No source states it: it is for who must draw or rank, not for who reports.
        """
        if self.lower is None or self.upper is None:
            return None
        return _EXACT_SUMS.divide(_EXACT_SUMS.add(self.lower, self.upper), Decimal(2))

    def _scale(self, factor: Fraction) -> Interval:
        """Multiply both bounds; by 0 all that is known of the number is that it is 0 times it."""
        if factor < 0:
            return -self._scale(-factor)
        if factor == 0:
            zero = Decimal(0)
            return Interval(zero, zero, True, True, self.unit, zero)  # noqa: FBT003 -- both ends
        return replace(
            self,
            lower=_times(self.lower, factor, ROUND_FLOOR),
            upper=_times(self.upper, factor, ROUND_CEILING),
            value=_times(self.value, factor, ROUND_HALF_EVEN),
        )

    def __str__(self) -> str:
        return self.explain()

    def explain(self, language: str = "en") -> str:
        """Say the interval in the usual brackets, and which side is open because of what.

        Raises:
            UnknownNameError: no such language; there are `en` and `zh`.

        """
        if language not in LANGUAGES:
            raise UnknownNameError("language", language, LANGUAGES)
        lower = OPEN if self.lower is None else plain(self.lower)
        upper = OPEN if self.upper is None else plain(self.upper)
        left, right = "[" if self.closed_lower else "(", "]" if self.closed_upper else ")"
        said = f"{left}{lower}, {upper}{right} {self.unit}"
        if self.is_bounded:
            return said
        wordings = tuple(dict.fromkeys(self.open_below + self.open_above))
        reason = message(self._open_sides(), wordings=wordings)
        return message("interval-open", interval=said, reason=reason).say(language)

    def _open_sides(self) -> str:
        if self.lower is None:
            return "no-bound" if self.upper is None else "no-lower-bound"
        return "no-upper-bound"


def intervals(frame: pd.DataFrame) -> pd.Series[Any]:
    """Return the figures of a frame as `Interval` objects under the frame's index.

    They add and subtract as the Series does: `intervals(df).sum()`, or a `groupby` of it.

    Raises:
        InvalidMetadataError: the frame is not one of figures.

    """
    import pandas as pd

    if missing := [name for name in _COLUMNS if name not in frame.columns]:
        lacks = message("frame-has-no-columns", columns=tuple(missing))
        raise InvalidMetadataError(message("the-frame"), [lacks, message("load-figures")])
    rows = zip(*(frame[name] for name in _COLUMNS), strict=True)
    found = [_interval(*row) for row in rows]
    return pd.Series(found, index=frame.index, dtype=object, name="interval")


def _interval(value: object, lower: object, upper: object, *words: str) -> Interval:
    """Make an interval of one row; `words` are its bounds, its unit, and the wording."""
    bounds, unit, wording = words
    low, high = _decimal(lower), _decimal(upper)
    return Interval(
        lower=low,
        upper=high,
        closed_lower=low is not None and bounds in {"both", "left"},
        closed_upper=high is not None and bounds in {"both", "right"},
        unit=unit,
        value=_decimal(value),
        open_below=(wording,) if low is None else (),
        open_above=(wording,) if high is None else (),
    )


def _decimal(cell: Any) -> Decimal | None:  # noqa: ANN401 -- of a nullable or a plain column
    """Return a cell as the decimal that it is printed as; None where it is missing."""
    import pandas as pd

    return None if pd.isna(cell) else Decimal(str(cell))


def _exact(number: int | Decimal | Fraction) -> Fraction:
    """Return a number as a fraction.

    Raises:
        InvalidArgumentError: it is infinite, or no number.

    """
    if isinstance(number, Decimal) and not number.is_finite():
        raise InvalidArgumentError("not-a-finite-number", number=number)
    return Fraction(number)


def _times(number: Decimal | None, factor: Fraction, rounding: str) -> Decimal | None:
    """Return a product, rounded only where its digits have no end."""
    if number is None:
        return None
    product = Fraction(number) * factor
    parts = (Decimal(product.numerator), Decimal(product.denominator))
    try:
        return Context(prec=100, traps=[Inexact]).divide(*parts)
    except Inexact:
        return Context(prec=_ROUNDED_DIGITS, rounding=rounding).divide(*parts)


def _add(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else _EXACT_SUMS.add(one, other)
