"""What became of a figure from period to period: a line over time, SVG without text. Pure.

A mark stands in the year in which its period ends: in the middle of it, or where some year has
several, at the last day of each. A line joins two marks that follow each other where
both are numbers that the source gives for what they are; none is drawn to a bound, a range or a
target, whose true number nobody said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linhe_opendata.portal.pictures.marks import ends_of, framed, numbers_in, open_side
from linhe_opendata.portal.pictures.scales import Scale, scale_for
from linhe_opendata.portal.pictures.symbols import Point, draw_arrow, draw_bar, draw_symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = Mapping[str, Any]

_JOINED = {"exact", "rounded", "about"}
_MOST_YEARS = 8
_MIDDLE = Decimal("0.5")
_HUNDREDTH = Decimal("0.01")
_ARROW = 20


@dataclass(frozen=True, slots=True)
class Course:
    """The frame of pictures over time: years from left to right, numbers from the bottom up.

    `years` are the first of each stretch of `stretch` years.
    """

    kind: str
    size: tuple[int, int]
    years: tuple[int, ...]
    stretch: int
    is_yearly: bool
    scale: Scale

    def labels(self) -> list[str]:
        """Return what to write below each stretch of years."""
        last = self.stretch - 1
        return [f"{year}–{(year + last) % 100:02}" if last else str(year) for year in self.years]

    def at(self, row: Row, number: Decimal) -> Point:
        """Return the place of a number of a row."""
        day: date = row["period_end"]
        first = date(day.year, 1, 1)
        length = (date(day.year + 1, 1, 1) - first).days
        within = Decimal((day - first).days + 1) / length if not self.is_yearly else _MIDDLE
        share = (day.year - self.years[0] + within) / (len(self.years) * self.stretch)
        across = (share * self.size[0]).quantize(_HUNDREDTH, ROUND_HALF_EVEN)
        return Point(across, self.scale.place(number))

    def draw(self, rows: Sequence[Row], identifier: str, title: str, description: str) -> str:
        """Return the picture of rows, which come in the order of their periods."""
        parts = [*self._grid(), *self._lines(rows)]
        parts += [part for row in rows for part in self._shapes(row)]
        return framed(self.kind, self.size, (identifier, title, description), "".join(parts))

    def _grid(self) -> Iterator[str]:
        width = self.size[0]
        for tick in self.scale.ticks():
            kind = "axis" if tick == 0 else "grid"
            yield f'<path class="{kind}" d="M0 {self.scale.place(tick):f}H{width}"/>'

    def _lines(self, rows: Sequence[Row]) -> Iterator[str]:
        for before, after in pairwise(rows):
            if {before["qualifier"], after["qualifier"]} <= _JOINED:
                ends = [self.at(row, row["obs_value"]) for row in (before, after)]
                yield f'<path class="line" d="M{ends[0]}L{ends[1]}"/>'

    def _shapes(self, row: Row) -> Iterator[str]:
        marked = [(self.at(row, one), name, closed) for one, name, closed in ends_of(row)]
        if len(marked) > 1:
            yield draw_bar(marked[0][0], marked[1][0])
        elif side := open_side(row):
            yield draw_arrow(marked[0][0], Point(Decimal(0), Decimal(-side)), _ARROW)
        for at, qualifier, closed in marked:
            yield draw_symbol(qualifier, at, closed=closed)


def course_of(rows: Sequence[Row], kind: str, size: tuple[int, int]) -> Course:
    """Return a frame for rows of one unit and one area."""
    ends = [row["period_end"].year for row in rows]
    first, count = min(ends), max(ends) - min(ends) + 1
    stretch = -(-count // _MOST_YEARS)
    years = tuple(range(first, first + count, stretch))
    scale = scale_for(numbers_in(rows), rows[0]["unit_measure"], size[1], 0)
    return Course(kind, size, years, stretch, len(set(ends)) == len(ends), scale)
