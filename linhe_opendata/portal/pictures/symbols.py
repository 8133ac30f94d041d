"""The symbols of figures at a place of a picture, across and upright. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

ARROW = 28
_GAP = 6
"""How far an open side's arrow reaches from its number, and where it begins."""


class Point(NamedTuple):
    """A place in a picture, or a direction."""

    x: Decimal
    y: Decimal

    def step(self, towards: Point, far: int) -> Point:
        """Return the place so far from here in a direction."""
        return Point(self.x + towards.x * far, self.y + towards.y * far)

    def __str__(self) -> str:
        """Write it for a path, without digits that say nothing."""
        return f"{self.x.normalize():f} {self.y.normalize():f}"


def draw_symbol(qualifier: str, at: Point, *, closed: bool) -> str:
    """Return the symbol of a number; that of a bound is filled where it belongs to the figure."""
    x, y = str(at).split()
    if qualifier == "exact":
        return f'<circle class="point" cx="{x}" cy="{y}" r="6"/>'
    if qualifier == "rounded":
        return f'<path class="point" d="M{at.step(_UP, 8)}l8 8l-8 8l-8 -8z"/>'
    if qualifier == "about":
        return f'<circle class="ring wide" cx="{x}" cy="{y}" r="7"/>'
    if qualifier == "nominal":
        return (
            f'<circle class="ring" cx="{x}" cy="{y}" r="5"/>'
            f'<path class="flag" d="M{at.step(_UP, 5)}v-11l9 4l-9 4"/>'
        )
    kind = "end closed" if closed else "end open"
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="5"/>'


def draw_bar(one: Point, other: Point) -> str:
    """Return the bar of a range."""
    return f'<path class="bar" d="M{one}L{other}"/>'


def draw_arrow(at: Point, towards: Point, far: int = ARROW) -> str:
    """Return an open line away from a bound, of one length, that ends in a head."""
    head = at.step(towards, far)
    aside = Point(towards.y, towards.x)
    wings = [head.step(towards, -5).step(aside, side) for side in (-5, 5)]
    return (
        f'<path class="arrow" d="M{at.step(towards, _GAP)}L{head}M{wings[0]}L{head}L{wings[1]}"/>'
    )


_UP = Point(Decimal(0), Decimal(-1))
