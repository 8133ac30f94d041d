"""The rules a figure must keep. Pure.

They look at one figure at a time; whether the source really says so there is for `evidence`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.figures.model import Breach, Figure, Indicator
from linhe_opendata.quantities.qualifiers import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from linhe_opendata.quantities import Quantity


NOWHERE = "ZZ"
"""The place of what is of several places or of none: a code that ISO 3166-1 leaves to its users."""
_PLACES = {"71": "TW", "81": "HK", "82": "MO"}


AREA_PREFIX = 2
"""So many digits of an area's code tell its place."""


def find_place(figures: Iterable[Figure]) -> str:
    """Return the place (ISO 3166-1) of the areas of figures, as `find_place_of` those areas."""
    return find_place_of(figure.ref_area for figure in figures)


def find_place_of(areas: Iterable[str]) -> str:
    """Return the place (ISO 3166-1) of areas, given by code: what 元 is, and 113年, depends on it.

    The first two digits of GB/T 2260 are 71 in Taiwan, 81 in Hong Kong and 82 in Macau. Figures
    of areas in several of them have no place: nobody can tell what a bare 元 is there.
    """
    places = {_PLACES.get(area[:AREA_PREFIX], "CN") for area in areas}
    return "CN" if not places else places.pop() if len(places) == 1 else NOWHERE


def check_figure(figure: Figure, table: str, indicator: Indicator | None) -> list[Breach]:
    """Return what is wrong with a figure of `table`; `indicator` is None where it is unknown."""
    if figure.qualifier not in QUALIFIERS:
        note = f"{figure.qualifier!r} is no qualifier; known are {', '.join(QUALIFIERS)}"
        return [Breach("figure-qualifier", "qualifier", note)]
    misshapen = [*_check_shape(figure)] or [*_check_order(figure)]
    findings = [*check_period(figure), *misshapen]
    findings += _check_words(figure, with_interval=not misshapen)
    if indicator is not None:
        findings += check_indicator(figure, table, indicator)
    return findings


def check_indicator(figure: Figure, table: str, indicator: Indicator) -> Iterator[Breach]:
    """Yield what is wrong with a figure of `table` as one of its indicator."""
    for rule in _INDICATOR_RULES:
        yield from rule(figure, table, indicator)


def check_period(figure: Figure) -> Iterator[Breach]:
    """Yield what is wrong with the days that a figure covers."""
    start, end = figure.period_start, figure.period_end
    if start is not None and start > end:
        note = f"the period ends on {end}, before it begins on {start}; correct one of the two"
        yield Breach("figure-period", "period_end", note)


def _check_shape(figure: Figure) -> Iterator[Breach]:
    shape = QUALIFIERS[figure.qualifier]
    if (figure.obs_value is not None) != shape.value:
        say = "a value: give obs_value" if shape.value else "no single value: leave obs_value empty"
        yield Breach("figure-bounds", "obs_value", f"{figure.qualifier!r} asserts {say}")
    for side, asserted in (("lower", shape.lower), ("upper", shape.upper)):
        if note := _bound_problem(figure, side, asserted):
            yield Breach("figure-bounds", side, note)
    if figure.bounds not in shape.bounds:
        say = " or ".join(map(repr, shape.bounds))
        note = f"{figure.qualifier!r} has the bounds {say}, not {figure.bounds!r}"
        yield Breach("figure-bounds", "bounds", note)


def _bound_problem(figure: Figure, side: str, asserted: str) -> str | None:
    bound = getattr(figure, side)
    if asserted == "none":
        if bound is None:
            return None
        return f"{figure.qualifier!r} asserts no {side} bound: leave {side} empty, not {bound}"
    if bound is None:
        return f"{figure.qualifier!r} bounds the number: {side} must not be empty"
    if asserted == "same" and bound != figure.obs_value and figure.obs_value is not None:
        return (
            f"{figure.qualifier!r} is bounded by the value itself: "
            f"{side} is {bound}, the value is {figure.obs_value}"
        )
    return None


def _check_order(figure: Figure) -> Iterator[Breach]:
    low, value, high = figure.lower, figure.obs_value, figure.upper
    if low is not None and high is not None and low > high:
        note = f"the lower bound {low} is above the upper bound {high}; swap them"
        yield Breach("figure-bounds", "lower", note)
    elif low is not None and value is not None and low > value:
        note = f"the lower bound {low} is above the value {value}"
        yield Breach("figure-bounds", "lower", note)
    elif high is not None and value is not None and high < value:
        note = f"the upper bound {high} is below the value {value}"
        yield Breach("figure-bounds", "upper", note)


@lru_cache(maxsize=1 << 16)
def _read_words(words: str, place: str) -> Quantity:
    """Return what words say: they repeat from figure to figure, and to read them takes longest."""
    from linhe_opendata.quantities import parse_quantity

    return parse_quantity(words, place=place)


def _check_words(figure: Figure, *, with_interval: bool) -> Iterator[Breach]:
    try:
        said = _read_words(figure.as_stated, find_place([figure]))
    except UnreadableQuantityError as error:
        note = f"{error} Give the numeric expression only, as printed"
        yield Breach("figure-words", "as_stated", note)
        return
    for field, note in _disagreements(figure, said, with_interval=with_interval):
        yield Breach("figure-words", field, note)


def _disagreements(
    figure: Figure, said: Quantity, *, with_interval: bool
) -> Iterator[tuple[str, str]]:
    words = f"the words {figure.as_stated!r} say"
    weakened = said.qualifier in QUALIFIERS[figure.qualifier].may_replace
    if said.value != figure.obs_value:
        yield "obs_value", f"{words} {_say_number(said.value)}, not {_say_number(figure.obs_value)}"
    if said.unit not in ("", figure.unit_measure) and not _is_local_money(figure):
        yield "unit_measure", f"{words} {said.unit!r}, not {figure.unit_measure!r}"
    if said.qualifier != figure.qualifier and not weakened:
        yield "qualifier", f"{words} {said.qualifier!r}, not {figure.qualifier!r}"
    elif with_interval and not weakened:
        yield from _interval_disagreements(figure, said, words)


def _is_local_money(figure: Figure) -> bool:
    """Tell whether the words leave the currency to the text (9,000元), which `evidence` reads."""
    from linhe_opendata.quantities import CURRENCIES

    unit, _, per = _read_words(figure.as_stated, NOWHERE).unit.partition("/")
    recorded, _, recorded_per = figure.unit_measure.partition("/")
    return unit == "currency" and recorded in CURRENCIES and per == recorded_per


def _interval_disagreements(
    figure: Figure, said: Quantity, words: str
) -> Iterator[tuple[str, str]]:
    for side in ("lower", "upper"):
        stated, recorded = getattr(said, side), getattr(figure, side)
        if stated != recorded:
            yield side, f"{words} {side} {_say_number(stated)}, not {_say_number(recorded)}"
    if said.bounds != figure.bounds:
        yield "bounds", f"{words} {said.bounds!r}, not {figure.bounds!r}"


def _say_number(number: Decimal | None) -> str:
    return "no single number" if number is None else f"{number:f}"


def _check_set(figure: Figure, table: str, indicator: Indicator) -> Iterator[Breach]:
    if indicator.set != table:
        note = f"{figure.indicator!r} belongs to the table {indicator.set!r}; move the row there"
        yield Breach("figure-indicator", "indicator", note)


def _check_unit(figure: Figure, _table: str, indicator: Indicator) -> Iterator[Breach]:
    if indicator.unit_measure != figure.unit_measure:
        unit = indicator.unit_measure
        note = f"{figure.indicator!r} is measured in {unit!r}, not {figure.unit_measure!r}"
        yield Breach("figure-unit", "unit_measure", note)


def _check_stock(figure: Figure, _table: str, indicator: Indicator) -> Iterator[Breach]:
    if indicator.measure_type == "stock" and figure.period_start is not None:
        note = "a stock is counted on one day: leave period_start empty, give the day as period_end"
        yield Breach("figure-period", "period_start", note)


def _check_percent(figure: Figure, _table: str, indicator: Indicator) -> Iterator[Breach]:
    if (indicator.measure_type, indicator.unit_measure) != ("ratio", "percent"):
        return
    for field in ("obs_value",) if figure.obs_value is not None else ("lower", "upper"):
        number = getattr(figure, field)
        if number is not None and not 0 <= number <= 100:  # noqa: PLR2004 -- per cent
            note = f"a share is between 0 and 100 percent, not {number:f}"
            yield Breach("figure-percent", field, note)


_INDICATOR_RULES: tuple[Callable[[Figure, str, Indicator], Iterator[Breach]], ...] = (
    _check_set,
    _check_unit,
    _check_stock,
    _check_percent,
)
