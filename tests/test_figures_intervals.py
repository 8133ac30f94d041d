"""Figures as intervals: sums and differences claim no more than their parts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.client import load
from linhe_opendata.errors import (
    DifferentUnitsError,
    InvalidMetadataError,
    LinheError,
    UnknownNameError,
)
from linhe_opendata.figures.intervals import Interval, intervals

FIGURES = pd.DataFrame(
    [
        ("exact", 8.0, 8.0, 8.0, "both", "number", "8所"),
        ("rounded", 91.4, 91.35, 91.45, "both", "number", "91.4"),
        ("nearly", 300.0, None, 300.0, "neither", "number", "近300"),
        ("more_than", 15000.0, 15000.0, None, "neither", "number", "15000余個"),
        ("about", 40.0, None, None, "neither", "number", "約40"),
        ("range", None, 10.0, 15.0, "both", "number", "10~15"),
        ("at_least", 5.0, 5.0, None, "left", "number", "5以上"),
        ("at_most", 7.0, None, 7.0, "right", "number", "7以內"),
    ],
    columns=["qualifier", "obs_value", "lower", "upper", "bounds", "unit_measure", "as_stated"],
).set_index("qualifier", drop=False)


def known() -> pd.Series[Any]:
    return intervals(FIGURES)


def _total(*qualifiers: str) -> Interval:
    total: Any = known()[list(qualifiers)].sum()
    assert isinstance(total, Interval)
    return total


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [
        ("exact", "[8, 8] number"),
        ("rounded", "[91.35, 91.45] number"),
        ("nearly", "(…, 300) number; no lower bound is known, because of 近300"),
        ("more_than", "(15000, …) number; no upper bound is known, because of 15000余個"),
        ("about", "(…, …) number; no bound is known, because of 約40"),
        ("range", "[10, 15] number"),
        ("at_least", "[5, …) number; no upper bound is known, because of 5以上"),
        ("at_most", "(…, 7] number; no lower bound is known, because of 7以內"),
    ],
)
def test_a_figure_says_what_is_known_of_it(qualifier: str, said: str) -> None:
    assert said == str(known()[qualifier])


@pytest.mark.parametrize(
    ("qualifier", "closed"),
    [("exact", "both"), ("nearly", "neither"), ("at_least", "left"), ("at_most", "right")],
)
def test_the_ends_are_said_in_the_words_of_pandas(qualifier: str, closed: str) -> None:
    assert closed == known()[qualifier].closed


def test_a_sum_of_bounded_figures_is_bounded_and_has_a_value() -> None:
    total = _total("exact", "rounded")
    assert (total.lower, total.upper) == (Decimal("99.35"), Decimal("99.45"))
    assert total.value == Decimal("99.4")
    assert total.is_bounded


def test_a_sum_with_a_half_known_figure_says_so_and_has_no_value() -> None:
    total = _total("exact", "more_than")
    assert (total.lower, total.upper, total.value) == (Decimal(15008), None, None)
    assert not total.is_bounded
    assert str(total) == "(15008, …) number; no upper bound is known, because of 15000余個"
    assert total.explain("zh") == "(15008, …) number；上限不明，因为有15000余個"


def test_a_sum_of_figures_half_known_on_both_sides_knows_nothing() -> None:
    total = _total("nearly", "more_than")
    said = "(…, …) number; no bound is known, because of 近300, 15000余個"
    assert said == str(total)


def test_a_sum_with_a_range_has_bounds_and_no_value() -> None:
    total = _total("exact", "range")
    assert (total.lower, total.upper, total.value) == (Decimal(18), Decimal(23), None)


def test_an_end_belongs_to_a_sum_only_if_all_ends_belong() -> None:
    total = _total("exact", "at_least", "more_than")
    assert not total.closed_lower
    assert _total("exact", "at_least").closed_lower


def test_a_difference_takes_the_other_bound() -> None:
    rest = known()["range"] - known()["rounded"]
    assert (rest.lower, rest.upper) == (Decimal("-81.45"), Decimal("-76.35"))
    less = known()["exact"] - known()["more_than"]
    assert str(less) == "(…, -14992) number; no lower bound is known, because of 15000余個"
    more = known()["exact"] - known()["nearly"]
    assert str(more) == "(-292, …) number; no upper bound is known, because of 近300"


@st.composite
def measured(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and a number in it that might be the true one."""
    true = draw(st.decimals(-1000, 1000, places=2))
    below, above = (draw(st.none() | st.decimals(0, 50, places=2)) for _ in range(2))
    return (
        Interval(
            None if below is None else true - below,
            None if above is None else true + above,
            closed_lower=below == 0 or draw(st.booleans()),
            closed_upper=above == 0 or draw(st.booleans()),
            unit="persons",
        ),
        true,
    )


def _holds(interval: Interval, number: Decimal) -> bool:
    low, high = interval.lower, interval.upper
    above = low is None or low < number or (interval.closed_lower and low == number)
    below = high is None or number < high or (interval.closed_upper and high == number)
    return above and below


@settings(deadline=None)  # a busy machine is no defect
@given(measured(), measured())
def test_the_true_sum_and_difference_lie_within_what_is_claimed(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    assert _holds(one[0] + other[0], one[1] + other[1])
    assert _holds(one[0] - other[0], one[1] - other[1])


@settings(deadline=None)  # a busy machine is no defect
@given(measured(), measured())
def test_the_order_of_adding_does_not_matter(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    assert one[0] + other[0] == other[0] + one[0]


def test_figures_of_different_units_are_not_added() -> None:
    other = intervals(FIGURES.assign(unit_measure="persons"))["exact"]
    message = "'number' and 'persons' cannot be added or subtracted. Select figures of one unit"
    with pytest.raises(DifferentUnitsError, match=re.escape(message)) as caught:
        known()["exact"] + other
    assert isinstance(caught.value, LinheError)


@pytest.mark.parametrize("other", [1, "x", 1.5])
def test_a_bare_number_has_no_unit_and_is_not_added(other: Any) -> None:  # noqa: ANN401 -- anything
    with pytest.raises(TypeError):
        known()["exact"] + other
    with pytest.raises(TypeError):
        known()["exact"] - other


def test_groups_of_figures_add_up() -> None:
    totals = known().groupby([1, 1, 2, 2, 2, 2, 2, 2]).sum()
    assert _total("exact", "rounded") == totals[1]
    assert sum(known()[["exact", "rounded"]]) == totals[1]


def test_a_frame_of_something_else_is_refused() -> None:
    message = "the frame: it has no obs_value, lower, upper, bounds, unit_measure, as_stated; load"
    with pytest.raises(InvalidMetadataError, match=re.escape(message)):
        intervals(load("areas"))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="No language is called 'fr'"):
        known()["exact"].explain("fr")


def test_what_load_returns_can_be_taken_as_intervals() -> None:
    frame = load("health")
    found = intervals(frame)
    assert list(frame.index) == list(found.index)
    (imaging,) = found[frame["indicator"] == "remote_imaging_diagnoses"]
    assert str(imaging) == "[142500, 143500] cases"


def test_decimals_of_any_length_are_added_without_rounding() -> None:
    long = Decimal("12345678901234567890123456789.123456789")
    cells = pd.Series([long], FIGURES.index[:1], dtype=object)
    (one,) = intervals(FIGURES[:1].assign(lower=cells, upper=cells, obs_value=cells))
    assert (one + one - one).lower == long


def test_a_product_with_zero_is_zero_whatever_is_open() -> None:
    zero = known()["about"] * 0
    assert (zero.lower, zero.upper, zero.value) == (0, 0, 0)
    assert (zero.closed_lower, zero.closed_upper, zero.unit) == (True, True, "number")
    assert zero.is_bounded


def test_a_product_keeps_what_is_open_and_the_value() -> None:
    third = known()["more_than"] / 3
    assert (third.lower, third.upper, third.value) == (5000, None, 5000)
    assert third.open_above == ("15000余個",)
    seventh: Any = known()["exact"] / 7
    assert str(seventh.lower).startswith("1.142857")
    assert seventh.lower <= seventh.value <= seventh.upper
    assert seventh.lower < seventh.upper


def test_the_intervals_of_a_frame_are_under_its_index() -> None:
    assert known().name == "interval"
    assert list(known().index) == list(FIGURES.index)
