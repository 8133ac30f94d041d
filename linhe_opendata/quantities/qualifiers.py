"""How words qualify a number, and the bounds that each qualifier asserts. Pure.

Two tables say it all: `QUALIFIERS` what is asserted, `WORDINGS` in which words. Where a number has
several qualifiers, the weaker claim stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from linhe_opendata.quantities.numerals import Number

    Side = Literal["none", "same", "apart"]


@dataclass(frozen=True, slots=True)
class Assertion:
    """Which numbers a qualifier asserts: is there a value, is it a lower and an upper bound.

    `same` means that a bound equals the value; `apart` that it lies beyond the value or stands
    alone; `none` that the wording asserts no such bound. `bounds` are the words of
    `pandas.Interval.closed`, first the one of plain words. `may_replace` names the qualifiers
    which a curator may replace by this one, because it claims less than the words alone do.
    """

    value: bool
    lower: Side
    upper: Side
    bounds: tuple[str, ...]
    may_replace: tuple[str, ...] = ()


QUALIFIERS = {
    "exact": Assertion(value=True, lower="same", upper="same", bounds=("both",)),
    "rounded": Assertion(value=True, lower="apart", upper="apart", bounds=("both",)),
    "about": Assertion(value=True, lower="none", upper="none", bounds=("neither",)),
    "nearly": Assertion(value=True, lower="none", upper="same", bounds=("neither",)),
    "more_than": Assertion(value=True, lower="same", upper="none", bounds=("neither",)),
    "at_least": Assertion(value=True, lower="same", upper="none", bounds=("left",)),
    "less_than": Assertion(value=True, lower="none", upper="same", bounds=("neither",)),
    "at_most": Assertion(value=True, lower="none", upper="same", bounds=("right",)),
    "range": Assertion(value=False, lower="apart", upper="apart", bounds=("both", "neither")),
    "nominal": Assertion(
        value=True,
        lower="none",
        upper="none",
        bounds=("neither",),
        may_replace=("exact", "rounded"),
    ),
}
"""What each qualifier asserts; a hedged range (about ten to fifteen) has no end of its own.

`nominal` (a target, a slogan) is no wording: only a curator says it.
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a qualifier: before the number, between number and unit, after the unit."""

    before: str = ""
    within: str = ""
    after: str = ""


_NEGATIONS = "不 未 没 没有 不会 不得 不能 不应 不宜 不可"
_ABOVE = "超过 超出 超 逾 突破 破 多于 高于 大于"
_BELOW = "低于 少于 小于"


def _negate(words: str) -> str:
    return " ".join(no + word for no in _NEGATIONS.split() for word in words.split())


def _or_equal(words: str, *others: str) -> str:
    """Return the wordings that join a word for more or less with one for equal."""
    equal = " ".join(f"{word}等于 {word}或等于 等于或{word} {word}及等于" for word in words.split())
    return " ".join((equal, *others))


_LEAST = "至少 最少 起码 最低 最小 最短 最起码 少则 不下于 不下 不低于"
_MOST = "至多 最多 最高 最大 最长 最远 顶多 多则 上限 上限为 封顶 不过 充其量"

WORDINGS = {
    "about": Wording(
        before="大约 大概 约莫 差不多 约 大致 估计 大抵",
        within="来",
        after="左右 上下",
    ),
    "nearly": Wording(before="将近 接近 接近于 近 趋近 近乎 逼近 几近 直逼 迫近"),
    "more_than": Wording(
        before=f"{_ABOVE} 不止 不只 > 远超 远超过 已超 已超过 高过 多过 大过 过",
        within="余 多 几 数",
        after="多 有余 有多 开外 出头 不止",
    ),
    "at_least": Wording(
        before=(
            f"{_negate(_BELOW)} {_LEAST} 上 ≥ >= "
            + _or_equal("大于 高于 多于 超过", "达到或超过 达到或高于 超过或达到 达到及超过")
        ),
        within="+",
        after="以上 之上 + 起",
    ),
    "less_than": Wording(
        before=(
            f"{_BELOW} 不足 不到 不及 不够 未满 不满 未到 未达 未达到 没到 没达到 没有达到 < 未及 "
            "低过 少过"
        ),
        after="不到 不足 不满 未到 未满 没到",
    ),
    "at_most": Wording(
        before=f"{_negate(_ABOVE)} {_MOST} ≤ <= " + _or_equal("小于 低于 少于"),
        after="以下 以内 之内 内 封顶 为限",
    ),
}

STRENGTHS = {"强": "more_than", "弱": "nearly"}
"""After a share: 三分之一强 is a little more than a third, 弱 a little less."""

SUPERLATIVES = frozenset(["最低", "最小", "最短", "最高", "最大", "最长", "最远", "上限"])
"""A bound where money or time is granted (最高补助135万元), but a mere value of 最高35℃."""

GRANTS = re.compile("[补奖资给扶领获享得拿减抵贷罚收赔缴可予]|支持|发放|报销|优惠|额度|容纳|不超过")
"""What stands between a superlative and its number where it is a bound all the same."""

_SAME = {
    frozenset({"more_than", "at_least"}): "at_least",
    frozenset({"less_than", "at_most"}): "at_most",
    frozenset({"nearly", "less_than"}): "less_than",
    frozenset({"nearly", "at_most"}): "at_most",
}
"""Two claims in one direction, and the weaker of the two; any other pair leaves only `about`."""


_OF_SIZE = frozenset({"nearly", "more_than", "less_than"})
"""What is said of the size of a number and not of its place on the scale: 零下10多度 is colder."""


def below_zero(qualifier: str) -> str:
    """Return what a qualifier claims of a number below zero, where its direction is not sure."""
    return "about" if qualifier in _OF_SIZE else qualifier


def weaken(qualifiers: Iterable[str]) -> str | None:
    """Return what several qualifiers of one number claim together, None where there is none."""
    claim: str | None = None
    for qualifier in qualifiers:
        if claim is None or claim == qualifier:
            claim = qualifier
        else:
            claim = _SAME.get(frozenset({claim, qualifier}), "about")
    return claim


def assert_bounds(
    qualifier: str, value: Decimal, number: Number
) -> tuple[Decimal | None, Decimal | None, str]:
    """Return the lower and the upper bound that a qualifier asserts, and which are included.

    `value` is that of the `number`, tidied.
    """
    asserted, known = QUALIFIERS[qualifier], {"same": value, "none": None}
    lower, upper = number.bounds() if "apart" in (asserted.lower, asserted.upper) else (None, None)
    lower, upper = known.get(asserted.lower, lower), known.get(asserted.upper, upper)
    return lower, upper, asserted.bounds[0]
