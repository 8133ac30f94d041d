"""What a figure's page says: every bound that the source asserts, and no other."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from linhe_opendata.metadata import Text
from linhe_opendata.portal.pages import strings
from linhe_opendata.portal.pages.changes import Changes
from linhe_opendata.portal.pages.strings import PAGE_WORDS
from linhe_opendata.portal.pages.words import say_figure, say_number, say_value, what_is_not_said
from linhe_opendata.portal.pictures.marks import draw_figure
from linhe_opendata.quantities.qualifiers import QUALIFIERS

_T = re.compile(r"\bt\.(\w+)")
"""What a template calls the words."""

PERSONS = Text("persons", "人")

CASES = [
    ("exact", 1709, 1709, 1709, "both", "1,709", "1,709 persons"),
    ("rounded", 143000, 142500, 143500, "both", "143,000", "it stands for 142,500 to 143,500"),
    ("about", 30, None, None, "neither", "≈ 30", "within what bounds is not said"),
    ("nearly", 300, None, 300, "neither", "< 300", "how much less is not said"),
    ("more_than", 800, 800, None, "neither", "> 800", "how much more is not said"),
    ("at_least", 100, 100, None, "left", "≥ 100", "100 persons or more"),
    ("less_than", 5, None, 5, "neither", "< 5", "less than 5"),
    ("at_most", 30, None, 30, "right", "≤ 30", "30 persons or less"),
    ("range", None, 10, 15, "both", "10–15", "between 10 and 15 persons"),
    ("nominal", 15, None, None, "neither", "15", "not a measured number"),
]


def row(
    qualifier: str, value: int | None, lower: int | None, upper: int | None, bounds: str
) -> dict[str, Any]:
    numbers = {"obs_value": value, "lower": lower, "upper": upper}
    return {
        "qualifier": qualifier,
        "bounds": bounds,
        "unit_measure": "persons",
        "period_start": None,
        "period_end": date(2024, 12, 30),
        **{name: None if number is None else Decimal(number) for name, number in numbers.items()},
    }


def test_every_word_of_the_pages_is_shown_on_one() -> None:
    folder = Path(strings.__file__).parent
    pages = "".join(page.read_text("utf-8") for page in folder.rglob("*.html"))
    code = "".join(module.read_text("utf-8") for module in folder.glob("*.py"))
    named = {name for name in PAGE_WORDS["en"] if f'"{name}"' in code}
    assert {*_T.findall(pages), *named} == PAGE_WORDS["en"].keys()


def test_every_qualifier_has_words() -> None:
    assert {case[0] for case in CASES} == set(QUALIFIERS)


@pytest.mark.parametrize(
    ("qualifier", "value", "lower", "upper", "bounds", "headline", "words"), CASES
)
def test_a_figure_is_said_with_the_bounds_that_it_has(  # noqa: PLR0913, PLR0917 -- a case
    qualifier: str,
    value: int | None,
    lower: int | None,
    upper: int | None,
    bounds: str,
    headline: str,
    words: str,
) -> None:
    figure = row(qualifier, value, lower, upper, bounds)
    said = say_figure(figure, PERSONS)
    assert say_value(figure) == headline
    assert words in said.en
    assert "人" in said.zh


@pytest.mark.parametrize(
    ("qualifier", "value", "lower", "upper", "side"),
    [
        ("nearly", 300, None, 300, "no lower bound"),
        ("more_than", 800, 800, None, "no upper bound"),
        ("about", 30, None, None, "no bound on either side"),
        ("nominal", 15, None, None, "not measured"),
    ],
)
def test_an_open_side_is_called_open(
    qualifier: str, value: int, lower: int | None, upper: int | None, side: str
) -> None:
    said = [line.en for line in what_is_not_said(row(qualifier, value, lower, upper, "neither"))]
    assert side in said[0]


def test_a_picture_of_an_open_side_names_no_end_of_its_arrow() -> None:
    figure = row("more_than", 800, 800, None, "neither")
    words = say_figure(figure, PERSONS).en
    picture = draw_figure(figure, "x", "Consultations", words)
    described = picture[picture.index("<desc") : picture.index("</desc>")]
    assert "arrow" in picture
    assert [part for part in described.split() if part[0].isdigit()] == ["800"]


@pytest.mark.parametrize(
    ("qualifier", "value", "lower", "upper", "bounds", "_headline", "_words"), CASES
)
def test_a_picture_stays_in_its_frame(
    qualifier: str,
    value: int | None,
    lower: int | None,
    upper: int | None,
    bounds: str,
    _headline: str,
    _words: str,
) -> None:
    picture = draw_figure(row(qualifier, value, lower, upper, bounds), "x", "t", "d")
    places = [float(part.split('"')[0]) for part in picture.split('cx="')[1:]]
    assert all(10 <= place <= 310 for place in places)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("1709", "1,709"),
        ("91.40", "91.4"),
        ("0.000", "0"),
        ("-2.10", "-2.1"),
        ("1E+9", "1,000,000,000"),
    ],
)
def test_a_number_is_written_in_groups_without_idle_digits(number: str, written: str) -> None:
    assert say_number(Decimal(number)) == written


def test_text_in_a_picture_is_no_markup() -> None:
    picture = draw_figure(row("exact", 1, 1, 1, "both"), "x", "<script>", "a & b")
    assert "&lt;script&gt;" in picture
    assert "a &amp; b" in picture


TOLD = """# linhe 1.0.1

## Since 1.0.0

Version part to raise: patch

## 自 1.0.0 以来

应提升的版本部分：修订号

What changed before that, the `CHANGES.md` of 1.0.0 tells.

更早的变更，见 1.0.0 的 `CHANGES.md`。
"""


@pytest.mark.parametrize(
    ("language", "shown", "hidden"),
    [("en", "What changed before that", "更早的变更"), ("zh", "更早的变更", "What changed")],
)
def test_a_page_shows_the_paragraphs_of_its_language_wherever_they_stand(
    language: str, shown: str, hidden: str
) -> None:
    rendered = Changes().render(TOLD, language)
    assert shown in rendered
    assert hidden not in rendered
