"""The rules a figure must keep. Pure.

They look at one figure at a time; whether the source really says so there is for `evidence`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.figures.model import Breach, Figure, Indicator
from linhe_opendata.messages import Message, message
from linhe_opendata.quantities.qualifiers import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linhe_opendata.quantities import Quantity


NOWHERE = "ZZ"
"""The place of what is of several places or of none: a code that ISO 3166-1 leaves to its users."""
_PLACES = {"71": "TW", "81": "HK", "82": "MO"}


NUMBERS = ("obs_value", "lower", "upper")
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
    places = {place_of_area(area) for area in areas}
    return "CN" if not places else places.pop() if len(places) == 1 else NOWHERE


def place_of_area(code: str) -> str:
    """Return the place (ISO 3166-1) that an area of GB/T 2260 lies in."""
    return _PLACES.get(code[:2], "CN")


def check_figure(figure: Figure, table: str, indicator: Indicator | None) -> list[Breach]:
    """Return what is wrong with a figure of `table`; `indicator` is None where it is unknown."""
    said = check_said(figure)
    if figure.qualifier not in QUALIFIERS or not is_comparable(figure):
        return said
    findings = [*check_period(figure), *said]
    if indicator is not None:
        findings += check_indicator(figure, table, indicator)
    return findings


def check_said(figure: Figure) -> list[Breach]:
    """Return what is wrong with the number, the interval and the words of a figure."""
    if figure.qualifier not in QUALIFIERS:
        known = tuple(QUALIFIERS)
        said = message("qualifier-unknown", qualifier=figure.qualifier, known=known)
        return [Breach("figure-qualifier", "qualifier", said)]
    if not is_comparable(figure):
        return [*_check_finite(figure)]
    misshapen = [*_check_shape(figure)] or [*_check_order(figure)]
    return [*misshapen, *_check_words(figure, with_interval=not misshapen)]


def is_comparable(figure: Figure) -> bool:
    """Tell whether no number of a figure is NaN or infinite, as a field of numbers allows."""
    return not any(_check_finite(figure))


def _check_finite(figure: Figure) -> Iterator[Breach]:
    for field in NUMBERS:
        number = getattr(figure, field)
        if isinstance(number, Decimal) and not number.is_finite():
            cell = str(number).replace("Infinity", "INF")
            yield Breach("figure-bounds", field, message("not-finite", cell=cell))


def check_indicator(figure: Figure, table: str, indicator: Indicator) -> Iterator[Breach]:
    """Yield what is wrong with a figure of `table` as one of its indicator."""
    for rule in _INDICATOR_RULES:
        yield from rule(figure, table, indicator)


def check_period(figure: Figure) -> Iterator[Breach]:
    """Yield what is wrong with the days that a figure covers."""
    start, end = figure.period_start, figure.period_end
    if start is not None and start > end:
        said = message("period-backwards", end=end, start=start)
        yield Breach("figure-period", "period_end", said)


def _check_shape(figure: Figure) -> Iterator[Breach]:
    shape = QUALIFIERS[figure.qualifier]
    if (figure.obs_value is not None) != shape.value:
        code = "value-asserted" if shape.value else "value-not-asserted"
        yield Breach("figure-bounds", "obs_value", message(code, qualifier=figure.qualifier))
    for side, asserted in (("lower", shape.lower), ("upper", shape.upper)):
        if said := _bound_problem(figure, side, asserted):
            yield Breach("figure-bounds", side, said)
    if figure.bounds not in shape.bounds:
        given = {"qualifier": figure.qualifier, "bounds": figure.bounds}
        said = message("bounds-other", **given, known=tuple(shape.bounds))
        yield Breach("figure-bounds", "bounds", said)


def _bound_problem(figure: Figure, side: str, asserted: str) -> Message | None:
    bound, given = getattr(figure, side), {"qualifier": figure.qualifier, "side": side}
    if asserted == "none":
        return None if bound is None else message("bound-not-asserted", **given, bound=bound)
    if bound is None:
        return message("bound-missing", **given)
    if asserted == "same" and bound != figure.obs_value and figure.obs_value is not None:
        return message("bound-not-the-value", **given, bound=bound, value=figure.obs_value)
    return None


def _check_order(figure: Figure) -> Iterator[Breach]:
    low, value, high = figure.lower, figure.obs_value, figure.upper
    if low is not None and high is not None and low > high:
        yield Breach("figure-bounds", "lower", message("bounds-crossed", low=low, high=high))
    elif low is not None and value is not None and low > value:
        yield Breach("figure-bounds", "lower", message("lower-above-value", low=low, value=value))
    elif high is not None and value is not None and high < value:
        yield Breach("figure-bounds", "upper", message("upper-below-value", high=high, value=value))


@lru_cache(maxsize=1 << 16)
def _read_words(words: str, place: str) -> Quantity:
    """Return what words say: they repeat from figure to figure, and to read them takes longest."""
    from linhe_opendata.quantities import parse_quantity

    return parse_quantity(words, place=place)


def _check_words(figure: Figure, *, with_interval: bool) -> Iterator[Breach]:
    try:
        said = _read_words(figure.as_stated, place_of_area(figure.ref_area))
    except UnreadableQuantityError as error:
        unreadable = message("words-unreadable", error=error.message)
        yield Breach("figure-words", "as_stated", unreadable)
        return
    for field, disagreement in _disagreements(figure, said, with_interval=with_interval):
        yield Breach("figure-words", field, disagreement)


def _disagreements(
    figure: Figure, said: Quantity, *, with_interval: bool
) -> Iterator[tuple[str, Message]]:
    weakened = said.qualifier in QUALIFIERS[figure.qualifier].may_replace
    if said.value != figure.obs_value:
        numbers = _say_number(said.value), _say_number(figure.obs_value)
        yield "obs_value", _words_say(figure, *numbers)
    if said.unit not in ("", figure.unit_measure) and not _is_local_money(figure):
        yield "unit_measure", _words_say(figure, _quote(said.unit), _quote(figure.unit_measure))
    if said.qualifier != figure.qualifier and not weakened:
        yield "qualifier", _words_say(figure, _quote(said.qualifier), _quote(figure.qualifier))
    elif with_interval and not weakened:
        yield from _interval_disagreements(figure, said)


def _is_local_money(figure: Figure) -> bool:
    """Tell whether the words leave the currency to the text (9,000元), which `evidence` reads."""
    from linhe_opendata.quantities import CURRENCIES

    unit, _, per = _read_words(figure.as_stated, NOWHERE).unit.partition("/")
    recorded, _, recorded_per = figure.unit_measure.partition("/")
    return unit == "currency" and recorded in CURRENCIES and per == recorded_per


def _interval_disagreements(figure: Figure, said: Quantity) -> Iterator[tuple[str, Message]]:
    for side in ("lower", "upper"):
        stated, recorded = getattr(said, side), getattr(figure, side)
        if stated != recorded:
            numbers = {"said": _say_number(stated), "recorded": _say_number(recorded)}
            yield side, message("words-say-side", words=figure.as_stated, side=side, **numbers)
    if said.bounds != figure.bounds:
        yield "bounds", _words_say(figure, _quote(said.bounds), _quote(figure.bounds))


def _words_say(figure: Figure, said: Message | str, recorded: Message | str) -> Message:
    return message("words-say", words=figure.as_stated, said=said, recorded=recorded)


def _quote(text: str) -> Message:
    return message("quoted", text=text)


def _say_number(number: Decimal | None) -> Message | str:
    return message("no-single-number") if number is None else f"{number:f}"


def _check_set(figure: Figure, table: str, indicator: Indicator) -> Iterator[Breach]:
    if indicator.set != table:
        said = message("indicator-elsewhere", indicator=figure.indicator, table=indicator.set)
        yield Breach("figure-indicator", "indicator", said)


def _check_unit(figure: Figure, _table: str, indicator: Indicator) -> Iterator[Breach]:
    if indicator.unit_measure != figure.unit_measure:
        units = {"unit": indicator.unit_measure, "recorded": figure.unit_measure}
        said = message("unit-other", indicator=figure.indicator, **units)
        yield Breach("figure-unit", "unit_measure", said)


def _check_stock(figure: Figure, _table: str, indicator: Indicator) -> Iterator[Breach]:
    if indicator.measure_type == "stock" and figure.period_start is not None:
        yield Breach("figure-period", "period_start", message("stock-with-period"))


def _check_percent(figure: Figure, _table: str, indicator: Indicator) -> Iterator[Breach]:
    if not _is_share(indicator):
        return
    for field in ("obs_value",) if figure.obs_value is not None else ("lower", "upper"):
        number = getattr(figure, field)
        if number is not None and not 0 <= number <= 100:  # noqa: PLR2004 -- per cent
            yield Breach("figure-percent", field, message("percent-out-of-range", number=number))


def _is_share(indicator: Indicator) -> bool:
    return (indicator.measure_type, indicator.unit_measure) == ("ratio", "percent")


def _is_limit(limit: object) -> TypeGuard[Decimal]:
    """Tell whether a cell for a limit holds a number that others are less or more than."""
    return isinstance(limit, int) or (isinstance(limit, Decimal) and not limit.is_nan())


def _check_limits(figure: Figure, _table: str, indicator: Indicator) -> Iterator[Breach]:
    if _is_share(indicator):
        return  # which has limits of its own
    for field in ("obs_value",) if figure.obs_value is not None else ("lower", "upper"):
        number, least, most = getattr(figure, field), indicator.minimum, indicator.maximum
        if number is None:
            continue
        if _is_limit(least) and number < least:
            said = message("below-minimum", code=indicator.code, limit=least, number=number)
            yield Breach("figure-limits", field, said)
        if _is_limit(most) and number > most:
            said = message("above-maximum", code=indicator.code, limit=most, number=number)
            yield Breach("figure-limits", field, said)


_INDICATOR_RULES: tuple[Callable[[Figure, str, Indicator], Iterator[Breach]], ...] = (
    _check_set,
    _check_unit,
    _check_stock,
    _check_percent,
    _check_limits,
)
