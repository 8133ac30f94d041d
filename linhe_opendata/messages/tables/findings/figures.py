"""What is wrong with figures, alone and against the text of their source. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURE_SENTENCES: Final[Mapping[str, Sentence]] = {
    "qualifier-unknown": Sentence(
        "{qualifier!r} is no qualifier; known are {known}",
        "{qualifier!r} 不是限定；已知的有：{known}",
    ),
    "period-backwards": Sentence(
        "the period ends on {end}, before it begins on {start}; correct one of the two",
        "统计期于 {end} 结束，早于其开始之日 {start}；请更正其一",
    ),
    "value-asserted": Sentence(
        "{qualifier!r} asserts a value: give obs_value",
        "{qualifier!r} 断言了数值：请填写 obs_value",
    ),
    "value-not-asserted": Sentence(
        "{qualifier!r} asserts no single value: leave obs_value empty",
        "{qualifier!r} 未断言单一数值：请将 obs_value 留空",
    ),
    "bounds-other": Sentence(
        "{qualifier!r} has the bounds {known:quoted-or}, not {bounds!r}",
        "{qualifier!r} 的端点为 {known:quoted-or}，而非 {bounds!r}",
    ),
    "bound-not-asserted": Sentence(
        "{qualifier!r} asserts no {side} bound: leave {side} empty, not {bound}",
        "{qualifier!r} 未断言 {side} 这一侧的界限：请将 {side} 留空，而非 {bound}",
    ),
    "bound-missing": Sentence(
        "{qualifier!r} bounds the number: {side} must not be empty",
        "{qualifier!r} 为数字设有界限：{side} 不可为空",
    ),
    "bound-not-the-value": Sentence(
        "{qualifier!r} is bounded by the value itself: {side} is {bound}, the value is {value}",
        "{qualifier!r} 以数值本身为界：{side} 为 {bound}，数值为 {value}",
    ),
    "bounds-crossed": Sentence(
        "the lower bound {low} is above the upper bound {high}; swap them",
        "下限 {low} 高于上限 {high}；请对调",
    ),
    "lower-above-value": Sentence(
        "the lower bound {low} is above the value {value}", "下限 {low} 高于数值 {value}"
    ),
    "upper-below-value": Sentence(
        "the upper bound {high} is below the value {value}", "上限 {high} 低于数值 {value}"
    ),
    "words-unreadable": Sentence(
        "{error} Give the numeric expression only, as printed",
        "{error}请只填写数字表达，照原样书写",
    ),
    "words-say": Sentence(
        "the words {words!r} say {said}, not {recorded}",
        "措辞 {words!r} 说的是 {said}，而非 {recorded}",
    ),
    "words-say-side": Sentence(
        "the words {words!r} say {side} {said}, not {recorded}",
        "措辞 {words!r} 所说的 {side} 是 {said}，而非 {recorded}",
    ),
    "quoted": Sentence("{text!r}", "{text!r}"),
    "no-single-number": Sentence("no single number", "（无单一数值）"),
    "indicator-elsewhere": Sentence(
        "{indicator!r} belongs to the table {table!r}; move the row there",
        "{indicator!r} 属于表 {table!r}；请把该行移到那里",
    ),
    "unit-other": Sentence(
        "{indicator!r} is measured in {unit!r}, not {recorded!r}",
        "{indicator!r} 的计量单位是 {unit!r}，而非 {recorded!r}",
    ),
    "stock-with-period": Sentence(
        "a stock is counted on one day: leave period_start empty, give the day as period_end",
        "时点数在某一日统计：请将 period_start 留空，把该日填入 period_end",
    ),
    "percent-out-of-range": Sentence(
        "a share is between 0 and 100 percent, not {number}",
        "占比在百分之 0 至 100 之间，而非 {number}",
    ),
    "words-cut": Sentence(
        "the source says {text!r} at {start}, of which {words!r} is only a part; "
        "record the whole expression",
        "来源在第 {start} 个码位处写的是 {text!r}，{words!r} 只是其中一部分；请收录完整的表达",
    ),
    "currency-other": Sentence(
        "in this text {words!r} is in {unit}, not {recorded}",
        "在此文本中 {words!r} 的币种是 {unit}，而非 {recorded}",
    ),
    "misplaced": Sentence(
        "{words!r} does not stand at {start}, {there}; {elsewhere}",
        "{words!r} 不在第 {start} 个码位处，{there}；{elsewhere}",
    ),
    "says-there": Sentence("the source says {there!r} there", "来源在该处写的是 {there!r}"),
    "ends-before": Sentence("the source ends before it", "来源在此之前已结束"),
    "stands-nowhere": Sentence("nor does it stand anywhere else", "别处也没有"),
    "stands-nearest": Sentence(
        "the nearest place where it stands is {nearest}", "最近的一处在第 {nearest} 个码位"
    ),
    "exclusion-of-nothing": Sentence(
        "no number stands at {start} to {end} of the source; correct or remove the row",
        "来源的第 {start} 至 {end} 个码位处没有数；请更正或删除该行",
    ),
    "exclusion-of-a-figure": Sentence(
        "the figure {indicator!r} is recorded there too; remove one of the two",
        "该处也收录了数字 {indicator!r}；请删除其一",
    ),
    "text-length": Sentence("the text has {length} code points", "文本有 {length} 个码位"),
    "unseen": Sentence(
        "nobody has looked at {words!r} at {start}; record it as a figure or as an exclusion",
        "第 {start} 个码位处的 {words!r} 尚未处理；请收录为数字或登记为排除",
    ),
    "text-unknown": Sentence(
        "{path} is no source of the project: its sha256 is {digest}, its length {length}; "
        "record it, or give the text that is recorded",
        "{path} 不是项目的来源：其 sha256 为 {digest}，长度为 {length}；"
        "请予以登记，或提供已登记的文本",
    ),
}
