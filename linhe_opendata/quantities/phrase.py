"""A matched expression as a quantity: its numbers, its unit, its qualifiers. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from linhe_opendata.quantities.grammar import HALVED
from linhe_opendata.quantities.money import name_currency
from linhe_opendata.quantities.numerals import (
    CROWDS,
    HALVES,
    HUNDRED,
    Number,
    in_digits,
    parse_amount,
    parse_discount,
    parse_numeral,
    say_list,
    share_scale,
    split_pair,
    tidy,
)
from linhe_opendata.quantities.qualifiers import (
    QUALIFIERS,
    STRENGTHS,
    WORDINGS,
    assert_bounds,
    below_zero,
    weaken,
)
from linhe_opendata.quantities.tables import currencies, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.quantities.grammar import Found

    Saying = tuple[Decimal | None, Decimal | None, Decimal | None, str, str]

_HALF, _UNIT = Decimal("0.5"), Decimal(1)
_COINS = 10
"""So many of one coin are one of the next."""
_SHARES = frozenset({"percent", "per_mille", "percentage_points"})
_OVER = {"月": "months", "平": "square_metres", "度": "kilowatt_hours"}
_BEFORE, _WITHIN, _AFTER = (
    {word: name for name, one in WORDINGS.items() for word in getattr(one, where).split()}
    for where in ("before", "within", "after")
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A reading of `start` to `end` of a text: one number, or the two ends of a range.

    `lead` is where its words begin; `start` is behind a currency that its unit does not need
    (新台币12万元).
    """

    start: int
    end: int
    numbers: tuple[Number, ...]
    unit: str
    qualifier: str | None
    lead: int
    is_share: bool = False

    def says(self) -> Saying:
        """Return the value, the bounds, which of them are included, and the qualifier.

        The ends of a range that is itself qualified (約十二三元) are marks and no bounds.
        """
        if len(self.numbers) > 1:
            low, high = (tidy(number.value) for number in self.numbers)
            return None, low, high, QUALIFIERS["range"].bounds[self.qualifier is not None], "range"
        number = self.numbers[0]
        qualifier = self.qualifier or ("rounded" if number.place else "exact")
        if number.value < 0:
            qualifier = below_zero(qualifier)
        value = tidy(number.value)
        return value, *assert_bounds(qualifier, value, number), qualifier


def read_single(found: Found) -> Phrase | None:
    """Return the reading of a match of `SINGLE`, None where its numeral says no number."""
    numeral = _complete(found)
    if numeral is None or _is_no_half(numeral, found):
        return None
    if number := _number(numeral, found):
        return _phrase(found, (number.negated() if found.get("sign") else number,))
    pair = split_pair(numeral)
    return _range(found, *pair) if pair else None


def read_range(found: Found) -> Phrase | None:
    """Return the reading of a match of `RANGE`, None unless it leads from less to more."""
    if found.get("low_unit") not in {None, found.get("unit"), found.get("tenths")}:
        return None
    return _range(found, share_scale(found.part("low"), found.number), found.number)


def read_parted(found: Found) -> Phrase | None:
    """Return the reading of a match of `PARTED` in its smaller unit, None if it is no such number.

    1小时30分 is 90 minutes; 一年12个月 is a year and twelve months, which are two numbers.
    """
    whole, part = parse_numeral(found.part("low")), parse_numeral(found.number)
    codes = (units.IN_PARTS[found.part("whole")], units.IN_PARTS[found.part("unit")])
    factor, unit = units.PARTS.get(codes), codes[1]
    if whole is None or part is None or factor is None or part.value >= factor:
        return None
    number = part.plus(whole.times(factor).value)
    if rest := found.get("rest"):
        unit, last = "seconds", parse_numeral(rest)
        factor = units.PARTS.get((codes[1], unit))
        if last is None or factor is None or last.value >= factor:
            return None
        number = last.plus(number.times(factor).value)
    return _phrase(found, (number.negated() if found.get("sign") else number,), unit)


def read_coins(found: Found) -> Phrase | None:
    """Return the reading of a match of `COINS`: 5元8角 is 5.8 of the currency that 元 is."""
    number = parse_numeral(found.part("low"))
    parts = [(found.number, found.part("part")), (found.get("rest"), found.get("rest_unit") or "")]
    for count, part in parts:
        if count is None or number is None:
            continue
        coins = parse_numeral(count)
        if coins is None or coins.value >= _COINS:
            return None
        number = number.plus(coins.times(units.SMALL_MONEY[part]).value)
    return _phrase(found, (number,), currencies.UNNAMED) if number else None


def read_tailed(found: Found) -> Phrase | None:
    """Return the reading of a match of `TAILED`: 1米8 says the same as 1.8米."""
    whole, tail = parse_numeral(found.part("low")), in_digits(found.number)
    digits = parse_numeral(tail)
    if whole is None or digits is None or whole.place or whole.value != whole.value // 1:
        return None
    place = Decimal(1).scaleb(-len(tail))
    unit = currencies.UNNAMED if found.get("unit") == "块" else units.WORDS[found.part("unit")]
    return _phrase(found, (Number(whole.plus(digits.times(place).value).value, place),), unit)


def read_doubled(found: Found) -> Phrase | None:
    """Return the reading of a match of `DOUBLED`: 翻两番 is four times as much."""
    number = parse_numeral(found.number)
    if number is None:
        return None
    qualifier = weaken(_qualifiers(found))
    value = Number(Decimal(2) ** int(number.value))
    return Phrase(found.start, found.end, (value,), "times", qualifier, found.start)


def _range(found: Found, low: str, high: str) -> Phrase | None:
    first, second = _number(low, found), _number(high, found)
    if first is None or second is None:
        return None
    first, second = _sign(found, first, second)
    return _phrase(found, (first, second)) if first.value < second.value else None


def _sign(found: Found, low: Number, high: Number) -> tuple[Number, Number]:
    """Return the ends of a range with their signs; 零下10至20℃ is below zero at both of them."""
    if found.get("sign") == "零下" and not (found.get("low_unit") or found.get("to_sign")):
        return high.negated(), low.negated()
    return (
        low.negated() if found.get("sign") else low,
        high.negated() if found.get("to_sign") else high,
    )


def _phrase(found: Found, numbers: tuple[Number, ...], unit: str | None = None) -> Phrase:
    unit, money = unit_of(found) if unit is None else unit, found.get("money")
    lead, start = found.start, found.start
    if money and (unit.partition("/")[0] in {"", *currencies.CURRENCIES}):
        if not (found.get("before") or money in currencies.SIGNED or not unit):
            start = found.match.end("money")
            start += found.text.startswith((":", " "), start)
        unit = name_currency(money, unit)
    return Phrase(
        start, found.end, numbers, unit, weaken(_qualifiers(found)), lead, is_share(found)
    )


def is_bare(numeral: str) -> bool:
    """Tell whether a numeral is a power of ten with nothing before it: 百, 千万."""
    return numeral[0] in "百千万亿" and numeral != HUNDRED


def is_share(found: Found) -> bool:
    """Tell whether a match says a part of a whole: 一半, 三分之一, 1/3, 三成."""
    return (
        found.number in HALVES
        or "/" in found.number
        or bool(found.get("of") or found.get("tenths"))
    )


def _is_no_half(numeral: str, found: Found) -> bool:
    """Tell whether a 半 halves nothing: neither 半年 nor a 过半 that is qualified."""
    bare = numeral == "半" and not found.get("before")
    return bare and not HALVED.match(found.text, found.match.end("number"))


def _complete(found: Found) -> str | None:
    """Return the numeral with the 一 that 近百 leaves out; None for 数百, 几十 and a mere 百."""
    numeral, before = say_list(found.number), found.before()
    vague = before and before in "几数好"
    if not is_bare(numeral):
        return None if vague and numeral[0] == "十" else numeral
    qualified = found.get("before") or found.get("within") or found.get("after") or found.get("of")
    return "一" + numeral if qualified and not vague else None


def _number(numeral: str, found: Found) -> Number | None:
    """Return a numeral as the number that its whole expression makes of it."""
    numeral += found.get("scale") or ""
    number = parse_discount(numeral) if found.get("discount") else parse_amount(numeral)
    if number and (of := found.get("of")):
        number = _share(number, of)
    half = found.get("half") or found.get("more") == "半"
    if number and found.get("tenths"):
        number = _tenths(number, "五" if half else found.get("tenth"))
    elif number and half:
        number = number.plus(_HALF)
    if number and (unit := found.get("unit")) in units.FACTORS:
        number = number.times(Decimal(units.FACTORS[unit or ""][1]))
    if number is None or number.place is not None or found.get("discount"):
        return number
    return Number(number.value, _UNIT) if unit_of(found) in _SHARES else number


def _share(number: Number, of: str) -> Number | None:
    """Return a share: 五 of 百分之 is 5 percent, 一 of 三分之 is a third."""
    if of + "分之" in units.RATIOS:
        return number
    whole = parse_numeral("一" + of if is_bare(of) else of)
    return number.over(whole.value) if whole else None


def _tenths(number: Number, tenth: str | None) -> Number:
    if tenth is None:
        return number.times(units.TENTH, rounded=True)
    more = parse_numeral(tenth)
    return Number(number.times(units.TENTH).value + (more.value if more else 0), Decimal(1))


def unit_of(found: Found) -> str:
    """Return the code of the unit of an expression, empty where it has none."""
    if found.get("tenths") or found.get("discount") or found.number == HUNDRED:
        return "percent"
    if counted := found.get("counted"):
        return units.WORDS[found.part("each") + counted]
    unit = units.WORDS.get(found.get("unit") or "", "")
    if found.get("unit") == "块" and found.get("money"):
        unit = currencies.UNNAMED
    if not unit:
        unit = units.RATIOS.get(f"{found.get('of')}分之", "")
    return unit + _per(found)


def _per(found: Found) -> str:
    """Return what a rate is for: `/persons` of 元/人, `/1000_persons` of 每千人."""
    if over := found.get("over"):
        per = "/" + _so_many(found.get("over_base")) + _over(over)
        return per + (f"/{_over(time)}" if (time := found.get("over_time")) else "")
    if found.get("per"):
        unit = units.WORDS.get(found.get("per_unit") or "", "persons")
        return "/" + _so_many(found.get("base")) + unit
    return ""


def _over(word: str) -> str:
    return _OVER.get(word) or units.WORDS.get(word, "number")


def _so_many(base: str | None) -> str:
    number = parse_numeral("一" + base if is_bare(base) else base) if base else None
    return f"{number.value:f}_" if number else ""


def _qualifiers(found: Found) -> Iterator[str]:
    for words, group in ((_BEFORE, "before"), (_WITHIN, "within"), (_BEFORE, "nearer")):
        if word := found.get(group):
            yield words[word[0] if group == "within" else word]
    if found.number in CROWDS:
        yield "at_least"
    if word := found.get("after"):
        yield _AFTER[word.lstrip("都还仍")]
    if word := found.get("strong"):
        yield STRENGTHS[word]
    if found.get("more") == "多":
        yield _WITHIN["多"]
