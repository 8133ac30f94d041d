"""What a project records, as objects: figures, indicators, sources, exclusions. Pure.

A figure is one row of an observation table: a number, the interval that its wording asserts, the
wording itself and its place in a source. What each qualifier asserts is said in
`quantities/qualifiers.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from linhe_opendata.messages import Message


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: its table (`set`), its unit, and whether it is a stock, a flow, a ratio.

    `minimum` and `maximum` are what a figure of it lies between, None for no limit.
    """

    code: str
    set: str
    unit_measure: str
    measure_type: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def has_limits(self) -> bool:
        """Whether not every number may be one of it."""
        return self.minimum is not None or self.maximum is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; numbers in `unit_measure`, `char_start` in code points from 0.

    `ref_area` is a code of GB/T 2260, empty where a table of figures has no such column.
    """

    indicator: str
    period_start: date | None
    period_end: date
    obs_value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    bounds: str
    qualifier: str
    unit_measure: str
    as_stated: str
    source: str
    char_start: int
    ref_area: str = ""

    @property
    def char_end(self) -> int:
        """Where the wording ends in the source, exclusive."""
        return self.char_start + len(self.as_stated)


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a row breaks: the rule's name, the field to look at, and what to say of it."""

    rule: str
    field: str
    said: Message


@dataclass(frozen=True, slots=True)
class Source:
    """A text that figures stand in; `length` in code points."""

    id: str
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A number of a source that is not a figure: where it stands (code points) and why."""

    source: str
    char_start: int
    char_end: int
    reason: str
