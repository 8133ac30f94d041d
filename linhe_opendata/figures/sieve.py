"""Which figures of a batch keep the rules, without making an object of each. Pure.

A rule looks at some columns only, and what stands in them repeats: of a million figures a few ten
thousand say something that no other said before. So the columns of a `_Facet` are compared as
vectors, and each combination is held against the rule itself once, typed by the reader that types
rows. No rule is written twice, and no number goes through a float. What does not pass is a figure
to look at, whatever is wrong with it; only `rules` say that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.figures.model import Figure, Indicator
from linhe_opendata.figures.rules import (
    AREA_PREFIX,
    NUMBERS,
    check_indicator,
    check_period,
    check_said,
    is_comparable,
)
from linhe_opendata.validation.reading.arrays import flags, strings, values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Combination = dict[str, str | None]
    Read = Callable[[str, str | None], Any]

_REMEMBERED = 200_000
"""Combinations whose verdict is kept; some 40 MiB."""

_BETWEEN, _NOTHING = "\x1f", "\x1e"
_WORDS = (*NUMBERS, "bounds", "qualifier", "unit_measure", "as_stated")
_AREA, _START, _GIVEN = "ref_area", "period_start", "given"
_COLUMNS = {*_WORDS, "indicator", _START, "period_end", "source"}

_ANY: Mapping[str, Any] = {
    "indicator": "",
    "period_start": None,
    "period_end": date.max,
    "obs_value": None,
    "lower": None,
    "upper": None,
    "bounds": "",
    "qualifier": "",
    "unit_measure": "",
    "as_stated": "",
    "source": "",
    "char_start": 0,
}
"""What a rule does not look at."""


@dataclass(slots=True)
class Passed:
    """What is known of the figures that passed: how many, and which areas (their first digits)."""

    figures: int = 0
    areas: set[str] = field(default_factory=set)


class Sieve:
    """Passes the figures of `table` that keep every rule.

    `read` gives the typed cell of a field for its text. Without any indicators no figure is held
    against one; else one whose indicator is not known does not pass.
    """

    def __init__(
        self,
        table: str,
        indicators: Mapping[str, Indicator],
        read: Read,
        sources: Collection[str] = (),
    ) -> None:
        """Prepare for the batches of one table; figures of these `sources` do not pass."""
        self._table, self._indicators, self._read = table, indicators, read
        self._sources = strings(sorted(sources))
        self._share = Indicator("", table, "percent", "ratio")
        self.passed = Passed()
        self._words = _Facet((_AREA, *_WORDS), self._keeps_words)
        self._limits = _Facet(("indicator", *NUMBERS), self._keeps_limits)
        self._limited = strings(sorted(code for code, one in indicators.items() if one.has_limits))
        self._indicator = _Facet(("indicator", "unit_measure", _START), self._keeps_indicator)
        self._period = _Facet((_START, "period_end"), self._keeps_period)

    def passes(self, cells: Mapping[str, Any], fit: Flags) -> Flags:
        """Say which of the rows that `fit` their schema keep every rule; `cells` are text."""
        if _COLUMNS - cells.keys():
            return np.zeros(len(fit), bool)
        areas, starts = _areas(cells, len(fit)), cells[_START]
        given = pc.if_else(pc.is_valid(starts), _GIVEN, pa.scalar(None, pa.string()))
        kept = fit & ~flags(pc.is_in(cells["source"], value_set=self._sources))
        kept &= self._period.passes(cells, len(fit))
        kept &= self._words.passes({**cells, _AREA: areas}, len(fit))
        kept &= self._indicator.passes({**cells, _START: given}, len(fit))
        kept &= self._keep_limits(cells, len(fit))
        self._note(areas, kept)
        return kept

    def _keep_limits(self, cells: Mapping[str, Any], rows: int) -> Flags:
        """Say which rows keep the limits of their indicators, most of which have none."""
        kept = np.ones(rows, bool)
        if len(self._limited):
            asked = pc.is_in(cells["indicator"], value_set=self._limited)
            of_them = {name: cells[name].filter(asked) for name in self._limits.columns}
            kept[flags(asked)] = self._limits.passes(of_them, len(of_them["indicator"]))
        return kept

    def _note(self, areas: Any, kept: Flags) -> None:  # noqa: ANN401 -- pyarrow has no types
        found = areas.dictionary_encode()
        names = found.dictionary.to_pylist()
        codes = np.unique(values(found.indices, np.int32)[kept])
        self.passed.areas.update(names[code] for code in codes)
        self.passed.figures += int(kept.sum())

    def _keeps_words(self, said: Combination) -> bool:
        area = said.pop(_AREA) or ""
        figure = self._figure(said, ref_area=area)
        if not _is_whole(figure) or check_said(figure):
            return False
        of_share = figure.unit_measure == self._share.unit_measure  # which asks most of a number
        return not (of_share and [*check_indicator(figure, self._table, self._share)])

    def _keeps_indicator(self, said: Combination) -> bool:
        begun = date.min if said.pop(_START) else None
        figure = self._figure(said, period_start=begun)
        indicator = self._indicators.get(figure.indicator)
        if indicator is None:
            return not self._indicators
        return not [*check_indicator(figure, self._table, indicator)]

    def _keeps_limits(self, said: Combination) -> bool:
        indicator = self._indicators[said["indicator"] or ""]
        figure = self._figure(said, unit_measure=indicator.unit_measure)
        return is_comparable(figure) and not [*check_indicator(figure, indicator.set, indicator)]

    def _keeps_period(self, said: Combination) -> bool:
        figure = self._figure(said)
        return _is_whole(figure) and not [*check_period(figure)]

    def _figure(self, said: Combination, **known: Any) -> Figure:  # noqa: ANN401 -- typed cells
        read = {name: self._read(name, text) for name, text in said.items()}
        return Figure(**{**_ANY, **read, **known})


def _areas(cells: Mapping[str, Any], rows: int) -> Any:  # noqa: ANN401 -- pyarrow has no types
    """Return the part of the areas that tells their place; empty where there is none."""
    if _AREA not in cells:
        return strings([""] * rows)
    return pc.fill_null(pc.utf8_slice_codeunits(cells[_AREA], 0, AREA_PREFIX), "")


def _is_whole(figure: Figure) -> bool:
    asked = (figure.bounds, figure.qualifier, figure.unit_measure, figure.as_stated)
    return None not in (figure.period_end, *asked)


@dataclass(slots=True)
class _Facet:
    """Columns that rules look at together, and whether a combination of their texts keeps them."""

    columns: tuple[str, ...]
    keeps: Callable[[Combination], bool]
    known: dict[str, bool] = field(default_factory=dict)

    def passes(self, cells: Mapping[str, Any], rows: int) -> Flags:
        parts = [cells[name] for name in self.columns]
        if not rows or any(pc.any(pc.equal(part, _NOTHING)).as_py() for part in parts):
            return np.zeros(rows, bool)  # a cell that looks like none at all: look at each
        joined = pc.binary_join_element_wise(
            *parts, _BETWEEN, null_handling="replace", null_replacement=_NOTHING
        )
        found = joined.dictionary_encode()
        distinct = found.dictionary.to_pylist()
        kept = np.fromiter((self._remembered(text) for text in distinct), bool, len(distinct))
        spread: Flags = kept[values(found.indices, np.int32)]
        return spread

    def _remembered(self, joined: str) -> bool:
        known = self.known.get(joined)
        if known is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            known = self.known[joined] = self._asked(joined)
        return known

    def _asked(self, joined: str) -> bool:
        texts = [None if text == _NOTHING else text for text in joined.split(_BETWEEN)]
        if len(texts) != len(self.columns):
            return False
        return self.keeps(dict(zip(self.columns, texts, strict=True)))
