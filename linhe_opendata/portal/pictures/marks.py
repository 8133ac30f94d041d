"""A figure as a picture: SVG without text, since labels are HTML. Pure.

A filled point is an exact number, a diamond a rounded one, a ring an approximate one, a ring with
a flag a target, a bar a range; an open line with an arrow says that the words leave that side
open. The arrow has one length whatever the scale, ends in a head and not at a number, and the
description names no end of it. A share, or a time, is filled from zero as far as its words reach,
and not to a target, which nobody says was reached.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from linhe_opendata.portal.pictures.scales import Scale, scale_for
from linhe_opendata.portal.pictures.symbols import Point, draw_arrow, draw_bar, draw_symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = Mapping[str, Any]

MARK_WIDTH = 320
HEIGHT = 36
_LEFT, _RIGHT, _LINE = 20, 300, Decimal(18)
_LEFT_OF_MANY = 40
"""Where zero lies on a scale of many: an arrow of the smallest figure needs room below it."""

_OPEN_ABOVE = {"more_than", "at_least"}
_OPEN_BELOW = {"nearly", "less_than", "at_most"}
_EXTENTS = {"percent", "minutes"}
"""Units whose numbers are parts of a whole, or of an hour: filled from zero."""


def scale_of(rows: Sequence[Row]) -> Scale:
    """Return one scale for rows of one unit."""
    if len(rows) == 1:
        return _own_scale(tuple(numbers_in(rows)), rows[0]["unit_measure"])
    return scale_for(numbers_in(rows), rows[0]["unit_measure"], _LEFT_OF_MANY, _RIGHT)


@lru_cache(maxsize=256)
def _own_scale(numbers: tuple[Decimal, ...], unit: str) -> Scale:
    return scale_for(numbers, unit, _LEFT, _RIGHT)


def numbers_in(rows: Sequence[Row]) -> list[Decimal]:
    """Return every number that rows state."""
    return [
        row[name]
        for row in rows
        for name in ("obs_value", "lower", "upper")
        if row[name] is not None
    ]


def draw_figure(row: Row, identifier: str, title: str, description: str) -> str:
    """Return the picture of one figure on a scale of its own."""
    return draw_on(scale_of([row]), [row], identifier, title, description)


def draw_on(
    scale: Scale, rows: Sequence[Row], identifier: str, title: str, description: str
) -> str:
    """Return the picture of one or more figures on one scale."""
    if len(rows) == 1:
        kind, shapes = "mark", _draw_one(scale, *(rows[0][name] for name in _DRAWN))
    else:
        parts = [part for row in rows for part in _shapes(scale, row)]
        kind, shapes = "mark many", _axis(scale) + "".join(parts)
    return framed(kind, (MARK_WIDTH, HEIGHT), (identifier, title, description), shapes)


_DRAWN = ("obs_value", "lower", "upper", "bounds", "qualifier", "unit_measure")
"""What a picture shows of a figure."""


@lru_cache(maxsize=1024)
def _draw_one(scale: Scale, *drawn: object) -> str:
    """Draw a figure once for all pages that show it: its shapes are of no language."""
    row = dict(zip(_DRAWN, drawn, strict=True))
    share = ""
    if reach := _reach(scale, row):
        share = f'<path class="share" d="M{scale.place(Decimal(0)):f} {_LINE}H{reach:f}"/>'
    return _axis(scale) + share + "".join(_shapes(scale, row))


def framed(kind: str, size: tuple[int, int], named: tuple[str, str, str], shapes: str) -> str:
    """Return shapes as a picture with an identifier, a title and a description."""
    identifier, title, description = named
    return (
        f'<svg class="{kind}" viewBox="0 0 {size[0]} {size[1]}" role="img" '
        f'aria-labelledby="{identifier}-t {identifier}-d">'
        f'<title id="{identifier}-t">{escape(title)}</title>'
        f'<desc id="{identifier}-d">{escape(description)}</desc>{shapes}</svg>'
    )


def open_side(row: Row) -> int:
    """Return to which side the words leave a figure open: 1 above, -1 below, 0 to neither."""
    if row["obs_value"] is None:
        return (row["upper"] is None) - (row["lower"] is None)
    qualifier = row["qualifier"]
    return (qualifier in _OPEN_ABOVE) - (qualifier in _OPEN_BELOW)


def ends_of(row: Row) -> Iterator[tuple[Decimal, str, bool]]:
    """Yield each number to be marked, by what qualifier, and whether it belongs to the figure."""
    bounds = row["bounds"]
    if row["obs_value"] is not None:
        yield row["obs_value"], row["qualifier"], bounds in {"both", "left", "right"}
        return
    for name, side in (("lower", "left"), ("upper", "right")):
        if row[name] is not None:
            yield row[name], "range", bounds in {"both", side}


@lru_cache(maxsize=256)
def _axis(scale: Scale) -> str:
    ticks = "".join(
        f'<path class="tick" d="M{scale.place(tick):f} {_LINE - 5}v10"/>' for tick in scale.ticks()
    )
    return f'<path class="axis" d="M{scale.left} {_LINE}H{scale.right}"/>{ticks}'


def _shapes(scale: Scale, row: Row) -> Iterator[str]:
    marked = [(Point(scale.place(one), _LINE), name, closed) for one, name, closed in ends_of(row)]
    if len(marked) > 1:
        yield draw_bar(marked[0][0], marked[1][0])
    elif side := open_side(row):
        yield draw_arrow(marked[0][0], Point(Decimal(side), Decimal(0)))
    for at, qualifier, closed in marked:
        yield draw_symbol(qualifier, at, closed=closed)


def _reach(scale: Scale, row: Row) -> Decimal | None:
    """Return how far from zero a share is filled: as far as its words say that it reaches."""
    value: Decimal | None = row["obs_value"]
    if value is None or value <= 0 or row["unit_measure"] not in _EXTENTS:
        return None
    if open_side(row) < 0 or row["qualifier"] == "nominal":
        return None
    return scale.place(value)
