"""What is read in a text: quantities, and the other numbers that are none. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity expression of a text: `text[start:end]` in code points.

    `value` is the number as stated, in `unit`, and None for a range. `lower` and `upper` are only
    the bounds that the words assert; `bounds` says which of them belong to the interval, in the
    words of `pandas.Interval.closed`. `unit` is a code such as `persons`, or empty.
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    bounds: str
    qualifier: str
    unit: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of a text that is no quantity, and what it is instead.

    `kind` is `date`, `time`, `ratio`, `ordinal`, `identifier` or `numeral` (within a word).
    """

    text: str
    start: int
    end: int
    kind: str
