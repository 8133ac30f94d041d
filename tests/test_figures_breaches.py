"""Rules of what a broken rule tells: its name, the field to look at, and the numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from test_figures_rules import FLOW, NEARLY_300, SHARE, STOCK, findings, said

from linhe_opendata.figures.rules import check_figure, find_place, find_place_of

if TYPE_CHECKING:
    from linhe_opendata.figures.model import Breach, Figure, Indicator

LIMITED = replace(FLOW, minimum=Decimal(10), maximum=Decimal(500))
STAY = replace(LIMITED, unit_measure="minutes")
RULES: list[tuple[Figure, Indicator, list[tuple[str, str, str]]]] = [
    (said("10人"), LIMITED, []),
    (said("500人"), LIMITED, []),
    (said("9人"), LIMITED, [("figure-limits", "obs_value", "below-minimum 10 9")]),
    (said("501人"), LIMITED, [("figure-limits", "obs_value", "above-maximum 500 501")]),
    (
        said("9分鐘~501分鐘"),
        STAY,
        [
            ("figure-limits", "lower", "below-minimum 10 9"),
            ("figure-limits", "upper", "above-maximum 500 501"),
        ],
    ),
    (said("9人"), replace(LIMITED, minimum=None), []),
    (said("501人"), replace(LIMITED, maximum=None), []),
    (
        said("101%"),
        replace(SHARE, maximum=Decimal(50)),
        [("figure-percent", "obs_value", "percent-out-of-range 101")],
    ),
    (
        said("90%~110%"),
        SHARE,
        [("figure-percent", "upper", "percent-out-of-range 110")],
    ),
    (
        said("90%"),
        replace(SHARE, measure_type="flow", maximum=Decimal(80)),
        [("figure-limits", "obs_value", "above-maximum 80 90")],
    ),
    (
        said("9人"),
        replace(FLOW, unit_measure="cases"),
        [("figure-unit", "unit_measure", "unit-other referrals cases persons")],
    ),
    (
        said("9人"),
        replace(FLOW, set="jobs"),
        [("figure-indicator", "indicator", "indicator-elsewhere referrals jobs")],
    ),
    (
        said("9人", period_start=date(2024, 12, 30)),
        STOCK,
        [("figure-period", "period_start", "stock-with-period")],
    ),
    (said("9人", period_start=date(2024, 12, 30)), FLOW, []),
]


@pytest.mark.parametrize(("figure", "indicator", "breaches"), RULES)
def test_each_rule_of_an_indicator_names_the_field_and_the_numbers(
    figure: Figure, indicator: Indicator, breaches: list[tuple[str, str, str]]
) -> None:
    found = check_figure(figure, "health", indicator)
    assert [
        (each.rule, each.field, " ".join([each.said.code, *map(str, _told(each))]))
        for each in found
    ] == breaches


def _told(breach: Breach) -> list[object]:
    """Return what a breach tells, but for the code of the indicator where there are numbers."""
    told = {**breach.said.parameters}
    if "code" in told:
        assert told.pop("code") == "referrals"
    return list(told.values())


SHAPES: list[tuple[Figure, list[tuple[str, str, str]]]] = [
    (
        said("10分鐘~15分鐘", lower=Decimal(16)),
        [
            ("figure-bounds", "lower", "the lower bound 16 is above the upper bound 15; swap them"),
        ],
    ),
    (
        said("10分鐘~15分鐘", lower=Decimal(15)),
        [("figure-words", "lower", "the words '10分鐘~15分鐘' say lower 10, not 15")],
    ),
    (
        said("14.3萬例", lower=Decimal(143001)),
        [("figure-bounds", "lower", "the lower bound 143001 is above the value 143000")],
    ),
    (
        said("14.3萬例", lower=Decimal(143000)),
        [("figure-words", "lower", "the words '14.3萬例' say lower 142500, not 143000")],
    ),
    (
        said("14.3萬例", upper=Decimal(142999)),
        [("figure-bounds", "upper", "the upper bound 142999 is below the value 143000")],
    ),
    (
        said("14.3萬例", upper=Decimal(143000)),
        [("figure-words", "upper", "the words '14.3萬例' say upper 143500, not 143000")],
    ),
    (
        said("約十二三元", obs_value=Decimal(12)),
        [
            (
                "figure-bounds",
                "obs_value",
                "'range' asserts no single value: leave obs_value empty",
            ),
            ("figure-words", "obs_value", "the words '約十二三元' say no single number, not 12"),
        ],
    ),
    (
        said("近300人", period_start=date(2024, 12, 31)),
        [
            (
                "figure-period",
                "period_end",
                (
                    "the period ends on 2024-12-30, before it begins on 2024-12-31; correct one of "
                    "the two"
                ),
            )
        ],
    ),
    (said("近300人", period_start=date(2024, 12, 30)), []),
]


@pytest.mark.parametrize(("figure", "breaches"), SHAPES)
def test_a_misshapen_figure_breaks_these_rules_and_no_others(
    figure: Figure, breaches: list[tuple[str, str, str]]
) -> None:
    assert findings(figure) == breaches


@pytest.mark.parametrize(
    ("areas", "place"),
    [
        ([], "CN"),
        (["150802"], "CN"),
        (["150802", "110000"], "CN"),
        (["710000"], "TW"),
        (["810000"], "HK"),
        (["820000", "820100"], "MO"),
        (["810000", "820000"], "ZZ"),
        ([""], "CN"),
    ],
)
def test_the_place_of_figures_is_that_of_all_their_areas(areas: list[str], place: str) -> None:
    assert find_place_of(areas) == place
    assert find_place(replace(NEARLY_300, ref_area=area) for area in areas) == place


@pytest.mark.parametrize(
    ("words", "unit", "area", "broken"),
    [
        ("9,000元", "CNY", "150802", False),
        ("9,000元", "HKD", "150802", False),
        ("9,000元", "HKD", "810000", False),
        ("9,000元", "persons", "150802", True),
        ("9,000美元", "HKD", "150802", True),
        ("9,000元/月", "HKD/months", "150802", False),
        ("9,000元/月", "HKD/years", "150802", True),
        ("9,000元/月", "HKD", "150802", True),
    ],
)
def test_a_bare_yuan_may_be_any_currency_per_what_the_words_say(
    words: str, unit: str, area: str, *, broken: bool
) -> None:
    found = findings(said(words, unit_measure=unit, ref_area=area))
    assert [field for _, field, _ in found] == ["unit_measure"] * broken
