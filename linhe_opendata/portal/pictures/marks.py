"""A figure as a picture: SVG without text, since labels are HTML. Pure.

A filled point is an exact number, a diamond a rounded one, a ring an approximate one, a ring with
a flag a target, a bar a range; an open line with an arrow says that the words leave that side
open. The arrow has one length whatever the scale, ends in a head and not at a number, and the
description names no end of it.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from linhe_opendata.portal.pictures.scales import Scale, scale_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = Mapping[str, Any]

MARK_WIDTH = 320
HEIGHT = 36
_LEFT, _RIGHT, _LINE = 10, 310, 18
_ARROW = 28
_OPEN_ABOVE = {"more_than", "at_least"}
_OPEN_BELOW = {"nearly", "less_than", "at_most"}


def scale_of(rows: Sequence[Row]) -> Scale:
    """Return one scale for rows of one unit."""
    numbers = [
        row[name]
        for row in rows
        for name in ("obs_value", "lower", "upper")
        if row[name] is not None
    ]
    return scale_for(numbers, rows[0]["unit_measure"], _LEFT, _RIGHT)


def draw_figure(row: Row, identifier: str, title: str, description: str) -> str:
    """Return the picture of one figure on a scale of its own."""
    return draw_on(scale_of([row]), row, identifier, title, description)


def draw_on(scale: Scale, row: Row, identifier: str, title: str, description: str) -> str:
    """Return the picture of one figure on a scale that it may share with others."""
    shapes = "".join([_axis(scale), *_shapes(scale, row)])
    return (
        f'<svg class="mark" viewBox="0 0 {MARK_WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{identifier}-t {identifier}-d">'
        f'<title id="{identifier}-t">{escape(title)}</title>'
        f'<desc id="{identifier}-d">{escape(description)}</desc>{shapes}</svg>'
    )


def _axis(scale: Scale) -> str:
    ticks = "".join(
        f'<path class="tick" d="M{scale.place(tick):f} {_LINE - 5}v10"/>' for tick in scale.ticks()
    )
    return f'<path class="axis" d="M{_LEFT} {_LINE}H{_RIGHT}"/>{ticks}'


def _shapes(scale: Scale, row: Row) -> Iterator[str]:
    qualifier, value = row["qualifier"], row["obs_value"]
    if value is None:
        yield from _range(scale, row["lower"], row["upper"], row["bounds"])
        return
    at = scale.place(value)
    if row["unit_measure"] == "percent" and value > 0:
        yield f'<path class="share" d="M{scale.place(Decimal(0)):f} {_LINE}H{at:f}"/>'
    if qualifier in _OPEN_ABOVE:
        yield _arrow(at, 1)
    elif qualifier in _OPEN_BELOW:
        yield _arrow(at, -1)
    yield _symbol(qualifier, at, closed=row["bounds"] in {"both", "left", "right"})


def _symbol(qualifier: str, at: Decimal, *, closed: bool) -> str:
    if qualifier == "exact":
        return f'<circle class="point" cx="{at:f}" cy="{_LINE}" r="6"/>'
    if qualifier == "rounded":
        return f'<path class="point" d="M{at:f} {_LINE - 8}l8 8l-8 8l-8 -8z"/>'
    if qualifier == "about":
        return f'<circle class="ring wide" cx="{at:f}" cy="{_LINE}" r="7"/>'
    if qualifier == "nominal":
        return (
            f'<circle class="ring" cx="{at:f}" cy="{_LINE}" r="5"/>'
            f'<path class="flag" d="M{at:f} {_LINE - 5}v-11l9 4l-9 4"/>'
        )
    kind = "end closed" if closed else "end open"
    return f'<circle class="{kind}" cx="{at:f}" cy="{_LINE}" r="5"/>'


def _range(
    scale: Scale, lower: Decimal | None, upper: Decimal | None, bounds: str
) -> Iterator[str]:
    if lower is not None and upper is not None:
        yield (f'<path class="bar" d="M{scale.place(lower):f} {_LINE}H{scale.place(upper):f}"/>')
    elif lower is not None:
        yield _arrow(scale.place(lower), 1)
    elif upper is not None:
        yield _arrow(scale.place(upper), -1)
    for bound, closed in (
        (lower, bounds in {"both", "left"}),
        (upper, bounds in {"both", "right"}),
    ):
        if bound is not None:
            yield _symbol("range", scale.place(bound), closed=closed)


def _arrow(at: Decimal, direction: int) -> str:
    """Return an open line away from a bound, of one length, that ends in a head."""
    head = at + direction * _ARROW
    return (
        f'<path class="arrow" d="M{at + direction * 6:f} {_LINE}H{head:f}'
        f'm{-5 * direction} -5l{5 * direction} 5l{-5 * direction} 5"/>'
    )
