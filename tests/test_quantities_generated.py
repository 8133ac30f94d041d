"""Every word of the tables with every hedge and every numeral, in both scripts."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import opencc
import pytest

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities import parse_quantity, read_quantities
from linhe_opendata.quantities.qualifiers import SUPERLATIVES, WORDINGS
from linhe_opendata.quantities.tables import beside, currencies, measures, nouns, units

_TRADITIONAL = [opencc.OpenCC(table) for table in ("s2t", "s2tw", "s2hk")]
_NUMERALS = (
    "3200",
    "3,200",
    "３２００",
    "3，200",
    "3 200",
    "3'200",
    "三千二百",
    "3千2百",
    "三千二",
)
_VALUE = Decimal(3200)
_FREE = sorted(set(units.UNIT_CODES) - set(beside.ONLY_BEFORE))
"""Words that are units whatever follows them."""
_WORDS = {
    (where, word): qualifier
    for qualifier, wording in WORDINGS.items()
    for where in ("before", "after")
    for word in getattr(wording, where).split()
}
_AMONG = {"起": "元", "多": "公里", "内": "公里", "过": "", "上": ""}
"""After words that not every unit takes, a unit that does; empty: only before 百 and the like."""


def _says(text: str) -> tuple[Decimal | None, str, str]:
    quantity = parse_quantity(text)
    return quantity.value, quantity.qualifier, quantity.unit


def _in_both_scripts(text: str) -> set[str]:
    return {text, *map("".join, zip(*map(_variants, text), strict=True))}


@cache
def _variants(character: str) -> tuple[str, ...]:
    return tuple(script.convert(character) for script in _TRADITIONAL)


def _code(unit: str) -> str:
    code = units.UNIT_CODES[unit]
    return "CNY" if code == currencies.UNNAMED else code


@pytest.mark.parametrize("unit", _FREE)
def test_a_unit_is_itself_after_every_numeral_and_in_both_scripts(unit: str) -> None:
    measured = _code(unit) in {"percent", "per_mille", "percentage_points"}
    for numeral in _NUMERALS[: -1 if unit[0] in "百千" else None]:  # 三千二百帕 is 3,200 帕
        for text in _in_both_scripts(numeral + unit):
            said = (_VALUE, "rounded" if measured else "exact", _code(unit))
            assert said == _says(text), text


@pytest.mark.parametrize("unit", _FREE)
def test_a_unit_bears_a_hedge_before_and_after_it_and_a_range(unit: str) -> None:
    code = _code(unit)
    near = "about" if code in units.CALENDAR_DURATIONS else "nearly"
    hedge = "约" if code in units.CALENDAR_DURATIONS else "近"
    for text in _in_both_scripts(f"{hedge}3200{unit}"):
        assert (_VALUE, near, code) == _says(text)
    for text in _in_both_scripts(f"3200{unit}以上"):
        assert (_VALUE, "at_least", code) == _says(text)
    quantity = parse_quantity(f"3200至4500{unit}")
    assert (_VALUE, Decimal(4500), code) == (quantity.lower, quantity.upper, quantity.unit)


@pytest.mark.parametrize(("where", "word"), _WORDS)
def test_a_wording_claims_the_same_of_every_numeral_and_in_both_scripts(
    where: str, word: str
) -> None:
    unit = _AMONG.get(word, "元")
    for numeral in ("百", "千") if not unit else _NUMERALS:
        number = numeral + (unit or "人")
        for text in _in_both_scripts(word + number if where == "before" else number + word):
            value, qualifier, _ = _says(text)
            assert (qualifier, value) == (
                _WORDS[where, word],
                _VALUE if unit else {"百": 100, "千": 1000}[numeral],
            ), text


@pytest.mark.parametrize("word", sorted(SUPERLATIVES))
def test_a_superlative_bounds_money_and_not_a_temperature(word: str) -> None:
    assert parse_quantity(f"{word}3200元").qualifier in {"at_most", "at_least"}
    assert [one.qualifier for one in read_quantities(f"{word}35℃")] == ["exact"]


@pytest.mark.parametrize(
    "noun", [noun for noun in nouns.NOUNS.split() if noun[0] not in units.UNIT_CODES]
)
def test_a_noun_without_a_measure_word_is_counted_and_kept(noun: str) -> None:
    for text in _in_both_scripts(f"近3.2万{noun}"):
        (quantity,) = read_quantities(text)
        said = (quantity.text, quantity.noun, quantity.unit, quantity.qualifier)
        assert (text[:5], text[5:], "number", "nearly") == said


@pytest.mark.parametrize(
    "word",
    [word for word in sorted(measures.LOOSE & set(_FREE)) if word[0] not in units.UNIT_CODES],
)
def test_a_loose_measure_word_counts_nothing_after_one_chinese_digit(word: str) -> None:
    assert [one for one in read_quantities(f"在三{word}，") if one.unit == "number"] == []
    assert [f"{one.value}" for one in read_quantities(f"有十三{word}，")] == ["13"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        (word, code)
        for code, words in currencies.BEFORE.items()
        if code not in currencies.SIGNS
        for word in words.split()
    ],
)
def test_a_currency_before_the_number_is_that_of_the_amount(word: str, code: str) -> None:
    for text in _in_both_scripts(f"约{word}3,200元"):
        assert (_VALUE, "about", code) == _says(text)
        (quantity,) = read_quantities(f"共{text}。", place="TW")
        assert code == quantity.unit


@pytest.mark.parametrize("unit", ["元", "人", "%", "公里", "岁", "个月"])
def test_a_negation_turns_a_bound_and_never_loses_it(unit: str) -> None:
    for word, qualifier in (("超过", "at_most"), ("低于", "at_least"), ("少于", "at_least")):
        assert qualifier == parse_quantity(f"不{word}3200{unit}").qualifier
        assert qualifier != parse_quantity(f"{word}3200{unit}").qualifier


@pytest.mark.parametrize("text", ["3200人和", "3200人3", "近", "翻番", "约元", "每千人", "1/0"])
def test_what_is_more_or_less_than_a_quantity_is_refused(text: str) -> None:
    with pytest.raises(UnreadableQuantityError):
        parse_quantity(text)
