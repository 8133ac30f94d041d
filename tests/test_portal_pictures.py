"""Pictures of figures: even ticks, lines only between numbers, and no bound that nobody stated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.portal.pages.changes import Changes
from linhe_opendata.portal.pictures.courses import course_of
from linhe_opendata.portal.pictures.marks import draw_on, scale_of
from linhe_opendata.portal.pictures.scales import scale_for


def row(year: int, qualifier: str, value: str | None, **more: object) -> dict[str, Any]:
    number = None if value is None else Decimal(value)
    return {
        "qualifier": qualifier,
        "obs_value": number,
        "lower": number if qualifier == "more_than" else None,
        "upper": number if qualifier == "nearly" else None,
        "bounds": "neither",
        "unit_measure": "persons",
        "period_start": None,
        "period_end": date(year, 12, 30),
        **more,
    }


NUMBERS = st.lists(
    st.decimals(min_value=-(10**9), max_value=10**12, places=2), min_size=1, max_size=6
)


@given(NUMBERS, st.sampled_from(["persons", "percent", "minutes"]))
def test_a_scale_has_few_even_ticks_from_end_to_end_around_zero_and_every_number(
    numbers: list[Decimal], unit: str
) -> None:
    scale = scale_for(numbers, unit, 20, 300)
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= 6
    assert (ticks[0], ticks[-1]) == (scale.low, scale.high)
    assert {after - before for before, after in pairwise(ticks)} == {scale.step}
    assert 0 in ticks
    assert all(20 <= scale.place(number) <= 300 for number in numbers)


@pytest.mark.parametrize(
    ("number", "unit", "ticks"),
    [
        ("2", "schools", [0, 1, 2, 3]),
        ("8", "schools", [0, 5, 10]),
        ("15", "minutes", [0, 5, 10, 15, 20]),
        ("50", "minutes", [0, 15, 30, 45, 60]),
        ("0.3", "CNY", [0, 0.1, 0.2, 0.3, 0.4]),
        ("0", "schools", [0, 1]),
        ("91.4", "percent", [0, 25, 50, 75, 100]),
    ],
)
def test_what_is_counted_has_whole_ticks_and_minutes_those_of_a_clock(
    number: str, unit: str, ticks: list[float]
) -> None:
    assert [float(tick) for tick in scale_for([Decimal(number)], unit, 0, 1).ticks()] == ticks


def test_a_line_joins_numbers_and_no_bound_range_or_target() -> None:
    rows = [
        row(2018, "exact", "10"),
        row(2019, "rounded", "11"),
        row(2020, "about", "12"),
        row(2021, "more_than", "12"),
        row(2022, "exact", "13"),
        row(2023, "range", None, lower=Decimal(10), upper=Decimal(15), bounds="both"),
        row(2024, "nominal", "20"),
        row(2025, "exact", "15"),
    ]
    picture = course_of(rows, "course", (800, 200)).draw(rows, "x", "t", "d")
    assert picture.count('class="line"') == 2
    assert picture.count('class="arrow"') == 1
    assert picture.count('class="bar"') == 1


def test_marks_stand_in_the_middle_of_their_years_or_at_their_days_where_a_year_has_several() -> (
    None
):
    yearly = [row(2023, "exact", "10"), row(2024, "exact", "11")]
    course = course_of(yearly, "course", (400, 200))
    assert [course.at(one, Decimal(10)).x for one in yearly] == [100, 300]
    assert course.labels() == ["2023", "2024"]
    twice = [row(2024, "exact", "10", period_end=date(2024, 6, 30)), row(2024, "exact", "11")]
    course = course_of(twice, "course", (366, 200))
    assert [course.at(one, Decimal(10)).x for one in twice] == [182, 365]


def test_many_years_are_labelled_in_even_stretches() -> None:
    rows = [row(year, "exact", "10") for year in range(2001, 2025)]
    labels = course_of(rows, "course", (400, 200)).labels()
    assert labels[:2] == ["2001–03", "2004–06"]
    assert len(labels) == 8


@pytest.mark.parametrize(
    ("qualifier", "fillings"),
    [("exact", 1), ("more_than", 1), ("nearly", 0), ("nominal", 0)],
)
def test_a_share_is_filled_only_as_far_as_its_words_reach(qualifier: str, fillings: int) -> None:
    share = row(2024, qualifier, "90", unit_measure="percent")
    picture = draw_on(scale_of([share]), [share], "x", "t", "d")
    assert picture.count('class="share"') == fillings


TOLD = """\
# linhe 1.0.1

## Since 1.0.0

Said in English of 14.3萬例

## 自 1.0.0 以来

中文所说

## Tables 表

| Table 表 | Rows 行数 |
|---|---:|
| `health` | 9 |
"""


@pytest.mark.parametrize(
    ("language", "shown", "hidden"),
    [
        ("en", ["Since 1.0.0", "Said in English of 14.3萬例", "Rows", "health"], ["中文", "行数"]),
        ("zh", ["自 1.0.0 以来", "中文所说", "行数", "health"], ["Since", "English", "Rows"]),
    ],
)
def test_a_page_shows_what_a_release_tells_in_its_language(
    language: str, shown: list[str], hidden: list[str]
) -> None:
    told = Changes().render(TOLD, language)
    assert [text for text in shown if text not in told] == []
    assert [text for text in hidden if text in told] == []
    assert "linhe 1.0.1" not in told


def test_a_first_release_says_so_in_the_language_of_the_page() -> None:
    told = "# a 1.0.0\n\nThis is the first release.\n\n这是首次发布。\n"
    assert Changes().render(told, "en") == "<p>This is the first release.</p>\n"
    assert Changes().render(told, "zh") == "<p>这是首次发布。</p>\n"
