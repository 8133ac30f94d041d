"""Sums that cannot be misunderstood, and intervals times exact numbers."""

from __future__ import annotations

import warnings
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linhe_opendata as linhe
from linhe_opendata.errors import DifferentUnitsError, InvalidArgumentError
from linhe_opendata.figures.intervals import Interval, intervals

ROW = {
    "indicator": "jobs",
    "ref_area": "150802",
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "obs_value": 10,
    "lower": 10,
    "upper": 10,
    "bounds": "both",
    "unit_measure": "persons",
    "as_stated": "10人",
}
INDICATORS = pd.DataFrame(
    [("jobs", "flow"), ("staff", "stock"), ("share", "ratio"), ("meal", "price")],
    columns=["code", "measure_type"],
)


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    found = pd.DataFrame([{**ROW, **row} for row in rows])
    for name in ("period_start", "period_end"):
        found[name] = pd.to_datetime(found[name])
    return found


NEXT_YEAR = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
UNKNOWN = {"period_start": None, "period_end": "2025-12-31"}
HALF = {"period_start": "2024-07-01", "period_end": "2025-06-30"}


@pytest.mark.parametrize(
    "rows",
    [
        [{}],
        [{}, NEXT_YEAR],
        [{}, {"ref_area": "150822"}],
        [{"ref_area": "150802"}, {"ref_area": "150902"}],
        [{"indicator": "share", "unit_measure": "percent"}],
    ],
)
def test_what_can_be_added_is_added_without_a_word(rows: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert linhe.total(frame(*rows), INDICATORS).value == 10 * len(rows)


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        ([{}, {"indicator": "staff"}], "sum-of-indicators", "different indicators (jobs, staff)"),
        ([{"ref_area": "150800"}, {}], "sum-of-areas", "a part of it (150800, 150802)"),
        ([{"ref_area": "150000"}, {}], "sum-of-areas", "a part of it (150000, 150802)"),
        ([{}, HALF], "sum-of-periods", "2024-01-01/2024-12-31, 2024-07-01/2025-06-30"),
        ([NEXT_YEAR, HALF], "sum-of-periods", "periods overlap"),
        ([{}, UNKNOWN], "sum-of-periods", "…/2025-12-31"),
        ([{"indicator": "staff"}, {"indicator": "staff", **NEXT_YEAR}], "sum-of-states", "stock"),
    ],
)
def test_what_may_count_twice_is_added_with_the_reason_against_it(
    rows: list[dict[str, Any]], code: str, said: str
) -> None:
    with pytest.warns(linhe.DoubtfulSumWarning) as caught:
        assert linhe.total(frame(*rows), INDICATORS).value == 20
    (warning,) = (one.message for one in caught)
    assert isinstance(warning, linhe.DoubtfulSumWarning)
    assert warning.message.code == code
    assert said in str(warning)
    assert "相加" in warning.say("zh")
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("rows", "indicators", "error"),
    [
        ([{"unit_measure": "percent"}, {"unit_measure": "percent"}], None, InvalidArgumentError),
        ([{"indicator": "share"}, {"indicator": "share"}], INDICATORS, InvalidArgumentError),
        ([{"indicator": "meal"}, {"indicator": "meal"}], INDICATORS, InvalidArgumentError),
        ([{}, {"unit_measure": "cases"}], None, DifferentUnitsError),
        ([{}], INDICATORS[["code"]], InvalidArgumentError),
    ],
)
def test_a_sum_without_a_meaning_is_refused(
    rows: list[dict[str, Any]], indicators: pd.DataFrame | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        linhe.total(frame(*rows), indicators)


def test_of_no_figures_there_is_no_sum() -> None:
    with pytest.raises(InvalidArgumentError, match="There is no figure to add"):
        linhe.total(frame({})[:0])


def test_linhes_own_figures_are_told_apart() -> None:
    health, indicators = linhe.load("health"), linhe.load("indicators")
    diagnoses = health[health["unit_measure"] == "cases"]
    with pytest.warns(linhe.DoubtfulSumWarning, match="remote_ecg_diagnoses"):
        assert str(linhe.total(diagnoses, indicators)) == "[287000, 289000] cases"


def interval(lower: str | None, upper: str | None, bounds: str = "both") -> Interval:
    (made,) = intervals(
        frame({"lower": lower, "upper": upper, "bounds": bounds, "obs_value": lower or upper})
    )
    assert isinstance(made, Interval)
    return made


@pytest.mark.parametrize(
    ("given_one", "said"),
    [
        (interval("10", "20") * 3, "[30, 60] persons"),
        (3 * interval("10", "20", "left"), "[30, 60) persons"),
        (interval("10", "20", "left") * -1, "(-20, -10] persons"),
        (interval("10", "20") * Decimal("0.5"), "[5, 10] persons"),
        (interval("10", "20") / 4, "[2.5, 5] persons"),
        (interval("10", "20") * Fraction(1, 5), "[2, 4] persons"),
        (
            interval("10", "10") / 3,
            "[3.333333333333333333333333333, 3.333333333333333333333333334] persons",
        ),
        (
            interval("10", None, "neither") * -2,
            "(…, -20) persons; no lower bound is known, because of 10人",
        ),
        (interval("10", None, "neither") * 0, "[0, 0] persons"),
    ],
)
def test_an_interval_is_multiplied_and_divided_by_exact_numbers(
    given_one: Interval, said: str
) -> None:
    assert str(given_one) == said


@pytest.mark.parametrize("number", [0.5, 1.0, True, "2", None])
def test_what_is_no_exact_number_is_no_factor(number: Any) -> None:  # noqa: ANN401
    one: Any = interval("10", "20")
    with pytest.raises(TypeError):
        one * number
    with pytest.raises(TypeError):
        number * one
    with pytest.raises(TypeError):
        one / number


def test_nothing_is_divided_by_nothing_or_by_infinity() -> None:
    with pytest.raises(ZeroDivisionError):
        interval("10", "20") / 0
    for number in ("Infinity", "NaN"):
        with pytest.raises(InvalidArgumentError, match="Give a finite one"):
            interval("10", "20") * Decimal(number)


@pytest.mark.parametrize(
    ("one", "width", "midpoint"),
    [
        (interval("144500", "145500"), "1000", "145000"),
        (interval("5", "8"), "3", "6.5"),
        (interval("10", None, "neither"), None, None),
        (interval(None, "300", "neither"), None, None),
    ],
)
def test_width_and_midpoint_are_there_where_both_bounds_are(
    one: Interval, width: str | None, midpoint: str | None
) -> None:
    assert (one.width, one.midpoint) == tuple(
        None if number is None else Decimal(number) for number in (width, midpoint)
    )


@given(
    st.decimals(-1000, 1000, places=3),
    st.decimals(0, 1000, places=3),
    st.integers(-50, 50).filter(bool),
)
def test_a_quotient_holds_the_quotient_of_every_number_in_it(
    lower: Decimal, width: Decimal, divisor: int
) -> None:
    one = Interval(lower, lower + width, True, True, "persons", lower)  # noqa: FBT003
    quotient = one / divisor
    assert quotient.lower is not None
    assert quotient.upper is not None
    for number in (lower, lower + width / 2, lower + width):
        exact = Fraction(number) / divisor
        assert Fraction(quotient.lower) <= exact <= Fraction(quotient.upper)
