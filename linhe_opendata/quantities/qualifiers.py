"""How words qualify a number, and the bounds that each qualifier asserts. Pure.

The two tables say it all. Where a number has several qualifiers, the weaker claim stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.quantities.numerals import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from linhe_opendata.quantities.numerals import Number


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


WORDINGS = {
    "about": Wording(before="大约 大概 约莫 差不多 约", within="来", after="左右 上下"),
    "nearly": Wording(before="将近 接近 近"),
    "more_than": Wording(before=f"{_ABOVE} 不止 >", within="余 多 几", after="多 有余 开外 出头"),
    "at_least": Wording(
        before=f"{_negate(_BELOW)} 不下于 不下 至少 最少 起码 上 ≥ >=",
        within="+",
        after="以上 之上 +",
    ),
    "less_than": Wording(
        before=f"{_BELOW} 不足 不到 不及 不够 未满 不满 未到 未达 未达到 没到 没达到 没有达到 <"
    ),
    "at_most": Wording(before=f"{_negate(_ABOVE)} 至多 最多 ≤ <=", after="以下 以内 之内 内"),
}

NOT_AFTER = {
    "近": "附最远临邻相靠贴亲",
    "约": "节预签契制违履邀誓盟租纽隐简特婚续解",
    "超": "赶反英中高西B彩商",
    "上": "以网线晚早身手路街班会桌纸马之千百",
    "不下": "放容装",
    "不到": "想料得找看见",
    "突破": "新术",
    "破": "侦爆打告突",
    ">": "-=<",
    "负": "抱肩背担胜自辜身0123456789",
}
"""Characters before a word that make it part of another word: 附近, 节约, 网上."""

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


def assert_bounds(qualifier: str, number: Number) -> tuple[Decimal | None, Decimal | None, str]:
    """Return the lower and the upper bound that a qualifier asserts, and which are included."""
    value = tidy(number.value)
    return {
        "exact": (value, value, "both"),
        "rounded": (*number.bounds(), "both"),
        "about": (None, None, "neither"),
        "nearly": (None, value, "neither"),
        "more_than": (value, None, "neither"),
        "at_least": (value, None, "left"),
        "less_than": (None, value, "neither"),
        "at_most": (None, value, "right"),
    }[qualifier]
