"""A sum of figures, and what speaks against it. Pure; needs pandas only for frames.

What has no meaning is refused: a sum of percentages, of ratios, of prices. What may be meant and
may be a mistake is added, with a warning that says what is counted twice.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import InvalidArgumentError
from linhe_opendata.figures.intervals import Interval, intervals
from linhe_opendata.warned import DoubtfulSumWarning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import pandas as pd

_NO_AMOUNTS = frozenset({"ratio", "price"})
"""Types of measures that cannot be added."""

_RATIOS = frozenset({"percent", "permille", "percentage_points"})
"""Units whose figures cannot be added, whatever is known of their indicator."""

_STOCK = "stock"
_LEVEL = 2
"""How many digits a level of an area's code has (GB/T 2260: province, city, district)."""


@dataclass(frozen=True, slots=True)
class _Addend:
    """What is known of a figure that is to be added."""

    indicator: str
    unit: str
    area: str
    start: date | None
    end: date


def total(frame: pd.DataFrame, indicators: pd.DataFrame | None = None) -> Interval:
    """Return the sum of the figures of a frame, as what is known of it.

    With the table of `indicators` (`code`, `measure_type`) ratios and prices are known whatever
    their unit, and so are stocks, which are not added over time.

    Raises:
        InvalidMetadataError: the frame is not one of figures.
        InvalidArgumentError: there is no figure, or the sum has no meaning.
        DifferentUnitsError: the units differ.

    Warns:
        DoubtfulSumWarning: the figures are of different indicators, of overlapping periods, or of
            an area and a part of it.

    """
    known = intervals(frame)
    if known.empty:
        raise InvalidArgumentError("nothing-to-add")
    kinds = {} if indicators is None else _kinds(indicators)
    addends = [*_read_addends(frame)]
    _require_amounts(addends, kinds)
    first, *rest = known  # pandas' own sum makes a TypeError of what an addition refuses
    summed: Interval = sum(rest, first)
    _warn_of_doubts(addends, kinds)
    return summed


def _warn_of_doubts(addends: Sequence[_Addend], kinds: Mapping[str, str]) -> None:
    """Warn of what speaks against adding figures, as from who called `total`."""
    indicators = tuple(sorted({one.indicator for one in addends}))
    if len(indicators) > 1:
        warnings.warn(DoubtfulSumWarning("sum-of-indicators", indicators=indicators), stacklevel=3)
    for area, other in combinations(sorted({one.area for one in addends}), 2):
        if _is_part(area, other) or _is_part(other, area):
            warnings.warn(DoubtfulSumWarning("sum-of-areas", areas=(area, other)), stacklevel=3)
    series: dict[tuple[str, str], list[_Addend]] = {}
    for one in addends:
        series.setdefault((one.indicator, one.area), []).append(one)
    for (indicator, area), figures in series.items():
        figures.sort(key=lambda one: one.end)
        told = {
            "indicator": indicator,
            "area": area or "…",
            "periods": tuple(f"{one.start or '…'}/{one.end}" for one in figures),
        }
        if kinds.get(indicator) == _STOCK and len(figures) > 1:
            warnings.warn(DoubtfulSumWarning("sum-of-states", **told), stacklevel=3)
        elif any(_overlaps(earlier, later) for earlier, later in pairwise(figures)):
            warnings.warn(DoubtfulSumWarning("sum-of-periods", **told), stacklevel=3)


def _require_amounts(addends: Sequence[_Addend], kinds: Mapping[str, str]) -> None:
    wrong = {
        one.indicator: kinds.get(one.indicator) if one.unit not in _RATIOS else one.unit
        for one in addends
        if one.unit in _RATIOS or kinds.get(one.indicator) in _NO_AMOUNTS
    }
    if len(addends) > 1 and wrong:
        named, told = tuple(sorted(wrong)), tuple(sorted({str(kind) for kind in wrong.values()}))
        raise InvalidArgumentError("no-sum-of-kind", indicators=named, kinds=told)


def _overlaps(earlier: _Addend, later: _Addend) -> bool:
    """Say whether the later of two periods begins before the other ends, or may."""
    return later.start is None or later.start <= earlier.end


def _is_part(area: str, whole: str) -> bool:
    """Say whether an area lies within another by their codes, whose last levels are zeros."""
    stem = whole
    while stem.endswith("0" * _LEVEL):
        stem = stem[:-_LEVEL]
    return area != whole and bool(stem) and area.startswith(stem)


def _kinds(indicators: pd.DataFrame) -> dict[str, str]:
    if missing := [one for one in ("code", "measure_type") if one not in indicators.columns]:
        raise InvalidArgumentError("not-indicators", columns=tuple(missing))
    pairs = zip(indicators["code"], indicators["measure_type"], strict=True)
    return {str(code): str(kind) for code, kind in pairs}


def _read_addends(frame: pd.DataFrame) -> Iterator[_Addend]:
    for row in frame.to_dict("records"):
        start, end = (_day(row.get(name)) for name in ("period_start", "period_end"))
        if end is None:
            raise InvalidArgumentError("not-figures", columns=("period_end",))
        area = str(row.get("ref_area", ""))
        yield _Addend(str(row.get("indicator", "")), str(row["unit_measure"]), area, start, end)


def _day(cell: Any) -> date | None:  # noqa: ANN401 -- of a frame
    import pandas as pd

    return None if cell is None or pd.isna(cell) else pd.Timestamp(cell).date()
