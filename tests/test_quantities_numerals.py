"""Numerals are read exactly or not at all: Arabic, Chinese, formal, mixed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from quantity_tables import spell

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities import parse_quantity
from linhe_opendata.quantities.numerals import plain

WHOLE = {
    "0|零|〇|０": 0,
    "5|五": 5,
    "10|十|一十|壹拾": 10,
    "12|十二|壹拾贰": 12,
    "25|二十五|廿五": 25,
    "36|三十六|卅六": 36,
    "120|一百二十|一百二|壹佰贰拾|壹佰貳拾": 120,
    "110|一百一|一百一十|一百一十个": 110,
    "101|一百零一|壹佰零壹": 101,
    "250|两百五|兩百五|二百五十": 250,
    "1500|1千5百|一千五百|一千五|1,500|壹仟伍佰": 1500,
    "2300|2千3|2千3百|两千三|兩千三": 2300,
    "1005|一千零五": 1005,
    "1050|一千零五十": 1050,
    "3030|三千零三十|三千零三十人": 3030,
    "10001|一万零一|一萬零一": 10_001,
    "10500|一万零五百": 10_500,
    "35000|三万五|三萬五|3万5|3万5千|三万五千|三萬五千": 35_000,
    "120001|十二万零一": 120_001,
    "1234567|1,234,567|一百二十三万四千五百六十七": 1_234_567,
    "230000000|两亿三|兩億三|2亿3千万": 230_000_000,
    "100020003|一亿零二万零三": 100_020_003,
    "3000000000000|3万亿|三万亿|三萬億": 3_000_000_000_000,
    "10000000000000000|一亿亿": 10**16,
}
DECIMAL = {
    "3.5|三点五|三點五": "3.5",
    "0.5|零点五": "0.5",
    "35000|3.5万|三点五万|3.5 万": "35000",
    "350000000|3.5亿|三点五亿|三點五億": "350000000",
    "1.50|1.5": "1.5",
    "2500|2.5千": "2500",
    "12.34万|123400": "123400",
    "1234.5|1,234.5": "1234.5",
    "56600亿|5.66万亿|五点六六万亿": "5660000000000",
}
NO_NUMBER = [
    *("三百五千", "五三", "十百", "零五", "一二三", "二〇二", "百", "万", "亿", "千万"),
    *(
        "一千一千",
        "百一",
        "三十二十",
        "1,23",
        "12,34,567",
        "1.2.3",
        "点五",
        "零分之五",
        "3千15百",
        "五三点五",
        "三点",
        "一千零",
        "1千2千",
    ),
    *("数百", "几十", "好几百", "一万二万", "一亿三亿", "九" * 41, "9" * 41, "", " ", "人", "近"),
]


def _value(spelling: str) -> Decimal | None:
    return parse_quantity(spelling).value


@pytest.mark.parametrize(
    ("spelling", "value"),
    [(text, value) for texts, value in WHOLE.items() for text in spell(texts)],
)
def test_all_spellings_of_a_whole_number_have_one_value(spelling: str, value: int) -> None:
    assert Decimal(value) == _value(spelling)


@pytest.mark.parametrize(
    ("spelling", "value"),
    [(text, value) for texts, value in DECIMAL.items() for text in spell(texts)],
)
def test_all_spellings_of_a_decimal_number_have_one_value(spelling: str, value: str) -> None:
    assert Decimal(value) == _value(spelling)


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_is_no_number_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(UnreadableQuantityError, match="is not one quantity"):
        parse_quantity(text)


def test_a_value_is_printed_without_exponent_and_trailing_zeros() -> None:
    expected = ["3000000000000", "1.5", "10", "0.00005"]
    assert expected == [f"{_value(text)}" for text in ("3万亿", "1.50", "10", "万分之0.5")]


def test_the_refusal_of_a_date_names_its_kind() -> None:
    with pytest.raises(UnreadableQuantityError) as caught:
        parse_quantity("11月29日")
    expected = "'11月29日' is not one quantity: it is of the kind 'date'."
    assert expected == str(caught.value)


def test_the_refusal_of_two_quantities_says_that_no_reading_covers_them() -> None:
    with pytest.raises(UnreadableQuantityError) as caught:
        parse_quantity("3人和5人")
    expected = "'3人和5人' is not one quantity: no reading covers it from end to end."
    assert expected == str(caught.value)


@pytest.mark.parametrize(
    ("number", "thousands", "written"),
    [
        ("300", "", "300"),
        ("3E+2", "", "300"),
        ("14.30", "", "14.3"),
        ("2.000", "", "2"),
        ("1E-9", "", "0.000000001"),
        ("-0.50", "", "-0.5"),
        ("143000.10", ",", "143,000.1"),
        ("1E+6", ",", "1,000,000"),
    ],
)
def test_a_number_is_written_plainly(number: str, thousands: str, written: str) -> None:
    assert plain(Decimal(number), thousands=thousands) == written
