"""What is beside a number, read up to its last character and no further."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from linhe_opendata import quantities
from linhe_opendata.quantities import read_quantities
from linhe_opendata.quantities.numerals import plain, plain_column

READ: dict[str, list[str]] = {
    "A5人": [],
    "B65岁": [],
    "5天起": ["5天 5 days 5..5"],
    "查处156起": ["156 156 - 156..156"],
    "30元起": ["30元起 30 CNY 30.."],
    "15+人": ["15+人 15 persons 15.."],
    "15余元": ["15余元 15 CNY 15.."],
    "300+人": ["300+人 300 persons 300.."],
    "207万65岁以上": ["207万 2070000 - 2065000..2075000", "65岁以上 65 years_of_age 65.."],
    "3.2万65岁以上": ["3.2万 32000 - 31500..32500", "65岁以上 65 years_of_age 65.."],
    "三成五": ["三成五 35 percent 34.5..35.5"],
    "五成": ["五成 50 percent 45..55"],
    "HK$5美元": ["HK$5美元 5 currency 5..5"],
    "US$5美元": ["US$5美元 5 USD 5..5"],
    "$5新台币": ["$5新台币 5 TWD 5..5"],
    "分别为3、4人": ["3 3 - 3..3", "4人 4 persons 4..4"],
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_an_expression_ends_where_its_words_do(text: str, expected: list[str]) -> None:
    told = [
        f"{one.text} {one.value} {one.unit or '-'} {bound(one.lower)}..{bound(one.upper)}"
        for one in read_quantities(text)
    ]
    assert told == expected


def bound(number: Decimal | None) -> str:
    return "" if number is None else str(number)


@pytest.mark.parametrize(
    ("scale", "numbers"),
    [
        (0, ["300", "0", None, "-10", "300"]),
        (3, ["300", "14.300", "0.001", "-0.500", None, "0"]),
        (12, ["0.000000000001", "1", "-0.000000000250"]),
    ],
)
def test_a_column_is_written_as_each_of_its_numbers_is(
    scale: int, numbers: list[str | None]
) -> None:
    values = [None if number is None else Decimal(number) for number in numbers]
    column = pa.array(values, pa.decimal128(30, scale))
    expected = [None if value is None else plain(value) for value in values]
    assert plain_column(column).to_pylist() == expected


def test_thousands_are_apart_only_where_that_is_asked_for() -> None:
    assert plain(Decimal("1234567.50")) == "1234567.5"


def test_the_room_has_no_other_names_than_those_it_tells() -> None:
    for name in quantities.__all__:
        assert getattr(quantities, name)
    with pytest.raises(AttributeError, match=r"^module 'linhe_opendata\.quantities' has no attri"):
        _ = quantities.nothing
