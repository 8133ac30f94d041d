"""A matched expression as a quantity: its numbers, its unit, its qualifiers. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from linhe_opendata.quantities import units
from linhe_opendata.quantities.model import Quantity
from linhe_opendata.quantities.numerals import Number, parse_numeral, share_scale, split_pair, tidy
from linhe_opendata.quantities.qualifiers import WORDINGS, assert_bounds, below_zero, weaken

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_HALF = Decimal("0.5")
_SHARES = frozenset({"percent", "per_mille", "percentage_points"})
_COUNTED = {"月": "months", "小时": "hours", "星期": "weeks", "百分点": "percentage_points"}
_BEFORE, _WITHIN, _AFTER = (
    {word: name for name, one in WORDINGS.items() for word in getattr(one, where).split()}
    for where in ("before", "within", "after")
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A reading of `start` to `end` of a text: one number, or the two ends of a range."""

    start: int
    end: int
    numbers: tuple[Number, ...]
    unit: str
    qualifier: str | None

    def quantity(self, text: str) -> Quantity:
        """Return the quantity that the phrase says in `text`.

        The ends of a range that is itself qualified (約十二三元) are marks and no bounds.
        """
        where = (text[self.start : self.end], self.start, self.end)
        if len(self.numbers) > 1:
            low, high = (tidy(number.value) for number in self.numbers)
            bounds = "neither" if self.qualifier else "both"
            return Quantity(*where, None, low, high, bounds, "range", self.unit)
        number = self.numbers[0]
        qualifier = self.qualifier or ("rounded" if number.place else "exact")
        if number.value < 0:
            qualifier = below_zero(qualifier)
        lower, upper, bounds = assert_bounds(qualifier, number)
        return Quantity(*where, tidy(number.value), lower, upper, bounds, qualifier, self.unit)


def read_single(match: re.Match[str]) -> Phrase | None:
    """Return the reading of a match of `SINGLE`, None where its numeral says no number."""
    numeral = _complete(match)
    if numeral is None:
        return None
    if number := _number(numeral, match):
        return _phrase(match, (number.negated() if match["sign"] else number,))
    pair = split_pair(numeral)
    return _range(match, *pair) if pair else None


def read_range(match: re.Match[str]) -> Phrase | None:
    """Return the reading of a match of `RANGE`, None unless it leads from less to more."""
    if match["low_unit"] not in {None, match["unit"], match["tenths"]}:
        return None
    return _range(match, share_scale(match["low"], match["number"]), match["number"])


def read_parted(match: re.Match[str]) -> Phrase | None:
    """Return the reading of a match of `PARTED` in its smaller unit, None if it is no such number.

    1小时30分 is 90 minutes; 一年12个月 is a year and twelve months, which are two numbers.
    """
    whole, part = parse_numeral(match["low"]), parse_numeral(match["number"])
    factor = units.PARTS.get((units.WORDS[match["whole"]], unit_of(match)))
    if whole is None or part is None or factor is None or part.value >= factor:
        return None
    number = part.plus(whole.times(factor).value)
    return _phrase(match, (number.negated() if match["sign"] else number,))


def _range(match: re.Match[str], low: str, high: str) -> Phrase | None:
    first, second = _number(low, match), _number(high, match)
    if first is None or second is None:
        return None
    first, second = _sign(match, first, second)
    return _phrase(match, (first, second)) if first.value < second.value else None


def _sign(match: re.Match[str], low: Number, high: Number) -> tuple[Number, Number]:
    """Return the ends of a range with their signs; 零下10至20℃ is below zero at both of them."""
    groups = match.groupdict()
    if groups["sign"] == "零下" and not (groups.get("low_unit") or groups.get("to_sign")):
        return high.negated(), low.negated()
    return (
        low.negated() if groups["sign"] else low,
        high.negated() if groups.get("to_sign") else high,
    )


def _phrase(match: re.Match[str], numbers: tuple[Number, ...]) -> Phrase:
    return Phrase(*match.span(), numbers, unit_of(match), weaken(_qualifiers(match)))


def character_before(match: re.Match[str], group: str | int = 0) -> str:
    """Return the character before a match or a group of it, empty at the beginning."""
    at = match.start(group)
    return match.string[at - 1] if at else ""


def is_bare(numeral: str) -> bool:
    """Tell whether a numeral is a power of ten with nothing before it: 百, 千万."""
    return numeral[0] in "百千万亿"


def _complete(match: re.Match[str]) -> str | None:
    """Return the numeral with the 一 that 近百 leaves out; None for 数百, 几十 and a mere 百."""
    numeral, before = match["number"], character_before(match)
    vague = before and before in "几数好"
    if not is_bare(numeral):
        return None if vague and numeral[0] == "十" else numeral
    qualified = match["before"] or match["within"] or match["after"] or match["of"]
    return "一" + numeral if qualified and not vague else None


def _number(numeral: str, match: re.Match[str]) -> Number | None:
    """Return a numeral as the number that its whole expression makes of it."""
    if numeral in {"半", "一半"}:
        number: Number | None = Number(_HALF)
    else:
        number = parse_numeral(numeral)
    if number is None:
        return None
    groups = match.groupdict()
    if scale := groups.get("scale"):
        number = number.times(_power(scale))
    if groups.get("of"):
        number = _share(number, groups["of"])
    half = groups.get("half") or groups["more"] == "半"
    if number and groups["tenths"]:
        number = _tenths(number, "五" if half else groups["tenth"])
    elif number and half:
        number = number.plus(_HALF)
    if number and unit_of(match) in _SHARES and number.place is None:
        number = Number(number.value, Decimal(1))
    return number


def _power(scale: str) -> Decimal:
    power = parse_numeral("1" + scale)
    return power.value if power else Decimal(1)


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


def unit_of(match: re.Match[str]) -> str:
    """Return the code of the unit of an expression, empty where it has none."""
    groups = match.groupdict()
    if groups.get("tenths"):
        return "percent"
    if groups.get("counted"):
        return _COUNTED[groups["counted"]]
    if groups["unit"]:
        return units.WORDS[groups["unit"]]
    return units.RATIOS.get(f"{groups.get('of')}分之", "")


def _qualifiers(match: re.Match[str]) -> Iterator[str]:
    groups = match.groupdict()
    for words, group in ((_BEFORE, "before"), (_WITHIN, "within"), (_AFTER, "after")):
        if word := groups.get(group):
            yield words[word]
    if groups.get("more") == "多":
        yield _WITHIN["多"]
