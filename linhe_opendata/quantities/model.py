"""What is read in a text: quantities, and the other numbers that are none. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity expression of a text: `text[start:end]` in code points.

    `value` is the number as stated, in `unit`, and None for a range. `lower` and `upper` are only
    the bounds that the words assert; `bounds` says which of them belong to the interval, in the
    words of `pandas.Interval.closed`. `unit` is a code such as `persons`, or empty; money has the
    code of its currency (ISO 4217), or `currency` where nobody can tell; a rate is one unit `/`
    another, as `CNY/persons`.

    `noun` and `change` are what stands around the words and do not count when two quantities are
    compared. `noun` is what is counted without a measure word (居民 of 8.5万居民). `change` is `by`
    after a word for growth or decline (增长2倍: three times as much), `to` where the words say what
    it came to (增长到2倍: twice as much), else empty.
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
    noun: str = field(default="", compare=False)
    change: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of a text that is no quantity, and what it is instead.

    `kind` is `date`, `time`, `telephone`, `document`, `postcode`, `identifier` (a route, a model, a
    floor), `footnote`, `name` (a slogan, a version, what is quoted as one), `ratio`, `ordinal`,
    `numeral` (within a word), or `uncertain` where the words do not tell.
    """

    text: str
    start: int
    end: int
    kind: str
