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


WORDINGS = {
    "about": Wording(before="大约 大概 约莫 约", within="来", after="左右 上下"),
    "nearly": Wording(before="将近 接近 近"),
    "more_than": Wording(
        before="超过 超出 超 逾 突破 多于 高于 大于", within="余 多 几", after="多"
    ),
    "at_least": Wording(
        before="不少于 不低于 不下于 不下 不小于 至少 最少 上", after="以上 及以上 之上"
    ),
    "less_than": Wording(before="不足 不到 未满 不满 未到 未达 低于 少于 小于"),
    "at_most": Wording(
        before="不超过 不多于 不高于 不大于 至多 最多", after="以下 以内 之内 及以下 内"
    ),
}

NOT_AFTER = {
    "近": "附最远临邻相靠贴亲",
    "约": "节预签公合契制违履邀相誓条盟租纽隐简特婚大",
    "超": "赶反英中高西",
    "上": "以网线晚早身手路街班会桌纸马之",
    "不到": "想料得达",
}
"""Characters before a word that make it part of another word: 附近, 节约, 网上."""

_SAME = {
    frozenset({"more_than", "at_least"}): "at_least",
    frozenset({"less_than", "at_most"}): "at_most",
    frozenset({"nearly", "less_than"}): "less_than",
    frozenset({"nearly", "at_most"}): "at_most",
}
"""Two claims in one direction, and the weaker of the two; any other pair leaves only `about`."""


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
