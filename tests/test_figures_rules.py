from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from linhe_opendata.figures.model import Figure, Indicator
from linhe_opendata.figures.rules import check_figure
from linhe_opendata.quantities import parse_quantity
from linhe_opendata.quantities.qualifiers import QUALIFIERS, WORDINGS

NEARLY_300 = Figure(
    indicator="referrals",
    period_start=None,
    period_end=date(2024, 12, 30),
    obs_value=Decimal(300),
    lower=None,
    upper=Decimal(300),
    bounds="neither",
    qualifier="nearly",
    unit_measure="persons",
    as_stated="近300人",
    source="text",
    char_start=5,
)
FLOW = Indicator("referrals", "health", "persons", "flow")
STOCK = replace(FLOW, measure_type="stock")
SHARE = Indicator("referrals", "health", "percent", "ratio")


def said(words: str, **changes: Any) -> Figure:  # noqa: ANN401 -- any field of a figure
    """Return the figure that records `words` as they read, then changed."""
    quantity = parse_quantity(words)
    figure = replace(
        NEARLY_300,
        as_stated=words,
        obs_value=quantity.value,
        lower=quantity.lower,
        upper=quantity.upper,
        bounds=quantity.bounds,
        qualifier=quantity.qualifier,
        unit_measure=quantity.unit,
    )
    return replace(figure, **changes)


def findings(figure: Figure, indicator: Indicator | None = None) -> list[tuple[str, str, str]]:
    found = check_figure(figure, "health", indicator)
    return [(finding.rule, finding.field, str(finding.said)) for finding in found]


@pytest.mark.parametrize(
    "words",
    [
        "8所",
        "14.3萬例",
        "約40人",
        "近300人",
        "800余人次",
        "60%以上",
        "不足3天",
        "10分鐘以内",
        "10分鐘~15分鐘",
        "十二三元",
        "約十二三元",
    ],
)
def test_a_figure_recorded_as_its_words_read_is_sound(words: str) -> None:
    assert findings(said(words)) == []


@pytest.mark.parametrize("words", ["15分鐘", "90%", "14.3萬例"])
def test_nominal_may_stand_where_the_words_read_exact_or_rounded(words: str) -> None:
    figure = said(words, qualifier="nominal", lower=None, upper=None, bounds="neither")
    assert findings(figure) == []


def test_nominal_may_not_stand_for_another_qualifier() -> None:
    figure = replace(NEARLY_300, qualifier="nominal", upper=None)
    assert findings(figure) == [
        ("figure-words", "qualifier", "the words '近300人' say 'nearly', not 'nominal'")
    ]


@pytest.mark.parametrize(
    ("changes", "rule", "field", "note"),
    [
        (
            {"obs_value": Decimal(310), "upper": Decimal(310)},
            "figure-words",
            "obs_value",
            "the words '近300人' say 300, not 310",
        ),
        (
            {"unit_measure": "cases"},
            "figure-words",
            "unit_measure",
            "the words '近300人' say 'persons', not 'cases'",
        ),
        (
            {"lower": Decimal(300), "upper": None},
            "figure-bounds",
            "lower",
            "'nearly' asserts no lower bound: leave lower empty, not 300",
        ),
        (
            {"upper": None},
            "figure-bounds",
            "upper",
            "'nearly' bounds the number: upper must not be empty",
        ),
        (
            {"upper": Decimal(320)},
            "figure-bounds",
            "upper",
            "'nearly' is bounded by the value itself: upper is 320, the value is 300",
        ),
        (
            {"bounds": "both"},
            "figure-bounds",
            "bounds",
            "'nearly' has the bounds 'neither', not 'both'",
        ),
        (
            {"obs_value": None},
            "figure-bounds",
            "obs_value",
            "'nearly' asserts a value: give obs_value",
        ),
        (
            {"period_start": date(2025, 1, 1)},
            "figure-period",
            "period_end",
            "the period ends on 2024-12-30, before it begins on 2025-01-01; correct one of the two",
        ),
        (
            {"as_stated": "很多人"},
            "figure-words",
            "as_stated",
            "Give the numeric expression only, as printed",
        ),
    ],
)
def test_a_broken_figure_says_what_is_wrong(
    changes: dict[str, Any], rule: str, field: str, note: str
) -> None:
    found = findings(replace(NEARLY_300, **changes))
    assert [(r, f) for r, f, n in found if note in n] == [(rule, field)]


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"lower": Decimal(16)}, "the lower bound 16 is above the upper bound 15; swap them"),
        ({"obs_value": Decimal(12)}, "'range' asserts no single value: leave obs_value empty"),
        ({"lower": Decimal(11)}, "the words '10分鐘~15分鐘' say lower 10, not 11"),
    ],
)
def test_a_broken_range_says_what_is_wrong(changes: dict[str, Any], note: str) -> None:
    found = findings(said("10分鐘~15分鐘", **changes))
    assert note in [n for _, _, n in found]


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"lower": Decimal(143001)}, "the lower bound 143001 is above the value 143000"),
        ({"upper": Decimal(142999)}, "the upper bound 142999 is below the value 143000"),
        ({"upper": Decimal(143400)}, "the words '14.3萬例' say upper 143500, not 143400"),
    ],
)
def test_a_value_lies_within_its_bounds(changes: dict[str, Any], note: str) -> None:
    assert note in [n for _, _, n in findings(said("14.3萬例", **changes))]


@pytest.mark.parametrize(
    ("indicator", "changes", "rule", "note"),
    [
        (
            replace(FLOW, set="education"),
            {},
            "figure-indicator",
            "'referrals' belongs to the table 'education'; move the row there",
        ),
        (
            replace(FLOW, unit_measure="cases"),
            {},
            "figure-unit",
            "'referrals' is measured in 'cases', not 'persons'",
        ),
        (
            STOCK,
            {"period_start": date(2024, 1, 1)},
            "figure-period",
            "a stock is counted on one day: leave period_start empty, give the day as period_end",
        ),
    ],
)
def test_a_figure_keeps_to_its_indicator(
    indicator: Indicator, changes: dict[str, Any], rule: str, note: str
) -> None:
    found = check_figure(replace(NEARLY_300, **changes), "health", indicator)
    assert [(finding.rule, str(finding.said)) for finding in found] == [(rule, note)]


@pytest.mark.parametrize(("words", "shares"), [("101%", 1), ("100%", 0), ("90%~110%", 1)])
def test_a_share_is_between_0_and_100_percent(words: str, shares: int) -> None:
    found = [finding for finding in findings(said(words), SHARE) if finding[0] == "figure-percent"]
    assert len(found) == shares


def test_every_schema_of_figures_has_the_qualifiers_of_the_table_and_their_bounds(
    linhe_schemas: dict[str, Any],
) -> None:
    tables = ("education", "health", "elderly_care", "employment")
    bounds = {word for asserted in QUALIFIERS.values() for word in asserted.bounds}
    for table in tables:
        fields = {field["name"]: field for field in linhe_schemas[table]["fields"]}
        assert fields["qualifier"]["constraints"]["enum"] == list(QUALIFIERS)
        assert set(fields["bounds"]["constraints"]["enum"]) == bounds
    assert WORDINGS.keys() < QUALIFIERS.keys()


@pytest.mark.parametrize("page", ["figures.md", "figures.zh.md"])
def test_the_page_on_figures_shows_the_table_of_qualifiers(page: str) -> None:
    text = (Path(__file__).parents[1] / "docs" / "explanation" / page).read_text("utf-8")
    rows = [row.strip("|").split("|") for row in text.splitlines() if row.startswith("| `")]
    told = {
        row[0].strip(" `"): tuple(cell.strip() for cell in row[2:])
        for row in rows
        if row[0].strip(" `") in QUALIFIERS
    }
    assert list(told) == list(QUALIFIERS)
    for qualifier, (value, lower, upper, bounds) in told.items():
        asserted = QUALIFIERS[qualifier]
        assert value == ("v" if asserted.value else "")
        for cell, side in ((lower, asserted.lower), (upper, asserted.upper)):
            assert {"": "none", "v": "same"}.get(cell, "apart") == side
        assert bounds == asserted.bounds[0]


def test_a_word_that_is_no_qualifier_is_found() -> None:
    ((rule, field, note),) = findings(said("3个", qualifier="some"))
    assert (rule, field) == ("figure-qualifier", "qualifier")
    assert note.startswith("'some' is no qualifier; known are exact, rounded, about")


@pytest.mark.parametrize("indicator", [None, FLOW, SHARE, replace(FLOW, maximum=Decimal("NaN"))])
@pytest.mark.parametrize(
    ("field", "number", "cell"),
    [
        ("obs_value", "NaN", "NaN"),
        ("upper", "NaN", "NaN"),
        ("lower", "-Infinity", "-INF"),
        ("obs_value", "Infinity", "INF"),
    ],
)
def test_a_number_that_is_none_is_found_and_nothing_compared_with_it(
    field: str, number: str, cell: str, indicator: Indicator | None
) -> None:
    figure = said("近300人", **{field: Decimal(number)})
    said_of_it = f"{cell} is not a figure; leave the cell empty or give a missing value"
    assert findings(figure, indicator) == [("figure-bounds", field, said_of_it)]


def test_a_field_of_integers_holds_numbers_and_limits_too() -> None:
    figure: Any = {"obs_value": 300, "upper": 300}
    limits: Any = {"minimum": 0, "maximum": 299}
    assert findings(replace(NEARLY_300, **figure), FLOW) == []
    (found,) = findings(replace(NEARLY_300, **figure), replace(FLOW, **limits))
    assert found[:2] == ("figure-limits", "obs_value")


def test_a_limit_that_is_no_number_limits_nothing() -> None:
    limited = replace(FLOW, minimum=Decimal("NaN"), maximum=Decimal("NaN"))
    assert findings(NEARLY_300, limited) == []
