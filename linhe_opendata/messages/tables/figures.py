"""A figure in words that a citizen understands, and what it does not say. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURE_PAGE_SENTENCES: Final[Mapping[str, Sentence]] = {
    "says-exact": Sentence("{value}", "{value}"),
    "says-rounded": Sentence(
        "{value}, a rounded number: it stands for {lower} to {upper}",
        "{value}，为取整后的数字，代表{lower}至{upper}",
    ),
    "says-about": Sentence(
        "about {value}; within what bounds is not said", "约{value}；来源未说明上下界限"
    ),
    "says-nearly": Sentence(
        "nearly {value}: less than that, and how much less is not said",
        "近{value}：不到此数，差多少来源未说明",
    ),
    "says-more-than": Sentence(
        "more than {value}; how much more is not said", "超过{value}；超过多少来源未说明"
    ),
    "says-at-least": Sentence(
        "{value} or more; how much more is not said", "{value}或更多；多多少来源未说明"
    ),
    "says-less-than": Sentence(
        "less than {value}; how much less is not said", "不到{value}；差多少来源未说明"
    ),
    "says-at-most": Sentence("{value} or less", "至多{value}"),
    "says-range": Sentence("between {lower} and {upper}", "{lower}至{upper}之间"),
    "says-nominal": Sentence(
        "{value}: a target, a slogan or a statement of what can be done, not a measured number",
        "{value}：为目标、口号或能力表述，并非实测数字",
    ),
    "side-open": Sentence("open", "不限"),
    "not-said-measured": Sentence("It was not measured.", "并非实测。"),
    "not-said-bounds": Sentence(
        "The source gives no bound on either side.", "来源未给出上下界限。"
    ),
    "not-said-lower": Sentence("The source gives no lower bound.", "来源未给出下限。"),
    "not-said-upper": Sentence("The source gives no upper bound.", "来源未给出上限。"),
    "not-said-start": Sentence(
        "The source does not say when the period began, or the number was counted on one day.",
        "来源未说明统计期从何时开始，或为某一日的时点数。",
    ),
    "not-said-official": Sentence(
        "It was not checked against an official publication.", "未与官方公布的数字核对。"
    ),
    "days-until": Sentence("until {end}", "截至{end}"),
    "days-from-to": Sentence("{start} to {end}", "{start}至{end}"),
    "place-from": Sentence("from character {start:,}", "第{start:,}字起"),
    "source-untitled": Sentence("{kind} without a known title ({id})", "标题不详的{kind}（{id}）"),
    "source-untitled-of-day": Sentence(
        "{kind} without a known title, {day} ({id})", "标题不详的{kind}，{day}（{id}）"
    ),
    "open-data-of": Sentence("Open data of {publisher}", "{publisher}的开放数据"),
}
"""Each sentence by its code; `says-` and a qualifier is what that qualifier asserts."""
